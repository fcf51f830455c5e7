//! `/{lang}/r/{slug}` and `/{lang}/r/{slug}/{village}`: what is made there and by whom.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::backend::Backend;
use crate::catalogue::public::lists::{List, list};
use crate::catalogue::public::{House, Scope, Stretch, Tile, cloth, houses, showcase};
use crate::error::AppError;
use crate::ids::RegionId;
use crate::page::{Frame, Page};
use crate::regions::Regency;
use crate::regions::public::{Island, Tally, Village, by_island};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::words::Words;

/// Pieces and shops on a place's own page; the rest is on its lists.
const FEW: i64 = 6;
/// Bands in the place's cloth.
const BANDS: i64 = 12;

/// What of a place is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// A long list, or the place's own page.
    pub list: Option<List>,
    /// From 1.
    pub page: i64,
}

/// A place with what stands on its shelves.
struct Place {
    name: String,
    /// What the place lies in, above its name.
    within: Option<(String, String)>,
    /// Its own address.
    href: String,
    /// The address behind the language.
    tail: String,
    scope: Scope,
    tally: Tally,
    regency: Regency,
}

/// `/{lang}/r/{slug}`
///
/// # Errors
/// `NotFound` for a regency whose pages are closed.
pub async fn regency(b: &Backend, regency: Regency, asked: Asked) -> Result<Page, AppError> {
    if !regency.open {
        return Err(AppError::NotFound);
    }
    let villages = b.regions.villages(&regency.id).await?;
    let tallies = b.catalogue.tallies(Some(&regency.id)).await?;
    let place = Place {
        name: regency.short_name().to_owned(),
        within: None,
        href: routes::regency(b.lang(), &regency.slug),
        tail: format!("/r/{}", regency.slug),
        scope: Scope::Regency(regency.id.clone()),
        tally: tallies.values().fold(Tally::default(), |sum, one| sum.and(*one)),
        regency,
    };
    if let Some(which) = asked.list {
        return long(b, place, which, asked.page).await;
    }
    let w = b.words();
    let islands = by_island(villages);
    own(b, place, move |place| islands_of(islands, &tallies, &place.regency, &w).into_any()).await
}

/// `/{lang}/r/{slug}/{village}`
///
/// # Errors
/// `NotFound` for a village of a regency whose pages are closed.
pub async fn village(b: &Backend, regency: Regency, village: Village, asked: Asked) -> Result<Page, AppError> {
    if !regency.open {
        return Err(AppError::NotFound);
    }
    let tallies = b.catalogue.tallies(Some(&regency.id)).await?;
    let place = Place {
        name: village.name.clone(),
        within: Some((regency.short_name().to_owned(), routes::regency(b.lang(), &regency.slug))),
        href: routes::village(b.lang(), &regency.slug, &village.slug),
        tail: format!("/r/{}/{}", regency.slug, village.slug),
        scope: Scope::Village(village.id.clone()),
        tally: tallies.get(&village.id).copied().unwrap_or_default(),
        regency,
    };
    match asked.list {
        Some(which) => long(b, place, which, asked.page).await,
        None => own(b, place, |_| ().into_any()).await,
    }
}

/// A long list of the place.
async fn long(b: &Backend, place: Place, which: List, page: i64) -> Result<Page, AppError> {
    let body = list(b, which, &place.scope, place.tally, page, place.href.clone()).await?;
    let key = if which == List::Pieces { "regions-all-pieces" } else { "regions-all-shops" };
    let heading = b.with(key, &[("place", (&place.name).into())]);
    let title = format!("{heading} - Homoru");
    let tail = which.href(&place.tail, page);
    let Place { name, href, .. } = place;
    Ok(Page::new(title, Frame::house(), move || {
        view! {
            <div class="page">
                <p><a class="icon" href=href>{name}</a></p>
                <h1 class="name big lift">{heading}</h1>
                {body()}
            </div>
        }
    })
    .in_languages(tail))
}

/// The place's own page; `between` is what stands between its head and its pieces.
async fn own(
    b: &Backend,
    place: Place,
    between: impl FnOnce(&Place) -> AnyView + Send + 'static,
) -> Result<Page, AppError> {
    let tiles = b.catalogue.public_tiles(&place.scope, Stretch::first(FEW)).await?;
    let shops = b.catalogue.shopfronts(&place.scope, Stretch::first(BANDS)).await?;
    let bands: Vec<u8> = shops.iter().map(|shop| shop.band).collect();
    let w = b.words();
    let lead = lead(&place, &w);
    let title = format!("{}: {lead} - Homoru", place.name);
    let tail = place.tail.clone();
    let about = lead.clone();
    Ok(Page::new(title, Frame::house(), move || {
        let between = between(&place);
        let head = head(&place, lead, &bands, &w);
        let kept = kept_by(&place.regency, &w).into_any();
        let street = street(&place, shops, &w).into_any();
        view! {
            <div class="page">
                {head}
                {between}
                {shelves(&place, tiles, &w)}
                {street}
                {kept}
            </div>
        }
    })
    .about(about)
    .in_languages(tail))
}

/// One sentence: what there is.
fn lead(place: &Place, w: &Words) -> String {
    if place.tally.pieces == 0 {
        return w.t("regions-tally-none");
    }
    w.with("regions-tally", &[("shops", place.tally.shops.into()), ("pieces", place.tally.pieces.into())])
}

