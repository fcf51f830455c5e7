//! Statements of a shop's payment settings.

use app::error::AppError;
use app::ids::ShopId;
use app::payments::qris::Qris;
use app::payments::settings::{OwnQris, Proposal, Settings};
use sqlx::{Any, Executor};

use crate::store::{DbResult as _, Tx};

/// Cash only.
pub async fn insert(tx: &mut Tx, shop: &ShopId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("insert into shop_payments (shop_id, takes_cash, takes_qris, updated_at) values ($1, 1, 0, $2)")
        .bind(shop.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    takes_cash: i64,
    takes_qris: i64,
    qris_payload: Option<String>,
    updated_at: i64,
}

pub async fn settings<'e, E: Executor<'e, Database = Any>>(db: E, shop: &ShopId) -> Result<Option<Settings>, AppError> {
    let row: Option<Row> =
        sqlx::query_as("select takes_cash, takes_qris, qris_payload, updated_at from shop_payments where shop_id = $1")
            .bind(shop.0.clone())
            .fetch_optional(db)
            .await
            .db()?;
    Ok(row.map(|row| Settings {
        cash: row.takes_cash == 1,
        takes_qris: row.takes_qris == 1,
        // Only a valid code is ever stored; what it says of its owner is read from it again.
        qris: row.qris_payload.and_then(|text| Qris::parse(&text).ok()).map(|qris| OwnQris::of(&qris)),
        updated_at: row.updated_at,
    }))
}

/// False when the settings are not those of `replaces` any more.
pub async fn update(tx: &mut Tx, shop: &ShopId, proposal: &Proposal, replaces: i64) -> Result<bool, AppError> {
    let qris = proposal.qris.as_ref();
    // Two changes within a millisecond are still two versions.
    let version = tx.now.max(replaces + 1);
    let done = sqlx::query(
        "update shop_payments set takes_cash = $3, takes_qris = $4, qris_payload = $5, qris_name = $6, \
           qris_city = $7, qris_nmid = $8, updated_at = $9 where shop_id = $1 and updated_at = $2",
    )
    .bind(shop.0.clone())
    .bind(replaces)
    .bind(i64::from(proposal.cash))
    .bind(i64::from(proposal.takes_qris))
    .bind(qris.map(|qris| qris.payload.clone()))
    .bind(qris.map(|qris| qris.name.clone()))
    .bind(qris.map(|qris| qris.city.clone()))
    .bind(qris.and_then(|qris| qris.nmid.clone()))
    .bind(version)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}
