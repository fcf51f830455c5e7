//! Places: province, regency, district and village, with their Kemendagri codes and slugs.

pub mod pages;
pub mod rules;


use crate::error::AppError;
use crate::ids::RegionId;
use crate::time::Zone;

/// A regency that has opened its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegencyCard {
    pub id: RegionId,
    pub slug: String,
    pub name: String,
    pub province: String,
    /// Shops with a published piece.
    pub shops: i64,
    /// Published pieces.
    pub products: i64,
}

/// Who runs a regency's pages, as `/privacy`, `/help` and receipts name them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operator {
    pub name: String,
    pub address: String,
    pub contact: String,
    /// Days within which a complaint is answered; 0 while unset.
    pub complaint_days: i64,
}

impl Operator {
    /// True when everything a buyer may ask for is there.
    pub fn is_complete(&self) -> bool {
        !self.name.is_empty() && !self.address.is_empty() && !self.contact.is_empty() && self.complaint_days > 0
    }
}

/// One regency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regency {
    pub id: RegionId,
    pub code: String,
    pub slug: String,
    pub name: String,
    pub zone: Zone,
    pub operator: Operator,
}

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Regions: Send + Sync {
    /// Regencies with open pages, by name.
    async fn open_regencies(&self) -> Result<Vec<RegencyCard>, AppError>;
    /// The regency of a slug. An old slug answers with the region that carries another one now.
    async fn regency(&self, slug: &str) -> Result<Regency, AppError>;
}
