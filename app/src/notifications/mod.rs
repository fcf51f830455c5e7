//! What is told to buyers and shops about their orders: the closed list, the rule of who is told what, the words, and
//! the port of the pages that show it. Sending is the server's.

mod detail;
pub mod event;
pub mod letter;
pub mod letter_box;
mod line;
mod money;
pub mod pages;
pub mod rules;
mod side;
pub mod twist;

pub use event::{Event, Side};
pub use letter::{Facts, LONGEST, Letter};
pub use letter_box::{LetterBox, Waiting};

use crate::error::AppError;
use crate::ids::{AccountId, RegionId, ShopId};
use crate::money::Money;
use crate::payments::method::Method;
use crate::ui::pager::Paging;
use crate::words::Lang;

/// Why a message could not be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing is known: it was not tried yet.
    Unknown,
    /// The address does not exist, or takes no letters.
    Refused,
    /// The mail server does not answer.
    Unreachable,
    /// The mail server takes no letters from us.
    Denied,
    /// The letter could not be written.
    Unwritable,
}

impl Why {
    pub const ALL: [Self; 5] = [Self::Unknown, Self::Refused, Self::Unreachable, Self::Denied, Self::Unwritable];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Denied => "denied",
            Self::Unwritable => "unwritable",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == text)
    }

    /// The key of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unknown => "notifications-why-unknown",
            Self::Refused => "notifications-why-refused",
            Self::Unreachable => "notifications-why-unreachable",
            Self::Denied => "notifications-why-denied",
            Self::Unwritable => "notifications-why-unwritable",
        }
    }
}

/// A line of a shop's news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    pub event: Event,
    /// `H4M2-R7`; None for what is about no order.
    pub order: Option<String>,
    /// The first piece, or empty.
    pub piece: String,
    pub lang: Lang,
    pub amount: Option<Money>,
    pub at: i64,
    pub unread: bool,
    /// How it is to be paid by now, where that was changed.
    pub method: Option<Method>,
}

/// One page of news, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsPage {
    pub lines: Vec<News>,
    pub paging: Paging,
    pub unread: i64,
}

/// A message that was not sent, without whom it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    pub id: String,
    pub event: Event,
    /// `H4M2-R7`
    pub order: Option<String>,
    pub shop: String,
    /// UTC ms.
    pub since: i64,
    pub attempts: i64,
    pub why: Why,
    /// Nobody tries any more.
    pub dead: bool,
}

/// One page of them, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StuckPage {
    pub lines: Vec<Stuck>,
    pub paging: Paging,
}

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Notifications: Send + Sync {
    /// A shop's news as one of its people reads them, page 1 first.
    async fn news(&self, shop: &ShopId, reader: &AccountId, page: i64) -> Result<NewsPage, AppError>;
    /// Where somebody wants messages by e-mail.
    async fn letter_box(&self, account: &AccountId) -> Result<LetterBox, AppError>;
    /// A regency's messages that were not sent.
    async fn stuck(&self, regency: &RegionId, page: i64) -> Result<StuckPage, AppError>;
    /// How many there are.
    async fn stuck_count(&self, regency: &RegionId) -> Result<i64, AppError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_their_own_name() {
        assert!(Why::ALL.into_iter().all(|why| Why::parse(why.as_str()) == Some(why)));
    }
}
