//! How an order ended, in words: the buyer and the artisan are each spoken to as who they are.

use super::told::{is_made, looked_for, reason};
use crate::orders::rules::State;
use crate::orders::{Counter, EndedBy, Sheet};
use crate::payments::method::Method;
use crate::payments::rules::State as Pay;
use crate::words::{Arg, Words};

/// Who ended it and why, to the buyer.
pub fn ending(sheet: &Sheet, shop: &Counter, w: &Words, state: State) -> String {
    let args = [("name", Arg::from(&shop.owner)), ("reason", Arg::from(why(sheet, w)))];
    match (state, sheet.ended_by) {
        (State::Declined, _) => w.with("orders-end-declined", &args),
        (State::Cancelled, Some(EndedBy::Buyer)) if sheet.reason_text.is_empty() => w.t(match is_question(sheet) {
            true => "orders-end-withdrawn",
            false => "orders-end-buyer",
        }),
        (State::Cancelled, Some(EndedBy::Buyer)) => w.with("orders-end-buyer-why", &args[1..]),
        (State::Cancelled, Some(EndedBy::Time)) if sheet.reason == "elsewhere" => w.t("orders-refund-end-elsewhere"),
        (State::Cancelled, Some(EndedBy::Time)) => w.t("orders-refund-end-dispute"),
        (State::Cancelled, _) => w.with("orders-end-shop", &args),
        (State::Expired, _) if came_late(sheet) && sheet.late_claim_at.is_none() => w.t("orders-end-came-late"),
        (State::Expired, Some(EndedBy::Shop)) if is_made(sheet) => w.with("orders-end-released-made", &args[..1]),
        (State::Expired, Some(EndedBy::Shop)) => w.with("orders-end-released", &args[..1]),
        (State::Expired, _) if sheet.late_claim_at.is_some() => w.t("orders-end-late"),
        (State::Expired, _) => w.t(ran_out(sheet)),
        _ if sheet.is_back() => w.with("orders-told-given-back", &args[..1]),
        (State::HandedOver, _) if sheet.payments().any(|one| one.taken) => w.t("orders-told-handed-taken"),
        (State::HandedOver, _) if matches!(sheet.money_state(), Pay::ToReturn | Pay::Returned) => {
            w.t("orders-told-handed-back")
        }
        _ => w.t("orders-told-handed"),
    }
}

/// The same to the artisan, of whom it does not speak as of somebody else.
pub fn hers(sheet: &Sheet, shop: &Counter, w: &Words, state: State) -> String {
    let why = [("reason", Arg::from(why(sheet, w)))];
    match (state, sheet.ended_by) {
        (State::HandedOver, _) if sheet.is_back() => w.t("orders-mine-given-back"),
        (State::HandedOver, _) => w.t("orders-mine-given"),
        (State::Sent, _) => w.t("orders-mine-on-its-way"),
        (State::Declined, _) => w.with("orders-mine-end-declined", &why),
        (State::Cancelled, Some(EndedBy::Buyer)) if sheet.reason_text.is_empty() => w.t(match is_question(sheet) {
            true => "orders-mine-end-withdrawn",
            false => "orders-mine-end-buyer",
        }),
        (State::Cancelled, Some(EndedBy::Buyer)) => w.with("orders-mine-end-buyer-why", &why),
        (State::Cancelled, Some(EndedBy::Time)) if sheet.reason != "elsewhere" => w.t("orders-mine-end-dispute"),
        (State::Cancelled, Some(EndedBy::Shop)) => w.with("orders-mine-end-shop", &why),
        (State::Expired, Some(EndedBy::Shop)) if !came_late(sheet) => w.t(match is_made(sheet) {
            true => "orders-mine-end-released-made",
            false => "orders-mine-end-released",
        }),
        _ => ending(sheet, shop, w, state),
    }
}

/// The reason; words of one's own stand in quotation marks, as they do not begin where a sentence would have them.
fn why(sheet: &Sheet, w: &Words) -> String {
    let reason = reason(sheet, w);
    match reason == sheet.reason_text && !reason.is_empty() {
        true => w.with("orders-reason-own", &[("text", reason.into())]),
        false => reason,
    }
}

/// The money came when time was over and the piece gone, or is on its way back by now.
const fn came_late(sheet: &Sheet) -> bool {
    matches!(sheet.payment.state, Pay::ToReturn | Pay::Returned)
}

/// What the buyer ended: a question, or an order.
const fn is_question(sheet: &Sheet) -> bool {
    sheet.enquiry.is_some() && sheet.accepted_at.is_none()
}

/// What time ran out for: an answer, a yes, the payment.
fn ran_out(sheet: &Sheet) -> &'static str {
    match &sheet.enquiry {
        Some(enquiry) if enquiry.answer.is_none() => "orders-end-unanswered",
        Some(_) if sheet.accepted_at.is_none() => "orders-end-undecided",
        Some(enquiry) if enquiry.made => "orders-end-made",
        _ => "orders-end-time",
    }
}

/// What happens to the money, where none is known of.
pub fn ending_text(sheet: &Sheet, shop: &Counter, state: State, w: &Words) -> Option<String> {
    let name = [("name", Arg::from(&shop.owner))];
    if sheet.at_bank {
        return Some(w.t("payments-card-late"));
    }
    if looked_for(sheet) {
        return Some(w.with("orders-end-not-found", &name));
    }
    if sheet.could_be_paid() && sheet.payment.method == Method::Card && !sheet.charged {
        return Some(w.t("payments-card-not-charged"));
    }
    if state == State::Expired && sheet.accepted_at.is_some() {
        return None;
    }
    Some(w.with(if sheet.may_come_unseen() { "orders-end-if-paid" } else { "orders-end-no-money" }, &name))
}
