//! What an officer does with a letter that could not be sent. Both keep what happened.

use app::error::AppError;
use app::ids::AccountId;
use serde_json::json;

use super::{LONG_MS, outbox, sql};
use crate::audit::{self, By};
use crate::store::Tx;

/// "Send again": another round of tries, beginning now.
///
/// # Errors
/// `Conflict` when it has moved on.
pub async fn again(tx: &mut Tx, by: &By, id: &str) -> Result<(), AppError> {
    let long_ago = tx.now - LONG_MS;
    let round = sql::again(tx, id, long_ago).await?.ok_or_else(|| AppError::conflict("notifications-moved"))?;
    outbox::enqueue(tx, id, round).await?;
    audit::note(tx, by, "message.sent_again", ("message", id), json!({ "round": round })).await
}

/// "Let it be": it leaves the list and is not sent.
///
/// # Errors
/// As `again`.
pub async fn leave(tx: &mut Tx, by: &By, account: &AccountId, id: &str) -> Result<(), AppError> {
    let long_ago = tx.now - LONG_MS;
    if !sql::leave(tx, id, account.as_str(), long_ago).await? {
        return Err(AppError::conflict("notifications-moved"));
    }
    audit::note(tx, by, "message.let_be", ("message", id), json!({})).await
}
