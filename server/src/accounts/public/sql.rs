//! Statements of what visitors see of shops.

use app::accounts::public::{Face, PublicShop};
use app::accounts::shop::MakerKind;
use app::error::AppError;
use app::ids::ShopId;
use app::time::Zone;
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::DbResult as _;

/// Between values that are read as one text; nobody can type it.
const BETWEEN: &str = "\u{1f}";

#[derive(sqlx::FromRow)]
struct ShopRow {
    id: String,
    code: String,
    name: String,
    maker_kind: String,
    language: String,
    story: String,
    portrait_key: Option<String>,
    portrait_of: String,
    band: i64,
    opened_at: Option<i64>,
    whatsapp: Option<String>,
    whatsapp_public: i64,
    village: String,
    village_slug: String,
    island: Option<String>,
    regency: String,
    regency_slug: String,
    zone: String,
    province: Option<String>,
    makers: Option<String>,
    places: i64,
    sends: i64,
    delivers: i64,
}

impl From<ShopRow> for PublicShop {
    fn from(row: ShopRow) -> Self {
        Self {
            id: ShopId(row.id),
            code: row.code,
            name: row.name,
            kind: MakerKind::parse(&row.maker_kind).unwrap_or(MakerKind::Person),
            language: Lang::parse(&row.language).unwrap_or(Lang::Id),
            story: row.story,
            face: row.portrait_key.map(|key| Face { key, of: row.portrait_of }),
            band: u8::try_from(row.band).unwrap_or_default(),
            makers: row.makers.map(|all| all.split(BETWEEN).map(str::to_owned).collect()).unwrap_or_default(),
            open: row.opened_at.is_some(),
            reachable: row.whatsapp_public == 1 && row.whatsapp.is_some(),
            keeps: row.places > 0,
            sends: row.sends == 1,
            delivers: row.delivers == 1,
            village: row.village,
            village_slug: row.village_slug,
            island: row.island.unwrap_or_default(),
            regency: row.regency,
            regency_slug: row.regency_slug,
            province: row.province.unwrap_or_default(),
            zone: Zone::parse(&row.zone).unwrap_or(Zone::Wita),
        }
    }
}

pub async fn shop(db: &AnyPool, id: &str) -> Result<Option<PublicShop>, AppError> {
    let row: Option<ShopRow> = sqlx::query_as(
        "select s.id, c.code, s.name, s.maker_kind, s.language, s.story, s.portrait_key, s.portrait_of, s.band, \
           s.opened_at, s.whatsapp, s.whatsapp_public, v.name as village, v.slug as village_slug, v.island, \
           r.name as regency, r.slug as regency_slug, r.zone, p.name as province, \
           (select string_agg(m.name, $2 order by m.position, m.id) from makers m \
             where m.shop_id = s.id and m.left_at is null) as makers, \
           (select count(*) from meeting_places a where a.shop_id = s.id and a.closed_at is null \
             and exists (select 1 from meeting_hours h where h.place_id = a.id)) as places, s.sends, s.delivers \
         from shops s join codes c on c.kind = 'shop' and c.target_id = s.id \
         join regions v on v.id = s.village_id join regions r on r.id = s.regency_id \
         left join regions p on p.id = r.parent_id where s.id = $1",
    )
    .bind(id.to_owned())
    .bind(BETWEEN)
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(PublicShop::from))
}

/// The number of a shop that shows it.
pub async fn public_number(db: &AnyPool, shop: &ShopId) -> Result<Option<String>, AppError> {
    let row: Option<(Option<String>,)> =
        sqlx::query_as("select whatsapp from shops where id = $1 and whatsapp_public = 1")
            .bind(shop.0.clone())
            .fetch_optional(db)
            .await
            .db()?;
    Ok(row.and_then(|(number,)| number))
}
