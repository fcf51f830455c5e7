//! People and shops: sign-in, devices, invitations, consents, and what a shop says of itself.

pub mod public;
pub mod shop;
pub mod counter;
pub mod places;
pub mod opening;
mod sql;
pub mod visitors;

use app::accounts::Accounts;
use app::accounts::phone::Phone;
use app::accounts::public::PublicShop;
use app::accounts::shop::{BandUse, Maker, Place, ShopCard, VillageChoice};
use app::backend::Actor;
use app::error::AppError;
use app::ids::{DeviceId, PlaceId, RegionId, ShopId, VisitorId};
use app::words::Lang;

use crate::house::House;
use crate::keys::token_hash;

/// Who a session token belongs to, and the language that person reads. None when it has ended.
pub async fn session_actor(house: &House, token: &str, now: i64) -> Result<Option<(Actor, Lang)>, AppError> {
    sql::session_actor(house.store.read(), &token_hash(token), now).await
}

/// The remembered device of a token.
pub async fn device(house: &House, token: &str, now: i64) -> Result<Option<DeviceId>, AppError> {
    sql::device(house.store.read(), &token_hash(token), now).await
}

/// The visitor of a token.
pub async fn visitor(house: &House, token: &str, now: i64) -> Result<Option<VisitorId>, AppError> {
    sql::visitor(house.store.read(), &token_hash(token), now).await
}

#[async_trait::async_trait]
impl Accounts for House {
    async fn own_shop(&self, id: &ShopId) -> Result<ShopCard, AppError> {
        shop::card(self, id).await
    }

    async fn shop_villages(&self, regency: &RegionId) -> Result<Vec<VillageChoice>, AppError> {
        shop::villages(self, regency).await
    }

    async fn village_bands(&self, village: &RegionId, except: &ShopId) -> Result<Vec<BandUse>, AppError> {
        shop::band_uses(self, village, except).await
    }

    async fn shop_makers(&self, id: &ShopId) -> Result<Vec<Maker>, AppError> {
        shop::makers(self, id).await
    }

    async fn shop_places(&self, id: &ShopId) -> Result<Vec<Place>, AppError> {
        shop::places(self, id).await
    }

    async fn shop_place(&self, id: &ShopId, place: &PlaceId) -> Result<Place, AppError> {
        shop::place(self, id, place).await
    }

    async fn public_shop(&self, shop: &ShopId) -> Result<PublicShop, AppError> {
        public::shop(self, shop).await
    }

    async fn public_shop_by_code(&self, code: &str) -> Result<PublicShop, AppError> {
        public::shop_by_code(self, code).await
    }

    async fn public_number(&self, shop: &ShopId) -> Result<Phone, AppError> {
        public::number(self, shop).await
    }
}
