//! Statements of the audit trail and of consents.

use app::error::AppError;
use app::ids::AccountId;
use app::words::Lang;
use sqlx::{Any, Executor};

use super::Entry;
use super::consents::Consent;
use crate::store::{DbResult as _, Tx};

pub async fn insert(
    tx: &mut Tx,
    actor_kind: &str,
    actor_id: Option<&str>,
    action: &str,
    object: (&str, &str),
    detail: &str,
) -> Result<(), AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    sqlx::query(
        "insert into audit (id, at, actor_kind, actor_id, action, object_kind, object_id, detail) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(now)
    .bind(actor_kind.to_owned())
    .bind(actor_id.map(str::to_owned))
    .bind(action.to_owned())
    .bind(object.0.to_owned())
    .bind(object.1.to_owned())
    .bind(detail.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    at: i64,
    actor_kind: String,
    action: String,
    detail: String,
}

pub async fn of<'e, E: Executor<'e, Database = Any>>(
    db: E,
    object: (&'static str, &str),
    most: i64,
) -> Result<Vec<Entry>, AppError> {
    let rows: Vec<EntryRow> = sqlx::query_as(
        "select at, actor_kind, action, detail from audit where object_kind = $1 and object_id = $2 order by at, id limit $3",
    )
    .bind(object.0)
    .bind(object.1.to_owned())
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    let entry = |row: EntryRow| Entry {
        at: row.at,
        role: row.actor_kind,
        action: row.action,
        detail: serde_json::from_str(&row.detail).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(entry).collect())
}

pub async fn forget_visitor(tx: &mut Tx, object: (&str, &str)) -> Result<(), AppError> {
    sqlx::query(
        "update audit set actor_id = null where object_kind = $1 and object_id = $2 and actor_kind = 'visitor'",
    )
    .bind(object.0.to_owned())
    .bind(object.1.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn insert_consent(
    tx: &mut Tx,
    id: &str,
    account: &AccountId,
    what: Consent,
    about: &str,
    lang: Lang,
) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into consents (id, account_id, kind, about, text_version, language, given_at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.to_owned())
    .bind(account.0.clone())
    .bind(what.as_str())
    .bind(about.to_owned())
    .bind(what.text_version())
    .bind(lang.code())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn withdraw_consents(tx: &mut Tx, account: &AccountId, what: Consent) -> Result<u64, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update consents set withdrawn_at = $3 where account_id = $1 and kind = $2 and withdrawn_at is null",
    )
    .bind(account.0.clone())
    .bind(what.as_str())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected())
}
