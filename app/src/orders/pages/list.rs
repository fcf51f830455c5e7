//! `/studio/orders`: what is open and what is done, page by page.

use leptos::prelude::*;

use super::{bits, told};
use crate::backend::Backend;
use crate::error::AppError;
use crate::orders::{Row, Which};
use crate::page::{Dock, Frame, Page};
use crate::routes;
use crate::time::Zone;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};
use crate::ui::pager::pager;
use crate::words::Words;

/// The list.
pub async fn list(b: &Backend, which: Which, page: i64) -> Result<Page, AppError> {
    let shop = b.shop()?.clone();
    let rows = b.orders.list(&shop, which, page).await?;
    let waiting = b.orders.waiting(&shop, &b.actor()?.account).await?;
    let zone = b.orders.counter(&shop).await?.zone;
    let (w, now) = (b.words(), b.visit.now);
    let title = w.t("orders-list-title");
    let frame = Frame::Studio { band: b.actor()?.band, back: None, heading: title.clone(), dock: Some(Dock::Orders) };
    let pages = pager(rows.paging, &|page| address(which, page), &w);
    Ok(Page::new(title, frame, move || {
        let empty = rows.rows.is_empty().then(|| nothing(which, &w));
        let lines = rows.rows.into_iter().map(|row| view! { <li>{line(&row, zone, now, &w)}</li> }).collect_view();
        view! {
            {tabs(which, &w)}
            {empty}
            <ul class="list">{lines}</ul>
            {pages}
            {(which == Which::Open).then(|| packing(&w))}
        }
    })
    .waiting(waiting.count))
}

/// The list to be printed.
fn packing(w: &Words) -> impl IntoView + use<> {
    let href = routes::STUDIO_PACKING;
    view! { <p class="part"><a class="btn line wide" href=href><Icon name=Ico::Printer/>{w.t("orders-papers-packing-title")}</a></p> }
}

fn address(which: Which, page: i64) -> String {
    match which {
        Which::Open => format!("{}?page={page}", routes::STUDIO_ORDERS),
        Which::Done => format!("{}?show=done&page={page}", routes::STUDIO_ORDERS),
    }
}

fn tabs(which: Which, w: &Words) -> AnyView {
    let links = [(Which::Open, w.t("orders-list-open")), (Which::Done, w.t("orders-list-done"))]
        .into_iter()
        .map(|(tab, text)| {
            let current = (tab == which).then_some("page");
            view! { <a href=address(tab, 1) aria-current=current>{text}</a> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=w.t("orders-list-which")>{links}</nav> }.into_any()
}

/// One order in a row that leads to it.
pub fn line(row: &Row, zone: Zone, now: i64, w: &Words) -> AnyView {
    let (chip, word) = told::artisan(row.status, row.late, w);
    let chip = format!("state {chip}");
    let photo = bits::square(row.photo.as_deref(), 56);
    let when = second_line(row, zone, now, w);
    // Two orders of one piece are told apart by who asked.
    let who = if row.buyer.is_empty() { row.code.clone() } else { row.buyer.clone() };
    let href = routes::studio_order(&row.code);
    let (name, amount) = (named(row, w), w.money(row.amount()));
    view! {
        <a class="line-card" href=href>
            {photo}
            <span><b>{name}</b><br/><span class=chip>{word}</span><br/><span class="soft">{amount}" · "{who}</span><br/><span class="soft">{when}</span></span>
            <Icon name=Ico::Next/>
        </a>
    }
    .into_any()
}

/// The piece, how many of it, and how many others.
pub fn named(row: &Row, w: &Words) -> AnyView {
    bits::title(row.quantity, &row.name, row.lang, row.more, w)
}

/// Until when it is kept, or when it was ordered.
fn second_line(row: &Row, zone: Zone, now: i64, w: &Words) -> String {
    match row.held_until {
        Some(until) if row.status.state.is_open() && row.status.payment == crate::payments::rules::State::Open => {
            w.with("orders-mine-until", &[("until", bits::moment_short(w, until, zone, now).into())])
        }
        _ => bits::moment_short(w, row.placed_at, zone, now),
    }
}

fn nothing(which: Which, w: &Words) -> AnyView {
    let (title, text) = match which {
        Which::Open => ("orders-none-open", "orders-none-open-text"),
        Which::Done => ("orders-none-done", "orders-none-done-text"),
    };
    view! {
        <div class="blank part">
            <Drawing name=Draw::Basket/>
            <h2 class="name">{w.t(title)}</h2>
            <p class="soft">{w.t(text)}</p>
            {(which == Which::Open).then(|| view! { <a class="btn line" href=routes::STUDIO_TAGS><Icon name=Ico::Tag/>{w.t("orders-home-tags")}</a> })}
        </div>
    }
    .into_any()
}
