//! Statements of printed codes and of their counted visits.

use app::codes::rules::Code;
use app::codes::{Kind, Target};
use app::error::AppError;
use sqlx::{Any, AnyConnection, Executor};

use crate::store::DbResult as _;

pub async fn code_of<'e>(
    db: impl Executor<'e, Database = Any>,
    kind: Kind,
    target_id: &str,
) -> Result<Option<String>, AppError> {
    let row: Option<(String,)> = sqlx::query_as("select code from codes where kind = $1 and target_id = $2")
        .bind(kind.as_str())
        .bind(target_id.to_owned())
        .fetch_optional(db)
        .await
        .db()?;
    Ok(row.map(|(code,)| code))
}

/// False when the code is taken or the thing already has one.
pub async fn insert(
    db: &mut AnyConnection,
    code: &Code,
    kind: Kind,
    target_id: &str,
    now: i64,
) -> Result<bool, AppError> {
    let done = sqlx::query(
        "insert into codes (code, kind, target_id, issued_at) values ($1, $2, $3, $4) on conflict do nothing",
    )
    .bind(code.as_str().to_owned())
    .bind(kind.as_str())
    .bind(target_id.to_owned())
    .bind(now)
    .execute(db)
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn target<'e>(db: impl Executor<'e, Database = Any>, code: &Code) -> Result<Option<Target>, AppError> {
    let row: Option<(String, String)> = sqlx::query_as("select kind, target_id from codes where code = $1")
        .bind(code.as_str().to_owned())
        .fetch_optional(db)
        .await
        .db()?;
    Ok(row.and_then(|(kind, id)| Some(Target { kind: Kind::parse(&kind)?, id })))
}
