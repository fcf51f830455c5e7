//! Where a parcel is to go: the fields that ask for it, what a buyer abroad is told before, and what the regency's
//! table asks for it.

use leptos::prelude::*;

use crate::form::Typed;
use crate::orders::shipping::{Offer, Parcel, SendZone, Table, countries, offers};
use crate::ui::field::select;
use crate::ui::notice::{Tone, note};
use crate::words::{Arg, Words};

/// The country (`to_country`), and for Indonesia where in it (`to_zone`). Both stand on the page from the start, so
/// that it works without script; the second counts for Indonesia alone.
pub fn destination(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let unsaid = std::iter::once((String::new(), w.t("orders-shipping-country-none")));
    let countries = unsaid.chain(countries::options(w)).collect();
    let nowhere = std::iter::once((String::new(), w.t("orders-shipping-within-none")));
    let zones = nowhere.chain(SendZone::DOMESTIC.map(|zone| (zone.as_str().to_owned(), w.t(zone.key())))).collect();
    view! {
        {select("to_country", "orders-shipping-country", countries, typed, w)}
        {select("to_zone", "orders-shipping-within", zones, typed, w)}
    }
}

/// What everybody who wants a parcel abroad should know before asking, for every country that has something of its own.
pub fn before_asking(w: &Words) -> impl IntoView + use<> {
    let told = ["orders-customs-warn-duty", "orders-customs-warn-us", "orders-customs-warn-eu"]
        .map(|key| view! { <li>{w.t(key)}</li> })
        .collect_view();
    view! {
        <details class="more">
            <summary>{w.t("orders-customs-warn-title")}</summary>
            <ul class="plain soft small">{told}</ul>
        </details>
    }
}

/// The same once the country is known; nothing within Indonesia.
pub fn warnings(country: &str, w: &Words) -> impl IntoView + use<> {
    countries::warnings(country).into_iter().map(|key| note(Tone::Turmeric, w.t(key))).collect_view()
}

/// What the table asks for a parcel, cheapest first, or why it says nothing.
pub fn offered(table: &Table, zone: SendZone, parcel: Parcel, now: i64, w: &Words) -> AnyView {
    let offers = offers(table, zone, parcel, now);
    if offers.is_empty() {
        return note(Tone::Turmeric, w.t(why_none(table, zone, parcel, now))).into_any();
    }
    let lines = offers.iter().map(|offer| view! { <li>{offer_line(offer, w)}</li> }).collect_view();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

/// The key of why there is no offer.
pub fn why_none(table: &Table, zone: SendZone, parcel: Parcel, now: i64) -> &'static str {
    if parcel.weight_g.is_none() {
        "orders-shipping-weigh"
    } else if table.holding(zone, now).next().is_none() {
        "orders-shipping-no-service"
    } else {
        "orders-shipping-too-heavy"
    }
}

/// `Rp60.000: Reguler, 1,000 g, 3-5 days, can be followed`
pub fn offer_line(offer: &Offer, w: &Words) -> String {
    let parts = [
        ("price", Arg::from(w.money(offer.price))),
        ("service", Arg::from(&offer.service)),
        ("grams", Arg::from(w.number(offer.billed_g))),
    ];
    let mut line = w.with("orders-shipping-offer", &parts);
    if offer.by_size {
        line.push_str(&format!(" {}", w.t("orders-shipping-offer-by-size")));
    }
    if !offer.days.is_empty() {
        line.push_str(&format!(", {}", w.with("orders-shipping-offer-days", &[("days", Arg::from(&offer.days))])));
    }
    if offer.tracked {
        line.push_str(&format!(", {}", w.t("orders-shipping-offer-tracked")));
    }
    line
}
