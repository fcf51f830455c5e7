//! The officer's invitations: a short form, one link to be scanned from the screen, and what became of all.

mod link;

use leptos::prelude::*;

pub use link::invitation;

use super::door_pages::village_select;
use super::rules::NAME_LENGTH;
use super::shop::VillageChoice;
use super::{Artisan, InvitationKind, InvitationLine, InvitationState};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::{Frame, Page};
use crate::regions::{Regency, full_name};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, key_field, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::narrow::narrow;
use crate::ui::notice::{Tone, form_notice, note};
use crate::ui::pager::pager;
use crate::words::Words;

async fn room(b: &Backend) -> Result<(Regency, Frame), AppError> {
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let frame = Frame::Office {
        regency: full_name(&regency.name, &b.visit.words),
        slug: regency.slug.clone(),
        tab: "invitations",
    };
    Ok((regency, frame))
}

/// `/office/{slug}/invitations`
pub async fn invitations(
    b: &Backend,
    typed: Typed,
    state: Option<InvitationState>,
    page: i64,
) -> Result<Page, AppError> {
    let (regency, frame) = room(b).await?;
    let villages = b.accounts.shop_villages(&regency.id).await?;
    let (lines, paging) = b.accounts.invitations(&regency.id, state, page).await?;
    let (w, key) = (b.words(), b.key("invite-artisan"));
    Ok(Page::new(b.t("accounts-office-title"), frame, move || {
        let slug = regency.slug.clone();
        let address = move |page: i64| {
            let state = state.map(|state| format!("state={}&", state.as_str())).unwrap_or_default();
            format!("{}?{state}page={page}", routes::office_invitations(&slug))
        };
        let list = if lines.is_empty() { nobody(state, &w).into_any() } else { table(lines, &regency, &w).into_any() };
        view! {
            <h1 class="name big">{w.t("accounts-office-title")}</h1>
            <div class="split part">
                <section>{invite_form(&regency, &villages, &typed, key, &w)}</section>
                <section class="part">
                    <h2>{w.t("accounts-office-other")}</h2>
                    <p class="soft">{w.t("accounts-office-device-lead")}</p>
                    <a class="btn line after" href=routes::office_devices(&regency.slug)><Icon name=Ico::Phone/>{w.t("accounts-office-device")}</a>
                </section>
            </div>
            <section class="part">
                <h2>{w.t("accounts-office-list")}</h2>
                {filter(&regency.slug, state, &w)}
                {list}
                {pager(paging, &address, &w)}
            </section>
        }
    }))
}

fn invite_form(
    regency: &Regency,
    villages: &[VillageChoice],
    typed: &Typed,
    key: String,
    w: &Words,
) -> impl IntoView + use<> {
    if villages.is_empty() {
        return note(Tone::Turmeric, w.t("accounts-office-no-villages")).into_any();
    }
    let most = u16::try_from(NAME_LENGTH).unwrap_or(80);
    let name = Text { max: most, required: true, ..Text::new("name", "accounts-office-name") };
    let phone = Text {
        kind: "tel",
        mode: "tel",
        max: 30,
        hint: "accounts-phone-hint",
        required: true,
        ..Text::new("phone", "accounts-office-phone")
    };
    view! {
        <form class="stack" method="post" action=routes::office_invitations(&regency.slug)>
            <h2>{w.t("accounts-office-invite")}</h2>
            {form_notice(typed, w)}
            {key_field(key)}
            {text_field(name, typed, w)}
            {text_field(phone, typed, w)}
            {village_select(villages, typed, w)}
            <button class="btn main"><Icon name=Ico::Invite/>{w.t("accounts-office-make")}</button>
        </form>
    }
    .into_any()
}

fn filter(slug: &str, state: Option<InvitationState>, w: &Words) -> impl IntoView + use<> {
    let all = std::iter::once(None).chain(InvitationState::ALL.into_iter().map(Some));
    let links = all
        .map(|one| {
            let href = match one {
                None => routes::office_invitations(slug),
                Some(state) => format!("{}?state={}", routes::office_invitations(slug), state.as_str()),
            };
            let current = (one == state).then_some("page");
            view! { <a href=href aria-current=current>{one.map_or_else(|| w.t("accounts-state-all"), |state| state_word(state, w))}</a> }
        })
        .collect_view();
    view! { <nav class="tabs after" aria-label=w.t("accounts-office-list")>{links}</nav> }
}

fn state_word(state: InvitationState, w: &Words) -> String {
    w.t(match state {
        InvitationState::Open => "accounts-state-open",
        InvitationState::Used => "accounts-state-used",
        InvitationState::Expired => "accounts-state-expired",
        InvitationState::Revoked => "accounts-state-revoked",
    })
}

