//! Meeting places: added, changed, closed. Orders keep the place and the hour they were given.

use app::accounts::shop::rules::PLACES_MAX;
use app::accounts::shop::rules::hours::PlaceForm;
use app::error::AppError;
use app::ids::ShopId;
use serde_json::json;

use super::super::sql::shop_places as sql;
use crate::audit::{self, By};
use crate::store::Tx;

/// A further place; gives its id.
///
/// # Errors
/// `Invalid` when there are [`PLACES_MAX`] already.
pub async fn add_place(tx: &mut Tx, by: &By, shop: &ShopId, form: &PlaceForm) -> Result<String, AppError> {
    if usize::try_from(sql::count(tx, shop).await?).unwrap_or(PLACES_MAX) >= PLACES_MAX {
        return Err(AppError::invalid("name", "accounts-shop-places-many"));
    }
    let id = tx.new_id();
    sql::insert(tx, shop, &id, form).await?;
    note(tx, by, "place.added", shop, &id, Some(form)).await?;
    Ok(id)
}

/// Another name, way or hours.
///
/// # Errors
/// `Conflict` for another version of the shop; `NotFound` for another shop's place or a closed one.
pub async fn change_place(
    tx: &mut Tx,
    by: &By,
    shop: &ShopId,
    version: i64,
    id: &str,
    form: &PlaceForm,
) -> Result<(), AppError> {
    super::claim(tx, shop, version).await?;
    if !sql::update(tx, shop, id, form).await? {
        return Err(AppError::NotFound);
    }
    note(tx, by, "place.changed", shop, id, Some(form)).await
}

/// Nobody can choose it any more.
///
/// # Errors
/// `NotFound` for another shop's place or a closed one.
pub async fn close_place(tx: &mut Tx, by: &By, shop: &ShopId, id: &str) -> Result<(), AppError> {
    if !sql::close(tx, shop, id).await? {
        return Err(AppError::NotFound);
    }
    note(tx, by, "place.closed", shop, id, None).await
}

/// Name and way may be somebody's home: the entry names the fields, and the hours with their values.
async fn note(
    tx: &mut Tx,
    by: &By,
    action: &'static str,
    shop: &ShopId,
    id: &str,
    form: Option<&PlaceForm>,
) -> Result<(), AppError> {
    let hours: Option<Vec<[i64; 3]>> =
        form.map(|form| form.hours.iter().map(|hours| [hours.weekday, hours.from, hours.to]).collect());
    let detail = json!({ "shop": shop.as_str(), "fields": ["name", "how_to_find"], "hours": hours });
    audit::note(tx, by, action, ("place", id), detail).await
}
