//! A buyer's picture of a payment: kept privately, seen by that shop alone, gone with the buyer's contact. It moves
//! nothing: only the shop says that money has arrived.

mod sql;

use app::error::AppError;
use app::ids::ShopId;

pub use sql::{forget, is_of_shop, keys, put};

use crate::house::House;
use crate::media::sizes::MASTER_FILE;
use crate::media::{MediaKey, Picture, StorageError};

/// Of a picture's files those that are looked at; nothing is ever published of it.
const KEPT: [&str; 3] = ["640.webp", "1280.webp", MASTER_FILE];

/// Keeps a picture's files for the shop; gives the key they lie under.
///
/// # Errors
/// `Unavailable` when the disk takes nothing.
pub async fn keep(house: &House, picture: &Picture) -> Result<MediaKey, AppError> {
    let key = MediaKey::parse(&crate::clock::token()).map_err(|_| AppError::Internal)?;
    let files: Vec<_> = picture.files.iter().filter(|file| KEPT.contains(&file.suffix)).cloned().collect();
    house.media.put_private(&key, &files).await.map_err(|error| unreadable(&error))?;
    Ok(key)
}

/// Removes a picture that no row names; what fails is left to the sweep of files.
pub async fn remove(house: &House, key: &str) {
    let removed = match MediaKey::parse(key) {
        Ok(key) => house.media.remove_private(&key).await,
        Err(error) => Err(error),
    };
    if let Err(error) = removed {
        tracing::warn!(%error, "a picture of a payment is left for later");
    }
}

/// One file of a shop's own proof.
///
/// # Errors
/// `NotFound` for another shop's.
pub async fn read(house: &House, shop: &ShopId, name: &str) -> Result<crate::media::storage::Stored, AppError> {
    let (key, _) = crate::media::key::split(name).ok_or(AppError::NotFound)?;
    if !is_of_shop(house.store.read(), shop, key.as_str()).await? {
        return Err(AppError::NotFound);
    }
    house.media.read_private(name).await.map_err(|error| unreadable(&error))
}

/// A picture as it is looked at, for whoever may see the order it belongs to.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn open(house: &House, key: &str) -> Result<crate::media::storage::Stored, AppError> {
    let key = MediaKey::parse(key).map_err(|error| unreadable(&error))?;
    house.media.read_private(&key.file("1280.webp")).await.map_err(|error| unreadable(&error))
}

fn unreadable(error: &StorageError) -> AppError {
    match error {
        StorageError::NotFound | StorageError::BadKey => AppError::NotFound,
        StorageError::Unavailable(_) => {
            tracing::error!(%error, "a picture of a payment cannot be kept or read");
            AppError::Unavailable { retry_after: 5 }
        }
    }
}
