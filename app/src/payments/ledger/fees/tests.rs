//! Fees and costs in whole rupiah, shares that make the whole, and plans that come true.

use super::*;

fn rp(whole: i64) -> Money {
    Money::rupiah(whole)
}

const RULES: Rules =
    Rules { fee_bp: 250, fee_fixed: 100_000, card_bp: 290, card_fixed: 400_000, card_by: CostBy::Shop };

#[test]
fn a_fee_is_percent_and_fixed_in_whole_rupiah_half_up() {
    assert_eq!(RULES.fee(rp(450_000)), rp(12_250));
    let half = Rules { fee_bp: 50, ..Rules::default() };
    assert_eq!(half.fee(rp(100)), rp(1), "0.50 is one rupiah");
    assert_eq!(half.fee(rp(99)), rp(0), "0.495 is none");
    assert_eq!(half.fee(rp(299)), rp(1), "1.495 is one");
    assert_eq!(Rules::default().fee(rp(450_000)), rp(0));
}

#[test]
fn a_fee_is_never_more_than_the_goods() {
    assert_eq!(RULES.fee(rp(500)), rp(500));
    assert_eq!(RULES.fee(rp(0)), rp(0));
    let all = Rules { fee_bp: 3_000, fee_fixed: 10_000_000, card_bp: 1_000, card_fixed: 10_000_000, ..RULES };
    for goods in [1, 99, 100_000, 142_857, 9_999_999_999] {
        let cut = all.cut(rp(goods), rp(7), Method::Card);
        assert!(cut.fee.minor <= rp(goods).minor && cut.gets.minor >= 0, "{cut:?}");
        assert_eq!(cut.fee.minor + cut.card_cost.minor + cut.gets.minor, cut.pays.minor);
    }
}

#[test]
fn pays_costs_gets() {
    let cut = RULES.cut(rp(450_000), rp(50_000), Method::Card);
    assert_eq!((cut.pays, cut.fee, cut.card_cost), (rp(500_000), rp(12_250), rp(18_500)));
    assert_eq!(cut.gets, rp(469_250));
    let cash = RULES.cut(rp(450_000), rp(50_000), Method::Cash);
    assert_eq!((cash.card_cost, cash.gets), (rp(0), rp(487_750)));
    let region = Rules { card_by: CostBy::Region, ..RULES }.cut(rp(450_000), rp(50_000), Method::Card);
    assert_eq!(region.gets, rp(487_750), "the region bears the card");
}

#[test]
fn a_charge_for_several_costs_its_fixed_part_once_and_two_charges_twice() {
    let alone = RULES.card_cost(rp(450_000));
    let shares = [0, 1, 2].map(|rank| RULES.card_cost_of(rp(450_000), Share { rank, of: 3 }).minor);
    assert_eq!(shares.iter().sum::<i64>(), 3 * (alone.minor - 400_000) + 400_000);
    assert_eq!(RULES.card_cost_of(rp(450_000), Share::ALONE), alone);

    let plan = |now, rest| Plan { method: Method::Card, now: rp(now), rest };
    let (none, goods) = (rp(0), rp(450_000));
    let first = RULES.planned(goods, none, &plan(135_000, false), Share::ALONE, none);
    assert_eq!((first.pays, first.card_cost), (goods, rp(7_915 + 13_135)), "a deposit of 30 %, then the rest");
    let rest = RULES.planned(goods, none, &plan(315_000, true), Share::ALONE, rp(7_915));
    assert_eq!(rest, first, "what was borne with the deposit is counted still");
    let cash = Plan { method: Method::Cash, ..plan(315_000, true) };
    assert_eq!(RULES.planned(goods, none, &cash, Share::ALONE, rp(7_915)).card_cost, rp(7_915));
}

#[test]
fn shares_that_follow_each_other_make_the_whole() {
    for (whole, steps) in [(100, vec![1, 1, 1]), (12_251, vec![7, 13, 80]), (1, vec![50, 50]), (0, vec![1, 2])] {
        let of = rp(steps.iter().sum());
        let (mut before, mut sum) = (rp(0), 0);
        for step in steps {
            let after = before.checked_add(rp(step)).unwrap();
            let part = stretch(rp(whole), before, after, of);
            assert!(part.minor >= 0 && part.whole_rupiah().is_some(), "{part:?}");
            sum += part.minor;
            before = after;
        }
        assert_eq!(sum, rp(whole).minor);
    }
    assert_eq!(share(rp(10), rp(0), rp(0)), rp(10), "nothing out of nothing is all of it");
}

/// Small sales, deposits and shares of a charge: the plan says what the books of its payments come to, and never that
/// selling cost the shop more than it brought.
#[test]
fn a_sale_never_costs_more_than_it_brings_and_the_plan_says_what_is_booked() {
    let small = Rules { fee_bp: 0, fee_fixed: 500_000, ..RULES };
    let booked = small.costs(rp(8_000), rp(0), rp(8_000), Some(Share::ALONE));
    assert_eq!((booked.fee, booked.card, booked.hers), (rp(5_000), rp(4_232), rp(3_000)));
    let cut = small.cut(rp(8_000), rp(0), Method::Card);
    assert_eq!((cut.card_cost, cut.gets), (rp(3_000), rp(0)));
    let region = Rules { card_by: CostBy::Region, ..small }.costs(rp(8_000), rp(0), rp(8_000), Some(Share::ALONE));
    assert_eq!((region.card, region.hers), (rp(4_232), rp(0)));

    let share = Share { rank: 1, of: 3 };
    for (goods, sending) in [(1, 0), (500, 35_000), (8_000, 0), (9_123, 20_000), (450_000, 0)] {
        let [goods, sending] = [goods, sending].map(rp);
        let pays = goods.checked_add(sending).unwrap();
        for percent in [10, 30, 50, 90, 100] {
            let deposit = rp(pays.minor / 100 * percent / 100);
            let rest = Money { minor: pays.minor - deposit.minor, ..pays };
            let first = small.costs(goods, rp(0), deposit, Some(share));
            let second = small.costs(goods, deposit, rest, Some(Share::ALONE));
            for (one, paid) in [(first, deposit), (second, rest)] {
                assert!(one.hers.minor >= 0 && one.fee.minor + one.hers.minor <= paid.minor, "{goods:?} {one:?}");
                assert!(one.hers.minor <= one.card.minor);
            }
            assert_eq!(first.fee.minor + second.fee.minor, small.fee(goods).minor);
            let borne = first.hers.minor + second.hers.minor;
            let before =
                small.planned(goods, sending, &Plan { method: Method::Card, now: deposit, rest: false }, share, rp(0));
            let after = Plan { method: Method::Card, now: rest, rest: true };
            let after = small.planned(goods, sending, &after, Share::ALONE, first.hers);
            for cut in [before, after] {
                assert_eq!(
                    (cut.card_cost.minor, cut.gets.minor),
                    (borne, pays.minor - cut.fee.minor - borne),
                    "{cut:?}"
                );
                assert!(cut.gets.minor >= 0, "{cut:?}");
            }
        }
    }
}

#[test]
fn free_is_free_only_when_the_shop_bears_nothing() {
    assert!(Rules::default().is_free() && !RULES.is_free());
    let region = Rules { card_bp: 290, card_by: CostBy::Region, ..Rules::default() };
    assert!(region.is_free() && !Rules { card_by: CostBy::Shop, ..region }.is_free());
}
