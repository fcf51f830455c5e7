//! The room's types and its port: what a page may ask of the server.

pub mod admin_pages;
pub mod door_pages;
pub mod office_pages;
pub mod own_pages;
pub mod people;
pub mod phone;
pub mod public;
pub mod rules;
pub mod shop;

use crate::error::AppError;
use crate::ids::{AccountId, InvitationId, PlaceId, RegionId, ShopId};
use crate::ui::pager::Paging;
use phone::Phone;
use public::PublicShop;
use shop::{BandUse, Maker, Place, ShopCard, VillageChoice};

pub use people::{
    Artisan, InvitationKind, InvitationLine, InvitationSheet, InvitationState, KnownAccount, Officer, OfficerSheet,
    Stay, Welcome,
};

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Accounts: Send + Sync {
    /// The artisan's own shop, as she edits it.
    async fn own_shop(&self, shop: &ShopId) -> Result<ShopCard, AppError>;
    /// Villages of a regency, by district and name.
    async fn shop_villages(&self, regency: &RegionId) -> Result<Vec<VillageChoice>, AppError>;
    /// Bands that the village's other shops have.
    async fn village_bands(&self, village: &RegionId, except: &ShopId) -> Result<Vec<BandUse>, AppError>;
    /// Who makes pieces for the shop now, in their order.
    async fn shop_makers(&self, shop: &ShopId) -> Result<Vec<Maker>, AppError>;
    /// Where guests can meet her, in their order.
    async fn shop_places(&self, shop: &ShopId) -> Result<Vec<Place>, AppError>;
    /// One of the shop's open places; `NotFound` for another shop's.
    async fn shop_place(&self, shop: &ShopId, place: &PlaceId) -> Result<Place, AppError>;
    /// What everybody may know of a shop.
    async fn public_shop(&self, shop: &ShopId) -> Result<PublicShop, AppError>;
    /// The shop of a printed code, once its first piece was published.
    async fn public_shop_by_code(&self, code: &str) -> Result<PublicShop, AppError>;
    /// The shop's WhatsApp number, if its owner has said yes to showing it.
    async fn public_number(&self, shop: &ShopId) -> Result<Phone, AppError>;
    /// The open stays of an account, the latest first.
    async fn stays(&self, account: &AccountId) -> Result<Vec<Stay>, AppError>;
    /// A regency's invitations and fresh-device links, the newest first; `state` chooses.
    async fn invitations(
        &self,
        regency: &RegionId,
        state: Option<InvitationState>,
        page: i64,
    ) -> Result<(Vec<InvitationLine>, Paging), AppError>;
    /// One invitation of the regency, with its link while it is open.
    async fn invitation(&self, regency: &RegionId, id: &InvitationId) -> Result<InvitationSheet, AppError>;
    /// The enrolled artisans of a regency whose name or shop holds `search`, by name.
    async fn artisans(&self, regency: &RegionId, search: &str, page: i64) -> Result<(Vec<Artisan>, Paging), AppError>;
    /// All officers, by regency and name.
    async fn officers(&self, page: i64) -> Result<(Vec<Officer>, Paging), AppError>;
    /// One officer, with the link on which she sets her password while it is open.
    async fn officer(&self, id: &AccountId) -> Result<OfficerSheet, AppError>;
}
