//! What an order comes to as pages tell it, and what becomes of its money without anybody's doing.

use super::kinds::{Aside, EndedBy};
use super::rules::State;
use super::{Line, Sheet};
use crate::money::Money;
use crate::payments::Payment;
use crate::payments::method::Method;
use crate::payments::rules::State as Pay;

impl Line {
    /// True when all of it stands on the shelf again.
    pub const fn is_back(&self) -> bool {
        self.restocked >= self.quantity
    }
}

impl Sheet {
    /// What it comes to: of what was paid, what is kept.
    pub fn worth(&self) -> Money {
        if self.payment.state == Pay::Paid { self.kept() } else { self.total }
    }

    /// True when everything that was handed over stands on the shelf again.
    pub fn is_back(&self) -> bool {
        self.state == State::HandedOver && self.lines.iter().all(Line::is_back)
    }

    /// True when all that came was paid by card: it goes back there by itself.
    pub fn came_by_card(&self) -> bool {
        let mut came = self.came().peekable();
        came.peek().is_some() && came.all(|one| one.method == Method::Card)
    }

    /// What a bank asks for.
    pub fn asked_back(&self) -> Money {
        let minor = self.came().filter(|one| one.disputed).map(|one| one.amount.minor).sum();
        Money { minor, ..self.total }
    }

    fn came(&self) -> impl Iterator<Item = &Payment> {
        self.payments().filter(|one| one.paid_at.is_some())
    }

    /// What its word depends on besides.
    pub fn aside(&self) -> Aside {
        let released = self.state == State::Expired && self.ended_by == Some(EndedBy::Shop);
        match self.payment.state {
            _ if self.missed().minor > 0 => Aside::Missed,
            _ if self.at_bank => Aside::AtBank,
            Pay::ToReturn if self.came_by_card() && self.goes_back().refused.minor == 0 => Aside::ToCard,
            Pay::Lapsed if released => Aside::Released,
            _ => Aside::Nothing,
        }
    }
}
