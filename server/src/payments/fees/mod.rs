//! What selling costs in a regency: set by the administrator, for orders that are placed from then on.

pub mod http;
mod sql;

use app::backend::Actor;
use app::error::AppError;
use app::ids::RegionId;
use app::payments::ledger::fees::Rules;
use serde_json::json;

pub use sql::rules;

use crate::audit::{self, By};
use crate::house::House;

/// Saves the rules. A form sent twice finds its own figures and is done.
///
/// # Errors
/// `Conflict` when somebody else saved meanwhile.
pub async fn save(house: &House, actor: &Actor, regency: &RegionId, new: Rules, version: i64) -> Result<(), AppError> {
    let (by, regency) = (By::from(actor), regency.clone());
    let (was, newest) = rules(house.store.read(), &regency).await?;
    if was == new && newest != version {
        return Ok(());
    }
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !sql::save(tx, &regency, &new, version).await? {
                    return Err(AppError::conflict("regions-changed-meanwhile"));
                }
                let detail = json!({
                    "fee_bp": [was.fee_bp, new.fee_bp],
                    "fee_fixed_minor": [was.fee_fixed, new.fee_fixed],
                    "card_cost_bp": [was.card_bp, new.card_bp],
                    "card_cost_fixed_minor": [was.card_fixed, new.card_fixed],
                    "card_cost_by": [was.card_by.as_str(), new.card_by.as_str()],
                });
                audit::note(tx, &by, "region.fees", ("region", regency.as_str()), detail).await
            })
        })
        .await
}
