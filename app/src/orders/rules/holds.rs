//! How long a piece is kept for somebody. Times are UTC ms.

use super::{How, Money, State, enquiry};
use crate::payments::method::Method;
use crate::time::{DAY_MS, HOUR_MS, MINUTE_MS};

/// How long a region keeps pieces, in ms, and what it knows of buyers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// At the stall: time to open a wallet.
    pub stall: i64,
    /// The artisan's time to answer.
    pub answer: i64,
    /// How long after the pickup time a kept piece is still kept.
    pub after_pickup: i64,
    /// How long after the end of an order it is known who bought, in days.
    pub remembered_days: i64,
}

impl Default for Times {
    fn default() -> Self {
        Self { stall: 30 * MINUTE_MS, answer: 72 * HOUR_MS, after_pickup: 24 * HOUR_MS, remembered_days: 30 }
    }
}

/// What the first "nothing has arrived" leaves at least.
pub const SECOND_TRY_MS: i64 = 30 * MINUTE_MS;
/// Claims that are refused before an order is given up.
pub const MOST_REFUSALS: i64 = 2;
/// How much longer it is known where something goes that was to be sent or brought and that nobody has sent, in days.
pub const UNSENT_DAYS: i64 = 60;
/// "I have paid" stays possible so long after time ran out.
pub const LATE_CLAIM_MS: i64 = 7 * DAY_MS;
/// A claim that waits longer stands first in the studio and in the officer's list.
pub const OLD_CLAIM_MS: i64 = 48 * HOUR_MS;
/// A card's page keeps the pieces until it has closed. More pages than this keep them no longer, and do not pay what
/// would have to be kept: somebody who never pays could keep a piece for ever.
pub const MOST_CARD_PAGES: i64 = 4;
/// Unpaid orders one visitor or contact may have.
pub const MOST_UNPAID: i64 = 3;

/// When the hold of a new order ends. `pickup` is the end of the chosen window.
pub fn at_first(how: How, times: Times, now: i64, pickup: Option<i64>) -> i64 {
    match (how, pickup) {
        (How::Stall | How::Sold, _) => now.saturating_add(times.stall),
        (How::Deliver | How::Send, _) => now.saturating_add(enquiry::SILENCE_MS),
        (How::Keep, None) => now.saturating_add(times.answer),
        (How::Keep, Some(pickup)) => now.saturating_add(times.answer).min(after_pickup(pickup, times.after_pickup)),
    }
}

/// When the hold of an accepted "keep it for me" ends.
pub fn after_pickup(pickup: i64, kept: i64) -> i64 {
    pickup.saturating_add(kept)
}

/// Until when what was agreed on is kept: cash changes hands with the piece, so not before the day it is promised for,
/// and until that is late.
pub fn agreed(method: Method, until: Option<i64>, late_at: Option<i64>) -> Option<i64> {
    if method == Method::Cash { until.max(late_at) } else { until }
}

/// The end after the first "nothing has arrived": the later of the old one and half an hour from now.
pub fn after_refusal(old: Option<i64>, now: i64) -> i64 {
    now.saturating_add(SECOND_TRY_MS).max(old.unwrap_or(i64::MIN))
}

/// The state a reader sees: a hold whose time ran out counts as released, whether or not a job has
/// written it down. A claim and money that arrived stop the clock.
pub fn seen(state: State, money: Money, held_until: Option<i64>, now: i64) -> State {
    let runs = state.is_open() && matches!(money, Money::Unpaid | Money::Refused);
    if runs && held_until.is_some_and(|end| end <= now) { State::Expired } else { state }
}

/// True while "I have paid" is still heard after time ran out. `ended` is when it did; a hold that was
/// never accepted could not be paid.
pub fn late_claim_heard(ended: Option<i64>, accepted: bool, refusals: i64, now: i64) -> bool {
    accepted && refusals < MOST_REFUSALS && ended.is_some_and(|ended| now < ended.saturating_add(LATE_CLAIM_MS))
}

