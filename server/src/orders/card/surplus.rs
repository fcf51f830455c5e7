//! What was paid for nothing and no card took back: the office sends it in another way and says so, unless the
//! cardholder's bank gave it.

use app::error::AppError;
use app::notifications::Event;
use serde_json::json;

use super::super::{moves, sql};
use crate::audit::{self, By};
use crate::notifications::{self, Told};
use crate::payments::alarms;
use crate::payments::card::refunds::{self, Refund};
use crate::payments::card::{self, made_good};
use crate::store::Tx;

/// The buyer reads what becomes of it.
async fn tell(tx: &mut Tx, event: Event, refund: &Refund) -> Result<(), AppError> {
    let Some(share) = card::shares(tx, &refund.session_id).await?.into_iter().next() else { return Ok(()) };
    let told = Told::of_part(event, &refund.order_id, &share.part, &refund.id);
    notifications::tell(tx, &told.amount(refund.amount())).await
}

/// The card did not take it: the office is to send it. Told once, and not while a bank asks for the same money: `decided`
/// tells it then.
pub async fn failed(tx: &mut Tx, refund: &Refund) -> Result<(), AppError> {
    if made_good::is_asked_for(tx, refund).await? {
        return Ok(());
    }
    refunds::alarm(tx, refund, String::new()).await?;
    tell(tx, Event::SurplusRefused, refund).await
}

/// A bank that asked for a charge has decided: what the card did not take meanwhile is the office's to send, or the bank
/// gave it.
pub async fn decided(tx: &mut Tx, session: &str) -> Result<(), AppError> {
    for refund in made_good::surplus_failed(tx, session).await? {
        if !made_good::by_bank(tx, &refund).await? {
            failed(tx, &refund).await?;
        }
    }
    Ok(())
}

/// Settles an alarm of a regency. Where money was the office's to send, `sent` says that it was.
///
/// # Errors
/// As `alarms::settle`; `Conflict` while a bank asks for the same money, and where it was not sent.
pub async fn settle_alarm(
    tx: &mut Tx,
    by: &By,
    (regency, id): (&str, &str),
    (sent, note): (bool, &str),
) -> Result<(), AppError> {
    if let Some(refund) = alarms::surplus_of(tx, regency, id).await? {
        let order = refunds::find(tx, &refund).await?.ok_or(AppError::NotFound)?.order_id;
        // What a bank says meanwhile waits for us, or we for it.
        moves::take_parts(tx, &order).await?;
        let refund = refunds::find(tx, &refund).await?.ok_or(AppError::NotFound)?;
        if sent {
            was_sent(tx, by, &refund).await?;
        } else if refund.made_good.is_none() {
            return Err(AppError::conflict("payments-alarm-not-sent"));
        }
    }
    alarms::settle(tx, by, regency, id, note).await
}

async fn was_sent(tx: &mut Tx, by: &By, refund: &Refund) -> Result<(), AppError> {
    if made_good::by_hand(tx, refund).await? {
        tell(tx, Event::SurplusSent, refund).await?;
        audit::note(tx, by, "payment.surplus_sent", ("order", &refund.order_id), json!({})).await?;
        sql::touch_all(tx, &refund.order_id).await?;
    }
    Ok(())
}