fn head(place: &Place, lead: String, bands: &[u8], w: &Words) -> AnyView {
    let above = place.within.clone().map(|(name, href)| view! { <p><a class="icon" href=href>{name}</a></p> });
    let tally = place.tally;
    let counts = [
        (tally.shops, "regions-count-shops"),
        (tally.makers, "regions-count-makers"),
        (tally.pieces, "regions-count-pieces"),
    ];
    let counts = counts
        .map(|(count, key)| {
            let word = w.with(key, &[("count", count.into())]);
            view! { <span><b class="num">{w.number(count)}</b>" "{word}</span> }
        })
        .collect_view();
    let name = place.name.clone();
    if tally.pieces == 0 {
        return view! { <div class="intro">{above}<h1 class="name vast">{name}</h1><p class="story">{lead}</p></div> }
            .into_any();
    }
    let about = w.with("regions-place-lead", &[("place", (&place.name).into())]);
    view! {
        <div class="split place">
            <div class="intro">{above}<h1 class="name vast">{name}</h1><p class="story">{about}</p></div>
            {cloth(bands)}
            <div class="intro"><p class="row tally">{counts}</p></div>
        </div>
    }
    .into_any()
}

/// Islands with their villages; an island on which nobody sells yet says so.
fn islands_of(
    islands: Vec<Island>,
    tallies: &HashMap<RegionId, Tally>,
    regency: &Regency,
    w: &Words,
) -> impl IntoView + use<> {
    let named = islands.iter().any(|island| !island.name.is_empty());
    let islands = islands
        .into_iter()
        .filter(|island| !(named && island.name.is_empty()))
        .map(|island| island_item(island, tallies, regency, w))
        .collect_view();
    let title = w.t(if named { "regions-islands" } else { "regions-villages" });
    view! {
        <section class="part" aria-labelledby="isles">
            <h2 id="isles" class="lift">{title}</h2>
            <ul class="isles">{islands}</ul>
        </section>
    }
}

fn island_item(
    island: Island,
    tallies: &HashMap<RegionId, Tally>,
    regency: &Regency,
    w: &Words,
) -> impl IntoView + use<> {
    let there: Vec<(Village, Tally)> = island
        .villages
        .into_iter()
        .filter_map(|village| tallies.get(&village.id).map(|tally| (village, *tally)))
        .collect();
    let sum = there.iter().fold(Tally::default(), |sum, (_, tally)| sum.and(*tally));
    let about = if sum.shops > 0 {
        w.with("regions-tally", &[("shops", sum.shops.into()), ("pieces", sum.pieces.into())])
    } else {
        w.t("regions-tally-none")
    };
    let links = there
        .into_iter()
        .map(|(village, _)| view! { <a href=routes::village(w.lang, &regency.slug, &village.slug)>{village.name}</a> })
        .collect_view();
    let name = (!island.name.is_empty()).then(|| view! { <h3 class="name">{island.name}</h3> });
    view! { <li>{name}<p class="soft">{about}</p><p class="go">{links}</p></li> }
}

/// The newest pieces, and the way to all.
fn shelves(place: &Place, tiles: Vec<Tile>, w: &Words) -> AnyView {
    if tiles.is_empty() {
        return view! {
            <section class="blank">
                <Drawing name=Draw::Loom/>
                <h2 class="name">{w.t("regions-empty-title")}</h2>
                <p class="soft">{w.t("regions-empty-text")}</p>
                <a class="btn main wide" href=routes::home(w.lang)>{w.t("regions-elsewhere")}</a>
            </section>
        }
        .into_any();
    }
    let all = (place.tally.pieces > FEW).then(|| {
        let text = w.with("regions-see-pieces", &[("count", w.number(place.tally.pieces).into())]);
        view! { <p class="after"><a class="btn line" href=List::Pieces.href(&place.href, 1)>{text}</a></p> }
    });
    view! {
        <section class="part" aria-labelledby="new">
            <h2 id="new" class="lift">{w.t("regions-newest")}</h2>
            {showcase(tiles, place.within.is_none(), w)}
            {all}
        </section>
    }
    .into_any()
}

/// The shops by their bands, and the way to all.
fn street(place: &Place, mut shops: Vec<House>, w: &Words) -> impl IntoView + use<> {
    if shops.is_empty() {
        return None;
    }
    shops.truncate(usize::try_from(FEW).unwrap_or_default());
    let all = (place.tally.shops > FEW).then(|| {
        let text = w.with("regions-see-shops", &[("count", w.number(place.tally.shops).into())]);
        view! { <p class="after"><a class="btn line" href=List::Shops.href(&place.href, 1)>{text}</a></p> }
    });
    Some(view! {
        <section class="part" aria-labelledby="shops">
            <h2 id="shops" class="lift">{w.t("regions-shops")}</h2>
            <p class="soft">{w.t("regions-bands")}</p>
            {houses(shops, w)}
            {all}
        </section>
    })
}

/// Who is responsible for these pages.
fn kept_by(regency: &Regency, w: &Words) -> impl IntoView + use<> {
    let by = (!regency.operator.name.is_empty())
        .then(|| w.with("regions-kept-by", &[("operator", (&regency.operator.name).into())]));
    view! {
        <section class="part">
            {by.map(|by| view! { <p class="soft small">{by}</p> })}
            <p class="row wrap">
                <a class="icon" href=routes::help(w.lang, Some(&regency.slug))>{w.t("regions-help-title")}</a>
                <a class="icon" href=routes::privacy(w.lang, Some(&regency.slug))>{w.t("regions-privacy-title")}</a>
            </p>
        </section>
    }
}
