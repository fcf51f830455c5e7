//! Statements of sessions and devices.

use app::accounts::{KnownAccount, Stay};
use app::error::AppError;
use app::ids::{AccountId, SessionId};
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

pub async fn insert_session(
    tx: &mut Tx,
    id: &str,
    token_hash: &str,
    account: &str,
    device: Option<String>,
    expires_at: i64,
) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into sessions (id, token_hash, account_id, device_id, created_at, seen_at, expires_at) \
         values ($1, $2, $3, $4, $5, $5, $6)",
    )
    .bind(id.to_owned())
    .bind(token_hash.to_owned())
    .bind(account.to_owned())
    .bind(device)
    .bind(now)
    .bind(expires_at)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Ends the session of a cookie; gives whose it was, if it was still open.
pub async fn end_by_token(tx: &mut Tx, token_hash: &str) -> Result<Option<(String, String)>, AppError> {
    let now = tx.now;
    sqlx::query_as(
        "update sessions set ended_at = $2 where token_hash = $1 and ended_at is null returning id, account_id",
    )
    .bind(token_hash.to_owned())
    .bind(now)
    .fetch_optional(tx.db())
    .await
    .db()
}

/// Ends every session a device has.
pub async fn end_of_device(tx: &mut Tx, device: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update sessions set ended_at = $2 where device_id = $1 and ended_at is null")
        .bind(device.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Ends every session of an account.
pub async fn end_of_account(tx: &mut Tx, account: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update sessions set ended_at = $2 where account_id = $1 and ended_at is null")
        .bind(account.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Ends one session of this account, which may have ended already; false when it has none of this id.
pub async fn end_own(tx: &mut Tx, account: &str, session: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query("update sessions set ended_at = coalesce(ended_at, $3) where id = $1 and account_id = $2")
        .bind(session.to_owned())
        .bind(account.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}

#[derive(sqlx::FromRow)]
struct StayRow {
    id: String,
    created_at: i64,
    seen_at: i64,
    expires_at: i64,
    with_device: i64,
}

/// The open sessions of an account, the latest first.
pub async fn open_of(db: &AnyPool, account: &str, now: i64, most: i64) -> Result<Vec<Stay>, AppError> {
    let rows: Vec<StayRow> = sqlx::query_as(
        "select id, created_at, seen_at, expires_at, case when device_id is null then 0 else 1 end as with_device \
         from sessions where account_id = $1 and ended_at is null and expires_at > $2 \
         order by seen_at desc, id desc limit $3",
    )
    .bind(account.to_owned())
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows
        .into_iter()
        .map(|row| Stay {
            id: SessionId(row.id),
            since: row.created_at,
            seen: row.seen_at,
            until: row.expires_at,
            on_device: row.with_device == 1,
        })
        .collect())
}

/// Writes that a session was used, unless somebody did so since `since`.
pub async fn touch(tx: &mut Tx, session: &str, since: i64) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update sessions set seen_at = $2 where id = $1 and seen_at < $3")
        .bind(session.to_owned())
        .bind(now)
        .bind(since)
        .execute(tx.db())
        .await
        .db()?;
    sqlx::query("update accounts set seen_at = $2 where id = (select account_id from sessions where id = $1)")
        .bind(session.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn insert_device(tx: &mut Tx, id: &str, token_hash: &str, expires_at: i64) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("insert into devices (id, token_hash, created_at, seen_at, expires_at) values ($1, $2, $3, $3, $4)")
        .bind(id.to_owned())
        .bind(token_hash.to_owned())
        .bind(now)
        .bind(expires_at)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// A device was used: it is remembered anew.
pub async fn renew_device(tx: &mut Tx, id: &str, expires_at: i64) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update devices set seen_at = $2, expires_at = $3 where id = $1 and forgotten_at is null")
        .bind(id.to_owned())
        .bind(now)
        .bind(expires_at)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Forgets a device: every name on it needs a new link.
pub async fn forget_device(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update devices set forgotten_at = $2 where id = $1 and forgotten_at is null")
        .bind(id.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Writes a name on a device.
pub async fn remember(tx: &mut Tx, device: &str, account: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into device_accounts (device_id, account_id, added_at) values ($1, $2, $3) \
         on conflict (device_id, account_id) do nothing",
    )
    .bind(device.to_owned())
    .bind(account.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// True when the name stands on the device.
pub async fn knows(db: &AnyPool, device: &str, account: &str) -> Result<bool, AppError> {
    let row: Option<(i64,)> =
        sqlx::query_as("select added_at from device_accounts where device_id = $1 and account_id = $2")
            .bind(device.to_owned())
            .bind(account.to_owned())
            .fetch_optional(db)
            .await
            .db()?;
    Ok(row.is_some())
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: String,
    name: String,
    language: String,
    shop: Option<String>,
    band: Option<i64>,
}

/// The names on a device, the one who was here last first.
pub async fn known(db: &AnyPool, device: &str) -> Result<Vec<KnownAccount>, AppError> {
    let rows: Vec<KnownRow> = sqlx::query_as(
        "select a.id, a.name, a.language, min(h.name) as shop, min(h.band) as band \
         from device_accounts d join accounts a on a.id = d.account_id \
         left join memberships m on m.account_id = a.id left join shops h on h.id = m.shop_id \
         where d.device_id = $1 and a.role = 'artisan' \
         group by a.id, a.name, a.language, a.seen_at order by coalesce(a.seen_at, 0) desc, a.id limit 30",
    )
    .bind(device.to_owned())
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows
        .into_iter()
        .map(|row| KnownAccount {
            id: AccountId(row.id),
            name: row.name,
            language: row.language,
            shop: row.shop.unwrap_or_default(),
            band: row.band.and_then(|band| u8::try_from(band).ok()).unwrap_or(0),
        })
        .collect())
}
