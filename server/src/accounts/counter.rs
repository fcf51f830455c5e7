//! What an order shows of a shop: its name, who answers, where it is, who runs the region.

mod sql;

use app::error::AppError;
use app::ids::ShopId;
use app::orders::Counter;
use sqlx::AnyPool;

/// The counter of a shop; `NotFound` when there is none.
pub async fn of_shop(db: &AnyPool, shop: &ShopId) -> Result<Counter, AppError> {
    sql::of_shop(db, shop).await
}
