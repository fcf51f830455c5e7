//! What a new shop may be paid with: cash, and nothing else until its owner says more.

use app::error::AppError;
use app::ids::ShopId;

use super::sql_settings;
use crate::store::Tx;

/// Makes the payment settings of a shop that is just being opened, in the transaction that opens it.
///
/// # Errors
/// `Conflict` when the shop has settings already or does not exist.
pub async fn start(tx: &mut Tx, shop: &ShopId) -> Result<(), AppError> {
    sql_settings::insert(tx, shop).await
}
