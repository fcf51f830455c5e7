//! The table of sending: how weight is billed, what is offered, shared and declared.

use proptest::prelude::*;

use super::customs::{Form, Rate, customs_line, form};
use super::share::{share, share_fairly};
use super::weight::{billed_weight, counted, price};
use super::*;

const NOW: i64 = 1_795_485_600_000;

/// A courier that counts as JNE does: kilograms, 300 g let go, 6,000 cubic centimetres to the kilogram.
fn jne() -> Tariff {
    Tariff {
        name: "Reguler".into(),
        zone: SendZone::JavaBali,
        first_step_g: 1_000,
        first_price: Money::rupiah(60_000),
        next_step_g: 1_000,
        next_price: Money::rupiah(55_000),
        max_g: 50_000,
        tolerance_g: 300,
        minimum_g: 1_000,
        divisor: Some(6_000),
        days: "3-5".into(),
        tracked: true,
        valid_from: 0,
        source: "contoh".into(),
    }
}

#[test]
fn kilograms_are_billed_as_couriers_print_them() {
    for (grams, kilograms) in [(1, 1), (250, 1), (1_300, 1), (1_301, 2), (1_700, 2), (2_300, 2), (2_301, 3), (5_250, 5)]
    {
        assert_eq!(billed_weight(&jne(), grams, None), kilograms * 1_000, "{grams} g");
    }
    for (size, by_size, billed) in
        [([40, 30, 10], 2_000, 2_000), ([40, 30, 20], 4_000, 4_000), ([30, 25, 5], 625, 1_000)]
    {
        assert_eq!(counted(&jne(), 1, Some(size)), by_size, "{size:?}");
        assert_eq!(billed_weight(&jne(), 1, Some(size)), billed, "{size:?}");
    }
    assert_eq!(billed_weight(&jne(), 2_500, Some([40, 30, 10])), 3_000, "the larger of both");
}

#[test]
fn a_truck_bills_ten_kilograms_at_least_and_the_post_counts_by_weight_alone_in_halves() {
    let truck = Tariff { minimum_g: 10_000, ..jne() };
    assert_eq!(billed_weight(&truck, 650, None), 10_000);
    assert_eq!(billed_weight(&truck, 10_301, None), 11_000);
    let post = Tariff { first_step_g: 500, next_step_g: 500, tolerance_g: 0, minimum_g: 0, divisor: None, ..jne() };
    for (grams, billed) in [(1, 500), (500, 500), (501, 1_000), (1_400, 1_500)] {
        assert_eq!(billed_weight(&post, grams, Some([40, 30, 20])), billed);
    }
    assert_eq!(price(&post, 1_500), Some(Money::rupiah(60_000 + 2 * 55_000)));
}

fn tariffs() -> impl Strategy<Value = Tariff> {
    let divisors = proptest::option::of(1_000..10_000_i64);
    (1..=5_000_i64, 1..=5_000_i64, 0..600_i64, 0..12_000_i64, divisors).prop_map(
        |(first_step_g, next_step_g, tolerance_g, minimum_g, divisor)| Tariff {
            first_step_g,
            next_step_g,
            tolerance_g,
            minimum_g,
            divisor,
            ..jne()
        },
    )
}

proptest! {
    #[test]
    fn more_weight_never_costs_less_and_nothing_is_billed_below_the_minimum(
        tariff in tariffs(),
        grams in 0..60_000_i64,
        more in 0..3_000_i64,
        size in proptest::option::of([0..90_i64, 0..90, 0..90]),
    ) {
        let (billed, further) = (billed_weight(&tariff, grams, size), billed_weight(&tariff, grams + more, size));
        assert!(billed >= tariff.minimum_g && billed >= counted(&tariff, grams, size) - tariff.tolerance_g);
        assert!(billed <= further, "{tariff:?} {grams} {more}");
        assert!(price(&tariff, billed).unwrap().minor <= price(&tariff, further).unwrap().minor);
    }

    #[test]
    fn shares_are_the_whole_and_no_more_than_alone(
        total in (0..50_000_000_i64).prop_map(|minor| Money { minor, ..Money::rupiah(0) }),
        sharers in proptest::collection::vec(
            (0..4_000_i64, proptest::option::of((0..400_000_i64).prop_map(Money::rupiah))),
            1..=6,
        ),
    ) {
        let (weights, alone): (Vec<i64>, Vec<Option<Money>>) = sharers.into_iter().unzip();
        let shares = share(total, &weights);
        assert_eq!(shares.iter().map(|one| one.minor).sum::<i64>(), total.minor);
        assert!(shares.iter().all(|one| one.minor >= 0));
        match share_fairly(total, &weights, &alone) {
            Some(shares) => {
                assert_eq!(shares.iter().map(|one| one.minor).sum::<i64>(), total.minor);
                for (share, most) in shares.iter().zip(&alone) {
                    assert!(most.is_none_or(|most| share.minor <= most.minor), "{total:?} {weights:?} {alone:?}");
                }
            }
            None => assert!(alone.iter().flatten().map(|one| one.minor).sum::<i64>() < total.minor),
        }
    }
}

