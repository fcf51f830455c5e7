//! The state table of a Refund: money of one payment on its way back to the buyer, some of it or all.
//!
//! A card is sent back by the payment service; cash, QRIS and transfers are handed back by the artisan, and so is a
//! card that the service refused. Only the buyer says that it was seen.
//!
//! Each row names the move that takes it back. Without one: a promise to give back (the buyer has read it), money handed
//! back by hand, and what a bank took. What a card does not take is sent back to the payment service days later, after
//! it read as done: that, and a refusal, is mended by handing the money back.

use super::{Method, Who};

/// Where money that goes back stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Promised; the artisan is to hand it back.
    Owed,
    /// With the payment service, on its way to the card.
    Sent,
    /// It was handed back, or is on the card again.
    HandedBack,
    /// The buyer says that it came.
    Seen,
    /// The payment service could not send it: it is owed by hand.
    Failed,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Owed, Self::Sent, Self::HandedBack, Self::Seen, Self::Failed];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::Sent => "sent",
            Self::HandedBack => "handed_back",
            Self::Seen => "seen",
            Self::Failed => "failed",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// True when the buyer has the money again.
    pub const fn is_back(self) -> bool {
        matches!(self, Self::HandedBack | Self::Seen)
    }
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// Some of a payment is to go back. By the house when an order's end decides it.
    Ask,
    /// "Money handed back", or the payment service says that it is on the card.
    HandBack,
    /// The payment service could not send it, or it came back from the card's bank.
    Fail,
    /// "The money came back."
    Confirm,
    /// "It has not come", of what the shop says it handed over: word stands against word, and the office looks.
    Miss,
    /// The cardholder's bank took the money: a dispute was lost.
    Take,
}

impl Move {
    pub const ALL: [Self; 6] = [Self::Ask, Self::HandBack, Self::Fail, Self::Confirm, Self::Miss, Self::Take];
}

/// What a move means besides the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    Nothing,
    /// A job sends it to the payment service.
    Send,
    /// It stands in the books from where the payment lies.
    Booked,
    /// It stands in the books out of the shop's pocket, whose card money lies with the operator still.
    BookedFromPocket,
    /// The office is told.
    Alarm,
    /// The same, and what stood in the books is taken back: the money lies where it lay before.
    Unbooked,
}

/// One row: this person may make this move from here to there; from None is a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub who: Who,
    pub made: Move,
    pub from: Option<State>,
    pub to: State,
    pub methods: &'static [Method],
    pub follows: Follows,
    /// The move that takes it back, if there is one.
    pub undone_by: Option<Move>,
}

const ALL: &[Method] = &Method::ALL;
const DIRECT: &[Method] = &Method::DIRECT;
const TOLD: &[Method] = &Method::TOLD;

const fn row(
    (who, made): (Who, Move),
    from: Option<State>,
    to: State,
    methods: &'static [Method],
    follows: Follows,
) -> Row {
    Row { who, made, from, to, methods, follows, undone_by: None }
}

impl Row {
    const fn undone_by(mut self, made: Move) -> Self {
        self.undone_by = Some(made);
        self
    }
}

/// Everything that can happen to a refund; what is not here cannot.
pub const TABLE: [Row; 16] = [
    row((Who::Artisan, Move::Ask), None, State::Owed, DIRECT, Follows::Nothing),
    row((Who::Artisan, Move::Ask), None, State::Sent, TOLD, Follows::Send),
    // What follows from an order's end.
    row((Who::House, Move::Ask), None, State::Owed, DIRECT, Follows::Nothing),
    row((Who::House, Move::Ask), None, State::Sent, TOLD, Follows::Send),
    row((Who::Artisan, Move::HandBack), Some(State::Owed), State::HandedBack, DIRECT, Follows::Booked),
    row((Who::House, Move::HandBack), Some(State::Sent), State::HandedBack, TOLD, Follows::Booked)
        .undone_by(Move::Fail),
    row((Who::House, Move::Fail), Some(State::Sent), State::Failed, TOLD, Follows::Alarm).undone_by(Move::HandBack),
    // It was on its way as far as anybody could see, and the card's bank sent it back. Only what the card itself gave can
    // come here: what she handed over, or a bank took, has nothing at the payment service, or something that failed before,
    // and each of those fails once (`card_refunds.state`).
    row((Who::House, Move::Fail), Some(State::HandedBack), State::Failed, TOLD, Follows::Unbooked)
        .undone_by(Move::HandBack),
    row((Who::House, Move::Fail), Some(State::Seen), State::Failed, TOLD, Follows::Unbooked).undone_by(Move::HandBack),
    // The card does not take it: she hands it back herself, and what lies with the operator stays hers.
    row((Who::Artisan, Move::HandBack), Some(State::Failed), State::HandedBack, TOLD, Follows::BookedFromPocket),
    row((Who::Buyer, Move::Confirm), Some(State::HandedBack), State::Seen, DIRECT, Follows::Nothing),
    row((Who::Buyer, Move::Confirm), Some(State::HandedBack), State::Seen, TOLD, Follows::Nothing)
        .undone_by(Move::Fail),
    // Only of what was handed over by hand (`Refund::by_hand`), and once: what a card takes days to show has not gone astray.
    row((Who::Buyer, Move::Miss), Some(State::HandedBack), State::HandedBack, ALL, Follows::Alarm)
        .undone_by(Move::Confirm),
    row((Who::House, Move::Take), None, State::HandedBack, TOLD, Follows::Booked),
    // The bank took what was promised already and never reached the card.
    row((Who::House, Move::Take), Some(State::Failed), State::HandedBack, TOLD, Follows::Booked),
    row((Who::House, Move::Take), Some(State::Sent), State::HandedBack, TOLD, Follows::Booked),
];

