//! Statements of a shop's own page: its row, its villages and bands to choose from.

use app::accounts::phone::Phone;
use app::accounts::shop::rules::About;
use app::accounts::shop::{BandUse, MakerKind, Portrait, ShopCard, VillageChoice};
use app::error::AppError;
use app::ids::{AccountId, RegionId, ShopId};
use app::time::Zone;
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

#[derive(sqlx::FromRow)]
struct CardRow {
    id: String,
    name: String,
    maker_kind: String,
    village_id: String,
    village_name: String,
    island: String,
    regency_id: String,
    zone: String,
    language: String,
    story: String,
    portrait_key: Option<String>,
    portrait_of: String,
    portrait_at: Option<i64>,
    whatsapp: Option<String>,
    whatsapp_public: i64,
    band: i64,
    sends: i64,
    delivers: i64,
    opened_at: Option<i64>,
    version: i64,
}

impl From<CardRow> for ShopCard {
    fn from(row: CardRow) -> Self {
        let (of, since) = (row.portrait_of, row.portrait_at.unwrap_or_default());
        Self {
            id: ShopId(row.id),
            name: row.name,
            kind: MakerKind::parse(&row.maker_kind).unwrap_or(MakerKind::Person),
            village: RegionId(row.village_id),
            village_name: row.village_name,
            island: row.island,
            regency: RegionId(row.regency_id),
            zone: Zone::parse(&row.zone).unwrap_or(Zone::Wita),
            language: Lang::parse(&row.language).unwrap_or(Lang::Id),
            story: row.story,
            portrait: row.portrait_key.map(|key| Portrait { key, of, since }),
            whatsapp: row.whatsapp.and_then(|number| Phone::parse_any(&number).ok()),
            whatsapp_public: row.whatsapp_public == 1,
            band: u8::try_from(row.band).unwrap_or_default(),
            sends: row.sends == 1,
            delivers: row.delivers == 1,
            open: row.opened_at.is_some(),
            version: row.version,
        }
    }
}

pub async fn card(db: &AnyPool, shop: &ShopId) -> Result<Option<ShopCard>, AppError> {
    let row: Option<CardRow> = sqlx::query_as(
        "select s.id, s.name, s.maker_kind, s.village_id, v.name as village_name, coalesce(v.island, '') as island, s.regency_id, r.zone, s.language, \
           s.story, s.portrait_key, s.portrait_of, s.whatsapp, s.whatsapp_public, s.band, s.sends, s.delivers, s.opened_at, s.version, \
           (select max(c.given_at) from consents c join memberships m on m.account_id = c.account_id \
             where m.shop_id = s.id and c.kind = 'portrait' and c.withdrawn_at is null) as portrait_at \
         from shops s join regions v on v.id = s.village_id join regions r on r.id = s.regency_id where s.id = $1",
    )
    .bind(shop.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(ShopCard::from))
}

/// Villages of a regency, by district and name.
pub async fn villages(db: &AnyPool, regency: &RegionId) -> Result<Vec<VillageChoice>, AppError> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select v.id, v.name, coalesce(d.name, '') from regions v left join regions d on d.id = v.parent_id \
         where v.regency_id = $1 and v.level = 'village' order by 3, 2, 1",
    )
    .bind(regency.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id, name, district)| VillageChoice { id: RegionId(id), name, district }).collect())
}

/// The bands of a village's other shops.
pub async fn band_uses(db: &AnyPool, village: &RegionId, except: &ShopId) -> Result<Vec<BandUse>, AppError> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "select band, name from shops where village_id = $1 and id <> $2 and band > 0 order by band, name limit 200",
    )
    .bind(village.0.clone())
    .bind(except.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(|(band, shop)| Some(BandUse { band: u8::try_from(band).ok()?, shop })).collect())
}

/// Takes a shop's version for a change: false when somebody else changed it since.
pub async fn take_version(tx: &mut Tx, shop: &ShopId, version: i64) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query("update shops set version = version + 1, updated_at = $3 where id = $1 and version = $2")
        .bind(shop.0.clone())
        .bind(version)
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}

/// Marks a shop as changed, and holds its row until the transaction ends.
pub async fn touch(tx: &mut Tx, shop: &ShopId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update shops set version = version + 1, updated_at = $2 where id = $1")
        .bind(shop.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// True when the village lies in the shop's own regency.
pub async fn may_move_to(tx: &mut Tx, shop: &ShopId, village: &str) -> Result<bool, AppError> {
    let (found,): (i64,) = sqlx::query_as(
        "select count(*) from regions v join shops s on s.regency_id = v.regency_id \
         where s.id = $1 and v.id = $2 and v.level = 'village'",
    )
    .bind(shop.0.clone())
    .bind(village.to_owned())
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(found == 1)
}

pub async fn set_about(tx: &mut Tx, shop: &ShopId, about: &About) -> Result<(), AppError> {
    sqlx::query(
        "update shops set name = $2, maker_kind = $3, village_id = $4, language = $5, story = $6 where id = $1",
    )
    .bind(shop.0.clone())
    .bind(about.name.clone())
    .bind(about.kind.as_str())
    .bind(about.village.clone())
    .bind(about.language.code())
    .bind(about.story.clone())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn set_band(tx: &mut Tx, shop: &ShopId, band: u8) -> Result<(), AppError> {
    sqlx::query("update shops set band = $2 where id = $1")
        .bind(shop.0.clone())
        .bind(i64::from(band))
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn set_sending(tx: &mut Tx, shop: &ShopId, sends: bool, delivers: bool) -> Result<(), AppError> {
    sqlx::query("update shops set sends = $2, delivers = $3 where id = $1")
        .bind(shop.0.clone())
        .bind(i64::from(sends))
        .bind(i64::from(delivers))
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn set_whatsapp(tx: &mut Tx, shop: &ShopId, number: Option<&Phone>, public: bool) -> Result<(), AppError> {
    sqlx::query("update shops set whatsapp = $2, whatsapp_public = $3 where id = $1")
        .bind(shop.0.clone())
        .bind(number.map(|number| number.as_str().to_owned()))
        .bind(i64::from(public))
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// The picture, or none, and who is in it.
pub async fn set_portrait(tx: &mut Tx, shop: &ShopId, picture: Option<(&str, &str)>) -> Result<(), AppError> {
    sqlx::query("update shops set portrait_key = $2, portrait_of = $3 where id = $1")
        .bind(shop.0.clone())
        .bind(picture.map(|(key, _)| key.to_owned()))
        .bind(picture.map_or("", |(_, of)| of).to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// What a change of number or picture starts from, read in its own transaction.
#[derive(sqlx::FromRow)]
pub struct Personal {
    pub portrait_key: Option<String>,
    pub whatsapp: Option<String>,
    pub whatsapp_public: i64,
}

pub async fn personal(tx: &mut Tx, shop: &ShopId) -> Result<Personal, AppError> {
    sqlx::query_as("select portrait_key, whatsapp, whatsapp_public from shops where id = $1")
        .bind(shop.0.clone())
        .fetch_one(tx.db())
        .await
        .db()
}

/// Everybody who belongs to the shop.
pub async fn accounts(tx: &mut Tx, shop: &ShopId) -> Result<Vec<AccountId>, AppError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("select account_id from memberships where shop_id = $1 order by created_at")
            .bind(shop.0.clone())
            .fetch_all(tx.db())
            .await
            .db()?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}
