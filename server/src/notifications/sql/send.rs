//! What becomes of messages: sent, tried again, given up, let be, forgotten.

use app::error::AppError;
use app::ids::{AccountId, RegionId, ShopId};
use app::notifications::Why;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// A letter as its job finds it.
#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub order_id: Option<String>,
    pub shop_order_id: Option<String>,
    pub shop_id: Option<String>,
    pub account_id: Option<String>,
    pub event: String,
    pub language: String,
    pub amount_minor: Option<i64>,
    pub day: Option<i64>,
}

/// A letter that waits, in this round of tries.
pub async fn message(db: &AnyPool, id: &str, round: i64) -> Result<Option<Row>, AppError> {
    sqlx::query_as(
        "select id, order_id, shop_order_id, shop_id, account_id, event, language, amount_minor, day from messages \
         where id = $1 and round = $2 and channel = 'email' and state = 'queued'",
    )
    .bind(id.to_owned())
    .bind(round)
    .fetch_optional(db)
    .await
    .db()
}

/// Where somebody of a shop wants its messages; None when she does not, or not any more.
pub async fn address(db: &AnyPool, account: &str) -> Result<Option<String>, AppError> {
    let row: Option<(Option<String>,)> = sqlx::query_as("select address from letter_boxes where account_id = $1")
        .bind(account.to_owned())
        .fetch_optional(db)
        .await
        .db()?;
    Ok(row.and_then(|(address,)| address))
}

/// A letter is being written: what happens from now on is not in it.
pub async fn begin(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    sqlx::query("update messages set next_at = null where id = $1 and state = 'queued'")
        .bind(id.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// It has left.
pub async fn sent(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "update messages set state = 'sent', sent_at = $2, next_at = null, last_error = '', attempts = attempts + 1 \
         where id = $1 and state = 'queued'",
    )
    .bind(id.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// It is not true any more, or there is nobody to send it to.
pub async fn skipped(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    sqlx::query("update messages set state = 'skipped', next_at = null where id = $1 and state = 'queued'")
        .bind(id.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// It could not be sent; it is tried again at `next`.
pub async fn failed(tx: &mut Tx, id: &str, why: Why, next: i64) -> Result<(), AppError> {
    sqlx::query(
        "update messages set attempts = attempts + 1, last_error = $2, next_at = $3 where id = $1 and state = 'queued'",
    )
    .bind(id.to_owned())
    .bind(why.as_str().to_owned())
    .bind(next)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// It is not tried any more.
pub async fn dead(tx: &mut Tx, id: &str, why: Why) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "update messages set state = 'dead', dead_at = $3, next_at = null, attempts = attempts + 1, last_error = $2 \
         where id = $1 and state = 'queued'",
    )
    .bind(id.to_owned())
    .bind(why.as_str().to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// True for a letter of this regency's orders or shops.
pub async fn exists(db: &AnyPool, regency: &RegionId, id: &str) -> Result<bool, AppError> {
    let row: Option<(String,)> = sqlx::query_as(
        "select m.id from messages m left join orders o on o.id = m.order_id left join shops h on h.id = m.shop_id \
         where m.id = $2 and m.channel = 'email' and coalesce(o.regency_id, h.regency_id) = $1",
    )
    .bind(regency.0.clone())
    .bind(id.to_owned())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.is_some())
}

/// Begins another round with a letter that was given up, or waits since before `long_ago`; gives the round. None when
/// it has moved on.
pub async fn again(tx: &mut Tx, id: &str, long_ago: i64) -> Result<Option<i64>, AppError> {
    let now = tx.now;
    let row: Option<(i64,)> = sqlx::query_as(
        "update messages set state = 'queued', round = round + 1, dead_at = null, attempts = 0, queued_at = $2, next_at = $2 \
         where id = $1 and channel = 'email' and settled_at is null and (state = 'dead' or (state = 'queued' and queued_at <= $3)) \
         returning round",
    )
    .bind(id.to_owned())
    .bind(now)
    .bind(long_ago)
    .fetch_optional(tx.db())
    .await
    .db()?;
    Ok(row.map(|(round,)| round))
}

/// Lets a letter be; false when it has moved on.
pub async fn leave(tx: &mut Tx, id: &str, account: &str, long_ago: i64) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update messages set settled_at = $2, settled_by = $3, next_at = null, \
           state = case when state = 'queued' then 'skipped' else state end \
         where id = $1 and channel = 'email' and settled_at is null and (state = 'dead' or (state = 'queued' and queued_at <= $4))",
    )
    .bind(id.to_owned())
    .bind(now)
    .bind(account.to_owned())
    .bind(long_ago)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Somebody has read the news of her shop up to a time, never less far than before.
pub async fn read(tx: &mut Tx, shop: &ShopId, reader: &AccountId, until: i64) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into news_read (account_id, shop_id, until, at) values ($1, $2, $3, $4) \
         on conflict (account_id, shop_id) do update set until = excluded.until, at = excluded.at \
         where news_read.until < excluded.until",
    )
    .bind(reader.0.clone())
    .bind(shop.0.clone())
    .bind(until.min(now))
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Letters to the buyer of an order that wait are not sent any more.
pub async fn skip_waiting(tx: &mut Tx, order: &str) -> Result<(), AppError> {
    sqlx::query(
        "update messages set state = 'skipped', next_at = null, dead_at = null \
         where order_id = $1 and side = 'buyer' and state in ('queued', 'dead')",
    )
    .bind(order.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// All letters about an order: to its buyer, and to the shop, which name the buyer.
pub async fn letters_of(tx: &mut Tx, order: &str) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as("select id from messages where order_id = $1 and channel = 'email'")
        .bind(order.to_owned())
        .fetch_all(tx.db())
        .await
        .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Removes what was told before `before` and is settled.
pub async fn prune(tx: &mut Tx, before: i64) -> Result<(), AppError> {
    sqlx::query(
        "delete from messages where created_at < $1 and (state in ('sent', 'skipped') or settled_at is not null)",
    )
    .bind(before)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}
