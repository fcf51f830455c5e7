//! What a page may ask for: who is asking, words, and one port per room. The server hands it in;
//! pages never know where an answer comes from.

use std::sync::Arc;

use crate::accounts::Accounts;
use crate::catalogue::Catalogue;
use crate::codes::Codes;
use crate::ids::{AccountId, RegionId, SessionId, ShopId, VisitorId};
use crate::monitoring::Monitoring;
use crate::notifications::Notifications;
use crate::orders::Orders;
use crate::payments::Payments;
use crate::regions::Regions;
use crate::words::{Arg, Lang, Words};

/// What somebody signed in may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Artisan,
    Officer,
    Administrator,
}

impl Role {
    /// As it stands in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Artisan => "artisan",
            Self::Officer => "officer",
            Self::Administrator => "administrator",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Artisan, Self::Officer, Self::Administrator].into_iter().find(|role| role.as_str() == text)
    }
}

/// A person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountId,
    pub session: SessionId,
    pub role: Role,
    pub name: String,
    /// The regency of an artisan or an officer.
    pub regency: Option<RegionId>,
    /// Its slug, for the office's links.
    pub regency_slug: String,
    /// The artisan's shop.
    pub shop: Option<ShopId>,
    /// True when she owns it: money settings are hers alone.
    pub owns_shop: bool,
    /// The shop's colour band, shown on every page of the studio.
    pub band: u8,
    /// What waits for an officer; nothing for the others.
    pub desk: Desk,
}

/// What waits for somebody of the office, as her tabs and her summary say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Alarms of money that nobody has settled.
    pub alarms: i64,
    /// Payouts of which the shop says that nothing has come.
    pub missing: i64,
}

/// One request, as far as a page may know it.
#[derive(Clone)]
pub struct Visit {
    pub actor: Option<Actor>,
    pub visitor: Option<VisitorId>,
    pub words: Words,
    /// UTC ms, taken once per request.
    pub now: i64,
    /// The canonical public origin, such as `https://homoru.example`.
    pub origin: String,
    /// The path that was asked for, without the query.
    pub path: String,
    /// The query with its question mark, or empty: the language switch keeps it.
    pub query: String,
    /// True while the database carries the demo mark.
    pub demo: bool,
    /// Mints the hidden keys of forms.
    pub mint: Arc<dyn Mint>,
}

/// Mints idempotency keys: random, bound to the form and to the session that will send it.
pub trait Mint: Send + Sync {
    fn key(&self, form: &str) -> String;
}

/// Everything a page gets.
#[derive(Clone)]
pub struct Backend {
    pub visit: Visit,
    pub regions: Arc<dyn Regions>,
    pub accounts: Arc<dyn Accounts>,
    pub codes: Arc<dyn Codes>,
    pub catalogue: Arc<dyn Catalogue>,
    pub orders: Arc<dyn Orders>,
    pub payments: Arc<dyn Payments>,
    pub monitoring: Arc<dyn Monitoring>,
    pub notifications: Arc<dyn Notifications>,
}

impl Backend {
    pub fn lang(&self) -> Lang {
        self.visit.words.lang
    }

    /// The reader's words, to be moved into a view.
    pub fn words(&self) -> Words {
        self.visit.words.clone()
    }

    /// A sentence.
    pub fn t(&self, key: &str) -> String {
        self.visit.words.t(key)
    }

    /// A sentence with gaps.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.visit.words.with(key, args)
    }

    /// A hidden key for a form; only pages answered with `no-store` may carry one.
    pub fn key(&self, form: &str) -> String {
        self.visit.mint.key(form)
    }

    /// The person who is signed in; the route table has made sure there is one.
    pub fn actor(&self) -> Result<&Actor, crate::error::AppError> {
        self.visit.actor.as_ref().ok_or(crate::error::AppError::Unauthenticated)
    }

    /// The artisan's shop.
    pub fn shop(&self) -> Result<&ShopId, crate::error::AppError> {
        self.actor()?.shop.as_ref().ok_or(crate::error::AppError::NotFound)
    }
}
