//! How a shop is paid. The settings page writes it; checkout and order pages read it.

use app::error::AppError;
use app::ids::ShopId;
use app::payments::Ways;
use sqlx::{Any, Executor};

use super::sql;
use crate::house::House;

/// The ways a shop takes money, from a pool or inside a transaction.
pub async fn ways<'e, E: Executor<'e, Database = Any>>(db: E, shop: &ShopId) -> Result<Ways, AppError> {
    sql::ways(db, shop).await
}

/// The ways a shop takes money now: without keys nobody pays by card, whatever its regency switched on.
pub async fn of_shop(house: &House, shop: &ShopId) -> Result<Ways, AppError> {
    let ways = ways(house.store.read(), shop).await?;
    Ok(Ways { card: ways.card && house.stripe.is_some(), ..ways })
}
