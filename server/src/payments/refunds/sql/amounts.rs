//! What is promised and handed back of a payment: relative updates, so that whatever happens at once is never more than
//! it.

use app::error::AppError;
use app::ids::PaymentId;
use app::money::Money;
use app::payments::rules::Row;

use super::money;
use crate::store::{DbResult as _, Tx};

/// Adds to what is promised of a paid payment; false when that would be more than it.
pub async fn promise(tx: &mut Tx, payment: &PaymentId, amount: Money) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update payments set refund_minor = refund_minor + $2, updated_at = $3 \
         where id = $1 and state = 'paid' and refund_minor + $2 <= amount_minor",
    )
    .bind(payment.0.clone())
    .bind(amount.minor)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// A payment of which all is promised is to be returned, as its table's `row` says.
pub async fn wholly_promised(tx: &mut Tx, payment: &PaymentId, row: &Row) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "update payments set state = $4, return_due_at = $2, updated_at = $2 \
         where id = $1 and state = $3 and refund_minor = amount_minor",
    )
    .bind(payment.0.clone())
    .bind(now)
    .bind(row.from.as_str())
    .bind(row.to.as_str())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Promises all that is not promised yet; gives how much that was.
pub async fn promise_rest(tx: &mut Tx, payment: &PaymentId) -> Result<Money, AppError> {
    let rest = unpromised(tx, payment).await?;
    sqlx::query("update payments set refund_minor = amount_minor where id = $1")
        .bind(payment.0.clone())
        .execute(tx.db())
        .await
        .db()?;
    Ok(money(rest))
}

/// Adds to what was handed back of a payment; one of which all is back is returned, as its table's `row` says.
pub async fn came_back(tx: &mut Tx, payment: &PaymentId, amount: Money, row: &Row) -> Result<(), AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update payments set returned_minor = returned_minor + $2, updated_at = $3, \
           state = case when state = $4 and returned_minor + $2 = amount_minor then $5 else state end, \
           returned_at = case when state = $4 and returned_minor + $2 = amount_minor then $3 else returned_at end \
         where id = $1 and returned_minor + $2 <= amount_minor",
    )
    .bind(payment.0.clone())
    .bind(amount.minor)
    .bind(now)
    .bind(row.from.as_str())
    .bind(row.to.as_str())
    .execute(tx.db())
    .await
    .db()?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::conflict("payments-back-too-much")) }
}

/// Some of what was handed back of a payment is not; one of which all was is to be returned again, as its
/// table's `row` says.
pub async fn bounced(tx: &mut Tx, payment: &PaymentId, amount: Money, row: &Row) -> Result<(), AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update payments set returned_minor = returned_minor - $2, updated_at = $3, \
           return_due_at = case when state = $4 then $3 else return_due_at end, \
           returned_at = null, return_seen_at = null, \
           state = case when state = $4 then $5 else state end \
         where id = $1 and returned_minor >= $2",
    )
    .bind(payment.0.clone())
    .bind(amount.minor)
    .bind(now)
    .bind(row.from.as_str())
    .bind(row.to.as_str())
    .execute(tx.db())
    .await
    .db()?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::Internal) }
}

/// Takes at most `amount` of a payment: what is neither given back nor promised to anybody. Gives how much. One of
/// which nothing is left, and one of which all is promised, goes on as these rows of its table say.
pub async fn take(
    tx: &mut Tx,
    payment: &PaymentId,
    amount: Money,
    (gone, owed): (&Row, &Row),
) -> Result<i64, AppError> {
    let rest = unpromised(tx, payment).await?;
    let minor = rest.min(amount.minor);
    if minor <= 0 {
        return Ok(0);
    }
    let now = tx.now;
    sqlx::query(
        "update payments set refund_minor = refund_minor + $2, returned_minor = returned_minor + $2, updated_at = $3, \
           state = case when returned_minor + $2 = amount_minor then $4 \
             when refund_minor + $2 = amount_minor and state = $5 then $6 else state end, \
           return_due_at = coalesce(return_due_at, $3), \
           returned_at = case when returned_minor + $2 = amount_minor then $3 else returned_at end \
         where id = $1",
    )
    .bind(payment.0.clone())
    .bind(minor)
    .bind(now)
    .bind(gone.to.as_str())
    .bind(owed.from.as_str())
    .bind(owed.to.as_str())
    .execute(tx.db())
    .await
    .db()?;
    Ok(minor)
}

/// What is not promised of a payment; its row is taken first.
pub async fn unpromised(tx: &mut Tx, payment: &PaymentId) -> Result<i64, AppError> {
    tx.hold("payments", payment.as_str()).await?;
    // Of one that never arrived there is nothing: its card may have been charged after another way was chosen.
    let (rest,): (i64,) = sqlx::query_as(
        "select case when paid_at is null then 0 else amount_minor - refund_minor end from payments where id = $1",
    )
    .bind(payment.0.clone())
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(rest)
}
