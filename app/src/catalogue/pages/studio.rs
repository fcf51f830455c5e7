//! The studio's pages of pieces: a new one on one screen, one that exists, all of them. Each works without
//! script; one form carries everything that is typed.

mod archive;
mod facts;
mod form;
pub mod list;
mod moves;
mod photos;
pub mod price;

use leptos::prelude::*;

pub use archive::archive;
pub use list::list;

use crate::backend::Backend;
use crate::catalogue::rules::State;
use crate::catalogue::{Bench, Piece};
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::ProductId;
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;
use form::Desk;

/// Which draft the add page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// The newest unfinished one, or a new one.
    Newest,
    /// A new one, whatever is unfinished.
    Fresh,
    /// The one with this id.
    Draft(ProductId),
}

/// `/studio/add`: photo, name, price and kind on one screen. `typed` is empty, or what came back.
pub async fn add(b: &Backend, which: Which, typed: Typed) -> Result<Page, AppError> {
    let shop = b.shop()?;
    let bench = b.catalogue.bench(shop).await?;
    let stored = match which {
        Which::Newest => b.catalogue.newest_draft(shop).await?,
        Which::Fresh => None,
        Which::Draft(id) => Some(b.catalogue.own_piece(shop, &id).await?),
    };
    match stored {
        Some(piece) if piece.state != State::Draft => seen(b, piece, bench, None, typed).await,
        stored => draft(b, stored, bench, typed).await,
    }
}

/// The form of a draft, stored or still to come.
async fn draft(b: &Backend, stored: Option<Piece>, bench: Bench, typed: Typed) -> Result<Page, AppError> {
    let (piece, stored) = match stored {
        Some(piece) => (piece, true),
        None => (Piece::blank(b.catalogue.new_draft(), bench.language), false),
    };
    let last = b.catalogue.last_price(b.shop()?).await?;
    let desk = Desk::new(b, piece, bench, last, typed).await?;
    let w = b.words();
    let throw_away = stored.then(|| moves::drafts(b, &desk.piece));
    let frame = studio(b, routes::STUDIO_PRODUCTS, b.t("catalogue-new-title"))?;
    Ok(Page::new(b.t("catalogue-new-title"), frame, move || {
        view! {
            {form::view(&desk, stored, &w)}
            {throw_away}
        }
    })
    .with_islands())
}

/// `/studio/products/{id}`: a piece that others can see, or could. `done` is what has just been done with it.
pub async fn piece(b: &Backend, id: &ProductId, done: Option<&str>, typed: Typed) -> Result<Page, AppError> {
    let shop = b.shop()?;
    let piece = b.catalogue.own_piece(shop, id).await?;
    let bench = b.catalogue.bench(shop).await?;
    if piece.state == State::Draft {
        return draft(b, Some(piece), bench, typed).await;
    }
    seen(b, piece, bench, done, typed).await
}

/// The page of a piece that is no draft any more.
async fn seen(b: &Backend, piece: Piece, bench: Bench, done: Option<&str>, typed: Typed) -> Result<Page, AppError> {
    let w = b.words();
    let desk = Desk::new(b, piece, bench, None, typed).await?;
    let moves = moves::moves(b, &desk.piece);
    let done = done.and_then(done_key);
    let frame = studio(b, routes::STUDIO_PRODUCTS, desk.piece.name.clone())?;
    let (archived, lang) = (desk.piece.state == State::Archived, desk.piece.language);
    let page = Page::new(desk.piece.name.clone(), frame, move || {
        view! {
            {done.map(|key| view! { <div role="status">{note(Tone::Leaf, w.t(key))}</div> })}
            {standing(&desk.piece, &w)}
            {if archived { archived_view(&desk, &w).into_any() } else { form::view(&desk, true, &w).into_any() }}
            {moves}
        }
    });
    Ok(if archived { page } else { page.with_islands() }.spoken(lang))
}

fn studio(b: &Backend, back: &str, heading: String) -> Result<Frame, AppError> {
    Ok(Frame::Studio { band: b.actor()?.band, back: Some(back.to_owned()), heading, dock: None })
}

/// What has just been done, told once.
fn done_key(done: &str) -> Option<&'static str> {
    match done {
        "published" => Some("catalogue-done-published"),
        "saved" => Some("catalogue-done-saved"),
        "hidden" => Some("catalogue-done-hidden"),
        "shown" => Some("catalogue-done-shown"),
        "archived" => Some("catalogue-done-archived"),
        "photo" => Some("catalogue-done-photo"),
        _ => None,
    }
}

/// The state in a word, the code, and what it means where that is not plain.
fn standing(piece: &Piece, w: &Words) -> impl IntoView + use<> {
    let shown = piece.shown();
    let meaning = match piece.state {
        State::Hidden => Some(w.t("catalogue-hidden-text")),
        State::Archived => Some(w.t("catalogue-archived-text")),
        State::Draft | State::Published => None,
    };
    let code = piece
        .code
        .clone()
        .map(|code| view! { <span class="soft end">{w.with("catalogue-code", &[("code", code.into())])}</span> });
    view! {
        <p class="row wrap"><span class=shown.class()>{w.t(shown.key())}</span>{code}</p>
        {meaning.map(|text| view! { <p class="soft">{text}</p> })}
    }
}

/// A piece that nothing can be changed of any more.
fn archived_view(desk: &Desk, w: &Words) -> impl IntoView + use<> {
    let piece = &desk.piece;
    view! {
        <div class="stack after">
            {notice(desk, w)}
            {photos::picture(piece, w)}
            <p class="name mid" lang=piece.language.code()>{piece.name.clone()}</p>
            {piece.price.map(|price| view! { <p class="price mid">{w.money(price)}</p> })}
        </div>
    }
}

/// What stands above a form that came back; a refusal because of an open order leads to that order.
fn notice(desk: &Desk, w: &Words) -> impl IntoView + use<> {
    view! {
        {form_notice(&desk.typed, w)}
        {desk.held_by.as_deref().map(|code| view! {
            <p><a class="btn line wide" href=routes::studio_order(code)><Icon name=Ico::Basket/>{w.t("catalogue-held-link")}</a></p>
        })}
    }
}
