//! The shop's own pieces, as pictures with their states.

use leptos::prelude::*;

use super::photos;
use crate::backend::Backend;
use crate::catalogue::rules::{Kind, Shown, State};
use crate::catalogue::{Card, PAGE};
use crate::error::AppError;
use crate::page::{Dock, Frame, Page};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};
use crate::ui::pager::{Paging, pager};
use crate::words::Words;

/// The filters, in their order.
const TABS: [(Option<State>, &str); 5] = [
    (None, "catalogue-all"),
    (Some(State::Published), "catalogue-published"),
    (Some(State::Draft), "catalogue-drafts"),
    (Some(State::Hidden), "catalogue-hidden"),
    (Some(State::Archived), "catalogue-archived"),
];

/// `/studio/products`; `page` counts from 1.
pub async fn list(b: &Backend, state: Option<State>, page: i64) -> Result<Page, AppError> {
    let mut shelf = b.catalogue.own_pieces(b.shop()?, state, page).await?;
    let paging = Paging::new(page, shelf.total, PAGE);
    if paging.page != page {
        shelf = b.catalogue.own_pieces(b.shop()?, state, paging.page).await?;
    }
    let waiting = b.orders.waiting(b.shop()?, &b.actor()?.account).await?.count;
    let w = b.words();
    let heading = b.t("catalogue-list-title");
    let frame = Frame::Studio {
        band: b.actor()?.band,
        back: Some(routes::STUDIO.to_owned()),
        heading: heading.clone(),
        dock: Some(Dock::Home),
    };
    Ok(Page::new(heading, frame, move || {
        let named = state.map(State::as_str);
        let body = if shelf.cards.is_empty() {
            empty(state, &w).into_any()
        } else {
            let cards = shelf.cards.into_iter().map(|card| tile(card, &w)).collect_view();
            view! { <ul class="shelf mine after">{cards}</ul> }.into_any()
        };
        view! {
            {tabs(state, &w)}
            {body}
            {pager(paging, &|page| routes::studio_products(named, page), &w)}
        }
    })
    .waiting(waiting))
}

fn tabs(lit: Option<State>, w: &Words) -> impl IntoView + use<> {
    let links = TABS
        .into_iter()
        .map(|(state, key)| {
            let current = (state == lit).then_some("page");
            let href = routes::studio_products(state.map(State::as_str), 1);
            view! { <a href=href aria-current=current>{w.t(key)}</a> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=w.t("catalogue-list-title")>{links}</nav> }
}

/// One piece on the shelf; it leads to its own page.
pub fn tile(card: Card, w: &Words) -> impl IntoView + use<> {
    let over = matches!(card.shown, Shown::SoldOut | Shown::Hidden | Shown::Archived);
    let picture = match &card.photo {
        Some(photo) => {
            view! { <img src=photos::src(photo, 320) width="320" height="320" alt="" loading="lazy"/> }.into_any()
        }
        None => view! { <span class="unphotographed"><Icon name=Ico::Camera/></span> }.into_any(),
    };
    let name = if card.name.is_empty() { w.t("catalogue-no-name") } else { card.name };
    let price = card.price.map_or_else(|| w.t("catalogue-no-price"), |price| w.money(price));
    let left = (card.kind == Kind::Stocked && card.shown == Shown::ForSale)
        .then(|| view! { <span class="small">{w.with("catalogue-left", &[("count", card.stock.into())])}</span> });
    view! {
        <li class=over.then_some("was")>
            <a href=routes::studio_product(card.id.as_str())>
                {picture}
                <span class="name" lang=card.language.code()>{name}</span>
                <span class="price">{price}</span>
                <span class=card.shown.class()>{w.t(card.shown.key())}</span>
                {left}
            </a>
        </li>
    }
}

/// Nothing here: the next step, with a drawing.
fn empty(state: Option<State>, w: &Words) -> impl IntoView + use<> {
    let (title, text, href, label) = match state {
        None => ("catalogue-none-title", "catalogue-none-text", routes::STUDIO_ADD.to_owned(), "catalogue-take-photo"),
        Some(_) => {
            ("catalogue-none-here", "catalogue-none-here-text", routes::studio_products(None, 1), "catalogue-all")
        }
    };
    view! {
        <section class="blank">
            <Drawing name=Draw::Loom/>
            <h2 class="name">{w.t(title)}</h2>
            <p class="soft">{w.t(text)}</p>
            <a class="btn main wide" href=href>{w.t(label)}</a>
        </section>
    }
}
