//! `/account`: one's own language, where messages of one's shop go by e-mail, and where one is signed in.

use leptos::prelude::*;

use super::Stay;
use crate::backend::{Actor, Backend, Role};
use crate::error::AppError;
use crate::form::Typed;
use crate::notifications::pages::letter_box;
use crate::page::{Dock, Frame, Page};
use crate::regions::full_name;
use crate::routes;
use crate::shell;
use crate::time::Zone;
use crate::ui::icons::{Ico, Icon};
use crate::words::{Lang, Words};

/// `/account`; `typed` is what was typed into the form of the letter box.
pub async fn account(b: &Backend, typed: Typed) -> Result<Page, AppError> {
    let actor = b.actor()?.clone();
    let stays = b.accounts.stays(&actor.account).await?;
    let (frame, zone) = frame(b, &actor).await?;
    let letters = if actor.shop.is_some() { Some(letter_box(b, typed, zone).await?) } else { None };
    let own_head = actor.role != Role::Artisan;
    let w = b.words();
    Ok(Page::new(b.t("core-account"), frame, move || {
        let lines = stays.into_iter().map(|stay| line(&stay, &actor, zone, &w)).collect_view();
        view! {
            {own_head.then(|| view! { <h1 class="name big lift">{w.t("core-account")}</h1> })}
            {languages(&w)}
            {letters}
            <h2 class="part lift">{w.t("accounts-own-title")}</h2>
            <p class="soft">{w.with("accounts-own-lead", &[("name", (&actor.name).into())])}</p>
            <ul class="list after">{lines}</ul>
            <div class="part">{shell::sign_out(&w)}</div>
        }
    })
    .noindex())
}

/// One tap changes it. Tourist pages have their own.
fn languages(w: &Words) -> impl IntoView + use<> {
    let buttons = Lang::ALL
        .into_iter()
        .map(|lang| {
            let code = lang.code();
            let now = lang == w.lang;
            view! {
                <button class="btn line" name="language" value=code lang=code aria-current=now.then_some("true")>
                    {now.then(|| view! { <Icon name=Ico::Check/> })}{lang.own_name()}
                </button>
            }
        })
        .collect_view();
    view! {
        <h2 class="lift">{w.t("core-language")}</h2>
        <form class="acts even" method="post" action=routes::ACCOUNT_LANGUAGE>{buttons}</form>
    }
}

/// The room of whoever asks.
async fn frame(b: &Backend, actor: &Actor) -> Result<(Frame, Zone), AppError> {
    Ok(match actor.role {
        Role::Artisan => {
            let back = Some(routes::STUDIO_SHOP.to_owned());
            let heading = b.t("core-account");
            let zone = match b.shop() {
                Ok(shop) => b.accounts.own_shop(shop).await?.zone,
                Err(_) => Zone::Wita,
            };
            (Frame::Studio { band: actor.band, back, heading, dock: Some(Dock::Shop) }, zone)
        }
        Role::Officer => {
            let regency = b.regions.regency(&actor.regency_slug).await?;
            (
                Frame::Office { regency: full_name(&regency.name, &b.visit.words), slug: regency.slug, tab: "account" },
                regency.zone,
            )
        }
        Role::Administrator => (Frame::Admin { tab: "account" }, Zone::Wib),
    })
}

fn line(stay: &Stay, actor: &Actor, zone: Zone, w: &Words) -> impl IntoView + use<> {
    let here = stay.id == actor.session;
    let what = w.t(if stay.on_device { "accounts-own-phone" } else { "accounts-own-browser" });
    let seen = w.with("accounts-own-seen", &[("when", w.moment(stay.seen, zone).into())]);
    let since = w.with("accounts-own-since", &[("when", w.moment(stay.since, zone).into())]);
    let mark = here.then(|| view! { <span class="state here">{w.t("accounts-own-here")}</span> });
    let end = (!here).then(|| {
        view! {
            <form method="post" action=routes::end_stay(stay.id.as_str())>
                <button class="btn line no">{w.t("accounts-own-end")}</button>
            </form>
        }
    });
    view! {
        <li>
            <div class="line-card">
                <Icon name=if stay.on_device { Ico::Phone } else { Ico::Lock }/>
                <span><b>{what}</b><br/><span class="soft small">{seen}</span><br/><span class="soft small">{since}</span></span>
                {mark}
                {end}
            </div>
        </li>
    }
}
