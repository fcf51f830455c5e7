//! What waits to be handed over, brought or sent.

use app::error::AppError;
use app::ids::ShopId;
use app::orders::packing::{Days, Packed};
use app::orders::rules::{How, State, enquiry};
use app::orders::shown;
use app::orders::{Aside, Line, Status};
use app::payments::method::Purpose;
use app::payments::rules::State as PaymentState;
use app::time::{self, DAY_MS, HOUR_MS, Zone};
use app::words::Lang;
use sqlx::AnyPool;

use super::list::disputed;
use super::sheet::{LineRow, address, money};
use crate::store::{DbResult as _, among};

/// When a part is to be there; $3 is how far its zone is ahead, so that days begin at its midnight.
macro_rules! at {
    () => {
        "case when s.how = 'stall' then s.created_at else coalesce(s.pickup_from, e.promised_at - 1) end"
    };
}

/// The parts of a shop that wait at $2: agreed on, neither over nor run out of time.
macro_rules! waiting {
    ($what:expr, $($rest:expr),+) => {
        concat!(
            "select ", $what, " from (select s.*, e.promised_at, e.service, e.wish, e.leaving_at, e.state as enquiry_state, e.made, \
               e.to_name, e.to_street, e.to_country, e.to_zone, e.to_phone, p.state as payment_state, p.purpose, ",
            disputed!(), " as disputed, ", at!(), " as due_at, (", at!(), " + $3) / 86400000 as due_day \
             from shop_orders s join payments p on p.shop_order_id = s.id and p.state <> 'abandoned' and p.followed = 0 \
             left join enquiries e on e.shop_order_id = s.id \
             where s.shop_id = $1 and s.state in ('accepted', 'ready') and p.state in ('open', 'claimed', 'paid') \
               and (p.state <> 'open' or s.held_until is null or s.held_until > $2)) w ",
            $($rest),+
        )
    };
}

fn ahead(zone: Zone) -> i64 {
    i64::from(zone.offset_hours()) * HOUR_MS
}

/// The days on which something waits and how much, the nearest first, what has none last.
pub async fn days(db: &AnyPool, shop: &ShopId, zone: Zone, now: i64) -> Result<Vec<(Days, i64)>, AppError> {
    let rows: Vec<(Option<i64>, i64)> = sqlx::query_as(waiting!(
        "w.due_day, count(*)",
        "group by w.due_day order by case when w.due_day is null then 1 else 0 end, w.due_day"
    ))
    .bind(shop.0.clone())
    .bind(now)
    .bind(ahead(zone))
    .fetch_all(db)
    .await
    .db()?;
    let day = |day: i64| Days::One(time::day_of(day * DAY_MS - ahead(zone), zone));
    Ok(rows.into_iter().map(|(at, count)| (at.map_or(Days::Without, day), count)).collect())
}

#[derive(sqlx::FromRow)]
struct PartRow {
    id: String,
    code: String,
    buyer_name: String,
    language: String,
    how: String,
    state: String,
    payment_state: String,
    purpose: String,
    enquiry_state: Option<String>,
    made: Option<i64>,
    disputed: i64,
    place_name: String,
    due_at: Option<i64>,
    pickup_from: Option<i64>,
    pickup_until: Option<i64>,
    to_name: Option<String>,
    to_street: Option<String>,
    to_country: Option<String>,
    to_zone: Option<String>,
    to_phone: Option<String>,
    service: Option<String>,
    wish: Option<String>,
    leaving_at: Option<i64>,
    total_minor: i64,
}

impl PartRow {
    fn part(self, lines: Vec<LineRow>) -> Option<Packed> {
        let lines = lines.into_iter().map(LineRow::line).filter_map(Line::packed);
        let to = address([&self.to_name, &self.to_street, &self.to_country, &self.to_zone, &self.to_phone]);
        let status = Status {
            state: State::parse(&self.state)?,
            payment: PaymentState::parse(&self.payment_state)?,
            how: How::parse(&self.how)?,
            rest: self.purpose == Purpose::Rest.as_str(),
            enquiry: self.enquiry_state.as_deref().and_then(enquiry::State::parse),
            made: self.made == Some(1),
            disputed: self.disputed > 0,
            aside: Aside::Nothing,
        };
        Some(Packed {
            code: shown(&self.code),
            buyer: self.buyer_name,
            lang: Lang::parse(&self.language).unwrap_or(Lang::En),
            status,
            place: self.place_name,
            at: self.due_at,
            window: self.pickup_from.zip(self.pickup_until),
            to,
            service: self.service.unwrap_or_default(),
            leaving: self.leaving_at,
            wish: self.wish.unwrap_or_default(),
            total: money(self.total_minor),
            lines: lines.collect(),
        })
    }
}

/// What waits of these days, by day, with every piece.
pub async fn parts(
    db: &AnyPool,
    shop: &ShopId,
    (zone, now): (Zone, i64),
    days: Days,
    (skip, most): (i64, i64),
) -> Result<Vec<Packed>, AppError> {
    let (all, day) = match days {
        Days::All => (1, None),
        Days::One(date) => (0, Some((time::start_of_day(date, zone) + ahead(zone)) / DAY_MS)),
        Days::Without => (0, None),
    };
    let rows: Vec<PartRow> = sqlx::query_as(waiting!(
        "w.id, o.code, o.buyer_name, o.language, w.how, w.state, w.payment_state, w.purpose, w.enquiry_state, w.made, w.disputed, w.place_name, \
           w.due_at, w.pickup_from, w.pickup_until, w.to_name, w.to_street, w.to_country, w.to_zone, w.to_phone, w.service, \
           w.wish, w.leaving_at, w.total_minor",
        "join orders o on o.id = w.order_id \
         where $4 = 1 or w.due_day = $5 or (cast($5 as bigint) is null and w.due_day is null) \
         order by case when w.due_day is null then 1 else 0 end, w.due_day, w.how, w.place_name, w.due_at, w.created_at, w.id \
         limit $7 offset $6"
    ))
    .bind(shop.0.clone())
    .bind(now)
    .bind(ahead(zone))
    .bind(i64::from(all))
    .bind(day)
    .bind(skip)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    let mut lines = lines(db, rows.iter().map(|row| row.id.clone()).collect()).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let own = lines.extract_if(.., |line| line.shop_order_id == row.id).collect();
            row.part(own)
        })
        .filter(|part| !part.lines.is_empty())
        .collect())
}

/// The lines of several parts, each in the order they were put in.
async fn lines(db: &AnyPool, parts: Vec<String>) -> Result<Vec<LineRow>, AppError> {
    among(db, &[], parts, |places| {
        format!(
            "select l.shop_order_id, l.product_id, l.product_code, l.quantity, l.unit_minor, l.name, l.language, l.size_note, \
               l.weight_g, l.facts, l.makers, l.refunded, l.restocked, cast(null as text) as photo_key \
             from order_lines l where l.shop_order_id in ({places}) order by l.id"
        )
    })
    .await
}