#[test]
fn absurd_numbers_stop_instead_of_turning_over() {
    let service = Tariff { next_step_g: 0, first_step_g: i64::MAX, tolerance_g: i64::MAX, ..jne() };
    assert!(billed_weight(&service, i64::MAX, Some([i64::MAX; 3])) > 0);
    let dear = Tariff { next_step_g: 1, next_price: Money { minor: i64::MAX, ..Money::rupiah(0) }, ..jne() };
    assert_eq!(price(&dear, i64::MAX), None);
    assert_eq!(billed_weight(&jne(), -5, Some([-1, 2, 3])), 1_000);
}

#[test]
fn offers_come_cheapest_first_and_only_of_prices_that_hold() {
    let stands = |id: &str, tariff: Tariff| Service { id: ServiceId(id.into()), tariff, version: 1 };
    let priced = |name: &str, rupiah: i64, valid_from: i64| Tariff {
        name: name.into(),
        first_price: Money::rupiah(rupiah),
        valid_from,
        ..jne()
    };
    let named = |id: &str, name: &str, rupiah: i64, valid_from: i64| stands(id, priced(name, rupiah, valid_from));
    let table = Table {
        services: vec![
            named("1", "Kilat", 90_000, 0),
            named("2", "Reguler", 60_000, 0),
            named("3", "Reguler", 65_000, NOW),
            named("4", "Reguler", 1_000, NOW + 1),
            stands("5", Tariff { max_g: 500, ..priced("Surat", 10_000, 0) }),
            stands("6", Tariff { zone: SendZone::Europe, ..priced("EMS", 5, 0) }),
        ],
        ..Table::default()
    };
    let at = |weight_g, now| {
        let parcel = Parcel { weight_g, size_cm: None };
        offers(&table, SendZone::JavaBali, parcel, now).iter().map(|one| one.id.0.clone()).collect::<Vec<_>>()
    };
    assert_eq!(at(Some(650), NOW), ["3", "1"]);
    assert_eq!(at(Some(650), NOW - 1), ["2", "1"]);
    assert_eq!(at(Some(500), NOW), ["5", "3", "1"]);
    assert!(at(Some(50_001), NOW).is_empty(), "too heavy for all");
    assert!(at(None, NOW).is_empty(), "nobody has weighed it");
    assert!(offers(&table, SendZone::Africa, Parcel { weight_g: Some(1), size_cm: None }, NOW).is_empty());
}

