//! The state table of a Payment: who may move it, from where to where, and whether that can be taken back.
//! The order's own states are another machine (`orders::rules`); amounts and codes live elsewhere.
//!
//! Cannot be undone: Arrive (the buyer holds a receipt), HandBack (the books carry it).

pub mod payout;

pub use super::method::Method;

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Asked for, nothing heard yet.
    Open,
    /// The buyer says it is paid: the clock stands still.
    Claimed,
    /// The artisan says the money has arrived.
    Paid,
    /// The buyer chose another way of paying; a new payment was opened.
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
    /// Another way of paying.
    Abandon,
    /// The order ended without money.
    Lapse,
    /// A paid order was cancelled.
    Owe,
    /// "Money handed back."
    HandBack,
    /// "The money came back."
    Confirm,
}

impl Move {
    pub const ALL: [Self; 10] = [
        Self::Claim,
        Self::Arrive,
        Self::ArriveLate,
        Self::Refuse,
        Self::RefuseLast,
        Self::Abandon,
        Self::Lapse,
        Self::Owe,
        Self::HandBack,
        Self::Confirm,
    ];
}

/// One row: this person may make this move from here to there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub who: Who,
    pub made: Move,
    pub from: State,
    pub to: State,
    /// True when nothing in the house takes it back.
    pub for_good: bool,
}

const fn row(who: Who, made: Move, from: State, to: State) -> Row {
    Row { who, made, from, to, for_good: false }
}
const fn for_good(who: Who, made: Move, from: State, to: State) -> Row {
    Row { who, made, from, to, for_good: true }
}

/// Everything that can happen to a payment; what is not here cannot.
pub const TABLE: [Row; 12] = [
    row(Who::Buyer, Move::Claim, State::Open, State::Claimed),
    // "I have paid" stays possible for 7 days after time ran out.
    row(Who::Buyer, Move::Claim, State::Lapsed, State::Claimed),
    // Cash often arrives without a claim.
    for_good(Who::Artisan, Move::Arrive, State::Open, State::Paid),
    for_good(Who::Artisan, Move::Arrive, State::Claimed, State::Paid),
    for_good(Who::Artisan, Move::ArriveLate, State::Claimed, State::ToReturn),
    row(Who::Artisan, Move::Refuse, State::Claimed, State::Open),
    row(Who::Artisan, Move::RefuseLast, State::Claimed, State::Lapsed),
    // Choosing back opens a third one: the old code may already be in somebody's gallery.
    for_good(Who::Buyer, Move::Abandon, State::Open, State::Abandoned),
    row(Who::House, Move::Lapse, State::Open, State::Lapsed),
    for_good(Who::House, Move::Owe, State::Paid, State::ToReturn),
    for_good(Who::Artisan, Move::HandBack, State::ToReturn, State::Returned),
    for_good(Who::Buyer, Move::Confirm, State::Returned, State::Returned),
];

/// The row of a move, or None when it cannot be made.
pub fn find(who: Who, made: Move, from: State) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.who == who && row.made == made && row.from == from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of state, move and person, spelled as people would: what is not listed must be refused.
    fn expected(who: Who, made: Move, from: State) -> Option<State> {
        use {Move as M, State as S, Who as W};
        match (who, made, from) {
            (W::Buyer, M::Claim, S::Open | S::Lapsed) => Some(S::Claimed),
            (W::Artisan, M::Arrive, S::Open | S::Claimed) => Some(S::Paid),
            (W::Artisan, M::ArriveLate, S::Claimed) => Some(S::ToReturn),
            (W::Artisan, M::Refuse, S::Claimed) => Some(S::Open),
            (W::Artisan, M::RefuseLast, S::Claimed) => Some(S::Lapsed),
            (W::Buyer, M::Abandon, S::Open) => Some(S::Abandoned),
            (W::House, M::Lapse, S::Open) => Some(S::Lapsed),
            (W::House, M::Owe, S::Paid) => Some(S::ToReturn),
            (W::Artisan, M::HandBack, S::ToReturn) => Some(S::Returned),
            (W::Buyer, M::Confirm, S::Returned) => Some(S::Returned),
            _ => None,
        }
    }

    #[test]
    fn every_state_and_move_and_person_is_allowed_or_refused_as_told() {
        for who in Who::ALL {
            for made in Move::ALL {
                for from in State::ALL {
                    let found = find(who, made, from).map(|row| row.to);
                    assert_eq!(found, expected(who, made, from), "{who:?} {made:?} {from:?}");
                }
            }
        }
    }

    #[test]
    fn only_the_artisan_makes_a_payment_paid() {
        let paying: Vec<Who> = TABLE.iter().filter(|row| row.to == State::Paid).map(|row| row.who).collect();
        assert!(!paying.is_empty() && paying.iter().all(|who| *who == Who::Artisan));
    }

    #[test]
    fn money_that_arrived_never_goes_back_to_waiting() {
        let arrived = [State::Paid, State::ToReturn, State::Returned];
        for row in TABLE.iter().filter(|row| arrived.contains(&row.from)) {
            assert!(matches!(row.to, State::ToReturn | State::Returned), "{row:?}");
        }
    }

    #[test]
    fn states_read_their_own_name() {
        assert!(State::ALL.into_iter().all(|state| State::parse(state.as_str()) == Some(state)));
        assert_eq!(State::parse("sold"), None);
    }
}
