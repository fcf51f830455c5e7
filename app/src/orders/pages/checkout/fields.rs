//! The fields of the checkout form.

use leptos::prelude::*;

use super::super::bits;
use crate::form::Typed;
use crate::orders::asked::MOST_OF_ONE;
use crate::orders::rules::How;
use crate::orders::rules::pickup::{Place, Window};
use crate::orders::{Checkout, ContactKind, Counter, Kind};
use crate::payments::method::Method;
use crate::routes;
use crate::time::Zone;
use crate::ui::field::{Text, error_line, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::words::{Lang, Words};

pub fn hidden(checkout: &Checkout, how: How, typed: &Typed) -> AnyView {
    view! { {about(checkout, typed)} <input type="hidden" name="how" value=how.as_str()/> }.into_any()
}

/// Which piece, as it was seen.
pub fn about(checkout: &Checkout, typed: &Typed) -> AnyView {
    let code = checkout.piece.code.clone();
    let version = checkout.piece.version.to_string();
    let scanned = (typed.get("via") == "q").then(|| view! { <input type="hidden" name="via" value="q"/> });
    let again = (typed.get("again") == "1").then(|| view! { <input type="hidden" name="again" value="1"/> });
    view! {
        <input type="hidden" name="p" value=code/>
        <input type="hidden" name="v" value=version/>
        {scanned}
        {again}
    }
    .into_any()
}

pub fn quantity(checkout: &Checkout, typed: &Typed, w: &Words) -> AnyView {
    // Nothing stands on a shelf of what is made when it is asked for.
    let made = checkout.piece.kind == Kind::MadeToOrder;
    let most = if made { MOST_OF_ONE } else { checkout.piece.left.max(1) };
    let hint = (!made).then(|| w.with("orders-quantity-hint", &[("left", most.into())]));
    bits::quantity("quantity", typed.or("quantity", "1"), most, hint, typed, w)
}

/// Where and when, and how to be reached.
pub fn keep_fields(checkout: &Checkout, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let Checkout { shop, places, windows, .. } = checkout;
    view! { {pickup("pickup", shop, places, windows, true, typed, w)} {contact(typed, true, w)} }
}

/// One choice of place, day and hours: the phone's own picker, no script.
pub fn pickup(
    field: &str,
    shop: &Counter,
    places: &[Place],
    windows: &[Window],
    required: bool,
    typed: &Typed,
    w: &Words,
) -> AnyView {
    let zone = shop.zone;
    let lang = shop.lang.code();
    let chosen = typed.get(field).to_owned();
    // What the guest's last day leaves nothing of is not named.
    let of = |place: &Place| -> Vec<&Window> { windows.iter().filter(|window| window.place == place.id).collect() };
    let places: Vec<(&Place, Vec<&Window>)> =
        places.iter().map(|place| (place, of(place))).filter(|(_, windows)| !windows.is_empty()).collect();
    let several = places.len() > 1;
    let groups = places
        .into_iter()
        .map(|(place, windows)| {
            let (name, find) = place.told(w.lang);
            let (name, find) = (name.to_owned(), find.to_owned());
            // A closed list shows the line alone, without what stands over it.
            let at = several.then_some(name.as_str());
            let options = windows.into_iter().map(|window| option(window, &chosen, (zone, at), w)).collect_view();
            (
                view! { <optgroup label=name.clone()>{options}</optgroup> },
                (name, find, (place.english.is_none() || w.lang == Lang::Id).then_some(lang)),
            )
        })
        .collect::<Vec<_>>();
    let (groups, places): (Vec<_>, Vec<_>) = groups.into_iter().unzip();
    let found = places
        .into_iter()
        .filter(|(_, find, _)| !find.is_empty())
        .map(|(name, find, lang)| view! { <li><Icon name=Ico::Place/><span lang=lang><b>{name}</b>": "{find}</span></li> })
        .collect_view();
    let wrong = typed.error(field).is_some();
    let class = if wrong { "field bad" } else { "field" };
    let (id, name, describes) = (field.to_owned(), field.to_owned(), wrong.then(|| format!("{field}-err")));
    view! {
        <div class=class>
            <label for=id.clone()>{w.t("orders-pickup")}" ("{zone.label()}")"</label>
            <select class="input" id=id name=name required=required autofocus=wrong aria-invalid=wrong.then_some("true") aria-describedby=describes>
                <option value="">{w.t("orders-pickup-none")}</option>
                {groups}
            </select>
            {error_line(field, typed, w)}
            <ul class="plain soft small">{found}</ul>
        </div>
    }
    .into_any()
}

fn option(window: &Window, chosen: &str, (zone, at): (Zone, Option<&str>), w: &Words) -> impl IntoView + use<> {
    let value = window.value();
    let selected = value == chosen;
    let time = bits::window_short(w, window.from, window.until, zone);
    let text = at.map_or_else(|| time.clone(), |at| format!("{time}, {at}"));
    view! { <option value=value selected=selected>{text}</option> }
}

pub fn contact(typed: &Typed, required: bool, w: &Words) -> AnyView {
    let tiles = ContactKind::ALL
        .into_iter()
        .map(|kind| {
            let (icon, text) = match kind {
                ContactKind::Whatsapp => (Ico::Chat, w.t("orders-contact-whatsapp")),
                ContactKind::Email => (Ico::Mail, w.t("orders-contact-email")),
                ContactKind::Phone => (Ico::Phone, w.t("orders-contact-phone")),
            };
            let checked = typed.chose("contact_kind", kind.as_str());
            view! { <label><input type="radio" name="contact_kind" value=kind.as_str() checked=checked required=required/><span><Icon name=icon/>{text}</span></label> }
        })
        .collect_view();
    let field = Text { hint: "orders-contact-hint", max: 254, required, ..Text::new("contact", "orders-contact") };
    let class = if typed.error("contact_kind").is_some() { "field bad" } else { "field" };
    view! {
        <fieldset class=class>
            <legend>{w.t("orders-contact-kind")}</legend>
            <div class="kinds">{tiles}</div>
            {error_line("contact_kind", typed, w)}
        </fieldset>
        {text_field(field, typed, w)}
    }
    .into_any()
}

pub fn methods(checkout: &Checkout, typed: &Typed, w: &Words) -> AnyView {
    let offered = checkout.ways.for_amount(checkout.piece.price);
    let who = checkout.ways.takes(Method::Qris, checkout.piece.price).then(|| crate::payments::ticket::who_can_pay(w));
    view! {
        {method_tiles("method", &offered, true, typed, w)}
        {who.map(|text| view! { <p class="soft small">{text}</p> })}
    }
    .into_any()
}

/// One tile a way of paying.
pub fn method_tiles(field: &str, offered: &[Method], required: bool, typed: &Typed, w: &Words) -> AnyView {
    let only = offered.len() == 1;
    let tiles = offered
        .iter()
        .copied()
        .map(|method| {
            let checked = only || typed.chose(field, method.as_str());
            let (icon, text) = (bits::method_icon(method), bits::method_choice(w, method));
            view! { <label><input type="radio" name=field.to_owned() value=method.as_str() checked=checked required=required/><span><Icon name=icon/>{text}</span></label> }
        })
        .collect_view();
    let class = if typed.error(field).is_some() { "field bad" } else { "field" };
    view! {
        <fieldset class=class>
            <legend>{w.t("orders-method")}</legend>
            <div class="kinds two">{tiles}</div>
            {error_line(field, typed, w)}
        </fieldset>
    }
    .into_any()
}

pub fn name_field(how: How, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let hint = match how {
        How::Stall | How::Sold => "orders-name-hint-stall",
        How::Keep | How::Deliver | How::Send => "orders-name-hint-keep",
    };
    let field = Text { hint, autocomplete: "given-name", max: 60, ..Text::new("name", "orders-name") };
    text_field(field, typed, w)
}

pub fn small_print(how: How, checkout: &Checkout, w: &Words) -> AnyView {
    let privacy = routes::privacy(w.lang, Some(&checkout.shop.regency_slug));
    let text = match how {
        How::Stall | How::Sold => w.t("orders-small-stall"),
        How::Keep | How::Deliver | How::Send => {
            w.with("orders-small-keep", &[("days", checkout.shop.times.remembered_days.into())])
        }
    };
    view! { <p class="soft small">{text}" "<a href=privacy>{w.t("core-privacy")}</a></p> }.into_any()
}
