//! What one act of a person or a job does to the order, its payment and the shelf, asked of both state
//! tables at once. Pure: the server carries the plan out with conditional updates.

mod money;

use super::{How, Money, Move, Shelf, State, enquiry, find, holds};
use crate::payments::rules::{self as payments, Method, Who};

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    Accept,
    Decline,
    /// The artisan names the price of sending, a day, a deposit.
    Answer,
    /// The buyer agrees to it.
    Agree,
    /// The artisan has been silent for two days.
    Remind,
    Ready,
    HandOver,
    /// The parcel is on its way.
    Send,
    /// The parcel has arrived.
    Receive,
    Release,
    Cancel,
    /// Time ran out.
    Expire,
    /// "I have paid."
    Claim,
    /// "Money has arrived."
    Arrived,
    /// The payment service says that the card was charged.
    CardPaid,
    /// "Nothing has arrived."
    NotArrived,
    /// Another way of paying.
    Change,
    /// "Money handed back."
    HandBack,
    /// "The money came back."
    CameBack,
    /// A sale at the stall was written down by mistake.
    Undo,
    /// A dispute was lost: the bank took the money.
    Lose,
}

impl Act {
    pub const ALL: [Self; 21] = [
        Self::Accept,
        Self::Decline,
        Self::Answer,
        Self::Agree,
        Self::Remind,
        Self::Ready,
        Self::HandOver,
        Self::Send,
        Self::Receive,
        Self::Release,
        Self::Cancel,
        Self::Expire,
        Self::Claim,
        Self::Arrived,
        Self::CardPaid,
        Self::NotArrived,
        Self::Change,
        Self::HandBack,
        Self::CameBack,
        Self::Undo,
        Self::Lose,
    ];

    /// True when it lets the pieces go, or the payment: nobody may be paying by card while it is done.
    pub const fn lets_go(self) -> bool {
        matches!(self, Self::Decline | Self::Release | Self::Cancel | Self::Change)
    }
}

/// Where an order stands before the act.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    pub how: How,
    pub state: State,
    /// The payment that is asked for now.
    pub payment: payments::State,
    pub method: Method,
    /// The deposit before it.
    pub deposit: Option<(payments::State, Method)>,
    /// What has to be agreed first.
    pub enquiry: Option<enquiry::State>,
    pub refusals: i64,
    pub held_until: Option<i64>,
    /// When it ended, UTC ms.
    pub ended_at: Option<i64>,
    /// The end of the pickup window.
    pub pickup: Option<i64>,
    /// True when the artisan had said yes, or the buyer stood at the stall.
    pub accepted: bool,
    /// How long after the pickup time a kept piece is still kept, in ms: the region's rule.
    pub after_pickup_ms: i64,
    /// How long the buyer has to pay what was agreed, in ms: as long as the region gives the artisan to answer.
    pub answer_ms: i64,
    /// From when on what is not ready is late, where something was agreed on.
    pub late_at: Option<i64>,
    /// Until when a sale at the stall can be undone.
    pub undo_until: Option<i64>,
    /// True while the cardholder's bank asks for the money back: nothing leaves the shop.
    pub disputed: bool,
    /// True when the bank took the deposit back. What the artisan gave back of it herself is not that.
    pub deposit_taken: bool,
    /// True when some of the money went back, or is promised.
    pub refunded: bool,
    /// True when the buyer has said that the payment's money came back, and that the deposit's did.
    pub seen_back: (bool, bool),
}

/// What the act does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub order: State,
    pub payment: payments::State,
    /// The row that moves the payment; None where it stays as it is.
    pub pays: Option<&'static payments::Row>,
    /// What becomes of the deposit, where there is one.
    pub deposit: Option<payments::State>,
    /// The row that moves the deposit.
    pub deposit_pays: Option<&'static payments::Row>,
    pub enquiry: Option<enquiry::State>,
    pub shelf: Shelf,
    pub held_until: Option<i64>,
    pub refusals: i64,
    /// For money that comes late: what the order becomes, and what moves the payment, when the piece is not there any
    /// more.
    pub if_gone: Option<(State, &'static payments::Row)>,
}

impl Plan {
    /// The plan as it came out: the order is where the shelf left it, and the payment with it.
    pub fn with(self, order: State) -> Self {
        match self.if_gone {
            Some((gone, row)) if gone == order => Self { order, ..self }.paying(row),
            _ => self,
        }
    }

    /// With the payment moved by this row.
    const fn paying(self, row: &'static payments::Row) -> Self {
        Self { payment: row.to, pays: Some(row), ..self }
    }

    /// With the deposit moved by this row.
    const fn returning(self, row: &'static payments::Row) -> Self {
        Self { deposit: Some(row.to), deposit_pays: Some(row), ..self }
    }
}

impl Standing {
    /// The money as the order sees it.
    pub fn money(&self) -> Money {
        Money::of(self.payment, self.refusals, self.deposit.is_some())
    }

    /// The state a reader sees.
    pub fn seen(&self, now: i64) -> State {
        holds::seen(self.state, self.money(), self.held_until, now)
    }

    /// True when time ran out and nobody has written it down yet.
    pub fn is_overdue(&self, now: i64) -> bool {
        self.seen(now) != self.state
    }

    /// True when the buyer may still do this now; the artisan's page asks the same for her.
    pub fn may(&self, who: Who, act: Act, now: i64) -> bool {
        self.plan(who, act, now).is_some()
    }

