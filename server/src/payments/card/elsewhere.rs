//! Refunds that are done without our sending them: the operator was quicker in the payment service's own pages, or the
//! payment was made with a test key, which a real one does not know.
//!
//! Cannot be undone: the card has the money, or nobody was charged.

use app::error::AppError;
use app::ids::PaymentId;
use app::payments::alarms::Kind as AlarmKind;

use super::refunds::{self as cards, Became};
use super::sql::{self, Refund};
use crate::payments::alarms::{self, Alarm};
use crate::payments::ledger::undone;
use crate::payments::refunds;
use crate::store::Tx;

/// The operator sent money back that we did not ask for: it counts as sent.
pub async fn sent(tx: &mut Tx, session: &str, minor: i64) -> Result<(), AppError> {
    let id = sql::insert_refund(tx, session, None, minor, "elsewhere").await?;
    sql::refund_is(tx, &id, None, "done").await.map(|_| ())
}

/// Stripe refused a refund, and `minor` of its charge went back in Stripe's own pages: what of that is not known yet is
/// the refund, or some of it; the rest is sent after all. The caller holds the order's parts.
pub async fn instead(tx: &mut Tx, id: &str, minor: i64) -> Result<Option<Became>, AppError> {
    let Some(refund) = waiting(tx, id).await? else { return Ok(None) };
    let known = sql::sent_elsewhere(tx, &refund.session_id).await?;
    let gone = (minor - known).min(refund.amount_minor);
    if gone <= 0 {
        return cards::refused(tx, id, false).await;
    }
    let alarm = Alarm {
        kind: AlarmKind::RefundedElsewhere,
        subject: format!("{}:{id}:{minor}", refund.session_id),
        order: Some(refund.order_id.clone()),
        expected: alarms::amount(known, "idr"),
        came: alarms::amount(minor, "idr"),
    };
    alarms::raise(tx, &alarm).await?;
    let done = if gone < refund.amount_minor { some_of(tx, &refund, gone).await? } else { Some(refund) };
    match done {
        Some(done) => cards::done(tx, &done, None).await,
        None => Ok(None),
    }
}

/// So much of a refund becomes one of its own; what is left of it is asked for anew.
async fn some_of(tx: &mut Tx, refund: &Refund, minor: i64) -> Result<Option<Refund>, AppError> {
    let payment = refund.payment_id.as_deref();
    let part = sql::insert_refund(tx, &refund.session_id, payment, minor, &refund.reason).await?;
    sql::less(tx, &refund.id, minor, &format!("refund:{}:less:{part}", refund.id)).await?;
    refunds::some_of_card(tx, &refund.id, &part, minor).await?;
    cards::soon(tx, &refund.id, &format!("card-refund:{}:{part}", refund.id)).await?;
    sql::refund(tx.db(), &part).await
}

/// With a real key nobody owes what was paid with a test key: it counts as back, and stands in no books.
pub async fn test(tx: &mut Tx, id: &str) -> Result<Option<Became>, AppError> {
    let Some(refund) = waiting(tx, id).await? else { return Ok(None) };
    if let Some(payment) = &refund.payment_id {
        undone::never_was(tx, &PaymentId(payment.clone())).await?;
    }
    cards::done(tx, &refund, None).await
}

async fn waiting(tx: &mut Tx, id: &str) -> Result<Option<Refund>, AppError> {
    let found = sql::refund(tx.db(), id).await?;
    Ok(found.filter(|refund| matches!(refund.state.as_str(), "wanted" | "sent")))
}
