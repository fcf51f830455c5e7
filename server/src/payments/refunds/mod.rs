//! Money on its way back to buyers: the rows of `app::payments::rules::refund`, each a promise of some of a payment.
//! All promises of a payment are never more than it: one relative update says so, whatever happens at once.
//!
//! It never looks at orders: `orders::refund` calls it with its own transaction, after it took the part. Cannot be
//! undone: a promise, and a hand-back.

mod missed;
mod sql;

use app::error::AppError;
use app::ids::{AccountId, PaymentId, RefundId, ShopOrderId};
use app::money::Money;
use app::payments::Payment;
use app::payments::method::Method;
use app::payments::refunds::{PaidLeft, ShareLeft};
use app::payments::rules::refund::{Follows, Move, Row, State, find};
use app::payments::rules::{self, Who};

pub use missed::missed;
use sql::Stored;
pub use sql::{forget_words, lines, of_order, paid_of_part, some_of_card};

use super::card::refunds as cards;
use super::ledger;
use crate::store::Tx;

/// What is to go back, and why.
#[derive(Clone, Debug)]
pub struct New<'a> {
    pub who: Who,
    /// Whose tap it was.
    pub by: Option<&'a AccountId>,
    pub reason: &'a str,
    pub words: &'a str,
}

/// What an order's end, and nobody's tap, promises.
const ENDED: New = New { who: Who::House, by: None, reason: "ended", words: "" };

/// The payment's row of a move that gives back the last of it. Its table is asked at every part that goes back, so that none
/// may go that could not be the last.
fn last(who: Who, made: rules::Move, method: Method) -> Result<&'static rules::Row, AppError> {
    rules::find(who, made, rules::State::ToReturn, method).ok_or_else(|| AppError::conflict("payments-refund-moved"))
}

fn row(who: Who, made: Move, from: Option<State>, method: Method) -> Result<&'static Row, AppError> {
    find(who, made, from, method).ok_or_else(|| AppError::conflict("payments-refund-moved"))
}

/// Promises some of a paid payment; all that is left of it makes it one to be returned. Gives the refund's id.
///
/// # Errors
/// `Conflict` when it is not paid any more, or more would go back than was paid.
pub async fn ask(tx: &mut Tx, paid: &PaidLeft, amount: Money, new: &New<'_>) -> Result<RefundId, AppError> {
    let made = row(new.who, Move::Ask, None, paid.method)?;
    if !sql::promise(tx, &paid.payment, amount).await? {
        return Err(AppError::conflict("payments-back-too-much"));
    }
    let id = made_as(tx, &paid.payment, amount, new, made).await?;
    sql::wholly_promised(tx, &paid.payment, owed(paid.method)?).await?;
    Ok(id)
}

/// The payment's row of what follows once all of it is promised.
fn owed(method: Method) -> Result<&'static rules::Row, AppError> {
    let row = rules::find(Who::House, rules::Move::Owe, rules::State::Paid, method);
    row.ok_or_else(|| AppError::conflict("payments-refund-moved"))
}

/// Writes the row of a promise that was made, and sends it where the table says so.
async fn made_as(
    tx: &mut Tx,
    payment: &PaymentId,
    amount: Money,
    new: &New<'_>,
    made: &Row,
) -> Result<RefundId, AppError> {
    let card = match made.follows {
        Follows::Send => Some(cards::send_back(tx, payment.as_str(), amount.minor, new.reason).await?),
        _ => None,
    };
    let id = RefundId(tx.new_id());
    sql::insert(tx, &id, payment, amount, new, (made.to, card)).await?;
    Ok(id)
}

/// The payment is to be returned: what was not promised yet is promised now.
pub async fn ask_rest(tx: &mut Tx, payment: &Payment) -> Result<(), AppError> {
    let made = row(Who::House, Move::Ask, None, payment.method)?;
    let rest = sql::promise_rest(tx, &payment.id).await?;
    if rest.minor > 0 {
        made_as(tx, &payment.id, rest, &ENDED, made).await?;
    }
    Ok(())
}

/// The payment was returned as a whole: everything that was promised of it is there. Its books are the caller's.
pub async fn all_back(tx: &mut Tx, payment: &PaymentId) -> Result<(), AppError> {
    sql::all_back(tx, payment).await
}

/// The buyer says that all of it came.
pub async fn all_seen(tx: &mut Tx, payment: &PaymentId) -> Result<(), AppError> {
    sql::all_seen(tx, payment).await
}

