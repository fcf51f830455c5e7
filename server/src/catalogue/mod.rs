//! A shop's pieces: written as drafts, photographed, published, changed, hidden and put away.
//! What tourists see of them is read in `public`; how stock is taken and given back is `stock`.

pub mod http;
pub mod moves;
pub mod photos;
pub mod products;
pub mod public;
pub mod publish;
mod scanned;
mod sql;
pub mod stock;
pub mod sweep;
pub mod tags;

use std::collections::HashMap;

use app::catalogue::public::{House as Shopfront, PublicPiece, Scope, Stretch, Tile};
use app::catalogue::rules::State;
use app::catalogue::tags::TagPiece;
use app::catalogue::{Bench, Card, Catalogue, Piece, Scanned, Shelf};
use app::error::AppError;
use app::ids::{ProductId, RegionId, ShopId};
use app::money::Money;
use app::regions::public::Tally;

use crate::accounts::opening;
use crate::codes::{self, Kind};
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

    fn new_draft(&self) -> ProductId {
        ProductId(crate::clock::new_id(self.clock.now()))
    }

    async fn bench(&self, shop: &ShopId) -> Result<Bench, AppError> {
        let (language, makers) = opening::workbench(self.store.read(), shop).await?;
        Ok(Bench { language, makers })
    }

    async fn newest_draft(&self, shop: &ShopId) -> Result<Option<Piece>, AppError> {
        match sql::own::newest_draft(self.store.read(), shop).await? {
            Some(piece) => sql::own::with_parts(self.store.read(), piece).await.map(Some),
            None => Ok(None),
        }
    }

    async fn own_piece(&self, shop: &ShopId, id: &ProductId) -> Result<Piece, AppError> {
        let db = self.store.read();
        let piece = sql::own::piece(db, shop, id).await?.ok_or(AppError::NotFound)?;
        let mut piece = sql::own::with_parts(db, piece).await?;
        if piece.state != State::Draft {
            piece.code = codes::code_of(db, Kind::Product, id.as_str()).await?;
        }
        Ok(piece)
    }

    async fn last_price(&self, shop: &ShopId) -> Result<Option<Money>, AppError> {
        sql::own::last_price(self.store.read(), shop).await
    }

    async fn own_pieces(&self, shop: &ShopId, state: Option<State>, page: i64) -> Result<Shelf, AppError> {
        sql::own::shelf(self.store.read(), shop, state, page).await
    }

    async fn latest_pieces(&self, shop: &ShopId, most: i64) -> Result<Vec<Card>, AppError> {
        sql::own::cards(self.store.read(), shop, None, most, 0).await
    }

    async fn most_scanned(&self, shop: &ShopId, since: i64) -> Result<Option<Scanned>, AppError> {
        scanned::most(self.store.read(), shop, since).await
    }
}
