//! The administrator's officers: who they are, a new one, the link on which she sets her password.

use leptos::prelude::*;

use super::rules::NAME_LENGTH;
use super::{Officer, OfficerSheet};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::AccountId;
use crate::page::{Frame, Page};
use crate::regions::{RegencyCard, full_name};
use crate::routes;
use crate::time::Zone;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, key_field, select, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::narrow::narrow;
use crate::ui::notice::{Tone, form_notice, note};
use crate::ui::pager::pager;
use crate::words::Words;

/// Administrators are told the time in Jakarta's zone.
const ZONE: Zone = Zone::Wib;

/// `/admin/officers`
pub async fn officers(b: &Backend, typed: Typed, page: i64) -> Result<Page, AppError> {
    let (officers, paging) = b.accounts.officers(page).await?;
    let open = b.regions.open_regencies().await?;
    let (w, key) = (b.words(), b.key("new-officer"));
    Ok(Page::new(b.t("core-admin-officers"), Frame::Admin { tab: "officers" }, move || {
        let list = if officers.is_empty() {
            view! { <div class="blank"><Drawing name=Draw::Desk/><p class="soft">{w.t("accounts-officers-none")}</p></div> }.into_any()
        } else {
            table(officers, &w).into_any()
        };
        let address = |page: i64| format!("{}?page={page}", routes::ADMIN_OFFICERS);
        view! {
            <h1 class="name big">{w.t("core-admin-officers")}</h1>
            <div class="cols two part">
                <section>{list}{pager(paging, &address, &w)}</section>
                <section>{new_officer(open, &typed, key, &w)}</section>
            </div>
        }
    }))
}

fn table(officers: Vec<Officer>, w: &Words) -> impl IntoView + use<> {
    let rows = officers
        .into_iter()
        .map(|officer| {
            let state = state_of(&officer, w);
            view! {
                <tr>
                    <th scope="row">
                        <a href=routes::admin_officer(officer.id.as_str())>{officer.name}</a>
                        {narrow(&[officer.regency.clone(), officer.email.clone()])}
                    </th>
                    <td class="wide-only">{officer.regency}</td>
                    <td class="wide-only">{officer.email}</td>
                    <td>{state}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{w.t("accounts-name-label")}</th>
                        <th scope="col" class="wide-only">{w.t("accounts-regency-label")}</th>
                        <th scope="col" class="wide-only">{w.t("accounts-email-label")}</th>
                        <th scope="col">{w.t("accounts-office-state")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
    }
}

fn state_of(officer: &Officer, w: &Words) -> impl IntoView + use<> {
    match (officer.has_password, officer.seen_at) {
        (false, _) => view! { <span class="state wait">{w.t("accounts-officer-waits")}</span> }.into_any(),
        (true, Some(at)) => view! { <span class="state here">{w.with("accounts-officer-seen", &[("date", w.date(at, ZONE).into())])}</span> }.into_any(),
        (true, None) => view! { <span class="state here">{w.t("accounts-officer-ready")}</span> }.into_any(),
    }
}

fn new_officer(open: Vec<RegencyCard>, typed: &Typed, key: String, w: &Words) -> impl IntoView + use<> {
    if open.is_empty() {
        return note(Tone::Turmeric, w.t("accounts-officer-no-regency")).into_any();
    }
    let most = u16::try_from(NAME_LENGTH).unwrap_or(80);
    let name = Text { max: most, required: true, ..Text::new("name", "accounts-name-label") };
    let email =
        Text { kind: "email", mode: "email", max: 254, required: true, ..Text::new("email", "accounts-email-label") };
    let mut options = vec![(String::new(), w.t("accounts-regency-choose"))];
    options.extend(open.into_iter().map(|regency| (regency.id.0, full_name(&regency.name, w))));
    view! {
        <form class="stack" method="post" action=routes::ADMIN_OFFICERS>
            <h2>{w.t("accounts-officer-new")}</h2>
            <p class="soft">{w.t("accounts-officer-new-lead")}</p>
            {form_notice(typed, w)}
            {key_field(key)}
            {text_field(name, typed, w)}
            {text_field(email, typed, w)}
            {select("regency", "accounts-regency-label", options, typed, w)}
            <button class="btn main">{w.t("accounts-officer-make")}</button>
        </form>
    }
    .into_any()
}

/// `/admin/officers/{id}`
pub async fn officer(b: &Backend, id: &AccountId) -> Result<Page, AppError> {
    let sheet = b.accounts.officer(id).await?;
    let (w, key) = (b.words(), b.key("officer-link"));
    Ok(Page::new(sheet.officer.name.clone(), Frame::Admin { tab: "officers" }, move || {
        let OfficerSheet { officer, link, link_until } = sheet;
        let again = format!("{}/link", routes::admin_officer(officer.id.as_str()));
        let has_link = link.is_some();
        view! {
            <p><a class="btn quiet" href=routes::ADMIN_OFFICERS><Icon name=Ico::Back/>{w.t("core-admin-officers")}</a></p>
            <h1 class="name big">{officer.name.clone()}</h1>
            <p class="row wrap after"><span>{officer.email.clone()}</span><span class="soft">{full_name(&officer.regency, &w)}</span>{state_of(&officer, &w)}</p>
            <div class="part stack page narrow">
                <h2>{w.t("accounts-officer-link")}</h2>
                {link.map(|link| shown(link, w.date(link_until, ZONE), &w))}
                {(!has_link).then(|| view! { <p class="soft">{w.t("accounts-officer-link-none")}</p> })}
                <form method="post" action=again>
                    {key_field(key)}
                    <button class="btn line"><Icon name=Ico::Again/>{w.t("accounts-officer-link-new")}</button>
                </form>
            </div>
        }
    })
    .noindex())
}

/// The link, to be handed to the officer by a way only she reads.
fn shown(link: String, until: String, w: &Words) -> impl IntoView + use<> {
    view! {
        <div class="field">
            <label for="link">{w.t("accounts-officer-link-copy")}</label>
            <input class="input" id="link" value=link readonly=true/>
        </div>
        <p class="soft">{w.with("accounts-officer-link-until", &[("date", until.into())])}</p>
    }
}
