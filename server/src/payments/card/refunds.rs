//! Money on its way back to a card: asked for in the transaction that decides it, sent by a job with a stored key,
//! and done when Stripe says so. A refund can be sent twice and is made once.

use app::error::AppError;
use app::money::Money;
use app::payments::alarms::Kind as AlarmKind;
use serde_json::json;

pub use super::sql::{
    Dispute, Refund, dispute, is_decided_otherwise, late, never_sent, refund_by_provider, refunded, unfinished,
};

pub use super::send::{Answer, send};
use super::{Session, made_good, sql};
use crate::audit::{self, By};
use crate::jobs::{self, Kind};
use crate::payments;
use crate::payments::alarms::{self, Alarm};
use crate::payments::ledger::beyond::{self, Beyond};
use crate::payments::refunds::{self, Back, Failed};
use crate::payments::stripe;
use crate::store::Tx;

/// Sends back some of a paid card payment; how much it may be is known to the caller. Gives its id.
///
/// # Errors
/// `Conflict` when it was not paid by card.
pub async fn send_back(tx: &mut Tx, payment: &str, minor: i64, reason: &str) -> Result<String, AppError> {
    let Some(session) = sql::of_payment(tx, payment).await? else {
        return Err(AppError::conflict("orders-card-nothing"));
    };
    ask(tx, &session, Some(payment), minor, reason).await
}

/// Sends back what an attempt brought in beyond what was owed.
pub async fn surplus(tx: &mut Tx, session: &Session, minor: i64) -> Result<(), AppError> {
    ask(tx, &session.id, None, minor, "nothing_to_pay").await?;
    let amount = Money { minor, ..session.amount };
    beyond::write(tx, &session.order, amount, Beyond::Came { session: &session.id }).await
}

/// What of the books a refund of money that belongs to no shop means; nothing of a shop's money.
pub(super) async fn of_nobody(tx: &mut Tx, refund: &Refund, moved: Beyond<'_>) -> Result<(), AppError> {
    if refund.payment_id.is_some() {
        return Ok(());
    }
    came(tx, refund).await?;
    beyond::write(tx, &refund.order(), refund.amount(), moved).await
}

/// What goes out came in: of one from before that stood in the books as well.
pub(super) async fn came(tx: &mut Tx, refund: &Refund) -> Result<(), AppError> {
    beyond::write(tx, &refund.order(), refund.amount(), Beyond::Came { session: &refund.session_id }).await
}

/// A person has to look at it: `came` is what the payment service said.
pub async fn alarm(tx: &mut Tx, refund: &Refund, came: String) -> Result<(), AppError> {
    let alarm = Alarm {
        kind: AlarmKind::RefundFailed,
        subject: refund.id.clone(),
        order: Some(refund.order_id.clone()),
        expected: alarms::amount(refund.amount_minor, "idr"),
        came,
    };
    alarms::raise(tx, &alarm).await
}

/// A refund does not arrive: the key may have lost its right, or the account be empty. Somebody has to look.
pub async fn is_late(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    let Some(refund) = sql::refund(tx.db(), id).await? else { return Ok(()) };
    if !matches!(refund.state.as_str(), "wanted" | "sent") {
        return Ok(());
    }
    let alarm = Alarm {
        kind: AlarmKind::RefundLate,
        subject: refund.id,
        order: Some(refund.order_id),
        expected: alarms::amount(refund.amount_minor, "idr"),
        came: String::new(),
    };
    alarms::raise(tx, &alarm).await
}

async fn ask(tx: &mut Tx, session: &str, payment: Option<&str>, minor: i64, reason: &str) -> Result<String, AppError> {
    let id = sql::insert_refund(tx, session, payment, minor, reason).await?;
    soon(tx, &id, &format!("card-refund:{id}")).await?;
    Ok(id)
}

/// A job sends it; `once` names the job.
pub(super) async fn soon(tx: &mut Tx, id: &str, once: &str) -> Result<(), AppError> {
    let now = tx.now;
    jobs::enqueue(tx, Kind::RefundCard, json!({ "refund": id }), now, Some(once.to_owned())).await
}

/// What Stripe's word meant for one of our refunds.
pub enum Became {
    /// It is on the card.
    Back(Back),
    /// The card did not take it. None of a refund from before refunds had rows of their own.
    Failed(Option<Failed>),
    /// The card did not take what was paid for nothing.
    SurplusFailed(Box<Refund>),
    /// It did not, and the cardholder's bank gave it; None of what is no payment's.
    ByBank(Option<Back>),
}

