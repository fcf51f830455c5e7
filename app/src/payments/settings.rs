//! How a shop is paid: cash, and its own QRIS. What is proposed, and whether it may be. Money that moves
//! is the rest of the room.

pub mod pages;

use crate::error::Message;
use crate::form::Typed;
use crate::payments::qris::{Qris, QrisError};

/// How a shop is paid now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub cash: bool,
    /// True only while there is a code.
    pub takes_qris: bool,
    /// Kept when QRIS is switched off.
    pub qris: Option<OwnQris>,
    /// UTC ms; grows with every change, so it serves as the version.
    pub updated_at: i64,
}

/// A shop's own QRIS, as a wallet will show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnQris {
    /// The static code's whole text.
    pub payload: String,
    pub name: String,
    pub city: String,
    /// The national merchant id, such as `ID1026000000012`.
    pub nmid: Option<String>,
    /// False when the id's last digit does not check out: a reason to look twice.
    pub nmid_checks_out: bool,
}

impl OwnQris {
    /// What a valid code says of its owner.
    pub fn of(qris: &Qris) -> Self {
        Self {
            payload: qris.as_str().to_owned(),
            name: qris.merchant_name().to_owned(),
            city: qris.city().to_owned(),
            nmid: qris.nmid().map(str::to_owned),
            nmid_checks_out: qris.nmid_checks_out(),
        }
    }

    /// Reads the text of a code that is to be a shop's own.
    ///
    /// # Errors
    /// The message to show: what the code is not.
    pub fn read(text: &str) -> Result<Self, Message> {
        Qris::parse_shop_code(text).map(|qris| Self::of(&qris)).map_err(message)
    }

    /// The only shop code among the texts a photo holds.
    ///
    /// # Errors
    /// What the first is not, when none is one; `payments-settings-several` when there are different ones.
    pub fn one_of(texts: &[String]) -> Result<Self, Message> {
        let read: Vec<Result<Self, Message>> = texts.iter().map(|text| Self::read(text)).collect();
        let mut codes = read.iter().filter_map(|one| one.as_ref().ok());
        match (codes.next(), codes.next()) {
            (Some(one), None) => Ok(one.clone()),
            (Some(_), Some(_)) => Err("payments-settings-several".into()),
            (None, _) => read.into_iter().next().unwrap_or_else(|| Err("payments-settings-unread".into())),
        }
    }
}

/// A refusal's sentence, with the tag it is about.
fn message(error: QrisError) -> Message {
    let message = Message::new(error.key());
    error.tag().map_or_else(|| message.clone(), |tag| message.clone().with("tag", format!("{tag:02}")))
}

/// What is to hold from now on, before it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub cash: bool,
    pub takes_qris: bool,
    /// The code that is to hold: the new one, or the one that is there.
    pub qris: Option<OwnQris>,
}

impl Proposal {
    /// Reads the form: ticks `cash` and `qris`, and a new code where one was sent. A new code is meant to be used,
    /// ticked or not. What is wrong is put at its field.
    pub fn read(typed: &mut Typed, new: Option<OwnQris>, now: &Settings) -> Option<Self> {
        let cash = typed.chose("cash", "1");
        let takes_qris = typed.chose("qris", "1") || new.is_some();
        let qris = new.or_else(|| now.qris.clone());
        // A photo that could not be read says so itself.
        if takes_qris && qris.is_none() && !typed.has_errors() {
            typed.wrong("payload", "payments-settings-code-missing");
        }
        if !cash && !takes_qris {
            typed.wrong("cash", "payments-settings-none");
        }
        (!typed.has_errors()).then_some(Self { cash, takes_qris, qris })
    }

    /// True when nothing would change.
    pub fn is(&self, now: &Settings) -> bool {
        let code = |qris: &Option<OwnQris>| qris.as_ref().map(|qris| qris.payload.clone());
        self.cash == now.cash && self.takes_qris == now.takes_qris && code(&self.qris) == code(&now.qris)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::qris::vectors::{S1, S2};

    const NOTHING: Settings = Settings { cash: true, takes_qris: false, qris: None, updated_at: 1 };

    fn read(fields: &[(&str, &str)], new: Option<OwnQris>, now: &Settings) -> Result<Proposal, Typed> {
        let mut typed = Typed::from_pairs(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Proposal::read(&mut typed, new, now).ok_or(typed)
    }

    #[test]
    fn a_code_shows_whose_it_is() {
        let qris = OwnQris::read(S1).unwrap();
        assert_eq!((qris.name.as_str(), qris.city.as_str()), ("TENUN CONTOH", "WAKATOBI"));
        assert_eq!(qris.nmid.as_deref(), Some("ID1026000000012"));
        assert!(qris.nmid_checks_out);
    }

    #[test]
    fn a_code_for_one_payment_or_of_something_else_is_refused() {
        assert_eq!(OwnQris::read(S2).unwrap_err().key, "payments-qris-one-time");
        assert_eq!(OwnQris::read("https://contoh.test").unwrap_err().key, "payments-qris-not");
        assert_eq!(OwnQris::read(&S1.replace("CONTOH6008", "CONTOX6008")).unwrap_err().key, "payments-qris-crc");
    }

    #[test]
    fn a_photo_may_show_other_codes_beside_the_one() {
        let link = "https://contoh.test".to_owned();
        assert_eq!(OwnQris::one_of(&[link.clone(), S1.to_owned()]).unwrap().name, "TENUN CONTOH");
        assert_eq!(OwnQris::one_of(&[link]).unwrap_err().key, "payments-qris-not");
        assert_eq!(OwnQris::one_of(&[]).unwrap_err().key, "payments-settings-unread");
        let other = crate::payments::qris::vectors::S9.to_owned();
        assert_eq!(OwnQris::one_of(&[S1.to_owned(), other]).unwrap_err().key, "payments-settings-several");
    }

    #[test]
    fn a_shop_is_paid_in_some_way() {
        let wrong = read(&[], None, &NOTHING).unwrap_err();
        assert_eq!(wrong.error("cash").unwrap().key, "payments-settings-none");
        let wrong = read(&[("qris", "1")], None, &NOTHING).unwrap_err();
        assert_eq!(wrong.error("payload").unwrap().key, "payments-settings-code-missing");
    }

    #[test]
    fn a_new_code_is_meant_to_be_used() {
        let qris = OwnQris::read(S1).unwrap();
        let proposal = read(&[("cash", "1")], Some(qris.clone()), &NOTHING).unwrap();
        assert_eq!(proposal, Proposal { cash: true, takes_qris: true, qris: Some(qris.clone()) });
        assert!(!proposal.is(&NOTHING));
        let now = Settings { cash: true, takes_qris: true, qris: Some(qris), updated_at: 2 };
        assert!(proposal.is(&now));
        let without = read(&[("cash", "1")], None, &now).unwrap();
        assert!(!without.takes_qris && without.qris.is_some(), "switched off, and kept");
    }
}
