//! The state table of a Payment: who may move it, from where to where, and whether that can be taken back.
//! The order's own states are another machine (`orders::rules`); amounts and codes live elsewhere.
//!
//! Of a direct payment only the artisan says that it arrived. Of a card only the house does, from an event whose
//! signature was verified or from looking it up at the payment service: no tap of a buyer or an artisan.
//!
//! Each row names the move that takes it back. Without one:
//! - Arrive, ArriveLate: the buyer holds a receipt. Only a sale at the stall can be undone (see Void).
//! - Abandon: choosing back opens a new payment.
//! - Owe: the buyer has read the promise.
//! - HandBack of a direct payment, ByHand, and Confirm of a direct payment: the money is in the buyer's hands.
//! - Void: a sale undone stays undone; it is written down anew.
//! - Take: the bank has the money.
//!
//! How long a row may be made is said beside it, and asked in `orders::rules::plan`.

pub mod payout;
pub mod refund;

pub use super::method::Method;

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Asked for, nothing heard yet.
    Open,
    /// The buyer says it is paid: the clock stands still.
    Claimed,
    /// The artisan says the money has arrived, or the payment service does.
    Paid,
    /// The buyer chose another way of paying, or another amount was agreed on; a new payment was opened.
    Abandoned,
    /// The order ended without money.
    Lapsed,
    /// The money has arrived and is to be handed back.
    ToReturn,
    /// The money was handed back.
    Returned,
}

impl State {
    /// All of them, in the order of a payment's life.
    pub const ALL: [Self; 7] =
        [Self::Open, Self::Claimed, Self::Paid, Self::Abandoned, Self::Lapsed, Self::ToReturn, Self::Returned];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Claimed => "claimed",
            Self::Paid => "paid",
            Self::Abandoned => "abandoned",
            Self::Lapsed => "lapsed",
            Self::ToReturn => "to_return",
            Self::Returned => "returned",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// Who moves something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Buyer,
    Artisan,
    /// A job, or what follows from an order's end.
    House,
}

impl Who {
    pub const ALL: [Self; 3] = [Self::Buyer, Self::Artisan, Self::House];
}

/// What can happen to a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// "I have paid."
    Claim,
    /// "Money has arrived."
    Arrive,
    /// "Money has arrived", but the piece is gone.
    ArriveLate,
    /// The first "nothing has arrived".
    Refuse,
    /// "Nothing has arrived" that leaves nothing open: the second one, or after the end.
    RefuseLast,
    /// Another way of paying, or another amount.
    Abandon,
    /// The order ended without money.
    Lapse,
    /// A paid order was cancelled.
    Owe,
    /// "Money handed back", or the payment service says that it is on the card.
    HandBack,
    /// The shop handed over what the card did not take back.
    ByHand,
    /// "The money came back."
    Confirm,
    /// It was written down by mistake: no money was there.
    Void,
    /// The cardholder's bank took the money: a dispute was lost.
    Take,
    /// What was on the card again was sent back by its bank.
    Bounce,
}

impl Move {
    pub const ALL: [Self; 14] = [
        Self::Claim,
        Self::Arrive,
        Self::ArriveLate,
        Self::Refuse,
        Self::RefuseLast,
        Self::Abandon,
        Self::Lapse,
        Self::Owe,
        Self::HandBack,
        Self::ByHand,
        Self::Confirm,
        Self::Void,
        Self::Take,
        Self::Bounce,
    ];
}

/// What a move means besides the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    Nothing,
    /// It stands in the books as a sale, with what selling costs.
    Booked,
    /// It stands in the books without a fee, and all of it is promised back.
    BookedAndPromised,
    /// What was not promised yet is promised back.
    Promised,
    /// All that was promised is handed back and stands in the books.
    BookedBack,
    /// All that was handed back reads as seen by the buyer.
    Seen,
    /// Nothing can be paid here any more: the card's page is closed.
    Closed,
    /// The sale is taken out of the books.
    Unbooked,
    /// The money's own table (`refund`) says it, for each part that goes back.
    Refund,
}

/// One row: this person may make this move from here to there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub who: Who,
    pub made: Move,
    pub from: State,
    pub to: State,
    /// The ways of paying it holds for.
    pub methods: &'static [Method],
    pub follows: Follows,
    /// The move that takes it back, if there is one.
    pub undone_by: Option<Move>,
}

const ALL: &[Method] = &Method::ALL;
const DIRECT: &[Method] = &Method::DIRECT;
const TOLD: &[Method] = &Method::TOLD;

const fn row((who, made): (Who, Move), from: State, to: State, methods: &'static [Method], follows: Follows) -> Row {
    Row { who, made, from, to, methods, follows, undone_by: None }
}

impl Row {
    const fn undone_by(mut self, made: Move) -> Self {
        self.undone_by = Some(made);
        self
    }
}

use {Follows as F, Move as M, State as S};

