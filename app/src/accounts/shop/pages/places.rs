//! Meeting places: the list, and the form of one with its days and hours.

use leptos::prelude::*;

use super::{form_head, save_bar, section_frame};
use crate::accounts::public::{by_hours, days_in_words};
use crate::accounts::shop::rules::hours::{WINDOWS, day_field, from_field, to_field};
use crate::accounts::shop::rules::{FIND_MAX, NAME_MAX};
use crate::accounts::shop::{Hours, Place};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::PlaceId;
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, error_line, text_area, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::sure::sure;
use crate::words::Words;

/// Hours a day starts with, in minutes: most stalls.
const USUAL: (i64, i64) = (8 * 60, 17 * 60);

/// `/studio/shop/places`
pub async fn places(b: &Backend) -> Result<Page, AppError> {
    let places = b.accounts.shop_places(b.shop()?).await?;
    let w = b.words();
    Ok(Page::new(b.t("accounts-shop-places"), section_frame(b, "accounts-shop-places")?, move || {
        let list = if places.is_empty() {
            view! {
                <div class="blank">
                    <Drawing name=Draw::Boat/>
                    <p>{w.t("accounts-shop-places-none")}</p>
                </div>
            }
            .into_any()
        } else {
            view! { <ul class="list">{places.into_iter().map(|place| line(place, &w)).collect_view()}</ul> }.into_any()
        };
        view! {
            {list}
            <p class="part"><a class="btn line wide" href=routes::studio_shop("points")><Icon name=Ico::Place/>{w.t("orders-points-shop")}</a></p>
            <div class="bar one"><a class="btn main wide" href=routes::studio_shop("places/new")>{w.t("accounts-shop-place-add")}</a></div>
        }
    }))
}

fn line(place: Place, w: &Words) -> impl IntoView + use<> {
    let open = by_hours(&place.hours)
        .into_iter()
        .map(|(from, to, days)| {
            let text = format!("{}, {}–{}", days_in_words(&days, w), w.clock(from), w.clock(to));
            view! { <br/><span class="soft">{text}</span> }
        })
        .collect_view();
    view! {
        <li>
            <a class="line-card" href=routes::studio_place(place.id.as_str())>
                <Icon name=Ico::Place/>
                <span><b class="name">{place.name}</b>{open}</span>
                <Icon name=Ico::Next/>
            </a>
        </li>
    }
}

/// `/studio/shop/places/new`
pub async fn new_place(b: &Backend, typed: Typed) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let w = b.words();
    let key = b.key("shop-place-add");
    let zone = shop.zone.label();
    Ok(Page::new(b.t("accounts-shop-place-new"), place_frame(b)?, move || {
        form(routes::studio_shop("places"), &typed, (key, shop.version), zone, &w)
    }))
}

/// `/studio/shop/places/{id}`
pub async fn place(b: &Backend, id: &PlaceId, mut typed: Typed) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let place = b.accounts.shop_place(&shop.id, id).await?;
    if typed.is_empty() {
        fill(&mut typed, &place, &b.visit.words);
    }
    let w = b.words();
    let (change, close) = (b.key("shop-place-change"), b.key("shop-place-close"));
    let zone = shop.zone.label();
    Ok(Page::new(place.name, place_frame(b)?, move || {
        let here = routes::studio_place(place.id.as_str());
        view! {
            {form(here.clone(), &typed, (change, shop.version), zone, &w)}
            <div class="part">
                {sure(
                    w.t("accounts-shop-place-close"),
                    "btn line no wide",
                    w.t("accounts-shop-place-close-hint"),
                    format!("{here}/close"),
                    Some(close),
                    &w,
                )}
            </div>
        }
    }))
}

fn place_frame(b: &Backend) -> Result<Frame, AppError> {
    let back = Some(routes::studio_shop("places"));
    Ok(Frame::Studio { band: b.actor()?.band, back, heading: b.t("accounts-shop-place"), dock: None })
}

/// What an edit form starts from.
fn fill(typed: &mut Typed, place: &Place, w: &Words) {
    typed.set("name", &*place.name);
    typed.set("find", &*place.how_to_find);
    fill_hours(typed, &place.hours, w);
}

