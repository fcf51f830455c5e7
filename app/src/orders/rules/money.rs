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
    /// A deposit is here, and the rest is asked for: the clock stands still.
    PartPaid,
    Paid,
    /// Lapsed, to hand back, or handed back.
    Over,
}

impl Money {
    pub const ALL: [Self; 6] = [Self::Unpaid, Self::Refused, Self::Claimed, Self::PartPaid, Self::Paid, Self::Over];

    /// Of a payment's state, the number of claims that were refused, and whether it is the rest after a deposit.
    pub const fn of(state: payments::State, refusals: i64, rest: bool) -> Self {
        match state {
            payments::State::Open if rest => Self::PartPaid,
            payments::State::Open if refusals == 0 => Self::Unpaid,
            payments::State::Open => Self::Refused,
            payments::State::Claimed => Self::Claimed,
            payments::State::Paid => Self::Paid,
            _ => Self::Over,
        }
    }
}
