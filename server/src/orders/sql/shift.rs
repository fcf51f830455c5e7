//! Moving an order. The part's version is raised first, under the condition that it is the one that was
//! read: whoever raises it has the order to himself until the end of the transaction.

use app::error::AppError;
use app::ids::{ProductId, ShopOrderId};

use crate::store::{DbResult as _, Tx, among};

/// What a move leaves in the part.
pub struct Shift {
    pub part: String,
    pub state: &'static str,
    pub stock_held: bool,
    pub held_until: Option<i64>,
    pub accepted_at: Option<i64>,
    pub ready_at: Option<i64>,
    pub sent_at: Option<i64>,
    pub handed_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub ended_by: Option<&'static str>,
    pub reason: String,
    pub reason_text: String,
    pub late_claim_at: Option<i64>,
}

/// Takes the order for this transaction; false when somebody else moved it since it was read.
pub async fn lock(tx: &mut Tx, part: &str, version: i64) -> Result<bool, AppError> {
    let now = tx.now;
    let done =
        sqlx::query("update shop_orders set version = version + 1, updated_at = $3 where id = $1 and version = $2")
            .bind(part.to_owned())
            .bind(version)
            .bind(now)
            .execute(tx.db())
            .await
            .db()?;
    Ok(done.rows_affected() == 1)
}

/// Takes a part for this transaction as it stands, to be moved later in it.
pub async fn take(tx: &mut Tx, part: &ShopOrderId) -> Result<(), AppError> {
    tx.hold("shop_orders", part.as_str()).await
}

/// Takes every part of an order, always in the same order; gives them.
pub async fn take_all(tx: &mut Tx, order: &str) -> Result<Vec<ShopOrderId>, AppError> {
    let parts: Vec<(String,)> = sqlx::query_as("select id from shop_orders where order_id = $1 order by id")
        .bind(order.to_owned())
        .fetch_all(tx.db())
        .await
        .db()?;
    let parts: Vec<ShopOrderId> = parts.into_iter().map(|(part,)| ShopOrderId(part)).collect();
    for part in &parts {
        take(tx, part).await?;
    }
    Ok(parts)
}

/// The pieces that lie in some parts.
pub async fn pieces_of(tx: &mut Tx, parts: &[ShopOrderId]) -> Result<Vec<ProductId>, AppError> {
    let keys = parts.iter().map(|part| part.0.clone());
    let sql = |places: &str| format!("select distinct product_id from order_lines where shop_order_id in ({places})");
    let rows: Vec<(String,)> = among(tx.db(), &[], keys, sql).await?;
    Ok(rows.into_iter().map(|(id,)| ProductId(id)).collect())
}

/// The part looks different: whoever read it before reads again.
pub async fn touch(tx: &mut Tx, part: &ShopOrderId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update shop_orders set version = version + 1, updated_at = $2 where id = $1")
        .bind(part.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Every part of an order looks different: whoever read it before reads again.
pub async fn touch_all(tx: &mut Tx, order: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update shop_orders set version = version + 1, updated_at = $2 where order_id = $1")
        .bind(order.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Writes what the move leaves; only after `lock`.
pub async fn set(tx: &mut Tx, shift: Shift) -> Result<(), AppError> {
    sqlx::query(
        "update shop_orders set state = $2, stock_held = $3, held_until = $4, accepted_at = $5, ready_at = $6, \
           handed_at = $7, ended_at = $8, ended_by = $9, reason = $10, reason_text = $11, late_claim_at = $12, sent_at = $13 \
         where id = $1",
    )
    .bind(shift.part)
    .bind(shift.state.to_owned())
    .bind(i64::from(shift.stock_held))
    .bind(shift.held_until)
    .bind(shift.accepted_at)
    .bind(shift.ready_at)
    .bind(shift.handed_at)
    .bind(shift.ended_at)
    .bind(shift.ended_by.map(str::to_owned))
    .bind(shift.reason)
    .bind(shift.reason_text)
    .bind(shift.late_claim_at)
    .bind(shift.sent_at)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Takes the order itself for this transaction: two parts that change what it comes to see each other.
pub async fn take_order(tx: &mut Tx, order: &str) -> Result<(), AppError> {
    sqlx::query("update orders set ended_at = ended_at where id = $1")
        .bind(order.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Notes when the whole order ended, or that it is open again. The order is taken first: two parts that end at
/// once see each other.
pub async fn end_order(tx: &mut Tx, order: &str) -> Result<(), AppError> {
    take_order(tx, order).await?;
    sqlx::query(
        "update orders set ended_at = (select case when count(*) = count(s.ended_at) then max(s.ended_at) end \
           from shop_orders s where s.order_id = $1) where id = $1",
    )
    .bind(order.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}
