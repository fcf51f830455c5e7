//! The acts about money: what was said, what came, what goes back.

use super::super::{How, Money, Move, State, holds};
use super::{Act, Plan, Standing};
use crate::payments::rules::{self as payments, Method, Who};

impl Standing {
    /// What is not done while a bank decides, or after some of the money went back: when a bank has taken the deposit,
    /// the rest alone is not asked for, and nothing leaves for it.
    pub(super) fn is_held(&self, act: Act) -> bool {
        let leaves = matches!(act, Act::HandOver | Act::Send | Act::Ready | Act::Cancel);
        let unpaid = self.deposit_taken && matches!(act, Act::HandOver | Act::Send | Act::Claim | Act::Change);
        unpaid || (self.disputed && leaves) || (self.refunded && matches!(act, Act::Undo))
    }

    /// True where the bank has all of the deposit, and the rest is not paid.
    pub(super) fn has_lost_deposit(&self) -> bool {
        let gone = self.deposit.is_some_and(|(state, _)| state == payments::State::Returned);
        self.deposit_taken && gone && self.money() == Money::PartPaid
    }

    /// Money that goes back: a person speaks of all of it at once. What goes back to a card has a table of its own.
    /// That it came back is said once.
    pub(super) fn back(&self, who: Who, made: payments::Move) -> Option<Plan> {
        let unsaid = |seen: bool| made != payments::Move::Confirm || !seen;
        let payment = payments::find(who, made, self.payment, self.method).filter(|_| unsaid(self.seen_back.0));
        let deposit = self.deposit.and_then(|(state, method)| payments::find(who, made, state, method));
        let deposit = deposit.filter(|_| unsaid(self.seen_back.1));
        (payment.is_some() || deposit.is_some()).then(|| {
            let plan = payment.map_or_else(|| self.stay(), |row| self.stay().paying(row));
            deposit.map_or(plan, |row| plan.returning(row))
        })
    }

    /// Time ran out this moment: as if it had been written down.
    pub(super) const fn expired(&self) -> Self {
        Self { state: State::Expired, payment: payments::State::Lapsed, ended_at: self.held_until, ..*self }
    }

    /// True while the buyer can go to the card's page: not for the rest while a bank asks for the deposit, or has it.
    pub fn card_is_due(&self, now: i64) -> bool {
        self.method == Method::Card
            && !self.deposit_taken
            && !self.disputed
            && self.payment == payments::State::Open
            && matches!(self.state, State::Accepted | State::Ready)
            && !self.is_overdue(now)
    }

    /// A card is charged whatever our clock says: late money takes the piece again while it is there, and is to be
    /// sent back where it is not, or where somebody ended the order.
    pub(super) fn card_paid(&self, who: Who, now: i64) -> Option<Plan> {
        // What was never accepted could not be paid by card, and is not written down as ended by a charge.
        if self.is_overdue(now) && self.state != State::Asked {
            return self.expired().card_paid(who, now);
        }
        match self.state {
            State::Accepted | State::Ready => {
                let plan = self.paid(who, payments::Move::Arrive)?;
                Some(Plan { held_until: None, ..plan })
            }
            State::Expired if self.accepted => {
                let gone = payments::find(who, payments::Move::ArriveLate, self.payment, self.method)?;
                let plan = self.moved(who, Move::Retake, None)?;
                Some(Plan { if_gone: Some((State::Expired, gone)), ..plan })
            }
            State::Expired | State::Cancelled | State::Declined => self.paid(who, payments::Move::ArriveLate),
            State::Asked | State::Sent | State::HandedOver => None,
        }
    }

    pub(super) fn claimed(&self, who: Who, now: i64) -> Option<Plan> {
        if self.is_overdue(now) {
            return self.expired().claimed(who, now);
        }
        match self.state {
            State::Accepted | State::Ready => self.paid(who, payments::Move::Claim),
            State::Expired if holds::late_claim_heard(self.ended_at, self.accepted, self.refusals, now) => {
                let claimed = payments::find(who, payments::Move::Claim, self.payment, self.method)?;
                let plan = self.moved(who, Move::Retake, self.held_until)?;
                Some(Plan { if_gone: Some((State::Expired, claimed)), ..plan })
            }
            _ => None,
        }
    }

    pub(super) fn arrived(&self, who: Who, now: i64) -> Option<Plan> {
        if self.is_overdue(now) {
            return self.expired().arrived(who, now);
        }
        match self.state {
            State::Accepted | State::Ready => {
                let plan = self.paid(who, payments::Move::Arrive)?;
                Some(Plan { held_until: None, ..plan })
            }
            // Nobody said that it was paid, and it came all the same: with the piece, while that is still there.
            State::Expired if self.ended_unpaid() => {
                let gone = payments::find(who, payments::Move::ArriveLate, self.payment, self.method)?;
                let plan = self.moved(who, Move::Retake, None)?;
                Some(Plan { if_gone: Some((State::Expired, gone)), ..plan })
            }
            // The piece is gone: the money is to be handed back.
            State::Expired if self.payment == payments::State::Claimed => self.paid(who, payments::Move::ArriveLate),
            // She had given it up herself: with the piece as well, while that is still there.
            State::Cancelled if self.ended_unpaid() && self.given_up() => {
                let gone = payments::find(who, payments::Move::ArriveLate, self.payment, self.method)?;
                let plan = self.moved(who, Move::Retake, None)?;
                Some(Plan { if_gone: Some((State::Cancelled, gone)), ..plan })
            }
            State::Cancelled if self.ended_unpaid() => self.paid(who, payments::Move::ArriveLate),
            _ => None,
        }
    }

    /// True where it ended without money and could have been paid; a sale at the stall that was undone never was.
    fn ended_unpaid(&self) -> bool {
        self.payment == payments::State::Lapsed && self.accepted && self.how != How::Sold
    }

    /// True where the money was looked for twice and not found.
    const fn given_up(&self) -> bool {
        self.refusals >= holds::MOST_REFUSALS && self.deposit.is_none()
    }

    pub(super) fn not_arrived(&self, who: Who, now: i64) -> Option<Plan> {
        let refusals = self.refusals + 1;
        match self.state {
            // What a deposit was paid for is never given up by a tap about the rest: the clock stands still.
            State::Accepted | State::Ready if self.deposit.is_some() => {
                Some(Plan { refusals, ..self.paid(who, payments::Move::Refuse)? })
            }
            State::Accepted | State::Ready if self.refusals == 0 => {
                let plan = self.paid(who, payments::Move::Refuse)?;
                Some(Plan { held_until: Some(holds::after_refusal(self.held_until, now)), refusals, ..plan })
            }
            State::Accepted | State::Ready => {
                let plan = self.moved(who, Move::GiveUp, None)?;
                Some(Plan { refusals, ..plan })
            }
            State::Expired => {
                let plan = self.paid(who, payments::Move::RefuseLast)?;
                Some(Plan { refusals, ..plan })
            }
            _ => None,
        }
    }
}
