//! The studio's pages about the shop: an overview that shows what is missing first, and one page a section.

mod about;
mod band;
mod code;
mod makers;
pub mod places;
mod portrait;
mod sending;
mod whatsapp;

use leptos::prelude::*;

pub use about::about;
pub use band::band;
pub use code::code;
pub use makers::{maker, makers};
pub use places::{new_place, place, places};
pub use portrait::portrait;
pub use sending::sending;
pub use whatsapp::whatsapp;

use super::ShopCard;
use crate::backend::Backend;
use crate::codes;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::{Dock, Frame, Page};
use crate::routes;
use crate::shell;
use crate::ui::field::key_field;
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// `/studio/shop`; `saved` after a section was saved.
pub async fn overview(b: &Backend, saved: bool) -> Result<Page, AppError> {
    let actor = b.actor()?.clone();
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let makers = b.accounts.shop_makers(&shop.id).await?;
    let places = b.accounts.shop_places(&shop.id).await?;
    let code = b.codes.code_of(codes::Kind::Shop, shop.id.as_str()).await?;
    let waiting = b.orders.waiting(&shop.id, &b.actor()?.account).await?;
    let w = b.words();
    let mut sections = sections(&shop, makers.len(), places.len(), &w);
    sections.sort_by_key(|section| !section.missing);
    let frame = Frame::Studio { band: shop.band, back: None, heading: shop.name.clone(), dock: Some(Dock::Shop) };
    Ok(Page::new(b.t("accounts-shop-title"), frame, move || {
        let public = code.filter(|_| shop.open).map(|code| routes::shop(w.lang, &code));
        view! {
            {saved.then(|| view! { <div role="status">{note(Tone::Leaf, w.t("accounts-shop-saved"))}</div> })}
            {face(&shop, &w)}
            <ul class="list after">{sections.into_iter().map(|section| section.line(&w)).collect_view()}</ul>
            <h2 class="part lift">{w.t("accounts-shop-more")}</h2>
            <ul class="list">{doors(public, actor.owns_shop, &w)}</ul>
            <div class="after">{shell::sign_out(&w)}</div>
        }
    })
    .waiting(waiting.count))
}

/// The picture, where the shop is, and whether guests can see it.
fn face(shop: &ShopCard, w: &Words) -> impl IntoView + use<> {
    let picture = match &shop.portrait {
        Some(portrait) => {
            let alt = portrait.of.clone();
            view! { <img class="face" src=routes::media(&portrait.key, 320, "webp") width="104" height="104" alt=alt/> }
                .into_any()
        }
        None => view! { <span class=format!("mark band-{}", shop.band)></span> }.into_any(),
    };
    let (class, key) =
        if shop.open { ("state here", "accounts-shop-open") } else { ("state wait", "accounts-shop-not-open") };
    view! {
        <div class="row">
            {picture}
            <div>
                <p class="name mid">{shop.village_name.clone()}</p>
                <p class="soft">{w.t(shop.kind.key())}</p>
                <p class=class>{w.t(key)}</p>
            </div>
        </div>
    }
}

/// One line of the overview.
struct Section {
    href: String,
    icon: Ico,
    title: &'static str,
    summary: String,
    missing: bool,
}

impl Section {
    fn line(self, w: &Words) -> impl IntoView + use<> {
        let summary = if self.missing {
            view! { <span class="state wait">{self.summary}</span> }.into_any()
        } else {
            view! { <span class="soft">{self.summary}</span> }.into_any()
        };
        view! {
            <li>
                <a class="line-card" href=self.href>
                    <Icon name=self.icon/>
                    <span><b>{w.t(self.title)}</b><br/>{summary}</span>
                    <Icon name=Ico::Next/>
                </a>
            </li>
        }
    }
}

