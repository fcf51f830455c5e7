//! `/{lang}/s/{code}`: a shop, who is behind it, where it can be met and what it has; and the page that
//! gives its number away.

use leptos::prelude::*;

use super::{PublicShop, by_hours, days_in_words};
use crate::accounts::shop::{MakerKind, Place};
use crate::backend::Backend;
use crate::catalogue::public::lists::PER_PAGE;
use crate::catalogue::public::{Scope, Stretch, Tile, contact_form, ld, shelf};
use crate::error::AppError;
use crate::page::{Frame, Page, Preview, ShopLink};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::pager::{Paging, pager};
use crate::words::{Lang, Words};

/// The page of a shop's printed code; `page` from 1 is of its pieces.
///
/// # Errors
/// `NotFound` for an unknown code. A shop whose first piece is not published yet says only that it will open:
/// its code may be printed already.
pub async fn shop(b: &Backend, code: &str, page: i64) -> Result<Page, AppError> {
    let shop = b.accounts.public_shop_by_code(code).await?;
    if !shop.open {
        return Ok(soon(b, &shop));
    }
    let places = b.accounts.shop_places(&shop.id).await?;
    let count = b.catalogue.public_count(&shop.id).await?;
    let paging = Paging::new(page, count, PER_PAGE);
    let scope = Scope::Shop { shop: shop.id.clone(), but: None };
    let tiles = b.catalogue.public_tiles(&scope, Stretch { most: PER_PAGE, after: paging.offset(PER_PAGE) }).await?;
    let w = b.words();
    let title = format!("{}, {} - Homoru", shop.name, shop.village);
    let about = about(&shop, &w);
    let organization = organization(&shop, &b.visit.origin, &w);
    let way = ld::breadcrumbs(&steps(&shop, &w), &b.visit.origin);
    let preview = tiles.iter().find_map(|tile| tile.photo.as_ref()).map(|photo| Preview {
        url: format!("{}{}", b.visit.origin, routes::preview(&photo.key)),
        width: 1200,
        height: 630,
    });
    let tail = href(&format!("/s/{}", shop.code), paging.page);
    let link = ShopLink { name: shop.name.clone(), href: routes::shop(w.lang, &shop.code) };
    let frame = Frame::Tourist { band: shop.band, shop: Some(link), cached: true };
    Ok(Page::new(title, frame, move || whole(&shop, places, tiles, paging, &w))
        .about(about)
        .in_languages(tail)
        .preview(preview)
        .json_ld(&organization)
        .json_ld(&way))
}

/// Nothing of the person behind it.
fn soon(b: &Backend, shop: &PublicShop) -> Page {
    let (w, title) = (b.words(), b.t("accounts-public-soon-title"));
    let regency = routes::regency(w.lang, &shop.regency_slug);
    let name = crate::regions::short_name(&shop.regency).to_owned();
    Page::new(title.clone(), Frame::private(0, None), move || {
        view! {
            <div class="page">
                <section class="blank part">
                    <Drawing name=Draw::Loom/>
                    <h1 class="name">{title}</h1>
                    <p class="soft">{w.t("accounts-public-soon-text")}</p>
                    <a class="btn main wide" href=regency>{w.with("accounts-public-elsewhere", &[("regency", name.into())])}</a>
                </section>
            </div>
        }
    })
    .noindex()
}

fn href(shop: &str, page: i64) -> String {
    if page > 1 { format!("{shop}?page={page}") } else { shop.to_owned() }
}

fn organization(shop: &PublicShop, origin: &str, w: &Words) -> serde_json::Value {
    let mut document = ld::organization(shop, origin, w);
    if let Some(map) = document.as_object_mut() {
        map.insert("@context".to_owned(), "https://schema.org".into());
        map.insert("identifier".to_owned(), shop.code.clone().into());
    }
    document
}

fn steps(shop: &PublicShop, w: &Words) -> Vec<(String, String)> {
    vec![
        (crate::regions::short_name(&shop.regency).to_owned(), routes::regency(w.lang, &shop.regency_slug)),
        (shop.village.clone(), routes::village(w.lang, &shop.regency_slug, &shop.village_slug)),
        (shop.name.clone(), routes::shop(w.lang, &shop.code)),
    ]
}

