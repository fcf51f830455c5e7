//! What a database error means to a visitor. The cause goes to the log, never into an answer.

use app::error::{AppError, Message};

/// Turns a database result into the house's own.
pub trait DbResult<T> {
    /// Unique rule -> Conflict `core-taken`, check -> Conflict `core-limit`, reference -> Conflict
    /// `core-missing`, no row -> `NotFound`, busy -> `Unavailable`, everything else -> Internal.
    fn db(self) -> Result<T, AppError>;
}

impl<T> DbResult<T> for Result<T, sqlx::Error> {
    fn db(self) -> Result<T, AppError> {
        self.map_err(|error| meaning(&error))
    }
}

fn meaning(error: &sqlx::Error) -> AppError {
    let conflict = |key: &'static str| AppError::Conflict(Message::new(key));
    match error {
        sqlx::Error::RowNotFound => return AppError::NotFound,
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => {
            tracing::warn!(%error, "the database is busy or away");
            return AppError::Unavailable { retry_after: 5 };
        }
        _ => {}
    }
    if let Some(database) = error.as_database_error() {
        if database.is_unique_violation() {
            return conflict("core-taken");
        }
        if database.is_check_violation() {
            return conflict("core-limit");
        }
        if database.is_foreign_key_violation() {
            return conflict("core-missing");
        }
        let code = database.code().unwrap_or_default();
        // SQLITE_BUSY and its kin; serialization failure and deadlock of PostgreSQL.
        if matches!(code.as_ref(), "5" | "261" | "517" | "40001" | "40P01" | "57P03" | "53300") {
            tracing::warn!(%error, "the database is busy");
            return AppError::Unavailable { retry_after: 1 };
        }
    }
    tracing::error!(%error, "a statement failed");
    AppError::Internal
}
