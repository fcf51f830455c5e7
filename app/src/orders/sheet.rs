//! One order, whole: what was ordered, where it stands, how it is paid.

use super::kinds::{Channel, Contact, EndedBy};
use super::rules::plan::Standing;
use super::rules::{self, How, State};
use crate::ids::{OrderId, ProductId, ShopId};
use crate::money::Money;
use crate::payments::Payment;
use crate::words::Lang;

/// What was ordered, frozen at the moment of ordering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub product: ProductId,
    pub code: String,
    pub quantity: i64,
    pub unit: Money,
    pub name: String,
    pub lang: Lang,
    pub size_note: String,
    pub weight_g: Option<i64>,
    pub facts: Vec<String>,
    pub makers: Vec<String>,
    pub photo: Option<String>,
}

/// Where and when a kept piece is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pickup {
    pub place: String,
    pub find: String,
    pub from: i64,
    pub until: i64,
}

/// An order with its one shop's part, its line and its newest payment.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub id: OrderId,
    /// The link's token, for the buyer's pages only.
    pub token: String,
    /// `H4M2-R7`
    pub code: String,
    pub shop: ShopId,
    pub channel: Channel,
    pub lang: Lang,
    pub buyer_name: String,
    pub contact: Option<Contact>,
    pub how: How,
    /// As stored; `seen` says what a reader is told.
    pub state: State,
    pub version: i64,
    pub held_until: Option<i64>,
    pub pickup: Option<Pickup>,
    pub total: Money,
    pub line: Line,
    pub payment: Payment,
    pub placed_at: i64,
    pub accepted_at: Option<i64>,
    pub ready_at: Option<i64>,
    pub handed_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub ended_by: Option<EndedBy>,
    /// One of `rules::REASONS`, or `not_arrived`, or empty.
    pub reason: String,
    /// The artisan's own words.
    pub reason_text: String,
    /// Set when "I have paid" came after the end and the piece was gone.
    pub late_claim_at: Option<i64>,
}

impl Sheet {
    /// What the rules ask about it.
    pub fn standing(&self) -> Standing {
        Standing {
            how: self.how,
            state: self.state,
            payment: self.payment.state,
            method: self.payment.method,
            refusals: self.payment.refusals,
            held_until: self.held_until,
            ended_at: self.ended_at,
            pickup: self.pickup.as_ref().map(|pickup| pickup.until),
            accepted: self.accepted_at.is_some(),
        }
    }

    /// The state a reader is told at `now`.
    pub fn seen(&self, now: i64) -> State {
        self.standing().seen(now)
    }

    /// The whole order's state, derived from its parts: today there is one.
    pub fn order_state(&self, now: i64) -> State {
        rules::of_order(&[self.seen(now)]).unwrap_or(self.state)
    }

    /// Changes whenever the page should look different: what the follow script compares.
    pub fn mark(&self, now: i64) -> String {
        format!("{}-{}", self.version, self.order_state(now).as_str())
    }
}
