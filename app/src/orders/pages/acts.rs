//! What the artisan can do with an order: one main thing in the bar, the rest as outlines. What is possible
//! is asked of the rules.

use leptos::prelude::*;

use super::{bits, told};
use crate::backend::Backend;
use crate::money::Money;
use crate::orders::Sheet;
use crate::orders::refund;
use crate::orders::rules::How;
use crate::orders::rules::plan::Act;
use crate::payments::rules::{State as Pay, Who};
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::ui::sure::sure_with;

/// What can be done: everything else as outlines, and the one main thing in the bar.
pub fn acts(b: &Backend, sheet: &Sheet) -> (AnyView, Option<AnyView>) {
    let may = |act| sheet.standing().may(Who::Artisan, act, b.visit.now);
    let here = routes::studio_order(&sheet.code);
    let button = |path: &str, class, icon, key: &str| bits::artisan_button(b, path, sheet, class, icon, b.t(key));
    let mut quiet = Vec::new();
    // Time ran out, written down or not, and nobody said that it was paid.
    let late = sheet.seen(b.visit.now).is_over() && matches!(sheet.payment.state, Pay::Open | Pay::Lapsed);
    // What is kept is made ready first: handing it over cannot be taken back.
    let readies = sheet.how == How::Keep && may(Act::Ready) && may(Act::HandOver);
    let asks = sheet.enquiry.as_ref().is_some_and(|enquiry| enquiry.answer.is_none());
    let main = if may(Act::Answer) && asks {
        Some(link(format!("{here}/answer"), Ico::Chat, b.t("orders-do-answer"), decline(b, sheet, "btn line no wide")))
    } else if may(Act::Accept) {
        Some(bar(
            b,
            sheet,
            "accept",
            "btn main wide",
            Ico::Check,
            "orders-do-accept",
            decline(b, sheet, "btn line no wide"),
        ))
    } else if may(Act::Ready) && sheet.deposit.is_some() && sheet.payment.state == Pay::Open {
        // The rest is paid when it is done; by card it comes without a word from her.
        if may(Act::Arrived) {
            quiet.push(button("arrived", "btn line", Some(Ico::Check), "orders-do-rest-arrived"));
        }
        Some(bar(b, sheet, "ready", "btn main wide", Ico::Bag, ready_text(sheet.how), None))
    } else if may(Act::Arrived) && !late {
        // The second time ends it, and says so before.
        let ends = sheet.payment.refusals > 0 && sheet.deposit.is_none();
        if ends && may(Act::NotArrived) {
            quiet.push(last_look(b, sheet));
        }
        let other = (!ends && may(Act::NotArrived))
            .then(|| button("not-arrived", "btn line wide", None, "orders-do-not-arrived"));
        Some(bar(b, sheet, "arrived", "btn money wide", Ico::Check, "orders-do-arrived", other))
    } else if may(Act::Send) {
        Some(link(format!("{here}/send"), Ico::Parcel, b.t("orders-do-send"), None))
    } else if readies {
        quiet.push(button("handed-over", "btn line", Some(Ico::Hand), "orders-do-hand-over"));
        Some(bar(b, sheet, "ready", "btn main wide", Ico::Bag, ready_text(sheet.how), None))
    } else if may(Act::HandOver) {
        Some(bar(b, sheet, "handed-over", "btn main wide", Ico::Hand, "orders-do-hand-over", None))
    } else if may(Act::HandBack) {
        Some(bar(b, sheet, "returned", "btn main wide", Ico::Undo, "orders-do-returned", None))
    } else {
        None
    };
    if may(Act::Arrived) && sheet.payment.qris_payload.is_some() && sheet.seen(b.visit.now).is_open() {
        let href = format!("{here}/qris");
        quiet
            .push(view! { <a class="btn line" href=href><Icon name=Ico::Qris/>{b.t("orders-do-show")}</a> }.into_any());
    }
    if may(Act::Arrived) && late {
        quiet.push(button("arrived", "btn line", Some(Ico::Check), "orders-do-arrived-late"));
    }
    if let Some((rest, _)) = sheet.rest_comes_late() {
        quiet.push(rest_late(b, sheet, rest.amount));
    }
    if may(Act::Answer) && !asks {
        let href = format!("{here}/answer");
        quiet.push(
            view! { <a class="btn line" href=href><Icon name=Ico::Edit/>{b.t("orders-do-answer-again")}</a> }
                .into_any(),
        );
        quiet.extend(decline(b, sheet, "btn no"));
    }
    if may(Act::Send) && may(Act::HandOver) {
        quiet.push(button("handed-over", "btn line", Some(Ico::Hand), "orders-do-hand-over"));
    }
    if may(Act::Receive) {
        quiet.push(button("received", "btn line", Some(Ico::Check), "orders-do-received"));
    }
    if may(Act::Undo) {
        quiet.push(button("undo", "btn line", Some(Ico::Undo), "orders-do-undo"));
    }
    if may(Act::Ready) && !readies && (sheet.deposit.is_none() || sheet.payment.state != Pay::Open) {
        quiet.push(button("ready", "btn line", Some(Ico::Bag), ready_text(sheet.how)));
    }
    if may(Act::Release) {
        let text = if told::is_made(sheet) { "orders-do-release-made" } else { "orders-do-release" };
        quiet.push(button("release", "btn line", Some(Ico::Undo), text));
    }
    if refund::may(sheet) {
        let href = format!("{here}/refund");
        quiet.push(
            view! { <a class="btn line" href=href><Icon name=Ico::Undo/>{b.t("orders-refund-start")}</a> }.into_any(),
        );
    }
    if may(Act::Cancel) {
        quiet.push(view! { <a class="btn no" href=format!("{here}/cancel")>{b.t("orders-do-cancel")}</a> }.into_any());
    }
    let for_good = (may(Act::Arrived) || may(Act::HandOver)).then(|| {
        view! { <p class="soft small">{b.t(if may(Act::Arrived) { "orders-arrived-for-good" } else { "orders-handed-for-good" })}</p> }
    });
    let quiet = (!quiet.is_empty()).then(|| view! { <div class="acts">{quiet}</div> });
    (view! { {quiet} {for_good} }.into_any(), main)
}

