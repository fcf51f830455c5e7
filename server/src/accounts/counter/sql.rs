//! Statements of the counter.

use app::error::AppError;
use app::ids::ShopId;
use app::orders::Counter;
use app::orders::rules::holds::Times;
use app::regions::Operator;
use app::time::{HOUR_MS, MINUTE_MS, Zone};
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::among;

#[derive(sqlx::FromRow)]
struct CounterRow {
    id: String,
    name: String,
    code: Option<String>,
    band: i64,
    language: String,
    village: String,
    owner: Option<String>,
    whatsapp: Option<String>,
    whatsapp_public: i64,
    regency: String,
    regency_name: String,
    regency_slug: String,
    zone: String,
    sends: i64,
    delivers: i64,
    operator_name: String,
    operator_address: String,
    operator_contact: String,
    complaint_days: i64,
    stall_minutes: Option<i64>,
    answer_hours: Option<i64>,
    after_pickup_hours: Option<i64>,
    retention_days: Option<i64>,
}

pub async fn of_shops(db: &AnyPool, shops: &[ShopId]) -> Result<Vec<Counter>, AppError> {
    let rows: Vec<CounterRow> = among(db, &[], shops.iter().map(|shop| shop.0.clone()), |places| {
        format!(
            "select s.id, s.name, c.code, s.band, s.language, v.name as village, s.whatsapp, s.whatsapp_public, \
           (select a.name from memberships m join accounts a on a.id = m.account_id \
             where m.shop_id = s.id and m.role = 'owner' order by m.created_at limit 1) as owner, \
           r.id as regency, r.name as regency_name, r.slug as regency_slug, r.zone, s.sends, s.delivers, \
           r.operator_name, r.operator_address, r.operator_contact, r.complaint_days, \
           m.stall_minutes, m.answer_hours, m.after_pickup_hours, m.retention_days \
         from shops s join regions v on v.id = s.village_id join regions r on r.id = s.regency_id \
         left join region_money m on m.regency_id = r.id left join codes c on c.kind = 'shop' and c.target_id = s.id where s.id in ({places})"
        )
    })
    .await?;
    Ok(rows.into_iter().map(counter).collect())
}

fn counter(row: CounterRow) -> Counter {
    let usual = Times::default();
    let times = Times {
        stall: row.stall_minutes.map_or(usual.stall, |minutes| minutes * MINUTE_MS),
        answer: row.answer_hours.map_or(usual.answer, |hours| hours * HOUR_MS),
        after_pickup: row.after_pickup_hours.map_or(usual.after_pickup, |hours| hours * HOUR_MS),
        remembered_days: row.retention_days.unwrap_or(usual.remembered_days),
    };
    Counter {
        id: ShopId(row.id),
        owner: row.owner.unwrap_or_else(|| row.name.clone()),
        name: row.name,
        code: row.code.unwrap_or_default(),
        band: u8::try_from(row.band).unwrap_or_default(),
        village: row.village,
        lang: Lang::parse(&row.language).unwrap_or(Lang::Id),
        whatsapp: row.whatsapp.filter(|_| row.whatsapp_public == 1),
        regency: row.regency,
        regency_name: row.regency_name,
        regency_slug: row.regency_slug,
        zone: Zone::parse(&row.zone).unwrap_or(Zone::Wita),
        sends: row.sends == 1,
        delivers: row.delivers == 1,
        times,
        operator: Operator {
            name: row.operator_name,
            address: row.operator_address,
            contact: row.operator_contact,
            complaint_days: row.complaint_days,
        },
    }
}
