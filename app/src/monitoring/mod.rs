//! What a regency's officer sees: who is active, what sells where, who needs help. The room reads what the
//! others wrote, shows money, orders and scans only of five shops together, and nothing of buyers.

mod cells;
pub mod file;
pub mod needs;
pub mod pages;
mod periods;
pub mod rules;

use crate::error::AppError;
use crate::ids::RegionId;
use crate::regions::Regency;
use crate::ui::pager::Paging;

pub use cells::LEAST;
pub use needs::{MoneyChange, Need, ShopLine};
pub use periods::{Month, months};
pub use rules::{Facts, Figures};

/// How many people and pieces there are now. Counts of people are no secret of a shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Open invitations to enrol.
    pub invited: i64,
    /// Artisans with an account.
    pub enrolled: i64,
    /// Those whose shop has a published piece now.
    pub published: i64,
    /// Those who were here in the last 30 days.
    pub active: i64,
    /// Published pieces.
    pub products: i64,
}

/// How long somebody who was here counts as active, in days.
pub const ACTIVE_DAYS: i64 = 30;

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Monitoring: Send + Sync {
    /// Counts of people and pieces.
    async fn people(&self, regency: &RegionId) -> Result<People, AppError>;
    /// Money, orders and scans; None while fewer than [`LEAST`] shops ever had a published piece.
    async fn figures(&self, regency: &Regency) -> Result<Option<Figures>, AppError>;
    /// The shops of a regency and what each misses, those that wait longest first.
    async fn shops(&self, regency: &RegionId, page: i64) -> Result<(Vec<ShopLine>, Paging), AppError>;
    /// The latest changes of money settings.
    async fn money_changes(&self, regency: &RegionId) -> Result<Vec<MoneyChange>, AppError>;
}
