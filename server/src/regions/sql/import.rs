//! Statements of the import: the tree as it is, and what a plan does to it.

use std::collections::HashMap;

use app::error::AppError;
use app::regions::rules::{Add, Change, Existing, Level, RegionCode};
use app::time::Zone;

use crate::store::{DbResult as _, Tx};

#[derive(sqlx::FromRow)]
struct ExistingRow {
    id: String,
    code: String,
    name: String,
    slug: String,
    parent: Option<String>,
    island: Option<String>,
    zone: String,
}

/// Every place there is, and the ids by code.
pub async fn existing(tx: &mut Tx) -> Result<(Vec<Existing>, HashMap<String, String>), AppError> {
    let rows: Vec<ExistingRow> = sqlx::query_as(
        "select r.id, r.code, r.name, r.slug, p.code as parent, r.island, r.zone \
         from regions r left join regions p on p.id = r.parent_id",
    )
    .fetch_all(tx.db())
    .await
    .db()?;
    let old: Vec<(String, String)> =
        sqlx::query_as("select region_id, slug from region_slugs").fetch_all(tx.db()).await.db()?;
    let mut old_slugs: HashMap<String, Vec<String>> = HashMap::new();
    for (region, slug) in old {
        old_slugs.entry(region).or_default().push(slug);
    }
    let ids = rows.iter().map(|row| (row.code.clone(), row.id.clone())).collect();
    let places = rows
        .into_iter()
        .filter_map(|row| {
            Some(Existing {
                code: RegionCode::parse(&row.code)?,
                old_slugs: old_slugs.remove(&row.id).unwrap_or_default(),
                name: row.name,
                slug: row.slug,
                parent: row.parent.as_deref().and_then(RegionCode::parse),
                island: row.island,
                zone: Zone::parse(&row.zone).unwrap_or(Zone::Wita),
            })
        })
        .collect();
    Ok((places, ids))
}

/// The id of a code.
pub async fn id_of(tx: &mut Tx, code: &str) -> Result<Option<String>, AppError> {
    let row: Option<(String,)> = sqlx::query_as("select id from regions where code = $1")
        .bind(code.to_owned())
        .fetch_optional(tx.db())
        .await
        .db()?;
    Ok(row.map(|(id,)| id))
}

/// One new place.
pub async fn insert(
    tx: &mut Tx,
    id: &str,
    place: &Add,
    parent: Option<String>,
    regency: Option<String>,
) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into regions (id, code, level, parent_id, regency_id, name, slug, island, zone, created_at, updated_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
    )
    .bind(id.to_owned())
    .bind(place.code.as_str().to_owned())
    .bind(place.level.as_str().to_owned())
    .bind(parent)
    .bind(regency)
    .bind(place.name.clone())
    .bind(place.slug.clone())
    .bind(place.island.clone())
    .bind(place.zone.label().to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// A regency that came later takes in the districts and villages that its code begins.
pub async fn take_in(tx: &mut Tx, regency: &str, code: &RegionCode) -> Result<(), AppError> {
    let prefix = format!("{code}.");
    sqlx::query("update regions set regency_id = $1 where regency_id is null and substr(code, 1, 6) = $2")
        .bind(regency.to_owned())
        .bind(prefix)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// New name, slug, island and zone.
pub async fn change(tx: &mut Tx, id: &str, change: &Change) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update regions set name = $2, slug = $3, island = $4, zone = $5, updated_at = $6 where id = $1")
        .bind(id.to_owned())
        .bind(change.name.clone())
        .bind(change.slug.clone())
        .bind(change.island.clone())
        .bind(change.zone.label().to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// An address that was printed keeps leading to its place.
pub async fn keep_slug(tx: &mut Tx, id: &str, code: &RegionCode, slug: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into region_slugs (scope, slug, region_id, at) values ($1, $2, $3, $4) on conflict (scope, slug) do nothing",
    )
    .bind(scope(code))
    .bind(slug.to_owned())
    .bind(id.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// A place that carries an old address of its own again needs no redirect from it.
pub async fn drop_slug(tx: &mut Tx, id: &str, code: &RegionCode, slug: &str) -> Result<(), AppError> {
    sqlx::query("delete from region_slugs where scope = $1 and slug = $2 and region_id = $3")
        .bind(scope(code))
        .bind(slug.to_owned())
        .bind(id.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn adopt(tx: &mut Tx, code: &RegionCode, parent: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update regions set parent_id = $2, updated_at = $3 where code = $1 and parent_id is null")
        .bind(code.as_str().to_owned())
        .bind(parent.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Where an old slug is unique: provinces and regencies in the nation, villages and districts in
/// their regency, by its code, because the regency itself may not be there yet.
fn scope(code: &RegionCode) -> String {
    let level = code.level();
    match (level, code.regency()) {
        (Level::Village, Some(regency)) => regency.as_str().to_owned(),
        (Level::District, Some(regency)) => format!("district:{regency}"),
        _ => level.as_str().to_owned(),
    }
}
