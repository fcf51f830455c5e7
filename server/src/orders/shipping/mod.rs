//! What sending costs from a regency: the table the officer keeps, its changes, and its copy as a file. Every change
//! grows the table's version, and a form made from an older one changes nothing.

mod file;
pub mod http;
pub mod papers;
mod sql;

use app::error::AppError;
use app::ids::RegionId;
use app::orders::shipping::Table;
use app::orders::shipping::customs::Rate;
use app::orders::shipping::tariff::{MOST_SERVICES, Tariff};
use app::time::Zone;
use serde_json::{Value, json};
use sqlx::AnyPool;

use crate::audit::{self, By};
use crate::store::Tx;

/// The service is not what the form was made from.
const CHANGED: &str = "orders-shipping-changed";
/// The table is not.
const TABLE_CHANGED: &str = "orders-shipping-table-changed";

/// The regency's table; empty where nobody has entered anything. One statement.
pub async fn table_of(db: &AnyPool, regency: &RegionId) -> Result<Table, AppError> {
    sql::table(db, regency).await
}

/// A further service; gives its id.
///
/// # Errors
/// `Invalid` when there are [`MOST_SERVICES`] already.
pub async fn add(tx: &mut Tx, by: &By, regency: &RegionId, tariff: &Tariff) -> Result<String, AppError> {
    sql::touch(tx, regency).await?;
    if usize::try_from(sql::count(tx, regency).await?).unwrap_or(MOST_SERVICES) >= MOST_SERVICES {
        return Err(AppError::invalid("name", "orders-shipping-many"));
    }
    let id = tx.new_id();
    sql::insert(tx, regency, &id, tariff).await?;
    audit::note(tx, by, "sending.added", ("service", &id), detail(regency, tariff)).await?;
    Ok(id)
}

/// Other words, prices or limits.
///
/// # Errors
/// `Conflict` when somebody else changed it or took it out meanwhile.
pub async fn change(
    tx: &mut Tx,
    by: &By,
    regency: &RegionId,
    (id, version): (&str, i64),
    tariff: &Tariff,
) -> Result<(), AppError> {
    sql::touch(tx, regency).await?;
    if !sql::update(tx, regency, (id, version), tariff).await? {
        return Err(AppError::conflict(CHANGED));
    }
    audit::note(tx, by, "sending.changed", ("service", id), detail(regency, tariff)).await
}

/// Nobody is offered it any more; an older price of the same name is offered again. What was answered stays as it was answered.
///
/// # Errors
/// `Conflict` when somebody else changed it or took it out meanwhile.
pub async fn remove(tx: &mut Tx, by: &By, regency: &RegionId, (id, version): (&str, i64)) -> Result<(), AppError> {
    sql::touch(tx, regency).await?;
    if !sql::delete(tx, regency, (id, version)).await? {
        return Err(AppError::conflict(CHANGED));
    }
    let detail = json!({ "regency": regency.as_str() });
    audit::note(tx, by, "sending.removed", ("service", id), detail).await
}

/// Puts a whole table in the place of another.
///
/// # Errors
/// `Conflict` when it is not the one of `version` any more.
pub async fn replace(tx: &mut Tx, by: &By, regency: &RegionId, version: i64, rows: &[Tariff]) -> Result<(), AppError> {
    if !sql::claim(tx, regency, version).await? {
        return Err(AppError::conflict(TABLE_CHANGED));
    }
    sql::clear(tx, regency).await?;
    for tariff in rows {
        let id = tx.new_id();
        sql::insert(tx, regency, &id, tariff).await?;
    }
    let services: Vec<Value> = rows.iter().map(|tariff| detail(regency, tariff)).collect();
    audit::note(tx, by, "sending.replaced", ("region", regency.as_str()), json!({ "services": services })).await
}

/// Puts the demonstration's table into a regency that has none.
///
/// # Errors
/// `Internal` when the file is wrong, which a test would show.
pub async fn plant(tx: &mut Tx, regency: &RegionId, text: &str, clock: Zone) -> Result<(), AppError> {
    let rows = file::read(text, tx.now, clock).map_err(|_| AppError::Internal)?;
    replace(tx, &By::System, regency, 0, &rows).await
}

/// What one SDR is from now on.
///
/// # Errors
/// `Conflict` when the table is not the one of `version` any more.
pub async fn set_rate(tx: &mut Tx, by: &By, regency: &RegionId, version: i64, rate: Rate) -> Result<(), AppError> {
    if !sql::claim(tx, regency, version).await? {
        return Err(AppError::conflict(TABLE_CHANGED));
    }
    sql::set_rate(tx, regency, rate).await?;
    let detail = json!({ "sdr_minor": rate.rupiah.minor, "sdr_on": rate.on });
    audit::note(tx, by, "sending.rate", ("region", regency.as_str()), detail).await
}

fn detail(regency: &RegionId, tariff: &Tariff) -> Value {
    json!({
        "regency": regency.as_str(), "name": tariff.name, "zone": tariff.zone.as_str(),
        "first": [tariff.first_step_g, tariff.first_price.minor], "next": [tariff.next_step_g, tariff.next_price.minor],
        "max_g": tariff.max_g, "tolerance_g": tariff.tolerance_g, "minimum_g": tariff.minimum_g,
        "divisor": tariff.divisor, "days": tariff.days, "tracked": tariff.tracked, "valid_from": tariff.valid_from,
        "source": tariff.source,
    })
}
