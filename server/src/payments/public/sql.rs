//! Statements of what a visitor is told of how a shop is paid.

use app::error::AppError;
use app::ids::ShopId;
use app::payments::public::PublicWays;
use sqlx::AnyPool;

use crate::store::DbResult as _;

pub async fn ways(db: &AnyPool, shop: &ShopId) -> Result<PublicWays, AppError> {
    let row: Option<(i64, i64)> = sqlx::query_as("select takes_cash, takes_qris from shop_payments where shop_id = $1")
        .bind(shop.0.clone())
        .fetch_optional(db)
        .await
        .db()?;
    Ok(row.map_or_else(PublicWays::default, |(cash, qris)| PublicWays { cash: cash == 1, qris: qris == 1 }))
}
