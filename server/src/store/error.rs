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
        if let Some(retry_after) = passing(database.code().unwrap_or_default().as_ref()) {
            tracing::warn!(%error, "the database cannot write now");
            return AppError::Unavailable { retry_after };
        }
    }
    tracing::error!(%error, "a statement failed");
    AppError::Internal
}

/// Seconds after which a state that passes by itself, or by an operator's hand, may have passed.
fn passing(code: &str) -> Option<u32> {
    match code {
        // PostgreSQL: serialization failure, deadlock, too many connections.
        "40001" | "40P01" | "53300" => Some(1),
        // A lock was not had in time; it ended a transaction that stood still, and with it what the work did so far.
        "55P03" | "25P03" => Some(5),
        // Its disk or memory is full; it is going down, has crashed or is coming up; read-only while another takes over.
        "53100" | "53200" | "57P01" | "57P02" | "57P03" | "25006" => Some(30),
        _ if code.len() == 5 => None,
        // SQLite's extended codes carry the plain one in their last byte.
        _ => match code.parse::<u32>().ok()? & 0xff {
            // Busy, locked.
            5 | 6 => Some(1),
            // Read-only, cannot be read or written, full, cannot be opened.
            8 | 10 | 13 | 14 => Some(30),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_told_with_a_time() {
        for code in ["5", "261", "517", "6", "40001", "53300"] {
            assert_eq!(passing(code), Some(1), "{code}");
        }
        for code in ["55P03", "25P03"] {
            assert_eq!(passing(code), Some(5), "{code}");
        }
        for code in ["13", "10", "778", "1034", "8", "14", "53100", "57P02", "57P03"] {
            assert_eq!(passing(code), Some(30), "{code}");
        }
        for code in ["", "1", "19", "2067", "42601", "23505", "11", "26"] {
            assert_eq!(passing(code), None, "{code}");
        }
    }
}
