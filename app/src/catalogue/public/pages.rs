//! `/{lang}/p/{code}`: a piece, whole without script. What is not for sale is in `away`.

use leptos::prelude::*;

use super::actions::{actions, contact_form};
use super::parts::{foreign, shelf, state_key};
use super::told::told;
use super::{PublicPiece, Scope, Stretch, Tile, away, ld};
use crate::accounts::public::PublicShop;
use crate::backend::Backend;
use crate::catalogue::facts::Group;
use crate::catalogue::rules::{Kind, Shown};
use crate::error::AppError;
use crate::page::{Frame, Page, Preview, ShopLink};
use crate::payments::Ways;
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::ui::photo::{self, Picture};
use crate::words::{Arg, Words};

/// Other pieces of the shop in the closed drawer.
const OTHERS: i64 = 8;

/// What the page is made of.
pub(super) struct Seen {
    pub piece: PublicPiece,
    pub shop: PublicShop,
    pub ways: Ways,
    pub others: Vec<Tile>,
    /// The visitor came by the printed code: order links say so.
    pub via_scan: bool,
    /// A message to a friend.
    pub share: String,
}

/// The page of a printed code. Drafts and unknown codes are not found; what is hidden, archived or sold
/// shows the maker's other work.
///
/// # Errors
/// `NotFound`, and when the database cannot be asked.
pub async fn product(b: &Backend, code: &str, via_scan: bool) -> Result<Page, AppError> {
    let mut piece = b.catalogue.public_piece(code).await?;
    if piece.shown == Shown::Ordered {
        piece.stock = b.orders.overdue(&piece.id).await?;
        piece.shown = if piece.stock > 0 { Shown::ForSale } else { Shown::Ordered };
    }
    let shop = b.accounts.public_shop(&piece.shop).await?;
    let ways = if piece.for_sale() { b.payments.ways(&piece.shop).await? } else { Ways::default() };
    let scope = Scope::Shop { shop: piece.shop.clone(), but: Some(piece.id.clone()) };
    let others = b.catalogue.public_tiles(&scope, Stretch::first(OTHERS)).await?;
    let text = format!("{} {}{}", piece.name, b.visit.origin, routes::product(b.lang(), &piece.code));
    let share = routes::whatsapp(&b.visit, "", &text);
    let seen = Seen { piece, shop, ways, others, via_scan, share };
    Ok(match seen.piece.shown {
        Shown::ForSale | Shown::Ordered | Shown::ToOrder => here(b, seen),
        _ => away::page(b, seen),
    })
}

fn here(b: &Backend, seen: Seen) -> Page {
    let w = b.words();
    let title = format!("{}, {} - {}", seen.piece.name, w.money(seen.piece.price), seen.shop.name);
    let page = headed(b, &seen, title);
    page(Box::new(move || whole(seen, &w).into_any()))
}

/// The head of a piece's page; gives back what puts the body into it. Of a piece that is hidden or put
/// away nothing but its name is told.
pub(super) fn headed(b: &Backend, seen: &Seen, title: String) -> impl FnOnce(crate::page::Body) -> Page + use<> {
    let (w, origin) = (b.words(), b.visit.origin.as_str());
    let (piece, shop) = (&seen.piece, &seen.shop);
    let told = !matches!(piece.shown, Shown::Hidden | Shown::Archived);
    let about = description(piece, shop, &w);
    let documents = [ld::product(piece, shop, &about, origin, &w), ld::breadcrumbs(&steps(piece, shop, &w), origin)];
    let preview = piece.photos.first().map(|photo| Preview {
        url: format!("{origin}{}", routes::preview(&photo.key)),
        width: 1200,
        height: 630,
    });
    let frame = Frame::Tourist { band: shop.band, shop: Some(head_link(shop, &w)), cached: true };
    let tail = format!("/p/{}", piece.code);
    move |body| {
        let page = Page::from_body(title, frame, body).in_languages(tail);
        if !told {
            return page.noindex();
        }
        documents.iter().fold(page.about(about).preview(preview), |page, document| page.json_ld(document))
    }
}

pub(super) fn head_link(shop: &PublicShop, w: &Words) -> ShopLink {
    ShopLink { name: shop.name.clone(), href: routes::shop(w.lang, &shop.code) }
}

fn steps(piece: &PublicPiece, shop: &PublicShop, w: &Words) -> Vec<(String, String)> {
    let regency = routes::regency(w.lang, &shop.regency_slug);
    vec![
        (crate::regions::short_name(&shop.regency).to_owned(), regency),
        (shop.village.clone(), routes::village(w.lang, &shop.regency_slug, &shop.village_slug)),
        (shop.name.clone(), routes::shop(w.lang, &shop.code)),
        (piece.name.clone(), routes::product(w.lang, &piece.code)),
    ]
}

/// The first sentences of its story, or who made it and where.
fn description(piece: &PublicPiece, shop: &PublicShop, w: &Words) -> String {
    if !piece.story.is_empty() {
        return piece.story.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect();
    }
    w.with(
        "catalogue-public-about",
        &[
            ("name", (&piece.name).into()),
            ("makers", Arg::Text(makers(piece, shop))),
            ("village", (&shop.village).into()),
            ("regency", Arg::from(crate::regions::short_name(&shop.regency))),
        ],
    )
}

/// Who made it: the named makers, else the shop.
pub(super) fn makers(piece: &PublicPiece, shop: &PublicShop) -> String {
    if piece.makers.is_empty() { shop.name.clone() } else { piece.makers.join(", ") }
}

