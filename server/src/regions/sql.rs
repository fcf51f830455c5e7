//! Statements of the places.

use app::error::AppError;
use app::ids::RegionId;
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
    shops: i64,
    products: i64,
}

pub async fn open_regencies(db: &AnyPool) -> Result<Vec<RegencyCard>, AppError> {
    let rows: Vec<CardRow> = sqlx::query_as(
        "select r.id, r.slug, r.name, coalesce(p.name, '') as province, \
           (select count(*) from shops s where s.regency_id = r.id and s.opened_at is not null) as shops, \
           (select count(*) from products q join shops s on s.id = q.shop_id \
             where s.regency_id = r.id and q.state = 'published') as products \
         from regions r left join regions p on p.id = r.parent_id \
         where r.open = 1 and r.level = 'regency' order by r.name, r.id",
    )
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows
        .into_iter()
        .map(|row| RegencyCard {
            id: RegionId(row.id),
            slug: row.slug,
            name: row.name,
            province: row.province,
            shops: row.shops,
            products: row.products,
        })
        .collect())
}

#[derive(sqlx::FromRow)]
struct RegencyRow {
    id: String,
    code: String,
    slug: String,
    name: String,
    zone: String,
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
        "select id, code, slug, name, zone, operator_name, operator_address, operator_contact, complaint_days \
         from regions where level = 'regency' and (slug = $1 or id = \
           (select region_id from region_slugs where scope = 'regency' and slug = $1)) \
         order by case when slug = $1 then 0 else 1 end limit 1",
    )
    .bind(slug.to_owned())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(Regency::from))
}
