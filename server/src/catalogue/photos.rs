//! The photos of a piece: kept privately from the first byte, published with their piece, moved and removed.
//! Files are written before the transaction that names them and removed after the one that lets them go.

use std::sync::Arc;

use app::catalogue::Photo;
use app::catalogue::rules::{MOST_PHOTOS, State};
use app::error::{AppError, Message};
use app::ids::{PhotoId, ProductId, ShopId};
use app::words::Lang;
use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::sql::photos::NewPhoto;
use super::{products, sql};
use crate::audit::{self, By};
use crate::clock;
use crate::house::House;
use crate::media::{MediaError, MediaKey, Picture, StorageError, gone};
use crate::store::Tx;

/// How long a client waits before it sends a photo again that found the pool full, in seconds.
const POOL_FULL: u32 = 5;
/// The same after the disk or the database did not answer.
const NOT_KEPT: u32 = 30;

/// Decodes a photo that was sent and keeps it behind the piece's others, making the draft if this is its first
/// post. The same bytes sent again are the same photo, so a retry after a lost answer adds nothing.
///
/// # Errors
/// `NotFound` when the id is another shop's; `Invalid` at `photo` for a file that is no usable picture and for
/// one photo too many; `Unavailable` when the pool is full; `Conflict` for an archived piece.
pub async fn keep(
    house: &House,
    by: By,
    (shop, id): (&ShopId, &ProductId),
    language: Lang,
    bytes: Bytes,
) -> Result<PhotoId, AppError> {
    let sent_hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&bytes));
    let state = match may_add(house, shop, id, &sent_hash).await? {
        Room::For(state) => state,
        Room::Kept(known) => return Ok(known),
    };
    let picture = house.intake.take(bytes).await.map_err(refusal)?;
    let photo = Arc::new(store(house, &picture, sent_hash, is_public(state)).await?);
    let row = photo.clone();
    let (shop, id) = (shop.clone(), id.clone());
    let kept = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let piece = products::find_or_make(tx, &by, &shop, &id, language).await?;
                if is_public(piece.state) != row.public_key.is_some() {
                    // It was published or put away while the photo was decoded: look again.
                    return Err(AppError::Unavailable { retry_after: 1 });
                }
                add(tx, &by, &id, &row).await
            })
        })
        .await;
    if !matches!(&kept, Ok(id) if *id == photo.id) {
        forget(house, std::slice::from_ref(&photo)).await;
    }
    kept
}

fn is_public(state: State) -> bool {
    matches!(state, State::Published | State::Hidden)
}

/// Where a photo that was sent belongs.
enum Room {
    /// To the others of a piece in this state.
    For(State),
    /// It is there already.
    Kept(PhotoId),
}

/// Refuses before decoding what would be refused afterwards. An unknown id is a draft to come.
async fn may_add(house: &House, shop: &ShopId, id: &ProductId, sent_hash: &str) -> Result<Room, AppError> {
    let db = house.store.read();
    let Some(piece) = sql::own::piece(db, shop, id).await? else {
        return Ok(Room::For(State::Draft));
    };
    if let Some(known) = sql::photos::of_hash(db, id, sent_hash).await? {
        return Ok(Room::Kept(known));
    }
    if piece.state == State::Archived {
        return Err(AppError::conflict("catalogue-not-now"));
    }
    if sql::own::photos(db, id).await?.len() >= MOST_PHOTOS {
        return Err(too_many());
    }
    Ok(Room::For(piece.state))
}

fn too_many() -> AppError {
    AppError::invalid("photo", Message::new("catalogue-photo-many").with("most", MOST_PHOTOS))
}

async fn add(tx: &mut Tx, by: &By, id: &ProductId, photo: &NewPhoto) -> Result<PhotoId, AppError> {
    if sql::own::photos(tx.db(), id).await?.len() >= MOST_PHOTOS {
        return Err(too_many());
    }
    if !sql::photos::insert(tx, id, photo).await? {
        // Two of the same at once: the other one was quicker.
        let hash = photo.sent_hash.clone().unwrap_or_default();
        return sql::photos::of_hash(tx.db(), id, &hash).await?.ok_or(AppError::Internal);
    }
    let detail = json!({ "photo": photo.id.as_str(), "public_key": photo.public_key });
    audit::note(tx, by, "product.photo_added", ("product", id.as_str()), detail).await?;
    Ok(photo.id.clone())
}

/// What a picture that was not taken is answered with.
fn refusal(error: MediaError) -> AppError {
    match error {
        MediaError::Busy => AppError::Unavailable { retry_after: POOL_FULL },
        other => AppError::invalid("photo", other.key()),
    }
}

/// Writes a decoded picture's files, the public ones too where the piece is public already.
async fn store(house: &House, picture: &Picture, sent_hash: String, public: bool) -> Result<NewPhoto, AppError> {
    let private = new_key()?;
    house.media.put_private(&private, &picture.files).await.map_err(not_kept)?;
    let public_key = match public {
        true => Some(copy_public(house, private.as_str()).await?.as_str().to_owned()),
        false => None,
    };
    Ok(NewPhoto {
        id: PhotoId(clock::new_id(house.clock.now())),
        private_key: private.as_str().to_owned(),
        public_key,
        width: i64::from(picture.width),
        height: i64::from(picture.height),
        tint: picture.tint.clone(),
        sent_hash: Some(sent_hash),
        is_drawing: false,
    })
}

