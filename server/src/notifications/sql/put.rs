//! Putting messages into the outbox.

use app::error::AppError;
use app::notifications::Event;

use crate::notifications::Told;
use crate::store::{DbResult as _, Tx};

fn dedupe(told: &Told<'_>, to: &str) -> String {
    let event: Event = told.event;
    let end = if to.is_empty() { String::new() } else { format!(":{to}") };
    format!("{}:{}{end}", event.as_str(), told.once)
}

/// A letter to the buyer, when an e-mail address is the contact; gives its id, None when there is nothing to send or
/// it is there already.
pub async fn to_buyer(tx: &mut Tx, told: &Told<'_>) -> Result<Option<String>, AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    let done = sqlx::query(
        "insert into messages (id, dedupe, order_id, shop_order_id, shop_id, side, event, language, channel, state, \
           amount_minor, day, created_at, queued_at, next_at) \
         select $1, $2, o.id, (select s.id from shop_orders s where s.id = $4), (select s.shop_id from shop_orders s where s.id = $4), \
           'buyer', $5, o.language, 'email', 'queued', cast($6 as bigint), cast($7 as bigint), cast($8 as bigint), cast($8 as bigint), cast($8 as bigint) \
         from orders o where o.id = $3 and o.contact_kind = 'email' and o.contact is not null \
         on conflict (dedupe) do nothing",
    )
    .bind(id.clone())
    .bind(dedupe(told, ""))
    .bind(told.order.map(str::to_owned))
    .bind(told.part.map(str::to_owned))
    .bind(told.event.as_str().to_owned())
    .bind(told.amount.map(|amount| amount.minor))
    .bind(told.day)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok((done.rows_affected() == 1).then_some(id))
}

/// True for an order at several shops.
pub async fn is_shared(tx: &mut Tx, order: &str) -> Result<bool, AppError> {
    let (parts,): (i64,) = sqlx::query_as("select count(*) from shop_orders where order_id = $1")
        .bind(order.to_owned())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(parts > 1)
}

/// True when a letter waits that will tell this as well: nobody has begun to write it. It cannot be begun before this
/// transaction ends.
pub async fn joins(tx: &mut Tx, told: &Told<'_>) -> Result<bool, AppError> {
    let done = sqlx::query(
        "update messages set queued_at = queued_at where dedupe = $1 and state = 'queued' and next_at is not null",
    )
    .bind(dedupe(told, ""))
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// A line of a shop's news; false when it is there already.
pub async fn to_news(tx: &mut Tx, told: &Told<'_>) -> Result<bool, AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    let done = sqlx::query(
        "insert into messages (id, dedupe, order_id, shop_order_id, shop_id, side, event, language, channel, state, \
           amount_minor, day, created_at, queued_at, sent_at) \
         select $1, $2, cast($3 as text), cast($4 as text), h.id, 'shop', $6, h.language, 'inbox', 'sent', \
           cast($7 as bigint), cast($8 as bigint), cast($9 as bigint), cast($9 as bigint), cast($9 as bigint) \
         from shops h where h.id = coalesce((select s.shop_id from shop_orders s where s.id = $4), $5) \
         on conflict (dedupe) do nothing",
    )
    .bind(id)
    .bind(dedupe(told, ""))
    .bind(told.order.map(str::to_owned))
    .bind(told.part.map(str::to_owned))
    .bind(told.shop.map(str::to_owned))
    .bind(told.event.as_str().to_owned())
    .bind(told.amount.map(|amount| amount.minor))
    .bind(told.day)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// The people of the shop who want letters, and their languages.
pub async fn letter_boxes(tx: &mut Tx, told: &Told<'_>) -> Result<Vec<(String, String)>, AppError> {
    sqlx::query_as(
        "select a.id, a.language from memberships m join accounts a on a.id = m.account_id join letter_boxes b on b.account_id = a.id \
         where m.shop_id = coalesce((select s.shop_id from shop_orders s where s.id = $1), $2) and b.address is not null order by a.id",
    )
    .bind(told.part.map(str::to_owned))
    .bind(told.shop.map(str::to_owned))
    .fetch_all(tx.db())
    .await
    .db()
}

/// A letter to one of them; gives its id. Only after `to_news`, which makes sure that it is told once.
pub async fn to_account(tx: &mut Tx, told: &Told<'_>, account: &str, language: &str) -> Result<String, AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    sqlx::query(
        "insert into messages (id, dedupe, order_id, shop_order_id, shop_id, account_id, side, event, language, channel, state, \
           amount_minor, day, created_at, queued_at, next_at) \
         values ($1, $2, $3, $4, coalesce((select s.shop_id from shop_orders s where s.id = $4), $5), $6, 'shop', $7, $8, 'email', 'queued', \
           $9, $10, $11, $11, $11)",
    )
    .bind(id.clone())
    .bind(dedupe(told, account))
    .bind(told.order.map(str::to_owned))
    .bind(told.part.map(str::to_owned))
    .bind(told.shop.map(str::to_owned))
    .bind(account.to_owned())
    .bind(told.event.as_str().to_owned())
    .bind(language.to_owned())
    .bind(told.amount.map(|amount| amount.minor))
    .bind(told.day)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(id)
}
