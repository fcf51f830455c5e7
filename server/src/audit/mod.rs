//! The audit trail: who did what to which object for whom, in the same transaction as the change.
//! Field names and values; for personal fields a reference, never the value.

pub mod consents;
mod sql;

use app::backend::{Actor, Role};
use app::error::AppError;
use app::ids::{AccountId, VisitorId};
use sqlx::{Any, Executor};

use crate::store::Tx;

/// On whose behalf a change is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A tourist, as far as her browser is known.
    Visitor(Option<VisitorId>),
    /// Somebody signed in, or about to be.
    Account(Role, AccountId),
    /// A job or a command.
    System,
}

impl From<&Actor> for By {
    fn from(actor: &Actor) -> Self {
        Self::Account(actor.role, actor.account.clone())
    }
}

impl By {
    fn parts(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Visitor(id) => ("visitor", id.as_ref().map(VisitorId::as_str)),
            Self::Account(role, id) => (role.as_str(), Some(id.as_str())),
            Self::System => ("system", None),
        }
    }
}

/// An entry as its readers see it: when, the role of who did it, what, and its details.
pub struct Entry {
    pub at: i64,
    pub role: String,
    pub action: String,
    pub detail: serde_json::Value,
}

/// What happened to an object, oldest first.
pub async fn of<'e, E: Executor<'e, Database = Any>>(
    db: E,
    object: (&'static str, &str),
    most: i64,
) -> Result<Vec<Entry>, AppError> {
    sql::of(db, object, most).await
}

/// Forgets which visitor did something to an object; that a visitor did it stays.
pub async fn forget_visitor(tx: &mut Tx, object: (&'static str, &str)) -> Result<(), AppError> {
    sql::forget_visitor(tx, object).await
}

/// Writes one entry. `detail` holds field names and values, none of them personal.
pub async fn note(
    tx: &mut Tx,
    by: &By,
    action: &'static str,
    object: (&'static str, &str),
    detail: serde_json::Value,
) -> Result<(), AppError> {
    let (kind, id) = by.parts();
    sql::insert(tx, kind, id, action, object, &detail.to_string()).await
}
