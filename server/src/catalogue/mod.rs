//! The room's work: may this actor, one transaction, its statements, what follows.

pub mod public;
mod sql_tags;
pub mod tags;
pub mod stock;

use std::collections::HashMap;

use app::catalogue::Catalogue;
use app::catalogue::public::{House as Shopfront, PublicPiece, Scope, Stretch, Tile};
use app::catalogue::tags::TagPiece;
use app::error::AppError;
use app::ids::{RegionId, ShopId};
use app::regions::public::Tally;

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

    async fn public_piece(&self, code: &str) -> Result<PublicPiece, AppError> {
        public::piece(self, code).await
    }

    async fn public_tiles(&self, scope: &Scope, stretch: Stretch) -> Result<Vec<Tile>, AppError> {
        public::tiles(self, scope, stretch).await
    }

    async fn public_count(&self, shop: &ShopId) -> Result<i64, AppError> {
        public::pieces_of(self, shop).await
    }

    async fn shopfronts(&self, scope: &Scope, stretch: Stretch) -> Result<Vec<Shopfront>, AppError> {
        public::shopfronts(self, scope, stretch).await
    }

    async fn tallies(&self, regency: Option<&RegionId>) -> Result<HashMap<RegionId, Tally>, AppError> {
        public::tallies(self, regency).await
    }
}