fn whole(seen: Seen, w: &Words) -> impl IntoView + use<> {
    let hero = figure(&seen, w).into_any();
    let offer = offer(&seen, w).into_any();
    let told = told(&seen, w).into_any();
    let actions = actions(&seen, w);
    let maker = maker(&seen, w).into_any();
    let share = share(&seen, w).into_any();
    let more = more(seen.others, &seen.shop.name, w).into_any();
    view! {
        <div class="page">
            <article class="split">
                {hero}
                <div class="told">{offer}{told}{actions}</div>
            </article>
            {maker}
            {more}
            {share}
        </div>
    }
}

fn figure(seen: &Seen, w: &Words) -> impl IntoView + use<> {
    let band = seen.shop.band;
    let photo = seen.piece.photos.first()?;
    let alt = alt(&seen.piece, photo.drawing, w);
    let label = drawing(&seen.piece.photos[..1], w).map(|text| view! { <figcaption>{text}</figcaption> });
    Some(view! {
        <figure class="hero keep">
            {photo::hero(photo, alt)}
            <div class=format!("band band-{band}")></div>
            {label}
        </figure>
    })
}

/// That the pictures are drawings, where one is: the demonstration's are.
pub(super) fn drawing(photos: &[Picture], w: &Words) -> Option<impl IntoView + use<>> {
    let drawn = photos.iter().any(|photo| photo.drawing);
    drawn.then(|| view! { <span class="soft small">{w.t("catalogue-public-drawing")}</span> })
}

pub(super) fn alt(piece: &PublicPiece, drawing: bool, w: &Words) -> String {
    let key = if drawing { "catalogue-public-drawing-of" } else { "catalogue-public-photo-of" };
    w.with(key, &[("name", (&piece.name).into())])
}

/// Name, maker, price and state: what stands in the first screen.
fn offer(seen: &Seen, w: &Words) -> impl IntoView + use<> {
    let (piece, shop) = (&seen.piece, &seen.shop);
    let by = Arg::Text(makers(piece, shop));
    let what = match piece.facts_of(Group::Use).next() {
        Some(fact) => w.with("catalogue-public-use-by", &[("use", w.t(&fact.message_key()).into()), ("makers", by)]),
        None => w.with("catalogue-public-by", &[("makers", by)]),
    };
    let several = piece.kind == Kind::Stocked && piece.for_sale();
    let state = if several {
        w.with("catalogue-public-left", &[("count", piece.stock.into())])
    } else {
        w.t(state_key(piece.shown))
    };
    let place =
        if shop.island.is_empty() { shop.village.clone() } else { format!("{}, {}", shop.village, shop.island) };
    view! {
        <h1 class="name big" lang=foreign(piece.language, w.lang)>{piece.name.clone()}</h1>
        <p class="soft">{what}</p>
        <p class="row deal">
            <span class="price big">{w.money(piece.price)}</span>
            " "
            <span class=format!("{} end", piece.shown.class())>{state}</span>
        </p>
        <a class="who" href=routes::shop(w.lang, &shop.code)>
            <span class=format!("mark band-{}", shop.band)></span>
            <span>
                <span class="soft">{w.t("catalogue-public-made-by")}</span>
                " "
                <b>{makers(piece, shop)}</b>
                " "
                <span class="soft">{place}</span>
            </span>
            " "
            <span class="end"><Icon name=Ico::Next/></span>
        </a>
    }
}

fn maker(seen: &Seen, w: &Words) -> impl IntoView + use<> {
    let shop = &seen.shop;
    let story: String = shop.story.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned();
    let story = (!story.is_empty()).then(|| view! { <p lang=foreign(shop.language, w.lang)>{story}</p> });
    let ask = (shop.reachable && seen.piece.shown != Shown::ToOrder)
        .then(|| contact_form(shop, Some(&seen.piece.code), "btn line", w));
    view! {
        <section class="part stack" aria-labelledby="maker">
            <h2 id="maker" class="name big">{shop.name.clone()}</h2>
            {story}
            <div class="acts">
                <a class="btn line" href=routes::shop(w.lang, &shop.code)>{w.t("catalogue-public-see-shop")}</a>
                {ask}
            </div>
        </section>
    }
}

/// The shop's other pieces in a closed drawer, for the same reason as further photos.
pub(super) fn more(others: Vec<Tile>, shop: &str, w: &Words) -> impl IntoView + use<> {
    let count = i64::try_from(others.len()).unwrap_or_default();
    let title = w.with("catalogue-public-more", &[("shop", shop.into()), ("count", count.into())]);
    (count > 0)
        .then(|| view! { <details class="more part"><summary>{title}</summary>{shelf(others, false, w)}</details> })
}

fn share(seen: &Seen, w: &Words) -> impl IntoView + use<> {
    let href = seen.share.clone();
    let shop = &seen.shop;
    let made = w.with(
        "catalogue-public-made-in",
        &[("village", (&shop.village).into()), ("regency", crate::regions::full_name(&shop.regency, w).into())],
    );
    view! {
        <section class="part share" aria-labelledby="tell">
            <h2 id="tell" class="lift">{w.t("catalogue-public-share")}</h2>
            <div class="acts even">
                <a class="btn line" href=href><Icon name=Ico::Chat/>"WhatsApp"</a>
                <a class="btn line" href=routes::product(w.lang, &seen.piece.code)><Icon name=Ico::Link/>{w.t("catalogue-public-link")}</a>
            </div>
            <p class="soft small after">
                {w.t("catalogue-public-code")}" "<span class="code">{seen.piece.code.clone()}</span>". "{made}
            </p>
            <p class="row wrap">
                <a class="icon" href=routes::regency(w.lang, &shop.regency_slug)>{crate::regions::short_name(&shop.regency).to_owned()}</a>
                <a class="icon" href=routes::help(w.lang, Some(&shop.regency_slug))>{w.t("catalogue-public-help")}</a>
            </p>
        </section>
    }
}
