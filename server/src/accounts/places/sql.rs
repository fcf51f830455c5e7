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
    lead_minutes: i64,
    name_en: String,
    find_en: String,
    weekday: Option<i64>,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
}

/// The place of the region's points among a shop's: after its own.
const AFTER_OWN: i64 = 1_000_000;

pub async fn of_shops(db: &AnyPool, shops: &[ShopId]) -> Result<HashMap<ShopId, Vec<Place>>, AppError> {
    let rows: Vec<PlaceRow> = among(db, &[], shops.iter().map(|shop| shop.0.clone()), |places| {
        format!(
            "select p.shop_id, p.id, p.name, p.how_to_find, p.position, 0 as lead_minutes, '' as name_en, '' as find_en, \
           h.weekday, h.from_minute, h.to_minute \
         from meeting_places p left join meeting_hours h on h.place_id = p.id \
         where p.shop_id in ({places}) and p.closed_at is null \
         union all \
         select s.shop_id, p.id, p.name_id, p.find_id, {AFTER_OWN}, p.lead_minutes, p.name_en, p.find_en, \
           h.weekday, h.from_minute, h.to_minute \
         from shop_points s join pickup_points p on p.id = s.point_id join shops o on o.id = s.shop_id \
         left join pickup_point_hours h on h.point_id = p.id \
         where s.shop_id in ({places}) and p.open = 1 and p.regency_id = o.regency_id \
         order by 5, 2, 9, 10"
        )
    })
    .await?;
    let mut found: HashMap<ShopId, Vec<Place>> = HashMap::new();
    for row in rows {
        let hours = row.weekday.zip(row.from_minute).zip(row.to_minute);
        let places = found.entry(ShopId(row.shop_id)).or_default();
        if places.last().is_none_or(|place| place.id.0 != row.id) {
            let or = |english: String, own: &str| if english.is_empty() { own.to_owned() } else { english };
            let written = !row.name_en.is_empty() || !row.find_en.is_empty();
            let english = written.then(|| (or(row.name_en, &row.name), or(row.find_en, &row.how_to_find)));
            let id = PlaceId(row.id);
            let (lead_minutes, hours) = (row.lead_minutes, Vec::new());
            places.push(Place { id, name: row.name, find: row.how_to_find, hours, lead_minutes, english });
        }
        if let (Some(((weekday, from), to)), Some(place)) = (hours, places.last_mut()) {
            place.hours.push(Hours { weekday, from, to });
        }
    }
    Ok(found)
}
