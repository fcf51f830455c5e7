//! A payment's state as the order minds it.

use crate::payments::rules as payments;

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
