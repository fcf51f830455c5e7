//! Money on its way back to buyers, as pages see it. The state table is `rules::refund`.

use super::Payment;
use super::ledger::{Entry, Kind, Left, Refused, went_back};
use super::method::Method;
use super::rules::State as Pay;
use super::rules::refund::State;
use crate::ids::{PaymentId, RefundId, ShopOrderId};
use crate::money::Money;

/// Some of a payment, or all of it, on its way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    pub id: RefundId,
    pub part: ShopOrderId,
    pub payment: PaymentId,
    pub method: Method,
    pub amount: Money,
    pub state: State,
    /// One of `rules::refund::REASONS` or `HOUSE_REASONS`.
    pub reason: String,
    /// The artisan's own words.
    pub text: String,
    /// UTC ms, as the next one.
    pub made_at: i64,
    pub back_at: Option<i64>,
    /// Somebody of the shop handed it over, whatever it was paid with.
    pub by_hand: bool,
    /// When the buyer said that it has not come, UTC ms.
    pub missed_at: Option<i64>,
}

impl Refund {
    /// True while the shop says that it was handed over and the buyer has not said that it came.
    pub const fn is_open_question(&self) -> bool {
        self.by_hand && matches!(self.state, State::HandedBack)
    }

    /// True while the buyer has said that it has not come, and nothing since.
    pub const fn is_missed(&self) -> bool {
        self.is_open_question() && self.missed_at.is_some()
    }
}

/// A paid payment and what may still be given back of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidLeft {
    pub payment: PaymentId,
    pub method: Method,
    /// What was paid and not promised back.
    pub left: Money,
    /// What the books hold of it.
    pub books: Left,
}

/// What a refund changes in the shop's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What the buyer gets.
    pub back: Money,
    /// The fee and the card's cost that the shop gets again.
    pub costs: Money,
}

impl Change {
    /// What the shop has less.
    pub fn less(&self) -> Money {
        Money { minor: self.back.minor - self.costs.minor, ..self.back }
    }
}

/// An amount over payments, in their order: a deposit goes back before the rest, so that an order reads returned
/// only once nothing is left of it. None when it is more than
/// is left.
pub fn split(amount: Money, paid: &[PaidLeft]) -> Option<Vec<(PaidLeft, Money)>> {
    let mut rest = amount.minor;
    let mut parts = Vec::new();
    for one in paid {
        let minor = one.left.minor.min(rest).max(0);
        if minor > 0 {
            parts.push((one.clone(), Money { minor, ..amount }));
            rest -= minor;
        }
    }
    (rest == 0 && amount.minor > 0).then_some(parts)
}

/// What is left of one shop's share of a charge, in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShareLeft {
    /// Charged, and neither given back nor promised.
    pub free: i64,
    /// Promised back, and not on its way to the card: each refund is made good as a whole or not at all.
    pub owed: Vec<i64>,
}

impl ShareLeft {
    /// Both together.
    pub fn whole(&self) -> i64 {
        self.free.max(0) + self.owed.iter().sum::<i64>()
    }
}

/// So much of a charge went back without our doing, and nobody says whose share it was. What is owed to the buyer anyway
/// is meant where the amount is exactly that, then the share that is exactly that. Otherwise what is owed is made good
/// first, and of the rest every share bears its proportion, so that no shop alone loses what was another's. What no
/// share can bear is nobody's.
pub fn allot(minor: i64, shares: &[ShareLeft]) -> Vec<i64> {
    let only = |is: fn(&ShareLeft, i64) -> bool| {
        let mut found = shares.iter().enumerate().filter(|(_, share)| minor > 0 && is(share, minor));
        found.next().filter(|_| found.next().is_none()).map(|(at, _)| at)
    };
    let owed = only(|share, minor| share.owed.contains(&minor) || share.owed.iter().sum::<i64>() == minor);
    if let Some(at) = owed.or_else(|| only(|share, minor| share.whole() == minor)) {
        return (0..shares.len()).map(|one| if one == at { minor } else { 0 }).collect();
    }
    let mut rest = minor.max(0);
    let mut portions = vec![0; shares.len()];
    for (portion, share) in portions.iter_mut().zip(shares) {
        for refund in share.owed.iter().filter(|refund| **refund > 0) {
            if *refund <= rest {
                *portion += refund;
                rest -= refund;
            }
        }
    }
    let free: i64 = shares.iter().map(|share| share.free.max(0)).sum();
    rest = rest.min(free);
    // Whole rupiah each; what is over goes to the first that have room.
    let exact = |share: &ShareLeft| i128::from(rest) * i128::from(share.free.max(0)) / i128::from(free.max(1));
    let mut borne: Vec<i64> = shares.iter().map(|share| i64::try_from(exact(share) / 100 * 100).unwrap_or(0)).collect();
    let mut over = rest - borne.iter().sum::<i64>();
    for (borne, share) in borne.iter_mut().zip(shares) {
        let more = over.min(share.free.max(0) - *borne);
        *borne += more;
        over -= more;
    }
    portions.iter().zip(borne).map(|(portion, borne)| portion + borne).collect()
}

