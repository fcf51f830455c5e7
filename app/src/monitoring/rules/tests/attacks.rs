//! Random regencies, and what somebody with every page and every file could work out.

use super::*;

/// Dice that fall the same way every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % below as u64).unwrap()
    }
}

fn regency(seed: u64) -> Facts {
    let mut dice = Dice(seed);
    let villages: Vec<(&str, usize)> = ["A", "B", "C", "D"].iter().map(|name| (*name, dice.below(8))).collect();
    let mut facts = facts(&villages, 1 + dice.below(5));
    let busy = 1 + dice.below(9);
    for month in 0..facts.months.len() {
        for shop in 0..facts.shops.len() {
            if dice.below(10) < busy {
                let rupiah = 1 + i64::try_from(dice.below(1_000_000)).unwrap();
                let mut sale = sale(shop, month, dice.below(2), dice.below(2), rupiah);
                if dice.below(12) == 0 {
                    sale.minor = -sale.minor;
                    sale.orders = 0;
                }
                facts.sales.push(sale);
            }
            if dice.below(10) < busy {
                facts.visits.push(Visits { shop, month, visits: 1 + i64::try_from(dice.below(9)).unwrap() });
            }
        }
    }
    facts
}

fn regencies() -> impl Iterator<Item = (Facts, Figures)> {
    (0..400).map(regency).filter_map(|facts| figures(&facts).map(|figures| (facts, figures)))
}

fn stretch(facts: &Facts, period: &Period) -> Stretch {
    let at = |month: Month| facts.months.iter().position(|one| *one == month).unwrap();
    Stretch { first: at(period.first), last: at(period.last) }
}

#[test]
fn every_table_adds_up_to_the_same_rupiah() {
    let mut shown = 0;
    for (facts, figures) in regencies() {
        let total = figures.total();
        for period in &figures.periods {
            assert_eq!(sum(period.villages.iter().map(|row| row.sum)), period.sum);
            if let Scans::Own(visits) = period.scans {
                assert_eq!(period.villages.iter().map(|row| row.scans.unwrap()).sum::<i64>(), visits);
            }
            let stretch = stretch(&facts, period);
            let by_hand = facts.sales.iter().filter(|sale| stretch.has(sale.month)).map(Sum::of);
            assert_eq!(sum(by_hand), period.sum);
        }
        assert_eq!(sum(figures.channels.iter().map(|row| row.sum)), total, "{figures:?}");
        assert_eq!(sum(figures.methods.iter().map(|row| row.sum)), total);
        shown += figures.periods.len();
    }
    assert!(shown > 500, "{shown}");
}

#[test]
fn no_cell_has_fewer_than_five_shops() {
    for (facts, figures) in regencies() {
        let shown: Vec<Stretch> = figures.periods.iter().map(|period| stretch(&facts, period)).collect();
        let contributors = |wanted: &dyn Fn(&Sale) -> bool| -> usize {
            let shown = facts.sales.iter().filter(|sale| shown.iter().any(|one| one.has(sale.month)) && wanted(sale));
            shown.map(|sale| sale.shop).collect::<BTreeSet<_>>().len()
        };
        for period in &figures.periods {
            let stretch = stretch(&facts, period);
            let sellers = contributors(&|sale| stretch.has(sale.month));
            assert_eq!(period.sellers, sellers);
            assert!(sellers == 0 || sellers >= LEAST, "{sellers} in {period:?}");
            assert!(period.villages.iter().all(|row| row.shops >= LEAST), "{period:?}");
        }
        for row in &figures.channels {
            assert!(contributors(&|sale| row.kinds.contains(&sale.channel)) >= LEAST);
        }
        for row in &figures.methods {
            assert!(contributors(&|sale| row.kinds.contains(&sale.method)) >= LEAST);
        }
        let mut from = 0;
        for (at, period) in figures.periods.iter().enumerate() {
            if period.scans == Scans::Later {
                continue;
            }
            let (first, last) = (stretch(&facts, &figures.periods[from]).first, stretch(&facts, period).last);
            let seen = facts.visits.iter().filter(|row| (first..=last).contains(&row.month)).map(|row| row.shop);
            let seen = seen.collect::<BTreeSet<_>>().len();
            assert!(seen == 0 || seen >= LEAST, "{seen} in {period:?}");
            from = at + 1;
        }
    }
}

