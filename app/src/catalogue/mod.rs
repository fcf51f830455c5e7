//! The room's types and its port: what a page may ask of the server.

pub mod facts;
pub mod public;
pub mod rules;
pub mod tags;

use std::collections::HashMap;

use crate::error::AppError;
use crate::ids::{RegionId, ShopId};
use crate::regions::public::Tally;
use public::{House, PublicPiece, Scope, Stretch, Tile};
use tags::TagPiece;

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Catalogue: Send + Sync {
    /// The shop's pieces that have a code and are not archived, those for sale first; at most `limit` from `offset`.
    async fn tag_pieces(&self, shop: &ShopId, limit: i64, offset: i64) -> Result<Vec<TagPiece>, AppError>;
    /// How many of them there are.
    async fn tag_count(&self, shop: &ShopId) -> Result<i64, AppError>;
    /// The same of the given codes, in the same order; `NotFound` when one is not the shop's.
    async fn tag_pieces_of(&self, shop: &ShopId, codes: &[String]) -> Result<Vec<TagPiece>, AppError>;
    /// The piece of a printed code; drafts and unknown codes are not found.
    async fn public_piece(&self, code: &str) -> Result<PublicPiece, AppError>;
    /// A stretch of a visitor's list of pieces.
    async fn public_tiles(&self, scope: &Scope, stretch: Stretch) -> Result<Vec<Tile>, AppError>;
    /// How many pieces a shop's page lists.
    async fn public_count(&self, shop: &ShopId) -> Result<i64, AppError>;
    /// Shops of a place with something on their shelf, by name.
    async fn shopfronts(&self, scope: &Scope, stretch: Stretch) -> Result<Vec<House>, AppError>;
    /// What stands on shelves: by village within a regency, or by regency.
    async fn tallies(&self, regency: Option<&RegionId>) -> Result<HashMap<RegionId, Tally>, AppError>;
}
