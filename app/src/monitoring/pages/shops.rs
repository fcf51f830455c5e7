//! The shops of the regency and what each misses: states, never amounts or counts.

use leptos::prelude::*;

use super::room;
use crate::backend::{Backend, Visit};
use crate::error::AppError;
use crate::monitoring::{MoneyChange, Need, ShopLine};
use crate::page::Page;
use crate::regions::Regency;
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};
use crate::ui::pager::pager;
use crate::words::{Arg, Words};

/// `/office/{slug}/shops`
pub async fn shops(b: &Backend, page: i64) -> Result<Page, AppError> {
    let (regency, frame) = room(b, "shops").await?;
    let (lines, paging) = b.monitoring.shops(&regency.id, page).await?;
    let changes = if paging.page == 1 { b.monitoring.money_changes(&regency.id).await? } else { Vec::new() };
    let (w, visit) = (b.words(), b.visit.clone());
    Ok(Page::new(b.t("monitoring-shops-title"), frame, move || {
        let slug = regency.slug.clone();
        let address = move |page: i64| format!("{}?page={page}", routes::office_shops(&slug));
        let list = if lines.is_empty() {
            nobody(&regency, &w).into_any()
        } else {
            let lines = lines.into_iter().map(|line| shop(&regency, line, &visit)).collect_view();
            view! { <ul class="needs">{lines}</ul> }.into_any()
        };
        view! {
            <h1 class="name big">{w.t("monitoring-shops-title")}</h1>
            <p class="soft">{w.t("monitoring-shops-lead")}</p>
            {list}
            {pager(paging, &address, &w)}
            {(!changes.is_empty()).then(|| money_changes(&regency, changes, &w))}
        }
    }))
}

fn nobody(regency: &Regency, w: &Words) -> AnyView {
    view! {
        <div class="blank part">
            <Drawing name=Draw::Letter/>
            <p class="soft">{w.t("monitoring-shops-none")}</p>
            <a class="btn main" href=routes::office_invitations(&regency.slug)><Icon name=Ico::Invite/>{w.t("monitoring-invite")}</a>
        </div>
    }
    .into_any()
}

fn shop(regency: &Regency, line: ShopLine, visit: &Visit) -> AnyView {
    let w = &visit.words;
    let write = (!line.needs.is_empty()).then(|| write(regency, &line, visit));
    let (first, rest) = match line.needs.split_first() {
        Some((first, rest)) => (Some(*first), rest.to_vec()),
        None => (None, Vec::new()),
    };
    let state = first.map_or_else(
        || view! { <span class="state paid">{w.t("monitoring-need-none")}</span> }.into_any(),
        |need| {
            let class = if need.is_urgent() { "state mind" } else { "state wait" };
            view! { <span class=class>{sentence(need, w)}</span> }.into_any()
        },
    );
    let rest: Vec<String> = rest.into_iter().map(|need| sentence(need, w)).collect();
    let search: String = percent(&line.artisan);
    let href = format!("{}?q={search}", routes::office_devices(&regency.slug));
    let link = w.with("monitoring-device-for", &[("name", (&line.artisan).into())]);
    view! {
        <li>
            {state}
            <span>
                <b>{line.shop}</b>", "{line.village}
                <span class="soft">" · "{line.artisan}</span>
                {(!rest.is_empty()).then(|| view! { <br/><span class="soft small">{rest.join(" · ")}</span> })}
            </span>
            <span class="acts">
                {write}
                <a class="btn quiet" href=href aria-label=link><Icon name=Ico::Phone/>{w.t("monitoring-device")}</a>
            </span>
        </li>
    }
    .into_any()
}

/// A word of help to the number the office knows, in her language.
fn write(regency: &Regency, line: &ShopLine, visit: &Visit) -> Option<AnyView> {
    let phone = line.phone.as_ref()?;
    let officer = visit.actor.as_ref().map(|actor| actor.name.clone()).unwrap_or_default();
    let text = visit.words.in_lang(line.lang).with(
        "monitoring-write-text",
        &[("name", (&line.artisan).into()), ("officer", officer.into()), ("regency", (&regency.name).into())],
    );
    let href = routes::whatsapp(visit, phone.wa_me_digits(), &text);
    let label = visit.words.with("monitoring-write-to", &[("name", (&line.artisan).into())]);
    Some(view! { <a class="btn line" href=href rel="noopener" aria-label=label><Icon name=Ico::Chat/>{visit.words.t("monitoring-write")}</a> }.into_any())
}

/// Letters, digits and the rest as `%XX`, for a query.
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn sentence(need: Need, w: &Words) -> String {
    match need {
        Need::OrderWaits(days) => w.with(need.key(), &[("days", Arg::Number(days))]),
        other => w.t(other.key()),
    }
}

fn money_changes(regency: &Regency, changes: Vec<MoneyChange>, w: &Words) -> AnyView {
    let zone = regency.zone;
    let lines = changes
        .into_iter()
        .map(|change| {
            let mut what = changed(&change, w);
            what.extend(change.waits.then(|| w.t("monitoring-change-waits")));
            let what = what.join(", ");
            view! { <li><b>{change.shop}</b>": "{what}<span class="soft">" · "{w.moment(change.at, zone)}</span></li> }
        })
        .collect_view();
    view! {
        <section class="part">
            <h2>{w.t("monitoring-money-changes")}</h2>
            <p class="soft">{w.t("monitoring-money-changes-what")}</p>
            <ul class="prose">{lines}</ul>
        </section>
    }
    .into_any()
}

fn changed(change: &MoneyChange, w: &Words) -> Vec<String> {
    let onoff = |now: Option<bool>, on: &'static str, off: &'static str| now.map(|now| w.t(if now { on } else { off }));
    let mut said: Vec<String> = [
        change.code.then(|| w.t("monitoring-change-code")),
        change.account.then(|| w.t("monitoring-change-account")),
        onoff(change.qris, "monitoring-change-qris-on", "monitoring-change-qris-off"),
        onoff(change.cash, "monitoring-change-cash-on", "monitoring-change-cash-off"),
        onoff(change.transfer, "monitoring-change-transfer-on", "monitoring-change-transfer-off"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if said.is_empty() {
        said.push(w.t("monitoring-change-other"));
    }
    said
}
