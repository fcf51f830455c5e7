//! Asking before there is anything to pay: "send it to me", "bring it to me", and what is made to order. The same
//! form and door as a checkout, without a way of paying.

use leptos::prelude::*;

use super::super::unpaid::unpaid;
use super::super::{abroad, bits};
use super::{FORM, back_to_piece, came_back, cannot, fields, piece};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::rules::How;
use crate::orders::rules::enquiry::{LONGEST_WISH, SILENCE_MS};
use crate::orders::{Checkout, Kind};
use crate::page::Page;
use crate::routes;
use crate::time::DAY_MS;
use crate::ui::field::{Text, error_line, key_field, text_area, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::form_notice;
use crate::words::Words;

/// `/{lang}/checkout?how=send`, `deliver`, and of what is made to order also `keep`.
pub async fn ask(b: &Backend, checkout: Checkout, how: How, mut typed: Typed) -> Result<Page, AppError> {
    let w = b.words();
    let mut offered = checkout.enquiries();
    let why_not = checkout.why_not(how);
    if let Some(why) = &why_not {
        if offered.is_empty() && !came_back(b) {
            return Ok(cannot(b, &checkout, why));
        }
        // What was typed stays; another way is chosen by hand, never for her.
        typed.wrong("how", why.clone());
        if offered.is_empty() {
            offered.push(how);
        }
    }
    let back = why_not.map(|_| back_to_piece(b, &checkout));
    let unpaid = unpaid(b, &typed).await?;
    let made = checkout.piece.kind == Kind::MadeToOrder;
    let title = w.t(match (made, how) {
        (true, _) => "orders-ask-made-title",
        (false, How::Deliver) => "orders-ask-deliver-title",
        (false, _) => "orders-ask-send-title",
    });
    let days = SILENCE_MS / DAY_MS;
    let what = w.with("orders-ask-text", &[("name", (&checkout.shop.owner).into()), ("days", days.into())]);
    let frame = bits::frame(b.lang(), &checkout.shop);
    let (key, action) = (b.key(FORM), format!("/{}/checkout", b.lang().code()));
    let at = routes::checkout(b.lang(), &checkout.piece.code, how.as_str(), typed.get("via") == "q");
    let heading = title.clone();
    let page = Page::new(title, frame, move || {
        view! {
            <div class="page narrow">
                <div class="stack opening">
                    <h1 class="name big">{heading}</h1>
                    <p>{what}</p>
                </div>
                {form_notice(&typed, &w)}
                {unpaid}
                {piece(&checkout, &w)}
                <form class="form enquiry" method="post" action=action>
                    {key_field(key)}
                    {fields::about(&checkout, &typed)}
                    {hows(&offered, how, &typed, &w)}
                    {(checkout.piece.kind != Kind::Unique).then(|| fields::quantity(&checkout, &typed, &w))}
                    {wish(made, &typed, &w)}
                    {where_to(&offered, how, &typed, &w)}
                    {offered.iter().any(|how| *how != How::Send).then(|| view! { <div class="if-here">{leaves(&typed, &w)}</div> })}
                    {fields::contact(&typed, true, &w)}
                    {fields::name_field(How::Keep, &typed, &w)}
                    {fields::small_print(How::Keep, &checkout, &w)}
                    <div class="bar one"><button class="btn main wide">{w.t("orders-ask-do")}</button></div>
                </form>
                {back}
            </div>
        }
    })
    .noindex();
    Ok(if came_back(b) { page.opens_at(at) } else { page })
}

/// How it gets there: a choice where there is one.
fn hows(offered: &[How], how: How, typed: &Typed, w: &Words) -> AnyView {
    if *offered == [how] {
        return view! { <input type="hidden" name="how" value=how.as_str()/>{error_line("how", typed, w)} }.into_any();
    }
    let tiles = offered
        .iter()
        .map(|one| {
            let (icon, text) = how_tile(*one, w);
            let checked = *one == how;
            view! { <label><input type="radio" class=one.as_str() name="how" value=one.as_str() checked=checked required/><span><Icon name=icon/>{text}</span></label> }
        })
        .collect_view();
    let class = if typed.error("how").is_some() { "field bad" } else { "field" };
    view! {
        <fieldset class=class>
            <legend>{w.t("orders-how")}</legend>
            <div class="kinds">{tiles}</div>
            {error_line("how", typed, w)}
        </fieldset>
    }
    .into_any()
}

/// The drawing and the words of a way of getting it.
pub fn how_tile(how: How, w: &Words) -> (Ico, String) {
    match how {
        How::Stall | How::Sold => (Ico::Shop, w.t("orders-how-stall")),
        How::Keep => (Ico::Hourglass, w.t("orders-how-keep")),
        How::Deliver => (Ico::Place, w.t("orders-how-deliver")),
        How::Send => (Ico::Parcel, w.t("orders-how-send")),
    }
}

fn wish(made: bool, typed: &Typed, w: &Words) -> AnyView {
    let hint = if made { "orders-wish-hint-made" } else { "orders-wish-hint" };
    text_area(Text { hint, max: LONGEST_WISH, ..Text::new("wish", "orders-wish") }, 3, typed, w).into_any()
}

/// The address of a parcel, or the homestay: both stand there where both are offered, and the choice hides one.
fn where_to(offered: &[How], how: How, typed: &Typed, w: &Words) -> AnyView {
    let several = *offered != [how];
    // What was typed stays where its way is not offered any more.
    let there = |one: How| offered.contains(&one) || how == one;
    let sends = there(How::Send).then(|| {
        let class = if several { "if-send stack" } else { "stack" };
        view! { <div class=class>{address(typed, !several, w)}</div> }
    });
    let delivers = there(How::Deliver).then(|| {
        let class = if several { "if-deliver" } else { "" };
        view! { <div class=class>{stay(typed, w)}</div> }
    });
    view! { {sends} {delivers} }.into_any()
}

/// Name, street and country of a parcel.
pub fn address(typed: &Typed, required: bool, w: &Words) -> impl IntoView + use<> {
    let name = Text { autocomplete: "name", max: 60, required, ..Text::new("to_name", "orders-to-name") };
    let street = Text {
        hint: "orders-to-street-hint",
        autocomplete: "street-address",
        max: 300,
        required,
        ..Text::new("to_street", "orders-to-street")
    };
    let phone = Text {
        hint: "orders-to-phone-hint",
        kind: "tel",
        autocomplete: "tel",
        max: 24,
        ..Text::new("to_phone", "orders-to-phone")
    };
    view! {
        {abroad::destination(typed, w)}
        {text_field(name, typed, w)}
        {text_area(street, 3, typed, w)}
        {text_field(phone, typed, w)}
        {abroad::before_asking(w)}
    }
}

/// Where the guest stays.
pub fn stay(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    text_field(Text { hint: "orders-stay-hint", max: 300, ..Text::new("stay", "orders-stay") }, typed, w)
}

/// When she leaves, where no time to fetch anything hangs on it: nothing is promised for a day after that.
pub fn leaves(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let field = Text { hint: "orders-leaving-hint", kind: "date", ..Text::new("leaving", "orders-leaving") };
    text_field(field, typed, w)
}
