//! A piece that is sold, hidden or put away: what the same shop has now, and the story of what was sold.

use leptos::prelude::*;

use super::pages::{Seen, headed, more};
use super::parts::{shelf_tile, state_key};
use super::told::told;
use super::{Tile, pages};
use crate::backend::Backend;
use crate::catalogue::rules::{Kind, Shown};
use crate::page::Page;
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::photo;
use crate::ui::written::naming;
use crate::words::Words;

/// Pictures shown at once: with the page and the icon that is four requests.
const PICTURES: usize = 2;

/// The page, answered with 200: the printed code still means something.
pub(super) fn page(b: &Backend, seen: Seen) -> Page {
    let w = b.words();
    let sold = seen.piece.shown == Shown::SoldOut;
    let title = format!("{} - {}", seen.piece.name, seen.shop.name);
    let page = headed(b, &seen, title);
    page(Box::new(move || whole(seen, sold, &w).into_any()))
}

fn whole(mut seen: Seen, sold: bool, w: &Words) -> impl IntoView + use<> {
    let mut first = std::mem::take(&mut seen.others);
    let rest = first.split_off(first.len().min(PICTURES));
    let story = sold.then(|| {
        let title = w.with("catalogue-public-its-story", &[("name", (&seen.piece.name).into())]);
        let title = naming(&title, &seen.piece.name, seen.piece.language);
        let own = seen.piece.photos.first().map(|photo| photo::further(photo, pages::alt(&seen.piece, photo.drawing, w)));
        let drawn = pages::drawing(&seen.piece.photos, w);
        view! { <details class="more part"><summary><span>{title}</span></summary><div class="told">{own}{drawn}{told(&seen, w).into_any()}</div></details> }
    });
    let shop = seen.shop.name.clone();
    let href = routes::shop(w.lang, &seen.shop.code);
    let now = w.with("catalogue-public-now", &[("shop", (&shop).into())]);
    view! {
        <div class="page">
            <section class="blank">
                {head(&seen, w).into_any()}
                {pair(first, w).into_any()}
                <a class="btn main wide" href=href>{now}</a>
            </section>
            {story}
            {more(rest, &shop, w).into_any()}
        </div>
    }
}

fn head(seen: &Seen, w: &Words) -> impl IntoView + use<> {
    let piece = &seen.piece;
    let (draw, title, text) = match (piece.shown, piece.kind) {
        (Shown::SoldOut, Kind::Unique) => (Draw::Gift, "catalogue-public-sold-title", "catalogue-public-sold-unique"),
        (Shown::SoldOut, _) => (Draw::Gift, "catalogue-public-sold-all-title", "catalogue-public-sold-all"),
        _ => (Draw::Loom, "catalogue-public-away-title", "catalogue-public-away-text"),
    };
    // The name is the maker's: a piece put away keeps only its name.
    let title = naming(&w.with(title, &[("name", (&piece.name).into())]), &piece.name, piece.language);
    let text = w.with(text, &[("shop", (&seen.shop.name).into())]);
    view! {
        <Drawing name=draw/>
        <p class=piece.shown.class()>{w.t(state_key(piece.shown))}</p>
        <h1 class="name">{title}</h1>
        <p class="soft">{text}</p>
    }
}

fn pair(tiles: Vec<Tile>, w: &Words) -> impl IntoView + use<> {
    if tiles.is_empty() {
        return None;
    }
    let tiles = tiles.into_iter().map(|tile| shelf_tile(tile, false, w)).collect_view();
    Some(view! { <ul class="shelf two">{tiles}</ul> })
}