/// What these refunds change, by the rule of the books: what was promised before goes first.
///
/// # Errors
/// `TooMuch` when more is to go back than the books hold.
pub fn change(parts: &[(PaidLeft, Money)]) -> Result<Change, Refused> {
    let none = Money::rupiah(0);
    let mut sum = Change { back: none, costs: none };
    for (paid, amount) in parts {
        sum.back.minor += amount.minor;
        // A payment with a test key that was taken out of the books: nothing of it is the shop's.
        if paid.books.paid.minor == 0 && paid.left.minor > 0 {
            continue;
        }
        let promised = Money { minor: paid.books.paid.minor - paid.left.minor, ..*amount };
        let mut books = paid.books.clone();
        let before = went_back(&books, Kind::Refund, promised)?;
        books.paid.minor -= promised.minor;
        books.fee.minor -= given(&before, Kind::Fee);
        books.cost.minor -= given(&before, Kind::CardCost);
        let now = went_back(&books, Kind::Refund, *amount)?;
        sum.costs.minor += given(&now, Kind::Fee) + given(&now, Kind::CardCost);
    }
    Ok(sum)
}

/// What entries of a kind moved.
fn given(entries: &[Entry], kind: Kind) -> i64 {
    let ours = entries.iter().filter(|one| one.kind() == kind);
    ours.flat_map(Entry::postings).map(|one| one.amount.minor.max(0)).sum()
}

impl Payment {
    /// What may still be given back; nothing while it is not paid, or while a bank asks for it back.
    pub fn refundable(&self) -> Money {
        let open = self.state == Pay::Paid && !self.disputed;
        let minor = if open { self.amount.minor - self.refunded.minor } else { 0 };
        Money { minor, ..self.amount }
    }

    /// True once it came, whatever became of it.
    pub const fn has_arrived(&self) -> bool {
        matches!(self.state, Pay::Paid | Pay::ToReturn | Pay::Returned)
    }

    /// What goes back of it and is not there yet.
    pub const fn goes_back(&self) -> Money {
        let minor = match self.state {
            Pay::Paid => self.refunded.minor - self.returned.minor,
            Pay::ToReturn => self.amount.minor - self.returned.minor,
            _ => 0,
        };
        Money { minor, ..self.amount }
    }

    /// What came back of it.
    pub const fn came_back(&self) -> Money {
        let minor = match self.state {
            Pay::Paid | Pay::ToReturn => self.returned.minor,
            Pay::Returned => self.amount.minor,
            _ => 0,
        };
        Money { minor, ..self.amount }
    }

