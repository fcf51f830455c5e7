//! The state table of a ShopOrder: who may move it, from where to where, what follows, and whether that
//! can be taken back. Money has a machine of its own (`payments::rules`); `plan` asks both.
//!
//! Cannot be undone: HandOver, Decline, both cancellations and GiveUp. A time-out can: a late claim takes
//! the piece again while it is there.

pub mod contact;
pub mod holds;
pub mod pickup;
pub mod plan;

use serde::{Deserialize, Serialize};

use crate::payments::rules::{self as payments, Who};

/// Where a shop's part of an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    /// Kept until the artisan answers.
    Asked,
    /// She said yes, or the buyer stands at the stall.
    Accepted,
    /// It can be fetched.
    Ready,
    /// It is in the buyer's hands.
    HandedOver,
    /// She cannot.
    Declined,
    /// One of both took it back.
    Cancelled,
    /// Time ran out, or she let go of it.
    Expired,
}

impl State {
    pub const ALL: [Self; 7] = [
        Self::Asked,
        Self::Accepted,
        Self::Ready,
        Self::HandedOver,
        Self::Declined,
        Self::Cancelled,
        Self::Expired,
    ];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Ready => "ready",
            Self::HandedOver => "handed_over",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// True while the piece is kept for somebody.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Accepted | Self::Ready)
    }
}

/// How the buyer wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum How {
    /// "I am at the stall."
    Stall,
    /// "Keep it for me."
    Keep,
}

impl How {
    pub const ALL: [Self; 2] = [Self::Stall, Self::Keep];

    /// As stored and as sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stall => "stall",
            Self::Keep => "keep",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.as_str() == text)
    }

    /// At the stall no acceptance is needed.
    pub const fn first_state(self) -> State {
        match self {
            Self::Stall => State::Accepted,
            Self::Keep => State::Asked,
        }
    }
}

/// Where the money stands, as far as the order minds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Money {
    /// Nothing heard yet.
    Unpaid,
    /// A claim was answered with "nothing has arrived"; the clock runs again.
    Refused,
    /// A claim is open: the clock stands still.
    Claimed,
    Paid,
    /// Lapsed, to hand back, or handed back.
    Over,
}

impl Money {
    pub const ALL: [Self; 5] = [Self::Unpaid, Self::Refused, Self::Claimed, Self::Paid, Self::Over];

    /// Of a payment's state and the number of claims that were refused.
    pub const fn of(state: payments::State, refusals: i64) -> Self {
        match state {
            payments::State::Open if refusals == 0 => Self::Unpaid,
            payments::State::Open => Self::Refused,
            payments::State::Claimed => Self::Claimed,
            payments::State::Paid => Self::Paid,
            _ => Self::Over,
        }
    }
}

/// What can happen to a ShopOrder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    Accept,
    Decline,
    Ready,
    HandOver,
    /// She lets go of an unpaid hold in one tap.
    Release,
    Cancel,
    /// Time ran out.
    Expire,
    /// A late claim found the piece still there.
    Retake,
    /// The second "nothing has arrived".
    GiveUp,
}

impl Move {
    pub const ALL: [Self; 9] = [
        Self::Accept,
        Self::Decline,
        Self::Ready,
        Self::HandOver,
        Self::Release,
        Self::Cancel,
        Self::Expire,
        Self::Retake,
        Self::GiveUp,
    ];
}

/// What a move does to the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Nothing.
    Stay,
    /// The held pieces are for sale again.
    GiveBack,
    /// The held pieces are gone for good.
    Settle,
    /// Pieces are taken off the shelf again.
    Take,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub who: Who,
    pub made: Move,
    pub from: &'static [State],
    pub how: &'static [How],
    pub money: &'static [Money],
    pub to: State,
    pub shelf: Shelf,
    /// What follows for the payment.
    pub pays: Option<payments::Move>,
    /// True when nothing in the house takes it back.
    pub for_good: bool,
}

const BOTH: &[How] = &How::ALL;
const KEEP: &[How] = &[How::Keep];
const ASKED: &[State] = &[State::Asked];
const AGREED: &[State] = &[State::Accepted, State::Ready];
const OPEN: &[State] = &[State::Asked, State::Accepted, State::Ready];
const UNPAID: &[Money] = &[Money::Unpaid];
/// Unpaid, with or without a claim that was refused: the clock runs.
const WAITING: &[Money] = &[Money::Unpaid, Money::Refused];

