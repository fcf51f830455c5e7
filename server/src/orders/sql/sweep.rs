//! What jobs look for.

use std::collections::HashMap;

use app::error::AppError;
use app::ids::{OrderId, ProductId, ShopOrderId};
use app::orders::rules::holds::UNSENT_DAYS;
use app::payments::method::Method;
use app::time::DAY_MS;
use sqlx::{AnyPool, AssertSqlSafe};

use crate::store::{DbResult as _, Tx, among};

/// A part whose hold ran out.
pub struct Overdue {
    pub part: ShopOrderId,
    /// Its order, when it is to be paid by card.
    pub card: Option<OrderId>,
}

/// Parts whose hold ran out before `now`, those after `after`.
pub async fn overdue(db: &AnyPool, now: i64, after: &str, most: i64) -> Result<Vec<Overdue>, AppError> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select s.id, s.order_id, p.method from shop_orders s join payments p on p.shop_order_id = s.id and p.state = 'open' \
         where s.held_until <= $1 and s.state in ('asked', 'accepted', 'ready') and s.id > $2 order by s.id limit $3",
    )
    .bind(now)
    .bind(after.to_owned())
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    let overdue = rows.into_iter().map(|(part, order, method)| Overdue {
        part: ShopOrderId(part),
        card: (method == Method::Card.as_str()).then_some(OrderId(order)),
    });
    Ok(overdue.collect())
}

/// The same for some pieces, inside a checkout, always in the same order.
pub async fn overdue_of(tx: &mut Tx, products: &[ProductId]) -> Result<Vec<ShopOrderId>, AppError> {
    let now = tx.now;
    let rows: Vec<(String,)> = among(tx.db(), &[now], products.iter().map(|product| product.0.clone()), |places| {
        format!("select distinct s.id {} order by s.id limit 200", overdue_lines(places))
    })
    .await?;
    Ok(rows.into_iter().map(|(id,)| ShopOrderId(id)).collect())
}

/// How many of each piece are held by orders whose time ran out; pieces of which none are, are left out.
pub async fn overdue_quantities(
    db: &AnyPool,
    products: &[ProductId],
    now: i64,
) -> Result<HashMap<ProductId, i64>, AppError> {
    let rows: Vec<(String, i64)> = among(db, &[now], products.iter().map(|product| product.0.clone()), |places| {
        let lines = overdue_lines(places);
        format!("select l.product_id, cast(coalesce(sum(l.quantity), 0) as bigint) {lines} and s.stock_held = 1 group by l.product_id")
    })
    .await?;
    Ok(rows.into_iter().map(|(id, quantity)| (ProductId(id), quantity)).collect())
}

/// The lines of some pieces in parts whose hold ran out. Begins with those holds, which are few, and not with all
/// orders there ever were of the pieces: `|| ''` keeps SQLite from that.
fn overdue_lines(places: &str) -> String {
    format!(
        "from shop_orders s join order_lines l on l.shop_order_id = s.id and l.product_id || '' in ({places}) \
         join payments p on p.shop_order_id = s.id and p.state = 'open' \
         where s.held_until <= $1 and s.state in ('asked', 'accepted', 'ready')"
    )
}

