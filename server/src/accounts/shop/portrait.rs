//! The portrait: one picture of a person, published with that person's consent and gone with it.
//! Files are published before the commit and removed after it; the sweep takes what a stop leaves behind.

use app::backend::Actor;
use app::error::AppError;
use app::words::Lang;
use serde_json::json;

use super::super::sql::shop as sql;
use crate::audit::consents::{self, Consent};
use crate::audit::{self, By};
use crate::clock;
use crate::house::House;
use crate::media::{MediaKey, Picture, StorageError, gone};
use crate::store::Tx;

/// A picture whose files are published and whose row is not written yet.
pub struct NewPortrait {
    key: MediaKey,
}

impl NewPortrait {
    /// Publishes the picture's files under a new random key.
    ///
    /// # Errors
    /// `Unavailable` when they cannot be kept; none is left then.
    pub async fn publish(house: &House, picture: &Picture) -> Result<Self, AppError> {
        let (private, key) = (new_key()?, new_key()?);
        house.media.put_private(&private, &picture.files).await.map_err(unavailable)?;
        let published = house.media.publish(&private, &key).await;
        // Only the published sizes are kept: a better picture is a new one.
        house.media.remove_private(&private).await.map_err(unavailable)?;
        published.map_err(unavailable)?;
        Ok(Self { key })
    }

    /// Removes the files of a picture whose row could not be written.
    pub async fn undo(self, house: &House) {
        gone::remove_now(house, self.key.as_str()).await;
    }

    /// The key its addresses are made of.
    pub fn key(&self) -> &str {
        self.key.as_str()
    }
}

/// Shows the picture on the shop's page; gives the key of the one that hung there before.
///
/// # Errors
/// `Conflict` for another version of the shop.
pub async fn hang_portrait(
    tx: &mut Tx,
    actor: &Actor,
    lang: Lang,
    version: i64,
    (key, of): (&str, &str),
) -> Result<Option<String>, AppError> {
    let shop = actor.shop.as_ref().ok_or(AppError::NotFound)?;
    super::claim(tx, shop, version).await?;
    let old = clear(tx, actor).await?;
    let consent = consents::give(tx, &actor.account, Consent::Portrait, of, lang).await?;
    sql::set_portrait(tx, shop, Some((key, of))).await?;
    let detail = json!({ "fields": ["portrait", "portrait_of"], "key": key, "consent": consent });
    audit::note(tx, &By::from(actor), "shop.portrait_hung", ("shop", shop.as_str()), detail).await?;
    Ok(old)
}

/// The consent is taken back: the picture is gone from the page and its addresses answer 410.
/// Gives the key whose files are to be removed.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn take_portrait_down(tx: &mut Tx, actor: &Actor) -> Result<String, AppError> {
    let shop = actor.shop.as_ref().ok_or(AppError::NotFound)?;
    sql::touch(tx, shop).await?;
    let key = clear(tx, actor).await?.ok_or(AppError::NotFound)?;
    sql::set_portrait(tx, shop, None).await?;
    let detail = json!({ "fields": ["portrait", "portrait_of"], "key": key });
    audit::note(tx, &By::from(actor), "shop.portrait_taken_down", ("shop", shop.as_str()), detail).await?;
    Ok(key)
}

/// Ends the consents and addresses of the picture that hangs there now.
async fn clear(tx: &mut Tx, actor: &Actor) -> Result<Option<String>, AppError> {
    let shop = actor.shop.as_ref().ok_or(AppError::NotFound)?;
    let old = sql::personal(tx, shop).await?.portrait_key;
    if let Some(key) = &old {
        gone::bury(tx, key).await?;
        for account in sql::accounts(tx, shop).await? {
            consents::withdraw(tx, &account, Consent::Portrait).await?;
        }
    }
    Ok(old)
}

fn new_key() -> Result<MediaKey, AppError> {
    MediaKey::parse(&clock::token()).map_err(|_| AppError::Internal)
}

fn unavailable(error: StorageError) -> AppError {
    tracing::error!(%error, "a portrait could not be kept");
    AppError::Unavailable { retry_after: 30 }
}
