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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareLeft {
    /// Charged and not given back.
    pub left: i64,
    /// Of that: promised back, and not on its way to the card.
    pub owed: i64,
}

/// So much of a charge went back without our doing, and nobody says whose share it was. What is owed to the buyer anyway
/// is meant where the amount is exactly that, then the share that is exactly that; otherwise every share bears its
/// proportion, so that no shop alone loses what was another's. More than is left is nobody's.
pub fn allot(minor: i64, shares: &[ShareLeft]) -> Vec<i64> {
    let whole: i64 = shares.iter().map(|share| share.left.max(0)).sum();
    let minor = minor.clamp(0, whole);
    let only = |is: fn(&ShareLeft) -> i64| {
        let mut found = shares.iter().enumerate().filter(|(_, share)| minor > 0 && is(share) == minor);
        found.next().filter(|_| found.next().is_none()).map(|(at, _)| at)
    };
    if let Some(at) = only(|share| share.owed).or_else(|| only(|share| share.left)) {
        return (0..shares.len()).map(|one| if one == at { minor } else { 0 }).collect();
    }
    // Whole rupiah each; what is over goes to the first that have room.
    let portion = |share: &ShareLeft| {
        let exact = i128::from(minor) * i128::from(share.left.max(0)) / i128::from(whole.max(1));
        i64::try_from(exact / 100 * 100).unwrap_or(0)
    };
    let mut portions: Vec<i64> = shares.iter().map(portion).collect();
    let mut over = minor - portions.iter().sum::<i64>();
    for (portion, share) in portions.iter_mut().zip(shares) {
        let more = over.min(share.left.max(0) - *portion);
        *portion += more;
        over -= more;
    }
    portions
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
        let of = |left, owed| ShareLeft { left, owed };
        assert_eq!(allot(300, &[of(1_000, 0)]), [300]);
        assert_eq!(allot(30_000, &[of(10_000, 0), of(45_000, 0)]), [5_500, 24_500]);
        assert_eq!(allot(30_000, &[of(30_000, 0), of(30_000, 0)]), [15_000, 15_000]);
        assert_eq!(allot(45_000, &[of(10_000, 0), of(45_000, 0)]), [0, 45_000], "exactly one shop's share");
        assert_eq!(allot(10_000, &[of(30_000, 10_000), of(10_000, 0)]), [10_000, 0], "owed to the buyer anyway");
        assert_eq!(allot(99_999, &[of(10_000, 0), of(45_000, 0)]), [10_000, 45_000], "never more than is left");
        assert_eq!(allot(10_000, &[of(0, 0), of(0, 0)]), [0, 0]);
        assert_eq!(allot(10_000, &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn portions_are_the_amount_and_no_share_bears_more_than_it_has(
            minor in 0..100_000_000_i64,
            lefts in proptest::collection::vec((0..50_000_000_i64, 0..50_000_000_i64), 1..6),
        ) {
            let shares: Vec<ShareLeft> = lefts.iter().map(|(left, owed)| ShareLeft { left: *left, owed: *owed.min(left) }).collect();
            let portions = allot(minor, &shares);
            let whole: i64 = shares.iter().map(|share| share.left).sum();
            prop_assert_eq!(portions.iter().sum::<i64>(), minor.min(whole));
            prop_assert!(portions.iter().zip(&shares).all(|(portion, share)| (0..=share.left).contains(portion)));
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