/// The row of a move, or None when it cannot be made.
pub fn find(who: Who, made: Move, from: Option<State>, method: Method) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.who == who && row.made == made && row.from == from && row.methods.contains(&method))
}

/// Why an artisan gives something back; each is the end of a message key.
pub const REASONS: [&str; 5] = ["flaw", "missing", "sending", "changed", "other"];
/// Why the house does: the order ended, or the cardholder's bank decided.
pub const HOUSE_REASONS: [&str; 2] = ["ended", "dispute"];

#[cfg(test)]
mod tests {
    use super::*;

    /// Every state, move, person and way of paying, spelled as people would: what is not listed must be refused.
    fn expected(who: Who, made: Move, from: Option<State>, method: Method) -> Option<State> {
        use {Move as M, State as S, Who as W};
        let direct = method != Method::Card;
        match (who, made, from) {
            (W::Artisan | W::House, M::Ask, None) => Some(if direct { S::Owed } else { S::Sent }),
            (W::Artisan, M::HandBack, Some(S::Owed)) if direct => Some(S::HandedBack),
            (W::Artisan, M::HandBack, Some(S::Failed)) if !direct => Some(S::HandedBack),
            (W::House, M::HandBack, Some(S::Sent)) if !direct => Some(S::HandedBack),
            (W::House, M::Fail, Some(S::Sent | S::HandedBack | S::Seen)) if !direct => Some(S::Failed),
            (W::Buyer, M::Confirm, Some(S::HandedBack)) => Some(S::Seen),
            (W::Buyer, M::Miss, Some(S::HandedBack)) => Some(S::HandedBack),
            (W::House, M::Take, None | Some(S::Failed | S::Sent)) if !direct => Some(S::HandedBack),
            _ => None,
        }
    }

    #[test]
    fn every_state_and_move_and_person_is_allowed_or_refused_as_told() {
        let states = State::ALL.into_iter().map(Some).chain([None]);
        for from in states {
            for (who, made) in Who::ALL.into_iter().flat_map(|who| Move::ALL.map(|made| (who, made))) {
                for method in Method::ALL {
                    let found = find(who, made, from, method).map(|row| row.to);
                    assert_eq!(found, expected(who, made, from, method), "{who:?} {made:?} {from:?} {method:?}");
                }
            }
        }
    }

    #[test]
    fn money_that_is_back_is_owed_again_only_where_a_card_sent_it_back_and_only_the_buyer_says_it_was_seen() {
        for row in TABLE {
            let again = row.from.is_some_and(State::is_back) && !row.to.is_back();
            assert_eq!(again, row.follows == Follows::Unbooked, "{row:?}");
            assert!(!again || (row.who == Who::House && row.methods == TOLD), "{row:?}");
            assert_eq!(row.to == State::Seen, row.made == Move::Confirm, "{row:?}");
            assert!(row.made != Move::Confirm || row.who == Who::Buyer, "{row:?}");
        }
    }

    /// What a row names as its undoing is there, and what leads straight back is named.
    #[test]
    fn each_row_names_what_takes_it_back() {
        // What she handed back herself, and what a bank took, no card sends back.
        let never = |row: &Row| row.made == Move::Take || (row.made == Move::HandBack && row.who == Who::Artisan);
        for row in &TABLE {
            let back =
                |other: &&Row| other.from == Some(row.to) && row.methods.iter().any(|one| other.methods.contains(one));
            let mut others = TABLE.iter().filter(back);
            match row.undone_by {
                // However it was paid.
                Some(made) => assert!(
                    row.methods.iter().all(|method| {
                        let takes_back = |other: &Row| other.made == made && other.methods.contains(method);
                        others.clone().any(takes_back)
                    }),
                    "{row:?}"
                ),
                None => assert!(never(row) || !others.any(|other| Some(other.to) == row.from), "{row:?}"),
            }
        }
    }

    #[test]
    fn whatever_comes_back_is_booked_once() {
        for row in TABLE {
            let arrives = row.to.is_back() && !row.from.is_some_and(State::is_back);
            let booked = matches!(row.follows, Follows::Booked | Follows::BookedFromPocket);
            assert_eq!(arrives, booked, "{row:?}");
        }
    }

    #[test]
    fn states_read_their_own_name() {
        assert!(State::ALL.into_iter().all(|state| State::parse(state.as_str()) == Some(state)));
        assert_eq!(State::parse("paid"), None);
    }
}
