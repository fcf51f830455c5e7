//! `/studio/orders/packing`: one list for the market bag, on a phone and on A4.

use jiff::civil::Date;
use leptos::prelude::*;

use super::{Days, Packed, Spot, Waits, by_day};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::pages::{bits, told};
use crate::orders::shipping::countries;
use crate::page::{Frame, Page};
use crate::routes;
use crate::time::{self, Zone};
use crate::ui::field::select;
use crate::ui::notice::{Tone, note};
use crate::ui::pager::pager;
use crate::words::Words;

/// What waits, of one day or of all.
pub async fn packing(b: &Backend, days: Days, page: i64) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let waits = b.orders.packing(&shop.id, shop.zone, days, page).await?;
    let (w, zone) = (b.words(), shop.zone);
    let heading = w.t("orders-papers-packing-title");
    let frame = Frame::Sheet { band: shop.band, back: routes::STUDIO_ORDERS.to_owned(), heading: heading.clone() };
    let told = w.with(
        "orders-papers-packing-told",
        &[("shop", (&shop.name).into()), ("day", w.date(b.visit.now, zone).into())],
    );
    Ok(Page::new(heading, frame, move || {
        let none = waits.parts.is_empty().then(|| note(Tone::Plain, w.t(nothing(days))));
        let groups = by_day(&waits.parts, zone)
            .into_iter()
            .map(|(date, spots)| {
                let spots = spots.into_iter().map(|(at, parts)| place(&at, &parts, zone, &w)).collect_view();
                view! { <section class="stack"><h2 class="name mid">{day(date, zone, &w)}</h2>{spots}</section> }
            })
            .collect_view();
        let pages =
            pager(waits.paging, &|page| format!("{}?day={}&page={page}", routes::STUDIO_PACKING, days.text()), &w);
        view! {
            <div class="page stack">
                <p class="soft">{told.clone()}</p>
                {choice(&waits, days, zone, &w)}
                {none}
                {groups}
                {pages}
            </div>
        }
    }))
}

/// Nothing at all, or nothing on this day.
const fn nothing(days: Days) -> &'static str {
    match days {
        Days::All => "orders-papers-packing-none",
        Days::One(_) | Days::Without => "orders-papers-packing-none-then",
    }
}

/// The day that is shown: only those on which something waits, and the one that was asked for.
fn choice(waits: &Waits, days: Days, zone: Zone, w: &Words) -> Option<impl IntoView + use<>> {
    let mut there = vec![Days::All];
    there.extend(waits.days.iter().copied());
    if !there.contains(&days) {
        there.push(days);
    }
    let mut typed = Typed::default();
    typed.set("day", days.text());
    let options = there.iter().map(|one| (one.text(), named(*one, zone, w))).collect();
    (there.len() > 1).then(|| {
        view! {
            <form class="stack screen" method="get" action=routes::STUDIO_PACKING>
                {select("day", "orders-papers-packing-day", options, &typed, w)}
                <button class="btn line wide">{w.t("orders-papers-packing-show")}</button>
            </form>
        }
    })
}

fn named(days: Days, zone: Zone, w: &Words) -> String {
    match days {
        Days::All => w.t("orders-papers-packing-all"),
        Days::One(date) => day(Some(date), zone, w),
        Days::Without => day(None, zone, w),
    }
}

fn day(date: Option<Date>, zone: Zone, w: &Words) -> String {
    date.map_or_else(|| w.t("orders-papers-packing-undated"), |date| w.date(time::start_of_day(date, zone), zone))
}

fn place(spot: &Spot, parts: &[&Packed], zone: Zone, w: &Words) -> AnyView {
    let head = match spot {
        Spot::Point(name) => name.clone(),
        Spot::Stall => w.t("orders-papers-packing-stall"),
        Spot::Bring => w.t("orders-papers-packing-bring"),
        Spot::Parcel(service) if service.is_empty() => w.t("orders-papers-packing-send"),
        Spot::Parcel(service) => w.with("orders-papers-packing-send-by", &[("service", service.into())]),
    };
    let parts = parts.iter().map(|part| order(part, zone, w)).collect_view();
    view! { <section class="cash"><h3 class="name">{head}</h3><ul class="plain">{parts}</ul></section> }.into_any()
}

/// One order: whose, when, each piece with its box, and what was written.
fn order(part: &Packed, zone: Zone, w: &Words) -> AnyView {
    let (_, state) = told::artisan(part.status, false, w);
    let buyer = if part.buyer.is_empty() { w.t("orders-mine-guest") } else { part.buyer.clone() };
    let window = part.window.map(|(from, until)| format!("{} {}", bits::hours(w, from, until, zone), zone.label()));
    let who = [Some(buyer), window].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let pieces = part
        .lines
        .iter()
        .map(|line| {
            let name = [&line.name, &line.size_note].into_iter().filter(|part| !part.is_empty());
            let (lang, name) = (line.lang.code(), name.cloned().collect::<Vec<_>>().join(", "));
            view! { <li>"\u{2610} "<b class="num">{format!("{} \u{d7} ", line.quantity)}</b><span lang=lang>{name}</span>" "<span class="num soft">{line.code.clone()}</span></li> }
        })
        .collect_view();
    let wish = (!part.wish.is_empty()).then(|| {
        view! { <p class="said" lang=part.lang.code()>"\u{201c}"{part.wish.clone()}"\u{201d}"</p> }
    });
    let leaving = part.leaving.map(|at| {
        view! { <p>{w.with("orders-mine-leaves", &[("day", w.date(time::of_day_ending(at), zone).into())])}</p> }
    });
    view! {
        <li>
            <p><b class="num">{part.code.clone()}</b>" "{who}</p>
            <ul class="plain">{pieces}</ul>
            {address(part, w)}
            {leaving}
            {wish}
            <p class="soft">{w.money(part.total)}" \u{b7} "{state}</p>
        </li>
    }
    .into_any()
}

/// Where it is brought or sent.
fn address(part: &Packed, w: &Words) -> Option<AnyView> {
    let to = part.to.clone()?;
    let country = (to.country != "ID").then(|| countries::name(&to.country, w));
    let lines: Vec<String> =
        [to.name, to.street, to.phone].into_iter().chain(country).filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| view! { <p class="said">{lines.join("\n")}</p> }.into_any())
}
