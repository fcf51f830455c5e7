//! What is told to whom after which act, and whether a message that waited is still true. Pure.
//!
//! Whoever did something is not told of it, but for a cancelling: both sides then have it in writing.

use super::event::Event;
use crate::orders::Sheet;
use crate::orders::rules::plan::Act;
use crate::orders::rules::{How, State, enquiry};
use crate::payments::rules::{State as Pay, Who};

/// An act that was carried out on one part of an order.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    pub who: Who,
    pub act: Act,
    pub how: How,
    /// What was to be agreed, before it.
    pub enquiry: Option<enquiry::State>,
    /// A deposit is here, and this is about the rest.
    pub rest: bool,
    /// The part's state before it.
    pub was: State,
    /// And after it.
    pub order: State,
    pub payment: Pay,
    /// The way of paying that was chosen is the one it was.
    pub same_way: bool,
}

/// What is told of it. A sale at the stall has no buyer to tell, and she wrote it down herself.
pub fn told(done: &Done) -> &'static [Event] {
    if done.how == How::Sold {
        return &[];
    }
    let asked = done.enquiry.is_some_and(enquiry::State::is_open);
    match done.act {
        Act::Accept => &[Event::Accepted],
        Act::Decline => &[Event::Declined],
        Act::Answer => &[Event::Answered],
        Act::Agree => &[Event::Agreed],
        Act::Remind => &[Event::Reminder],
        Act::Ready if done.rest && done.payment == Pay::Open => &[Event::RestDue],
        Act::Ready => &[Event::Ready],
        Act::Send => &[Event::Sent],
        Act::Receive if done.who == Who::Buyer => &[Event::Received],
        Act::Receive if done.who == Who::Artisan => &[Event::HandedOver],
        // A parcel nobody spoke of for two months: there is nothing new to tell.
        Act::Receive => &[],
        Act::HandOver => &[Event::HandedOver],
        Act::Release => &[Event::LetGo],
        Act::Cancel if done.who == Who::Buyer && asked => &[Event::OwnCancel, Event::Withdrawn],
        Act::Cancel if done.who == Who::Buyer => &[Event::OwnCancel, Event::BuyerCancelled],
        Act::Cancel => &[Event::Cancelled, Event::ShopCancelled],
        Act::Expire if done.enquiry == Some(enquiry::State::Asked) => &[Event::EnquiryLapsed, Event::TimeRanOut],
        Act::Expire if asked => &[Event::OfferLapsed, Event::TimeRanOut],
        Act::Expire if done.was == State::Asked => &[Event::Unanswered, Event::TimeRanOut],
        Act::Expire => &[Event::Lapsed, Event::TimeRanOut],
        Act::Claim => &[Event::Claimed],
        Act::Arrived | Act::CardPaid if done.payment == Pay::ToReturn => &[Event::ToReturn],
        Act::Arrived => &[Event::Paid],
        Act::CardPaid => &[Event::Paid, Event::CardPaid],
        Act::NotArrived if done.order == State::Cancelled => &[Event::Cancelled, Event::ShopCancelled],
        Act::NotArrived if done.payment == Pay::Lapsed => &[Event::NotFound],
        Act::NotArrived => &[Event::NotArrived],
        Act::HandBack => &[Event::Returned],
        Act::CameBack => &[Event::CameBack],
        // The buyer sees it on the page she is on; the shop looks for the money elsewhere from now on.
        Act::Change if !done.same_way => &[Event::WayChanged],
        Act::Change | Act::Undo => &[],
        // The shop is told how the dispute ended.
        Act::Lose => &[],
    }
}

/// What is told to the buyer when time runs out, read from the part itself, before or after it was written down.
pub fn lapse(sheet: &Sheet) -> Event {
    let accepted = sheet.accepted_at.is_some();
    match &sheet.enquiry {
        Some(enquiry) if !accepted && enquiry.answer.is_none() => Event::EnquiryLapsed,
        Some(_) if !accepted => Event::OfferLapsed,
        None if !accepted && sheet.how != How::Stall => Event::Unanswered,
        _ => Event::Lapsed,
    }
}

