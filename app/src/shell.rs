//! The HTML document around every page: one for tourists (style inlined, no wasm), one for the
//! rooms behind sign-in (style linked, wasm only where there are islands).

mod desk;

use std::sync::Arc;

use leptos::config::LeptosOptions;
use leptos::hydration::HydrationScripts;
use leptos::prelude::*;

pub use desk::sign_out;
use desk::{admin_top, dock_bar, office_top, studio_top};

use crate::backend::Visit;
use crate::page::{Follows, Frame, Head, Page, languages};
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::words::{Lang, Words};

/// What the built site is made of.
#[derive(Clone)]
pub struct Assets {
    /// The style of tourist pages, inlined.
    pub tourist_css: Arc<str>,
    /// The address of the style of all other pages.
    pub studio_css: String,
    /// The address of the style of print sheets.
    pub sheet_css: String,
    /// Where the wasm is, for pages with islands.
    pub options: LeptosOptions,
}

/// The whole document. Call it inside Leptos' owner.
pub fn document(page: Page, visit: &Visit, assets: &Assets) -> impl IntoView + use<> {
    let Page { head, frame, islands, body, waiting, .. } = page;
    let lang = visit.words.lang.code();
    let class = match frame {
        Frame::Studio { .. } => "studio",
        Frame::Office { .. } | Frame::Admin { .. } => "office",
        Frame::Code => "fullcode",
        _ => "",
    };
    let here = head.here.clone().unwrap_or_else(|| format!("{}{}", visit.path, visit.query));
    let spoken = head.spoken;
    let head = head_of(head, &frame, islands, visit, assets);
    let main = match frame.clone() {
        Frame::Tourist { band, shop, .. } => {
            let top = tourist_top(band, shop.as_ref(), visit, &here);
            view! { {top} <main id="main">{body()}</main> {tourist_foot(band, visit)} }.into_any()
        }
        Frame::Studio { band, back, heading, dock } => {
            let top = studio_top(band, back, (heading, spoken), visit);
            let flush = if dock.is_none() { "page flush" } else { "page" };
            view! { {top} <main id="main" class=flush>{body()}</main> {dock.map(|lit| dock_bar(lit, waiting, visit))} }.into_any()
        }
        Frame::Office { regency, slug, tab } => {
            view! { {office_top(&regency, &slug, tab, visit)} <main id="main" class="page">{body()}</main> }.into_any()
        }
        Frame::Admin { tab } => {
            view! { {admin_top(tab, visit)} <main id="main" class="page">{body()}</main> }.into_any()
        }
        Frame::Code => view! { <main id="main">{body()}</main> }.into_any(),
        Frame::Door => view! { <header><div class="band slim band-0"></div></header> <main id="main" class="page door">{body()} {language_line(&visit.words, &here)}</main> }.into_any(),
        Frame::Sheet { band, back, heading } => {
            let top = view! {
                <header class="screen">
                    <div class=format!("band slim band-{band}")></div>
                    <div class="top">
                        <a class="icon" href=back aria-label=visit.words.t("core-back")><Icon name=Ico::Back/></a>
                        <h1 class="mid">{heading}</h1>
                    </div>
                </header>
            };
            view! { {top} <main id="main">{body()}</main> }.into_any()
        }
    };
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            {head}
            <body class=class>
                <a class="skip" href="#main">{visit.words.t("core-skip")}</a>
                {visit
                    .demo
                    .then(|| {
                        let label = visit.words.t("core-demo-label");
                        view! { <aside class="banner demo screen" aria-label=label>{visit.words.t("core-demo")}</aside> }
                    })}
                {main}
            </body>
        </html>
    }
}

