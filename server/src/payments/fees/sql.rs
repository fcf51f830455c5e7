//! Statements of a regency's fees.

use app::error::AppError;
use app::ids::RegionId;
use app::payments::ledger::fees::{CostBy, Rules};
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// The rules of a regency and their version; 0 while it has set none.
pub async fn rules(db: &AnyPool, regency: &RegionId) -> Result<(Rules, i64), AppError> {
    let row: Option<(i64, i64, i64, i64, String, i64)> = sqlx::query_as(
        "select fee_bp, fee_fixed_minor, card_cost_bp, card_cost_fixed_minor, card_cost_by, version from region_money \
         where regency_id = $1",
    )
    .bind(regency.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map_or((Rules::default(), 0), |(fee_bp, fee_fixed, card_bp, card_fixed, by, version)| {
        (Rules { fee_bp, fee_fixed, card_bp, card_fixed, card_by: CostBy::parse(&by).unwrap_or_default() }, version)
    }))
}

/// False when the rules are not those of `version` any more.
pub async fn save(tx: &mut Tx, regency: &RegionId, rules: &Rules, version: i64) -> Result<bool, AppError> {
    let now = tx.now;
    let sql = if version == 0 {
        "insert into region_money (regency_id, fee_bp, fee_fixed_minor, card_cost_bp, card_cost_fixed_minor, card_cost_by, \
           version, updated_at) values ($1, $2, $3, $4, $5, $6, $7 + 1, $8) on conflict (regency_id) do nothing"
    } else {
        "update region_money set fee_bp = $2, fee_fixed_minor = $3, card_cost_bp = $4, card_cost_fixed_minor = $5, \
           card_cost_by = $6, version = $7 + 1, updated_at = $8 where regency_id = $1 and version = $7"
    };
    let done = sqlx::query(sql)
        .bind(regency.0.clone())
        .bind(rules.fee_bp)
        .bind(rules.fee_fixed)
        .bind(rules.card_bp)
        .bind(rules.card_fixed)
        .bind(rules.card_by.as_str().to_owned())
        .bind(version)
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}