/// Whether it is still so when the letter is about to leave. What is over by then is told by a letter of its own.
pub fn still_true(event: Event, sheet: &Sheet, now: i64) -> bool {
    use Event as E;
    let (state, pay) = (sheet.seen(now), sheet.payment.state);
    let deposit = sheet.deposit.as_ref().map(|deposit| deposit.state);
    let money_is = |wanted| pay == wanted || deposit == Some(wanted);
    let asked = sheet.enquiry.as_ref().map(|enquiry| enquiry.state);
    match event {
        E::Accepted => state.is_open() && state != State::Asked,
        E::Ready => state == State::Ready,
        E::NotArrived => state.is_open() && pay == Pay::Open && sheet.payment.refusals > 0,
        E::Paid | E::CardPaid => money_is(Pay::Paid),
        E::Declined => state == State::Declined,
        E::Cancelled | E::OwnCancel | E::BuyerCancelled | E::ShopCancelled | E::Withdrawn => state == State::Cancelled,
        E::Lapsed | E::Unanswered | E::LetGo | E::TimeRanOut => state == State::Expired && pay == Pay::Lapsed,
        E::NotFound => pay == Pay::Lapsed,
        E::ToReturn => money_is(Pay::ToReturn),
        // It names what came; of other money some may still be on its way.
        E::Returned => sheet.came_back().minor > 0,
        E::HandedOver => state == State::HandedOver,
        E::EnquiryLapsed | E::OfferLapsed => state == State::Expired,
        E::NewOrder => state.is_open() && pay == Pay::Open,
        E::NewEnquiry | E::Reminder => state.is_open() && asked == Some(enquiry::State::Asked),
        E::Answered | E::SharerLeft => state.is_open() && asked == Some(enquiry::State::Answered),
        E::SharerGone => state.is_open() && asked == Some(enquiry::State::Agreed),
        E::Agreed => state.is_open() && asked == Some(enquiry::State::Agreed),
        E::RestDue => state == State::Ready && pay == Pay::Open,
        E::Sent => state == State::Sent,
        E::Claimed => pay == Pay::Claimed,
        E::WayChanged => state.is_open() && pay == Pay::Open,
        // While a bank asks for the money nobody is to hand it over; whether it is owed still the refund says.
        E::NotOnCard | E::RefundRefused | E::NotBack => !sheet.standing().disputed,
        // A receipt and what only tells of something that has been stay true.
        E::Placed | E::PartRefund | E::Received | E::CameBack => true,
        E::PayoutSent | E::PayoutBack | E::SurplusRefused | E::SurplusSent => true,
        E::DisputeOpened | E::DisputeWon | E::DisputeLost => true,
    }
}

/// The message that fits where a part of an order stands: what she writes to the buyer in a chat.
pub fn current(sheet: &Sheet, now: i64) -> Event {
    match (sheet.seen(now), sheet.money_state()) {
        (_, Pay::ToReturn) => Event::ToReturn,
        (_, Pay::Returned) => Event::Returned,
        (State::Asked, _)
            if sheet.enquiry.as_ref().is_some_and(|enquiry| enquiry.state == enquiry::State::Answered) =>
        {
            Event::Answered
        }
        (State::Asked, _) => Event::Placed,
        (State::Sent, _) => Event::Sent,
        (State::Ready, _) => Event::Ready,
        (State::Accepted, Pay::Paid) => Event::Paid,
        (State::Accepted, Pay::Open) if sheet.deposit.is_some() && sheet.payment.refusals == 0 => Event::Paid,
        (State::Accepted, Pay::Open) if sheet.payment.refusals > 0 => Event::NotArrived,
        (State::Accepted, _) => Event::Accepted,
        (State::HandedOver, _) => Event::HandedOver,
        (State::Declined, _) => Event::Declined,
        (State::Cancelled, _) => Event::Cancelled,
        (State::Expired, _) => Event::Lapsed,
    }
}

#[cfg(test)]
mod tests;
