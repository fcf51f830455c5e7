//! Statements of the sending table.

use app::error::AppError;
use app::ids::{RegionId, ServiceId};
use app::money::{Currency, Money};
use app::orders::shipping::customs::Rate;
use app::orders::shipping::tariff::Tariff;
use app::orders::shipping::{SendZone, Service, Table};
use sqlx::{Any, Executor};

use crate::store::{DbResult as _, Tx};

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
        (one.tariff.zone, &one.tariff.name, one.tariff.valid_from, &one.id).cmp(&(
            other.tariff.zone,
            &other.tariff.name,
            other.tariff.valid_from,
            &other.id,
        ))
    });
    Ok(Table { services, sdr, version })
}

const fn idr(minor: i64) -> Money {
    Money { minor, currency: Currency::Idr }
}

/// None for the row of a table without services.
fn service(row: Row) -> Option<Service> {
    let tariff = Tariff {
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
    };
    Some(Service { id: ServiceId(row.id?), tariff, version: row.version? })
}

/// The table is another from now on.
pub async fn touch(tx: &mut Tx, regency: &RegionId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into sending_tables (regency_id, version, updated_at) values ($1, 1, $2) \
         on conflict (regency_id) do update set version = sending_tables.version + 1, updated_at = $2",
    )
    .bind(regency.0.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// The same, but only of this version; 0 is the table nobody has entered anything into.
pub async fn claim(tx: &mut Tx, regency: &RegionId, version: i64) -> Result<bool, AppError> {
    let now = tx.now;
    let sql = if version == 0 {
        "insert into sending_tables (regency_id, version, updated_at) values ($1, $2 + 1, $3) \
         on conflict (regency_id) do nothing"
    } else {
        "update sending_tables set version = $2 + 1, updated_at = $3 where regency_id = $1 and version = $2"
    };
    let done = sqlx::query(sql).bind(regency.0.clone()).bind(version).bind(now).execute(tx.db()).await.db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn set_rate(tx: &mut Tx, regency: &RegionId, rate: Rate) -> Result<(), AppError> {
    sqlx::query("update sending_tables set sdr_minor = $2, sdr_on = $3 where regency_id = $1")
        .bind(regency.0.clone())
        .bind(rate.rupiah.minor)
        .bind(rate.on)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn count(tx: &mut Tx, regency: &RegionId) -> Result<i64, AppError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from sending_services where regency_id = $1")
        .bind(regency.0.clone())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(count)
}

pub async fn insert(tx: &mut Tx, regency: &RegionId, id: &str, tariff: &Tariff) -> Result<(), AppError> {
    let sql = "insert into sending_services (id, regency_id, version, updated_at, name, zone, first_step_g, first_minor, \
           next_step_g, next_minor, max_g, tolerance_g, minimum_g, divisor, days, tracked, valid_from, source) \
         values ($1, $2, $3 + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    write(tx, sql, (regency, id, 0), tariff).await?;
    Ok(())
}

/// False when the service is not this regency's of this version any more.
pub async fn update(
    tx: &mut Tx,
    regency: &RegionId,
    (id, version): (&str, i64),
    tariff: &Tariff,
) -> Result<bool, AppError> {
    let sql = "update sending_services set version = $3 + 1, updated_at = $4, name = $5, zone = $6, first_step_g = $7, \
           first_minor = $8, next_step_g = $9, next_minor = $10, max_g = $11, tolerance_g = $12, minimum_g = $13, \
           divisor = $14, days = $15, tracked = $16, valid_from = $17, source = $18 \
         where id = $1 and regency_id = $2 and version = $3";
    Ok(write(tx, sql, (regency, id, version), tariff).await? == 1)
}

/// Runs a statement of a whole service; gives the rows it wrote.
async fn write(
    tx: &mut Tx,
    sql: &'static str,
    (regency, id, version): (&RegionId, &str, i64),
    tariff: &Tariff,
) -> Result<u64, AppError> {
    let now = tx.now;
    let done = sqlx::query(sql)
        .bind(id.to_owned())
        .bind(regency.0.clone())
        .bind(version)
        .bind(now)
        .bind(tariff.name.clone())
        .bind(tariff.zone.as_str().to_owned())
        .bind(tariff.first_step_g)
        .bind(tariff.first_price.minor)
        .bind(tariff.next_step_g)
        .bind(tariff.next_price.minor)
        .bind(tariff.max_g)
        .bind(tariff.tolerance_g)
        .bind(tariff.minimum_g)
        .bind(tariff.divisor)
        .bind(tariff.days.clone())
        .bind(i64::from(tariff.tracked))
        .bind(tariff.valid_from)
        .bind(tariff.source.clone())
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected())
}

/// False when the service is not this regency's of this version any more.
pub async fn delete(tx: &mut Tx, regency: &RegionId, (id, version): (&str, i64)) -> Result<bool, AppError> {
    let done = sqlx::query("delete from sending_services where id = $1 and regency_id = $2 and version = $3")
        .bind(id.to_owned())
        .bind(regency.0.clone())
        .bind(version)
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn clear(tx: &mut Tx, regency: &RegionId) -> Result<(), AppError> {
    sqlx::query("delete from sending_services where regency_id = $1")
        .bind(regency.0.clone())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}
