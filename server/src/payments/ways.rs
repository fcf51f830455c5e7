//! How a shop is paid. The settings page writes it; checkout and order pages read it.

use app::error::AppError;
use app::ids::ShopId;
use app::payments::Ways;
use sqlx::{Any, Executor};

use super::sql;
use crate::house::House;

/// The ways a shop takes money, from a pool or inside a transaction.
pub async fn ways<'e, E: Executor<'e, Database = Any>>(db: E, shop: &ShopId) -> Result<Ways, AppError> {
    Ok(of_shops(db, std::slice::from_ref(shop)).await?.pop().unwrap_or_default())
}

/// The ways of several shops, in the order they are asked for.
pub async fn of_shops<'e, E: Executor<'e, Database = Any>>(db: E, shops: &[ShopId]) -> Result<Vec<Ways>, AppError> {
    let mut found = sql::ways(db, shops).await?;
    Ok(shops.iter().map(|shop| found.remove(shop).unwrap_or_default()).collect())
}

/// The ways a shop takes money now: without keys nobody pays by card, whatever its regency switched on.
pub async fn of_shop(house: &House, shop: &ShopId) -> Result<Ways, AppError> {
    let ways = ways(house.store.read(), shop).await?;
    Ok(Ways { card: ways.card && house.stripe.is_some(), ..ways })
}
