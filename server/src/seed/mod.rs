//! The demo region: plainly invented people, drawn cloth, 90 days of scans and orders.

pub mod cloth;
pub mod http;
pub mod qris;
mod sql;

use app::error::AppError;

use crate::store::Store;

/// True when `seed --demo` has made this database.
pub async fn is_demo(store: &Store) -> Result<bool, AppError> {
    sql::has_mark(store.read(), "demo").await
}
