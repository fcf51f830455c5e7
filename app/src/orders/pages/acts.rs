//! What the artisan can do with an order: one main thing in the bar, the rest as outlines. What is possible
//! is asked of the rules.

use leptos::prelude::*;

use super::bits;
use crate::backend::Backend;
use crate::orders::Sheet;
use crate::orders::rules::plan::Act;
use crate::payments::rules::Who;
use crate::routes;
use crate::ui::field::key_field;
use crate::ui::icons::{Ico, Icon};

/// What can be done: everything else as outlines, and the one main thing in the bar.
pub fn acts(b: &Backend, sheet: &Sheet) -> (AnyView, Option<AnyView>) {
    let may = |act| sheet.standing().may(Who::Artisan, act, b.visit.now);
    let here = routes::studio_order(&sheet.code);
    let button = |path: &str, class, icon, key: &str| {
        bits::one_button(b, format!("{here}/{path}"), &bits::form_name(path, &sheet.code), class, icon, b.t(key))
            .into_any()
    };
    let mut quiet = Vec::new();
    let main = if may(Act::Accept) {
        Some(bar(b, sheet, "accept", "btn main wide", Ico::Check, "orders-do-accept"))
    } else if may(Act::Arrived) {
        Some(bar(b, sheet, "arrived", "btn money wide", Ico::Check, "orders-do-arrived"))
    } else if may(Act::HandOver) {
        Some(bar(b, sheet, "handed-over", "btn main wide", Ico::Hand, "orders-do-hand-over"))
    } else if may(Act::HandBack) {
        Some(bar(b, sheet, "returned", "btn main wide", Ico::Undo, "orders-do-returned"))
    } else {
        None
    };
    if may(Act::NotArrived) {
        quiet.push(button("not-arrived", "btn line", None, "orders-do-not-arrived"));
    }
    if may(Act::Arrived) && sheet.payment.qris_payload.is_some() && sheet.seen(b.visit.now).is_open() {
        let href = format!("{here}/qris");
        quiet
            .push(view! { <a class="btn line" href=href><Icon name=Ico::Qris/>{b.t("orders-do-show")}</a> }.into_any());
    }
    if may(Act::Ready) {
        quiet.push(button("ready", "btn line", Some(Ico::Bag), "orders-do-ready"));
    }
    if may(Act::Release) {
        quiet.push(button("release", "btn line", Some(Ico::Undo), "orders-do-release"));
    }
    for (act, path, key) in
        [(Act::Decline, "decline", "orders-do-decline"), (Act::Cancel, "cancel", "orders-do-cancel")]
    {
        if may(act) {
            quiet.push(view! { <a class="btn no" href=format!("{here}/{path}")>{b.t(key)}</a> }.into_any());
        }
    }
    let for_good = (may(Act::Arrived) || may(Act::HandOver)).then(|| {
        view! { <p class="soft small">{b.t(if may(Act::Arrived) { "orders-arrived-for-good" } else { "orders-handed-for-good" })}</p> }
    });
    let quiet = (!quiet.is_empty()).then(|| view! { <div class="acts">{quiet}</div> });
    (view! { {quiet} {for_good} }.into_any(), main)
}

fn bar(b: &Backend, sheet: &Sheet, path: &str, class: &'static str, icon: Ico, key: &str) -> AnyView {
    let action = format!("{}/{path}", routes::studio_order(&sheet.code));
    let token = b.key(&bits::form_name(path, &sheet.code));
    let text = b.t(key);
    view! {
        <form class="bar one" method="post" action=action>
            {key_field(token)}
            <button class=class><Icon name=icon/>{text}</button>
        </form>
    }
    .into_any()
}
