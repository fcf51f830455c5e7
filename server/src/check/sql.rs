//! Statements of `homoru check`.

use app::error::AppError;
use sqlx::AnyPool;

use crate::store::DbResult as _;

/// What the database says of the house.
pub struct Looked {
    pub administrators: i64,
    /// Open ones.
    pub regencies: i64,
    /// Names of open regencies without a complete operator.
    pub without_operator: Vec<String>,
    pub dead_jobs: i64,
    pub demo: bool,
}

pub async fn look(db: &AnyPool) -> Result<Looked, AppError> {
    let (administrators, regencies, dead_jobs, demo): (i64, i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from accounts where role = 'administrator'), \
           (select count(*) from regions where level = 'regency' and open = 1), \
           (select count(*) from jobs where dead_at is not null), \
           (select count(*) from marks where name = 'demo')",
    )
    .fetch_one(db)
    .await
    .db()?;
    let names: Vec<(String,)> = sqlx::query_as(
        "select name from regions where level = 'regency' and open = 1 and (operator_name = '' or operator_address = '' \
           or operator_contact = '' or complaint_days = 0) order by name, id",
    )
    .fetch_all(db)
    .await
    .db()?;
    let without_operator = names.into_iter().map(|(name,)| name).collect();
    Ok(Looked { administrators, regencies, without_operator, dead_jobs, demo: demo > 0 })
}
