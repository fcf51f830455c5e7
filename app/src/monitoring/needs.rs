//! What a shop misses, as states: never amounts, never counts.

use crate::accounts::phone::Phone;
use crate::ids::AccountId;
use crate::orders::rules::holds::claim_is_old;
use crate::time::DAY_MS;
use crate::words::Lang;

/// An order is said to wait from this age on.
pub const WAITS_MS: i64 = DAY_MS;

/// What a shop misses. The most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A guest says it is paid, and nobody has answered for 48 hours.
    ClaimOld,
    /// An order waits for an answer, for so many whole days.
    OrderWaits(i64),
    /// Money is to be handed back.
    MoneyOwed,
    /// It never published a piece.
    NeverPublished,
    /// A piece of it has no photo yet.
    NoPhoto,
    /// Nobody can say where to fetch a piece.
    NoPlace,
    /// Its owner has not been here for 30 days.
    Quiet,
}

impl Need {
    /// The sentence's key; `OrderWaits` fills the gap `days`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ClaimOld => "monitoring-need-claim",
            Self::OrderWaits(_) => "monitoring-need-order",
            Self::MoneyOwed => "monitoring-need-owed",
            Self::NeverPublished => "monitoring-need-published",
            Self::NoPhoto => "monitoring-need-photo",
            Self::NoPlace => "monitoring-need-place",
            Self::Quiet => "monitoring-need-quiet",
        }
    }

    /// True for what somebody else waits for.
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::ClaimOld | Self::OrderWaits(_) | Self::MoneyOwed)
    }
}

/// What is known of a shop when its needs are told; times are UTC ms.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    pub claimed_since: Option<i64>,
    /// Since when an order waits for the artisan's answer.
    pub waiting_since: Option<i64>,
    pub owes: bool,
    pub opened: bool,
    pub piece_without_photo: bool,
    pub has_place: bool,
    pub seen: Option<i64>,
}

/// What the shop misses, the most urgent first; nothing for a shop that is well.
pub fn needs(known: &Known, now: i64) -> Vec<Need> {
    let mut needs = Vec::new();
    let old = claim_is_old(known.claimed_since, now);
    if old {
        needs.push(Need::ClaimOld);
    }
    if let Some(since) = known.waiting_since.filter(|since| !old && now - since >= WAITS_MS) {
        needs.push(Need::OrderWaits((now - since) / DAY_MS));
    }
    let rest = [
        (known.owes, Need::MoneyOwed),
        (!known.opened, Need::NeverPublished),
        (known.piece_without_photo, Need::NoPhoto),
        (known.opened && !known.has_place, Need::NoPlace),
        (known.seen.is_none_or(|seen| now - seen > super::ACTIVE_DAYS * DAY_MS), Need::Quiet),
    ];
    needs.extend(rest.into_iter().filter(|(missing, _)| *missing).map(|(_, need)| need));
    needs
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopLine {
    /// The owner's account: what a fresh-device link is made for.
    pub account: AccountId,
    pub artisan: String,
    /// The number the office knows, for a word of help, and the language she reads.
    pub phone: Option<Phone>,
    pub lang: Lang,
    pub shop: String,
    pub village: String,
    pub needs: Vec<Need>,
}

/// A change of money settings: that it happened, never what the code is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyChange {
    pub shop: String,
    /// UTC ms.
    pub at: i64,
    /// The QRIS code is another one.
    pub code: bool,
    /// QRIS is taken now, or no longer.
    pub qris: Option<bool>,
    /// Cash is taken now, or no longer.
    pub cash: Option<bool>,
    /// The bank account is another one.
    pub account: bool,
    /// Transfers are taken now, or no longer.
    pub transfer: Option<bool>,
    /// It was asked for and waits for its day.
    pub waits: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::rules::holds::OLD_CLAIM_MS;

    const NOW: i64 = 100 * DAY_MS;

    fn well() -> Known {
        Known { opened: true, has_place: true, seen: Some(NOW), ..Known::default() }
    }

    #[test]
    fn a_shop_that_is_well_misses_nothing() {
        assert_eq!(needs(&well(), NOW), []);
    }

    #[test]
    fn a_claim_older_than_48_hours_comes_first_and_says_all_about_waiting() {
        let since = Some(NOW - OLD_CLAIM_MS);
        let known = Known { claimed_since: since, waiting_since: since, seen: None, ..well() };
        assert_eq!(needs(&known, NOW), [Need::ClaimOld, Need::Quiet]);
        let since = Some(NOW - OLD_CLAIM_MS + 1);
        let young = Known { claimed_since: since, waiting_since: since, ..well() };
        assert_eq!(needs(&young, NOW), [Need::OrderWaits(1)]);
    }

    #[test]
    fn an_order_is_said_to_wait_from_the_second_day_on() {
        let waits = |ms: i64| needs(&Known { waiting_since: Some(NOW - ms), ..well() }, NOW);
        assert_eq!(waits(DAY_MS - 1), []);
        assert_eq!(waits(3 * DAY_MS + 5), [Need::OrderWaits(3)]);
    }

    #[test]
    fn a_new_shop_is_not_asked_for_a_place() {
        let new = Known { opened: false, has_place: false, piece_without_photo: true, ..well() };
        assert_eq!(needs(&new, NOW), [Need::NeverPublished, Need::NoPhoto]);
    }
}
