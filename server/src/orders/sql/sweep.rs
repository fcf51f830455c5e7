//! What jobs look for.

use app::error::AppError;
use app::ids::ProductId;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// Orders whose hold ran out before `now`, oldest first.
pub async fn overdue(db: &AnyPool, now: i64, most: i64) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select s.order_id from shop_orders s join payments p on p.shop_order_id = s.id and p.state = 'open' \
         where s.held_until <= $1 and s.state in ('asked', 'accepted', 'ready') order by s.held_until, s.id limit $2",
    )
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The same for one piece, inside a checkout, always in the same order. Looks at its shop's open orders, which are few,
/// and not at all there ever were of the piece: `|| ''` keeps SQLite from beginning there.
pub async fn overdue_of(tx: &mut Tx, product: &ProductId) -> Result<Vec<String>, AppError> {
    let now = tx.now;
    let rows: Vec<(String,)> = sqlx::query_as(
        "select s.order_id from products o join shop_orders s on s.shop_id = o.shop_id and s.state in ('asked', 'accepted', 'ready') \
         join order_lines l on l.shop_order_id = s.id and l.product_id || '' = o.id \
         join payments p on p.shop_order_id = s.id and p.state = 'open' \
         where o.id = $1 and s.held_until <= $2 order by s.id limit 50",
    )
    .bind(product.0.clone())
    .bind(now)
    .fetch_all(tx.db())
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Pieces held by orders whose time ran out.
pub async fn overdue_quantity(db: &AnyPool, product: &ProductId, now: i64) -> Result<i64, AppError> {
    let (quantity,): (i64,) = sqlx::query_as(
        "select cast(coalesce(sum(l.quantity), 0) as bigint) from products o \
         join shop_orders s on s.shop_id = o.shop_id and s.state in ('asked', 'accepted', 'ready') \
         join order_lines l on l.shop_order_id = s.id and l.product_id || '' = o.id \
         join payments p on p.shop_order_id = s.id and p.state = 'open' \
         where o.id = $1 and s.held_until <= $2 and s.stock_held = 1",
    )
    .bind(product.0.clone())
    .bind(now)
    .fetch_one(db)
    .await
    .db()?;
    Ok(quantity)
}

/// Orders that ended before `before`, whose money is settled and whose contact is still there. One that is paid and
/// that nobody marked as handed over counts from its pickup time, or from when it was paid.
pub async fn forgettable(db: &AnyPool, before: i64, most: i64) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select o.id from orders o where o.contact_removed_at is null \
           and (o.ended_at <= $1 or (o.ended_at is null and exists (select 1 from shop_orders s \
             join payments p on p.shop_order_id = s.id and p.state = 'paid' and p.paid_at <= $1 \
             where s.order_id = o.id and coalesce(s.pickup_until, p.paid_at) <= $1))) \
           and not exists (select 1 from payments p where p.order_id = o.id and p.state in ('claimed', 'to_return')) \
         order by o.created_at, o.id limit $2",
    )
    .bind(before)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Removes what tells who bought; the books stay. False when it was removed already.
pub async fn forget(tx: &mut Tx, order: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update orders set contact = null, contact_kind = null, contact_hash = null, buyer_name = '', visitor_id = null, \
           contact_removed_at = $2 where id = $1 and contact_removed_at is null",
    )
    .bind(order.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("update shop_orders set reason_text = '' where order_id = $1 and ended_by = 'buyer'")
        .bind(order.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(true)
}

/// The e-mail address of an order and its language, while it is kept.
pub async fn contact_of(db: &AnyPool, order: &str) -> Result<Option<(String, String)>, AppError> {
    sqlx::query_as(
        "select contact, language from orders where id = $1 and contact_kind = 'email' and contact is not null",
    )
    .bind(order.to_owned())
    .fetch_optional(db)
    .await
    .db()
}
