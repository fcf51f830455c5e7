//! Figures against sums done by hand, and attacks: can anything be subtracted from anything so that
//! fewer than five shops are left?

mod attacks;

use super::*;

fn facts(villages: &[(&str, usize)], months: usize) -> Facts {
    let start = Month { year: 2026, month: 8 };
    Facts {
        villages: villages.iter().map(|(name, _)| (*name).to_owned()).collect(),
        shops: villages.iter().enumerate().flat_map(|(at, (_, shops))| vec![at; *shops]).collect(),
        months: std::iter::successors(Some(start), |month| Some(month.next())).take(months).collect(),
        ..Facts::default()
    }
}

fn sale(shop: ShopAt, month: usize, channel: usize, method: usize, rupiah: i64) -> Sale {
    Sale { shop, month, channel, method, orders: i64::from(rupiah > 0), minor: rupiah * 100 }
}

#[test]
fn figures_are_the_sums_done_by_hand() {
    let mut facts = facts(&[("Liya Togo", 5), ("Pajam", 3), ("Numana", 2)], 2);
    facts.sales = (0..10).map(|shop| sale(shop, 0, shop % 2, 0, 100_000)).collect();
    facts.sales.extend((0..5).map(|shop| sale(shop, 1, 0, 1, 50_000)));
    facts.sales.push(sale(9, 1, 1, 0, -100_000));
    facts.visits = (0..10).map(|shop| Visits { shop, month: 0, visits: 3 }).collect();
    let figures = figures(&facts).unwrap();
    let [first, second] = figures.periods.as_slice() else { panic!("{figures:?}") };
    assert_eq!((first.sum, first.sellers, first.scans), (Sum { orders: 10, minor: 100_000_000 }, 10, Scans::Own(30)));
    // What was handed back counts in its own month, and takes no order away.
    assert_eq!(second.sum, Sum { orders: 5, minor: 15_000_000 });
    assert_eq!((second.scans, second.running, first.running), (Scans::Own(0), true, false));
    let rows: Vec<_> = second.villages.iter().map(|row| (row.names.clone(), row.shops, row.sum.minor)).collect();
    assert_eq!(
        rows,
        [
            (vec!["Liya Togo".to_owned()], 5, 25_000_000),
            (vec!["Pajam".to_owned(), "Numana".to_owned()], 5, -10_000_000)
        ]
    );
    assert_eq!(figures.total(), Sum { orders: 15, minor: 115_000_000 });
    assert_eq!(
        figures.channels.iter().map(|row| (row.kinds.as_slice(), row.sum.minor)).collect::<Vec<_>>(),
        [([0].as_slice(), 75_000_000), ([1].as_slice(), 40_000_000)]
    );
    assert_eq!(figures.methods.iter().map(|row| row.sum.minor).collect::<Vec<_>>(), [90_000_000, 25_000_000]);
}

#[test]
fn a_regency_of_four_shops_shows_none_and_one_of_five_does() {
    let mut four = facts(&[("Liya Togo", 4)], 1);
    four.sales = (0..4).map(|shop| sale(shop, 0, 0, 0, 1)).collect();
    assert_eq!(figures(&four), None);
    let mut five = facts(&[("Liya Togo", 5)], 1);
    five.sales = (0..5).map(|shop| sale(shop, 0, 0, 0, 1)).collect();
    assert_eq!(figures(&five).unwrap().periods.len(), 1);
}

#[test]
fn a_month_of_few_sellers_is_joined_and_the_latest_waits() {
    let mut facts = facts(&[("Liya Togo", 9)], 4);
    for (month, sellers) in [(0, 2), (1, 6), (2, 7), (3, 1)] {
        facts.sales.extend((0..sellers).map(|shop| sale(shop, month, 0, 0, 10_000)));
    }
    let figures = figures(&facts).unwrap();
    let keys: Vec<(String, String)> =
        figures.periods.iter().map(|period| (period.first.key(), period.last.key())).collect();
    assert_eq!(keys, [("2026-08".to_owned(), "2026-09".to_owned()), ("2026-10".to_owned(), "2026-10".to_owned())]);
    assert_eq!(figures.held_back.map(Month::key), Some("2026-11".to_owned()));
    // Channels and ways cover the months that are shown, not the one that waits.
    assert_eq!(figures.channels[0].sum, figures.total());
    assert_eq!(figures.total().orders, 15);
}

#[test]
fn scans_of_few_shops_stand_with_the_next_periods_and_not_by_village() {
    let mut facts = facts(&[("Liya Togo", 5), ("Pajam", 5)], 2);
    facts.sales = (0..2).flat_map(|month| (0..6).map(move |shop| sale(shop, month, 0, 0, 1))).collect();
    facts.visits = vec![Visits { shop: 0, month: 0, visits: 40 }];
    facts.visits.extend((0..6).map(|shop| Visits { shop, month: 1, visits: 1 }));
    let figures = figures(&facts).unwrap();
    assert_eq!(figures.periods[0].scans, Scans::Later);
    assert_eq!(figures.periods[1].scans, Scans::Since(0, 46));
    assert!(figures.periods.iter().flat_map(|period| &period.villages).all(|row| row.scans.is_none()));
    assert_eq!(figures.all_scans(), 46);
}

#[test]
fn the_period_asked_for_is_chosen_or_else_the_latest() {
    let mut facts = facts(&[("Liya Togo", 5)], 2);
    facts.sales = (0..2).flat_map(|month| (0..5).map(move |shop| sale(shop, month, 0, 0, 1))).collect();
    let figures = figures(&facts).unwrap();
    assert_eq!((figures.chosen("2026-08"), figures.chosen("1999-01"), figures.chosen("")), (Some(0), Some(1), Some(1)));
    assert_eq!(Figures::default().chosen(""), None);
}