/// The same for the hours alone.
pub fn fill_hours(typed: &mut Typed, hours: &[Hours], w: &Words) {
    for weekday in 1..=7 {
        let hours = hours.iter().filter(|hours| hours.weekday == weekday);
        for (window, hours) in (1..=WINDOWS).zip(hours) {
            typed.set(&day_field(weekday), "1");
            typed.set(&from_field(weekday, window), w.clock(hours.from));
            typed.set(&to_field(weekday, window), w.clock(hours.to));
        }
    }
}

fn form(
    action: String,
    typed: &Typed,
    (key, version): (String, i64),
    zone: &'static str,
    w: &Words,
) -> impl IntoView + use<> {
    let limit = |max: usize| u16::try_from(max).unwrap_or(u16::MAX);
    let name = Text { max: limit(NAME_MAX), required: true, ..Text::new("name", "accounts-shop-place-name") };
    let find = Text {
        max: limit(FIND_MAX),
        hint: "accounts-shop-place-find-hint",
        ..Text::new("find", "accounts-shop-place-find")
    };
    view! {
        <form class="stack" method="post" action=action>
            {form_head(typed, key, version, w)}
            {text_field(name, typed, w)}
            {text_area(find, 3, typed, w)}
            {hours_field(typed, zone, w)}
            {save_bar(w.t("accounts-shop-save"))}
        </form>
    }
}

/// The days and their hours.
pub fn hours_field(typed: &Typed, zone: &'static str, w: &Words) -> impl IntoView + use<> {
    view! {
        <fieldset class=if typed.error("hours").is_some() { "field bad" } else { "field" }>
            <legend>{w.t("accounts-shop-place-hours")}</legend>
            <p class="hint">{w.with("accounts-shop-place-hours-hint", &[("zone", zone.into())])}</p>
            {error_line("hours", typed, w)}
            <ul class="hours">{(1..=7).map(|weekday| day(weekday, typed, w)).collect_view()}</ul>
        </fieldset>
    }
}

/// A weekday: its tick, and its windows once it is ticked.
fn day(weekday: i64, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let field = day_field(weekday);
    let open = typed.chose(&field, "1");
    let spans = (1..=WINDOWS).map(|number| window(weekday, number, open, typed, w)).collect_view();
    let error = wrong(&field, typed, w);
    let class = error.is_some().then_some("bad");
    view! {
        <li class=class>
            <label class="tick">
                <input type="checkbox" name=field value="1" checked=open/>
                <span>{w.weekday(weekday)}</span>
            </label>
            <div class="stack">{spans}{error}</div>
        </li>
    }
}

/// One from-to of a day; the first starts with the usual hours, the second empty.
fn window(weekday: i64, number: usize, open: bool, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let (from, to) = (from_field(weekday, number), to_field(weekday, number));
    let usual = !open && number == 1;
    let value = |field: &str, usual_minutes: i64| {
        if usual && !typed.has(field) { w.clock(usual_minutes) } else { typed.get(field).to_owned() }
    };
    let (from_value, to_value) = (value(&from, USUAL.0), value(&to, USUAL.1));
    let label = |key: &str| w.with(key, &[("day", w.weekday(weekday).into()), ("n", number.to_string().into())]);
    let error = wrong(&from, typed, w);
    let class = if error.is_some() { "span bad" } else { "span" };
    view! {
        <div class=class>
            {time(from, from_value, label("accounts-shop-place-from"))}
            <span>{w.t("accounts-shop-place-to-word")}</span>
            {time(to, to_value, label("accounts-shop-place-to"))}
        </div>
        {error}
    }
}

fn wrong(field: &str, typed: &Typed, w: &Words) -> Option<AnyView> {
    let text = w.message(typed.error(field)?);
    Some(view! { <p class="err">{text}</p> }.into_any())
}

/// Text, not a time field: those differ from phone to phone, and some want AM and PM.
fn time(name: String, value: String, label: String) -> impl IntoView {
    view! { <input class="input" inputmode="decimal" maxlength="5" autocomplete="off" name=name value=value aria-label=label/> }
}
