//! The room's types and its port: what a page may ask of the server.

pub mod public;
pub mod qris;

use crate::error::AppError;
use crate::ids::ShopId;
use public::PublicWays;

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Payments: Send + Sync {
    /// The ways a shop takes money, as visitors are told.
    async fn public_ways(&self, shop: &ShopId) -> Result<PublicWays, AppError>;
}
