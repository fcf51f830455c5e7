//! What a move is called in the trail, and why one was refused.

use app::error::{AppError, Message};
use app::orders::rules::State;
use app::orders::rules::plan::Act;
use app::orders::{EndedBy, Sheet};
use app::payments::method::Method;
use app::payments::rules::{State as PaymentState, Who};

use super::super::sql::Found;
use super::Doing;

/// Why the tables said no, in the reader's words.
pub fn refused(found: &Found, doing: &Doing, now: i64) -> AppError {
    let sheet = &found.sheet;
    let key = match (sheet.seen(now), sheet.payment.state, doing.who) {
        (_, PaymentState::Returned, _) if doing.act == Act::HandBack => "orders-no-returned",
        (_, PaymentState::Returned, _) if doing.act == Act::CameBack => "orders-no-came-back",
        (_, PaymentState::ToReturn, _) if doing.act == Act::CameBack => "orders-no-not-back",
        _ if doing.act == Act::Undo && sheet.standing().refunded => "orders-no-undo-refunded",
        (State::HandedOver, ..) if doing.act == Act::Undo => "orders-no-undo",
        _ if sheet.standing().disputed && doing.who == Who::Artisan => "orders-refund-disputed",
        (_, PaymentState::Claimed, Who::Artisan) => "orders-no-claim-open",
        (_, PaymentState::Claimed, Who::Buyer) => "orders-no-claimed",
        (State::Expired, ..) if sheet.ended_by == Some(EndedBy::Shop) => match &sheet.enquiry {
            Some(enquiry) if enquiry.made => "orders-no-released-made",
            _ => "orders-no-released",
        },
        (State::Expired, ..) => "orders-no-time",
        (State::Cancelled, ..) => "orders-no-cancelled",
        (State::Declined, ..) => "orders-no-declined",
        (State::HandedOver, ..) => "orders-no-handed",
        (State::Sent, ..) => "orders-no-sent",
        (State::Accepted | State::Ready, ..) if doing.act == Act::Answer => "orders-no-agreed",
        (State::Asked, _, Who::Buyer) => "orders-no-asked",
        (_, PaymentState::Paid, Who::Buyer) if sheet.payment.method == Method::Card => "orders-card-paid-meanwhile",
        (_, PaymentState::Paid, Who::Buyer) => "orders-no-paid",
        (_, PaymentState::Paid, Who::Artisan) if matches!(doing.act, Act::Arrived | Act::NotArrived | Act::Release) => {
            "orders-no-paid-hers"
        }
        (_, PaymentState::Open, Who::Artisan) if doing.act == Act::HandOver => "orders-no-unpaid",
        _ => "orders-no-other",
    };
    AppError::Conflict(Message::new(key))
}

/// What the trail calls an act.
pub fn action(sheet: &Sheet, act: Act, late: bool) -> &'static str {
    let asked = sheet.enquiry.as_ref().is_some_and(|enquiry| enquiry.state.is_open());
    match act {
        Act::Accept => "order.accepted",
        Act::Decline => "order.declined",
        Act::Answer => "enquiry.answered",
        Act::Agree => "enquiry.agreed",
        Act::Remind => "enquiry.reminded",
        Act::Cancel if asked => "enquiry.withdrawn",
        Act::Expire if asked => "enquiry.lapsed",
        Act::Send => "order.sent",
        Act::Receive => "order.received",
        Act::Ready => "order.ready",
        Act::HandOver => "order.handed_over",
        Act::Release => "order.released",
        Act::Cancel => "order.cancelled",
        Act::Expire => "order.expired",
        Act::Claim if late => "payment.claimed_late",
        Act::Claim => "payment.claimed",
        Act::Arrived => "payment.arrived",
        Act::CardPaid => "payment.card_paid",
        Act::NotArrived => "payment.not_arrived",
        Act::Change => "payment.method_changed",
        Act::HandBack => "payment.handed_back",
        Act::CameBack => "payment.came_back",
        Act::Undo => "order.sale_undone",
        Act::Lose => "payment.dispute_lost",
    }
}
