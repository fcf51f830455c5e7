//! The field of a price, wherever one is typed.

use leptos::prelude::*;

use crate::catalogue::rules::typed::{price_choices, price_text, typed_price};
use crate::form::Typed;
use crate::money::Money;
use crate::ui::field::error_line;
use crate::words::Words;

/// What is asked.
pub struct Asked {
    /// The key of its label.
    pub label: &'static str,
    /// The price of the piece before, as a hint.
    pub last: Option<Money>,
    /// The price that stands in the field unless another was typed.
    pub had: Option<Money>,
}

/// The price, and where it may mean two things the two as buttons that keep what was typed. What she chose of them
/// stands there from then on and is not asked about twice, whatever else the form comes back for.
pub fn price_field(asked: Asked, typed: &Typed, w: &Words) -> AnyView {
    let Asked { label, last, had } = asked;
    let wrong = typed.error("price").is_some();
    let read = typed_price(typed);
    let choices = if wrong && read.is_err() { price_choices(typed.get("price")) } else { Vec::new() };
    let chosen = read.ok().flatten().filter(|_| typed.has("price_is"));
    let text = chosen.map_or_else(|| typed.get("price").to_owned(), price_text);
    let had = match chosen {
        None if typed.has("price_had") => typed.get("price_had").to_owned(),
        chosen => chosen.or(had).map(|price| price.minor.to_string()).unwrap_or_default(),
    };
    let buttons = choices
        .into_iter()
        .map(|price| view! { <button class="btn line" name="price_is" value=price.minor.to_string()>{w.money(price)}</button> })
        .collect_view();
    let asked = !buttons.is_empty();
    let last = last.map(|price| w.with("catalogue-price-last", &[("price", w.money(price).into())]));
    let described = if wrong { Some("price-err") } else { last.is_some().then_some("price-last") };
    view! {
        // The return key presses the first button: it answers nothing by itself, and says nothing of how it was paid.
        <button class="hide" tabindex="-1" aria-hidden="true"></button>
        <div class=if wrong { "field bad" } else { "field" }>
            <p class="twin">
                <label for="price">{w.t(label)}</label>
                {last.map(|text| view! { <span id="price-last" class="soft small">{text}</span> })}
            </p>
            {(!had.is_empty()).then(|| view! { <input type="hidden" name="price_had" value=had/> })}
            <div class="rp">
                <span>"Rp"</span>
                <input type="text" id="price" name="price" inputmode="decimal" autocomplete="off" maxlength="40"
                    value=text autofocus=wrong aria-invalid=wrong.then_some("true") aria-describedby=described/>
            </div>
            {error_line("price", typed, w)}
            {asked.then(|| view! { <div class="acts even after" role="group" aria-label=w.t("catalogue-price-choose")>{buttons}</div> })}
        </div>
    }
    .into_any()
}