fn about(shop: &PublicShop, w: &Words) -> String {
    if shop.story.is_empty() {
        let regency = crate::regions::short_name(&shop.regency);
        return w.with(
            "accounts-public-about",
            &[("shop", (&shop.name).into()), ("village", (&shop.village).into()), ("regency", regency.into())],
        );
    }
    shop.story.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

fn whole(shop: &PublicShop, places: Vec<Place>, tiles: Vec<Tile>, paging: Paging, w: &Words) -> impl IntoView + use<> {
    view! {
        {crest(shop).into_any()}
        <div class="page">
            <div class="split">
                {who(shop, w).into_any()}
                {meet(shop, places, w).into_any()}
            </div>
            {pieces(shop, tiles, paging, w)}
            {foot(shop, w).into_any()}
        </div>
    }
}

/// The band as a roof, the portrait over its hem.
fn crest(shop: &PublicShop) -> impl IntoView + use<> {
    let face = match &shop.face {
        Some(face) => {
            let src = routes::media(&face.key, 320, "jpg");
            view! { <img class="face" src=src width="104" height="104" alt=face.of.clone()/> }.into_any()
        }
        None => view! { <span class=format!("mark face band-{}", shop.band)></span> }.into_any(),
    };
    view! { <div class="crest"><div class=format!("band band-{}", shop.band)></div><div class="page">{face}</div></div> }
}

fn who(shop: &PublicShop, w: &Words) -> impl IntoView + use<> {
    let place =
        if shop.island.is_empty() { shop.village.clone() } else { format!("{}, {}", shop.village, shop.island) };
    let count = i64::try_from(shop.makers.len()).unwrap_or_default();
    let behind = match shop.kind {
        MakerKind::Person => "accounts-public-person",
        MakerKind::Family => "accounts-public-family",
        MakerKind::Group => "accounts-public-group",
    };
    let kind = w.with(behind, &[("makers", count.into())]);
    let makers = (shop.kind != MakerKind::Person && count > 0)
        .then(|| view! { <p><span class="soft">{w.t("accounts-public-makers")}</span>" "{shop.makers.join(", ")}</p> });
    let lang: Option<&'static str> = (shop.language != w.lang).then(|| Lang::code(shop.language));
    let story: Vec<String> =
        shop.story.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let story = story.into_iter().map(|text| view! { <p class="story" lang=lang>{text}</p> }).collect_view();
    let village = routes::village(w.lang, &shop.regency_slug, &shop.village_slug);
    view! {
        <div class="stack">
            <h1 class="name big">{shop.name.clone()}</h1>
            <p class="row wrap"><a class="icon" href=village>{place}</a>" "<span class="soft">{kind}</span></p>
            {makers}
            {story}
        </div>
    }
}

/// Where to meet her, and the tap that shows her number.
fn meet(shop: &PublicShop, places: Vec<Place>, w: &Words) -> impl IntoView + use<> {
    if places.is_empty() && !shop.reachable {
        return None;
    }
    let (zone, lang) = (shop.zone, shop.language.code());
    let places = places
        .into_iter()
        .map(|place| {
            let hours = by_hours(&place.hours)
                .into_iter()
                .map(|(from, to, days)| {
                    let hours = format!("{}–{} {}", w.clock(from), w.clock(to), zone.label());
                    view! { <dt>{days_in_words(&days, w)}</dt><dd>{hours}</dd> }
                })
                .collect_view();
            let find =
                (!place.how_to_find.is_empty()).then(|| view! { <p class="soft" lang=lang>{place.how_to_find}</p> });
            view! { <li><b lang=lang>{place.name}</b>{find}<dl>{hours}</dl></li> }
        })
        .collect_view();
    let ask = shop.reachable.then(|| contact_form(shop, None, "btn line wide", w));
    Some(view! {
        <section class="part stack" aria-labelledby="meet">
            <h2 id="meet">{w.t("accounts-public-meet")}</h2>
            <ul class="meet">{places}</ul>
            {ask}
        </section>
    })
}

fn pieces(shop: &PublicShop, tiles: Vec<Tile>, paging: Paging, w: &Words) -> AnyView {
    if tiles.is_empty() {
        return view! {
            <section class="blank">
                <Drawing name=Draw::Loom/>
                <h2 class="name">{w.t("accounts-public-empty-title")}</h2>
                <p class="soft">{w.t("accounts-public-empty-text")}</p>
                <a class="btn main wide" href=routes::regency(w.lang, &shop.regency_slug)>
                    {w.with("accounts-public-elsewhere", &[("regency", crate::regions::short_name(&shop.regency).into())])}
                </a>
            </section>
        }
        .into_any();
    }
    let own = routes::shop(w.lang, &shop.code);
    let pages = pager(paging, &move |page| href(&own, page), w);
    view! {
        <section class="part" aria-labelledby="pieces">
            <h2 id="pieces" class="lift">{w.t("accounts-public-pieces")}</h2>
            {shelf(tiles, false, w)}
            {pages}
        </section>
    }
    .into_any()
}

fn foot(shop: &PublicShop, w: &Words) -> impl IntoView + use<> {
    view! {
        <section class="part">
            <p class="soft small">{w.t("accounts-public-code")}" "<span class="code">{shop.code.clone()}</span></p>
            <p class="row wrap">
                <a class="icon" href=routes::regency(w.lang, &shop.regency_slug)>
                    {crate::regions::short_name(&shop.regency).to_owned()}
                </a>
                <a class="icon" href=routes::help(w.lang, Some(&shop.regency_slug))>{w.t("core-help")}</a>
            </p>
        </section>
    }
}
