//! The whole table as the text of a file: pasted back it replaces the table. What was typed stays, whatever is wrong.

use leptos::prelude::*;

use super::form::back;
use super::{Desk, IMPORT};
use crate::backend::Backend;
use crate::form::Typed;
use crate::orders::shipping::tariff::FIELDS;
use crate::page::Page;
use crate::ui::field::{Text, key_field, text_area, tick};
use crate::ui::notice::form_notice;
use crate::words::{Arg, Words};

/// Most characters of the text.
pub const LONGEST: u16 = 30_000;

/// The form; `wrong` holds what is wrong, line by line, and `now` is the table as a file.
pub fn import(b: &Backend, desk: Desk, mut typed: Typed, now: String, wrong: Vec<String>) -> Page {
    let (w, key) = (b.words(), b.key(IMPORT));
    typed.default_to("table", now);
    let action = if desk.officer { desk.part("import") } else { desk.home() };
    Page::new(b.t("orders-shipping-import"), desk.frame(&b.visit.words), move || {
        let count = i64::try_from(desk.table.services.len()).unwrap_or_default();
        let sure = w.with("orders-shipping-import-sure", &[("count", Arg::from(count))]);
        let table = Text { max: LONGEST, required: true, ..Text::new("table", "orders-shipping-import-table") };
        view! {
            {back(&desk, &w)}
            <h1 class="name big">{w.t("orders-shipping-import")}</h1>
            <p class="soft">{w.t("orders-shipping-import-lead")}</p>
            <p class="soft small">{FIELDS.join(", ")}</p>
            <form class="stack part" method="post" action=action>
                {form_notice(&typed, &w)}
                {list(wrong)}
                {key_field(key)}
                <input type="hidden" name="version" value=typed.version(desk.table.version).to_string()/>
                {text_area(table, 14, &typed, &w)}
                {tick("sure", "yes", sure, &typed, &w)}
                <button class="btn main">{w.t("orders-shipping-import-do")}</button>
            </form>
        }
    })
}

fn list(wrong: Vec<String>) -> Option<AnyView> {
    let lines = wrong.into_iter().map(|line| view! { <li class="err">{line}</li> }).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| view! { <ul class="plain" role="alert">{lines}</ul> }.into_any())
}

/// `Line 3, next_price: ...`
pub fn wrong_line(line: u64, field: &str, text: &str, w: &Words) -> String {
    let line = Arg::from(line.to_string());
    w.with("orders-shipping-import-line", &[("line", line), ("field", field.into()), ("text", text.into())])
}
