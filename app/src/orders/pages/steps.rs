//! The knots on the thread of the buyer's order: how far it is, and what comes next.

use super::told::Step;
use crate::orders::Sheet;
use crate::orders::rules::{How, Money, State};
use crate::payments::rules::State as Pay;
use crate::words::Words;

pub fn steps(sheet: &Sheet, state: State, w: &Words) -> Vec<Step> {
    let knots = knots(sheet, state, w);
    let tied = knots.iter().take_while(|(done, _)| *done).count();
    if matches!(state, State::Declined | State::Cancelled | State::Expired) {
        let done = knots.into_iter().take(tied).map(|(_, text)| Step { class: "done", text });
        return done.chain([Step { class: "off", text: w.t("orders-step-over") }]).collect();
    }
    let class = |at: usize| match at.cmp(&tied) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "",
    };
    knots.into_iter().enumerate().map(|(at, (_, text))| Step { class: class(at), text }).collect()
}

/// What is to happen, and whether it did.
fn knots(sheet: &Sheet, state: State, w: &Words) -> Vec<(bool, String)> {
    let rest = sheet.deposit.is_some();
    let money = Money::of(sheet.payment.state, sheet.payment.refusals, rest);
    let paid = matches!(sheet.payment.state, Pay::Paid | Pay::ToReturn | Pay::Returned);
    let mut knots = Vec::new();
    match (&sheet.enquiry, sheet.how) {
        (Some(enquiry), _) => {
            knots.push((true, w.t("orders-step-asked")));
            knots.push((enquiry.answer.is_some(), w.t("orders-step-answer")));
            knots.push((sheet.accepted_at.is_some(), w.t("orders-step-agreed")));
        }
        (None, How::Stall | How::Sold) => knots.push((true, w.t("orders-step-ordered"))),
        (None, _) => {
            knots.push((true, w.t("orders-step-ordered")));
            knots.push((sheet.accepted_at.is_some(), w.t("orders-step-yes")));
        }
    }
    if rest {
        knots.push((true, w.t("orders-step-deposit")));
        // The rest is paid when it is ready; who pays before that has done so already.
        let ready = (matches!(state, State::Ready | State::Sent | State::HandedOver), w.t("orders-step-ready"));
        let rest = (paid, w.t("orders-step-rest"));
        knots.extend(if paid { [rest, ready] } else { [ready, rest] });
    } else {
        knots.push((paid || money == Money::Claimed, w.t("orders-step-pay")));
        knots.push((paid, w.t("orders-step-money")));
    }
    if sheet.how == How::Send {
        knots.push((matches!(state, State::Sent | State::HandedOver), w.t("orders-step-sent")));
    }
    knots.push((state == State::HandedOver, w.t("orders-step-hands")));
    knots
}
