//! The pages that print tags: choosing pieces and how many, and the A4 sheets themselves.

use leptos::prelude::*;

use super::{MOST, MOST_OF_ONE, PER_PAGE, PER_SHEET, TagPiece, Wanted, field, name_class, short_address};
use crate::accounts::shop::ShopCard;
use crate::backend::Backend;
use crate::codes::print::{Drawn, symbol};
use crate::error::AppError;
use crate::page::{Dock, Frame, Page};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::ui::pager::{Paging, pager};
use crate::words::{Lang, Words};

/// `/studio/tags`; `none_chosen` after a choice of nothing was sent.
pub async fn choose(b: &Backend, page: i64, none_chosen: bool) -> Result<Page, AppError> {
    let shop = b.shop()?;
    let paging = Paging::new(page, b.catalogue.tag_count(shop).await?, PER_PAGE);
    let pieces = b.catalogue.tag_pieces(shop, PER_PAGE, paging.offset(PER_PAGE)).await?;
    let w = b.words();
    let back = Some(routes::STUDIO_SHOP.to_owned());
    let frame = Frame::Studio { band: b.actor()?.band, back, heading: b.t("catalogue-tags-title"), dock: None };
    if pieces.is_empty() {
        let frame = Frame::Studio {
            band: b.actor()?.band,
            back: Some(routes::STUDIO_SHOP.to_owned()),
            heading: b.t("catalogue-tags-title"),
            dock: Some(Dock::Shop),
        };
        return Ok(Page::new(b.t("catalogue-tags-title"), frame, move || nothing_yet(&w)));
    }
    let warning = not_https(b);
    Ok(Page::new(b.t("catalogue-tags-title"), frame, move || {
        let more = pager(paging, &|page| format!("{}?page={page}", routes::STUDIO_TAGS), &w);
        view! {
            <form class="stack" method="get" action=routes::STUDIO_TAGS_SHEET>
                {none_chosen.then(|| view! { <div role="alert">{note(Tone::Madder, w.t("catalogue-tags-none-chosen"))}</div> })}
                {warning}
                <p class="soft">{w.t("catalogue-tags-hint")}</p>
                <ul class="list">{pieces.into_iter().map(|piece| line(piece, &w)).collect_view()}</ul>
                <div class="bar one"><button class="btn main wide"><Icon name=Ico::Printer/>{w.t("catalogue-tags-make")}</button></div>
            </form>
            {more}
        }
    }))
}

fn nothing_yet(w: &Words) -> impl IntoView + use<> {
    view! {
        <div class="blank">
            <Drawing name=Draw::Tag/>
            <p class="name">{w.t("catalogue-tags-empty")}</p>
            <p>{w.t("catalogue-tags-empty-say")}</p>
            <a class="btn main" href=routes::STUDIO_ADD>{w.t("catalogue-tags-empty-add")}</a>
        </div>
    }
}

/// A piece and the number of its tags.
fn line(piece: TagPiece, w: &Words) -> impl IntoView + use<> {
    let name = field(&piece.code);
    let needed = usize::try_from(piece.needed).unwrap_or_default().min(MOST_OF_ONE);
    let label = w.with("catalogue-tags-count", &[("name", (&piece.name).into())]);
    let picture = piece.photo.map(|key| {
        view! { <img src=routes::square(&key) width="56" height="56" alt="" loading="lazy"/> }
    });
    view! {
        <li class="line-card">
            {picture}
            <span>
                <b class="name" lang=piece.language.code()>{piece.name}</b>
                <br/>
                <span class="soft price">{w.money(piece.price)}</span>
            </span>
            <div class="field">
                <input
                    class="input short"
                    type="number"
                    inputmode="numeric"
                    min="0"
                    max=MOST_OF_ONE.to_string()
                    name=name
                    value=needed.to_string()
                    aria-label=label
                />
            </div>
        </li>
    }
}

/// Printed addresses should outlive the house they were printed in: plain http and bare numbers will not.
fn not_https(b: &Backend) -> Option<AnyView> {
    if b.visit.origin.starts_with("https://") {
        return None;
    }
    let text = b.with("catalogue-tags-not-https", &[("origin", (&b.visit.origin).into())]);
    Some(view! { <div role="note">{note(Tone::Madder, text)}</div> }.into_any())
}

