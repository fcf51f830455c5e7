//! Entries of a payment that are taken back by entries of their own, each once.

use app::error::AppError;
use app::ids::PaymentId;

use super::{Context, post, sql};
use crate::store::Tx;

/// What was handed back under `key` lies where it lay before: a card's bank sent it back.
///
/// # Errors
/// `Internal` when nothing was booked under that name.
pub async fn not_handed_back(tx: &mut Tx, payment: &PaymentId, key: &str) -> Result<(), AppError> {
    let name = format!(":{key}");
    match turned(tx, payment, ("payment", payment.as_str()), ":failed", |one| one.ends_with(&name)).await? {
        0 => Err(AppError::Internal),
        _ => Ok(()),
    }
}

/// A sale that was written down by mistake leaves the books: no money was there, so none went back.
pub async fn by_mistake(tx: &mut Tx, payment: &PaymentId) -> Result<(), AppError> {
    turned(tx, payment, ("payment", payment.as_str()), ":mistake", |_| true).await.map(|_| ())
}

/// A payment with a test key leaves the books: nobody was charged.
pub async fn never_was(tx: &mut Tx, payment: &PaymentId) -> Result<(), AppError> {
    turned(tx, payment, ("payment", payment.as_str()), ":test", |_| true).await.map(|_| ())
}

/// True when a payment left the books that way.
pub async fn is_out(tx: &mut Tx, payment: &PaymentId) -> Result<bool, AppError> {
    Ok(sql::entries_of(tx, payment).await?.iter().any(|(name, _)| name.ends_with(":test")))
}

/// A dispute was won: what it took is given again.
pub async fn dispute_won(tx: &mut Tx, payment: &PaymentId, dispute: &str) -> Result<(), AppError> {
    let name = format!(":{dispute}");
    turned(tx, payment, ("dispute", dispute), ":won", |one| one.ends_with(&name)).await.map(|_| ())
}

/// Turns the entries round whose name is `meant`; `mark` ends the names of those that do. Gives how many were meant.
async fn turned(
    tx: &mut Tx,
    payment: &PaymentId,
    (about, id): (&'static str, &str),
    mark: &str,
    meant: impl Fn(&str) -> bool,
) -> Result<usize, AppError> {
    let paid = sql::paid(tx, payment).await?.ok_or(AppError::NotFound)?;
    let at = tx.now;
    let entries = sql::entries_of(tx, payment).await?;
    let meant: Vec<_> = entries.into_iter().filter(|(name, _)| !name.ends_with(mark) && meant(name)).collect();
    for (name, entry) in &meant {
        let turned = entry.reversed().ok_or(AppError::Internal)?;
        let context = paid.context(payment, (about, id.to_owned()), at, "", "");
        post(tx, &turned, &Context { dedupe: format!("{name}{mark}"), ..context }).await?;
    }
    Ok(meant.len())
}
