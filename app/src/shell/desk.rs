//! What stands around the pages behind sign-in: the studio's head and its bottom bar, the rooms of office and
//! administration, the way out.

use leptos::prelude::*;

use crate::backend::Visit;
use crate::page::Dock;
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::words::{Lang, Words};

pub(super) fn studio_top(
    band: u8,
    back: Option<String>,
    (heading, lang): (String, Option<Lang>),
    visit: &Visit,
) -> impl IntoView + use<> {
    let tall = if back.is_some() { "slim" } else { "tall" };
    let class = if back.is_some() { "mid" } else { "name hello" };
    let back = back.map(|href| {
        view! { <a class="icon" href=href aria-label=visit.words.t("core-back")><Icon name=Ico::Back/></a> }
    });
    view! {
        <header>
            <div class=format!("band {tall} band-{band}")></div>
            <div class="top">{back}<h1 class=class lang=lang.map(Lang::code)>{heading}</h1></div>
        </header>
    }
}

pub(super) fn dock_bar(lit: Dock, waiting: i64, visit: &Visit) -> impl IntoView + use<> {
    let w = visit.words.clone();
    let tabs = [
        (Dock::Home, routes::STUDIO, Ico::Home, "core-dock-home"),
        (Dock::Orders, routes::STUDIO_ORDERS, Ico::Basket, "core-dock-orders"),
        (Dock::Add, routes::STUDIO_ADD, Ico::Plus, "core-dock-add"),
        (Dock::Money, routes::STUDIO_MONEY, Ico::Wallet, "core-dock-money"),
        (Dock::Shop, routes::STUDIO_SHOP, Ico::Shop, "core-dock-shop"),
    ];
    let links = tabs
        .into_iter()
        .map(|(tab, href, icon, key)| {
            let current = (tab == lit).then_some("page");
            let waiting = if tab == Dock::Orders { waiting } else { 0 };
            view! { <li><a href=href aria-current=current><Icon name=icon/>{w.t(key)}{count(waiting, &w)}</a></li> }
        })
        .collect_view();
    view! { <nav class="dock" aria-label=w.t("core-menu")><ul>{links}</ul></nav> }
}

pub(super) fn office_top(regency: &str, slug: &str, tab: &'static str, visit: &Visit) -> impl IntoView + use<> {
    let waits = visit.actor.as_ref().map(|actor| actor.desk).unwrap_or_default();
    let tabs = vec![
        ("summary", routes::office(slug), "core-office-summary", 0),
        ("shops", routes::office_shops(slug), "core-office-shops", 0),
        ("orders", routes::office_orders(slug), "core-office-orders", 0),
        ("alarms", routes::office_alarms(slug), "core-office-alarms", waits.alarms),
        ("messages", routes::office_messages(slug), "core-office-messages", 0),
        ("invitations", routes::office_invitations(slug), "core-office-invitations", 0),
        ("payouts", routes::office_payouts(slug), "core-office-payouts", waits.missing),
        ("sending", routes::office_sending(slug), "core-office-sending", 0),
        ("account", routes::ACCOUNT.to_owned(), "core-account", 0),
    ];
    let home = view! {
        <a class="shop" href=routes::office(slug)>"Homoru "<span class="soft">{regency.to_owned()}</span></a>
    };
    rooms(home.into_any(), tabs, tab, &visit.words)
}

pub(super) fn admin_top(tab: &'static str, visit: &Visit) -> impl IntoView + use<> {
    let tabs = vec![
        ("regencies", routes::ADMIN.to_owned(), "core-admin-regencies", 0),
        ("officers", routes::ADMIN_OFFICERS.to_owned(), "core-admin-officers", 0),
        ("account", routes::ACCOUNT.to_owned(), "core-account", 0),
    ];
    let home = view! { <a class="shop" href=routes::ADMIN>"Homoru"</a> };
    rooms(home.into_any(), tabs, tab, &visit.words)
}

/// A number on a tab: so much waits there.
fn count(waiting: i64, w: &Words) -> Option<AnyView> {
    let said = w.t("core-waiting");
    (waiting > 0).then(|| view! { <span class="count">{waiting}<span class="hide">" "{said}</span></span> }.into_any())
}

/// The way home, the tabs (name, address, key of its word, how much waits there) and the way out.
fn rooms(
    home: AnyView,
    tabs: Vec<(&'static str, String, &'static str, i64)>,
    tab: &str,
    w: &Words,
) -> impl IntoView + use<> {
    let links = tabs
        .into_iter()
        .map(|(name, href, key, waiting)| {
            let current = (name == tab).then_some("page");
            view! { <a href=href aria-current=current>{w.t(key)}{count(waiting, w)}</a> }
        })
        .collect_view();
    view! {
        <header>
            <div class="band slim band-0"></div>
            <div class="top rooms">
                {home}
                <nav class="tabs end" aria-label=w.t("core-menu")>{links}</nav>
                {sign_out(w)}
            </div>
        </header>
    }
}

/// The sign-out button: a form, because signing out is a POST.
pub fn sign_out(w: &Words) -> impl IntoView + use<> {
    view! {
        <form method="post" action=routes::LOGOUT>
            <button class="btn quiet"><Icon name=Ico::Logout/>{w.t("core-sign-out")}</button>
        </form>
    }
}
