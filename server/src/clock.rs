//! The only caller of now() and of randomness. Tests hold the clock still and move it by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngCore as _;

/// Where the time comes from.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still at `ms` until it is moved.
    pub fn standing_at(ms: i64) -> Self {
        Self(Some(Arc::new(AtomicI64::new(ms))))
    }

    /// Moves a standing clock; the machine's clock cannot be moved.
    pub fn forward(&self, ms: i64) {
        if let Some(held) = &self.0 {
            held.fetch_add(ms, Ordering::SeqCst);
        }
    }

    /// UTC ms since 1970.
    pub fn now(&self) -> i64 {
        match &self.0 {
            Some(held) => held.load(Ordering::SeqCst),
            None => system_ms(),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine for the time")]
fn system_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// `N` random bytes from the operating system's generator.
#[expect(clippy::disallowed_methods, reason = "this is the one place that makes randomness")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A random token of 128 bits, URL-safe, 22 characters.
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(random::<16>())
}

/// A number from 0 to `below - 1`, each as likely as the others.
pub fn below(below: u32) -> u32 {
    let limit = u32::MAX - u32::MAX % below.max(1);
    loop {
        let number = u32::from_le_bytes(random());
        if number < limit {
            return number % below.max(1);
        }
    }
}

/// A new id (UUIDv7) born at `now`.
pub fn new_id(now: i64) -> String {
    let millis = u64::try_from(now).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random()).into_uuid().to_string()
}

/// Measures how long something takes, for the log.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine for the time")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    pub fn elapsed(self) -> std::time::Duration {
        self.0.elapsed()
    }
}
