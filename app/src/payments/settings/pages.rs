//! The owner's money settings: what is taken now, and the old and the new side by side before it changes.

use leptos::prelude::*;

use super::{OwnQris, Proposal, Settings};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::field::{Text, error_line, key_field, text_area, tick};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// What the first page says above its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Nothing,
    /// A change was made.
    Changed,
    /// What was sent is what holds already.
    Same,
}

/// `/studio/money/settings`
pub async fn settings(b: &Backend, mut typed: Typed, said: Said) -> Result<Page, AppError> {
    let now = b.payments.settings(b.shop()?).await?;
    if typed.is_empty() {
        start_from(&mut typed, &now);
    }
    let w = b.words();
    let back = Some(routes::STUDIO_MONEY.to_owned());
    let heading = b.t("payments-settings-title");
    let frame = Frame::Studio { band: b.actor()?.band, back, heading: heading.clone(), dock: None };
    Ok(Page::new(heading, frame, move || {
        let payload = Text { hint: "payments-settings-paste-hint", ..Text::new("payload", "payments-settings-paste") };
        view! {
            {told(said, &w)}
            <form class="stack" method="post" enctype="multipart/form-data" action=routes::STUDIO_MONEY_SETTINGS>
                {form_notice(&typed, &w)}
                <fieldset class="field">
                    <legend>{w.t("payments-settings-ways")}</legend>
                    <div class="stack">
                        {tick("cash", "1", w.t("payments-settings-cash"), &typed, &w)}
                        {tick("qris", "1", w.t("payments-settings-qris"), &typed, &w)}
                    </div>
                </fieldset>
                {now.qris.map(|qris| view! { <h2>{w.t("payments-settings-now")}</h2> {owner_of(&qris, &w)} })}
                <h2>{w.t("payments-settings-new")}</h2>
                {sticker(&typed, &w)}
                {text_area(payload, 4, &typed, &w)}
                <p class="soft">{w.t("payments-settings-why")}</p>
                <div class="bar one"><button class="btn main wide">{w.t("payments-settings-next")}</button></div>
            </form>
        }
    }))
}

fn start_from(typed: &mut Typed, now: &Settings) {
    if now.cash {
        typed.set("cash", "1");
    }
    if now.takes_qris {
        typed.set("qris", "1");
    }
}

fn told(said: Said, w: &Words) -> Option<impl IntoView + use<>> {
    let (tone, key) = match said {
        Said::Nothing => return None,
        Said::Changed => (Tone::Leaf, "payments-settings-changed-now"),
        Said::Same => (Tone::Plain, "payments-settings-same"),
    };
    Some(view! { <div role="status">{note(tone, w.t(key))}</div> })
}

/// The photo of the sticker.
fn sticker(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let wrong = typed.error("photo").is_some();
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for="photo">{w.t("payments-settings-photo")}</label>
            <p class="hint" id="photo-hint">{w.t("payments-settings-photo-hint")}</p>
            <input
                type="file"
                id="photo"
                name="photo"
                accept="image/jpeg,image/png,image/webp"
                aria-invalid=wrong.then_some("true")
                aria-describedby=if wrong { "photo-err" } else { "photo-hint" }
            />
            {error_line("photo", typed, w)}
        </div>
    }
}

/// Whose code it is, as a wallet will show it.
fn owner_of(qris: &OwnQris, w: &Words) -> impl IntoView + use<> {
    let nmid = qris.nmid.clone().unwrap_or_else(|| w.t("payments-settings-no-nmid"));
    view! {
        <dl class="slip">
            <div><dt>{w.t("payments-settings-name")}</dt><dd>{qris.name.clone()}</dd></div>
            <div><dt>{w.t("payments-settings-city")}</dt><dd>{qris.city.clone()}</dd></div>
            <div><dt>"NMID"</dt><dd class="num">{nmid}</dd></div>
        </dl>
    }
}

