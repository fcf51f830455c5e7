//! Statements of printed codes and of their counted visits.

use std::collections::BTreeMap;

use app::codes::rules::Code;
use app::codes::{Kind, Target};
use app::error::AppError;
use sqlx::{Any, AnyConnection, AnyPool, Executor};

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

/// Those of at most three codes that were issued.
pub async fn issued(db: &AnyPool, codes: [&str; 3]) -> Result<Vec<String>, AppError> {
    let [first, second, third] = codes.map(str::to_owned);
    sqlx::query_scalar("select code from codes where code in ($1, $2, $3)")
        .bind(first)
        .bind(second)
        .bind(third)
        .fetch_all(db)
        .await
        .db()
}

/// Adds visits, in the order of codes and hours, so that two servers never wait for each other in a circle.
pub async fn add_visits(db: &mut AnyConnection, batch: &BTreeMap<(Code, i64), i64>) -> Result<(), AppError> {
    for ((code, hour), visits) in batch {
        sqlx::query(
            "insert into scan_counts (code, hour, visits) values ($1, $2, $3) \
             on conflict (code, hour) do update set visits = scan_counts.visits + excluded.visits",
        )
        .bind(code.as_str().to_owned())
        .bind(*hour)
        .bind(*visits)
        .execute(&mut *db)
        .await
        .db()?;
    }
    Ok(())
}
