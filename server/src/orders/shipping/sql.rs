//! Statements of the sending table.

use app::error::AppError;
use app::ids::{RegionId, ServiceId};
use app::money::{Currency, Money};
use app::orders::shipping::customs::Rate;
use app::orders::shipping::{SendZone, Service, Table};
use sqlx::{Any, Executor};

use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct Row {
    table_version: i64,
    sdr_minor: Option<i64>,
    sdr_on: Option<i64>,
    id: Option<String>,
    name: Option<String>,
    zone: Option<String>,
    first_step_g: Option<i64>,
    first_minor: Option<i64>,
    next_step_g: Option<i64>,
    next_minor: Option<i64>,
    max_g: Option<i64>,
    tolerance_g: Option<i64>,
    minimum_g: Option<i64>,
    divisor: Option<i64>,
    days: Option<String>,
    tracked: Option<i64>,
    valid_from: Option<i64>,
    source: Option<String>,
    version: Option<i64>,
}

/// The whole table.
pub async fn table<'e>(db: impl Executor<'e, Database = Any>, regency: &RegionId) -> Result<Table, AppError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select t.version as table_version, t.sdr_minor, t.sdr_on, s.id, s.name, s.zone, s.first_step_g, s.first_minor, \
           s.next_step_g, s.next_minor, s.max_g, s.tolerance_g, s.minimum_g, s.divisor, s.days, s.tracked, s.valid_from, \
           s.source, s.version \
         from sending_tables t left join sending_services s on s.regency_id = t.regency_id where t.regency_id = $1",
    )
    .bind(regency.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    let Some(first) = rows.first() else {
        return Ok(Table::default());
    };
    let sdr = first.sdr_minor.zip(first.sdr_on).map(|(minor, on)| Rate { rupiah: idr(minor), on });
    let version = first.table_version;
    let mut services: Vec<Service> = rows.into_iter().filter_map(service).collect();
    services.sort_by(|one, other| {
        (one.zone, &one.name, one.valid_from, &one.id).cmp(&(other.zone, &other.name, other.valid_from, &other.id))
    });
    Ok(Table { services, sdr, version })
}

const fn idr(minor: i64) -> Money {
    Money { minor, currency: Currency::Idr }
}

/// None for the row of a table without services.
fn service(row: Row) -> Option<Service> {
    Some(Service {
        id: ServiceId(row.id?),
        name: row.name?,
        zone: SendZone::parse(&row.zone?)?,
        first_step_g: row.first_step_g?,
        first_price: idr(row.first_minor?),
        next_step_g: row.next_step_g?,
        next_price: idr(row.next_minor?),
        max_g: row.max_g?,
        tolerance_g: row.tolerance_g?,
        minimum_g: row.minimum_g?,
        divisor: row.divisor,
        days: row.days?,
        tracked: row.tracked? == 1,
        valid_from: row.valid_from?,
        source: row.source?,
        version: row.version?,
    })
}
