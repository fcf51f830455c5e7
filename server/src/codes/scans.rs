//! Counts visits to printed codes: one code and one visitor within 30 minutes is one visit. A visitor is
//! a keyed hash of code, address and browser that lives in this memory only; the key is random and
//! changed every night. Only sums per code and hour are written, in batches, by relative upsert.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Mutex;

use app::codes::rules::Code;
use app::error::AppError;
use app::time::{DAY_MS, HOUR_MS, MINUTE_MS};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::sql;
use crate::clock;
use crate::store::Store;

/// How long the same visitor at the same code is the same visit, in ms.
const VISIT: i64 = 30 * MINUTE_MS;
/// The key changes at 19.00 UTC, three in the night in Wakatobi, when nobody scans.
const KEY_TURNS_AT: i64 = 19 * HOUR_MS;
/// Visitors remembered at once, about 10 MB. Beyond that nobody is counted rather than somebody twice.
const MOST: usize = 200_000;

/// The counter of one server.
#[derive(Default)]
pub struct Scans(Mutex<State>);

#[derive(Default)]
struct State {
    key: [u8; 32],
    /// The night since which the key holds; 0 before the first visit.
    night: i64,
    /// When a visitor was last counted, UTC ms.
    seen: HashMap<[u8; 16], i64>,
    /// Visits that are not written yet, by code and hour.
    waiting: BTreeMap<(Code, i64), i64>,
}

impl Scans {
    /// Notes a person at a code at `now`. Never waits for the database, never fails.
    pub fn note(&self, code: &Code, address: Option<IpAddr>, agent: &str, now: i64) {
        let Ok(mut state) = self.0.lock() else { return };
        state.turn_key(now);
        let visitor = state.visitor(code, address, agent);
        let known = state.seen.get(&visitor).is_some_and(|last| now - last < VISIT);
        if known || !state.has_room(now) {
            return;
        }
        state.seen.insert(visitor, now);
        *state.waiting.entry((code.clone(), now - now.rem_euclid(HOUR_MS))).or_default() += 1;
    }

    /// Forgets whom it need not remember any more, and writes what has gathered. What cannot be written is kept for the next time.
    pub async fn flush(&self, store: &Store, now: i64) -> Result<(), AppError> {
        let batch = match self.0.lock() {
            Ok(mut state) => {
                state.forget(now);
                std::mem::take(&mut state.waiting)
            }
            Err(_) => return Ok(()),
        };
        if batch.is_empty() {
            return Ok(());
        }
        let kept = batch.clone();
        let written = store.write(move |tx| Box::pin(async move { sql::add_visits(tx.db(), &batch).await })).await;
        if written.is_err()
            && let Ok(mut state) = self.0.lock()
        {
            for (key, visits) in kept {
                *state.waiting.entry(key).or_default() += visits;
            }
        }
        written
    }
}

impl State {
    fn turn_key(&mut self, now: i64) {
        let night = (now - KEY_TURNS_AT).div_euclid(DAY_MS);
        if self.night != night {
            self.night = night;
            self.key = clock::random();
            self.seen.clear();
        }
    }

    fn visitor(&self, code: &Code, address: Option<IpAddr>, agent: &str) -> [u8; 16] {
        let mut visitor = [0; 16];
        // A key of 32 bytes is always taken.
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) {
            mac.update(code.as_str().as_bytes());
            mac.update(&neighbourhood(address));
            mac.update(agent.as_bytes());
            visitor.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        }
        visitor
    }

    fn has_room(&mut self, now: i64) -> bool {
        if self.seen.len() >= MOST {
            self.forget(now);
        }
        self.seen.len() < MOST
    }

    /// A visit that is over needs no memory of its visitor.
    fn forget(&mut self, now: i64) {
        self.seen.retain(|_, last| now - *last < VISIT);
    }
}

/// The address; of an IPv6 one the first half, because a telephone changes the other half by itself.
fn neighbourhood(address: Option<IpAddr>) -> [u8; 17] {
    let mut bytes = [0; 17];
    match address {
        None => {}
        Some(IpAddr::V4(v4)) => {
            bytes[0] = 4;
            bytes[1..5].copy_from_slice(&v4.octets());
        }
        Some(IpAddr::V6(v6)) => {
            bytes[0] = 6;
            bytes[1..9].copy_from_slice(&v6.octets()[..8]);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_795_492_800_000;

    fn code() -> Code {
        Code::parse("7K3Q9XH").unwrap()
    }

    fn waiting(scans: &Scans) -> i64 {
        scans.0.lock().unwrap().waiting.values().sum()
    }

    #[test]
    fn a_visitor_is_counted_once_in_half_an_hour() {
        let scans = Scans::default();
        let home = "203.0.113.9".parse().ok();
        for minutes in [0, 1, 29] {
            scans.note(&code(), home, "Chrome", NOON + minutes * MINUTE_MS);
        }
        assert_eq!(waiting(&scans), 1);
        scans.note(&code(), home, "Chrome", NOON + 30 * MINUTE_MS);
        assert_eq!(waiting(&scans), 2);
    }

    #[test]
    fn a_visitor_is_forgotten_when_the_visit_is_over() {
        let scans = Scans::default();
        scans.note(&code(), "203.0.113.9".parse().ok(), "Chrome", NOON);
        let remembered = |now: i64| {
            let mut state = scans.0.lock().unwrap();
            state.forget(now);
            state.seen.len()
        };
        assert_eq!(remembered(NOON + VISIT - 1), 1);
        assert_eq!(remembered(NOON + VISIT), 0);
    }

    #[test]
    fn another_browser_address_or_code_is_another_visit() {
        let scans = Scans::default();
        let home = "203.0.113.9".parse().ok();
        scans.note(&code(), home, "Chrome", NOON);
        scans.note(&code(), home, "Safari", NOON);
        scans.note(&code(), "203.0.113.8".parse().ok(), "Chrome", NOON);
        scans.note(&Code::from_random([1, 2, 3, 4, 5, 6]).unwrap(), home, "Chrome", NOON);
        assert_eq!(waiting(&scans), 4);
    }

    #[test]
    fn a_telephone_that_changes_its_private_address_stays_one_visitor() {
        let scans = Scans::default();
        scans.note(&code(), "2001:db8:1:2:aaaa::1".parse().ok(), "Chrome", NOON);
        scans.note(&code(), "2001:db8:1:2:bbbb::2".parse().ok(), "Chrome", NOON);
        assert_eq!(waiting(&scans), 1);
        scans.note(&code(), "2001:db8:1:3:bbbb::2".parse().ok(), "Chrome", NOON);
        assert_eq!(waiting(&scans), 2);
    }

    #[test]
    fn the_key_changes_every_night_and_nobody_is_remembered() {
        let scans = Scans::default();
        let mut keys = Vec::new();
        for day in 0..3 {
            scans.note(&code(), None, "Chrome", NOON + day * DAY_MS);
            let state = scans.0.lock().unwrap();
            assert_eq!(state.seen.len(), 1);
            keys.push(state.key);
        }
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 3);
    }

    #[test]
    fn visits_gather_by_the_hour() {
        let scans = Scans::default();
        scans.note(&code(), None, "Chrome", NOON + 59 * MINUTE_MS);
        scans.note(&code(), None, "Safari", NOON + 61 * MINUTE_MS);
        let state = scans.0.lock().unwrap();
        let hours: Vec<i64> = state.waiting.keys().map(|(_, hour)| *hour).collect();
        assert_eq!(hours, [NOON, NOON + HOUR_MS]);
    }
}
