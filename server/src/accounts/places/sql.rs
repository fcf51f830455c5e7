//! Statements of meeting places.

use app::error::AppError;
use app::ids::{PlaceId, ShopId};
use app::orders::rules::pickup::{Hours, Place};
use sqlx::AnyPool;

use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct PlaceRow {
    id: String,
    name: String,
    how_to_find: String,
    weekday: Option<i64>,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
}

pub async fn of_shop(db: &AnyPool, shop: &ShopId) -> Result<Vec<Place>, AppError> {
    let rows: Vec<PlaceRow> = sqlx::query_as(
        "select p.id, p.name, p.how_to_find, h.weekday, h.from_minute, h.to_minute \
         from meeting_places p left join meeting_hours h on h.place_id = p.id \
         where p.shop_id = $1 and p.closed_at is null order by p.position, p.id, h.weekday, h.from_minute",
    )
    .bind(shop.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    let mut places: Vec<Place> = Vec::new();
    for row in rows {
        let hours = row.weekday.zip(row.from_minute).zip(row.to_minute);
        if places.last().is_none_or(|place| place.id.0 != row.id) {
            places.push(Place { id: PlaceId(row.id), name: row.name, find: row.how_to_find, hours: Vec::new() });
        }
        if let (Some(((weekday, from), to)), Some(place)) = (hours, places.last_mut()) {
            place.hours.push(Hours { weekday, from, to });
        }
    }
    Ok(places)
}
