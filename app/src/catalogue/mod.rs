//! The room's types and its port: what a page may ask of the server.

pub mod facts;
pub mod tags;

use crate::error::AppError;
use crate::ids::ShopId;
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
}
