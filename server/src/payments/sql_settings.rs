//! Statements of a shop's payment settings.

use app::error::AppError;
use app::ids::ShopId;

use crate::store::{DbResult as _, Tx};

/// Cash only.
pub async fn insert(tx: &mut Tx, shop: &ShopId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("insert into shop_payments (shop_id, takes_cash, takes_qris, updated_at) values ($1, 1, 0, $2)")
        .bind(shop.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}
