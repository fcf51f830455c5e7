//! The field of a price, wherever one is typed.

use leptos::prelude::*;

use crate::catalogue::rules::typed::price_choices;
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
    /// Where it may mean two things, the buttons' name and what each sends.
    pub answer: (&'static str, fn(Money) -> String),
}

/// The price, and where it may mean two things the two as buttons that keep what was typed.
pub fn price_field(asked: Asked, typed: &Typed, w: &Words) -> AnyView {
    let Asked { label, last, answer: (name, value) } = asked;
    let wrong = typed.error("price").is_some();
    let choices = if wrong { price_choices(typed.get("price")) } else { Vec::new() };
    let buttons = choices
        .into_iter()
        .map(|price| view! { <button class="btn line" name=name value=value(price)>{w.money(price)}</button> })
        .collect_view();
    let asked = !buttons.is_empty();
    let last = last.map(|price| w.with("catalogue-price-last", &[("price", w.money(price).into())]));
    let described = if wrong { Some("price-err") } else { last.is_some().then_some("price-last") };
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <p class="twin">
                <label for="price">{w.t(label)}</label>
                {last.map(|text| view! { <span id="price-last" class="soft small">{text}</span> })}
            </p>
            <div class="rp">
                <span>"Rp"</span>
                <input type="text" id="price" name="price" inputmode="decimal" autocomplete="off" maxlength="40"
                    value=typed.get("price").to_owned() autofocus=wrong aria-invalid=wrong.then_some("true") aria-describedby=described/>
            </div>
            {error_line("price", typed, w)}
            {asked.then(|| view! { <div class="acts even after" role="group" aria-label=w.t("catalogue-price-choose")>{buttons}</div> })}
        </div>
    }
    .into_any()
}
