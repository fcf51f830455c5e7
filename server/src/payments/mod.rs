//! The room's work: may this actor, one transaction, its statements, what follows.

mod sql_settings;
mod start;
pub mod public;
pub mod sticker;

use app::error::AppError;
use app::ids::ShopId;
use app::payments::Payments;
use app::payments::public::PublicWays;

pub use start::start;

use crate::house::House;

#[async_trait::async_trait]
impl Payments for House {
    async fn public_ways(&self, shop: &ShopId) -> Result<PublicWays, AppError> {
        public::ways(self, shop).await
    }
}
