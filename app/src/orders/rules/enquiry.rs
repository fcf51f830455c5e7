//! The state table of an enquiry: what has to be agreed before anything can be paid. "Send it to me", "bring it to
//! me" and what is made to order begin as one. The part of the order it belongs to stays `Asked` until both agree;
//! what an enquiry's end does to the part is told here, and the part's own table says whether it may.
//!
//! Cannot be undone: Agree, Decline, Withdraw and Lapse. An answer can be made better until the buyer agrees.

use super::Move as Follows;
use crate::money::Money;
use crate::payments::rules::Who;
use crate::time::{DAY_MS, HOUR_MS};

/// Silence of the artisan after which she is reminded.
pub const REMIND_MS: i64 = 48 * HOUR_MS;
/// Silence of either side after which an enquiry lets go of what it holds.
pub const SILENCE_MS: i64 = 96 * HOUR_MS;
/// After so long past the promised day a buyer whose deposit is here can take the order back.
pub const LATE_MS: i64 = 7 * DAY_MS;
/// What was promised for no day is to be there by then.
pub const UNDATED_MS: i64 = 30 * DAY_MS;
/// The most that can be asked for before the work begins, in percent.
pub const HIGHEST_DEPOSIT: i64 = 90;
/// Most characters of the buyer's wish.
pub const LONGEST_WISH: u16 = 300;
/// How many days ahead something can be promised.
pub const PROMISED_DAYS: i64 = 400;

/// Where an enquiry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The artisan is asked.
    Asked,
    /// She named her price and her day; the buyer is asked.
    Answered,
    /// Both agree: from here on it is an order.
    Agreed,
    Declined,
    /// The buyer took it back.
    Withdrawn,
    /// Nobody answered in time.
    Lapsed,
}

impl State {
    pub const ALL: [Self; 6] =
        [Self::Asked, Self::Answered, Self::Agreed, Self::Declined, Self::Withdrawn, Self::Lapsed];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// True while there is nothing to pay yet.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Answered)
    }
}

/// What can happen to an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// A price, a day; again until the buyer agrees.
    Answer,
    Decline,
    Agree,
    Withdraw,
    /// 48 hours of silence.
    Remind,
    /// 96 hours of silence.
    Lapse,
}

impl Move {
    pub const ALL: [Self; 6] = [Self::Answer, Self::Decline, Self::Agree, Self::Withdraw, Self::Remind, Self::Lapse];
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub who: Who,
    pub made: Move,
    pub from: &'static [State],
    pub to: State,
    /// What follows for the part of the order.
    pub follows: Option<Follows>,
    /// The move that takes it back, if there is one.
    pub undone_by: Option<Move>,
}

const OPEN: &[State] = &[State::Asked, State::Answered];

/// Everything that can happen to an enquiry; what is not here cannot.
pub const TABLE: [Row; 6] = [
    row(Who::Artisan, Move::Answer, OPEN, State::Answered, None, Some(Move::Answer)),
    row(Who::Artisan, Move::Decline, OPEN, State::Declined, Some(Follows::Decline), None),
    row(Who::Buyer, Move::Agree, &[State::Answered], State::Agreed, Some(Follows::Agree), None),
    row(Who::Buyer, Move::Withdraw, OPEN, State::Withdrawn, Some(Follows::Cancel), None),
    row(Who::House, Move::Remind, &[State::Asked], State::Asked, None, None),
    row(Who::House, Move::Lapse, OPEN, State::Lapsed, Some(Follows::Expire), None),
];

const fn row(
    who: Who,
    made: Move,
    from: &'static [State],
    to: State,
    follows: Option<Follows>,
    undone_by: Option<Move>,
) -> Row {
    Row { who, made, from, to, follows, undone_by }
}

/// The row of a move, or None when it cannot be made.
pub fn find(who: Who, made: Move, from: State) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.who == who && row.made == made && row.from.contains(&from))
}

/// The deposit of a total: whole rupiah, rounded up, never all of it. None without one.
pub fn deposit(total: Money, percent: i64) -> Option<Money> {
    if !(1..=HIGHEST_DEPOSIT).contains(&percent) {
        return None;
    }
    let part = i128::from(total.minor) * i128::from(percent);
    // A rupiah is 100 minor units, a percent one in 100.
    let rupiah = part.div_euclid(10_000) + i128::from(part.rem_euclid(10_000) > 0);
    let minor = i64::try_from(rupiah.checked_mul(100)?).ok()?;
    (minor > 0 && minor < total.minor).then_some(Money { minor, ..total })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every person, move and state, spelled as people would: what is not listed must be refused.
    fn told(who: Who, made: Move, from: State) -> Option<(State, Option<Follows>)> {
        use {Move as M, State as S, Who as W};
        match (who, made, from) {
            (W::Artisan, M::Answer, S::Asked | S::Answered) => Some((S::Answered, None)),
            (W::Artisan, M::Decline, S::Asked | S::Answered) => Some((S::Declined, Some(Follows::Decline))),
            (W::Buyer, M::Agree, S::Answered) => Some((S::Agreed, Some(Follows::Agree))),
            (W::Buyer, M::Withdraw, S::Asked | S::Answered) => Some((S::Withdrawn, Some(Follows::Cancel))),
            (W::House, M::Remind, S::Asked) => Some((S::Asked, None)),
            (W::House, M::Lapse, S::Asked | S::Answered) => Some((S::Lapsed, Some(Follows::Expire))),
            _ => None,
        }
    }

    #[test]
    fn every_state_and_move_and_person_is_allowed_or_refused_as_told() {
        for who in Who::ALL {
            for (made, from) in Move::ALL.into_iter().flat_map(|made| State::ALL.map(|from| (made, from))) {
                let found = find(who, made, from).map(|row| (row.to, row.follows));
                assert_eq!(found, told(who, made, from), "{who:?} {made:?} {from:?}");
            }
        }
    }

    #[test]
    fn what_is_over_stays_over() {
        for row in TABLE {
            assert!(row.from.iter().all(|from| from.is_open()), "{row:?}");
            assert_eq!(row.undone_by.is_some(), row.to == State::Answered, "{row:?}");
        }
    }

    #[test]
    fn states_read_their_own_name() {
        assert!(State::ALL.into_iter().all(|state| State::parse(state.as_str()) == Some(state)));
        assert_eq!(State::parse("paid"), None);
    }

    #[test]
    fn a_deposit_is_whole_rupiah_rounded_up_and_never_all() {
        let of = |rupiah, percent| deposit(Money::rupiah(rupiah), percent);
        assert_eq!(of(450_000, 30), Some(Money::rupiah(135_000)));
        assert_eq!(of(999, 50), Some(Money::rupiah(500)));
        assert_eq!(of(1, 90), None, "one rupiah cannot be split");
        assert_eq!(of(450_000, 0), None);
        assert_eq!(of(450_000, 91), None);
        assert_eq!(of(450_000, -5), None);
    }

    proptest! {
        #[test]
        fn deposit_and_rest_are_the_total(rupiah in 2..9_000_000_000_000_i64, percent in 1..=HIGHEST_DEPOSIT) {
            let total = Money::rupiah(rupiah);
            if let Some(deposit) = deposit(total, percent) {
                prop_assert!(deposit.minor > 0 && deposit.minor < total.minor);
                prop_assert_eq!(deposit.minor % 100, 0);
                let exact = i128::from(total.minor) * i128::from(percent);
                prop_assert!(i128::from(deposit.minor) * 100 >= exact);
                prop_assert!((i128::from(deposit.minor) - 100) * 100 < exact);
            }
        }
    }
}
