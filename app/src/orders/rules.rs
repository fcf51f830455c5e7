//! The state table of a ShopOrder: who may move it, from where to where, what follows, and whether that
//! can be taken back. Money has a machine of its own (`payments::rules`); `plan` asks both.
//!
//! Each row names the move that takes it back. A time-out has one: a late claim takes the piece again while it is there.
//! A sale she wrote down at the stall begins as handed over, so no row leads there: Undo, the last row, takes it back on
//! the same day. Everything else stays said; what was agreed can still be cancelled, which is an end and no undoing.
//!
//! How long a row may be made is said beside it, and asked in `plan`.

pub mod contact;
pub mod enquiry;
pub mod holds;
mod how;
pub mod leaving;
mod money;
pub mod pickup;
pub mod plan;
mod state;

pub use how::How;
pub use money::Money;
pub use state::State;

use crate::payments::rules::{self as payments, Who};

/// Most characters of the artisan's or the buyer's own words about an end.
pub const LONGEST_TEXT: u16 = 200;

/// What can happen to a ShopOrder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    Accept,
    Decline,
    /// The buyer agreed to the price and the day the artisan named.
    Agree,
    Ready,
    HandOver,
    /// The parcel is on its way.
    Send,
    /// The parcel has arrived.
    Receive,
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
    pub const ALL: [Self; 14] = [
        Self::Accept,
        Self::Decline,
        Self::Agree,
        Self::Ready,
        Self::HandOver,
        Self::Send,
        Self::Receive,
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
    /// The move that takes it back, if there is one.
    pub undone_by: Option<Move>,
}

/// However a buyer can ask for it.
const ANY: &[How] = &[How::Stall, How::Keep, How::Deliver, How::Send];
/// What the artisan answers to.
const ASKED_OF_HER: &[How] = &[How::Keep, How::Deliver, How::Send];
const ASKED: &[State] = &[State::Asked];
const AGREED: &[State] = &[State::Accepted, State::Ready];
const OPEN: &[State] = &[State::Asked, State::Accepted, State::Ready];
const UNPAID: &[Money] = &[Money::Unpaid];
/// Unpaid, with or without a claim that was refused: the clock runs.
const WAITING: &[Money] = &[Money::Unpaid, Money::Refused];
const PART: &[Money] = &[Money::PartPaid];
const NOT_CLAIMED: &[Money] = &[Money::Unpaid, Money::Refused, Money::PartPaid, Money::Paid];
/// Paid, or given back since: a parcel arrives all the same.
const KNOWN: &[Money] = &[Money::Paid, Money::Over];

impl Row {
    /// A move that leaves shelf and payment as they are and can be followed by others.
    const fn new(who: Who, made: Move, from: &'static [State], money: &'static [Money], to: State) -> Self {
        Self { who, made, from, how: ANY, money, to, shelf: Shelf::Stay, pays: None, undone_by: None }
    }

