//! What a shop says of itself: each change in one transaction with its audit entry, none over another's.

pub mod http;
mod number;
mod places;
mod portrait;

use app::accounts::shop::rules::{About, MAKERS_MAX};
use app::accounts::shop::{BandUse, Maker, Place, ShopCard, VillageChoice};
use app::error::AppError;
use app::ids::{PlaceId, RegionId, ShopId};
use serde_json::json;

use super::sql::{shop as sql, shop_makers, shop_places};
use crate::audit::{self, By};
use crate::house::House;
use crate::store::Tx;

use number::set_number;
use places::{add_place, change_place, close_place};

/// The shop's own row.
pub async fn card(house: &House, shop: &ShopId) -> Result<ShopCard, AppError> {
    sql::card(house.store.read(), shop).await?.ok_or(AppError::NotFound)
}

/// Villages of a regency, by district.
pub async fn villages(house: &House, regency: &RegionId) -> Result<Vec<VillageChoice>, AppError> {
    sql::villages(house.store.read(), regency).await
}

/// Which bands the other shops of a village have.
pub async fn band_uses(house: &House, village: &RegionId, except: &ShopId) -> Result<Vec<BandUse>, AppError> {
    sql::band_uses(house.store.read(), village, except).await
}

/// Who makes pieces for the shop now.
pub async fn makers(house: &House, shop: &ShopId) -> Result<Vec<Maker>, AppError> {
    shop_makers::makers(house.store.read(), shop).await
}

/// Where guests can meet her.
pub async fn places(house: &House, shop: &ShopId) -> Result<Vec<Place>, AppError> {
    shop_places::places(house.store.read(), shop, None).await
}

/// One of the shop's open places.
pub async fn place(house: &House, shop: &ShopId, id: &PlaceId) -> Result<Place, AppError> {
    shop_places::places(house.store.read(), shop, Some(id)).await?.pop().ok_or(AppError::NotFound)
}

/// Claims the shop's version for the change that follows in the same transaction.
///
/// # Errors
/// `Conflict` when the shop was changed since the form was opened.
pub(super) async fn claim(tx: &mut Tx, shop: &ShopId, version: i64) -> Result<(), AppError> {
    if sql::take_version(tx, shop, version).await? {
        return Ok(());
    }
    Err(AppError::conflict("accounts-shop-changed"))
}

/// Name, kind, village, language, story.
///
/// # Errors
/// `Conflict` for another version; `Invalid` for a village of another regency.
pub async fn set_about(tx: &mut Tx, by: &By, shop: &ShopId, version: i64, about: &About) -> Result<(), AppError> {
    claim(tx, shop, version).await?;
    if !sql::may_move_to(tx, shop, &about.village).await? {
        return Err(AppError::invalid("village", "accounts-shop-village-missing"));
    }
    sql::set_about(tx, shop, about).await?;
    let detail = json!({
        "fields": ["name", "story"],
        "maker_kind": about.kind.as_str(),
        "village": about.village,
        "language": about.language.code(),
    });
    audit::note(tx, by, "shop.described", ("shop", shop.as_str()), detail).await
}

/// The colour band, 1 to 12.
///
/// # Errors
/// `Conflict` for another version.
pub async fn set_band(tx: &mut Tx, by: &By, shop: &ShopId, version: i64, band: u8) -> Result<(), AppError> {
    claim(tx, shop, version).await?;
    sql::set_band(tx, shop, band).await?;
    audit::note(tx, by, "shop.band_chosen", ("shop", shop.as_str()), json!({ "band": band })).await
}

/// Whether the shop sends parcels, and whether it brings pieces to where guests stay.
///
/// # Errors
/// `Conflict` for another version.
pub async fn set_sending(
    tx: &mut Tx,
    by: &By,
    shop: &ShopId,
    version: i64,
    (sends, delivers): (bool, bool),
) -> Result<(), AppError> {
    claim(tx, shop, version).await?;
    sql::set_sending(tx, shop, sends, delivers).await?;
    let detail = json!({ "sends": sends, "delivers": delivers });
    audit::note(tx, by, "shop.sending_chosen", ("shop", shop.as_str()), detail).await
}

/// A further maker; gives her id.
///
/// # Errors
/// `Invalid` when there are [`MAKERS_MAX`] already.
pub async fn add_maker(tx: &mut Tx, by: &By, shop: &ShopId, name: &str) -> Result<String, AppError> {
    if usize::try_from(shop_makers::count(tx, shop).await?).unwrap_or(MAKERS_MAX) >= MAKERS_MAX {
        return Err(AppError::invalid("name", "accounts-shop-makers-many"));
    }
    let id = tx.new_id();
    shop_makers::insert(tx, shop, &id, name).await?;
    audit::note(tx, by, "maker.added", ("maker", &id), json!({ "shop": shop.as_str() })).await?;
    Ok(id)
}

/// Another name for a maker; frozen lines of orders keep the old one.
///
/// # Errors
/// `NotFound` for another shop's maker or one who has left.
pub async fn rename_maker(tx: &mut Tx, by: &By, shop: &ShopId, id: &str, name: &str) -> Result<(), AppError> {
    if !shop_makers::rename(tx, shop, id, name).await? {
        return Err(AppError::NotFound);
    }
    audit::note(tx, by, "maker.renamed", ("maker", id), json!({ "shop": shop.as_str() })).await
}

/// A maker leaves: she is not offered for new pieces, and stays named on those she made.
///
/// # Errors
/// `NotFound` for another shop's maker or one who has left; `Conflict` for the last one.
pub async fn let_maker_go(tx: &mut Tx, by: &By, shop: &ShopId, id: &str) -> Result<(), AppError> {
    // Two who leave at once must not both be the last but one.
    sql::touch(tx, shop).await?;
    if !shop_makers::leave(tx, shop, id).await? {
        return Err(AppError::NotFound);
    }
    if shop_makers::count(tx, shop).await? == 0 {
        return Err(AppError::conflict("accounts-shop-maker-last"));
    }
    audit::note(tx, by, "maker.left", ("maker", id), json!({ "shop": shop.as_str() })).await
}
