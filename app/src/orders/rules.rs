//! The state table of a ShopOrder: who may move it, from where to where, what follows, and whether that
//! can be taken back. Money has a machine of its own (`payments::rules`); `plan` asks both.
//!
//! Cannot be undone: HandOver, Decline, both cancellations and GiveUp. A time-out can: a late claim takes
//! the piece again while it is there. A sale she wrote down at the stall can on the same day.

pub mod contact;
pub mod holds;
mod money;
pub mod pickup;
pub mod plan;

pub use money::Money;

use crate::payments::rules::{self as payments, Who};

/// Most characters of the artisan's or the buyer's own words about an end.
pub const LONGEST_TEXT: u16 = 200;

/// Where a shop's part of an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    pub const ALL: [Self; 7] =
        [Self::Asked, Self::Accepted, Self::Ready, Self::HandedOver, Self::Declined, Self::Cancelled, Self::Expired];

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// "I am at the stall."
    Stall,
    /// "Keep it for me."
    Keep,
    /// Sold at the stall without the buyer's phone: the artisan writes it down herself.
    Sold,
}

impl How {
    pub const ALL: [Self; 3] = [Self::Stall, Self::Keep, Self::Sold];

    /// As stored and as sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stall => "stall",
            Self::Keep => "keep",
            Self::Sold => "sold",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.as_str() == text)
    }

    /// Reads what a buyer may ask for.
    pub fn asked(text: &str) -> Option<Self> {
        Self::parse(text).filter(|how| *how != Self::Sold)
    }

    /// At the stall no acceptance is needed.
    pub const fn first_state(self) -> State {
        match self {
            Self::Stall => State::Accepted,
            Self::Keep => State::Asked,
            Self::Sold => State::HandedOver,
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
    /// A late claim, or a card that was charged late, found the piece still there.
    Retake,
    /// The second "nothing has arrived".
    GiveUp,
    /// A sale at the stall was written down by mistake.
    Undo,
    /// The cardholder's bank took the money while the pieces were still here.
    Lose,
}

impl Move {
    pub const ALL: [Self; 11] = [
        Self::Accept,
        Self::Decline,
        Self::Ready,
        Self::HandOver,
        Self::Release,
        Self::Cancel,
        Self::Expire,
        Self::Retake,
        Self::GiveUp,
        Self::Undo,
        Self::Lose,
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
    /// Pieces that were gone for good were not: they stand on the shelf again.
    Restock,
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

const BOTH: &[How] = &[How::Stall, How::Keep];
const KEEP: &[How] = &[How::Keep];
const ASKED: &[State] = &[State::Asked];
const AGREED: &[State] = &[State::Accepted, State::Ready];
const OPEN: &[State] = &[State::Asked, State::Accepted, State::Ready];
const UNPAID: &[Money] = &[Money::Unpaid];
/// Unpaid, with or without a claim that was refused: the clock runs.
const WAITING: &[Money] = &[Money::Unpaid, Money::Refused];

impl Row {
    /// A move that leaves shelf and payment as they are and can be followed by others.
    const fn new(who: Who, made: Move, from: &'static [State], money: &'static [Money], to: State) -> Self {
        Self { who, made, from, how: BOTH, money, to, shelf: Shelf::Stay, pays: None, for_good: false }
    }

    const fn keep_only(mut self) -> Self {
        self.how = KEEP;
        self
    }

    const fn sold_only(mut self) -> Self {
        self.how = &[How::Sold];
        self
    }

    const fn shelf(mut self, shelf: Shelf) -> Self {
        self.shelf = shelf;
        self
    }

    const fn pays(mut self, made: payments::Move) -> Self {
        self.pays = Some(made);
        self
    }

    const fn for_good(mut self) -> Self {
        self.for_good = true;
        self
    }
}

use {Move as M, Shelf as Sh, State as S, payments::Move as P};

/// Everything that can happen to a ShopOrder; what is not here cannot. While a claim is open there is
/// nothing for the artisan here: she has only the two answers of the payment's table.
pub const TABLE: [Row; 14] = [
    Row::new(Who::Artisan, M::Accept, ASKED, UNPAID, S::Accepted).keep_only(),
    Row::new(Who::Artisan, M::Decline, ASKED, UNPAID, S::Declined)
        .keep_only()
        .shelf(Sh::GiveBack)
        .pays(P::Lapse)
        .for_good(),
    Row::new(Who::Artisan, M::Ready, &[S::Accepted], &[Money::Unpaid, Money::Refused, Money::Paid], S::Ready)
        .keep_only(),
    Row::new(Who::Artisan, M::HandOver, AGREED, &[Money::Paid], S::HandedOver).shelf(Sh::Settle).for_good(),
    Row::new(Who::Artisan, M::Release, AGREED, WAITING, S::Expired).shelf(Sh::GiveBack).pays(P::Lapse),
    Row::new(Who::Artisan, M::Cancel, AGREED, WAITING, S::Cancelled).shelf(Sh::GiveBack).pays(P::Lapse).for_good(),
    Row::new(Who::Artisan, M::Cancel, AGREED, &[Money::Paid], S::Cancelled).shelf(Sh::GiveBack).pays(P::Owe).for_good(),
    Row::new(Who::Buyer, M::Cancel, OPEN, UNPAID, S::Cancelled).shelf(Sh::GiveBack).pays(P::Lapse).for_good(),
    Row::new(Who::House, M::Expire, OPEN, WAITING, S::Expired).shelf(Sh::GiveBack).pays(P::Lapse),
    Row::new(Who::Buyer, M::Retake, &[S::Expired], &[Money::Over], S::Accepted).shelf(Sh::Take).pays(P::Claim),
    Row::new(Who::House, M::Retake, &[S::Expired], &[Money::Over], S::Accepted).shelf(Sh::Take).pays(P::Arrive),
    Row::new(Who::Artisan, M::GiveUp, AGREED, &[Money::Claimed], S::Cancelled)
        .shelf(Sh::GiveBack)
        .pays(P::RefuseLast)
        .for_good(),
    // A dispute was lost, and nobody is to hand anything over: the pieces are for sale again.
    Row::new(Who::House, M::Lose, AGREED, &[Money::Over], S::Cancelled).shelf(Sh::GiveBack).for_good(),
    Row::new(Who::Artisan, M::Undo, &[S::HandedOver], &[Money::Paid], S::Cancelled)
        .sold_only()
        .shelf(Sh::Restock)
        .pays(P::Void)
        .for_good(),
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
