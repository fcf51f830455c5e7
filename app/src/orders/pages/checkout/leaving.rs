//! "When do you leave?": a form of its own that only asks again what is offered, so that it works without script. What
//! was said stays with the order's form.

use leptos::prelude::*;

use super::super::bits;
use crate::backend::Backend;
use crate::form::Typed;
use crate::orders::Checkout;
use crate::orders::cart::Basket;
use crate::orders::rules::How;
use crate::orders::rules::leaving::{Part, met, moment};
use crate::orders::rules::pickup::{Place, Window};
use crate::page::Page;
use crate::routes;
use crate::time::Zone;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, select, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::words::Words;

/// The fields of the day and of its part.
const DAY: &str = "leaving";
const PART: &str = "leaving_part";

/// True when somebody said that she leaves.
pub fn said(typed: &Typed) -> bool {
    !typed.get(DAY).is_empty()
}

/// Leaves of a piece's windows those that can be met; a day that cannot be is told at its field.
pub fn narrow(checkout: &mut Checkout, typed: &mut Typed, now: i64) {
    if How::asked(typed.get("how")) == Some(How::Keep) {
        keep_met(&mut checkout.windows, &checkout.places, checkout.shop.zone, typed, now);
    }
}

/// The same for every shop of a basket.
pub fn narrow_basket(basket: &mut Basket, typed: &mut Typed, now: i64) {
    for stall in &mut basket.stalls {
        keep_met(&mut stall.windows, &stall.places, stall.shop.zone, typed, now);
    }
}

fn keep_met(windows: &mut Vec<Window>, places: &[Place], zone: Zone, typed: &mut Typed, now: i64) {
    if !said(typed) {
        return;
    }
    match moment(typed.get(DAY), typed.get(PART), zone, now) {
        Some(leaving) => *windows = met(windows, places, leaving),
        None => typed.wrong(DAY, "orders-leaving-wrong"),
    }
}

/// The question, above the form of the order; `about` are the address's own parameters.
pub fn question(about: &[(&'static str, String)], typed: &Typed, w: &Words) -> AnyView {
    let action = format!("/{}/checkout", w.lang.code());
    let kept = about
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> })
        .collect_view();
    let day = Text { kind: "date", hint: "orders-leaving-why", ..Text::new(DAY, "orders-leaving") };
    let unsaid = std::iter::once((String::new(), w.t("orders-leaving-part-none")));
    let parts = unsaid.chain(Part::ALL.map(|part| (part.as_str().to_owned(), w.t(part.key())))).collect();
    view! {
        <details class="more" open=said(typed)>
            <summary>{w.t("orders-leaving")}</summary>
            <form class="form" method="get" action=action>
                {kept}
                {text_field(day, typed, w)}
                {select(PART, "orders-leaving-part", parts, typed, w)}
                <button class="btn line wide">{w.t("orders-leaving-do")}</button>
            </form>
        </details>
    }
    .into_any()
}

/// What the question of a piece keeps of its address.
pub fn about(checkout: &Checkout, typed: &Typed) -> Vec<(&'static str, String)> {
    let again = typed.get("again").to_owned();
    vec![
        ("p", checkout.piece.code.clone()),
        ("how", How::Keep.as_str().to_owned()),
        ("via", typed.get("via").to_owned()),
        ("again", again),
    ]
}

/// What was said, for the form of the order; a day that cannot be is mended in the question's own form alone.
pub fn kept(typed: &Typed) -> Option<AnyView> {
    let (day, part) = (typed.get(DAY).to_owned(), typed.get(PART).to_owned());
    (said(typed) && typed.error(DAY).is_none()).then(|| {
        view! { <input type="hidden" name=DAY value=day/><input type="hidden" name=PART value=part/> }.into_any()
    })
}

/// Nothing can be met: says so, and offers what can.
pub fn nothing_fits(b: &Backend, checkout: &Checkout, typed: &Typed) -> Page {
    let (w, typed) = (b.words(), typed.clone());
    let title = w.t("orders-leaving-nothing-title");
    let text = w.with("orders-leaving-nothing", &[("name", (&checkout.shop.owner).into())]);
    let scanned = typed.get("via") == "q";
    let link = |how: How| routes::checkout(b.lang(), &checkout.piece.code, how.as_str(), scanned);
    let stall = link(How::Stall);
    let send = checkout.enquiries().contains(&How::Send).then(|| link(How::Send));
    let ask = about(checkout, &typed);
    let page = Page::new(title.clone(), bits::frame(b.lang(), &checkout.shop), move || {
        let send = send.map(|href| {
            view! { <a class="btn line wide" href=href><Icon name=Ico::Mail/>{w.t("orders-leaving-send")}</a> }
        });
        view! {
            <div class="page narrow">
                <div class="blank part">
                    <Drawing name=Draw::Boat/>
                    <h1 class="name">{title}</h1>
                    <p class="soft">{text}</p>
                    <a class="btn main wide" href=stall><Icon name=Ico::Shop/>{w.t("orders-leaving-stall")}</a>
                    {send}
                </div>
                {question(&ask, &typed, &w)}
            </div>
        }
    });
    page.noindex()
}