/// Orders that ended longer ago than their region keeps contacts (30 days unless it says otherwise), whose money is
/// settled and whose contact is still there. One that nobody marked as handed over is as old as the youngest of its
/// open parts: each counts from its pickup time, from the day it was promised for, from when it was paid and sent.
/// What is to be brought or sent keeps its address longer, as long as nobody says that it went. What nobody touched for
/// two years more is forgotten however it stands.
pub async fn forgettable(db: &AnyPool, now: i64, most: i64) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select o.id from (select q.id, q.ended_at, q.created_at, $1 - coalesce(m.retention_days, 30) * 86400000 as old \
           from orders q left join region_money m on m.regency_id = q.regency_id where q.contact_removed_at is null) o \
         where o.created_at <= o.old - 63072000000 or ((o.ended_at <= o.old or (o.ended_at is null and not exists ( \
             select 1 from shop_orders s left join enquiries e on e.shop_order_id = s.id \
             where s.order_id = o.id and s.state in ('asked', 'accepted', 'ready', 'sent') \
               and (not exists (select 1 from payments p where p.shop_order_id = s.id and p.state = 'paid') \
                 or exists (select 1 from payments p where p.shop_order_id = s.id \
                   and (p.state = 'open' or (p.state = 'paid' and p.paid_at > o.old))) \
                 or coalesce(s.pickup_until, e.promised_at, 0) > o.old or coalesce(s.sent_at, 0) > o.old \
                 or (s.how in ('deliver', 'send') and s.state <> 'sent' and s.accepted_at > o.old - $3))))) \
           and not exists (select 1 from payments p where p.order_id = o.id and p.state in ('claimed', 'to_return')) \
           and not exists (select 1 from refunds b where b.order_id = o.id and (b.state in ('owed', 'sent', 'failed') \
             or (b.state = 'handed_back' and b.missed_at is not null))) \
           and not exists (select 1 from card_disputes b join card_sessions c on c.id = b.session_id \
             where c.order_id = o.id and b.state = 'open') \
           and not exists (select 1 from card_refunds b join card_sessions c on c.id = b.session_id where c.order_id = o.id \
             and b.payment_id is null and b.state in ('wanted', 'sent', 'failed') and b.made_good is null)) \
         order by o.created_at, o.id limit $2",
    )
    .bind(now)
    .bind(most)
    .bind(UNSENT_DAYS * DAY_MS)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Where something about a buyer may be written once more after the order was forgotten, and when it was: the table,
/// which of its rows say something, the time. Each has an index of those rows alone, which are few.
const WRITTEN_LATE: [(&str, &str, &str); 6] = [
    ("refunds", "r.words <> ''", "r.updated_at"),
    ("shop_orders", "r.reason_text <> ''", "r.updated_at"),
    ("parcels", "(r.tracking <> '' or r.private_key is not null)", "r.sent_at"),
    ("payment_proofs", "1 = 1", "r.created_at"),
    ("alarms", "r.note <> '' and r.settled_by is not null", "r.settled_at"),
    ("audit", "r.actor_kind = 'visitor' and r.actor_id is not null and r.object_kind = 'order'", "r.at"),
];

/// Forgotten orders of which something was written afterwards, as long ago as their region keeps contacts.
pub async fn written_late(db: &AnyPool, now: i64, most: i64) -> Result<Vec<String>, AppError> {
    let found = WRITTEN_LATE.map(|(table, says, at)| {
        let order = if table == "audit" { "r.object_id" } else { "r.order_id" };
        format!(
            "select {order} from {table} r where {says} and exists (select 1 from orders o \
             left join region_money m on m.regency_id = o.regency_id where o.id = {order} \
               and o.contact_removed_at is not null and {at} <= $1 - coalesce(m.retention_days, 30) * 86400000)"
        )
    });
    let rows: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(format!("{} limit $2", found.join(" union "))))
        .bind(now)
        .bind(most)
        .fetch_all(db)
        .await
        .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Removes what tells who bought; the books stay. False when it was removed before, and only what was written since
/// goes.
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
    // Free words may name her, whoever wrote them; a parcel's number leads to its address.
    for personal in [
        "update shop_orders set reason_text = '' where order_id = $1",
        "update enquiries set wish = '', leaving_at = null, to_name = '', to_street = '', to_country = '', to_zone = '', \
           to_phone = '', answer_text = '' where shop_order_id in (select s.id from shop_orders s where s.order_id = $1)",
        "update parcels set tracking = '' where order_id = $1",
        "update alarms set note = '' where order_id = $1 and note <> '' and settled_by is not null",
    ] {
        sqlx::query(personal).bind(order.to_owned()).execute(tx.db()).await.db()?;
    }
    Ok(done.rows_affected() > 0)
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
