//! What sending costs from a regency: the table the officer keeps, its changes, and its copy as a file.

mod sql;

use app::error::AppError;
use app::ids::RegionId;
use app::orders::shipping::Table;
use sqlx::AnyPool;

/// The regency's table; empty where nobody has entered anything. One statement.
pub async fn table_of(db: &AnyPool, regency: &RegionId) -> Result<Table, AppError> {
    sql::table(db, regency).await
}
