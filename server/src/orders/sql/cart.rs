//! What a visitor means to order.

use app::error::AppError;
use app::ids::{ProductId, VisitorId};
use app::orders::Piece;
use sqlx::{Any, Executor};

use crate::store::{DbResult as _, Tx, places};

/// A line as it was put in.
#[derive(sqlx::FromRow)]
pub struct CartRow {
    pub product_id: String,
    pub quantity: i64,
    pub seen_minor: i64,
    pub scanned: i64,
}

/// The lines of a cart, in the order they were put in.
pub async fn cart<'e, E: Executor<'e, Database = Any>>(db: E, visitor: &VisitorId) -> Result<Vec<CartRow>, AppError> {
    sqlx::query_as(
        "select product_id, quantity, seen_minor, scanned from cart_lines where visitor_id = $1 order by added_at, product_id",
    )
    .bind(visitor.0.clone())
    .fetch_all(db)
    .await
    .db()
}

/// Puts a piece in. One that is there already stays, at the price seen now.
pub async fn put_in(tx: &mut Tx, visitor: &VisitorId, piece: &Piece, scanned: bool) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into cart_lines (visitor_id, product_id, quantity, seen_minor, scanned, added_at) values ($1, $2, 1, $3, $4, $5) \
         on conflict (visitor_id, product_id) do update set seen_minor = excluded.seen_minor",
    )
    .bind(visitor.0.clone())
    .bind(piece.id.0.clone())
    .bind(piece.price.minor)
    .bind(i64::from(scanned))
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Sets how many of a piece are wanted; nothing when it is not in the cart.
pub async fn set_quantity(tx: &mut Tx, visitor: &VisitorId, piece: &ProductId, quantity: i64) -> Result<(), AppError> {
    sqlx::query("update cart_lines set quantity = $3 where visitor_id = $1 and product_id = $2")
        .bind(visitor.0.clone())
        .bind(piece.0.clone())
        .bind(quantity)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Takes pieces out; gives how many lines there were.
pub async fn take_out(tx: &mut Tx, visitor: &VisitorId, pieces: &[ProductId]) -> Result<u64, AppError> {
    if pieces.is_empty() {
        return Ok(0);
    }
    let sql = format!("delete from cart_lines where visitor_id = $1 and product_id in ({})", places(2, pieces.len()));
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(visitor.0.clone());
    for piece in pieces {
        query = query.bind(piece.0.clone());
    }
    Ok(query.execute(tx.db()).await.db()?.rows_affected())
}

/// Forgets carts of visitors who are gone, before they are.
pub async fn forget_carts(tx: &mut Tx) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("delete from cart_lines where visitor_id in (select id from visitors where expires_at < $1)")
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}