/// "Money handed back", of one refund of a part. Gives how much.
///
/// # Errors
/// `NotFound` for one of another part; `Conflict` when it is not to be handed back by hand, or was already.
pub async fn hand_back(tx: &mut Tx, part: &ShopOrderId, id: &RefundId) -> Result<Money, AppError> {
    let one = sql::find(tx, part, id).await?.ok_or(AppError::NotFound)?;
    let made = row(Who::Artisan, Move::HandBack, Some(one.state), one.method)?;
    moved(tx, &one, made).await.map(|()| one.amount)
}

/// "The money came back", of one refund of a part.
///
/// # Errors
/// As `hand_back`.
pub async fn seen(tx: &mut Tx, part: &ShopOrderId, id: &RefundId) -> Result<Money, AppError> {
    let one = sql::find(tx, part, id).await?.ok_or(AppError::NotFound)?;
    let made = row(Who::Buyer, Move::Confirm, Some(one.state), one.method)?;
    moved(tx, &one, made).await.map(|()| one.amount)
}

/// The payment service says that it is on the card again; whether the payment is wholly back is the caller's.
pub async fn card_is_back(tx: &mut Tx, card_refund: &str) -> Result<(), AppError> {
    let Some(one) = sql::of_card(tx, card_refund).await? else { return Ok(()) };
    match find(Who::House, Move::HandBack, Some(one.state), one.method) {
        Some(made) => moved(tx, &one, made).await,
        None => Ok(()),
    }
}

/// A refund that the card did not take.
#[derive(Clone, Debug)]
pub struct Failed {
    pub id: RefundId,
    pub payment: PaymentId,
    pub amount: Money,
}

/// Some money of a payment that the buyer has again.
#[derive(Clone, Debug)]
pub struct Back {
    pub payment: String,
    pub amount: Money,
    /// Names it, so that it is told once.
    pub once: String,
}

/// The payment service could not send it, or the card's bank sent it back: it is owed by hand. The alarm is the
/// caller's.
pub async fn card_failed(tx: &mut Tx, card_refund: &str) -> Result<Option<Failed>, AppError> {
    let Some(one) = sql::of_card(tx, card_refund).await? else { return Ok(None) };
    let Some(made) = find(Who::House, Move::Fail, Some(one.state), one.method) else { return Ok(None) };
    moved(tx, &one, made).await?;
    Ok(Some(Failed { id: one.id, payment: one.payment, amount: one.amount }))
}

/// What a card did not take the cardholder's bank had given before, when a dispute was lost; false when it is not owed.
pub async fn bank_gave(tx: &mut Tx, card_refund: &str, dispute: &str) -> Result<bool, AppError> {
    let Some(one) = sql::of_card(tx, card_refund).await? else { return Ok(false) };
    let Some(made) = find(Who::House, Move::Take, Some(one.state), one.method) else { return Ok(false) };
    if !sql::advance(tx, &one, made).await? {
        return Err(AppError::conflict("payments-refund-moved"));
    }
    sql::came_back(tx, &one.payment, one.amount, last(Who::House, rules::Move::Take, one.method)?).await?;
    let key = format!("{dispute}:{}", one.id);
    ledger::disputed(tx, &one.payment, (dispute, &key), Some(one.amount)).await.map(|()| true)
}

/// What of a payment its card did not take.
pub async fn failed_of(tx: &mut Tx, payment: &PaymentId) -> Result<Vec<Failed>, AppError> {
    let all = sql::not_on_its_way(tx, payment).await?;
    let failed = all.into_iter().filter(|one| one.state == State::Failed);
    Ok(failed.map(|one| Failed { id: one.id, payment: one.payment, amount: one.amount }).collect())
}

/// Who gave money of a card back without being asked by us, under which name.
#[derive(Clone, Copy, Debug)]
pub enum Taken<'a> {
    /// The cardholder's bank, in a dispute.
    Bank(&'a str),
    /// The operator, in the payment service's own pages.
    Operator(&'a str),
}

impl Taken<'_> {
    /// True when it may have been meant by what was given back without us. What the operator gave was counted beyond what
    /// we are about to send.
    fn may_be(self, one: &Stored) -> bool {
        matches!(self, Self::Bank(_)) || one.state == State::Failed
    }
}

/// What is left of a paid payment to be taken by somebody else's word.
pub async fn share_left(tx: &mut Tx, payment: &PaymentId, by: Taken<'_>) -> Result<ShareLeft, AppError> {
    let free = sql::unpromised(tx, payment).await?;
    let all = sql::not_on_its_way(tx, payment).await?;
    let owed = all.iter().filter(|one| by.may_be(one)).map(|one| one.amount.minor).collect();
    Ok(ShareLeft { free, owed })
}