#[test]
fn of_rows_of_one_name_the_one_that_takes_the_parcel_is_offered() {
    let row = |id: &str, max_g: i64, rupiah: i64, valid_from: i64| Service {
        id: ServiceId(id.into()),
        tariff: Tariff { name: "EMS".into(), max_g, first_price: Money::rupiah(rupiah), valid_from, ..jne() },
        version: 1,
    };
    let of = |services: Vec<Service>| Table { services, ..Table::default() };
    let at = |table: &Table, weight_g| {
        let parcel = Parcel { weight_g: Some(weight_g), size_cm: None };
        offers(table, SendZone::JavaBali, parcel, NOW).iter().map(|one| one.id.0.clone()).collect::<Vec<_>>()
    };
    for table in [
        of(vec![row("1", 2_000, 50, 0), row("2", 30_000, 90, 0)]),
        of(vec![row("2", 30_000, 90, 0), row("1", 2_000, 50, 0)]),
    ] {
        assert_eq!((at(&table, 1_500), at(&table, 5_000)), (vec!["1".to_owned()], vec!["2".to_owned()]));
        assert!(at(&table, 30_001).is_empty());
    }
    // A newer price counts for all it takes, and of two alike the one that was entered last.
    let newer = of(vec![row("1", 2_000, 50, 0), row("2", 30_000, 90, 0), row("3", 20_000, 70, NOW)]);
    assert_eq!((at(&newer, 1_500), at(&newer, 25_000)), (vec!["3".to_owned()], vec!["2".to_owned()]));
    assert_eq!(at(&of(vec![row("1", 2_000, 50, 0), row("2", 2_000, 60, 0)]), 1_000), ["2"]);
    let stands = |at: usize| newer.services.get(at).and_then(|one| newer.before(one, NOW)).map(|one| one.id.0.as_str());
    // What is taken out from behind a newer price, or of a pair of one day, brings nothing back.
    assert_eq!((stands(2), stands(1), stands(0)), (Some("2"), None, None));
    // The shops of a village share the heavy row's price, though each alone is light enough for the other.
    let shops = [1_500, 700].map(|weight_g| Parcel { weight_g: Some(weight_g), size_cm: None });
    let pair = of(vec![row("1", 2_000, 50, 0), row("2", 30_000, 60, 0)]);
    let shared =
        |mine| share::offers_together(&pair, SendZone::JavaBali, &shops, mine, NOW).first().map(|one| one.price.minor);
    let joint = offers(&pair, SendZone::JavaBali, Parcel { weight_g: Some(2_200), size_cm: None }, NOW);
    assert_eq!(shared(0).zip(shared(1)).map(|(one, two)| one + two), joint.first().map(|one| one.price.minor));
}

#[test]
fn a_parcel_weighs_what_its_pieces_weigh_together_or_is_still_to_be_weighed() {
    assert_eq!(Parcel::of([(2, Some(650)), (1, Some(100))]).weight_g, Some(1_400));
    for unknown in [vec![(1, Some(650)), (1, None)], vec![], vec![(2, Some(i64::MAX))], vec![(1, Some(0))]] {
        assert_eq!(Parcel::of(unknown).weight_g, None);
    }
}

#[test]
fn every_country_has_a_zone_abroad_and_indonesia_the_buyers() {
    let mut codes: Vec<&str> = countries::all().collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
    for code in codes {
        let zone = zone_of(code, Some(SendZone::Province)).unwrap();
        assert_eq!(zone.abroad(), code != "ID", "{code}");
        assert_eq!(countries::parse(&code.to_lowercase()), Some(code));
    }
    assert_eq!(zone_of("ID", None), None);
    assert_eq!(zone_of("ID", Some(SendZone::Europe)), None, "no way to pay less for Germany");
    assert_eq!(zone_of("DE", Some(SendZone::Regency)), Some(SendZone::Europe));
    assert_eq!(zone_of("XX", None), None);
    assert!(countries::in_union("DE") && !countries::in_union("GB") && !countries::in_union("CH"));
    assert_eq!(countries::warnings("US"), ["orders-customs-warn-duty", "orders-customs-warn-us"]);
    assert_eq!(countries::warnings("DE"), ["orders-customs-warn-duty", "orders-customs-warn-eu"]);
    assert_eq!(countries::warnings("JP"), ["orders-customs-warn-duty"]);
    assert!(countries::warnings("ID").is_empty());
    for zone in SendZone::ALL {
        assert_eq!(SendZone::parse(zone.as_str()), Some(zone));
    }
}

