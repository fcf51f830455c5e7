//! What an order's state is called: the buyer's headline and knots, the artisan's word. Words only; what can
//! be done is asked of the rules.

use super::ended::{ending, ending_text};
use super::{back, bits, steps};
use crate::orders::rules::enquiry::State as Asked;
use crate::orders::rules::{How, State};
use crate::orders::{Aside, Counter, Sheet, Status};
use crate::payments::method::Method;
use crate::payments::rules::State as Pay;
use crate::words::{Arg, Words};

/// The buyer's view of where the order stands.
pub struct Told {
    /// The class of the chip: `wait`, `mind`, `here`, `paid`, `gone`.
    pub chip: &'static str,
    pub state: String,
    pub headline: String,
    pub text: Option<String>,
    pub steps: Vec<Step>,
}

/// A knot on the thread.
pub struct Step {
    /// `done`, `now`, `off` or nothing.
    pub class: &'static str,
    pub text: String,
}

impl Told {
    /// The same while a bank works on the card payment.
    pub fn at_bank(self, w: &Words) -> Self {
        Self {
            state: w.t("payments-card-at-bank"),
            headline: w.t("payments-card-at-bank-head"),
            text: Some(w.t("payments-card-processing")),
            ..self
        }
    }

    /// The same while the buyer's bank asks for the money and the piece waits for its word.
    pub fn asked_back(self, shop: &Counter, w: &Words) -> Self {
        let text = w.with("orders-told-disputed-text", &[("name", Arg::from(&shop.owner))]);
        Self {
            chip: "wait",
            state: w.t("orders-state-disputed"),
            headline: w.t("orders-told-disputed"),
            text: Some(text),
            ..self
        }
    }
}

/// Tells the buyer.
pub fn buyer(sheet: &Sheet, shop: &Counter, w: &Words, now: i64) -> Told {
    let state = sheet.seen(now);
    let name = [("name", Arg::from(&shop.owner))];
    let until = sheet.held_until.map(|end| bits::moment(w, end, shop.zone, now)).unwrap_or_default();
    // What is made after it was asked for is not kept anywhere yet.
    let until_when = if is_made(sheet) { "orders-told-pay-by" } else { "orders-told-kept" };
    let kept = || w.with(until_when, &[("until", until.clone().into())]);
    let (chip, word, headline, text) = match (state, sheet.money_state()) {
        (_, Pay::ToReturn) => {
            ("mind", w.t("orders-state-to-return"), ending(sheet, shop, w, state), Some(back::told(sheet, shop, w)))
        }
        (_, Pay::Returned) => {
            let (chip, word) = match sheet.missed().minor > 0 {
                true => ("mind", "orders-refund-state-missed"),
                false => ("paid", "orders-state-returned"),
            };
            // Once the buyer has said that it came, nobody's word is told any more.
            let told = sheet.payment.return_seen_at.is_none().then(|| back::told(sheet, shop, w));
            (chip, w.t(word), ending(sheet, shop, w, state), told)
        }
        (State::Asked, _) if answered(sheet) => (
            "mind",
            w.t("orders-state-answered"),
            w.with("orders-told-answered", &name),
            Some(w.with("orders-told-answered-text", &[("until", until.clone().into())])),
        ),
        (State::Asked, _) if sheet.enquiry.is_some() => (
            "wait",
            w.t("orders-state-asked"),
            w.with("orders-told-enquired", &name),
            Some(w.with("orders-told-enquired-text", &[("until", until.clone().into())])),
        ),
        (State::Asked, _) => ("wait", w.t("orders-state-asked"), w.with("orders-told-asked", &name), Some(kept())),
        (State::Expired, Pay::Claimed) => (
            "mind",
            w.t("orders-state-late"),
            w.with("orders-told-late", &name),
            Some(w.with("orders-told-late-text", &name)),
        ),
        (State::Accepted | State::Ready, Pay::Claimed) => (
            "wait",
            w.t("orders-state-claimed"),
            w.with("orders-told-claimed", &name),
            Some(w.t("orders-told-claimed-text")),
        ),
        (State::Accepted | State::Ready, Pay::Paid) if sheet.payment.method == Method::Card => {
            ("paid", w.t("orders-state-paid-card"), paid_headline(sheet, w, state), None)
        }
        (State::Accepted | State::Ready, Pay::Paid) => {
            ("paid", w.with("orders-state-paid", &name), paid_headline(sheet, w, state), None)
        }
        (State::Accepted | State::Ready, _) if sheet.deposit.is_some() => at_work(sheet, shop, w, state),
        (State::Accepted | State::Ready, _) if looked_for(sheet) => {
            ("mind", w.with("orders-state-refused", &name), kept(), Some(w.with(refused(sheet.payment.method), &name)))
        }
        (State::Ready, _) => ("here", w.t("orders-state-ready"), kept(), None),
        (State::Accepted, _) => ("wait", w.t("orders-state-unpaid"), kept(), None),
        (State::Sent, _) => ("paid", w.t("orders-state-sent"), w.with("orders-told-sent", &name), None),
        (State::HandedOver, _) if sheet.is_back() => {
            ("gone", w.t("orders-state-given-back"), ending(sheet, shop, w, state), None)
        }
        (State::HandedOver, _) => ("paid", w.t("orders-state-handed"), w.t("orders-told-handed"), None),
        (State::Declined | State::Cancelled | State::Expired, _) => {
            ("gone", w.t("orders-state-over"), ending(sheet, shop, w, state), ending_text(sheet, shop, state, w))
        }
    };
    Told { chip, state: word, headline, text, steps: steps::steps(sheet, state, w) }
}

