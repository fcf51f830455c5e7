//! How a shop is paid. The settings page writes it; checkout and order pages read it.

use app::error::AppError;
use app::ids::ShopId;
use app::payments::Ways;
use sqlx::{Any, Executor};

use super::sql;
use crate::house::House;

/// The ways a shop takes money as its regency offers them, from a pool or inside a transaction.
pub async fn ways<'e, E: Executor<'e, Database = Any>>(db: E, shop: &ShopId) -> Result<Ways, AppError> {
    Ok(sql::ways(db, std::slice::from_ref(shop)).await?.remove(shop).unwrap_or_default())
}

/// The ways some shops take money now, in the order they are asked for: without keys nobody pays by card, whatever
/// a regency switched on.
pub async fn of_shops(house: &House, shops: &[ShopId]) -> Result<Vec<Ways>, AppError> {
    let mut found = sql::ways(house.store.read(), shops).await?;
    let cards = house.stripe.is_some();
    let here = |ways: Ways| Ways { card: ways.card && cards, ..ways };
    Ok(shops.iter().map(|shop| here(found.remove(shop).unwrap_or_default())).collect())
}

/// The same for one.
pub async fn of_shop(house: &House, shop: &ShopId) -> Result<Ways, AppError> {
    Ok(of_shops(house, std::slice::from_ref(shop)).await?.pop().unwrap_or_default())
}
