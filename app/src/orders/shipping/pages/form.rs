//! The form of one service.

use leptos::prelude::*;

use super::super::tariff::{DAYS_MAX, FIELDS, NAME_MAX, SOURCE_MAX};
use super::super::{SendZone, Service};
use super::{ADD, CHANGE, Desk, REMOVE, told};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::Page;
use crate::time;
use crate::ui::field::{Text, key_field, select, text_field, tick};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::ui::sure::sure_with;
use crate::words::{Arg, Words};

/// `/office/{slug}/sending/new`
pub fn new_service(b: &Backend, desk: Desk, mut typed: Typed) -> Page {
    let (w, key) = (b.words(), b.key(ADD));
    typed.default_to("valid_from", time::day_of(b.visit.now, desk.regency.zone).to_string());
    Page::new(b.t("orders-shipping-add"), desk.frame(&b.visit.words), move || {
        view! {
            {back(&desk, &w)}
            <h1 class="name big">{w.t("orders-shipping-add")}</h1>
            {form(desk.home(), &typed, (key, 0), &w)}
        }
    })
}

/// `/office/{slug}/sending/{id}`; after a conflict what stands in the table now is shown beside what was typed.
pub fn service(b: &Backend, desk: Desk, id: &str, mut typed: Typed) -> Result<Page, AppError> {
    let service = desk.service(id)?.clone();
    if typed.is_empty() {
        for (field, text) in FIELDS.into_iter().zip(service.tariff.texts(desk.regency.zone)) {
            typed.set(field, text);
        }
    }
    let (w, now) = (b.words(), b.visit.now);
    let (change, remove) = (b.key(CHANGE), b.key(REMOVE));
    Ok(Page::new(service.tariff.name.clone(), desk.frame(&b.visit.words), move || {
        let here = desk.part(service.id.as_str());
        let both = typed.notice.is_some().then(|| stands(&desk, &service, now, &w));
        let seen = typed.version(service.version);
        let version = seen.to_string();
        let version = view! { <input type="hidden" name="version" value=version/> }.into_any();
        view! {
            {back(&desk, &w)}
            <h1 class="name big">{service.tariff.name.clone()}</h1>
            {both.map(|both| view! { <div class="page narrow after">{both}</div> })}
            {form(here.clone(), &typed, (change, seen), &w)}
            <div class="part page narrow">
                {sure_with(
                    w.t("orders-shipping-remove"),
                    "btn line no wide",
                    removed(&desk, &service, now, &w),
                    format!("{here}/remove"),
                    (Some(remove), Some(version)),
                    &w,
                )}
            </div>
        }
    }))
}

/// What taking it out comes to: an older price of the same name is offered again.
fn removed(desk: &Desk, service: &Service, now: i64, w: &Words) -> String {
    let name = Arg::from(&service.tariff.name);
    match desk.table.before(service, now) {
        Some(older) => {
            let day = w.date(older.tariff.valid_from, desk.regency.zone);
            w.with("orders-shipping-remove-older", &[("name", name), ("day", day.into())])
        }
        None => w.with("orders-shipping-remove-hint", &[("name", name)]),
    }
}

/// What the other one has saved.
fn stands(desk: &Desk, service: &Service, now: i64, w: &Words) -> impl IntoView + use<> {
    let told = told(service, desk.regency.zone, now, w).join(" \u{b7} ");
    let parts = [("name", Arg::from(&service.tariff.name)), ("told", told.into())];
    note(Tone::Turmeric, w.with("orders-shipping-stands", &parts))
}

pub(super) fn back(desk: &Desk, w: &Words) -> impl IntoView + use<> {
    view! { <p><a class="btn quiet" href=desk.home()><Icon name=Ico::Back/>{w.t("orders-shipping-title")}</a></p> }
}

fn form(action: String, typed: &Typed, (key, version): (String, i64), w: &Words) -> impl IntoView + use<> {
    let limit = |max: usize| u16::try_from(max).unwrap_or(u16::MAX);
    let name = Text {
        max: limit(NAME_MAX),
        required: true,
        hint: "orders-shipping-name-hint",
        ..Text::new("name", "orders-shipping-name")
    };
    let number = |name, label, hint| Text { mode: "numeric", max: 20, hint, ..Text::new(name, label) };
    let days =
        Text { max: limit(DAYS_MAX), hint: "orders-shipping-days-hint", ..Text::new("days", "orders-shipping-days") };
    let from = Text { kind: "date", ..Text::new("valid_from", "orders-shipping-from") };
    let source = Text {
        max: limit(SOURCE_MAX),
        hint: "orders-shipping-source-hint",
        ..Text::new("source", "orders-shipping-source")
    };
    let unsaid = std::iter::once((String::new(), w.t("orders-shipping-zone-choose")));
    let zones = unsaid.chain(SendZone::ALL.map(|zone| (zone.as_str().to_owned(), w.t(zone.key())))).collect();
    view! {
        <form class="stack part page narrow" method="post" action=action>
            {form_notice(typed, w)}
            {key_field(key)}
            <input type="hidden" name="version" value=version.to_string()/>
            {text_field(name, typed, w)}
            {select("zone", "orders-shipping-zone", zones, typed, w)}
            {text_field(number("first_price", "orders-shipping-first-price", "orders-shipping-first-price-hint"), typed, w)}
            {text_field(number("first_step_g", "orders-shipping-first-g", ""), typed, w)}
            {text_field(number("next_price", "orders-shipping-next-price", ""), typed, w)}
            {text_field(number("next_step_g", "orders-shipping-next-g", ""), typed, w)}
            {text_field(number("max_g", "orders-shipping-max-g", ""), typed, w)}
            {text_field(number("tolerance_g", "orders-shipping-tolerance-g", "orders-shipping-tolerance-hint"), typed, w)}
            {text_field(number("minimum_g", "orders-shipping-minimum-g", "orders-shipping-minimum-hint"), typed, w)}
            {text_field(number("divisor", "orders-shipping-divisor", "orders-shipping-divisor-hint"), typed, w)}
            {text_field(days, typed, w)}
            {tick("tracked", "yes", w.t("orders-shipping-tracked"), typed, w)}
            {text_field(from, typed, w)}
            {text_field(source, typed, w)}
            <button class="btn main">{w.t("orders-shipping-save")}</button>
        </form>
    }
}
