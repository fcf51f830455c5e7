//! The officer's pages: the summary of a period, and the shops with what they miss.

mod charts;
mod shops;
mod tables;
mod words;

use leptos::prelude::*;

use super::People;
use super::rules::{Figures, Period, Scans};
use crate::backend::{Backend, Desk};
use crate::error::AppError;
use crate::page::{Frame, Page};
use crate::regions::{Regency, full_name};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::words::{Arg, Words};

pub use shops::shops;

/// The officer's regency and the frame of her pages.
async fn room(b: &Backend, tab: &'static str) -> Result<(Regency, Frame), AppError> {
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let frame = Frame::Office { regency: full_name(&regency.name, &b.visit.words), slug: regency.slug.clone(), tab };
    Ok((regency, frame))
}

/// `/office/{slug}?period=2026-10`
pub async fn summary(b: &Backend, period: &str) -> Result<Page, AppError> {
    let (regency, frame) = room(b, "summary").await?;
    let people = b.monitoring.people(&regency.id).await?;
    let figures = b.monitoring.figures(&regency).await?;
    let (w, now, desk) = (b.words(), b.visit.now, b.actor()?.desk);
    let chosen = figures.as_ref().and_then(|figures| figures.chosen(period));
    let title = match (&figures, chosen) {
        (Some(figures), Some(at)) => format!("{}, {}", regency.short_name(), words::period(&figures.periods[at], &w)),
        _ => full_name(&regency.name, &w),
    };
    Ok(Page::new(title, frame, move || {
        let until = w.moment(now, regency.zone);
        let foot = w.with("monitoring-until", &[("moment", until.into())]);
        let body = match (figures, chosen) {
            (Some(figures), Some(at)) => whole(&regency, &people, &figures, at, &w),
            (figures, _) => too_few(&regency, &people, figures.is_some(), &w),
        };
        view! { {waits(desk, &regency.slug, &w)} {body} <hr class="stitch"/><p class="soft small">{foot}</p> }
    }))
}

/// What waits for her on other pages, above everything.
fn waits(desk: Desk, slug: &str, w: &Words) -> Option<AnyView> {
    let line = |count: i64, href: String, key: &'static str| {
        let text = w.with(key, &[("count", count.into())]);
        (count > 0).then(|| view! { <li><a class="state mind tap" href=href>{text}</a></li> })
    };
    let lines = [
        line(desk.alarms, routes::office_alarms(slug), "monitoring-waits-alarms"),
        line(desk.missing, routes::office_payouts(slug), "monitoring-waits-missing"),
    ];
    let any = lines.iter().any(Option::is_some);
    any.then(|| view! { <ul class="waits">{lines.into_iter().flatten().collect_view()}</ul> }.into_any())
}

/// A regency whose figures would tell of single shops: people and pieces only.
fn too_few(regency: &Regency, people: &People, enough_shops: bool, w: &Words) -> AnyView {
    let (title, text) = if enough_shops {
        ("monitoring-few-sales-title", "monitoring-few-sales-text")
    } else {
        ("monitoring-few-title", "monitoring-few-text")
    };
    view! {
        <h1 class="lead">{w.t(title)}</h1>
        <div class="blank part">
            <Drawing name=Draw::Desk/>
            <p class="soft">{w.t(text)}</p>
            <a class="btn main" href=routes::office_invitations(&regency.slug)><Icon name=Ico::Invite/>{w.t("monitoring-invite")}</a>
        </div>
        <section class="part"><h2>{w.t("monitoring-people")}</h2><dl class="figs after">{people_figures(people, w)}</dl></section>
        {download(regency, None, w)}
    }
    .into_any()
}

