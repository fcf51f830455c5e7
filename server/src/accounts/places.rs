//! Where a shop hands pieces over. The settings page writes them; orders read them.

mod sql;

use app::error::AppError;
use app::ids::ShopId;
use app::orders::rules::pickup::Place;
use sqlx::AnyPool;

/// The open meeting places of a shop with their hours, in the shop's order.
pub async fn of_shop(db: &AnyPool, shop: &ShopId) -> Result<Vec<Place>, AppError> {
    sql::of_shop(db, shop).await
}
