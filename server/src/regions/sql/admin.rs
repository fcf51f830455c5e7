//! Statements of the administrator's pages.

use app::error::AppError;
use app::ids::RegionId;
use app::regions::admin::{PlaceLine, PlaceSheet, RegencyLine, RegencySheet};
use app::regions::{Operator, Regency};
use app::time::Zone;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

#[derive(sqlx::FromRow)]
struct LineRow {
    id: String,
    code: String,
    name: String,
    province: Option<String>,
    open: i64,
    villages: i64,
    shops: i64,
    complete: i64,
}

/// `search` in lower case; empty finds all.
pub async fn count(db: &AnyPool, search: &str) -> Result<i64, AppError> {
    let (n,): (i64,) = sqlx::query_as(
        "select count(*) from regions where level = 'regency' and ($1 = '' or lower(name) like '%' || $1 || '%' or code = $1)",
    )
    .bind(search.to_owned())
    .fetch_one(db)
    .await
    .db()?;
    Ok(n)
}

pub async fn regencies(db: &AnyPool, search: &str, most: i64, skip: i64) -> Result<Vec<RegencyLine>, AppError> {
    let rows: Vec<LineRow> = sqlx::query_as(
        "select r.id, r.code, r.name, p.name as province, r.open, \
           (select count(*) from regions v where v.regency_id = r.id and v.level = 'village') as villages, \
           (select count(*) from shops s where s.regency_id = r.id) as shops, \
           case when r.operator_name <> '' and r.operator_address <> '' and r.operator_contact <> '' \
             and r.complaint_days > 0 then 1 else 0 end as complete \
         from regions r left join regions p on p.id = r.parent_id \
         where r.level = 'regency' and ($1 = '' or lower(r.name) like '%' || $1 || '%' or r.code = $1) \
         order by r.open desc, r.name, r.id limit $2 offset $3",
    )
    .bind(search.to_owned())
    .bind(most)
    .bind(skip)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows
        .into_iter()
        .map(|row| RegencyLine {
            id: RegionId(row.id),
            code: row.code,
            name: row.name,
            province: row.province.unwrap_or_default(),
            open: row.open == 1,
            villages: row.villages,
            shops: row.shops,
            operator_complete: row.complete == 1,
        })
        .collect())
}

#[derive(sqlx::FromRow)]
struct SheetRow {
    id: String,
    code: String,
    slug: String,
    name: String,
    zone: String,
    operator_name: String,
    operator_address: String,
    operator_contact: String,
    complaint_days: i64,
    province: Option<String>,
    island: Option<String>,
    open: i64,
    updated_at: i64,
    villages: i64,
    shops: i64,
    officers: i64,
}

pub async fn sheet(db: &AnyPool, id: &str) -> Result<Option<RegencySheet>, AppError> {
    let row: Option<SheetRow> = sqlx::query_as(
        "select r.id, r.code, r.slug, r.name, r.zone, r.operator_name, r.operator_address, r.operator_contact, \
           r.complaint_days, p.name as province, r.island, r.open, r.updated_at, \
           (select count(*) from regions v where v.regency_id = r.id and v.level = 'village') as villages, \
           (select count(*) from shops s where s.regency_id = r.id) as shops, \
           (select count(*) from accounts a where a.regency_id = r.id and a.role = 'officer') as officers \
         from regions r left join regions p on p.id = r.parent_id where r.id = $1 and r.level = 'regency'",
    )
    .bind(id.to_owned())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(|row| RegencySheet {
        regency: Regency {
            id: RegionId(row.id),
            code: row.code,
            slug: row.slug,
            name: row.name,
            province: row.province.clone().unwrap_or_default(),
            open: row.open == 1,
            zone: Zone::parse(&row.zone).unwrap_or(Zone::Wita),
            operator: Operator {
                name: row.operator_name,
                address: row.operator_address,
                contact: row.operator_contact,
                complaint_days: row.complaint_days,
            },
        },
        province: row.province.unwrap_or_default(),
        island: row.island.unwrap_or_default(),
        open: row.open == 1,
        villages: row.villages,
        shops: row.shops,
        officers: row.officers,
        version: row.updated_at,
    }))
}

