//! Places: province, regency, district and village, with their Kemendagri codes and slugs.

pub mod admin;
pub mod admin_pages;
pub mod pages;
pub mod public;
pub mod rules;

use crate::error::AppError;
use crate::ids::RegionId;
use crate::time::Zone;
use crate::ui::pager::Paging;
use crate::words::Words;
use public::Village;

use admin::{PlaceLine, PlaceSheet, RegencyLine, RegencySheet};

/// A regency that has opened its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegencyCard {
    pub id: RegionId,
    pub slug: String,
    pub name: String,
    pub province: String,
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
    /// Empty where the province is not known.
    pub province: String,
    pub zone: Zone,
    /// True while its pages are open.
    pub open: bool,
    pub operator: Operator,
}

impl Regency {
    /// Its name as people say it: `Wakatobi`, `Kota Baubau`.
    pub fn short_name(&self) -> &str {
        short_name(&self.name)
    }
}

/// A regency's name in the reader's language; a city keeps its own.
pub fn full_name(name: &str, w: &Words) -> String {
    match name.strip_prefix("Kabupaten ") {
        Some(short) => w.with("regions-regency-name", &[("name", short.into())]),
        None => name.to_owned(),
    }
}

/// A regency's name as people say it, without "Kabupaten"; a city keeps its "Kota".
pub fn short_name(name: &str) -> &str {
    name.strip_prefix("Kabupaten ").unwrap_or(name)
}

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Regions: Send + Sync {
    /// Regencies with open pages, by name.
    async fn open_regencies(&self) -> Result<Vec<RegencyCard>, AppError>;
    /// The regency of a slug. An old slug answers with the region that carries another one now.
    async fn regency(&self, slug: &str) -> Result<Regency, AppError>;
    /// The villages of a regency by island and name.
    async fn villages(&self, regency: &RegionId) -> Result<Vec<Village>, AppError>;
    /// A village of a regency by its slug of today or of before.
    async fn village(&self, regency: &Regency, slug: &str) -> Result<Village, AppError>;
    /// Regencies for the administrator: open ones first, then by name; `search` looks into names.
    async fn all_regencies(&self, search: &str, page: i64) -> Result<(Vec<RegencyLine>, Paging), AppError>;
    /// One regency for the administrator.
    async fn regency_sheet(&self, id: &RegionId) -> Result<RegencySheet, AppError>;
    /// The districts and villages of a regency, by code.
    async fn places_of(&self, regency: &RegionId, page: i64) -> Result<(Vec<PlaceLine>, Paging), AppError>;
    /// One district or village.
    async fn place_sheet(&self, id: &RegionId) -> Result<PlaceSheet, AppError>;
}
