//! Statements of meeting places.

use std::collections::HashMap;

use app::error::AppError;
use app::ids::{PlaceId, ShopId};
use app::orders::rules::pickup::{Hours, Place};
use sqlx::AnyPool;

use crate::store::among;

#[derive(sqlx::FromRow)]
struct PlaceRow {
    shop_id: String,
    id: String,
    name: String,
    how_to_find: String,
    weekday: Option<i64>,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
}

pub async fn of_shops(db: &AnyPool, shops: &[ShopId]) -> Result<HashMap<ShopId, Vec<Place>>, AppError> {
    let rows: Vec<PlaceRow> = among(db, &[], shops.iter().map(|shop| shop.0.clone()), |places| {
        format!(
            "select p.shop_id, p.id, p.name, p.how_to_find, h.weekday, h.from_minute, h.to_minute \
         from meeting_places p left join meeting_hours h on h.place_id = p.id \
         where p.shop_id in ({places}) and p.closed_at is null order by p.position, p.id, h.weekday, h.from_minute"
        )
    })
    .await?;
    let mut found: HashMap<ShopId, Vec<Place>> = HashMap::new();
    for row in rows {
        let hours = row.weekday.zip(row.from_minute).zip(row.to_minute);
        let places = found.entry(ShopId(row.shop_id)).or_default();
        if places.last().is_none_or(|place| place.id.0 != row.id) {
            places.push(Place { id: PlaceId(row.id), name: row.name, find: row.how_to_find, hours: Vec::new() });
        }
        if let (Some(((weekday, from), to)), Some(place)) = (hours, places.last_mut()) {
            place.hours.push(Hours { weekday, from, to });
        }
    }
    Ok(found)
}
