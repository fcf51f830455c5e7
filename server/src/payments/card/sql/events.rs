//! Statements of what the payment service told.

use app::error::AppError;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// An event as it came.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Received {
    pub id: String,
    pub kind: String,
    pub body: String,
    pub received_at: i64,
}

/// Keeps an event; false when it was told before.
pub async fn store_event(tx: &mut Tx, id: &str, kind: &str, body: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "insert into provider_events (id, kind, body, received_at) values ($1, $2, $3, $4) on conflict (id) do nothing",
    )
    .bind(id.to_owned())
    .bind(kind.to_owned())
    .bind(body.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// An event that was not applied yet.
pub async fn received(db: &AnyPool, id: &str) -> Result<Option<Received>, AppError> {
    sqlx::query_as("select id, kind, body, received_at from provider_events where id = $1 and applied_at is null")
        .bind(id.to_owned())
        .fetch_optional(db)
        .await
        .db()
}

/// Takes an event for this transaction, before anything is read that it may have to wait for; false when it was
/// applied meanwhile.
pub async fn take_event(tx: &mut Tx, id: &str) -> Result<bool, AppError> {
    let done = sqlx::query("update provider_events set outcome = '' where id = $1 and applied_at is null")
        .bind(id.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}

/// Notes what came of an event that was taken.
pub async fn applied(tx: &mut Tx, id: &str, outcome: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update provider_events set applied_at = $2, outcome = $3 where id = $1")
        .bind(id.to_owned())
        .bind(now)
        .bind(outcome.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Events that wait longer than they should, those after `after`.
pub async fn unapplied(db: &AnyPool, before: i64, after: &str, most: i64) -> Result<Vec<String>, AppError> {
    sqlx::query_scalar(
        "select id from provider_events where applied_at is null and received_at <= $1 and id > $2 order by id limit $3",
    )
    .bind(before)
    .bind(after.to_owned())
    .bind(most)
    .fetch_all(db)
    .await
    .db()
}

/// Events that spoke of a charge before it had paid anything, not before `since`, are to be applied again; gives their
/// ids. One that is being applied this moment is waited for.
pub async fn read_again(tx: &mut Tx, intent: &str, since: i64) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "update provider_events set applied_at = null, outcome = '' \
         where (applied_at is null or (applied_at >= $2 and outcome in ('not paid', 'not ours'))) \
           and kind in ('charge.refunded', 'charge.dispute.created', 'charge.dispute.closed', \
             'refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated') and body like $1 returning id",
    )
    .bind(format!("%\"{intent}\"%"))
    .bind(since)
    .fetch_all(tx.db())
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Empties the bodies of events applied before `before`: they name the buyer. That they came stays.
pub async fn empty_bodies(tx: &mut Tx, before: i64) -> Result<(), AppError> {
    sqlx::query("update provider_events set body = '' where applied_at < $1 and body <> ''")
        .bind(before)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}