fn whole(regency: &Regency, people: &People, figures: &Figures, at: usize, w: &Words) -> AnyView {
    let period = &figures.periods[at];
    let held_back = figures
        .held_back
        .map(|month| note(Tone::Plain, w.with("monitoring-held-back", &[("month", words::month(month, w).into())])));
    view! {
        {choose(regency, figures, at, w)}
        {lead(period, w)}
        <div class="cols two part">
            {charts::income(figures, at, w)}
            {charts::per_hundred(period, w)}
        </div>
        <section class="part">
            <h2>{w.t("monitoring-figures")}</h2>
            <dl class="figs after">{period_figures(period, w)}{people_figures(people, w)}</dl>
        </section>
        {tables::villages(period, w)}
        {tables::months(figures, w)}
        {held_back}
        <div class="cols two part">
            {tables::channels(figures, w)}
            {tables::methods(figures, w)}
        </div>
        {download(regency, Some(period.last.key()), w)}
    }
    .into_any()
}

/// The period and the way to its neighbours.
fn choose(regency: &Regency, figures: &Figures, at: usize, w: &Words) -> AnyView {
    let link = |at: Option<usize>, icon: Ico| {
        let period = at.and_then(|at| figures.periods.get(at))?;
        let href = format!("{}?period={}", routes::office(&regency.slug), period.last.key());
        Some(view! { <a class="icon" href=href aria-label=words::period(period, w)><Icon name=icon/></a> })
    };
    view! {
        <p class="row when">
            {link(at.checked_sub(1), Ico::Back)}
            <b>{words::period(&figures.periods[at], w)}</b>
            {link(Some(at + 1), Ico::Next)}
        </p>
    }
    .into_any()
}

/// The sentence: how many shops were paid how much for how many orders.
fn lead(period: &Period, w: &Words) -> AnyView {
    let key = match (period.sellers, period.running) {
        (0, _) => "monitoring-lead-none",
        (_, true) => "monitoring-lead-running",
        (_, false) => "monitoring-lead",
    };
    let args: [(&str, Arg); 4] = [
        ("period", words::period(period, w).into()),
        ("shops", words::count(period.sellers, w).into()),
        ("orders", w.number(period.sum.orders).into()),
        ("income", words::money(period.sum.minor, w).into()),
    ];
    view! { <h1 class="lead">{w.with(key, &args)}</h1> }.into_any()
}

/// One figure with its definition one tap away.
fn figure(name: &str, value: String, how: &str, w: &Words) -> AnyView {
    view! {
        <div>
            <dt>{w.t(name)}</dt>
            <dd class="n">{value}</dd>
            <dd>
                <details class="how">
                    <summary><Icon name=Ico::Info/>{w.t("monitoring-how")}<span class="hide">": "{w.t(name)}</span></summary>
                    <p>{w.t(how)}</p>
                </details>
            </dd>
        </div>
    }
    .into_any()
}

fn period_figures(period: &Period, w: &Words) -> AnyView {
    let scans = match period.scans {
        Scans::Own(visits) => w.number(visits),
        Scans::Since(_, visits) => w.with("monitoring-joined-before", &[("scans", w.number(visits).into())]),
        Scans::Later => w.t("monitoring-joined"),
    };
    view! {
        {figure("monitoring-income", words::money(period.sum.minor, w), "monitoring-how-income", w)}
        {figure("monitoring-orders", w.number(period.sum.orders), "monitoring-how-orders", w)}
        {figure("monitoring-scans", scans, "monitoring-how-scans", w)}
    }
    .into_any()
}

fn people_figures(people: &People, w: &Words) -> AnyView {
    view! {
        {figure("monitoring-invited", w.number(people.invited), "monitoring-how-invited", w)}
        {figure("monitoring-enrolled", w.number(people.enrolled), "monitoring-how-enrolled", w)}
        {figure("monitoring-published", w.number(people.published), "monitoring-how-published", w)}
        {figure("monitoring-active", w.number(people.active), "monitoring-how-active", w)}
        {figure("monitoring-products", w.number(people.products), "monitoring-how-products", w)}
    }
    .into_any()
}

fn download(regency: &Regency, period: Option<String>, w: &Words) -> AnyView {
    view! {
        <p class="acts part">
            <a class="btn line" href=routes::office_figures(&regency.slug, period.as_deref())><Icon name=Ico::Download/>{w.t("monitoring-download")}</a>
        </p>
    }
    .into_any()
}
