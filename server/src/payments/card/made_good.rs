//! Money that a card did not take back, and that reached the guest in another way: the cardholder's bank had given it
//! when it decided a dispute, or the office sent what was paid for nothing.
//!
//! Cannot be undone: either. The guest has the money.

use app::error::AppError;

pub use super::sql::surplus_failed;

use super::refunds as cards;
use super::sql::{self, Refund};
use crate::payments::ledger::beyond::{self, Beyond};
use crate::payments::refunds;
use crate::store::Tx;

/// True when banks asked for the charge and none does any more. What was refused meanwhile has been told then, and one
/// whose refusal is heard of only now is told as any other.
pub async fn is_decided(tx: &mut Tx, refund: &Refund) -> Result<bool, AppError> {
    let (open, all) = sql::disputes(tx, &refund.session_id).await?;
    Ok(open == 0 && all > 0)
}

/// True while a bank asks for the charge.
pub async fn is_asked_for(tx: &mut Tx, refund: &Refund) -> Result<bool, AppError> {
    let (open, _) = sql::disputes(tx, &refund.session_id).await?;
    Ok(open > 0)
}

/// True when a bank took so much beyond what was left that it gave this too: then nobody owes it, and what the operator
/// bore of a shop's money the shop bears. The refund has failed before.
pub async fn by_bank(tx: &mut Tx, refund: &Refund) -> Result<bool, AppError> {
    let Some((dispute, borne)) = sql::borne(tx, &refund.session_id).await? else { return Ok(false) };
    if borne < refund.amount_minor {
        return Ok(false);
    }
    if refund.payment_id.is_none() {
        cards::came(tx, refund).await?;
        return sql::made_good(tx, &refund.id, "bank").await;
    }
    if !refunds::bank_gave(tx, &refund.id, &dispute).await? {
        return Ok(false);
    }
    let moved = Beyond::MadeGood { dispute: &dispute, refund: &refund.id };
    beyond::write(tx, &refund.order(), refund.amount(), moved).await.map(|()| true)
}

/// The office sent what was paid for nothing; false when it has said so. The bank may have given it meanwhile: then the
/// guest has it twice, and the operator bears that.
///
/// # Errors
/// `Conflict` while a bank asks for the same money.
pub async fn by_hand(tx: &mut Tx, refund: &Refund) -> Result<bool, AppError> {
    if is_asked_for(tx, refund).await? {
        return Err(AppError::conflict("payments-alarm-bank-asks"));
    }
    let given = refund.made_good.as_deref() == Some("bank");
    if !given && !sql::made_good(tx, &refund.id, "hand").await? {
        return Ok(false);
    }
    cards::of_nobody(tx, refund, Beyond::Sent { refund: &refund.id }).await.map(|()| true)
}