fn sections(shop: &ShopCard, makers: usize, places: usize, w: &Words) -> Vec<Section> {
    let section = |part: &str, icon, title, full: Option<String>, empty: &str| Section {
        href: routes::studio_shop(part),
        icon,
        title,
        missing: full.is_none(),
        summary: full.unwrap_or_else(|| w.t(empty)),
    };
    let count = |n: usize| i64::try_from(n).unwrap_or_default();
    let told = (!shop.story.is_empty()).then(|| w.t("accounts-shop-about-told"));
    let hung = shop.portrait.as_ref().map(|portrait| portrait.of.clone());
    let number = shop.whatsapp.as_ref().map(|number| {
        let key = if shop.whatsapp_public { "accounts-shop-whatsapp-shown" } else { "accounts-shop-whatsapp-hidden" };
        w.with(key, &[("number", number.display().into())])
    });
    let met = (places > 0).then(|| w.with("accounts-shop-places-count", &[("n", count(places).into())]));
    let made = w.with("accounts-shop-makers-count", &[("n", count(makers).into())]);
    let sent = match (shop.sends, shop.delivers) {
        (true, true) => Some("accounts-shop-sending-both"),
        (true, false) => Some("accounts-shop-sending-parcels"),
        (false, true) => Some("accounts-shop-sending-near"),
        (false, false) => None,
    };
    // Nobody has to: what is not offered is not missing.
    let sent = Some(w.t(sent.unwrap_or("accounts-shop-sending-none")));
    let chosen = (shop.band > 0).then(|| w.t("accounts-shop-band-chosen"));
    vec![
        section("about", Ico::Edit, "accounts-shop-about", told, "accounts-shop-about-empty"),
        section("portrait", Ico::Person, "accounts-shop-portrait", hung, "accounts-shop-portrait-empty"),
        section("whatsapp", Ico::Chat, "accounts-shop-whatsapp", number, "accounts-shop-whatsapp-empty"),
        section("places", Ico::Place, "accounts-shop-places", met, "accounts-shop-places-empty"),
        section("sending", Ico::Parcel, "accounts-shop-sending", sent, "accounts-shop-sending"),
        section("band", Ico::Cloth, "accounts-shop-band", chosen, "accounts-shop-band-empty"),
        section("makers", Ico::People, "accounts-shop-makers", Some(made), "accounts-shop-makers"),
    ]
}

/// Where the shop's other rooms are.
fn doors(public: Option<String>, owner: bool, w: &Words) -> Vec<AnyView> {
    let door = |href: String, icon, title| {
        let title = w.t(title);
        view! { <li><a class="line-card" href=href><Icon name=icon/><span><b>{title}</b></span><Icon name=Ico::Next/></a></li> }
            .into_any()
    };
    let mut doors: Vec<AnyView> =
        public.map(|href| door(href, Ico::Eye, "accounts-shop-see-page")).into_iter().collect();
    doors.push(door(routes::STUDIO_SHOP_CODE.to_owned(), Ico::Qris, "accounts-shop-see-code"));
    doors.push(door(routes::STUDIO_TAGS.to_owned(), Ico::Printer, "accounts-shop-print-tags"));
    if owner {
        doors.push(door(routes::STUDIO_MONEY_SETTINGS.to_owned(), Ico::Wallet, "accounts-shop-ways"));
    }
    doors.push(door(routes::ACCOUNT.to_owned(), Ico::Lock, "accounts-own-door"));
    doors
}

/// The frame of a section's page.
fn section_frame(b: &Backend, heading: &str) -> Result<Frame, AppError> {
    let back = Some(routes::STUDIO_SHOP.to_owned());
    Ok(Frame::Studio { band: b.actor()?.band, back, heading: b.t(heading), dock: None })
}

/// What every section's form starts with: what is wrong, its key, the version it was made from.
fn form_head(typed: &Typed, key: String, version: i64, w: &Words) -> impl IntoView + use<> {
    view! {
        {form_notice(typed, w)}
        {key_field(key)}
        <input type="hidden" name="version" value=version.to_string()/>
    }
}

/// What every section's form ends with.
fn save_bar(text: String) -> impl IntoView {
    view! { <div class="bar one"><button class="btn main wide">{text}</button></div> }
}
