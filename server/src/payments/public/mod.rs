//! What a visitor is told of how a shop is paid.

mod sql;

use app::error::AppError;
use app::ids::ShopId;
use app::payments::public::PublicWays;

use crate::house::House;

/// The ways a shop takes money.
pub async fn ways(house: &House, shop: &ShopId) -> Result<PublicWays, AppError> {
    sql::ways(house.store.read(), shop).await
}
