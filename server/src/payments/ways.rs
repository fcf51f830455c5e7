//! How a shop is paid. The settings page writes it; checkout and order pages read it.

use app::error::AppError;
use app::ids::ShopId;
use app::payments::Ways;
use sqlx::{Any, Executor};

use super::sql;

/// The ways a shop takes money, from a pool or inside a transaction.
pub async fn ways<'e, E: Executor<'e, Database = Any>>(db: E, shop: &ShopId) -> Result<Ways, AppError> {
    Ok(of_shops(db, std::slice::from_ref(shop)).await?.pop().unwrap_or_default())
}

/// The ways of several shops, in the order they are asked for.
pub async fn of_shops<'e, E: Executor<'e, Database = Any>>(db: E, shops: &[ShopId]) -> Result<Vec<Ways>, AppError> {
    let mut found = sql::ways(db, shops).await?;
    Ok(shops.iter().map(|shop| found.remove(shop).unwrap_or_default()).collect())
}
