//! Statements of addresses that are gone for good.

use app::error::AppError;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

pub async fn bury(tx: &mut Tx, public_key: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("insert into gone_media (public_key, at) values ($1, $2) on conflict (public_key) do nothing")
        .bind(public_key.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn is_gone(db: &AnyPool, public_key: &str) -> Result<bool, AppError> {
    let row: Option<(i64,)> = sqlx::query_as("select at from gone_media where public_key = $1")
        .bind(public_key.to_owned())
        .fetch_optional(db)
        .await
        .db()?;
    Ok(row.is_some())
}
