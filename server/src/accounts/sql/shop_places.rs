//! Statements of a shop's meeting places and their hours, for the shop itself.

use app::accounts::shop::rules::hours::PlaceForm;
use app::accounts::shop::{Hours, Place};
use app::error::AppError;
use app::ids::{PlaceId, ShopId};
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    how_to_find: String,
    weekday: Option<i64>,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
}

/// The shop's open places, each with its hours. `only` narrows it to one of them.
pub async fn places(db: &AnyPool, shop: &ShopId, only: Option<&PlaceId>) -> Result<Vec<Place>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select p.id, p.name, p.how_to_find, h.weekday, h.from_minute, h.to_minute \
         from meeting_places p left join meeting_hours h on h.place_id = p.id \
         where p.shop_id = $1 and p.closed_at is null and (cast($2 as text) is null or p.id = $2) \
         order by p.position, p.id, h.weekday, h.from_minute",
    )
    .bind(shop.0.clone())
    .bind(only.map(|place| place.0.clone()))
    .fetch_all(db)
    .await
    .db()?;
    Ok(gathered(rows))
}

fn gathered(rows: Vec<Row>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for row in rows {
        let hours = match (row.weekday, row.from_minute, row.to_minute) {
            (Some(weekday), Some(from), Some(to)) => Some(Hours { weekday, from, to }),
            _ => None,
        };
        match places.last_mut().filter(|place| place.id.0 == row.id) {
            Some(place) => place.hours.extend(hours),
            None => places.push(Place {
                id: PlaceId(row.id),
                name: row.name,
                how_to_find: row.how_to_find,
                hours: hours.into_iter().collect(),
            }),
        }
    }
    places
}

/// Places that are not closed.
pub async fn count(tx: &mut Tx, shop: &ShopId) -> Result<i64, AppError> {
    let (count,): (i64,) =
        sqlx::query_as("select count(*) from meeting_places where shop_id = $1 and closed_at is null")
            .bind(shop.0.clone())
            .fetch_one(tx.db())
            .await
            .db()?;
    Ok(count)
}

/// A further place, after the others.
pub async fn insert(tx: &mut Tx, shop: &ShopId, id: &str, form: &PlaceForm) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into meeting_places (id, shop_id, name, how_to_find, position, created_at) \
         select $1, $2, $3, $4, coalesce(max(position), -1) + 1, $5 from meeting_places where shop_id = $2",
    )
    .bind(id.to_owned())
    .bind(shop.0.clone())
    .bind(form.name.clone())
    .bind(form.how_to_find.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    set_hours(tx, id, &form.hours).await
}

/// False when the place is not this shop's or is closed.
pub async fn update(tx: &mut Tx, shop: &ShopId, id: &str, form: &PlaceForm) -> Result<bool, AppError> {
    let done = sqlx::query(
        "update meeting_places set name = $3, how_to_find = $4 where id = $1 and shop_id = $2 and closed_at is null",
    )
    .bind(id.to_owned())
    .bind(shop.0.clone())
    .bind(form.name.clone())
    .bind(form.how_to_find.clone())
    .execute(tx.db())
    .await
    .db()?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    set_hours(tx, id, &form.hours).await?;
    Ok(true)
}

async fn set_hours(tx: &mut Tx, place: &str, hours: &[Hours]) -> Result<(), AppError> {
    sqlx::query("delete from meeting_hours where place_id = $1").bind(place.to_owned()).execute(tx.db()).await.db()?;
    for window in hours {
        sqlx::query("insert into meeting_hours (place_id, weekday, from_minute, to_minute) values ($1, $2, $3, $4)")
            .bind(place.to_owned())
            .bind(window.weekday)
            .bind(window.from)
            .bind(window.to)
            .execute(tx.db())
            .await
            .db()?;
    }
    Ok(())
}

/// False when the place is not this shop's or is closed already. Orders keep what they were told.
pub async fn close(tx: &mut Tx, shop: &ShopId, id: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done =
        sqlx::query("update meeting_places set closed_at = $3 where id = $1 and shop_id = $2 and closed_at is null")
            .bind(id.to_owned())
            .bind(shop.0.clone())
            .bind(now)
            .execute(tx.db())
            .await
            .db()?;
    Ok(done.rows_affected() == 1)
}
