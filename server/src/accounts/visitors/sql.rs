//! Statements of visitors.

use app::error::AppError;

use crate::store::{DbResult as _, Tx};

pub async fn insert(tx: &mut Tx, id: &str, token_hash: &str, expires_at: i64) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("insert into visitors (id, token_hash, created_at, expires_at) values ($1, $2, $3, $4)")
        .bind(id.to_owned())
        .bind(token_hash.to_owned())
        .bind(now)
        .bind(expires_at)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn prune(tx: &mut Tx) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("delete from visitors where expires_at < $1").bind(now).execute(tx.db()).await.db()?;
    Ok(())
}
