//! The room's work: may this actor, one transaction, its statements, what follows.

mod sql_tags;
pub mod tags;

use app::catalogue::Catalogue;
use app::catalogue::tags::TagPiece;
use app::error::AppError;
use app::ids::ShopId;

use crate::house::House;

#[async_trait::async_trait]
impl Catalogue for House {
    async fn tag_pieces(&self, shop: &ShopId, limit: i64, offset: i64) -> Result<Vec<TagPiece>, AppError> {
        tags::pieces(self, shop, limit, offset).await
    }

    async fn tag_count(&self, shop: &ShopId) -> Result<i64, AppError> {
        tags::count(self, shop).await
    }

    async fn tag_pieces_of(&self, shop: &ShopId, codes: &[String]) -> Result<Vec<TagPiece>, AppError> {
        tags::pieces_of(self, shop, codes).await
    }
}
