//! Statements of pickup points.

use app::accounts::shop::Hours;
use app::accounts::shop::rules::hours::PlaceForm;
use app::error::AppError;
use app::ids::{PlaceId, RegionId, ShopId};
use app::orders::points::{Point, PointForm, PointKind};
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    name_id: String,
    name_en: String,
    find_id: String,
    find_en: String,
    lead_minutes: i64,
    open: i64,
    version: i64,
    used: Option<String>,
    weekday: Option<i64>,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
}

pub async fn of_regency(db: &AnyPool, regency: &RegionId, shop: Option<&ShopId>) -> Result<Vec<Point>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select p.id, p.kind, p.name_id, p.name_en, p.find_id, p.find_en, p.lead_minutes, p.open, p.version, \
           s.shop_id as used, h.weekday, h.from_minute, h.to_minute \
         from pickup_points p left join shop_points s on s.point_id = p.id and s.shop_id = $2 \
         left join pickup_point_hours h on h.point_id = p.id \
         where p.regency_id = $1 order by p.open desc, p.id, h.weekday, h.from_minute",
    )
    .bind(regency.0.clone())
    .bind(shop.map_or_else(String::new, |shop| shop.0.clone()))
    .fetch_all(db)
    .await
    .db()?;
    let mut points: Vec<Point> = Vec::new();
    for row in rows {
        let hours = row.weekday.zip(row.from_minute).zip(row.to_minute);
        let hours = hours.map(|((weekday, from), to)| Hours { weekday, from, to });
        match points.last_mut().filter(|point| point.id.0 == row.id) {
            Some(point) => point.form.place.hours.extend(hours),
            None => points.push(point(row, hours)),
        }
    }
    Ok(points)
}

fn point(row: Row, hours: Option<Hours>) -> Point {
    let place = PlaceForm { name: row.name_id, how_to_find: row.find_id, hours: hours.into_iter().collect() };
    let form = PointForm {
        kind: PointKind::parse(&row.kind).unwrap_or(PointKind::Other),
        place,
        name_en: row.name_en,
        find_en: row.find_en,
        lead_minutes: row.lead_minutes,
        open: row.open == 1,
    };
    Point { id: PlaceId(row.id), form, version: row.version, used: row.used.is_some() }
}

pub async fn count(tx: &mut Tx, regency: &RegionId) -> Result<i64, AppError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from pickup_points where regency_id = $1")
        .bind(regency.0.clone())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(count)
}

pub async fn insert(tx: &mut Tx, regency: &RegionId, id: &str, form: &PointForm) -> Result<(), AppError> {
    let sql = "insert into pickup_points (id, regency_id, version, created_at, updated_at, kind, name_id, name_en, find_id, \
           find_en, lead_minutes, open) values ($1, $2, $3 + 1, $4, $4, $5, $6, $7, $8, $9, $10, $11)";
    write(tx, sql, (regency, id, 0), form).await?;
    Ok(())
}

/// False when the point is not this regency's of this version any more.
pub async fn update(
    tx: &mut Tx,
    regency: &RegionId,
    (id, version): (&str, i64),
    form: &PointForm,
) -> Result<bool, AppError> {
    let sql = "update pickup_points set version = $3 + 1, updated_at = $4, kind = $5, name_id = $6, name_en = $7, \
           find_id = $8, find_en = $9, lead_minutes = $10, open = $11 \
         where id = $1 and regency_id = $2 and version = $3";
    Ok(write(tx, sql, (regency, id, version), form).await? == 1)
}

async fn write(
    tx: &mut Tx,
    sql: &'static str,
    (regency, id, version): (&RegionId, &str, i64),
    form: &PointForm,
) -> Result<u64, AppError> {
    let now = tx.now;
    let done = sqlx::query(sql)
        .bind(id.to_owned())
        .bind(regency.0.clone())
        .bind(version)
        .bind(now)
        .bind(form.kind.as_str().to_owned())
        .bind(form.place.name.clone())
        .bind(form.name_en.clone())
        .bind(form.place.how_to_find.clone())
        .bind(form.find_en.clone())
        .bind(form.lead_minutes)
        .bind(i64::from(form.open))
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected())
}

pub async fn set_hours(tx: &mut Tx, id: &str, form: &PointForm) -> Result<(), AppError> {
    sqlx::query("delete from pickup_point_hours where point_id = $1")
        .bind(id.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    for hours in &form.place.hours {
        sqlx::query(
            "insert into pickup_point_hours (point_id, weekday, from_minute, to_minute) values ($1, $2, $3, $4)",
        )
        .bind(id.to_owned())
        .bind(hours.weekday)
        .bind(hours.from)
        .bind(hours.to)
        .execute(tx.db())
        .await
        .db()?;
    }
    Ok(())
}

pub async fn leave_all(tx: &mut Tx, shop: &ShopId) -> Result<(), AppError> {
    sqlx::query("delete from shop_points where shop_id = $1").bind(shop.0.clone()).execute(tx.db()).await.db()?;
    Ok(())
}

/// Nothing for a point that is not of the shop's regency. Two saves at once leave it chosen once.
pub async fn choose(tx: &mut Tx, shop: &ShopId, point: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into shop_points (shop_id, point_id, since) select s.id, p.id, $3 from shops s \
         join pickup_points p on p.regency_id = s.regency_id where s.id = $1 and p.id = $2 \
         on conflict (shop_id, point_id) do nothing",
    )
    .bind(shop.0.clone())
    .bind(point.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}