#[test]
fn a_shared_parcel_is_paid_exactly_and_nobody_pays_more_than_alone() {
    let minor = |rupiah: &[i64]| rupiah.iter().map(|one| Money::rupiah(*one)).collect::<Vec<_>>();
    assert_eq!(share(Money::rupiah(100), &[1, 1, 1]), minor(&[34, 33, 33]));
    assert_eq!(share(Money::rupiah(60_000), &[650, 350]), minor(&[39_000, 21_000]));
    assert_eq!(share(Money::rupiah(5), &[0, 0]), minor(&[3, 2]), "nobody weighed anything");
    assert!(share(Money::rupiah(5), &[]).is_empty());
    let alone = [Some(Money::rupiah(10_000)), None];
    assert_eq!(share_fairly(Money::rupiah(60_000), &[1, 1], &alone), Some(minor(&[10_000, 50_000])));
    let both = [Some(Money::rupiah(10_000)), Some(Money::rupiah(49_999))];
    assert_eq!(share_fairly(Money::rupiah(60_000), &[1, 1], &both), None, "together is dearer");
}

#[test]
fn customs_are_told_what_the_facts_say() {
    let line = |facts: &[&str], size: &str| {
        let facts: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
        customs_line(&facts, size, Some(650), 2, Money::rupiah(450_000))
    };
    let sarong = line(&["technique.plain_weave", "fibre.cotton_mill", "use.sarong"], "4 × 1 m");
    assert_eq!(sarong.made, "orders-customs-made-woven");
    assert_eq!((sarong.of, sarong.what), (Some("orders-customs-of-cotton"), "orders-customs-what-sarong"));
    assert_eq!(sarong.hs, ["5208", "5209", "6214.90"]);
    assert_eq!(sarong.declared(), None, "a heading of four digits is no tariff number");
    assert_eq!(line(&["use.shawl", "fibre.silk"], "").declared(), Some("6214.10"));
    assert_eq!(
        (sarong.size.as_str(), sarong.net_g, sarong.value),
        ("4 x 1 m", Some(1_300), Some(Money::rupiah(900_000)))
    );
    for (facts, hs) in [
        (&["use.shawl", "fibre.silk"][..], &["6214.10"][..]),
        (&["use.shawl", "fibre.polyester"], &["6214.30"]),
        (&["use.shawl", "fibre.rayon"], &["6214.40"]),
        (&["use.headcloth", "fibre.cotton_hand"], &["6214.90"]),
        (&["use.sewing", "fibre.silk"], &["5007"]),
        (&["use.sewing", "fibre.cotton_mill", "fibre.rayon"], &["5210", "5211", "5212"]),
        (&["use.ceremony", "fibre.cotton_mill", "fibre.metallic"], &["5809"]),
        (&["use.sarong", "fibre.cotton_mill", "technique.hand_sewn"], &["6211", "6204"]),
        (&["use.wall", "fibre.cotton_mill"], &["6304", "6302"]),
        (&["use.bag", "fibre.pandan"], &["4602"]),
        (&["use.bag", "fibre.cotton_mill"], &[]),
        (&[], &[]),
    ] {
        assert_eq!(line(facts, "").hs, hs, "{facts:?}");
    }
    assert_eq!(line(&[], "dua meter").size, "", "words of hers are no English");
}

#[test]
fn three_hundred_sdr_and_two_kilograms_decide_about_the_form() {
    let rate = Some(Rate { rupiah: Money::rupiah(22_000), on: NOW });
    assert_eq!(form(Money::rupiah(6_600_000), 2_000, rate), Some(Form::Cn22));
    assert_eq!(form(Money::rupiah(6_600_001), 650, rate), Some(Form::Cn23));
    assert_eq!(form(Money::rupiah(1), 2_001, None), Some(Form::Cn23));
    assert_eq!(form(Money::rupiah(1), 650, None), None, "nobody has entered the rate");
}

#[test]
fn where_it_goes_is_asked_until_it_is_clear() {
    let read = |country: &str, zone: &str| {
        let pairs =
            [("to_country", country), ("to_zone", zone)].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let mut typed = Typed::from_pairs(pairs);
        destination_of(&mut typed)
            .ok_or_else(|| ["to_country", "to_zone"].into_iter().find(|field| typed.error(field).is_some()).unwrap())
    };
    assert_eq!(read("de", "regency"), Ok(("DE", SendZone::Europe)));
    assert_eq!(read("ID", "java_bali"), Ok(("ID", SendZone::JavaBali)));
    assert_eq!(read("ID", "europe"), Err("to_zone"));
    assert_eq!(read("", "java_bali"), Err("to_country"));
}