fn head_of(head: Head, frame: &Frame, islands: bool, visit: &Visit, assets: &Assets) -> AnyView {
    let origin = visit.origin.clone();
    let canonical = head.tail.as_ref().map(|tail| format!("{origin}/{}{tail}", visit.words.lang.code()));
    let alternates = head.tail.as_ref().map(|tail| {
        languages(tail)
            .map(|(lang, path)| view! { <link rel="alternate" hreflang=lang.code() href=format!("{origin}{path}")/> })
            .collect_view()
    });
    let style = if frame.tourist() {
        view! { <style inner_html=assets.tourist_css.to_string()></style> }.into_any()
    } else if matches!(frame, Frame::Sheet { .. }) {
        view! { <link rel="stylesheet" href=assets.sheet_css.clone()/> }.into_any()
    } else {
        view! { <link rel="stylesheet" href=assets.studio_css.clone()/> }.into_any()
    };
    let description = (!head.description.is_empty()).then(|| head.description.clone());
    let shared = canonical.clone().filter(|_| !head.noindex).map(|url| {
        let picture = head.preview.clone().map(|p| {
            view! {
                {og("og:image", p.url)}
                {og("og:image:width", p.width.to_string())}
                {og("og:image:height", p.height.to_string())}
                <meta name="twitter:card" content="summary_large_image"/>
            }
        });
        view! {
            {og("og:type", "website".to_owned())}
            {og("og:site_name", "Homoru".to_owned())}
            {og("og:title", head.title.clone())}
            {og("og:description", head.description.clone())}
            {og("og:url", url)}
            {picture}
        }
    });
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>{head.title.clone()}</title>
            {description.map(|text| view! { <meta name="description" content=text/> })}
            {head.noindex.then(|| view! { <meta name="robots" content="noindex"/> })}
            <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f9f4ea"/>
            <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#12172b"/>
            <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
            {canonical.map(|url| view! { <link rel="canonical" href=url/> })}
            {alternates}
            {shared}
            {style}
            {head.json_ld.into_iter().map(|json| view! { <script type="application/ld+json" inner_html=json></script> }).collect_view()}
            {head.follows.map(|Follows { state, mark }| view! { <script src="/follow.js" data-state=state data-mark=mark defer></script> })}
            {islands.then(|| view! { <HydrationScripts options=assets.options.clone() islands=true/> })}
        </head>
    }
    .into_any()
}

/// An Open Graph line: `property` is not an attribute Leptos knows.
fn og(property: &'static str, content: String) -> impl IntoView {
    leptos::html::meta().attr("property", property).content(content)
}

fn tourist_top(band: u8, shop: Option<&crate::page::ShopLink>, visit: &Visit, here: &str) -> impl IntoView + use<> {
    let w = visit.words.clone();
    let (name, href) =
        shop.map_or_else(|| ("Homoru".to_owned(), routes::home(w.lang)), |shop| (shop.name.clone(), shop.href.clone()));
    let mark = shop.is_some().then(|| view! { <span class=format!("mark band-{band}")></span> });
    view! {
        <header>
            <div class=format!("band slim band-{band}")></div>
            <div class="top">
                <a class="shop" href=href>{mark}{name}</a>
                <a class="icon" href=routes::cart(w.lang) aria-label=w.t("core-basket")><Icon name=Ico::Basket/></a>
                {language_switch(&w, here)}
            </div>
        </header>
    }
}

/// Works with script blocked; every language is named in itself. `here` is the page's own address.
fn language_switch(w: &Words, here: &str) -> impl IntoView + use<> {
    let now = w.lang;
    let links = Lang::ALL
        .into_iter()
        .map(|lang| {
            let path = routes::language(lang, here);
            let current = (lang == now).then_some("true");
            view! { <li><a lang=lang.code() hreflang=lang.code() rel="nofollow" href=path aria-current=current>{lang.own_name()}</a></li> }
        })
        .collect_view();
    view! {
        <details class="lang">
            <summary><Icon name=Ico::Globe/> <span class="hide">{w.t("core-language")}": "</span>{now.own_name()}</summary>
            <ul>{links}</ul>
        </details>
    }
}

/// The same at the foot of a page without a head.
fn language_line(w: &Words, here: &str) -> impl IntoView + use<> {
    let links = Lang::ALL
        .into_iter()
        .filter(|lang| *lang != w.lang)
        .map(|lang| {
            let href = routes::language(lang, here);
            view! { <a class="btn quiet" lang=lang.code() hreflang=lang.code() rel="nofollow" href=href><Icon name=Ico::Globe/>{lang.own_name()}</a> }
        })
        .collect_view();
    view! { <nav class="part" aria-label=w.t("core-language")>{links}</nav> }
}

fn tourist_foot(band: u8, visit: &Visit) -> impl IntoView + use<> {
    let w = visit.words.clone();
    view! {
        <footer class="foot">
            <div class=format!("band slim band-{band}")></div>
            <div class=format!("fringe band-{band}")></div>
            <div class="page">
                <nav aria-label=w.t("core-about")>
                    <a href=routes::TYPE_CODE>{w.t("core-type-code")}</a>
                    <a href=routes::home(w.lang)>{w.t("core-all-regencies")}</a>
                    <a href=routes::privacy(w.lang, None)>{w.t("core-privacy")}</a>
                    <a href=routes::help(w.lang, None)>{w.t("core-help")}</a>
                </nav>
            </div>
        </footer>
    }
}
