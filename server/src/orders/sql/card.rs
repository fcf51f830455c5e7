//! Keeping the pieces of parts that are being paid by card.

use app::error::AppError;
use app::orders::rules::holds::Times;
use app::time::MINUTE_MS;

use crate::store::{DbResult as _, Tx};

/// Keeps a part that can be paid at least until `until`, and takes it for this transaction; false when it cannot be
/// paid any more, or would have to be kept longer and may not. Where a deposit is here no clock runs, and none is
/// started.
pub async fn keep(tx: &mut Tx, part: &str, until: i64, longer: bool) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update shop_orders set held_until = case when held_until < $2 then $2 else held_until end, version = version + 1, \
           updated_at = $3 where id = $1 and state in ('accepted', 'ready') \
           and (held_until is null or (held_until > $3 and ($4 = 1 or held_until >= $2)))",
    )
    .bind(part.to_owned())
    .bind(until)
    .bind(now)
    .bind(i64::from(longer))
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// A payment that was on its way did not come: whoever stands at the stall has as long as the region gives to pay in
/// another way.
pub async fn keep_no_longer(tx: &mut Tx, part: &str) -> Result<(), AppError> {
    let now = tx.now;
    let (minutes,): (Option<i64>,) = sqlx::query_as(
        "select m.stall_minutes from shop_orders s join orders o on o.id = s.order_id \
         left join region_money m on m.regency_id = o.regency_id where s.id = $1",
    )
    .bind(part.to_owned())
    .fetch_one(tx.db())
    .await
    .db()?;
    let until = now + minutes.map_or(Times::default().stall, |minutes| minutes * MINUTE_MS);
    sqlx::query(
        "update shop_orders set held_until = $2, version = version + 1, updated_at = $3 \
         where id = $1 and how = 'stall' and state in ('accepted', 'ready') and held_until > $2",
    )
    .bind(part.to_owned())
    .bind(until)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// The parts of an order that can be paid now: not the rest of one whose deposit a bank
/// asks for, or took.
pub async fn payable(tx: &mut Tx, order: &str) -> Result<Vec<String>, AppError> {
    let now = tx.now;
    let rows: Vec<(String,)> = sqlx::query_as(
        "select id from shop_orders where order_id = $1 and state in ('accepted', 'ready') \
           and (held_until is null or held_until > $2) \
           and not exists (select 1 from payments d join ledger_entries y on y.payment_id = d.id and y.kind = 'dispute' \
             where d.shop_order_id = shop_orders.id and d.followed = 1) \
           and not exists (select 1 from payments d join card_disputes y on y.session_id = d.paid_session and y.state = 'open' \
             where d.shop_order_id = shop_orders.id and d.followed = 1)",
    )
    .bind(order.to_owned())
    .bind(now)
    .fetch_all(tx.db())
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
