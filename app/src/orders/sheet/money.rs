//! What a part's payments come to: what is asked for, what stays, and what goes back, over all of them.

use super::Sheet;
use crate::money::Money;
use crate::orders::rules::How;
use crate::payments::Payment;
use crate::payments::method::{Method, Purpose};
use crate::payments::rules::State::{Claimed, Open, Paid, Returned, ToReturn};
use crate::payments::rules::{Move, Row, State, Who, find};

/// Money of a part that goes back and is not there yet, by who brings it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoesBack {
    /// The payment service, to the card.
    pub by_card: Money,
    /// The shop: the card did not take it.
    pub refused: Money,
    /// The shop: it was not paid by card.
    pub by_hand: Money,
}

impl GoesBack {
    pub const fn all(&self) -> Money {
        let hers = self.refused.minor.saturating_add(self.by_hand.minor);
        Money { minor: self.by_card.minor.saturating_add(hers), ..self.by_card }
    }
}

/// Of cash she knows, and of a card the payment service tells.
const fn comes_unseen(method: Method) -> bool {
    matches!(method, Method::Qris | Method::Transfer)
}

impl Sheet {
    /// The payment that is asked for now, and the deposit before it.
    pub fn payments(&self) -> impl Iterator<Item = &Payment> {
        std::iter::once(&self.payment).chain(&self.deposit)
    }

    /// The sum of some of each payment.
    fn sum(&self, some: impl Fn(&Payment) -> i64) -> Money {
        Money { minor: self.payments().map(some).fold(0, i64::saturating_add), ..self.total }
    }

    /// Where its money stands: not returned while some of it is still on its way, be it the deposit's.
    pub fn money_state(&self) -> State {
        match self.payment.state {
            Returned if self.goes_back().all().minor > 0 => ToReturn,
            state => state,
        }
    }

    /// What its payments speak of now: what is asked for, or what is still to go back, or what came back.
    pub fn amount_now(&self) -> Money {
        match self.money_state() {
            ToReturn => self.goes_back().all(),
            Returned => self.came_back(),
            _ if self.deposit.is_some() || self.payment.purpose == Purpose::Deposit => self.payment.amount,
            _ => self.total,
        }
    }

    /// What goes back and is not there yet.
    pub fn goes_back(&self) -> GoesBack {
        let direct = |one: &Payment| one.method.is_direct();
        GoesBack {
            by_card: self.sum(|one| if direct(one) { 0 } else { one.goes_back().minor - one.failed.minor }),
            refused: self.sum(|one| if direct(one) { 0 } else { one.failed.minor }),
            by_hand: self.sum(|one| if direct(one) { one.goes_back().minor } else { 0 }),
        }
    }

    /// What came back.
    pub fn came_back(&self) -> Money {
        self.sum(|one| one.came_back().minor)
    }

    /// What of that the shop says it handed over.
    pub fn came_by_hand(&self) -> Money {
        self.sum(|one| one.handed.minor)
    }

    /// What the buyer says has not come, though the shop says it handed it over.
    pub fn missed(&self) -> Money {
        self.sum(|one| one.missed.minor)
    }

    /// What "Money handed back" says of all payments at once: what is still to be handed over of those of which nothing
    /// stays.
    pub fn handed_back_at_once(&self) -> Money {
        let all = |one: &Payment| find(Who::Artisan, Move::HandBack, one.state, one.method).is_some();
        self.sum(|one| if all(one) { one.goes_back().minor } else { 0 })
    }

    /// What "The money came back" says of all payments at once.
    pub fn seen_at_once(&self) -> Money {
        let unseen = |one: &Payment| one.state == Returned && one.return_seen_at.is_none();
        // What a bank took is nobody's to confirm.
        let came = |one: &Payment| if one.taken { one.handed.minor } else { one.came_back().minor };
        self.sum(|one| if unseen(one) { came(one) } else { 0 })
    }

    /// What was paid, whatever became of it.
    pub fn was_paid(&self) -> Money {
        self.sum(|one| if one.has_arrived() { one.amount.minor } else { 0 })
    }

    /// What was promised back of its payments, handed back or not.
    pub fn promised_back(&self) -> Money {
        self.sum(|one| one.refunded.minor)
    }

    /// What the buyer has paid and not got back or been promised back, the deposit with it.
    pub fn kept(&self) -> Money {
        self.sum(|one| if one.state == Paid { one.kept().minor } else { 0 })
    }

    /// What may still be given back, the deposit with it: a bank may have taken the rest.
    pub fn refundable(&self) -> Money {
        self.sum(|one| one.refundable().minor)
    }

    /// The rest that is not asked for any more, and the row by which she says that it came all the same; None for a card,
    /// of which the payment service tells.
    pub fn rest_comes_late(&self) -> Option<(&Payment, &'static Row)> {
        let rest = self.unasked.as_ref()?;
        Some((rest, find(Who::Artisan, Move::ArriveLate, rest.state, rest.method)?))
    }

    /// True where money can be on its way without a word from anybody: by a code or to an account, once it could be paid.
    pub fn may_come_unseen(&self) -> bool {
        self.could_be_paid() && comes_unseen(self.payment.method)
    }

    /// True from the moment somebody was asked for money: at the stall at once, else with a yes.
    pub fn could_be_paid(&self) -> bool {
        self.how == How::Stall || self.accepted_at.is_some()
    }

    /// The same of a rest that is not asked for any more.
    pub fn rest_may_come_unseen(&self) -> bool {
        self.unasked.as_ref().is_some_and(|rest| comes_unseen(rest.method))
    }

    /// True while money is asked for, or some of what came is kept: what it leaves the shop is then worth saying.
    pub fn is_asked_or_kept(&self, now: i64) -> bool {
        let asked = self.seen(now).is_open() && matches!(self.payment.state, Open | Claimed);
        asked || self.kept().minor > 0
    }

    /// False once it is over and none of its money stays, or is said to be on its way: then it comes to nothing.
    pub fn counts(&self, now: i64) -> bool {
        !self.seen(now).is_over() || self.kept().minor > 0 || self.payment.state == Claimed
    }

    /// What has arrived and was not given back yet: what cancelling leaves to be given back.
    pub fn arrived(&self) -> Money {
        self.sum(|one| match one.state {
            Paid | ToReturn => one.amount.minor - one.returned.minor,
            _ => 0,
        })
    }
}