const BUYER: Who = Who::Buyer;
const ARTISAN: Who = Who::Artisan;
const HOUSE: Who = Who::House;

/// Everything that can happen to a payment; what is not here cannot.
pub const TABLE: [Row; 27] = [
    row((BUYER, M::Claim), S::Open, S::Claimed, DIRECT, F::Nothing).undone_by(M::Refuse),
    // "I have paid" stays possible within `holds::LATE_CLAIM_MS` after time ran out: 7 days.
    row((BUYER, M::Claim), S::Lapsed, S::Claimed, DIRECT, F::Nothing).undone_by(M::RefuseLast),
    // Cash often arrives without a claim.
    row((ARTISAN, M::Arrive), S::Open, S::Paid, DIRECT, F::Booked),
    row((ARTISAN, M::Arrive), S::Claimed, S::Paid, DIRECT, F::Booked),
    row((ARTISAN, M::ArriveLate), S::Claimed, S::ToReturn, DIRECT, F::BookedAndPromised),
    // Money that nobody announced came after the end; the piece with it, while it is still there.
    row((ARTISAN, M::Arrive), S::Lapsed, S::Paid, DIRECT, F::Booked),
    row((ARTISAN, M::ArriveLate), S::Lapsed, S::ToReturn, DIRECT, F::BookedAndPromised),
    // The rest of an order that was cancelled after its deposit came: it goes back with the deposit.
    row((ARTISAN, M::ArriveLate), S::Abandoned, S::ToReturn, DIRECT, F::BookedAndPromised),
    row((ARTISAN, M::Refuse), S::Claimed, S::Open, DIRECT, F::Nothing).undone_by(M::Claim),
    // Where time ran out the buyer can claim it once more; what she gave up after looking twice only she takes back, by
    // `Arrive`.
    row((ARTISAN, M::RefuseLast), S::Claimed, S::Lapsed, DIRECT, F::Nothing).undone_by(M::Claim),
    // A card was charged; also after time ran out, while the piece is still there.
    row((HOUSE, M::Arrive), S::Open, S::Paid, TOLD, F::Booked),
    row((HOUSE, M::Arrive), S::Lapsed, S::Paid, TOLD, F::Booked),
    // A card was charged after the end, and there is nothing to hand over.
    row((HOUSE, M::ArriveLate), S::Lapsed, S::ToReturn, TOLD, F::BookedAndPromised),
    // Choosing back opens a third one: the old code may already be in somebody's gallery.
    row((BUYER, M::Abandon), S::Open, S::Abandoned, ALL, F::Closed),
    // Another amount was agreed on, or nobody asks for the rest any more.
    row((HOUSE, M::Abandon), S::Open, S::Abandoned, ALL, F::Closed),
    // Where time ran out the buyer takes it back; of what somebody ended, the artisan by `ArriveLate`.
    row((HOUSE, M::Lapse), S::Open, S::Lapsed, DIRECT, F::Closed).undone_by(M::Claim),
    // Of a card nobody claims anything: one that is charged late takes it back.
    row((HOUSE, M::Lapse), S::Open, S::Lapsed, TOLD, F::Closed).undone_by(M::Arrive),
    row((HOUSE, M::Owe), S::Paid, S::ToReturn, ALL, F::Promised),
    row((ARTISAN, M::HandBack), S::ToReturn, S::Returned, DIRECT, F::BookedBack),
    // The payment service says that the money went back to the card.
    row((HOUSE, M::HandBack), S::ToReturn, S::Returned, TOLD, F::Refund).undone_by(M::Bounce),
    // A move of its own: of a card no button says all of it at once, only of each refund that was refused.
    row((ARTISAN, M::ByHand), S::ToReturn, S::Returned, TOLD, F::Refund),
    row((BUYER, M::Confirm), S::Returned, S::Returned, DIRECT, F::Seen),
    row((BUYER, M::Confirm), S::Returned, S::Returned, TOLD, F::Seen).undone_by(M::Bounce),
    // Only of a sale at the stall (`How::Sold`) that is undone, on the day it was written down on: no other way of an order
    // has a row with `pays(Void)`.
    row((HOUSE, M::Void), S::Paid, S::Lapsed, DIRECT, F::Unbooked),
    // Once all of it is gone; who was to get it back got it from the bank.
    row((HOUSE, M::Take), S::Paid, S::Returned, TOLD, F::Refund),
    row((HOUSE, M::Take), S::ToReturn, S::Returned, TOLD, F::Refund),
    row((HOUSE, M::Bounce), S::Returned, S::ToReturn, TOLD, F::Refund).undone_by(M::HandBack),
];

/// The row of a move, or None when it cannot be made.
pub fn find(who: Who, made: Move, from: State, method: Method) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.who == who && row.made == made && row.from == from && row.methods.contains(&method))
}

#[cfg(test)]
mod tests;
