//! Statements of the places.

pub mod admin;
pub mod import;

use app::error::AppError;
use app::ids::RegionId;
use app::regions::public::Village;
use app::regions::{Operator, Regency, RegencyCard};
use app::time::Zone;
use sqlx::AnyPool;

use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct CardRow {
    id: String,
    slug: String,
    name: String,
    province: String,
}

pub async fn open_regencies(db: &AnyPool) -> Result<Vec<RegencyCard>, AppError> {
    let rows: Vec<CardRow> = sqlx::query_as(
        "select r.id, r.slug, r.name, coalesce(p.name, '') as province \
         from regions r left join regions p on p.id = r.parent_id \
         where r.open = 1 and r.level = 'regency' order by r.name, r.id",
    )
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows
        .into_iter()
        .map(|row| RegencyCard { id: RegionId(row.id), slug: row.slug, name: row.name, province: row.province })
        .collect())
}

#[derive(sqlx::FromRow)]
struct RegencyRow {
    id: String,
    code: String,
    slug: String,
    name: String,
    province: String,
    zone: String,
    open: i64,
    operator_name: String,
    operator_address: String,
    operator_contact: String,
    complaint_days: i64,
}

impl From<RegencyRow> for Regency {
    fn from(row: RegencyRow) -> Self {
        Self {
            id: RegionId(row.id),
            code: row.code,
            slug: row.slug,
            name: row.name,
            province: row.province,
            open: row.open == 1,
            zone: Zone::parse(&row.zone).unwrap_or(Zone::Wita),
            operator: Operator {
                name: row.operator_name,
                address: row.operator_address,
                contact: row.operator_contact,
                complaint_days: row.complaint_days,
            },
        }
    }
}

/// By its slug of today or of before.
pub async fn regency(db: &AnyPool, slug: &str) -> Result<Option<Regency>, AppError> {
    let row: Option<RegencyRow> = sqlx::query_as(
        "select r.id, r.code, r.slug, r.name, coalesce(p.name, '') as province, r.zone, r.open, \
           r.operator_name, r.operator_address, r.operator_contact, r.complaint_days \
         from regions r left join regions p on p.id = r.parent_id \
         where r.level = 'regency' and (r.slug = $1 or r.id = \
           (select region_id from region_slugs where scope = 'regency' and slug = $1)) \
         order by case when r.slug = $1 then 0 else 1 end limit 1",
    )
    .bind(slug.to_owned())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(Regency::from))
}

#[derive(sqlx::FromRow)]
struct VillageRow {
    id: String,
    slug: String,
    name: String,
    island: Option<String>,
}

impl From<VillageRow> for Village {
    fn from(row: VillageRow) -> Self {
        Self { id: RegionId(row.id), slug: row.slug, name: row.name, island: row.island.unwrap_or_default() }
    }
}

pub async fn villages(db: &AnyPool, regency: &RegionId) -> Result<Vec<Village>, AppError> {
    let rows: Vec<VillageRow> = sqlx::query_as(
        "select id, slug, name, island from regions where regency_id = $1 and level = 'village' order by name, id",
    )
    .bind(regency.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(Village::from).collect())
}

/// By its slug of today or of before; old ones are kept under the regency's code.
pub async fn village(db: &AnyPool, regency: &Regency, slug: &str) -> Result<Option<Village>, AppError> {
    let row: Option<VillageRow> = sqlx::query_as(
        "select id, slug, name, island from regions \
         where regency_id = $1 and level = 'village' and (slug = $2 or id = \
           (select region_id from region_slugs where scope = $3 and slug = $2)) \
         order by case when slug = $2 then 0 else 1 end limit 1",
    )
    .bind(regency.id.0.clone())
    .bind(slug.to_owned())
    .bind(regency.code.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(Village::from))
}