#[test]
fn villages_are_grouped_alike_in_every_period() {
    for (_, figures) in regencies() {
        let mut groups = figures
            .periods
            .iter()
            .map(|period| period.villages.iter().map(|row| (&row.names, row.shops)).collect::<Vec<_>>());
        let first = groups.next();
        assert!(groups.all(|other| Some(&other) == first.as_ref()));
    }
}

#[test]
fn what_comes_later_leaves_every_closed_period_as_it_was() {
    for (facts, whole) in regencies() {
        for end in 1..facts.months.len() {
            let mut early = facts.clone();
            early.months.truncate(end);
            early.sales.retain(|sale| sale.month < end);
            early.visits.retain(|row| row.month < end);
            let early = figures(&early).unwrap();
            for (then, now) in early.periods.iter().zip(&whole.periods) {
                assert_eq!(
                    (then.first, then.last, then.sum, &then.villages),
                    (now.first, now.last, now.sum, &now.villages)
                );
            }
        }
    }
}

/// Every published number as the set of (shop, month, channel, way) it is the sum of.
fn published(facts: &Facts, figures: &Figures) -> Vec<Vec<f64>> {
    let (channels, methods) = (2, 2);
    let atoms = facts.shops.len() * facts.months.len() * channels * methods;
    let cell = |wanted: &dyn Fn(ShopAt, usize, usize, usize) -> bool| -> Vec<f64> {
        (0..atoms)
            .map(|atom| {
                let (method, rest) = (atom % methods, atom / methods);
                let (channel, rest) = (rest % channels, rest / channels);
                let (month, shop) = (rest % facts.months.len(), rest / facts.months.len());
                f64::from(u8::from(wanted(shop, month, channel, method)))
            })
            .collect()
    };
    let stretches: Vec<Stretch> = figures.periods.iter().map(|period| stretch(facts, period)).collect();
    let shown = |month: usize| stretches.iter().any(|stretch| stretch.has(month));
    let mut cells = Vec::new();
    for (period, stretch) in figures.periods.iter().zip(&stretches) {
        cells.push(cell(&|_, month, _, _| stretch.has(month)));
        for row in &period.villages {
            let inside = |shop: ShopAt| row.names.contains(&facts.villages[facts.shops[shop]]);
            cells.push(cell(&|shop, month, _, _| stretch.has(month) && inside(shop)));
        }
    }
    cells.extend(
        figures.channels.iter().map(|row| cell(&|_, month, channel, _| shown(month) && row.kinds.contains(&channel))),
    );
    cells.extend(
        figures.methods.iter().map(|row| cell(&|_, month, _, method| shown(month) && row.kinds.contains(&method))),
    );
    cells
}

/// The rank of the rows over the columns that are kept (Gauss).
fn rank(rows: &[Vec<f64>], keep: &dyn Fn(usize) -> bool) -> usize {
    let mut rows: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| row.iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, value)| *value).collect())
        .collect();
    let (mut rank, width) = (0, rows.first().map_or(0, Vec::len));
    for column in 0..width {
        let Some(pivot) = (rank..rows.len()).find(|at| rows[*at][column].abs() > 1e-9) else {
            continue;
        };
        rows.swap(rank, pivot);
        let top = rows[rank].clone();
        for row in rows.iter_mut().skip(rank + 1).filter(|row| row[column].abs() > 1e-9) {
            let times = row[column] / top[column];
            row.iter_mut().zip(&top).for_each(|(value, above)| *value -= times * above);
        }
        rank += 1;
    }
    rank
}

/// Any sum and difference of published numbers that is about four shops only would lower the rank of the
/// published numbers when those four are left out.
#[test]
fn no_sum_or_difference_of_all_tables_is_about_fewer_than_five_shops() {
    let mut tried = 0;
    for (facts, figures) in regencies().filter(|(facts, _)| facts.shops.len() <= 11 && facts.months.len() <= 3) {
        let cells = published(&facts, &figures);
        let per_shop = facts.months.len() * 4;
        let whole = rank(&cells, &|_| true);
        let shops = facts.shops.len();
        // All sets of four; smaller ones are inside them.
        for set in (0_u32..1 << shops).filter(|set| set.count_ones() == 4) {
            let left = rank(&cells, &|atom| set & (1 << (atom / per_shop)) == 0);
            assert_eq!(left, whole, "shops {set:b} of {:?}", facts.shops);
        }
        tried += 1;
    }
    assert!(tried >= 5, "{tried}");
}