    const fn how(mut self, how: &'static [How]) -> Self {
        self.how = how;
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

    const fn undone_by(mut self, made: Move) -> Self {
        self.undone_by = Some(made);
        self
    }
}

use {Move as M, Shelf as Sh, State as S, payments::Move as P};

/// Everything that can happen to a ShopOrder; what is not here cannot. While a claim is open there is
/// nothing for the artisan here: she has only the two answers of the payment's table.
pub const TABLE: [Row; 25] = [
    Row::new(Who::Artisan, M::Accept, ASKED, UNPAID, S::Accepted).how(&[How::Keep]),
    Row::new(Who::Artisan, M::Decline, ASKED, UNPAID, S::Declined).how(ASKED_OF_HER).shelf(Sh::GiveBack).pays(P::Lapse),
    // What was agreed is paid anew: another amount, and perhaps a deposit first.
    Row::new(Who::Buyer, M::Agree, ASKED, UNPAID, S::Accepted).how(ASKED_OF_HER).pays(P::Abandon),
    Row::new(Who::Artisan, M::Ready, &[S::Accepted], NOT_CLAIMED, S::Ready).how(ASKED_OF_HER),
    Row::new(Who::Artisan, M::HandOver, AGREED, &[Money::Paid], S::HandedOver).shelf(Sh::Settle),
    Row::new(Who::Artisan, M::Send, AGREED, &[Money::Paid], S::Sent).how(&[How::Send]).shelf(Sh::Settle),
    Row::new(Who::Buyer, M::Receive, &[S::Sent], KNOWN, S::HandedOver).how(&[How::Send]),
    Row::new(Who::Artisan, M::Receive, &[S::Sent], KNOWN, S::HandedOver).how(&[How::Send]),
    Row::new(Who::House, M::Receive, &[S::Sent], KNOWN, S::HandedOver).how(&[How::Send]),
    Row::new(Who::Artisan, M::Release, AGREED, WAITING, S::Expired)
        .shelf(Sh::GiveBack)
        .pays(P::Lapse)
        .undone_by(M::Retake),
    Row::new(Who::Artisan, M::Cancel, AGREED, WAITING, S::Cancelled).shelf(Sh::GiveBack).pays(P::Lapse),
    Row::new(Who::Artisan, M::Cancel, AGREED, &[Money::Paid], S::Cancelled).shelf(Sh::GiveBack).pays(P::Owe),
    // Nobody asks for the rest any more, and the deposit goes back.
    Row::new(Who::Artisan, M::Cancel, AGREED, PART, S::Cancelled).shelf(Sh::GiveBack).pays(P::Abandon),
    // Also after a claim that was refused: what comes all the same goes back.
    Row::new(Who::Buyer, M::Cancel, OPEN, WAITING, S::Cancelled).shelf(Sh::GiveBack).pays(P::Lapse),
    // It was promised for a day that is over by `enquiry::LATE_MS`, and nothing is ready: the deposit goes back.
    Row::new(Who::Buyer, M::Cancel, &[S::Accepted], PART, S::Cancelled)
        .how(ASKED_OF_HER)
        .shelf(Sh::GiveBack)
        .pays(P::Abandon),
    // What was still being asked for is not taken again.
    Row::new(Who::House, M::Expire, ASKED, WAITING, S::Expired).shelf(Sh::GiveBack).pays(P::Lapse),
    Row::new(Who::House, M::Expire, AGREED, WAITING, S::Expired)
        .shelf(Sh::GiveBack)
        .pays(P::Lapse)
        .undone_by(M::Retake),
    // Within `holds::LATE_CLAIM_MS` after time ran out: 7 days.
    Row::new(Who::Buyer, M::Retake, &[S::Expired], &[Money::Over], S::Accepted).shelf(Sh::Take).pays(P::Claim),
    // She has the money in her hands after all.
    Row::new(Who::Artisan, M::Retake, &[S::Expired], &[Money::Over], S::Accepted).shelf(Sh::Take).pays(P::Arrive),
    Row::new(Who::House, M::Retake, &[S::Expired], &[Money::Over], S::Accepted).shelf(Sh::Take).pays(P::Arrive),
    Row::new(Who::Artisan, M::GiveUp, AGREED, &[Money::Claimed], S::Cancelled)
        .shelf(Sh::GiveBack)
        .pays(P::RefuseLast)
        .undone_by(M::Retake),
    // Only what she gave up herself, having looked for the money twice: it was there after all.
    Row::new(Who::Artisan, M::Retake, &[S::Cancelled], &[Money::Over], S::Accepted).shelf(Sh::Take).pays(P::Arrive),
    // A dispute was lost, and nobody is to hand anything over: the pieces are for sale again.
    Row::new(Who::House, M::Lose, AGREED, &[Money::Over], S::Cancelled).shelf(Sh::GiveBack),
    // It was the deposit that the bank took: nobody asks for the rest any more.
    Row::new(Who::House, M::Lose, AGREED, PART, S::Cancelled).shelf(Sh::GiveBack).pays(P::Abandon),
    // Until the end of the day it was written down on, in the region's zone.
    Row::new(Who::Artisan, M::Undo, &[S::HandedOver], &[Money::Paid], S::Cancelled)
        .how(&[How::Sold])
        .shelf(Sh::Restock)
        .pays(P::Void),
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

/// The state of an order with these parts: the one that is furthest behind among those not over,
/// otherwise the one that got furthest.
pub fn of_order(parts: &[State]) -> Option<State> {
    let rank = |state: &State| State::ALL.iter().position(|one| one == state);
    parts
        .iter()
        .filter(|state| !state.is_over())
        .min_by_key(|state| rank(state))
        .or_else(|| parts.iter().min_by_key(|state| rank(state)))
        .copied()
}

/// Why an artisan declines or cancels; `other` carries her own words. The words stand in the locale files.
pub const REASONS: [&str; 5] = ["sold", "unfinished", "away", "damaged", "other"];

#[cfg(test)]
mod tests;
