//! Statements of how money goes in a regency.

use app::error::AppError;
use app::payments::region::RegionMoney;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

#[derive(sqlx::FromRow)]
struct MoneyRow {
    offers_cash: i64,
    offers_qris: i64,
    offers_transfer: i64,
    offers_card: i64,
    merchant_name: String,
    merchant_contact: String,
    stall_minutes: i64,
    answer_hours: i64,
    after_pickup_hours: i64,
    retention_days: i64,
    version: i64,
}

/// What a regency chose; None while it has not.
pub async fn money(db: &AnyPool, regency: &str) -> Result<Option<RegionMoney>, AppError> {
    let row: Option<MoneyRow> = sqlx::query_as(
        "select offers_cash, offers_qris, offers_transfer, offers_card, merchant_name, merchant_contact, \
           stall_minutes, answer_hours, after_pickup_hours, retention_days, version \
         from region_money where regency_id = $1",
    )
    .bind(regency.to_owned())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(|row| RegionMoney {
        cash: row.offers_cash == 1,
        qris: row.offers_qris == 1,
        transfer: row.offers_transfer == 1,
        card: row.offers_card == 1,
        merchant: row.merchant_name,
        contact: row.merchant_contact,
        times: [row.stall_minutes, row.answer_hours, row.after_pickup_hours, row.retention_days],
        version: row.version,
    }))
}

/// Saves it over the version that was read; false when somebody else saved meanwhile.
pub async fn save(tx: &mut Tx, regency: &str, money: &RegionMoney) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "insert into region_money (regency_id, offers_cash, offers_qris, offers_transfer, offers_card, merchant_name, \
           merchant_contact, stall_minutes, answer_hours, after_pickup_hours, retention_days, version, updated_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $10, $11, $12, $13, 1, $9) \
         on conflict (regency_id) do update set offers_cash = excluded.offers_cash, offers_qris = excluded.offers_qris, \
           offers_transfer = excluded.offers_transfer, offers_card = excluded.offers_card, \
           merchant_name = excluded.merchant_name, merchant_contact = excluded.merchant_contact, \
           stall_minutes = excluded.stall_minutes, answer_hours = excluded.answer_hours, \
           after_pickup_hours = excluded.after_pickup_hours, retention_days = excluded.retention_days, \
           version = region_money.version + 1, updated_at = excluded.updated_at where region_money.version = $8",
    )
    .bind(regency.to_owned())
    .bind(i64::from(money.cash))
    .bind(i64::from(money.qris))
    .bind(i64::from(money.transfer))
    .bind(i64::from(money.card))
    .bind(money.merchant.clone())
    .bind(money.contact.clone())
    .bind(money.version)
    .bind(now)
    .bind(money.times[0])
    .bind(money.times[1])
    .bind(money.times[2])
    .bind(money.times[3])
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}
