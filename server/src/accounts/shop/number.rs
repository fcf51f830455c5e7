//! The shop's WhatsApp number. It is shown to guests only while its owner's consent stands.

use app::accounts::phone::Phone;
use app::backend::Actor;
use app::error::AppError;
use app::ids::ShopId;
use app::words::Lang;
use serde_json::json;

use super::super::sql::shop as sql;
use crate::audit::consents::{self, Consent};
use crate::audit::{self, By};
use crate::store::Tx;

/// Sets or removes the number. `public` is a consent to show this very number: another number needs a new one.
///
/// # Errors
/// `Conflict` for another version.
pub async fn set_number(
    tx: &mut Tx,
    actor: &Actor,
    lang: Lang,
    version: i64,
    number: Option<Phone>,
    public: bool,
) -> Result<(), AppError> {
    let shop = actor.shop.as_ref().ok_or(AppError::NotFound)?;
    super::claim(tx, shop, version).await?;
    let was = sql::personal(tx, shop).await?;
    let public = public && number.is_some();
    let same_number = was.whatsapp.as_deref() == number.as_ref().map(Phone::as_str);
    let stands = was.whatsapp_public == 1 && same_number;
    if was.whatsapp_public == 1 && !(stands && public) {
        withdraw(tx, shop).await?;
    }
    if public && !stands {
        consents::give(tx, &actor.account, Consent::PublicPhone, shop.as_str(), lang).await?;
    }
    sql::set_whatsapp(tx, shop, number.as_ref(), public).await?;
    let detail = json!({ "fields": ["whatsapp"], "set": number.is_some(), "same": same_number, "public": public });
    audit::note(tx, &By::from(actor), "shop.whatsapp_set", ("shop", shop.as_str()), detail).await
}

/// Takes back the consent, whoever of the shop gave it.
async fn withdraw(tx: &mut Tx, shop: &ShopId) -> Result<(), AppError> {
    for account in sql::accounts(tx, shop).await? {
        consents::withdraw(tx, &account, Consent::PublicPhone).await?;
    }
    Ok(())
}
