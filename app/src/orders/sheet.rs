//! One order, whole: what was ordered, where it stands, how it is paid.

mod money;

pub use money::GoesBack;

use super::enquiry::{Enquiry, Parcel};
use super::kinds::{Aside, Channel, Contact, EndedBy};
use super::rules::plan::Standing;
use super::rules::{self, How, State, enquiry};
use crate::ids::{OrderId, ProductId, ShopId, ShopOrderId};
use crate::money::Money;
use crate::payments::{Payment, rules as payments};
use crate::time::{self, Zone};
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
    /// For how many of them the money was given back.
    pub refunded: i64,
    /// How many of those stand on the shelf again.
    pub restocked: i64,
}

impl Line {
    /// The line of what is still handed over: without the pieces whose money was given back. None when none is left.
    pub fn packed(mut self) -> Option<Self> {
        self.quantity -= self.refunded;
        (self.quantity > 0).then_some(self)
    }
}

/// Where and when a kept piece is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pickup {
    pub place: String,
    pub find: String,
    pub from: i64,
    pub until: i64,
}

/// What was ordered of one shop: never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    pub first: Line,
    pub more: Vec<Line>,
}

impl Lines {
    /// None when there are none.
    pub fn of(mut lines: Vec<Line>) -> Option<Self> {
        (!lines.is_empty()).then(|| Self { first: lines.remove(0), more: lines })
    }

    pub fn iter(&self) -> impl Iterator<Item = &Line> {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// How many there are besides the first.
    pub fn others(&self) -> i64 {
        i64::try_from(self.more.len()).unwrap_or(i64::MAX)
    }
}

/// A shop's part of an order, its lines and its newest payment. What belongs to the whole order is the same in
/// every part.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub id: OrderId,
    pub part: ShopOrderId,
    /// 1, 2, 3 within the order.
    pub number: i64,
    /// The link's token, for the buyer's pages only.
    pub token: String,
    /// `H4M2-R7`
    pub code: String,
    pub shop: ShopId,
    pub channel: Channel,
    pub zone: Zone,
    /// How long after the pickup time a kept piece is still kept.
    pub after_pickup_ms: i64,
    /// How long the buyer has to pay what was agreed.
    pub answer_ms: i64,
    pub lang: Lang,
    pub buyer_name: String,
    pub contact: Option<Contact>,
    pub how: How,
    /// As stored; `seen` says what a reader is told.
    pub state: State,
    pub version: i64,
    pub held_until: Option<i64>,
    pub pickup: Option<Pickup>,
    /// What the lines come to.
    pub goods: Money,
    /// What sending costs.
    pub sending: Money,
    pub total: Money,
    pub lines: Lines,
    /// The payment that is asked for now: the newest.
    pub payment: Payment,
    /// The deposit before it, once it was paid.
    pub deposit: Option<Payment>,
    /// The rest that nobody asks for any more, since the part was cancelled after its deposit came: in the way in which it
    /// is most likely to come all the same. None where it was to be paid by card alone.
    pub unasked: Option<Payment>,
    pub enquiry: Option<Enquiry>,
    pub parcel: Option<Parcel>,
    pub placed_at: i64,
    pub accepted_at: Option<i64>,
    pub ready_at: Option<i64>,
    pub sent_at: Option<i64>,
    pub handed_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub ended_by: Option<EndedBy>,
    /// One of `rules::REASONS`, or `not_arrived`, or empty.
    pub reason: String,
    /// The artisan's own words.
    pub reason_text: String,
    /// Set when "I have paid" came after the end and the piece was gone.
    pub late_claim_at: Option<i64>,
    /// A card was charged for this order, whatever it is paid with in the end.
    pub charged: bool,
    /// A bank works on the card payment that is asked for now, or was until time ran out.
    pub at_bank: bool,
}

/// Where a part stands, in what its word depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// What a reader is told.
    pub state: State,
    pub payment: payments::State,
    pub how: How,
    /// A deposit is here, and this is about the rest.
    pub rest: bool,
    pub enquiry: Option<enquiry::State>,
    /// It is made after it was asked for.
    pub made: bool,
    /// The cardholder's bank asks for the money back.
    pub disputed: bool,
    pub aside: Aside,
}

