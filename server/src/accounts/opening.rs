//! What pieces need of their shop: what it writes in, who makes its pieces, and that it opens with the first
//! piece that is published.

use app::accounts::shop::Maker;
use app::error::AppError;
use app::ids::ShopId;
use app::words::Lang;
use sqlx::AnyPool;

use super::sql::opening as sql;
use crate::store::Tx;

/// The shop's language, and those who make its pieces now, in their order.
///
/// # Errors
/// `NotFound` when there is no such shop.
pub async fn workbench(db: &AnyPool, shop: &ShopId) -> Result<(Lang, Vec<Maker>), AppError> {
    sql::workbench(db, shop).await?.ok_or(AppError::NotFound)
}

/// Opens the shop's page; nothing happens when it is open already. True when it opened now.
pub async fn open_shop(tx: &mut Tx, shop: &ShopId) -> Result<bool, AppError> {
    sql::open_shop(tx, shop).await
}

/// Whether a stranger can reach the shop: by a number that is public, or at a meeting place.
pub async fn can_be_found(tx: &mut Tx, shop: &ShopId) -> Result<bool, AppError> {
    sql::can_be_found(tx, shop).await
}

/// The keys of every portrait that hangs: their files are not orphans.
pub async fn portrait_keys(db: &AnyPool) -> Result<Vec<String>, AppError> {
    sql::portrait_keys(db).await
}
