//! Statements of letter boxes.

use app::error::AppError;
use app::time::DAY_MS;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// A letter box as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub address: Option<String>,
    pub wanted: Option<String>,
    pub wanted_at: Option<i64>,
    pub unsent: String,
}

pub async fn of(db: &AnyPool, account: &str) -> Result<Option<Row>, AppError> {
    sqlx::query_as("select address, wanted, wanted_at, unsent from letter_boxes where account_id = $1")
        .bind(account.to_owned())
        .fetch_optional(db)
        .await
        .db()
}

/// What a letter with a code is written from.
#[derive(sqlx::FromRow)]
pub struct Asked {
    pub wanted: String,
    pub wanted_at: i64,
    pub language: String,
}

/// The address that waits, while no later letter was asked for.
pub async fn asked(db: &AnyPool, account: &str, round: i64) -> Result<Option<Asked>, AppError> {
    sqlx::query_as(
        "select b.wanted, b.wanted_at, a.language from letter_boxes b join accounts a on a.id = b.account_id \
         where b.account_id = $1 and b.round = $2 and b.wanted is not null",
    )
    .bind(account.to_owned())
    .bind(round)
    .fetch_optional(db)
    .await
    .db()
}

/// Wants an address and counts the letter to it; gives the round. None after `most` letters in a day. An address that
/// waits already keeps its time, and with it its code.
pub async fn want(
    tx: &mut Tx,
    account: &str,
    address: &str,
    (most, code_ms): (i64, i64),
) -> Result<Option<i64>, AppError> {
    let now = tx.now;
    let row: Option<(i64,)> = sqlx::query_as(
        "insert into letter_boxes (account_id, wanted, wanted_at, round, counted, counted_from) values ($1, $2, $3, 1, 1, $3) \
         on conflict (account_id) do update set wanted = excluded.wanted, unsent = '', round = letter_boxes.round + 1, \
           wanted_at = case when letter_boxes.wanted = excluded.wanted and letter_boxes.wanted_at > $4 then letter_boxes.wanted_at else $3 end, \
           counted = case when letter_boxes.counted_from <= $5 then 1 else letter_boxes.counted + 1 end, \
           counted_from = case when letter_boxes.counted_from <= $5 then $3 else letter_boxes.counted_from end \
         where letter_boxes.counted_from <= $5 or letter_boxes.counted < $6 returning round",
    )
    .bind(account.to_owned())
    .bind(address.to_owned())
    .bind(now)
    .bind(now - code_ms)
    .bind(now - DAY_MS)
    .bind(most)
    .fetch_optional(tx.db())
    .await
    .db()?;
    Ok(row.map(|(round,)| round))
}

/// When letters can be asked for again, after too many.
pub async fn counted_from(tx: &mut Tx, account: &str) -> Result<i64, AppError> {
    let (from,): (i64,) = sqlx::query_as("select counted_from from letter_boxes where account_id = $1")
        .bind(account.to_owned())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(from)
}

/// Uses the address whose code was typed; false when another one waits by now.
pub async fn confirm(tx: &mut Tx, account: &str, (wanted, at): (&str, i64)) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update letter_boxes set address = wanted, confirmed_at = $4, wanted = null, wanted_at = null, unsent = '' \
         where account_id = $1 and wanted = $2 and wanted_at = $3",
    )
    .bind(account.to_owned())
    .bind(wanted.to_owned())
    .bind(at)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Forgets the address that waits.
pub async fn drop_wanted(tx: &mut Tx, account: &str) -> Result<(), AppError> {
    sqlx::query("update letter_boxes set wanted = null, wanted_at = null, unsent = '' where account_id = $1")
        .bind(account.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Forgets both; how many letters were asked for stays until the day is over.
pub async fn forget(tx: &mut Tx, account: &str) -> Result<(), AppError> {
    sqlx::query(
        "update letter_boxes set address = null, confirmed_at = null, wanted = null, wanted_at = null, unsent = '' \
         where account_id = $1",
    )
    .bind(account.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// A letter with a code did not leave.
pub async fn code_unsent(tx: &mut Tx, account: &str, round: i64, why: &str) -> Result<(), AppError> {
    sqlx::query("update letter_boxes set unsent = $3 where account_id = $1 and round = $2 and wanted is not null")
        .bind(account.to_owned())
        .bind(round)
        .bind(why.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// A letter to the address in use left (`""`), or did not.
pub async fn letter_went(tx: &mut Tx, account: &str, why: &str) -> Result<(), AppError> {
    sqlx::query(
        "update letter_boxes set unsent = $2 where account_id = $1 and address is not null and wanted is null and unsent <> $2",
    )
    .bind(account.to_owned())
    .bind(why.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Forgets addresses that waited since before `before`, and boxes with nothing in them.
pub async fn prune(tx: &mut Tx, before: i64) -> Result<(), AppError> {
    let day_ago = tx.now - DAY_MS;
    for (statement, before) in [
        ("update letter_boxes set wanted = null, wanted_at = null, unsent = '' where wanted_at < $1", before),
        ("delete from letter_boxes where address is null and wanted is null and counted_from < $1", day_ago),
    ] {
        sqlx::query(statement).bind(before).execute(tx.db()).await.db()?;
    }
    Ok(())
}
