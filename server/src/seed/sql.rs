//! Statements of the demo.

use app::error::AppError;
use sqlx::AnyPool;

use crate::store::DbResult as _;

pub async fn has_mark(db: &AnyPool, name: &str) -> Result<bool, AppError> {
    let row: Option<(String,)> =
        sqlx::query_as("select value from marks where name = $1").bind(name.to_owned()).fetch_optional(db).await.db()?;
    Ok(row.is_some())
}