/// A deposit is here, and the rest is asked for.
fn at_work(sheet: &Sheet, shop: &Counter, w: &Words, state: State) -> (&'static str, String, String, Option<String>) {
    let name = [("name", Arg::from(&shop.owner))];
    let headline = match state {
        State::Ready => w.t("orders-told-deposit-ready"),
        _ => w.with("orders-told-deposit", &name),
    };
    if looked_for(sheet) {
        let text = w.with(refused(sheet.payment.method), &name);
        return ("mind", w.with("orders-state-refused", &name), headline, Some(text));
    }
    let chip = if state == State::Ready { "here" } else { "paid" };
    let rest = if state == State::Ready { "orders-told-rest-now" } else { "orders-told-rest" };
    let rest = w.with(rest, &[("amount", w.money(sheet.payment.amount).into())]);
    (chip, w.t("orders-state-deposit"), headline, Some(rest))
}

/// True where she looked for the money and did not find it. A card chosen since is nobody's to look for.
pub fn looked_for(sheet: &Sheet) -> bool {
    sheet.payment.refusals > 0 && sheet.payment.method != Method::Card
}

/// True when it is made after it was asked for.
pub fn is_made(sheet: &Sheet) -> bool {
    sheet.enquiry.as_ref().is_some_and(|enquiry| enquiry.made)
}

/// True while the buyer is asked whether she agrees.
pub fn answered(sheet: &Sheet) -> bool {
    sheet.enquiry.as_ref().is_some_and(|enquiry| enquiry.state == Asked::Answered)
}

/// What to do when she looked and nothing had arrived.
fn refused(method: Method) -> &'static str {
    match method {
        Method::Qris | Method::Transfer | Method::Card => "orders-told-refused",
        Method::Cash => "orders-told-refused-cash",
    }
}

fn paid_headline(sheet: &Sheet, w: &Words, state: State) -> String {
    match (sheet.how, state) {
        (_, State::Accepted) if is_made(sheet) => w.t("orders-told-paid-made"),
        (How::Stall | How::Sold, _) => w.t("orders-told-paid-stall"),
        (How::Keep, State::Ready) => w.t("orders-told-paid-ready"),
        (How::Keep, _) => w.t("orders-told-paid-keep"),
        (How::Deliver, _) => w.t("orders-told-paid-deliver"),
        (How::Send, _) => w.t("orders-told-paid-send"),
    }
}

