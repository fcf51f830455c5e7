//! Small parts that several pages of orders share: a moment in words, the piece in a row, a form of one button.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::form::Typed;
use crate::orders::rules::State;
use crate::orders::{Counter, Line, Sheet};
use crate::page::{Frame, ShopLink};
use crate::payments::method::Method;
use crate::routes;
use crate::time::{self, Zone};
use crate::ui::field::{error_line, key_field};
use crate::ui::icons::{Ico, Icon};
use crate::words::{Lang, Words};

/// `10:42 WITA today`, or the whole day and time.
pub fn moment(w: &Words, ms: i64, zone: Zone, now: i64) -> String {
    if time::day_of(ms, zone) == time::day_of(now, zone) {
        w.with("orders-today", &[("time", w.time(ms, zone).into())])
    } else {
        w.moment(ms, zone)
    }
}

/// `10:42 today`, `21 Nov, 04:47`: in her own list, whose clock is hers.
pub fn moment_short(w: &Words, ms: i64, zone: Zone, now: i64) -> String {
    let (day, today) = (time::day_of(ms, zone), time::day_of(now, zone));
    let clock = w.clock(time::minutes_of_day(ms, zone));
    if day == today {
        return w.with("orders-today", &[("time", clock.into())]);
    }
    let year = if day.year() == today.year() { String::new() } else { format!(" {}", day.year()) };
    format!("{} {}{year}, {clock}", day.day(), w.month_short(i64::from(day.month())))
}

/// `Wednesday, 25 November 2026, 08:00-12:00 WITA`.
pub fn window(w: &Words, from: i64, until: i64, zone: Zone) -> String {
    let day = w.weekday(time::weekday(time::day_of(from, zone)));
    format!("{day}, {}, {} {}", w.date(from, zone), hours(w, from, until, zone), zone.label())
}

/// `Wed 25 Nov, 08:00-12:00`, for a picker on a small screen.
pub fn window_short(w: &Words, from: i64, until: i64, zone: Zone) -> String {
    let day = time::day_of(from, zone);
    let (weekday, month) = (w.weekday_short(time::weekday(day)), w.month_short(i64::from(day.month())));
    format!("{weekday} {} {month}, {}", day.day(), hours(w, from, until, zone))
}

/// `08:00-12:00`.
pub fn hours(w: &Words, from: i64, until: i64, zone: Zone) -> String {
    // Midnight is the end of the day it closes, not the beginning of the next.
    let ends = match time::minutes_of_day(until, zone) {
        0 => 1_440,
        minutes => minutes,
    };
    format!("{}\u{2013}{}", w.clock(time::minutes_of_day(from, zone)), w.clock(ends))
}

/// The word of a way of paying.
pub fn method(w: &Words, method: Method) -> String {
    w.t(method.key())
}

/// The same on a tile to choose.
pub fn method_choice(w: &Words, method: Method) -> String {
    match method {
        Method::Qris => w.t("payments-qris"),
        Method::Cash => w.t("payments-cash-choice"),
        Method::Transfer => w.t("payments-transfer-choice"),
        Method::Card => w.t("payments-card-choice"),
    }
}

/// The icon of a way of paying.
pub const fn method_icon(method: Method) -> Ico {
    match method {
        Method::Qris => Ico::Qris,
        Method::Cash => Ico::Cash,
        Method::Transfer => Ico::Bank,
        Method::Card => Ico::Card,
    }
}

/// The tourist's frame with the shop in its head; never cached.
pub fn frame(lang: Lang, shop: &Counter) -> Frame {
    let link =
        (!shop.code.is_empty()).then(|| ShopLink { name: shop.name.clone(), href: routes::shop(lang, &shop.code) });
    Frame::private(shop.band, link)
}

/// A picture of a published photo.
pub fn picture(photo: Option<&str>, width: u32, alt: &str, side: u32) -> impl IntoView + use<> {
    photo.map(|key| {
        let (src, alt) = (routes::media(key, width, "webp"), alt.to_owned());
        view! { <img src=src width=side height=side alt=alt/> }
    })
}

/// The little square of a published photo, beside a line of text.
pub fn square(photo: Option<&str>, side: u32) -> impl IntoView + use<> {
    photo.map(|key| view! { <img src=routes::square(key) width=side height=side alt="" loading="lazy"/> })
}

/// Who made it: the makers' names, or the shop's.
pub fn made_by(makers: &[String], shop: &Counter) -> String {
    if makers.is_empty() { shop.name.clone() } else { makers.join(", ") }
}

/// `2 × Senja di karang`, and how many other pieces there are.
pub fn title(quantity: i64, name: &str, lang: Lang, others: i64, w: &Words) -> AnyView {
    let more = (others > 0).then(|| format!(" {}", w.with("orders-and-more", &[("count", others.into())])));
    view! { {counted(quantity, name, lang)}{more} }.into_any()
}

/// `2 × Senja di karang`, or the name alone.
pub fn counted(quantity: i64, name: &str, lang: Lang) -> AnyView {
    let count = (quantity > 1).then(|| format!("{quantity} \u{d7} "));
    let (lang, name) = (lang.code(), name.to_owned());
    view! { {count}<span lang=lang>{name}</span> }.into_any()
}

/// Every line in a row of its own; `to_hand` on the page of whoever is to hand it over.
pub fn lines(sheet: &Sheet, shop: &Counter, to_hand: bool, w: &Words) -> AnyView {
    // Of what was called off, what came back is told of the whole.
    let off = matches!(sheet.state, State::Declined | State::Cancelled | State::Expired);
    let back = |line: &Line| if off { None } else { money_back(line, to_hand, w) };
    let bought = |line: &Line| bought(line, shop, back(line), w);
    sheet.lines.iter().map(bought).collect_view().into_any()
}

