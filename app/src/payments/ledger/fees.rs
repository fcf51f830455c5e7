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

/// What one payment costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    /// The operator's.
    pub fee: Money,
    /// What the card costs, whoever bears it.
    pub card: Money,
    /// What of that the shop bears: never more than the payment leaves it after the fee, so that nobody pays for having
    /// sold. The operator bears the rest.
    pub hers: Money,
}

impl Costs {
    /// Nothing of an amount's currency.
    pub const fn none(of: Money) -> Self {
        let none = Money { minor: 0, ..of };
        Self { fee: none, card: none, hers: none }
    }
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

impl Cut {
    /// The same once no more than this is kept: what is on its way back takes its part of the costs with it.
    #[must_use]
    pub fn kept(self, kept: Money) -> Self {
        let going = Money { minor: (self.pays.minor - kept.minor).max(0), ..kept };
        if going.minor == 0 || self.pays.minor <= 0 {
            return self;
        }
        let less = |of: Money| Money { minor: of.minor - share(of, going, self.pays).minor, ..of };
        let (fee, card_cost) = (less(self.fee), less(self.card_cost));
        let gets = Money { minor: kept.minor - fee.minor - card_cost.minor, ..kept };
        Self { pays: kept, fee, card_cost, gets }
    }
}

impl Rules {
    /// The same for money that came too late and is to be handed back: it carries no fee.
    #[must_use]
    pub const fn without_fee(self) -> Self {
        Self { fee_bp: 0, fee_fixed: 0, ..self }
    }

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

    /// What a payment of a part costs that follows `before` of the same part: goods are paid first, then sending. `share` of
    /// a card's charge, None where no card paid. What is shown before a sale and what is booked after it is this.
    pub fn costs(&self, goods: Money, before: Money, now: Money, share: Option<Share>) -> Costs {
        let of_goods = |paid: i64| Money { minor: paid.min(goods.minor), ..goods };
        let (from, to) = (of_goods(before.minor), of_goods(before.minor.saturating_add(now.minor)));
        let fee = stretch(self.fee(goods), from, to, goods);
        let card = share.map_or(Money { minor: 0, ..now }, |share| self.card_cost_of(now, share));
        let hers = match self.card_by {
            CostBy::Shop => card.minor.min(now.minor - fee.minor).max(0),
            CostBy::Region => 0,
        };
        Costs { fee, card, hers: Money { minor: hers, ..now } }
    }

    /// The three figures of a sale that is paid in one way at once.
    pub fn cut(&self, goods: Money, sending: Money, method: Method) -> Cut {
        let now = goods.checked_add(sending).unwrap_or(goods);
        self.planned(goods, sending, &Plan { method, now, rest: false }, Share::ALONE, Money { minor: 0, ..goods })
    }

    /// The same of one of which something may be paid later. `borne` is what a card has cost the shop before.
    pub fn planned(&self, goods: Money, sending: Money, plan: &Plan, share: Share, borne: Money) -> Cut {
        let pays = goods.checked_add(sending).unwrap_or(goods);
        let of = |minor: i64| Money { minor: minor.max(0), ..pays };
        let others = of(pays.minor - plan.now.minor);
        let (before, later) = if plan.rest { (others, of(0)) } else { (of(0), others) };
        let by_card = |share| (plan.method == Method::Card).then_some(share);
        let now = self.costs(goods, before, plan.now, by_card(share)).hers;
        // Nothing later costs nothing.
        let then = self.costs(goods, plan.now, later, by_card(Share::ALONE)).hers;
        let (fee, card_cost) = (self.fee(goods), of(borne.minor + now.minor + then.minor));
        Cut { pays, fee, card_cost, gets: Money { minor: pays.minor - fee.minor - card_cost.minor, ..pays } }
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
mod tests;
