//! One link of the officer: to be scanned from this screen, or sent as a message.

use leptos::prelude::*;

use super::{kind_word, room, state_mark};
use crate::accounts::phone::Phone;
use crate::accounts::{InvitationKind, InvitationSheet, InvitationState};
use crate::backend::Backend;
use crate::error::AppError;
use crate::ids::InvitationId;
use crate::page::Page;
use crate::regions::Regency;
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::ui::sure::sure;
use crate::words::{Lang, Words};

/// `/office/{slug}/invitations/{id}`: to be scanned from this screen, or sent as a message.
pub async fn invitation(b: &Backend, id: &InvitationId) -> Result<Page, AppError> {
    let (regency, frame) = room(b).await?;
    let sheet = b.accounts.invitation(&regency.id, id).await?;
    let (w, visit) = (b.words(), b.visit.clone());
    let title = w.with("accounts-link-for", &[("name", (&sheet.line.name).into())]);
    Ok(Page::new(title.clone(), frame, move || {
        let message = sheet.link.as_ref().map(|link| routes::whatsapp(&visit, &digits(&sheet.phone), &said(&sheet, link, &regency, &w)));
        view! {
            <p><a class="btn quiet" href=routes::office_invitations(&regency.slug)><Icon name=Ico::Back/>{w.t("accounts-office-title")}</a></p>
            <h1 class="name big">{title}</h1>
            <p class="row wrap after">{state_mark(sheet.line.state, &w)}<span class="soft">{kind_word(sheet.line.kind, &w)}", "{sheet.line.village.clone()}</span></p>
            {match (&sheet.link, message) {
                (Some(link), Some(message)) => open_link(&sheet, link.clone(), message, &regency, &w).into_any(),
                _ => closed(&sheet, &regency, &w),
            }}
        }
    })
    .noindex())
}

/// Why there is no link to show; one made with an old key can still be revoked.
fn closed(sheet: &InvitationSheet, regency: &Regency, w: &Words) -> AnyView {
    let open = sheet.line.state == InvitationState::Open;
    view! {
        <p class="after">{w.t(why_closed(sheet.line.state))}</p>
        {open.then(|| revoke(sheet, regency, w))}
    }
    .into_any()
}

fn revoke(sheet: &InvitationSheet, regency: &Regency, w: &Words) -> AnyView {
    let address = format!("{}/revoke", routes::office_invitation(&regency.slug, sheet.line.id.as_str()));
    sure(w.t("accounts-link-revoke"), "btn line no", w.t("accounts-link-revoke-sure"), address, None, w)
}

fn why_closed(state: InvitationState) -> &'static str {
    match state {
        InvitationState::Open => "accounts-link-old-key",
        InvitationState::Used => "accounts-link-used",
        InvitationState::Expired => "accounts-link-expired",
        InvitationState::Revoked => "accounts-link-revoked",
    }
}

fn digits(phone: &str) -> String {
    Phone::parse_any(phone).map(|phone| phone.wa_me_digits().to_owned()).unwrap_or_default()
}

/// The message, in the language artisans read first.
fn said(sheet: &InvitationSheet, link: &str, regency: &Regency, w: &Words) -> String {
    let id = w.in_lang(Lang::Id);
    let key =
        if sheet.line.kind == InvitationKind::Enrol { "accounts-message-enrol" } else { "accounts-message-device" };
    let until = id.date(sheet.line.expires_at, regency.zone);
    let args = [("name", (&sheet.line.name).into()), ("regency", (&regency.name).into()), ("date", until.into())];
    format!("{}\n{link}", id.with(key, &args))
}

fn open_link(
    sheet: &InvitationSheet,
    link: String,
    message: String,
    regency: &Regency,
    w: &Words,
) -> impl IntoView + use<> {
    let until = w.date(sheet.line.expires_at, regency.zone);
    let lead = w.with("accounts-link-scan", &[("name", (&sheet.line.name).into())]);
    view! {
        <div class="cols two part">
            <section class="invite">
                <p class="lead">{lead}</p>
                {sheet.symbol.clone().map(|(path, size)| qr(path, size, w))}
                <p class="soft">{w.with("accounts-link-until", &[("date", until.into())])}</p>
            </section>
            <section class="stack">
                <h2>{w.t("accounts-link-send")}</h2>
                <a class="btn main wide" href=message rel="noopener"><Icon name=Ico::Chat/>{w.t("accounts-link-whatsapp")}</a>
                <div class="field">
                    <label for="link">{w.t("accounts-link-copy")}</label>
                    <input class="input" id="link" value=link readonly=true/>
                </div>
                <p class="soft">{w.t("accounts-link-once")}</p>
                {revoke(sheet, regency, w)}
            </section>
        </div>
    }
}

/// A symbol on white, dark in every mode.
fn qr(path: String, size: usize, w: &Words) -> impl IntoView + use<> {
    let label = w.t("accounts-link-qr");
    let inner = format!(r#"<path d="{path}"/>"#);
    view! {
        <div class="qr after"><svg viewBox=format!("0 0 {size} {size}") role="img" aria-label=label inner_html=inner></svg></div>
    }
}