/// What was ordered, in a row with its photo.
fn bought(line: &Line, shop: &Counter, back: Option<String>, w: &Words) -> AnyView {
    let by = w.with("orders-by", &[("maker", made_by(&line.makers, shop).into()), ("village", (&shop.village).into())]);
    let photo = square(line.photo.as_deref(), 72);
    let name = counted(line.quantity, &line.name, line.lang);
    let back = back.map(|text| view! { <br/><span class="state mind">{text}</span> });
    view! {
        <div class="row bought">
            {photo}
            <p><span class="name">{name}</span><br/><span class="soft small">{by}</span>{back}</p>
        </div>
    }
    .into_any()
}

/// That the money of a line went back, or of how many of its pieces.
fn money_back(line: &Line, to_hand: bool, w: &Words) -> Option<String> {
    let key = match (line.refunded, to_hand) {
        (..=0, _) => return None,
        (some, false) if some < line.quantity => "orders-refund-line-some",
        (some, true) if some < line.quantity => "orders-refund-line-some-keep",
        (_, false) => "orders-refund-line",
        (_, true) => "orders-refund-line-keep",
    };
    Some(w.with(key, &[("count", line.refunded.into())]))
}

/// A form that is one button. `form` names its idempotency key.
pub fn one_button(
    b: &Backend,
    action: String,
    form: &str,
    class: &'static str,
    icon: Option<Ico>,
    text: String,
) -> AnyView {
    posting(action, view! { {key_field(b.key(form))} }, class, icon, text)
}

/// The same of the buyer's, about one part of the order.
pub fn buyer_button(
    b: &Backend,
    action: String,
    act: &str,
    sheet: &Sheet,
    class: &'static str,
    icon: Option<Ico>,
    text: String,
) -> AnyView {
    let key = key_field(b.key(&form_name(act, sheet)));
    posting(action, view! { {key} {part_field(sheet)} {drawn_for(sheet)} }, class, icon, text)
}

/// The same of the artisan's.
pub fn artisan_button(
    b: &Backend,
    act: &str,
    sheet: &Sheet,
    class: &'static str,
    icon: Option<Ico>,
    text: String,
) -> AnyView {
    let action = format!("{}/{act}", routes::studio_order(&sheet.code));
    let key = key_field(b.key(&form_name(act, sheet)));
    posting(action, view! { {key} {drawn_for(sheet)} }, class, icon, text)
}

fn posting(action: String, fields: impl IntoView, class: &'static str, icon: Option<Ico>, text: String) -> AnyView {
    view! {
        <form method="post" action=action>
            {fields}
            <button class=class>{icon.map(|icon| view! { <Icon name=icon/> })}{text}</button>
        </form>
    }
    .into_any()
}

/// The key of a form about one part of an order: bound to it, so that a key of another one is refused.
pub fn form_name(act: &str, sheet: &Sheet) -> String {
    format!("order:{act}:{}:{}", sheet.code, sheet.number)
}

/// An id of the page, its own in every part.
pub fn id(name: &str, sheet: &Sheet) -> String {
    if sheet.number == 1 { name.to_owned() } else { format!("{name}-{}", sheet.number) }
}

/// What names a section of the page: its heading, and in further parts the shop as well, so no two are alike.
pub fn named_by(name: &str, sheet: &Sheet) -> String {
    match sheet.number {
        1 => name.to_owned(),
        number => format!("{name}-{number} part-{number}-name"),
    }
}

/// The shop's name, or how many there are.
pub fn shop_names(shops: &[&Counter], w: &Words) -> String {
    match shops {
        [shop] => shop.name.clone(),
        many => w.with("orders-shops", &[("count", i64::try_from(many.len()).unwrap_or_default().into())]),
    }
}

/// The key of the form that leads to the payment page: one for the whole order.
pub fn card_form(code: &str) -> String {
    format!("order:card:{code}")
}

/// Which part of the order a buyer's form is about.
pub fn part_field(sheet: &Sheet) -> impl IntoView + use<> {
    view! { <input type="hidden" name="part" value=sheet.number.to_string()/> }
}

/// Which payment a form speaks of: what is said on an old page is not said of the one asked for now.
pub fn drawn_for(sheet: &Sheet) -> impl IntoView + use<> {
    view! { <input type="hidden" name="payment" value=sheet.payment.mark()/> }
}

/// How many: from one to what is left.
pub fn quantity(field: &str, value: String, left: i64, hint: Option<String>, typed: &Typed, w: &Words) -> AnyView {
    let wrong = typed.error(field).is_some();
    let (id, name, most) = (field.to_owned(), field.to_owned(), left.max(1).to_string());
    let describes = match (wrong, &hint) {
        (true, _) => Some(format!("{field}-err")),
        (false, Some(_)) => Some(format!("{field}-hint")),
        (false, None) => None,
    };
    let hint = hint.map(|hint| view! { <span class="hint" id=format!("{field}-hint")>{hint}</span> });
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for=id.clone()>{w.t("orders-quantity")}</label>
            {hint}
            <input class="input short" type="number" inputmode="numeric" id=id name=name min="1" max=most value=value
                required aria-invalid=wrong.then_some("true") aria-describedby=describes/>
            {error_line(field, typed, w)}
        </div>
    }
    .into_any()
}