fn state_mark(state: InvitationState, w: &Words) -> impl IntoView + use<> {
    let class = match state {
        InvitationState::Open => "state wait",
        InvitationState::Used => "state here",
        InvitationState::Expired | InvitationState::Revoked => "state gone",
    };
    view! { <span class=class>{state_word(state, w)}</span> }
}

fn nobody(state: Option<InvitationState>, w: &Words) -> impl IntoView + use<> {
    let text = w.t(if state.is_some() { "accounts-office-none-here" } else { "accounts-office-none" });
    view! { <div class="blank"><Drawing name=Draw::Letter/><p class="soft">{text}</p></div> }
}

fn table(lines: Vec<InvitationLine>, regency: &Regency, w: &Words) -> impl IntoView + use<> {
    let rows = lines.into_iter().map(|line| row(line, regency, w)).collect_view();
    view! {
        <table class="table after">
            <thead>
                <tr>
                    <th scope="col">{w.t("accounts-office-who")}</th>
                    <th scope="col">{w.t("accounts-office-state")}</th>
                    <th scope="col" class="wide-only">{w.t("accounts-office-kind")}</th>
                    <th scope="col" class="wide-only">{w.t("accounts-office-when")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(line: InvitationLine, regency: &Regency, w: &Words) -> impl IntoView + use<> {
    let href = routes::office_invitation(&regency.slug, line.id.as_str());
    let name = if line.name.is_empty() { w.t("accounts-office-forgotten") } else { line.name };
    let when = match (line.state, line.ended_at) {
        (InvitationState::Open, _) => {
            w.with("accounts-office-until", &[("date", w.date(line.expires_at, regency.zone).into())])
        }
        (_, Some(at)) => w.date(at, regency.zone),
        (_, None) => w.date(line.expires_at, regency.zone),
    };
    let kind = kind_word(line.kind, w);
    view! {
        <tr>
            <th scope="row">
                <a href=href>{name}</a><span class="soft small">" "{line.village}</span>
                {narrow(&[kind.clone(), when.clone()])}
            </th>
            <td>{state_mark(line.state, w)}</td>
            <td class="wide-only">{kind}</td>
            <td class="wide-only">{when}</td>
        </tr>
    }
}

fn kind_word(kind: InvitationKind, w: &Words) -> String {
    w.t(match kind {
        InvitationKind::Enrol => "accounts-kind-enrol",
        InvitationKind::FreshDevice => "accounts-kind-device",
        InvitationKind::SetPassword => "accounts-kind-password",
    })
}

/// `/office/{slug}/invitations/device`
pub async fn devices(b: &Backend, search: &str, page: i64) -> Result<Page, AppError> {
    let (regency, frame) = room(b).await?;
    let (people, paging) = b.accounts.artisans(&regency.id, search, page).await?;
    let keys: Vec<String> = people.iter().map(|_| b.key("fresh-device")).collect();
    let (w, search) = (b.words(), search.to_owned());
    Ok(Page::new(b.t("accounts-office-device"), frame, move || {
        let path = routes::office_devices(&regency.slug);
        let address = {
            let (path, search) = (path.clone(), search.clone());
            move |page: i64| format!("{path}?q={}&page={page}", routes::percent_encoded(&search))
        };
        let empty = people.is_empty().then(|| nobody(Some(InvitationState::Open), &w));
        let lines =
            people.into_iter().zip(keys).map(|(person, key)| person_line(person, key, &path, &w)).collect_view();
        view! {
            <p><a class="btn quiet" href=routes::office_invitations(&regency.slug)><Icon name=Ico::Back/>{w.t("accounts-office-title")}</a></p>
            <h1 class="name big">{w.t("accounts-office-device")}</h1>
            <p class="soft after">{w.t("accounts-office-device-lead")}</p>
            <form class="find after" method="get" action=path.clone() role="search">
                <input class="input" type="search" name="q" value=search.clone() aria-label=w.t("accounts-office-search")/>
                <button class="btn line"><Icon name=Ico::Search/>{w.t("accounts-office-find")}</button>
            </form>
            <ul class="list after">{lines}</ul>
            {empty}
            {pager(paging, &address, &w)}
        }
    }))
}

fn person_line(person: Artisan, key: String, path: &str, w: &Words) -> impl IntoView + use<> {
    let where_to =
        if person.shop == person.name { person.village } else { format!("{}, {}", person.shop, person.village) };
    view! {
        <li>
            <form class="line-card" method="post" action=path.to_owned()>
                {key_field(key)}
                <input type="hidden" name="account" value=person.id.0/>
                <span class=format!("mark band-{}", person.band)></span>
                <span><b>{person.name}</b><br/><span class="soft">{where_to}</span></span>
                <button class="btn line">{w.t("accounts-office-device-make")}</button>
            </form>
        </li>
    }
}
