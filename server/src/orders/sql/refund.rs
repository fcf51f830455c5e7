//! Statements of giving money back for an order.

use app::error::AppError;
use app::ids::{ProductId, ShopOrderId};

use crate::store::{DbResult as _, Tx};

/// Notes for how many pieces of a line money goes back, and how many of them are on the shelf; false when that is
/// more than were ordered.
pub async fn give_back_for(
    tx: &mut Tx,
    part: &ShopOrderId,
    product: &ProductId,
    (quantity, restocked): (i64, i64),
) -> Result<bool, AppError> {
    let done = sqlx::query(
        "update order_lines set refunded = refunded + $3, restocked = restocked + $4 \
         where shop_order_id = $1 and product_id = $2 and refunded + $3 <= quantity",
    )
    .bind(part.0.clone())
    .bind(product.0.clone())
    .bind(quantity)
    .bind(restocked)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// The part a payment belongs to.
pub async fn part_of(tx: &mut Tx, payment: &str) -> Result<ShopOrderId, AppError> {
    let (part,): (String,) = sqlx::query_as("select shop_order_id from payments where id = $1")
        .bind(payment.to_owned())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(ShopOrderId(part))
}

/// True when all of a payment is back.
pub async fn wholly_back(tx: &mut Tx, payment: &str) -> Result<bool, AppError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from payments where id = $1 and state = 'returned'")
        .bind(payment.to_owned())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(count > 0)
}

/// True when the one piece there is of a kind was sold again after this part, and is with somebody.
pub async fn is_with_another(tx: &mut Tx, part: &ShopOrderId, product: &ProductId) -> Result<bool, AppError> {
    let (count,): (i64,) = sqlx::query_as(
        "select count(*) from order_lines l join shop_orders s on s.id = l.shop_order_id join products p on p.id = l.product_id \
         where l.product_id = $1 and p.kind = 'unique' and s.id <> $2 and s.state in ('sent', 'handed_over') \
           and l.quantity > l.restocked and s.created_at >= (select this.created_at from shop_orders this where this.id = $2)",
    )
    .bind(product.0.clone())
    .bind(part.0.clone())
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(count > 0)
}
