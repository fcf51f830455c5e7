//! What several public pages show: a shelf of pieces and a street of shops.

use leptos::prelude::*;

use super::super::rules::Shown;
use super::{House, Tile};
use crate::routes;
use crate::ui::photo;
use crate::words::{Lang, Words};

/// Pieces beside each other. `villages` names each one's village, where they come from several.
pub fn shelf(tiles: Vec<Tile>, villages: bool, w: &Words) -> impl IntoView + use<> {
    let tiles = tiles.into_iter().map(|tile| shelf_tile(tile, villages, w)).collect_view();
    view! { <ul class="shelf">{tiles}</ul> }
}

/// A few pieces with more room around them, three beside each other on a wide screen.
pub fn showcase(tiles: Vec<Tile>, villages: bool, w: &Words) -> impl IntoView + use<> {
    let tiles = tiles.into_iter().map(|tile| shelf_tile(tile, villages, w)).collect_view();
    view! { <ul class="shelf roomy">{tiles}</ul> }
}

/// One cloth woven of the bands of shops.
pub fn cloth(bands: &[u8]) -> impl IntoView + use<> {
    let last = bands.last().copied().unwrap_or_default();
    let bands = bands.iter().map(|band| view! { <div class=format!("band band-{band}")></div> }).collect_view();
    view! { <div class="cloth" aria-hidden="true">{bands}<div class=format!("fringe band-{last}")></div></div> }
}

pub(super) fn shelf_tile(tile: Tile, villages: bool, w: &Words) -> impl IntoView + use<> {
    let href = routes::product(w.lang, &tile.code);
    let was = matches!(tile.shown, Shown::Ordered | Shown::SoldOut);
    let state = was.then(|| view! { <span class=tile.shown.class()>{w.t(state_key(tile.shown))}</span> });
    let village = villages.then(|| view! { <span class="soft small">{tile.village}</span> });
    let to_order = (tile.shown == Shown::ToOrder)
        .then(|| view! { <span class="soft small">{w.t("catalogue-public-to-order")}</span> });
    view! {
        <li>
            <a href=href class=was.then_some("was")>
                {tile.photo.map(|picture| photo::thumb(&picture, String::new()))}
                <span class="name" lang=tile.language.code()>{tile.name}</span>
                " "
                <span class="price">{w.money(tile.price)}</span>
                " "
                {state}
                {to_order}
                {village}
            </a>
        </li>
    }
}

/// The word for what visitors are told of a piece.
pub(super) fn state_key(shown: Shown) -> &'static str {
    match shown {
        Shown::ForSale => "catalogue-public-here",
        Shown::ToOrder => "catalogue-public-to-order",
        Shown::Ordered => "catalogue-public-ordered",
        Shown::SoldOut => "catalogue-public-sold",
        Shown::Hidden | Shown::Archived | Shown::Draft => "catalogue-public-away",
    }
}

/// Shops by their bands.
pub fn houses(houses: Vec<House>, w: &Words) -> impl IntoView + use<> {
    let houses = houses
        .into_iter()
        .map(|house| {
            let href = routes::shop(w.lang, &house.code);
            let makers =
                w.with("catalogue-public-house", &[("village", house.village.into()), ("makers", house.makers.into())]);
            view! {
                <li>
                    <a href=href>
                        <span class=format!("band band-{}", house.band)></span>
                        <b>{house.name}</b>
                        <span class="soft small">{makers}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="houses">{houses}</ul> }
}

/// Marks a text as written in another language than the page.
pub(super) fn foreign(text: Lang, page: Lang) -> Option<&'static str> {
    (text != page).then(|| text.code())
}
