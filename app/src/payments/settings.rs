//! How a shop is paid: cash, its own QRIS, its bank account. What is proposed, and whether it may be. Money that moves
//! is the rest of the room.

pub mod bank;
pub mod pages;

use crate::error::Message;
use crate::form::Typed;
use crate::payments::BankAccount;
use crate::payments::qris::{Qris, QrisError};

/// How a shop is paid now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub cash: bool,
    /// True only while there is a code.
    pub takes_qris: bool,
    /// Kept when QRIS is switched off.
    pub qris: Option<OwnQris>,
    /// True only while there is an account.
    pub takes_transfer: bool,
    /// Kept when transfers are switched off.
    pub bank: Option<BankAccount>,
    /// A change that waits for its day.
    pub waiting: Option<Waiting>,
    /// UTC ms; grows with every change, so it serves as the version.
    pub updated_at: i64,
}

/// How long a change of where money goes waits for its second yes, ms: time for everybody to notice that the phone
/// and its PIN are in somebody else's hands.
pub const WAIT_MS: i64 = 48 * crate::time::HOUR_MS;

/// A change of where money goes that was confirmed once. What held before holds until the second time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub proposal: Proposal,
    /// From when it may be confirmed, UTC ms.
    pub holds_from: i64,
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
    pub takes_transfer: bool,
    /// The account that is to hold: the new one, or the one that is there.
    pub bank: Option<BankAccount>,
}

impl Proposal {
    /// Reads the form: ticks `cash`, `qris` and `transfer`, the account, and a new code where one was sent. A new code
    /// is meant to be used, ticked or not; a code or an account is never taken away, only switched off. What is wrong is put at its field.
    pub fn read(typed: &mut Typed, new: Option<OwnQris>, now: &Settings) -> Option<Self> {
        let cash = typed.chose("cash", "1");
        let takes_qris = typed.chose("qris", "1") || new.is_some();
        let qris = new.or_else(|| now.qris.clone());
        // A photo that could not be read says so itself.
        if takes_qris && qris.is_none() && !typed.has_errors() {
            typed.wrong("payload", "payments-settings-code-missing");
        }
        let takes_transfer = typed.chose("transfer", "1");
        let bank = bank::read(typed).or_else(|| now.bank.clone());
        if takes_transfer && bank.is_none() {
            typed.wrong("bank_account", "payments-settings-bank-missing");
        }
        if !cash && !takes_qris && !takes_transfer {
            typed.wrong("cash", "payments-settings-none");
        }
        (!typed.has_errors()).then_some(Self { cash, takes_qris, qris, takes_transfer, bank })
    }

    /// True when nothing would change.
    pub fn is(&self, now: &Settings) -> bool {
        let ticks = |cash, qris, transfer| (cash, qris, transfer);
        ticks(self.cash, self.takes_qris, self.takes_transfer) == ticks(now.cash, now.takes_qris, now.takes_transfer)
            && code(&self.qris) == code(&now.qris)
            && self.bank == now.bank
    }

    /// What waits, once `made` holds instead of `was`: what was changed meanwhile is not undone by the second yes.
    pub fn beside(mut self, was: &Settings, made: &Self) -> Self {
        if made.cash != was.cash {
            self.cash = made.cash;
        }
        if made.takes_qris != was.takes_qris {
            self.takes_qris = made.takes_qris;
        }
        if made.takes_transfer != was.takes_transfer {
            self.takes_transfer = made.takes_transfer;
        }
        if code(&made.qris) != code(&was.qris) {
            self.qris.clone_from(&made.qris);
        }
        if made.bank != was.bank {
            self.bank.clone_from(&made.bank);
        }
        // Together they may leave no way of paying: then what holds now stays.
        if !self.cash && !self.takes_qris && !self.takes_transfer {
            (self.cash, self.takes_qris, self.takes_transfer) = (made.cash, made.takes_qris, made.takes_transfer);
        }
        self
    }

    /// True when money that goes to one code or account now would go to another: that waits. The first of its kind
    /// does not.
    pub fn redirects(&self, now: &Settings) -> bool {
        let elsewhere = now.qris.is_some() && code(&self.qris) != code(&now.qris);
        elsewhere || (now.bank.is_some() && self.bank != now.bank)
    }
}

fn code(qris: &Option<OwnQris>) -> Option<&str> {
    qris.as_ref().map(|qris| qris.payload.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::qris::vectors::{S1, S2, S9};

    const NOTHING: Settings = Settings {
        cash: true,
        takes_qris: false,
        qris: None,
        takes_transfer: false,
        bank: None,
        waiting: None,
        updated_at: 1,
    };
    const ACCOUNT: [(&str, &str); 3] =
        [("bank_name", "Bank Contoh"), ("bank_account", "00123456"), ("bank_holder", "Ina")];

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
        assert_eq!(
            proposal,
            Proposal { cash: true, takes_qris: true, qris: Some(qris.clone()), takes_transfer: false, bank: None }
        );
        assert!(!proposal.is(&NOTHING));
        let now = Settings { takes_qris: true, qris: Some(qris), updated_at: 2, ..NOTHING };
        assert!(proposal.is(&now));
        let without = read(&[("cash", "1")], None, &now).unwrap();
        assert!(!without.takes_qris && without.qris.is_some(), "switched off, and kept");
    }

    #[test]
    fn only_what_would_send_money_elsewhere_waits() {
        let with = |more: &[(&'static str, &'static str)]| [&[("cash", "1")][..], more, &ACCOUNT[..]].concat();
        let first = read(&with(&[("transfer", "1")]), None, &NOTHING).unwrap();
        assert!(!first.redirects(&NOTHING), "the first account holds at once");
        let now = Settings { takes_transfer: true, bank: first.bank.clone(), ..NOTHING };
        assert!(first.is(&now));
        let off = read(&[("cash", "1")], None, &now).unwrap();
        assert!(!off.redirects(&now) && off.bank == now.bank, "switched off, and kept");
        let other = [("cash", "1"), ("bank_name", "Bank Contoh"), ("bank_account", "00999999"), ("bank_holder", "Ina")];
        assert!(read(&other, None, &now).unwrap().redirects(&now));
        let code = OwnQris::read(S1).unwrap();
        let with_code = Settings { takes_qris: true, qris: Some(code), ..now };
        let same = read(&with(&[("qris", "1"), ("transfer", "1")]), None, &with_code).unwrap();
        assert!(!same.redirects(&with_code) && same.is(&with_code));
        let swapped = read(&with(&[]), Some(OwnQris::read(S9).unwrap()), &with_code).unwrap();
        assert!(swapped.redirects(&with_code));
    }

    #[test]
    fn transfers_need_an_account() {
        let wrong = read(&[("transfer", "1")], None, &NOTHING).unwrap_err();
        assert_eq!(wrong.error("bank_account").unwrap().key, "payments-settings-bank-missing");
    }
}