/// `/studio/tags/sheet`: the tags of a choice, or of all that is for sale when `wanted` is empty.
pub async fn sheet(b: &Backend, wanted: Vec<Wanted>) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let (tags, left_out) = chosen(b, wanted).await?;
    let w = b.words();
    let count = i64::try_from(tags.len()).unwrap_or_default();
    let heading = b.with("catalogue-tags-heading", &[("n", count.into())]);
    let frame = Frame::Sheet { band: shop.band, back: routes::STUDIO_TAGS.to_owned(), heading: heading.clone() };
    if tags.is_empty() {
        return Ok(Page::new(heading, frame, move || nothing_yet(&w)));
    }
    let warning = not_https(b);
    let paper = Paper { address: short_address(&b.visit.origin), trial: b.visit.demo };
    Ok(Page::new(heading, frame, move || {
        let sheets = tags
            .chunks(PER_SHEET)
            .map(|tags| {
                let tags =
                    tags.iter().map(|(piece, drawn)| tag(piece, drawn.clone(), &shop, &paper, &w)).collect_view();
                view! { <section class="a4">{cuts()}<ul class="tags">{tags}</ul></section> }
            })
            .collect_view();
        view! {
            <div class="page screen stack">
                {note(Tone::Plain, w.t("catalogue-tags-how"))}
                {note(Tone::Plain, w.t("catalogue-tags-pdf"))}
                {(left_out > 0).then(|| note(Tone::Turmeric, w.with("catalogue-tags-left", &[("n", left_out.into())])))}
                {warning}
            </div>
            {sheets}
        }
    }))
}

/// Each tag with its drawn code, at most [`MOST`]; and how many of those asked for are left out.
async fn chosen(b: &Backend, wanted: Vec<Wanted>) -> Result<(Vec<(TagPiece, Drawn)>, i64), AppError> {
    let shop = b.shop()?;
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let (pieces, codes) = if wanted.is_empty() {
        (b.catalogue.tag_pieces(shop, most, 0).await?, None)
    } else {
        let codes: Vec<String> = wanted.iter().map(|one| one.code.clone()).collect();
        (b.catalogue.tag_pieces_of(shop, &codes).await?, Some(wanted))
    };
    let mut tags = Vec::new();
    for piece in pieces {
        let count = match &codes {
            None => usize::try_from(piece.needed).unwrap_or_default().min(MOST_OF_ONE),
            Some(wanted) => wanted.iter().find(|one| one.code == piece.code).map_or(0, |one| one.count),
        };
        if count > 0 {
            let drawn = b.codes.printed(&piece.code)?;
            tags.extend(std::iter::repeat_n((piece, drawn), count));
        }
    }
    let left_out = i64::try_from(tags.len().saturating_sub(MOST)).unwrap_or_default();
    tags.truncate(MOST);
    Ok((tags, left_out))
}

/// What all tags of a print share.
struct Paper {
    address: String,
    /// A trial's tags say so: nobody shall sell by them.
    trial: bool,
}

/// Where to cut: marks outside the tags, so that none is left on them.
fn cuts() -> impl IntoView {
    view! {
        <svg class="cuts" viewBox="0 0 297 210" aria-hidden="true">
            <path d="M11 8v9M66 8v9M121 8v9M176 8v9M231 8v9M286 8v9M11 193v9M66 193v9M121 193v9M176 193v9M231 193v9M286 193v9M0 20h8M0 105h8M0 190h8M289 20h8M289 105h8M289 190h8"/>
        </svg>
    }
}

fn tag(piece: &TagPiece, drawn: Drawn, shop: &ShopCard, paper: &Paper, w: &Words) -> impl IntoView + use<> {
    let label = w.with("catalogue-tags-qr", &[("code", (&piece.code).into())]);
    let maker = if piece.makers.is_empty() { shop.name.clone() } else { piece.makers.join(", ") };
    let place = if shop.island.is_empty() {
        shop.village_name.clone()
    } else {
        format!("{}, {}", shop.village_name, shop.island)
    };
    let (english, indonesian) =
        (w.in_lang(Lang::En).t("catalogue-tags-scan"), w.in_lang(Lang::Id).t("catalogue-tags-scan"));
    view! {
        <li class="tag">
            {paper.trial.then(|| view! { <p class="trial">{w.t("catalogue-tags-trial")}</p> })}
            <span class="hole"></span>
            <div class=format!("band band-{}", shop.band)></div>
            <h2 class=name_class(&piece.name) lang=piece.language.code()>{piece.name.clone()}</h2>
            <p class="price">{w.money(piece.price)}</p>
            <div class="scan">
                {symbol(drawn, label)}
                <p>
                    <svg viewBox="0 0 40 12" aria-hidden="true"><path d="M38 6H3M8 1L3 6l5 5"/></svg>
                    <b lang="en">{english}</b>
                    <br/>
                    <span lang="id">{indonesian}</span>
                </p>
            </div>
            <p class="typed">
                <span class="code">{piece.code.clone()}</span>
                <br/>
                <span class="soft">{paper.address.clone()}</span>
            </p>
            <p class="by"><span class="name">{maker}</span><br/>{place}</p>
        </li>
    }
}