    /// What the act does; None when it cannot be done.
    pub fn plan(&self, who: Who, act: Act, now: i64) -> Option<Plan> {
        let overdue = self.is_overdue(now);
        if overdue && !matches!(act, Act::Expire | Act::Claim | Act::CardPaid | Act::Arrived) {
            return None;
        }
        if self.is_held(act) {
            return None;
        }
        match act {
            // What has to be agreed first cannot be accepted in one tap.
            Act::Accept if self.enquiry.is_some_and(enquiry::State::is_open) => None,
            Act::Accept => self.moved(
                who,
                Move::Accept,
                self.pickup.map(|pickup| holds::after_pickup(pickup, self.after_pickup_ms)),
            ),
            Act::Answer => self.asked(who, enquiry::Move::Answer, Some(now.saturating_add(enquiry::SILENCE_MS))),
            Act::Agree => self.asked(who, enquiry::Move::Agree, Some(now.saturating_add(self.answer_ms))),
            Act::Remind => self.asked(who, enquiry::Move::Remind, self.held_until),
            Act::Decline => self.asked_or(who, enquiry::Move::Decline, Move::Decline, None),
            // While she is at work a buyer's deposit stays, until it is late.
            Act::Cancel if who == Who::Buyer && self.deposit.is_some() && self.late_at.is_none_or(|at| now < at) => {
                None
            }
            Act::Cancel => self.asked_or(who, enquiry::Move::Withdraw, Move::Cancel, None),
            Act::Expire if overdue => self.asked_or(who, enquiry::Move::Lapse, Move::Expire, self.held_until),
            Act::Expire => None,
            Act::Ready => self.moved(who, Move::Ready, self.held_until),
            Act::HandOver => self.moved(who, Move::HandOver, None),
            Act::Send => self.moved(who, Move::Send, None),
            Act::Receive => self.moved(who, Move::Receive, None),
            Act::Release => self.moved(who, Move::Release, self.held_until),
            Act::Claim => self.claimed(who, now),
            Act::Arrived => self.arrived(who, now),
            Act::CardPaid => self.card_paid(who, now),
            Act::NotArrived => self.not_arrived(who, now),
            // Also after a claim that was refused: a wallet that does not work is left for cash.
            Act::Change
                if matches!(self.money(), Money::Unpaid | Money::Refused | Money::PartPaid) && self.state.is_open() =>
            {
                self.paid(who, payments::Move::Abandon)
            }
            Act::Change => None,
            Act::Undo if self.undo_until.is_some_and(|until| now < until) => self.moved(who, Move::Undo, None),
            Act::Undo => None,
            Act::Lose if self.payment == payments::State::Returned || self.has_lost_deposit() => {
                self.moved(who, Move::Lose, None)
            }
            Act::Lose => None,
            Act::HandBack => self.back(who, payments::Move::HandBack),
            Act::CameBack => self.back(who, payments::Move::Confirm),
        }
    }

    /// A move of the enquiry, and what follows for the order.
    fn asked(&self, who: Who, made: enquiry::Move, held_until: Option<i64>) -> Option<Plan> {
        let row = enquiry::find(who, made, self.enquiry?)?;
        let plan = match row.follows {
            Some(follows) => self.moved(who, follows, held_until)?,
            None if self.state == State::Asked => Plan { held_until, ..self.stay() },
            None => return None,
        };
        Some(Plan { enquiry: Some(row.to), ..plan })
    }

    /// The enquiry's move while it is open, otherwise the order's own.
    fn asked_or(&self, who: Who, asked: enquiry::Move, made: Move, held_until: Option<i64>) -> Option<Plan> {
        match self.enquiry {
            Some(state) if state.is_open() => self.asked(who, asked, held_until),
            _ => self.moved(who, made, held_until),
        }
    }

    /// Everything as it is.
    fn stay(&self) -> Plan {
        Plan {
            order: self.state,
            payment: self.payment,
            pays: None,
            deposit: self.deposit.map(|(state, _)| state),
            deposit_pays: None,
            enquiry: self.enquiry,
            shelf: Shelf::Stay,
            held_until: self.held_until,
            refusals: self.refusals,
            if_gone: None,
        }
    }

    /// A move of the order and what follows for the payment.
    fn moved(&self, who: Who, made: Move, held_until: Option<i64>) -> Option<Plan> {
        let row = find(who, made, self.state, self.how, self.money())?;
        let held_until = if self.money() == Money::Paid { self.held_until } else { held_until };
        let mut plan = Plan { order: row.to, shelf: row.shelf, held_until, ..self.stay() };
        if let Some(pays) = row.pays {
            // What follows from an order's end is the house's doing, not the person's.
            let find = |who| payments::find(who, pays, self.payment, self.method);
            plan = plan.paying(find(Who::House).or_else(|| find(who))?);
        }
        // An order that is cancelled owes its deposit as well, also where a bank has taken the rest.
        let ends = matches!(row.pays, Some(payments::Move::Owe | payments::Move::Abandon)) && !row.to.is_open();
        let owed = |(state, method)| payments::find(Who::House, payments::Move::Owe, state, method);
        match self.deposit.and_then(owed) {
            Some(owes) if ends || made == Move::Lose => Some(plan.returning(owes)),
            _ => Some(plan),
        }
    }

    /// A move of the payment alone.
    fn paid(&self, who: Who, made: payments::Move) -> Option<Plan> {
        let row = payments::find(who, made, self.payment, self.method)?;
        Some(self.stay().paying(row))
    }
}

#[cfg(test)]
mod tests;
