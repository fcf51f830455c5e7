//! What selling costs, by the rules of a region: the operator's fee and what a card costs. Shown before a piece is
//! published and on each order; frozen for an order when it is placed.

use crate::money::Money;
use crate::payments::method::Method;

/// Hundredths of a percent in a whole.
const WHOLE_BP: i128 = 10_000;
/// Sen to a rupiah: costs are whole rupiah, because nobody pays in sen.
const RUPIAH: i128 = 100;

/// Who bears what a card costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CostBy {
    #[default]
    Shop,
    Region,
}

impl CostBy {
    /// As stored and as sent by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Region => "region",
        }
    }

    /// Reads what the database holds or a form sent.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Shop, Self::Region].into_iter().find(|by| by.as_str() == text)
    }
}

/// The rules of a region; all nothing where it has set none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Of the goods, in hundredths of a percent.
    pub fee_bp: i64,
    /// Once per shop's part of an order, minor units.
    pub fee_fixed: i64,
    /// Of what is paid by card, in hundredths of a percent.
    pub card_bp: i64,
    /// Once per card payment, minor units.
    pub card_fixed: i64,
    pub card_by: CostBy,
}

/// What is still to be paid of a part of an order, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub method: Method,
    /// What is asked for now.
    pub now: Money,
    /// A deposit came before: this is all the rest. Otherwise what is missing to the whole is asked for later, in the same
    /// way.
    pub rest: bool,
}

/// How far a part of an order is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// By its terms, and what the books hold of a deposit.
    Open(Plan),
    /// The books say what came of it.
    Paid,
}

impl Asked {
    /// True when something of it stands in the books.
    pub const fn is_paid_before(&self) -> bool {
        match self {
            Self::Open(plan) => plan.rest,
            Self::Paid => true,
        }
    }
}

/// Which of the shares of a card charge one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// From 0.
    pub rank: i64,
    /// At least one more than the rank.
    pub of: i64,
}

impl Share {
    pub const ALONE: Self = Self { rank: 0, of: 1 };
}

/// What the buyer pays, what it costs the shop, what the shop gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub pays: Money,
    pub fee: Money,
    /// Only what the shop bears.
    pub card_cost: Money,
    pub gets: Money,
}

impl Rules {
    /// True when selling costs nothing, however it is paid.
    pub const fn is_free(&self) -> bool {
        let card = matches!(self.card_by, CostBy::Shop) && (self.card_bp > 0 || self.card_fixed > 0);
        self.fee_bp == 0 && self.fee_fixed == 0 && !card
    }

    /// The operator's fee on goods: rounded to whole rupiah, half up, and never more than the goods.
    pub fn fee(&self, goods: Money) -> Money {
        Money { minor: rounded(goods.minor, self.fee_bp, self.fee_fixed).min(goods.minor).max(0), ..goods }
    }

    /// What a card costs on what is paid with it: rounded to whole rupiah, half up, and never more than that.
    pub fn card_cost(&self, paid: Money) -> Money {
        Money { minor: rounded(paid.minor, self.card_bp, self.card_fixed).min(paid.minor).max(0), ..paid }
    }

    /// The same of one share of a charge, the fixed cost of which is split among all shares in order, in whole rupiah.
    pub fn card_cost_of(&self, paid: Money, share: Share) -> Money {
        let of = |count| Money { minor: count, ..paid };
        let fixed = Money { minor: self.card_fixed, ..paid };
        let card_fixed = stretch(fixed, of(share.rank), of(share.rank + 1), of(share.of)).minor;
        Self { card_fixed, ..*self }.card_cost(paid)
    }

    /// The three figures of a sale that is paid in one way at once.
    pub fn cut(&self, goods: Money, sending: Money, method: Method) -> Cut {
        let now = goods.checked_add(sending).unwrap_or(goods);
        self.planned(goods, sending, &Plan { method, now, rest: false }, Share::ALONE, Money { minor: 0, ..goods })
    }

    /// The same of one of which something may be paid later. `borne` is what a card has cost the shop before.
    pub fn planned(&self, goods: Money, sending: Money, plan: &Plan, share: Share, borne: Money) -> Cut {
        let pays = goods.checked_add(sending).unwrap_or(goods);
        let fee = self.fee(goods);
        let left = pays.minor - fee.minor;
        let later = Money { minor: if plan.rest { 0 } else { (pays.minor - plan.now.minor).max(0) }, ..pays };
        let by_card = plan.method == Method::Card && self.card_by == CostBy::Shop;
        let now = if by_card { self.card_cost_of(plan.now, share).minor } else { 0 };
        let then = if by_card && later.minor > 0 { self.card_cost(later).minor } else { 0 };
        let card_cost = Money { minor: (borne.minor + now + then).min(left), ..pays };
        Cut { pays, fee, card_cost, gets: Money { minor: left - card_cost.minor, ..pays } }
    }
}

/// A percentage and a fixed amount, to whole rupiah, half up.
fn rounded(minor: i64, bp: i64, fixed: i64) -> i64 {
    let exact = i128::from(minor) * i128::from(bp) + i128::from(fixed) * WHOLE_BP;
    let unit = WHOLE_BP * RUPIAH;
    i64::try_from((exact + unit / 2).div_euclid(unit) * RUPIAH).unwrap_or(i64::MAX)
}

/// The part of `whole` that belongs to `part` out of `of`: whole rupiah, half up, and all of it for all.
pub fn share(whole: Money, part: Money, of: Money) -> Money {
    let minor = if part.minor >= of.minor {
        whole.minor
    } else {
        let exact = i128::from(whole.minor) * i128::from(part.minor.max(0));
        let unit = i128::from(of.minor) * RUPIAH;
        let near = (exact + unit / 2).div_euclid(unit) * RUPIAH;
        i64::try_from(near).unwrap_or(whole.minor).min(whole.minor)
    };
    Money { minor, ..whole }
}

/// What falls on the stretch from `before` to `after` out of `of`: stretches that follow each other make the whole.
pub fn stretch(whole: Money, before: Money, after: Money, of: Money) -> Money {
    Money { minor: share(whole, after, of).minor - share(whole, before, of).minor, ..whole }
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn free_is_free_only_when_the_shop_bears_nothing() {
        assert!(Rules::default().is_free() && !RULES.is_free());
        let region = Rules { card_bp: 290, card_by: CostBy::Region, ..Rules::default() };
        assert!(region.is_free() && !Rules { card_by: CostBy::Shop, ..region }.is_free());
    }
}
