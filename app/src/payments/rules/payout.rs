//! The state table of a Payout: money that the operator owes to a shop, on its way.
//!
//! Cannot be undone: cash that the artisan has confirmed, which is put right by a correction. What she has confirmed of a
//! bank can come back from it later, and is then owed again; what the books carry is never taken out, only booked back.

/// Where money that is owed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// In the operator's hands. Not stored: it is what the books say.
    Owed,
    /// In a batch that has not left yet.
    Batched,
    /// The batch was undone; the money is owed.
    Undone,
    /// The operator says it has left.
    Sent,
    /// The artisan says it has arrived.
    Received,
    /// It came back; the money is owed.
    Returned,
}

impl State {
    pub const ALL: [Self; 6] = [Self::Owed, Self::Batched, Self::Undone, Self::Sent, Self::Received, Self::Returned];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::Batched => "batched",
            Self::Undone => "undone",
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Returned => "returned",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// Who moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// The owner of the shop.
    Artisan,
    /// The regency's officer.
    Officer,
}

impl Who {
    pub const ALL: [Self; 2] = [Self::Artisan, Self::Officer];
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// Puts all that is owed to a shop into a batch.
    Batch,
    /// Takes the batch apart before it has left.
    Undo,
    /// "It has left": the file is with the bank, or the cash is out of the till.
    Send,
    /// "It has arrived."
    Receive,
    /// "Nothing has arrived": tells the office.
    Miss,
    /// The bank sent it back, or nobody took the cash.
    Return,
}

impl Move {
    pub const ALL: [Self; 6] = [Self::Batch, Self::Undo, Self::Send, Self::Receive, Self::Miss, Self::Return];
}

/// One row: this person may make this move from here to there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub who: Who,
    pub made: Move,
    pub from: State,
    pub to: State,
    /// What follows in the books.
    pub follows: Follows,
    /// The move that takes it back, if there is one.
    pub undone_by: Option<Move>,
}

/// What a move books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    Nothing,
    /// From what is owed to what is on its way.
    OnItsWay,
    /// From what is on its way to what is owed.
    OwedAgain,
    /// From what is on its way into the shop's pocket.
    Arrived,
    /// Out of the shop's pocket to what is owed: the bank took back what had arrived.
    OutOfPocket,
}

const fn row(who: Who, made: Move, from: State, to: State, follows: Follows, undone_by: Option<Move>) -> Row {
    Row { who, made, from, to, follows, undone_by }
}

/// Everything that can happen to a payout; what is not here cannot.
pub const TABLE: [Row; 7] = [
    row(Who::Officer, Move::Batch, State::Owed, State::Batched, Follows::OnItsWay, Some(Move::Undo)),
    row(Who::Officer, Move::Undo, State::Batched, State::Undone, Follows::OwedAgain, Some(Move::Batch)),
    // Not with what is to go back: a batch that holds money which went back since, or for which a bank asks, is refused
    // (`payouts::send`), unless she says that it had left before.
    row(Who::Officer, Move::Send, State::Batched, State::Sent, Follows::Nothing, Some(Move::Return)),
    row(Who::Artisan, Move::Receive, State::Sent, State::Received, Follows::Arrived, Some(Move::Return)),
    row(Who::Artisan, Move::Miss, State::Sent, State::Sent, Follows::Nothing, Some(Move::Receive)),
    row(Who::Officer, Move::Return, State::Sent, State::Returned, Follows::OwedAgain, Some(Move::Batch)),
    // A bank may send back days later what had arrived; cash in her hands comes back from nobody
    // (`payouts::may_come_back`).
    row(Who::Officer, Move::Return, State::Received, State::Returned, Follows::OutOfPocket, Some(Move::Batch)),
];

/// The row of a move, or None when it cannot be made.
pub fn find(who: Who, made: Move, from: State) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.who == who && row.made == made && row.from == from)
}

/// Why money came back; each is the end of a message key.
pub const REASONS: [&str; 4] = ["account", "name", "absent", "other"];

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(who: Who, made: Move, from: State) -> Option<State> {
        use {Move as M, State as S, Who as W};
        match (who, made, from) {
            (W::Officer, M::Batch, S::Owed) => Some(S::Batched),
            (W::Officer, M::Undo, S::Batched) => Some(S::Undone),
            (W::Officer, M::Send, S::Batched) => Some(S::Sent),
            (W::Officer, M::Return, S::Sent | S::Received) => Some(S::Returned),
            (W::Artisan, M::Receive, S::Sent) => Some(S::Received),
            (W::Artisan, M::Miss, S::Sent) => Some(S::Sent),
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

    /// What a row names as its undoing is there, and what leads straight back is named.
    #[test]
    fn each_row_names_what_takes_it_back() {
        // Where the money is owed it may be put into another batch.
        let pot = |state| if matches!(state, State::Undone | State::Returned) { State::Owed } else { state };
        for row in &TABLE {
            // Nothing of a payout is for ever.
            assert!(row.undone_by.is_some(), "{row:?}");
            let mut others = TABLE.iter().filter(|other| pot(other.from) == pot(row.to));
            assert!(others.clone().any(|other| Some(other.made) == row.undone_by), "{row:?}");
            let straight = |other: &Row| pot(other.to) == pot(row.from) && other.made != row.made;
            assert!(!others.any(|other| straight(other) && Some(other.made) != row.undone_by), "{row:?}");
        }
    }

    /// Spelled as people would: what takes each move back.
    #[test]
    fn what_takes_a_move_back_is_as_told() {
        use {Move as M, State as S};
        let told = [
            (M::Batch, S::Owed, M::Undo),
            (M::Undo, S::Batched, M::Batch),
            (M::Send, S::Batched, M::Return),
            (M::Receive, S::Sent, M::Return),
            (M::Miss, S::Sent, M::Receive),
            (M::Return, S::Sent, M::Batch),
            (M::Return, S::Received, M::Batch),
        ];
        assert_eq!(
            TABLE.map(|row| (row.made, row.from, row.undone_by)),
            told.map(|(made, from, by)| (made, from, Some(by)))
        );
    }

    #[test]
    fn only_the_artisan_says_that_it_has_arrived() {
        let mut arriving = TABLE.iter().filter(|row| row.to == State::Received);
        assert!(arriving.clone().count() == 1 && arriving.all(|row| row.who == Who::Artisan));
    }

    #[test]
    fn money_is_in_one_pot_wherever_it_stands() {
        let pot = |state| match state {
            State::Owed | State::Undone | State::Returned => "owed",
            State::Batched | State::Sent => "way",
            State::Received => "pocket",
        };
        for row in TABLE {
            let moved = match row.follows {
                Follows::Nothing => (pot(row.from), pot(row.from)),
                Follows::OnItsWay => ("owed", "way"),
                Follows::OwedAgain => ("way", "owed"),
                Follows::Arrived => ("way", "pocket"),
                Follows::OutOfPocket => ("pocket", "owed"),
            };
            assert_eq!((pot(row.from), pot(row.to)), moved, "{row:?}");
        }
    }

    #[test]
    fn states_read_their_own_name() {
        assert!(State::ALL.into_iter().all(|state| State::parse(state.as_str()) == Some(state)));
    }
}
