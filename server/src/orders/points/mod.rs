//! The region's pickup points: kept by the officer, used by the shops that say so. A point that is closed is not
//! offered any more; orders keep the words they were given.

pub mod http;
mod sql;

use app::error::AppError;
use app::ids::{RegionId, ShopId};
use app::orders::points::{MOST_POINTS, Point, PointForm};
use serde_json::json;
use sqlx::AnyPool;

use crate::audit::{self, By};
use crate::store::Tx;

/// The points of a regency with their hours, and which of them a shop uses. One statement.
pub async fn of_regency(db: &AnyPool, regency: &RegionId, shop: Option<&ShopId>) -> Result<Vec<Point>, AppError> {
    sql::of_regency(db, regency, shop).await
}

/// A further point; gives its id.
///
/// # Errors
/// `Invalid` when there are [`MOST_POINTS`] already.
pub async fn add(tx: &mut Tx, by: &By, regency: &RegionId, form: &PointForm) -> Result<String, AppError> {
    if usize::try_from(sql::count(tx, regency).await?).unwrap_or(MOST_POINTS) >= MOST_POINTS {
        return Err(AppError::invalid("name", "orders-points-many"));
    }
    let id = tx.new_id();
    sql::insert(tx, regency, &id, form).await?;
    sql::set_hours(tx, &id, form).await?;
    note(tx, by, "point.added", regency, &id, form).await?;
    Ok(id)
}

/// Other words or hours, closed or open again.
///
/// # Errors
/// `Conflict` when somebody else changed it meanwhile.
pub async fn change(
    tx: &mut Tx,
    by: &By,
    regency: &RegionId,
    (id, version): (&str, i64),
    form: &PointForm,
) -> Result<(), AppError> {
    if !sql::update(tx, regency, (id, version), form).await? {
        return Err(AppError::conflict("orders-shipping-changed"));
    }
    sql::set_hours(tx, id, form).await?;
    note(tx, by, "point.changed", regency, id, form).await
}

async fn note(
    tx: &mut Tx,
    by: &By,
    action: &'static str,
    regency: &RegionId,
    id: &str,
    form: &PointForm,
) -> Result<(), AppError> {
    let hours: Vec<[i64; 3]> = form.place.hours.iter().map(|one| [one.weekday, one.from, one.to]).collect();
    let detail = json!({
        "regency": regency.as_str(), "kind": form.kind.as_str(), "name": form.place.name, "name_en": form.name_en,
        "lead_minutes": form.lead_minutes, "open": form.open, "hours": hours,
    });
    audit::note(tx, by, action, ("point", id), detail).await
}

/// The shop hands pieces over at these points and at no other; those of another regency are left out.
pub async fn choose(tx: &mut Tx, by: &By, shop: &ShopId, points: &[String]) -> Result<(), AppError> {
    sql::leave_all(tx, shop).await?;
    let mut chosen = points.to_vec();
    chosen.sort();
    chosen.dedup();
    for point in chosen.iter().take(MOST_POINTS) {
        sql::choose(tx, shop, point).await?;
    }
    audit::note(tx, by, "shop.points", ("shop", shop.as_str()), json!({ "points": chosen })).await
}
