//! Removes photo files that no row names: copies whose transaction failed, and what a stop left behind.
//! Young files are left alone, for their transaction may still be open.

use std::collections::HashSet;

use app::error::AppError;

use super::sql;
use crate::accounts::opening;
use crate::house::House;
use crate::media::{MediaKey, StorageError};
use crate::orders;
use crate::payments::proofs;

/// A file this old without a row has been left behind, in ms: no upload takes a day.
const LEFT_BEHIND: i64 = 24 * 60 * 60 * 1000;

/// Sweeps both folders. Files are listed before the rows are read, so a row written meanwhile is seen.
pub async fn sweep(house: &House) -> Result<(), AppError> {
    let before = house.clock.now() - LEFT_BEHIND;
    let old = |listed: Vec<crate::media::storage::Listed>| -> Vec<MediaKey> {
        listed.into_iter().filter(|one| one.written_at < before).map(|one| one.key).collect()
    };
    let public = old(house.media.list_public_keys().await.map_err(unreadable)?);
    let private = old(house.media.list_private_keys().await.map_err(unreadable)?);
    if public.is_empty() && private.is_empty() {
        return Ok(());
    }
    let rows = sql::photos::live_keys(house.store.read()).await?;
    let (own, named): (Vec<String>, Vec<Option<String>>) = rows.into_iter().unzip();
    let mut own: HashSet<String> = own.into_iter().collect();
    own.extend(proofs::keys(house.store.read()).await?);
    own.extend(orders::parcel_pictures(house.store.read()).await?);
    let mut named: HashSet<String> = named.into_iter().flatten().collect();
    named.extend(opening::portrait_keys(house.store.read()).await?);
    let (mut swept, mut kept) = (0_u32, 0_u32);
    for key in public {
        if named.contains(key.as_str()) {
            kept += 1;
        } else {
            house.media.remove_public(&key).await.map_err(unreadable)?;
            swept += 1;
        }
    }
    for key in private {
        if own.contains(key.as_str()) {
            kept += 1;
        } else {
            house.media.remove_private(&key).await.map_err(unreadable)?;
            swept += 1;
        }
    }
    tracing::info!(swept, kept, "photo files were swept");
    Ok(())
}

fn unreadable(error: StorageError) -> AppError {
    tracing::error!(%error, "the media folder cannot be swept");
    AppError::Unavailable { retry_after: 60 }
}
