//! Statements of enrolment, and of the lists of people in a regency.

use app::accounts::{Artisan, Officer};
use app::error::AppError;
use app::ids::AccountId;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// An artisan a link may be made for.
#[derive(sqlx::FromRow)]
pub struct ArtisanRow {
    pub name: String,
    pub phone: Option<String>,
    pub village_id: Option<String>,
}

pub async fn artisan(tx: &mut Tx, regency: &str, account: &str) -> Result<Option<ArtisanRow>, AppError> {
    sqlx::query_as(
        "select name, phone, village_id from accounts where id = $1 and regency_id = $2 and role = 'artisan'",
    )
    .bind(account.to_owned())
    .bind(regency.to_owned())
    .fetch_optional(tx.db())
    .await
    .db()
}

/// True when the village lies in the regency.
pub async fn is_village_of(tx: &mut Tx, village: &str, regency: &str) -> Result<bool, AppError> {
    let row: Option<(String,)> =
        sqlx::query_as("select id from regions where id = $1 and regency_id = $2 and level = 'village'")
            .bind(village.to_owned())
            .bind(regency.to_owned())
            .fetch_optional(tx.db())
            .await
            .db()?;
    Ok(row.is_some())
}

/// The bands of a village's shops.
pub async fn bands(tx: &mut Tx, village: &str) -> Result<Vec<u8>, AppError> {
    let rows: Vec<(i64,)> = sqlx::query_as("select band from shops where village_id = $1")
        .bind(village.to_owned())
        .fetch_all(tx.db())
        .await
        .db()?;
    Ok(rows.into_iter().filter_map(|(band,)| u8::try_from(band).ok()).collect())
}

/// A shop to be made.
pub struct NewShop {
    pub id: String,
    pub regency: String,
    pub village: String,
    pub name: String,
    pub language: String,
    pub band: u8,
}

/// A person's shop; its page opens with the first published piece.
pub async fn insert_shop(tx: &mut Tx, shop: &NewShop) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into shops (id, regency_id, village_id, name, maker_kind, language, band, created_at, updated_at) \
         values ($1, $2, $3, $4, 'person', $5, $6, $7, $7)",
    )
    .bind(shop.id.clone())
    .bind(shop.regency.clone())
    .bind(shop.village.clone())
    .bind(shop.name.clone())
    .bind(shop.language.clone())
    .bind(i64::from(shop.band))
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn insert_owner(tx: &mut Tx, shop: &str, account: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("insert into memberships (shop_id, account_id, role, created_at) values ($1, $2, 'owner', $3)")
        .bind(shop.to_owned())
        .bind(account.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn insert_maker(tx: &mut Tx, shop: &str, name: &str) -> Result<String, AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    sqlx::query("insert into makers (id, shop_id, name, position, created_at) values ($1, $2, $3, 0, $4)")
        .bind(id.clone())
        .bind(shop.to_owned())
        .bind(name.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(id)
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    name: String,
    shop: Option<String>,
    village: Option<String>,
    band: Option<i64>,
}

/// `search` in lower case; empty finds everybody.
pub async fn count_artisans(db: &AnyPool, regency: &str, search: &str) -> Result<i64, AppError> {
    let (n,): (i64,) = sqlx::query_as(
        "select count(*) from accounts a where a.regency_id = $1 and a.role = 'artisan' and ($2 = '' \
           or lower(a.name) like '%' || $2 || '%' or exists (select 1 from memberships m join shops h on h.id = m.shop_id \
             where m.account_id = a.id and lower(h.name) like '%' || $2 || '%'))",
    )
    .bind(regency.to_owned())
    .bind(search.to_owned())
    .fetch_one(db)
    .await
    .db()?;
    Ok(n)
}

pub async fn artisans(
    db: &AnyPool,
    regency: &str,
    search: &str,
    most: i64,
    skip: i64,
) -> Result<Vec<Artisan>, AppError> {
    let rows: Vec<ListedRow> = sqlx::query_as(
        "select a.id, a.name, min(h.name) as shop, min(v.name) as village, min(h.band) as band \
         from accounts a left join memberships m on m.account_id = a.id left join shops h on h.id = m.shop_id \
         left join regions v on v.id = h.village_id \
         where a.regency_id = $1 and a.role = 'artisan' and ($2 = '' or lower(a.name) like '%' || $2 || '%' \
           or lower(h.name) like '%' || $2 || '%') \
         group by a.id, a.name order by a.name, a.id limit $3 offset $4",
    )
    .bind(regency.to_owned())
    .bind(search.to_owned())
    .bind(most)
    .bind(skip)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows
        .into_iter()
        .map(|row| Artisan {
            id: AccountId(row.id),
            name: row.name,
            shop: row.shop.unwrap_or_default(),
            village: row.village.unwrap_or_default(),
            band: row.band.and_then(|band| u8::try_from(band).ok()).unwrap_or(0),
        })
        .collect())
}

#[derive(sqlx::FromRow)]
struct OfficerRow {
    id: String,
    name: String,
    email: Option<String>,
    regency: Option<String>,
    has_password: i64,
    seen_at: Option<i64>,
}

impl From<OfficerRow> for Officer {
    fn from(row: OfficerRow) -> Self {
        Self {
            id: AccountId(row.id),
            name: row.name,
            email: row.email.unwrap_or_default(),
            regency: row.regency.unwrap_or_default(),
            has_password: row.has_password == 1,
            seen_at: row.seen_at,
        }
    }
}

pub async fn count_officers(db: &AnyPool) -> Result<i64, AppError> {
    let (n,): (i64,) =
        sqlx::query_as("select count(*) from accounts where role = 'officer'").fetch_one(db).await.db()?;
    Ok(n)
}

/// What the list and the page of an officer are made of.
macro_rules! officers {
    ($rest:literal) => {
        concat!(
            "select a.id, a.name, a.email, r.name as regency, a.seen_at, \
               case when a.password_hash is null then 0 else 1 end as has_password \
             from accounts a left join regions r on r.id = a.regency_id where a.role = 'officer' ",
            $rest
        )
    };
}

pub async fn officers(db: &AnyPool, most: i64, skip: i64) -> Result<Vec<Officer>, AppError> {
    let rows: Vec<OfficerRow> = sqlx::query_as(officers!("order by r.name, a.name, a.id limit $1 offset $2"))
        .bind(most)
        .bind(skip)
        .fetch_all(db)
        .await
        .db()?;
    Ok(rows.into_iter().map(Officer::from).collect())
}

pub async fn officer(db: &AnyPool, id: &str) -> Result<Option<Officer>, AppError> {
    let row: Option<OfficerRow> =
        sqlx::query_as(officers!("and a.id = $1")).bind(id.to_owned()).fetch_optional(db).await.db()?;
    Ok(row.map(Officer::from))
}
