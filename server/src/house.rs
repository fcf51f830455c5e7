//! Everything a room needs to work, in one handle that is cheap to clone.

use std::ops::Deref;
use std::sync::Arc;

use app::shell::Assets;

use crate::accounts::hashing::Hashing;
use crate::clock::Clock;
use crate::codes::{Memory, Scans};
use crate::config::Config;
use crate::jobs::timetable::Turns;
use crate::keys::Keys;
use crate::locale::Fluent;
use crate::media::{Intake, Media};
use crate::payments::stripe::Stripe;
use crate::store::Store;

/// The handle.
#[derive(Clone)]
pub struct House(Arc<Inner>);

/// What stands behind it.
pub struct Inner {
    pub config: Config,
    pub clock: Clock,
    pub store: Store,
    pub keys: Keys,
    /// Hashes PINs and passwords.
    pub hashing: Hashing,
    pub words: Arc<Fluent>,
    pub assets: Assets,
    /// Where photos lie.
    pub media: Media,
    /// Where strangers' pictures are decoded.
    pub intake: Intake,
    /// What printed codes lead to.
    pub codes: Memory,
    /// Visits that are counted and not yet written.
    pub scans: Scans,
    /// True while the database carries the demo mark.
    pub demo: bool,
    pub turns: Turns,
    /// The account that takes cards, where there is one.
    pub stripe: Option<Stripe>,
}

impl House {
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }
}

impl Deref for House {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
