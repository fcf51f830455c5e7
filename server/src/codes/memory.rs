//! What codes lead to, kept in memory: a busload at one stall asks the database once. Only codes that
//! exist are remembered, so one that was issued a second ago, or by another server, is found.

use std::sync::Arc;

use app::codes::Target;
use app::codes::rules::Code;
use app::error::AppError;
use moka::future::Cache;
use sqlx::AnyPool;

use super::sql;

/// Codes remembered at once: about 20 MB when full.
const MOST: u64 = 100_000;

/// The memory. What a code leads to never changes, so nothing in it grows old.
#[derive(Clone)]
pub struct Memory(Cache<Code, Target>);

impl Default for Memory {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl Memory {
    /// What a code leads to. A miss asks the database once, however many ask at the same time.
    ///
    /// # Errors
    /// `NotFound` for a code that was never issued.
    pub async fn target(&self, db: &AnyPool, code: &Code) -> Result<Target, AppError> {
        let ask = async { sql::target(db, code).await?.ok_or(AppError::NotFound) };
        self.0.try_get_with_by_ref(code, ask).await.map_err(|error: Arc<AppError>| AppError::clone(&error))
    }
}
