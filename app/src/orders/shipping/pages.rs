//! `/office/{slug}/sending`: the table the officer keeps, its services by zone, the rate of the posts' money, and the
//! same for the administrator.

mod form;
mod import;

use leptos::prelude::*;

pub use form::{new_service, service};
pub use import::{import, wrong_line};

use super::{Parcel, SendZone, Service, Table, offers};
use crate::backend::{Backend, Role};
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::RegionId;
use crate::orders::pages::abroad::offer_line;
use crate::page::{Frame, Page};
use crate::regions::{Regency, full_name};
use crate::routes;
use crate::time::{self, Zone};
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, key_field, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::{Arg, Words};

/// The weight of the example: a cloth.
const EXAMPLE_G: i64 = 650;
/// Names of the forms.
pub const ADD: &str = "sending:add";
pub const CHANGE: &str = "sending:change";
pub const REMOVE: &str = "sending:remove";
pub const IMPORT: &str = "sending:import";
pub const RATE: &str = "sending:rate";

/// A regency's table and who looks at it.
pub struct Desk {
    pub regency: Regency,
    pub table: Table,
    /// The officer edits rows, the administrator the file.
    pub officer: bool,
}

impl Desk {
    /// The officer's own regency; for the administrator the regency of that id.
    ///
    /// # Errors
    /// `NotFound` when there is no such regency.
    pub async fn of(b: &Backend, regency: Option<&RegionId>) -> Result<Self, AppError> {
        let actor = b.actor()?;
        let regency = match regency {
            Some(id) => b.regions.regency_sheet(id).await?.regency,
            None => b.regions.regency(&actor.regency_slug).await?,
        };
        let table = b.orders.sending_table(&regency.id).await?;
        Ok(Self { regency, table, officer: actor.role == Role::Officer })
    }

    fn frame(&self, w: &Words) -> Frame {
        if self.officer {
            let regency = full_name(&self.regency.name, w);
            Frame::Office { regency, slug: self.regency.slug.clone(), tab: "sending" }
        } else {
            Frame::Admin { tab: "regencies" }
        }
    }

    /// Where the table is.
    pub fn home(&self) -> String {
        if self.officer {
            routes::office_sending(&self.regency.slug)
        } else {
            routes::admin_sending(self.regency.id.as_str())
        }
    }

    /// A page below it; the administrator has only the one.
    fn part(&self, part: &str) -> String {
        if self.officer { routes::office_service(&self.regency.slug, part) } else { self.home() }
    }

    /// The service of an id.
    ///
    /// # Errors
    /// `NotFound` for another regency's, or one that was taken out.
    pub fn service(&self, id: &str) -> Result<&Service, AppError> {
        self.table.services.iter().find(|service| service.id.as_str() == id).ok_or(AppError::NotFound)
    }
}

/// The table; `saved` after a change, `typed` when the rate came back.
pub fn table(b: &Backend, desk: Desk, typed: Typed, saved: bool) -> Page {
    let (w, key, now) = (b.words(), b.key(RATE), b.visit.now);
    Page::new(b.t("orders-shipping-title"), desk.frame(&b.visit.words), move || {
        let list = if desk.table.services.is_empty() { empty(&w) } else { zones(&desk, now, &w) };
        view! {
            <h1 class="name big">{w.t("orders-shipping-title")}</h1>
            <p class="soft">{w.t("orders-shipping-lead")}</p>
            {saved.then(|| view! { <div role="status">{note(Tone::Leaf, w.t("orders-shipping-saved"))}</div> })}
            {list}
            <div class="acts part">
                <a class="btn main" href=desk.part("new")><Icon name=Ico::Plus/>{w.t("orders-shipping-add")}</a>
                <a class="btn line" href=desk.part("import")>{w.t("orders-shipping-import")}</a>
                <a class="btn line" href=desk.part("table.csv")>{w.t("orders-shipping-export")}</a>
            </div>
            {desk.officer.then(|| view! {
                <section class="part">
                    <h2>{w.t("orders-points-title")}</h2>
                    <p class="soft">{w.t("orders-points-lead")}</p>
                    <p class="after"><a class="btn line" href=routes::office_points(&desk.regency.slug)><Icon name=Ico::Place/>{w.t("orders-points-see")}</a></p>
                </section>
            })}
            {rate(&desk, typed, key, &w)}
        }
    })
}

fn empty(w: &Words) -> AnyView {
    view! { <div class="blank part"><Drawing name=Draw::Boat/><p class="soft">{w.t("orders-shipping-none")}</p></div> }
        .into_any()
}

/// Each zone with an example and its services.
fn zones(desk: &Desk, now: i64, w: &Words) -> AnyView {
    let zones = SendZone::ALL
        .into_iter()
        .filter_map(|zone| {
            let services: Vec<&Service> = desk.table.services.iter().filter(|one| one.tariff.zone == zone).collect();
            (!services.is_empty()).then(|| {
                let lines = services.iter().map(|one| line(desk, one, now, w)).collect_view();
                view! {
                    <section class="part">
                        <h2>{w.t(zone.key())}</h2>
                        <p class="soft">{example(&desk.table, zone, now, w)}</p>
                        <ul class="list">{lines}</ul>
                    </section>
                }
            })
        })
        .collect_view();
    view! { {zones} }.into_any()
}

