//! Public files that are gone for good: their addresses answer 410 from the commit on, whatever becomes of the files,
//! and a job removes what could not be removed at once.

use app::error::AppError;
use sqlx::AnyPool;

use super::{MediaKey, sql};
use crate::house::House;
use crate::jobs::{self, Kind};
use crate::store::Tx;

/// Lets a key go, in the transaction that takes the picture down.
pub async fn bury(tx: &mut Tx, public_key: &str) -> Result<(), AppError> {
    sql::bury(tx, public_key).await?;
    let now = tx.now;
    jobs::enqueue(tx, Kind::RemoveMedia, serde_json::json!({ "key": public_key }), now, None).await
}

/// True when files lay under this key once and are gone for good.
pub async fn is_gone(db: &AnyPool, public_key: &str) -> Result<bool, AppError> {
    sql::is_gone(db, public_key).await
}

/// Removes public files that no row names, at once. What fails is left to the job, or to the sweep.
pub async fn remove_now(house: &House, public_key: &str) {
    let removed = match MediaKey::parse(public_key) {
        Ok(key) => house.media.remove_public(&key).await,
        Err(error) => Err(error),
    };
    if let Err(error) = removed {
        tracing::warn!(%error, "public files are left for later");
    }
}

/// The job: removes the files of a key that was let go.
pub async fn remove(house: &House, payload: &serde_json::Value) -> Result<(), AppError> {
    let key = payload["key"].as_str().and_then(|key| MediaKey::parse(key).ok()).ok_or(AppError::Internal)?;
    house.media.remove_public(&key).await.map_err(|error| {
        tracing::error!(%error, "files that are gone cannot be removed");
        AppError::Unavailable { retry_after: 60 }
    })
}
