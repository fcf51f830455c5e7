//! Statements of accounts, attempts and consents.

use app::error::AppError;
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// True when anybody has an account.
pub async fn any(db: &AnyPool) -> Result<bool, AppError> {
    let row: Option<(String,)> = sqlx::query_as("select id from accounts limit 1").fetch_optional(db).await.db()?;
    Ok(row.is_some())
}

/// Counts an attempt; None while one must wait. One statement, so attempts at once cannot slip by.
pub async fn attempt(tx: &mut Tx, subject: &str) -> Result<Option<i64>, AppError> {
    let now = tx.now;
    let row: Option<(i64,)> = sqlx::query_as(
        "insert into attempts (subject, wrong, wait_until, updated_at) values ($1, 1, 0, $2) \
         on conflict (subject) do update set wrong = attempts.wrong + 1, updated_at = $2, \
           wait_until = case when attempts.wrong < 4 then 0 when attempts.wrong = 4 then $2 + 60000 \
             when attempts.wrong = 5 then $2 + 300000 when attempts.wrong = 6 then $2 + 900000 else $2 + 3600000 end \
         where attempts.wait_until <= $2 returning wrong",
    )
    .bind(subject.to_owned())
    .bind(now)
    .fetch_optional(tx.db())
    .await
    .db()?;
    Ok(row.map(|(wrong,)| wrong))
}

/// Uncounts an attempt. It was counted, so nobody had to wait before it.
pub async fn take_back_attempt(tx: &mut Tx, subject: &str) -> Result<(), AppError> {
    sqlx::query("update attempts set wrong = wrong - 1, wait_until = 0 where subject = $1 and wrong > 0")
        .bind(subject.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn wait_until(tx: &mut Tx, subject: &str) -> Result<i64, AppError> {
    let row: Option<(i64,)> = sqlx::query_as("select wait_until from attempts where subject = $1")
        .bind(subject.to_owned())
        .fetch_optional(tx.db())
        .await
        .db()?;
    Ok(row.map_or(0, |(until,)| until))
}

pub async fn forget_attempts(tx: &mut Tx, subject: &str) -> Result<(), AppError> {
    sqlx::query("delete from attempts where subject = $1").bind(subject.to_owned()).execute(tx.db()).await.db()?;
    Ok(())
}

/// A person to be written down.
pub struct NewAccount {
    pub id: String,
    pub role: &'static str,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: String,
    pub regency: Option<String>,
    pub village: Option<String>,
    pub pin_hash: Option<String>,
    pub created_by: Option<String>,
}

pub async fn insert(tx: &mut Tx, account: NewAccount) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into accounts (id, role, name, email, phone, language, regency_id, village_id, pin_hash, created_by, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(account.id)
    .bind(account.role.to_owned())
    .bind(account.name)
    .bind(account.email)
    .bind(account.phone)
    .bind(account.language)
    .bind(account.regency)
    .bind(account.village)
    .bind(account.pin_hash)
    .bind(account.created_by)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// What sign-in needs to know of somebody.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Person {
    pub id: String,
    pub role: String,
    pub name: String,
    pub regency_id: Option<String>,
    pub regency_slug: Option<String>,
    pub password_hash: Option<String>,
    pub pin_hash: Option<String>,
}

/// The person of one condition.
macro_rules! person {
    ($condition:literal) => {
        concat!(
            "select a.id, a.role, a.name, a.regency_id, r.slug as regency_slug, a.password_hash, a.pin_hash \
             from accounts a left join regions r on r.id = a.regency_id where a.",
            $condition
        )
    };
}

pub async fn by_id(db: &AnyPool, id: &str) -> Result<Option<Person>, AppError> {
    sqlx::query_as(person!("id = $1")).bind(id.to_owned()).fetch_optional(db).await.db()
}

/// `email` in lower case.
pub async fn by_email(db: &AnyPool, email: &str) -> Result<Option<Person>, AppError> {
    sqlx::query_as(person!("email = $1")).bind(email.to_owned()).fetch_optional(db).await.db()
}

pub async fn set_language(tx: &mut Tx, id: &str, lang: Lang) -> Result<(), AppError> {
    sqlx::query("update accounts set language = $2 where id = $1")
        .bind(id.to_owned())
        .bind(lang.code())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn set_password(tx: &mut Tx, id: &str, hash: &str) -> Result<(), AppError> {
    sqlx::query("update accounts set password_hash = $2 where id = $1 and role <> 'artisan'")
        .bind(id.to_owned())
        .bind(hash.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn seen(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update accounts set seen_at = $2 where id = $1")
        .bind(id.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}
