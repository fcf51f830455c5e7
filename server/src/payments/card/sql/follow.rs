//! Statements of what is asked about again.

use app::error::AppError;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// Disputes that banks had not decided when we last heard of them, opened before `before`; those after `after`. What was
/// paid with another kind of key this one does not know.
pub async fn open_disputes(
    db: &AnyPool,
    test: bool,
    before: i64,
    after: &str,
    most: i64,
) -> Result<Vec<String>, AppError> {
    sqlx::query_scalar(
        "select d.provider_id from card_disputes d join card_sessions c on c.id = d.session_id \
         where d.state = 'open' and d.opened_at <= $1 and c.test = $2 and d.provider_id > $3 order by d.provider_id limit $4",
    )
    .bind(before)
    .bind(i64::from(test))
    .bind(after.to_owned())
    .bind(most)
    .fetch_all(db)
    .await
    .db()
}

/// Stripe's names of refunds that were on the card when we last heard of them, not after `before`, and were asked for after
/// `since`.
pub async fn done_refunds(
    db: &AnyPool,
    test: bool,
    (since, before): (i64, i64),
    most: i64,
) -> Result<Vec<String>, AppError> {
    sqlx::query_scalar(
        "select r.provider_id from card_refunds r join card_sessions c on c.id = r.session_id \
         where r.state = 'done' and r.provider_id is not null and r.created_at > $1 and r.updated_at <= $2 and c.test = $3 \
         order by r.updated_at, r.id limit $4",
    )
    .bind(since)
    .bind(before)
    .bind(i64::from(test))
    .bind(most)
    .fetch_all(db)
    .await
    .db()
}

/// Stripe was asked about a refund that is on the card, by its name for it.
pub async fn looked_at(tx: &mut Tx, name: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update card_refunds set updated_at = $2 where provider_id = $1 and state = 'done'")
        .bind(name.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}