/// Saves what an administrator may change; false when somebody changed it since `version`. The new
/// version is later than the old one even within a millisecond.
pub async fn save_regency(
    tx: &mut Tx,
    id: &str,
    version: i64,
    operator: &Operator,
    island: Option<String>,
    zone: Zone,
) -> Result<bool, AppError> {
    let now = tx.now.max(version + 1);
    let done = sqlx::query(
        "update regions set operator_name = $3, operator_address = $4, operator_contact = $5, complaint_days = $6, \
           island = $7, zone = $8, updated_at = $9 where id = $1 and updated_at = $2 and level = 'regency'",
    )
    .bind(id.to_owned())
    .bind(version)
    .bind(operator.name.clone())
    .bind(operator.address.clone())
    .bind(operator.contact.clone())
    .bind(operator.complaint_days)
    .bind(island)
    .bind(zone.label().to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Opens or closes a regency; false when it already is.
pub async fn set_open(tx: &mut Tx, id: &str, open: bool) -> Result<bool, AppError> {
    let now = tx.now;
    let done =
        sqlx::query("update regions set open = $2, updated_at = $3 where id = $1 and open <> $2 and level = 'regency'")
            .bind(id.to_owned())
            .bind(i64::from(open))
            .bind(now)
            .execute(tx.db())
            .await
            .db()?;
    Ok(done.rows_affected() == 1)
}

#[derive(sqlx::FromRow)]
struct PlaceRow {
    id: String,
    code: String,
    level: String,
    name: String,
    island: Option<String>,
    zone: String,
    regency: Option<String>,
    regency_name: Option<String>,
    updated_at: i64,
}

impl PlaceRow {
    fn line(self) -> PlaceLine {
        PlaceLine {
            id: RegionId(self.id),
            code: self.code,
            name: self.name,
            is_village: self.level == "village",
            island: self.island.unwrap_or_default(),
            zone: Zone::parse(&self.zone).unwrap_or(Zone::Wita),
        }
    }
}

pub async fn count_places(db: &AnyPool, regency: &str) -> Result<i64, AppError> {
    let (n,): (i64,) = sqlx::query_as("select count(*) from regions where regency_id = $1")
        .bind(regency.to_owned())
        .fetch_one(db)
        .await
        .db()?;
    Ok(n)
}

/// What a list and a page of a place are made of.
macro_rules! places {
    ($rest:literal) => {
        concat!(
            "select p.id, p.code, p.level, p.name, p.island, p.zone, p.updated_at, r.id as regency, r.name as regency_name \
             from regions p left join regions r on r.id = p.regency_id ",
            $rest
        )
    };
}

pub async fn places(db: &AnyPool, regency: &str, most: i64, skip: i64) -> Result<Vec<PlaceLine>, AppError> {
    let rows: Vec<PlaceRow> = sqlx::query_as(places!("where p.regency_id = $1 order by p.code limit $2 offset $3"))
        .bind(regency.to_owned())
        .bind(most)
        .bind(skip)
        .fetch_all(db)
        .await
        .db()?;
    Ok(rows.into_iter().map(PlaceRow::line).collect())
}

pub async fn place(db: &AnyPool, id: &str) -> Result<Option<PlaceSheet>, AppError> {
    let row: Option<PlaceRow> =
        sqlx::query_as(places!("where p.id = $1 and p.level in ('district', 'village') and p.regency_id is not null"))
            .bind(id.to_owned())
            .fetch_optional(db)
            .await
            .db()?;
    Ok(row.map(|row| PlaceSheet {
        regency: RegionId(row.regency.clone().unwrap_or_default()),
        regency_name: row.regency_name.clone().unwrap_or_default(),
        version: row.updated_at,
        line: row.line(),
    }))
}

/// Saves one place; false when somebody changed it since `version`.
pub async fn save_place(
    tx: &mut Tx,
    id: &str,
    version: i64,
    island: Option<String>,
    zone: Zone,
) -> Result<bool, AppError> {
    let now = tx.now.max(version + 1);
    let done =
        sqlx::query("update regions set island = $3, zone = $4, updated_at = $5 where id = $1 and updated_at = $2")
            .bind(id.to_owned())
            .bind(version)
            .bind(island)
            .bind(zone.label().to_owned())
            .bind(now)
            .execute(tx.db())
            .await
            .db()?;
    Ok(done.rows_affected() == 1)
}

/// Gives every village of a district the same island and zone; gives how many.
pub async fn save_below(tx: &mut Tx, district: &str, island: Option<String>, zone: Zone) -> Result<u64, AppError> {
    let now = tx.now;
    let done = sqlx::query("update regions set island = $2, zone = $3, updated_at = $4 where parent_id = $1")
        .bind(district.to_owned())
        .bind(island)
        .bind(zone.label().to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected())
}

/// Gives every district and village of a regency its zone.
pub async fn zone_below(tx: &mut Tx, regency: &str, zone: Zone) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update regions set zone = $2, updated_at = $3 where regency_id = $1")
        .bind(regency.to_owned())
        .bind(zone.label().to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// True when there is a regency of this id.
pub async fn is_regency(tx: &mut Tx, id: &str) -> Result<bool, AppError> {
    let row: Option<(String,)> = sqlx::query_as("select id from regions where id = $1 and level = 'regency'")
        .bind(id.to_owned())
        .fetch_optional(tx.db())
        .await
        .db()?;
    Ok(row.is_some())
}