    /// What the buyer has paid and not got back or been promised back.
    pub fn kept(&self) -> Money {
        Money { minor: self.amount.minor - self.refunded.minor, ..self.amount }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ShopId;
    use proptest::prelude::*;

    fn paid(id: &str, whole: i64, left: i64) -> PaidLeft {
        let rp = Money::rupiah;
        let books = Left {
            shop: ShopId("s".into()),
            direct: false,
            paid: rp(whole),
            fee: rp(whole / 50),
            cost: rp(whole / 100),
        };
        PaidLeft { payment: PaymentId(id.into()), method: Method::Card, left: rp(left), books }
    }

    #[test]
    fn the_first_payment_goes_back_first_and_never_more_than_is_left() {
        let all = [paid("deposit", 300_000, 250_000), paid("rest", 100_000, 100_000)];
        let parts = |rupiah| {
            let parts = split(Money::rupiah(rupiah), &all)?;
            Some(parts.into_iter().map(|(one, amount)| (one.payment.0, amount.minor / 100)).collect::<Vec<_>>())
        };
        assert_eq!(parts(200_000), Some(vec![("deposit".into(), 200_000)]));
        assert_eq!(parts(300_000), Some(vec![("deposit".into(), 250_000), ("rest".into(), 50_000)]));
        assert_eq!(parts(350_000), Some(vec![("deposit".into(), 250_000), ("rest".into(), 100_000)]));
        assert_eq!((parts(350_001), parts(0), parts(-1)), (None, None, None));
    }

    #[test]
    fn what_nobody_says_whose_it_was_is_borne_in_proportion() {
        let of = |free, owed: &[i64]| ShareLeft { free, owed: owed.to_vec() };
        assert_eq!(allot(300, &[of(1_000, &[])]), [300]);
        assert_eq!(allot(30_000, &[of(10_000, &[]), of(45_000, &[])]), [5_500, 24_500]);
        assert_eq!(allot(30_000, &[of(30_000, &[]), of(30_000, &[])]), [15_000, 15_000]);
        assert_eq!(allot(45_000, &[of(10_000, &[]), of(45_000, &[])]), [0, 45_000], "exactly one shop's share");
        assert_eq!(allot(10_000, &[of(20_000, &[10_000]), of(10_000, &[])]), [10_000, 0], "owed to the buyer anyway");
        assert_eq!(allot(50_000, &[of(0, &[45_000]), of(45_000, &[])]), [45_000, 5_000], "what is owed goes first");
        assert_eq!(allot(50_000, &[of(45_000, &[]), of(0, &[45_000])]), [5_000, 45_000]);
        assert_eq!(allot(20_000, &[of(0, &[45_000]), of(10_000, &[])]), [0, 10_000], "never half a promise");
        assert_eq!(allot(99_999, &[of(10_000, &[]), of(45_000, &[])]), [10_000, 45_000], "never more than is left");
        assert_eq!(allot(10_000, &[of(0, &[]), of(0, &[])]), [0, 0]);
        assert_eq!(allot(10_000, &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn each_share_bears_exactly_what_it_can_be_asked_for(
            minor in 0..100_000_000_i64,
            lefts in proptest::collection::vec((0..50_000_000_i64, proptest::collection::vec(1..20_000_000_i64, 0..3)), 1..6),
        ) {
            let shares: Vec<ShareLeft> = lefts.into_iter().map(|(free, owed)| ShareLeft { free, owed }).collect();
            let portions = allot(minor, &shares);
            prop_assert!(portions.iter().sum::<i64>() <= minor);
            for (portion, share) in portions.iter().zip(&shares) {
                // As the books take it: whole promises in their order, then what is free.
                let promises = share.owed.iter().fold(0, |gone, one| if gone + one <= *portion { gone + one } else { gone });
                prop_assert!(*portion - promises <= share.free, "{portion} of {share:?}");
            }
            if shares.iter().all(|share| share.owed.is_empty()) {
                let whole: i64 = shares.iter().map(ShareLeft::whole).sum();
                prop_assert_eq!(portions.iter().sum::<i64>(), minor.min(whole));
            }
        }
    }

    #[test]
    fn she_gets_fee_and_cost_again_in_proportion_and_all_of_it_for_all() {
        let one = paid("a", 100_000, 100_000);
        let half = change(&[(one.clone(), Money::rupiah(50_000))]).unwrap();
        assert_eq!((half.costs, half.less()), (Money::rupiah(1_500), Money::rupiah(48_500)));
        let all = change(&[(one, Money::rupiah(100_000))]).unwrap();
        assert_eq!(all.less(), Money::rupiah(97_000));
        // Half was promised before: the other half brings the other half.
        let rest = change(&[(paid("a", 100_000, 50_000), Money::rupiah(50_000))]).unwrap();
        assert_eq!(rest.costs, Money::rupiah(1_500));
    }
}