/// What the example comes to, computed by the same rule that buyers get.
fn example(table: &Table, zone: SendZone, now: i64, w: &Words) -> String {
    let parcel = Parcel { weight_g: Some(EXAMPLE_G), size_cm: None };
    let grams = ("grams", Arg::from(w.number(EXAMPLE_G)));
    match offers(table, zone, parcel, now).first() {
        Some(offer) => w.with("orders-shipping-example", &[grams, ("offer", offer_line(offer, w).into())]),
        None => w.with("orders-shipping-example-none", &[grams]),
    }
}

fn line(desk: &Desk, service: &Service, now: i64, w: &Words) -> AnyView {
    let told = told(service, desk.regency.zone, now, w);
    let (name, source) = (service.tariff.name.clone(), service.tariff.source.clone());
    let words = view! { <span><b>{name}</b>{told.into_iter().chain((!source.is_empty()).then_some(source)).map(|text| view! { <br/><span class="soft">{text}</span> }).collect_view()}</span> };
    if desk.officer {
        view! { <li><a class="line-card" href=desk.part(service.id.as_str())>{words}<Icon name=Ico::Next/></a></li> }
            .into_any()
    } else {
        view! { <li class="line-card">{words}</li> }.into_any()
    }
}

/// A service in words: its price, its limits, from when it holds.
pub fn told(service: &Service, clock: Zone, now: i64, w: &Words) -> Vec<String> {
    let grams = |grams: i64| Arg::from(w.number(grams));
    let price = w.with(
        "orders-shipping-told-price",
        &[
            ("first", Arg::from(w.money(service.tariff.first_price))),
            ("first_g", grams(service.tariff.first_step_g)),
            ("next", Arg::from(w.money(service.tariff.next_price))),
            ("next_g", grams(service.tariff.next_step_g)),
        ],
    );
    let mut limits = vec![w.with("orders-shipping-told-most", &[("grams", grams(service.tariff.max_g))])];
    if service.tariff.tolerance_g > 0 {
        limits.push(w.with("orders-shipping-told-tolerance", &[("grams", grams(service.tariff.tolerance_g))]));
    }
    if service.tariff.minimum_g > service.tariff.first_step_g {
        limits.push(w.with("orders-shipping-told-minimum", &[("grams", grams(service.tariff.minimum_g))]));
    }
    if let Some(divisor) = service.tariff.divisor {
        limits.push(w.with("orders-shipping-told-divisor", &[("divisor", w.number(divisor).into())]));
    }
    if !service.tariff.days.is_empty() {
        limits.push(w.with("orders-shipping-offer-days", &[("days", Arg::from(&service.tariff.days))]));
    }
    if service.tariff.tracked {
        limits.push(w.t("orders-shipping-offer-tracked"));
    }
    let key = if service.tariff.valid_from > now { "orders-shipping-told-later" } else { "orders-shipping-told-since" };
    let since = w.with(key, &[("day", w.date(service.tariff.valid_from, clock).into())]);
    vec![price, limits.join(" \u{b7} "), since]
}

/// What one SDR is: it decides between CN22 and CN23.
fn rate(desk: &Desk, mut typed: Typed, key: String, w: &Words) -> AnyView {
    let clock = desk.regency.zone;
    if let Some(rate) = desk.table.sdr {
        typed.default_to("sdr", (rate.rupiah.minor / 100).to_string());
        typed.default_to("sdr_on", time::day_of(rate.on, clock).to_string());
    }
    let told = match desk.table.sdr {
        Some(rate) => w.with(
            "orders-shipping-rate-told",
            &[("rupiah", w.money(rate.rupiah).into()), ("day", w.date(rate.on, clock).into())],
        ),
        None => w.t("orders-shipping-rate-none"),
    };
    let form = desk.officer.then(|| {
        let sdr = Text { mode: "numeric", max: 20, required: true, ..Text::new("sdr", "orders-shipping-rate-sdr") };
        let on = Text { kind: "date", required: true, ..Text::new("sdr_on", "orders-shipping-rate-on") };
        view! {
            <form class="stack page narrow" method="post" action=desk.part("rate")>
                {form_notice(&typed, w)}
                {key_field(key)}
                <input type="hidden" name="version" value=typed.version(desk.table.version).to_string()/>
                {text_field(sdr, &typed, w)}
                {text_field(on, &typed, w)}
                <button class="btn line">{w.t("orders-shipping-rate-save")}</button>
            </form>
        }
    });
    view! {
        <section class="part">
            <h2>{w.t("orders-shipping-rate")}</h2>
            <p class="soft">{w.t("orders-shipping-rate-lead")}</p>
            <p>{told}</p>
            {form}
        </section>
    }
    .into_any()
}