/// "Still nothing", which ends the order: said twice.
fn last_look(b: &Backend, sheet: &Sheet) -> AnyView {
    let (w, action) = (b.words(), format!("{}/not-arrived", routes::studio_order(&sheet.code)));
    let key = b.key(&bits::form_name("not-arrived", sheet));
    let fields = bits::drawn_for(sheet).into_any();
    let text = w.t(if told::is_made(sheet) { "orders-not-arrived-sure-made" } else { "orders-not-arrived-sure" });
    sure_with(w.t("orders-do-not-arrived-last"), "btn no", text, action, (Some(key), Some(fields)), &w)
}

/// The rest of what was cancelled came all the same; said twice, as it then has to go back.
fn rest_late(b: &Backend, sheet: &Sheet, amount: Money) -> AnyView {
    let (w, action) = (b.words(), format!("{}/rest-came", routes::studio_order(&sheet.code)));
    let key = b.key(&bits::form_name("rest-came", sheet));
    let text = w.with("orders-rest-late-sure", &[("amount", w.money(amount).into())]);
    sure_with(w.t("orders-do-rest-late"), "btn line", text, action, (Some(key), None), &w)
}

/// What "it is ready" is called.
const fn ready_text(how: How) -> &'static str {
    match how {
        How::Send => "orders-do-ready-send",
        How::Deliver => "orders-do-ready-bring",
        How::Stall | How::Keep | How::Sold => "orders-do-ready",
    }
}

/// The way to say no to an order that was asked for.
fn decline(b: &Backend, sheet: &Sheet, class: &'static str) -> Option<AnyView> {
    let href = format!("{}/decline", routes::studio_order(&sheet.code));
    sheet
        .standing()
        .may(Who::Artisan, Act::Decline, b.visit.now)
        .then(|| view! { <a class=class href=href>{b.t("orders-do-decline")}</a> }.into_any())
}

/// The main thing when it needs a page of its own.
fn link(href: String, icon: Ico, text: String, other: Option<AnyView>) -> AnyView {
    let bar = if other.is_some() { "bar" } else { "bar one" };
    view! { <div class=bar><a class="btn main wide" href=href><Icon name=icon/>{text}</a>{other}</div> }.into_any()
}

/// The main thing, and beside it the one other answer.
fn bar(
    b: &Backend,
    sheet: &Sheet,
    path: &str,
    class: &'static str,
    icon: Ico,
    key: &str,
    other: Option<AnyView>,
) -> AnyView {
    let button = bits::artisan_button(b, path, sheet, class, Some(icon), b.t(key));
    let bar = if other.is_some() { "bar" } else { "bar one" };
    view! { <div class=bar>{button}{other}</div> }.into_any()
}
