//! What happened to an order: below the artisan's order, and for the office by the order's code.

use leptos::prelude::*;

use super::{bits, told};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::trail::{self, Seen, SeenPart, Step};
use crate::page::{Frame, Page};
use crate::regions::full_name;
use crate::routes;
use crate::time::Zone;
use crate::ui::field::{Text, text_field};
use crate::ui::notice::{Tone, note};
use crate::words::Words;

/// The steps, folded away.
pub fn folded(steps: Vec<Step>, zone: Zone, w: &Words) -> AnyView {
    view! {
        <details class="more">
            <summary>{w.t("orders-trail-title")}</summary>
            {list(steps, zone, w)}
        </details>
    }
    .into_any()
}

/// Oldest first: when, what, who.
fn list(steps: Vec<Step>, zone: Zone, w: &Words) -> AnyView {
    let lines = steps
        .into_iter()
        .filter_map(|step| {
            let (_, key) = trail::action(step.action)?;
            let (when, who) = (w.moment(step.at, zone), w.t(step.who.key()));
            let shop = step.shop.map(|shop| format!(", {shop}")).unwrap_or_default();
            let amount = step.amount.map(|amount| format!(": {}", w.money(amount))).unwrap_or_default();
            let what = format!("{}{shop}{amount}", w.t(key));
            Some(view! { <li><span>{what}<br/><span class="soft small">{when}", "{who}</span></span></li> })
        })
        .collect_view();
    view! { <ol class="plain">{lines}</ol> }.into_any()
}

/// `/office/{slug}/orders?code=`: an order somebody asks the office about.
pub async fn looked_up(b: &Backend, mut typed: Typed) -> Result<Page, AppError> {
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let asked = typed.get("code").to_owned();
    let seen = if asked.is_empty() { None } else { b.orders.seen_by_office(&regency.id, &asked).await? };
    if seen.is_none() && !asked.is_empty() {
        typed.wrong("code", "orders-office-unknown");
    }
    let w = b.words();
    let title = w.t("orders-office-title");
    let frame = Frame::Office { regency: full_name(&regency.name, &w), slug: regency.slug.clone(), tab: "orders" };
    let (action, zone) = (routes::office_orders(&regency.slug), regency.zone);
    let heading = title.clone();
    Ok(Page::new(title, frame, move || {
        let field =
            Text { hint: "orders-office-hint", max: 12, required: true, ..Text::new("code", "orders-office-code") };
        view! {
            <h1 class="name big">{heading}</h1>
            <form class="stack part page narrow" method="get" action=action>
                {text_field(field, &typed, &w)}
                <button class="btn main">{w.t("orders-office-look")}</button>
            </form>
            {seen.map(|seen| order(seen, zone, &w))}
        }
    }))
}

fn order(seen: Seen, zone: Zone, w: &Words) -> AnyView {
    let Seen { code, parts, steps } = seen;
    let parts = parts.into_iter().map(|one| part(one, w)).collect_view();
    view! {
        <section class="part" aria-labelledby="order">
            <h2 id="order">{w.with("orders-mine-title", &[("code", code.into())])}</h2>
            <ul class="plain">{parts}</ul>
            {note(Tone::Plain, w.t("orders-office-privacy"))}
            <h3 class="part">{w.t("orders-trail-title")}</h3>
            {list(steps, zone, w)}
        </section>
    }
    .into_any()
}

fn part(part: SeenPart, w: &Words) -> AnyView {
    let (chip, word) = told::artisan(part.status, false, w);
    let (chip, method, amount) = (format!("state {chip}"), bits::method(w, part.method), w.money(part.amount));
    view! { <li><span><b>{part.shop}</b><br/><span class=chip>{word}</span><br/><span class="soft">{amount}", "{method}</span></span></li> }
        .into_any()
}