/// A proposal that only this session can confirm, as the hidden fields carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// When it was made, UTC ms.
    pub made_at: i64,
    /// [`Settings::updated_at`] of what it replaces.
    pub replaces: i64,
    pub seal: String,
}

/// The page that asks once more: old and new side by side, and the PIN.
pub async fn confirm(b: &Backend, typed: Typed, proposal: Proposal, sealed: Sealed) -> Result<Page, AppError> {
    let now = b.payments.settings(b.shop()?).await?;
    let w = b.words();
    let key = b.key("payments-settings");
    let heading = b.t("payments-settings-confirm-title");
    let back = Some(routes::STUDIO_MONEY_SETTINGS.to_owned());
    let frame = Frame::Studio { band: b.actor()?.band, back, heading: heading.clone(), dock: None };
    Ok(Page::new(heading, frame, move || {
        let doubt = proposal.takes_qris && proposal.qris.as_ref().is_some_and(|qris| !qris.nmid_checks_out);
        let was = Proposal { cash: now.cash, takes_qris: now.takes_qris, qris: now.qris };
        let next = proposal.clone();
        view! {
            <form class="stack" method="post" action=format!("{}/confirm", routes::STUDIO_MONEY_SETTINGS)>
                {form_notice(&typed, &w)}
                <p>{w.t("payments-settings-confirm-say")}</p>
                <div class="versus">
                    <section><h2>{w.t("payments-settings-old")}</h2>{side(&was, &w)}</section>
                    <section class="new"><h2>{w.t("payments-settings-will")}</h2>{side(&next, &w)}</section>
                </div>
                {doubt.then(|| view! { <div role="alert">{note(Tone::Madder, w.t("payments-settings-nmid-doubt"))}</div> })}
                {key_field(key)}
                {hidden(&proposal, sealed)}
                {pin(&typed, &w)}
                <div class="bar one"><button class="btn main wide">{w.t("payments-settings-confirm")}</button></div>
            </form>
        }
    }))
}

/// One side of the comparison.
fn side(proposal: &Proposal, w: &Words) -> impl IntoView + use<> {
    let ways: Vec<String> =
        [(proposal.cash, "payments-settings-cash"), (proposal.takes_qris, "payments-settings-qris")]
            .into_iter()
            .filter(|(taken, _)| *taken)
            .map(|(_, key)| w.t(key))
            .collect();
    let code = proposal.qris.as_ref().filter(|_| proposal.takes_qris).map(|qris| owner_of(qris, w));
    view! { <p class="name">{ways.join(", ")}</p> {code} }
}

fn hidden(proposal: &Proposal, sealed: Sealed) -> impl IntoView + use<> {
    let field = |name: &'static str, value: String| view! { <input type="hidden" name=name value=value/> };
    let tick = |taken: bool| if taken { "1" } else { "0" }.to_owned();
    view! {
        {field("cash", tick(proposal.cash))}
        {field("qris", tick(proposal.takes_qris))}
        {field("payload", proposal.qris.as_ref().map(|qris| qris.payload.clone()).unwrap_or_default())}
        {field("made_at", sealed.made_at.to_string())}
        {field("replaces", sealed.replaces.to_string())}
        {field("seal", sealed.seal)}
    }
}

/// The PIN is never shown again, not even when it was wrong.
fn pin(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let wrong = typed.error("pin").is_some();
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for="pin">{w.t("payments-settings-pin")}</label>
            <p class="hint" id="pin-hint">{w.t("payments-settings-pin-hint")}</p>
            <input
                class="input pin"
                type="password"
                id="pin"
                name="pin"
                inputmode="numeric"
                autocomplete="off"
                maxlength="6"
                required=true
                aria-invalid=wrong.then_some("true")
                aria-describedby=if wrong { "pin-err" } else { "pin-hint" }
            />
            {error_line("pin", typed, w)}
        </div>
    }
}