impl Sheet {
    /// Where it stands at `now`.
    pub fn status(&self, now: i64) -> Status {
        Status {
            state: self.seen(now),
            payment: self.money_state(),
            how: self.how,
            rest: self.deposit.is_some(),
            enquiry: self.enquiry.as_ref().map(|enquiry| enquiry.state),
            made: self.enquiry.as_ref().is_some_and(|enquiry| enquiry.made),
            disputed: self.standing().disputed,
            aside: self.aside(),
        }
    }

    /// What the rules ask about it.
    pub fn standing(&self) -> Standing {
        Standing {
            how: self.how,
            state: self.state,
            payment: self.payment.state,
            method: self.payment.method,
            deposit: self.deposit.as_ref().map(|deposit| (deposit.state, deposit.method)),
            enquiry: self.enquiry.as_ref().map(|enquiry| enquiry.state),
            refusals: self.payment.refusals,
            held_until: self.held_until,
            ended_at: self.ended_at,
            pickup: self.pickup.as_ref().map(|pickup| pickup.until),
            accepted: self.accepted_at.is_some(),
            after_pickup_ms: self.after_pickup_ms,
            disputed: self.payment.disputed || self.deposit.as_ref().is_some_and(|deposit| deposit.disputed),
            deposit_taken: self.deposit.as_ref().is_some_and(|deposit| deposit.taken),
            refunded: self.promised_back().minor > 0,
            seen_back: (
                self.payment.return_seen_at.is_some(),
                self.deposit.as_ref().is_some_and(|deposit| deposit.return_seen_at.is_some()),
            ),
            answer_ms: self.answer_ms,
            late_at: self.accepted_at.and_then(|agreed| self.late_at(agreed)),
            undo_until: (self.how == How::Sold).then(|| time::day_end(self.placed_at, self.zone)),
        }
    }

    /// From when on what was agreed at `agreed` is late, UTC ms.
    pub fn late_at(&self, agreed: i64) -> Option<i64> {
        let answer = self.enquiry.as_ref()?.answer.as_ref();
        let day = answer.and_then(|answer| answer.promised_at).unwrap_or(agreed + enquiry::UNDATED_MS);
        Some(day + enquiry::LATE_MS)
    }

    /// True when the day it was promised for is over and it is still in the making.
    pub fn is_past_its_day(&self, now: i64) -> bool {
        let answer = self.enquiry.as_ref().and_then(|enquiry| enquiry.answer.as_ref());
        let day = answer.and_then(|answer| answer.promised_at);
        self.seen(now) == State::Accepted && day.is_some_and(|day| now >= day)
    }

    /// The state a reader is told at `now`.
    pub fn seen(&self, now: i64) -> State {
        self.standing().seen(now)
    }

    /// Changes whenever the page should look different: what the follow script compares.
    pub fn mark(&self, now: i64) -> String {
        format!("{}-{}", self.version, self.seen(now).as_str())
    }
}

/// A whole order: its parts, never none.
#[derive(Clone, Debug)]
pub struct Whole {
    pub parts: Vec<Sheet>,
}

impl Whole {
    /// The whole order's state, derived from its parts.
    pub fn state(&self, now: i64) -> Option<State> {
        let states: Vec<State> = self.parts.iter().map(|part| part.seen(now)).collect();
        rules::of_order(&states)
    }

    /// The part of a number.
    pub fn part(&self, number: i64) -> Option<&Sheet> {
        self.parts.iter().find(|part| part.number == number)
    }

    /// What the parts that count come to; of an order of which none does any more, what all came to.
    pub fn total(&self, now: i64) -> Money {
        let sum = |counts: &dyn Fn(&Sheet) -> bool| {
            self.parts.iter().filter(|part| counts(part)).map(|part| part.worth().minor).sum::<i64>()
        };
        let counted = sum(&|part| part.counts(now));
        Money { minor: if counted > 0 { counted } else { sum(&|_| true) }, ..Money::rupiah(0) }
    }

    /// Changes whenever the page should look different.
    pub fn mark(&self, now: i64) -> String {
        let marks: Vec<String> = self.parts.iter().map(|part| part.mark(now)).collect();
        marks.join(".")
    }
}