/// The artisan's reason in the reader's words, with her own after it.
pub fn reason(sheet: &Sheet, w: &Words) -> String {
    let word = match sheet.reason.as_str() {
        "sold" => w.t("orders-reason-sold"),
        "unfinished" => w.t("orders-reason-unfinished"),
        "away" => w.t("orders-reason-away"),
        "damaged" => w.t("orders-reason-damaged"),
        "undone" => w.t("orders-reason-undone"),
        "not_arrived" if matches!(sheet.payment.state, Pay::ToReturn | Pay::Returned) => w.t("orders-reason-came-late"),
        "not_arrived" => w.t("orders-reason-not-arrived"),
        // Her own words were forgotten together with the buyer.
        "other" if sheet.reason_text.is_empty() => w.t("orders-reason-forgotten"),
        _ => String::new(),
    };
    match (word.is_empty(), sheet.reason_text.is_empty()) {
        (_, true) => word,
        (true, false) => sheet.reason_text.clone(),
        (false, false) => format!("{word} {}", sheet.reason_text),
    }
}

/// The artisan's word and the class of its chip.
pub fn artisan(at: Status, late: bool, w: &Words) -> (&'static str, String) {
    let Status { state, payment, how, rest, enquiry, made, disputed, aside } = at;
    let (chip, key) = match (state, payment) {
        _ if disputed && state.is_open() => ("mind", "orders-refund-trail-disputed"),
        _ if aside == Aside::Missed => ("mind", "orders-refund-mine-missed"),
        _ if aside == Aside::AtBank => ("wait", "orders-mine-at-bank"),
        _ if aside == Aside::ToCard => ("wait", "orders-mine-to-card"),
        _ if aside == Aside::Released && made => ("gone", "orders-mine-released-made"),
        _ if aside == Aside::Released => ("gone", "orders-mine-released"),
        (_, Pay::ToReturn) => ("mind", "orders-mine-to-return"),
        (_, Pay::Returned) => ("gone", "orders-mine-returned"),
        (State::Expired, Pay::Claimed) if late => ("mind", "orders-mine-late"),
        (_, Pay::Claimed) => ("wait", "orders-mine-claimed"),
        (State::Asked, _) if enquiry == Some(Asked::Answered) => ("wait", "orders-mine-answered"),
        (State::Asked, _) if enquiry.is_some() => ("mind", "orders-mine-enquiry"),
        (State::Asked, _) => ("wait", "orders-mine-asked"),
        (State::Sent, _) => ("paid", "orders-mine-sent"),
        (State::Accepted, Pay::Paid) if made => ("paid", "orders-mine-paid-made"),
        (State::Accepted | State::Ready, Pay::Paid) if how == How::Send => ("paid", "orders-mine-paid-send"),
        (State::Accepted | State::Ready, Pay::Paid) if how == How::Deliver => ("paid", "orders-mine-paid-deliver"),
        (State::Ready, pay) if rest && pay != Pay::Paid => ("here", "orders-mine-rest-ready"),
        (State::Accepted | State::Ready, pay) if rest && pay != Pay::Paid => ("wait", "orders-mine-rest"),
        (State::Accepted | State::Ready, Pay::Paid) if how == How::Stall => ("paid", "orders-mine-paid"),
        (State::Accepted, Pay::Paid) => ("paid", "orders-mine-paid-keep"),
        (State::Ready, Pay::Paid) => ("paid", "orders-mine-ready-paid"),
        (State::Ready, _) => ("here", "orders-mine-ready"),
        (State::Accepted, _) if made => ("wait", "orders-mine-unpaid-made"),
        (State::Accepted, _) if how == How::Stall => ("wait", "orders-mine-stall"),
        (State::Accepted, _) => ("wait", "orders-mine-unpaid"),
        (State::HandedOver, _) => ("paid", "orders-mine-handed"),
        (State::Declined, _) => ("gone", "orders-mine-declined"),
        (State::Cancelled, _) => ("gone", "orders-mine-cancelled"),
        (State::Expired, _) => ("gone", "orders-mine-expired"),
    };
    (chip, w.t(key))
}
