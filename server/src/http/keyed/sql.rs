//! Statements of the idempotency keys.

use app::error::AppError;

use super::Outcome;
use crate::store::{DbResult as _, Tx};

/// Form, body hash, kind and id of a key that was used.
pub async fn find(tx: &mut Tx, key: &str) -> Result<Option<(String, String, String, String)>, AppError> {
    sqlx::query_as("select form, body_hash, outcome_kind, outcome_id from idempotency where key = $1")
        .bind(key.to_owned())
        .fetch_optional(tx.db())
        .await
        .db()
}

/// False when somebody else has used the key meanwhile.
pub async fn insert(tx: &mut Tx, key: &str, form: &str, body: &str, outcome: &Outcome) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "insert into idempotency (key, form, body_hash, outcome_kind, outcome_id, created_at) \
         values ($1, $2, $3, $4, $5, $6) on conflict (key) do nothing",
    )
    .bind(key.to_owned())
    .bind(form.to_owned())
    .bind(body.to_owned())
    .bind(outcome.kind.clone())
    .bind(outcome.id.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Forgets keys used before `before`.
pub async fn prune(tx: &mut Tx, before: i64) -> Result<(), AppError> {
    sqlx::query("delete from idempotency where created_at < $1").bind(before).execute(tx.db()).await.db()?;
    Ok(())
}