/// True when a claim waits so long that it stands first.
pub fn claim_is_old(claimed_at: Option<i64>, now: i64) -> bool {
    claimed_at.is_some_and(|claimed| now - claimed >= OLD_CLAIM_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_485_600_000;

    #[test]
    fn a_stall_hold_lasts_half_an_hour() {
        assert_eq!(at_first(How::Stall, Times::default(), NOW, None), NOW + 30 * MINUTE_MS);
    }

    #[test]
    fn a_kept_piece_waits_72_hours_for_an_answer_but_never_past_a_day_after_the_pickup() {
        for (pickup_in, expected) in [
            (2 * HOUR_MS, 26 * HOUR_MS),
            (47 * HOUR_MS, 71 * HOUR_MS),
            (48 * HOUR_MS, 72 * HOUR_MS),
            (13 * DAY_MS, 72 * HOUR_MS),
        ] {
            assert_eq!(at_first(How::Keep, Times::default(), NOW, Some(NOW + pickup_in)), NOW + expected);
        }
        assert_eq!(after_pickup(NOW + 13 * DAY_MS, DAY_MS), NOW + 14 * DAY_MS);
    }

    #[test]
    fn a_region_sets_its_own_times() {
        let times = Times { stall: 10 * MINUTE_MS, answer: 12 * HOUR_MS, after_pickup: HOUR_MS, ..Times::default() };
        assert_eq!(at_first(How::Stall, times, NOW, None), NOW + 10 * MINUTE_MS);
        assert_eq!(at_first(How::Keep, times, NOW, Some(NOW + DAY_MS)), NOW + 12 * HOUR_MS);
        assert_eq!(at_first(How::Keep, times, NOW, Some(NOW + HOUR_MS)), NOW + 2 * HOUR_MS);
    }

    #[test]
    fn the_first_refusal_never_shortens_a_hold_and_leaves_half_an_hour() {
        let half = NOW + 30 * MINUTE_MS;
        for (old, expected) in [
            (None, half),
            (Some(NOW - DAY_MS), half),
            (Some(NOW + MINUTE_MS), half),
            (Some(half), half),
            (Some(NOW + DAY_MS), NOW + DAY_MS),
        ] {
            assert_eq!(after_refusal(old, NOW), expected);
        }
    }

    #[test]
    fn a_hold_is_released_at_its_end_to_the_millisecond_unless_the_clock_stands() {
        for state in [State::Asked, State::Accepted, State::Ready] {
            for money in [Money::Unpaid, Money::Refused] {
                assert_eq!(seen(state, money, Some(NOW + 1), NOW), state);
                assert_eq!(seen(state, money, Some(NOW), NOW), State::Expired);
                assert_eq!(seen(state, money, None, NOW), state);
            }
            for money in [Money::Claimed, Money::Paid] {
                assert_eq!(seen(state, money, Some(NOW - 365 * DAY_MS), NOW), state);
            }
        }
        for state in [State::HandedOver, State::Declined, State::Cancelled, State::Expired] {
            assert_eq!(seen(state, Money::Unpaid, Some(NOW - 1), NOW), state);
        }
    }

    #[test]
    fn a_late_claim_is_heard_for_seven_days_and_not_after_two_refusals() {
        let ended = Some(NOW - 7 * DAY_MS);
        assert!(!late_claim_heard(ended, true, 0, NOW));
        assert!(late_claim_heard(ended, true, 0, NOW - 1));
        assert!(late_claim_heard(Some(NOW), true, 1, NOW));
        assert!(!late_claim_heard(Some(NOW), true, 2, NOW));
        assert!(!late_claim_heard(Some(NOW), false, 0, NOW));
        assert!(!late_claim_heard(None, true, 0, NOW));
    }

    #[test]
    fn a_claim_is_old_after_48_hours() {
        assert!(!claim_is_old(Some(NOW - 48 * HOUR_MS + 1), NOW));
        assert!(claim_is_old(Some(NOW - 48 * HOUR_MS), NOW));
        assert!(!claim_is_old(None, NOW));
    }
}