/// A dispute was lost: the cardholder's bank took `amount` of a payment. What was promised back and never reached the
/// card is made good by it first. Gives what was taken of the payment: what was given back before cannot be taken
/// again.
pub async fn taken(tx: &mut Tx, payment: &PaymentId, amount: Money, by: Taken<'_>) -> Result<Money, AppError> {
    let bank = last(Who::House, rules::Move::Take, Method::Card)?;
    let mut gone = 0;
    let mut promised = sql::not_on_its_way(tx, payment).await?;
    // One that is exactly this is meant before others that fit.
    promised.sort_by_key(|one| one.amount.minor != amount.minor);
    for one in promised {
        if !by.may_be(&one) || gone + one.amount.minor > amount.minor {
            continue;
        }
        let made = row(Who::House, Move::Take, Some(one.state), one.method)?;
        if !sql::advance(tx, &one, made).await? {
            return Err(AppError::conflict("payments-refund-moved"));
        }
        if one.state == State::Sent && !cards::never_sent(tx, one.id.as_str()).await? {
            // It was sent this moment.
            return Err(AppError::Unavailable { retry_after: 1 });
        }
        sql::came_back(tx, &one.payment, one.amount, bank).await?;
        gone += one.amount.minor;
    }
    let made = row(Who::House, Move::Take, None, Method::Card)?;
    rules::find(Who::House, rules::Move::Take, rules::State::Paid, Method::Card).ok_or(AppError::Internal)?;
    let rest = Money { minor: amount.minor - gone, ..amount };
    let minor = sql::take(tx, payment, rest, (bank, owed(Method::Card)?)).await?;
    if minor > 0 {
        let reason = if matches!(by, Taken::Bank(_)) { "dispute" } else { "other" };
        let new = New { reason, ..ENDED };
        let id = RefundId(tx.new_id());
        sql::insert(tx, &id, payment, Money { minor, ..amount }, &new, (made.to, None)).await?;
    }
    let taken = Money { minor: gone + minor, ..amount };
    if taken.minor > 0 {
        match by {
            Taken::Bank(dispute) => ledger::disputed(tx, payment, (dispute, dispute), Some(taken)).await?,
            Taken::Operator(key) => ledger::hand_back(tx, payment, taken, key).await?,
        }
    }
    Ok(taken)
}

/// One step of one refund, and what follows in the payment and the books.
async fn moved(tx: &mut Tx, one: &Stored, made: &Row) -> Result<(), AppError> {
    if !sql::advance(tx, one, made).await? {
        return Err(AppError::conflict("payments-refund-moved"));
    }
    // A payment with a test key that was taken out of the books has nothing there to be moved.
    let out = ledger::undone::is_out(tx, &one.payment).await?;
    // Of a refund that its card did not take the shop says so, of one that it took the house.
    let of_payment = match made.follows {
        Follows::BookedFromPocket => rules::Move::ByHand,
        _ => rules::Move::HandBack,
    };
    match made.follows {
        Follows::Booked | Follows::BookedFromPocket if out => {}
        Follows::Booked => ledger::hand_back(tx, &one.payment, one.amount, one.id.as_str()).await?,
        Follows::BookedFromPocket => {
            // Under its own name the same refund may stand in the books already, taken back.
            let key = format!("{}:hand", one.id);
            ledger::handed_back_by_hand(tx, &one.payment, one.amount, &key).await?;
        }
        Follows::Unbooked => {
            if !out {
                ledger::undone::not_handed_back(tx, &one.payment, one.id.as_str()).await?;
            }
            let row = rules::find(Who::House, rules::Move::Bounce, rules::State::Returned, one.method)
                .ok_or(AppError::Internal)?;
            return sql::bounced(tx, &one.payment, one.amount, row).await;
        }
        Follows::Nothing | Follows::Send | Follows::Alarm => return Ok(()),
    }
    sql::came_back(tx, &one.payment, one.amount, last(made.who, of_payment, one.method)?).await
}

/// What was promised back, or handed back at `back`, before it could be told: the demo's and the tests' past.
pub async fn was(tx: &mut Tx, payment: &PaymentId, back: Option<i64>) -> Result<(), AppError> {
    let rest = sql::promise_rest(tx, payment).await?;
    if rest.minor > 0 {
        let id = RefundId(tx.new_id());
        sql::insert(tx, &id, payment, rest, &ENDED, (State::Owed, None)).await?;
    }
    if let Some(at) = back {
        sql::was_back_at(tx, payment, at).await?;
        ledger::handed_back_at(tx, payment, at).await?;
    }
    Ok(())
}
