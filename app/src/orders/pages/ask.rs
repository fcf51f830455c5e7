//! Asks the artisan why, before she declines or cancels: five sentences to tap, and room for her own words.

use leptos::prelude::*;

use super::bits;
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::rules::plan::Act;
use crate::orders::rules::{LONGEST_TEXT, REASONS};
use crate::page::{Frame, Page};
use crate::payments::rules::Who;
use crate::routes;
use crate::ui::field::{Text, error_line, key_field, text_area};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// `GET /studio/orders/{code}/decline` and `/cancel`. `Conflict` when it cannot be done any more.
pub async fn ask(b: &Backend, code: &str, act: Act, typed: Typed) -> Result<Page, AppError> {
    let shop = b.shop()?.clone();
    let sheet = b.orders.by_code(&shop, code).await?;
    if !sheet.standing().may(Who::Artisan, act, b.visit.now) {
        return Err(AppError::conflict("orders-no-other"));
    }
    let w = b.words();
    let (title, button, path) = match act {
        Act::Decline => (w.t("orders-decline-title"), w.t("orders-decline-do"), "decline"),
        _ => (w.t("orders-cancel-title"), w.t("orders-cancel-do"), "cancel"),
    };
    let back = routes::studio_order(&sheet.code);
    let action = format!("{back}/{path}");
    let key = b.key(&bits::form_name(path, &sheet));
    let arrived = sheet.arrived();
    // What goes back to a card is nothing she has to do.
    let (tone, owed) = match sheet.came_by_card() {
        true => (Tone::Plain, "orders-cancel-to-card"),
        false => (Tone::Madder, "orders-cancel-owed"),
    };
    let owed = (arrived.minor > 0).then(|| note(tone, w.with(owed, &[("amount", w.money(arrived).into())])));
    let frame = Frame::Studio { band: b.actor()?.band, back: Some(back), heading: title.clone(), dock: None };
    Ok(Page::new(title, frame, move || {
        view! {
            <form class="ask" method="post" action=action>
                {key_field(key)}
                <input type="hidden" name="arrived" value=arrived.minor.to_string()/>
                {form_notice(&typed, &w)}
                {owed}
                {reasons(&typed, &w)}
                {text_area(Text { max: LONGEST_TEXT, ..Text::new("text", "orders-reason-text") }, 3, &typed, &w)}
                <p class="soft small">{w.t("orders-for-good")}</p>
                <div class="bar one"><button class="btn line no wide">{button}</button></div>
            </form>
        }
    }))
}

fn reasons(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let ticks = REASONS
        .into_iter()
        .map(|reason| {
            let text = match reason {
                "sold" => w.t("orders-why-sold"),
                "unfinished" => w.t("orders-why-unfinished"),
                "away" => w.t("orders-why-away"),
                "damaged" => w.t("orders-why-damaged"),
                _ => w.t("orders-why-other"),
            };
            let checked = typed.chose("reason", reason);
            view! { <label class="tick"><input type="radio" name="reason" value=reason checked=checked required/><span>{text}</span></label> }
        })
        .collect_view();
    let class = if typed.error("reason").is_some() { "field bad" } else { "field" };
    view! {
        <fieldset class=class>
            <legend>{w.t("orders-why")}</legend>
            {ticks}
            {error_line("reason", typed, w)}
        </fieldset>
    }
}
