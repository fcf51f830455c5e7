//! Where a shop hands pieces over. The settings page writes them; orders read them.

mod sql;

use app::error::AppError;
use app::ids::ShopId;
use app::orders::rules::pickup::Place;
use sqlx::AnyPool;

/// The open meeting places of a shop with their hours, in the shop's order.
pub async fn of_shop(db: &AnyPool, shop: &ShopId) -> Result<Vec<Place>, AppError> {
    Ok(of_shops(db, std::slice::from_ref(shop)).await?.pop().unwrap_or_default())
}

/// The same for several shops, in the order they are asked for.
pub async fn of_shops(db: &AnyPool, shops: &[ShopId]) -> Result<Vec<Vec<Place>>, AppError> {
    let mut found = sql::of_shops(db, shops).await?;
    Ok(shops.iter().map(|shop| found.remove(shop).unwrap_or_default()).collect())
}