/// The order of a refund Stripe tells of; None when we did not ask for it.
pub async fn order_of(tx: &mut Tx, told: &stripe::Refund) -> Result<Option<String>, AppError> {
    Ok(ours(tx, told).await?.map(|refund| refund.order_id))
}

async fn ours(tx: &mut Tx, told: &stripe::Refund) -> Result<Option<Refund>, AppError> {
    match &told.ours {
        Some(id) => sql::refund(tx.db(), id).await,
        None => sql::refund_by_provider(tx, &told.id).await,
    }
}

/// One of our refunds.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<Refund>, AppError> {
    sql::refund(tx.db(), id).await
}

/// Stripe will not send it. While a bank asks for the charge nobody is to send it in another way.
pub async fn refused(tx: &mut Tx, id: &str, disputed: bool) -> Result<Option<Became>, AppError> {
    let Some(refund) = sql::refund(tx.db(), id).await? else { return Ok(None) };
    if !disputed || made_good::is_decided(tx, &refund).await? {
        return fail(tx, &refund, "-").await;
    }
    // Told when the bank has decided.
    let became = failed(tx, &refund).await?;
    Ok(became.filter(|became| matches!(became, Became::ByBank(_))))
}

/// Writes down what Stripe says of a refund; a payment that is wholly back is returned. Gives what that means, once:
/// the same may be told any number of times.
pub async fn told(tx: &mut Tx, told: &stripe::Refund) -> Result<Option<Became>, AppError> {
    let Some(refund) = ours(tx, told).await? else { return Ok(None) };
    if told.amount != refund.amount_minor || told.currency != "idr" {
        alarm(tx, &refund, alarms::amount(told.amount, &told.currency)).await?;
        return Ok(None);
    }
    match told.status.as_str() {
        "succeeded" => done(tx, &refund, Some(&told.id)).await,
        "failed" | "canceled" => fail(tx, &refund, &told.status).await,
        _ => {
            sql::refund_is(tx, &refund.id, Some(&told.id), "sent").await?;
            Ok(None)
        }
    }
}

/// It is on the card; without a name of Stripe's not by our doing.
pub(super) async fn done(tx: &mut Tx, refund: &Refund, provider: Option<&str>) -> Result<Option<Became>, AppError> {
    if !sql::refund_is(tx, &refund.id, provider, "done").await? {
        return Ok(None);
    }
    refunds::card_is_back(tx, &refund.id).await?;
    of_nobody(tx, refund, Beyond::Back { refund: &refund.id }).await?;
    Ok(refund.back().map(Became::Back))
}

/// It did not go back, or came back to us, also days after it was there: somebody has to look. The alarm about what was
/// paid for nothing is the caller's.
async fn fail(tx: &mut Tx, refund: &Refund, came: &str) -> Result<Option<Became>, AppError> {
    let became = failed(tx, refund).await?;
    if !matches!(became, Some(Became::Failed(_))) {
        return Ok(became);
    }
    alarm(tx, refund, came.to_owned()).await?;
    Ok(became)
}

/// What that means for our rows; None when it is known.
async fn failed(tx: &mut Tx, refund: &Refund) -> Result<Option<Became>, AppError> {
    if !sql::refund_failed(tx, &refund.id).await? {
        return Ok(None);
    }
    let failed = refunds::card_failed(tx, &refund.id).await?;
    if refund.state == "done" {
        of_nobody(tx, refund, Beyond::Bounced { refund: &refund.id }).await?;
    }
    // What was paid for nothing is no shop's.
    let detail = match &refund.payment_id {
        Some(payment) => json!({ "part": payments::part_number(tx, payment).await? }),
        None => json!({}),
    };
    audit::note(tx, &By::System, "payment.refund_failed", ("order", &refund.order_id), detail).await?;
    if made_good::by_bank(tx, refund).await? {
        return Ok(Some(Became::ByBank(refund.back())));
    }
    Ok(match (&refund.payment_id, failed) {
        (None, _) => Some(Became::SurplusFailed(Box::new(refund.clone()))),
        (Some(_), failed) => Some(Became::Failed(failed)),
    })
}
