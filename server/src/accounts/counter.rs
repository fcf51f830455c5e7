//! What an order shows of a shop: its name, who answers, where it is, who runs the region.

mod sql;

use app::error::AppError;
use app::ids::ShopId;
use app::orders::Counter;
use sqlx::AnyPool;

/// The counter of a shop; `NotFound` when there is none.
pub async fn of_shop(db: &AnyPool, shop: &ShopId) -> Result<Counter, AppError> {
    of_shops(db, std::slice::from_ref(shop)).await?.pop().ok_or(AppError::NotFound)
}

/// The counters of several shops, in the order they are asked for.
pub async fn of_shops(db: &AnyPool, shops: &[ShopId]) -> Result<Vec<Counter>, AppError> {
    let mut found = sql::of_shops(db, shops).await?;
    found.sort_by_key(|counter| shops.iter().position(|shop| *shop == counter.id));
    Ok(found)
}
