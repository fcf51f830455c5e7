//! What people have said yes to, in which words, and when they took it back.

use app::error::AppError;
use app::ids::AccountId;
use app::words::Lang;

use super::sql;
use crate::store::Tx;

/// What a consent is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// What is kept and shown of an artisan.
    Enrolment,
    /// A picture of a person.
    Portrait,
    /// A shop's WhatsApp number, shown to guests who tap for it.
    PublicPhone,
}

impl Consent {
    /// As it stands in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enrolment => "enrolment",
            Self::Portrait => "portrait",
            Self::PublicPhone => "public_phone",
        }
    }

    /// The version of the words that are shown; a new one when their meaning changes.
    pub const fn text_version(self) -> &'static str {
        match self {
            Self::Enrolment | Self::Portrait | Self::PublicPhone => "2026-11",
        }
    }
}

/// Records a yes given by `account` in `lang`. `about` says for whom or for what, never shown to others.
pub async fn give(
    tx: &mut Tx,
    account: &AccountId,
    what: Consent,
    about: &str,
    lang: Lang,
) -> Result<String, AppError> {
    let id = tx.new_id();
    sql::insert_consent(tx, &id, account, what, about, lang).await?;
    Ok(id)
}

/// Takes back every standing yes of this kind; tells how many there were.
pub async fn withdraw(tx: &mut Tx, account: &AccountId, what: Consent) -> Result<u64, AppError> {
    sql::withdraw_consents(tx, account, what).await
}
