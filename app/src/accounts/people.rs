//! People as pages show them: who is known on a device, who is invited, who works for a regency.

use crate::backend::Role;
use crate::ids::{AccountId, InvitationId, SessionId};

/// A name on a remembered device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAccount {
    pub id: AccountId,
    pub name: String,
    /// The code of the language she reads.
    pub language: String,
    /// Her shop's name and band; empty and 0 without one.
    pub shop: String,
    pub band: u8,
}

/// One signed-in stay. Times in UTC ms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    pub id: SessionId,
    pub since: i64,
    pub seen: i64,
    pub until: i64,
    /// True on a phone that is remembered, false in a browser that knows a password.
    pub on_device: bool,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvitationKind {
    /// Makes an account and a shop.
    Enrol,
    /// Lets an account onto another device; the PIN stays.
    FreshDevice,
    /// Sets the password of an officer or an administrator.
    SetPassword,
}

impl InvitationKind {
    const ALL: [Self; 3] = [Self::Enrol, Self::FreshDevice, Self::SetPassword];

    /// As it stands in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::FreshDevice => "fresh_device",
            Self::SetPassword => "set_password",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// How far a link has come. Derived from its times, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvitationState {
    Open,
    Used,
    Expired,
    Revoked,
}

impl InvitationState {
    /// In the order of the filter.
    pub const ALL: [Self; 4] = [Self::Open, Self::Used, Self::Expired, Self::Revoked];

    /// In the address of a filtered list.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Used => "used",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }

    /// Reads the address of a filtered list.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// From an invitation's times, in UTC ms.
    pub const fn of(used_at: Option<i64>, revoked_at: Option<i64>, expires_at: i64, now: i64) -> Self {
        match (used_at, revoked_at) {
            (Some(_), _) => Self::Used,
            (None, Some(_)) => Self::Revoked,
            (None, None) if expires_at <= now => Self::Expired,
            (None, None) => Self::Open,
        }
    }
}

/// One line of the officer's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationLine {
    pub id: InvitationId,
    pub kind: InvitationKind,
    pub state: InvitationState,
    pub name: String,
    pub village: String,
    pub created_at: i64,
    pub expires_at: i64,
    /// When it was used or revoked.
    pub ended_at: Option<i64>,
}

/// One invitation with what the inviter shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationSheet {
    pub line: InvitationLine,
    /// E.164, for the WhatsApp message; empty when none is known.
    pub phone: String,
    /// The whole address, while it is open.
    pub link: Option<String>,
    /// The path of its QR symbol and the side of its view box in modules.
    pub symbol: Option<(String, usize)>,
}

/// An enrolled artisan in the list of those who may need a link for another phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artisan {
    pub id: AccountId,
    pub name: String,
    pub shop: String,
    pub village: String,
    pub band: u8,
}

/// An officer in the administrator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    pub id: AccountId,
    pub name: String,
    pub email: String,
    pub regency: String,
    /// False until she has set a password.
    pub has_password: bool,
    pub seen_at: Option<i64>,
}

/// An officer with her open link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerSheet {
    pub officer: Officer,
    pub link: Option<String>,
    pub link_until: i64,
}

/// What an opened link greets with. Only an open one has anything to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    pub kind: InvitationKind,
    /// The name the inviter wrote, or the account's.
    pub name: String,
    /// E.164, as the inviter wrote it; empty when there is none.
    pub phone: String,
    pub village: String,
    /// The regency's name; empty for an administrator.
    pub regency: String,
    pub regency_slug: String,
    pub email: String,
    pub role: Role,
    /// The band of her shop.
    pub band: u8,
    /// Tries left for the PIN of a fresh-device link.
    pub tries_left: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_used_link_stays_used_and_an_open_one_expires_to_the_millisecond() {
        let of = InvitationState::of;
        assert_eq!(of(Some(1), Some(2), 100, 200), InvitationState::Used);
        assert_eq!(of(None, Some(2), 100, 200), InvitationState::Revoked);
        assert_eq!(of(None, None, 100, 100), InvitationState::Expired);
        assert_eq!(of(None, None, 100, 99), InvitationState::Open);
    }
}