/// Everything that can happen to a ShopOrder; what is not here cannot. While a claim is open there is
/// nothing for the artisan here: she has only the two answers of the payment's table.
pub const TABLE: [Row; 11] = [
    Row {
        who: Who::Artisan,
        made: Move::Accept,
        from: ASKED,
        how: KEEP,
        money: UNPAID,
        to: State::Accepted,
        shelf: Shelf::Stay,
        pays: None,
        for_good: false,
    },
    Row {
        who: Who::Artisan,
        made: Move::Decline,
        from: ASKED,
        how: KEEP,
        money: UNPAID,
        to: State::Declined,
        shelf: Shelf::GiveBack,
        pays: Some(payments::Move::Lapse),
        for_good: true,
    },
    Row {
        who: Who::Artisan,
        made: Move::Ready,
        from: &[State::Accepted],
        how: KEEP,
        money: &[Money::Unpaid, Money::Refused, Money::Paid],
        to: State::Ready,
        shelf: Shelf::Stay,
        pays: None,
        for_good: false,
    },
    Row {
        who: Who::Artisan,
        made: Move::HandOver,
        from: AGREED,
        how: BOTH,
        money: &[Money::Paid],
        to: State::HandedOver,
        shelf: Shelf::Settle,
        pays: None,
        for_good: true,
    },
    Row {
        who: Who::Artisan,
        made: Move::Release,
        from: AGREED,
        how: BOTH,
        money: WAITING,
        to: State::Expired,
        shelf: Shelf::GiveBack,
        pays: Some(payments::Move::Lapse),
        for_good: false,
    },
    Row {
        who: Who::Artisan,
        made: Move::Cancel,
        from: AGREED,
        how: BOTH,
        money: WAITING,
        to: State::Cancelled,
        shelf: Shelf::GiveBack,
        pays: Some(payments::Move::Lapse),
        for_good: true,
    },
    Row {
        who: Who::Artisan,
        made: Move::Cancel,
        from: AGREED,
        how: BOTH,
        money: &[Money::Paid],
        to: State::Cancelled,
        shelf: Shelf::GiveBack,
        pays: Some(payments::Move::Owe),
        for_good: true,
    },
    Row {
        who: Who::Buyer,
        made: Move::Cancel,
        from: OPEN,
        how: BOTH,
        money: UNPAID,
        to: State::Cancelled,
        shelf: Shelf::GiveBack,
        pays: Some(payments::Move::Lapse),
        for_good: true,
    },
    Row {
        who: Who::House,
        made: Move::Expire,
        from: OPEN,
        how: BOTH,
        money: WAITING,
        to: State::Expired,
        shelf: Shelf::GiveBack,
        pays: Some(payments::Move::Lapse),
        for_good: false,
    },
    Row {
        who: Who::Buyer,
        made: Move::Retake,
        from: &[State::Expired],
        how: BOTH,
        money: &[Money::Over],
        to: State::Accepted,
        shelf: Shelf::Take,
        pays: Some(payments::Move::Claim),
        for_good: false,
    },
    Row {
        who: Who::Artisan,
        made: Move::GiveUp,
        from: AGREED,
        how: BOTH,
        money: &[Money::Claimed],
        to: State::Cancelled,
        shelf: Shelf::GiveBack,
        pays: Some(payments::Move::RefuseLast),
        for_good: true,
    },
];

/// The row of a move, or None when it cannot be made.
pub fn find(who: Who, made: Move, from: State, how: How, money: Money) -> Option<&'static Row> {
    TABLE.iter().find(|row| {
        row.who == who
            && row.made == made
            && row.from.contains(&from)
            && row.how.contains(&how)
            && row.money.contains(&money)
    })
}

/// The state of an order with these parts: the one that is furthest behind among those still open,
/// otherwise the one that got furthest.
pub fn of_order(parts: &[State]) -> Option<State> {
    let rank = |state: &State| State::ALL.iter().position(|one| one == state);
    parts
        .iter()
        .filter(|state| state.is_open())
        .min_by_key(|state| rank(state))
        .or_else(|| parts.iter().min_by_key(|state| rank(state)))
        .copied()
}

/// Why an artisan declines or cancels; `other` carries her own words. The words stand in the locale files.
pub const REASONS: [&str; 5] = ["sold", "unfinished", "away", "damaged", "other"];

#[cfg(test)]
mod tests;