/// Copies of photos under private keys of their own, not yet named by any row.
pub(super) async fn copies(house: &House, photos: &[Photo]) -> Result<Vec<NewPhoto>, AppError> {
    let mut made = Vec::new();
    for photo in photos {
        let (from, to) = (MediaKey::parse(&photo.private_key).map_err(not_kept)?, new_key()?);
        if let Err(error) = house.media.copy_private(&from, &to).await {
            forget(house, &made).await;
            return Err(not_kept(error));
        }
        made.push(NewPhoto {
            id: PhotoId(clock::new_id(house.clock.now())),
            private_key: to.as_str().to_owned(),
            public_key: None,
            width: photo.width,
            height: photo.height,
            tint: photo.tint.clone(),
            sent_hash: None,
            is_drawing: photo.is_drawing,
        });
    }
    Ok(made)
}

/// How a photo moves among the others, or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoMove {
    Up,
    Down,
    /// To the first place.
    Main,
    Remove,
}

impl PhotoMove {
    /// Reads what a button says.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            "main" => Some(Self::Main),
            "remove" => Some(Self::Remove),
            _ => None,
        }
    }
}

/// Moves or removes a photo. Posting it again does no harm: at the end of the list nothing moves.
///
/// # Errors
/// `NotFound` for another shop's piece or photo; `Conflict` for the last photo of a piece others can see, and
/// for an archived piece.
pub async fn move_photo(
    house: &House,
    by: By,
    (shop, id): (&ShopId, &ProductId),
    photo: PhotoId,
    wanted: PhotoMove,
) -> Result<(), AppError> {
    let (shop, id) = (shop.clone(), id.clone());
    let gone = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let piece = products::held(tx, &shop, &id).await?;
                if piece.state == State::Archived {
                    return Err(AppError::conflict("catalogue-not-now"));
                }
                let mut photos = sql::own::photos(tx.db(), &id).await?;
                let at = photos.iter().position(|one| one.id == photo).ok_or(AppError::NotFound)?;
                let gone = rearrange(tx, &mut photos, at, wanted, is_public(piece.state)).await?;
                sql::photos::put_in_order(tx, &photos).await?;
                let detail = json!({ "photo": photo.as_str(), "how": format!("{wanted:?}").to_lowercase() });
                audit::note(tx, &by, "product.photo_moved", ("product", id.as_str()), detail).await?;
                Ok(gone)
            })
        })
        .await?;
    if let Some(photo) = gone {
        if let Some(public) = &photo.public_key {
            gone::remove_now(house, public).await;
        }
        remove_private(house, &photo.private_key).await;
    }
    Ok(())
}

/// Puts the photo where it belongs; gives the one whose files are to go.
async fn rearrange(
    tx: &mut Tx,
    photos: &mut Vec<Photo>,
    at: usize,
    wanted: PhotoMove,
    public: bool,
) -> Result<Option<Photo>, AppError> {
    match wanted {
        PhotoMove::Up if at > 0 => photos.swap(at, at - 1),
        PhotoMove::Down if at + 1 < photos.len() => photos.swap(at, at + 1),
        PhotoMove::Main => photos[..=at].rotate_right(1),
        PhotoMove::Up | PhotoMove::Down => {}
        PhotoMove::Remove if public && photos.len() == 1 => {
            return Err(AppError::conflict("catalogue-photo-last"));
        }
        PhotoMove::Remove => {
            let photo = photos.remove(at);
            if let Some(public) = &photo.public_key {
                gone::bury(tx, public).await?;
            }
            sql::photos::remove(tx, &photo.id).await?;
            return Ok(Some(photo));
        }
    }
    Ok(None)
}

/// Copies a photo's files to a new public key.
pub(super) async fn copy_public(house: &House, private_key: &str) -> Result<MediaKey, AppError> {
    let (private, public) = (MediaKey::parse(private_key).map_err(not_kept)?, new_key()?);
    house.media.publish(&private, &public).await.map_err(not_kept)?;
    Ok(public)
}

/// Removes files only the shop saw, and no row names any more. What fails is left to the sweep.
pub(super) async fn remove_private(house: &House, key: &str) {
    let removed = match MediaKey::parse(key) {
        Ok(key) => house.media.remove_private(&key).await,
        Err(error) => Err(error),
    };
    if let Err(error) = removed {
        tracing::warn!(%error, "private files are left to the sweep");
    }
}

/// Removes the files of photos whose rows were not written.
pub(super) async fn forget(house: &House, photos: &[impl std::borrow::Borrow<NewPhoto>]) {
    for photo in photos {
        let photo: &NewPhoto = photo.borrow();
        if let Some(public) = &photo.public_key {
            gone::remove_now(house, public).await;
        }
        remove_private(house, &photo.private_key).await;
    }
}

fn new_key() -> Result<MediaKey, AppError> {
    MediaKey::parse(&clock::token()).map_err(|_| AppError::Internal)
}

fn not_kept(error: StorageError) -> AppError {
    tracing::error!(%error, "a photo's files could not be kept");
    AppError::Unavailable { retry_after: NOT_KEPT }
}
