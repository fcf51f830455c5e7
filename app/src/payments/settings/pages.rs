//! The owner's money settings: what is taken now, and the old and the new side by side before it changes.

mod waiting;

use leptos::prelude::*;

use super::{OwnQris, Proposal, Settings};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::{Frame, Page};
use crate::payments::BankAccount;
use crate::routes;
use crate::ui::field::{Text, error_line, key_field, photo_field, text_area, text_field, tick};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// What the first page says above its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Nothing,
    /// A change was made.
    Changed,
    /// A change was confirmed once and waits.
    Waits,
    /// A change that waited was dropped.
    Dropped,
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
    let zone = b.orders.counter(b.shop()?).await?.zone;
    let keys = ["payments-settings-again", "payments-settings-drop"].map(|form| b.key(form));
    // A wrong PIN is said at its field; whatever else happened stands above the page's own form.
    let (mut asked, at) = (typed.clone(), b.visit.now);
    asked.notice = None;
    let back = Some(routes::STUDIO_MONEY.to_owned());
    let heading = b.t("payments-settings-title");
    let frame = Frame::Studio { band: b.actor()?.band, back, heading: heading.clone(), dock: None };
    Ok(Page::new(heading, frame, move || {
        let payload = Text { hint: "payments-settings-paste-hint", ..Text::new("payload", "payments-settings-paste") };
        view! {
            {told(said, &w)}
            {now.waiting.clone().map(|waiting| waiting::waiting(&waiting, keys, &asked, (at, zone), &w))}
            <form class="stack" method="post" enctype="multipart/form-data" action=routes::STUDIO_MONEY_SETTINGS>
                {form_notice(&typed, &w)}
                <fieldset class="field">
                    <legend>{w.t("payments-settings-ways")}</legend>
                    <div class="stack">
                        {tick("cash", "1", w.t("payments-settings-cash"), &typed, &w)}
                        {tick("qris", "1", w.t("payments-settings-qris"), &typed, &w)}
                        <p class="soft small">{w.t("payments-settings-qris-cost")}</p>
                        {tick("transfer", "1", w.t("payments-settings-transfer"), &typed, &w)}
                    </div>
                </fieldset>
                {now.qris.map(|qris| view! { <h2>{w.t("payments-settings-now")}</h2> {owner_of(&qris, &w)} })}
                <h2>{w.t("payments-settings-new")}</h2>
                {photo_field("payments-settings-photo", "payments-settings-photo-hint", false, &typed, &w)}
                {text_area(payload, 4, &typed, &w)}
                {account_fields(&typed, &w)}
                <p class="soft">{w.t("payments-settings-why")}</p>
                <div class="bar one"><button class="btn main wide">{w.t("payments-settings-next")}</button></div>
            </form>
        }
    }))
}

/// The same page, with what is wrong with the second yes to a change that waits.
pub async fn again(b: &Backend, typed: Typed) -> Result<Page, AppError> {
    let mut shown = typed;
    let now = b.payments.settings(b.shop()?).await?;
    start_from(&mut shown, &now);
    shown.default_to("pin", "");
    settings(b, shown, Said::Nothing).await
}

fn start_from(typed: &mut Typed, now: &Settings) {
    if now.cash {
        typed.set("cash", "1");
    }
    if now.takes_qris {
        typed.set("qris", "1");
    }
    if now.takes_transfer {
        typed.set("transfer", "1");
    }
    if let Some(bank) = &now.bank {
        for (name, value) in [("bank_name", &bank.bank), ("bank_account", &bank.number), ("bank_holder", &bank.holder)]
        {
            typed.set(name, value.clone());
        }
    }
}

fn account_fields(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let number = Text {
        mode: "numeric",
        max: 30,
        hint: "payments-settings-bank-account-hint",
        ..Text::new("bank_account", "payments-bank-number")
    };
    let holder = Text {
        max: 60,
        hint: "payments-settings-bank-holder-hint",
        ..Text::new("bank_holder", "payments-bank-holder")
    };
    view! {
        <h2>{w.t("payments-settings-bank")}</h2>
        {text_field(Text { max: 40, ..Text::new("bank_name", "payments-bank") }, typed, w)}
        {text_field(number, typed, w)}
        {text_field(holder, typed, w)}
    }
}

fn told(said: Said, w: &Words) -> Option<impl IntoView + use<>> {
    let (tone, key) = match said {
        Said::Nothing => return None,
        Said::Changed => (Tone::Leaf, "payments-settings-changed-now"),
        Said::Waits => (Tone::Turmeric, "payments-settings-waits-now"),
        Said::Dropped => (Tone::Plain, "payments-settings-dropped"),
        Said::Same => (Tone::Plain, "payments-settings-same"),
    };
    Some(view! { <div role="status">{note(tone, w.t(key))}</div> })
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
        let waits = proposal.redirects(&now);
        let (takes_transfer, bank) = (now.takes_transfer, now.bank);
        let was = Proposal { cash: now.cash, takes_qris: now.takes_qris, qris: now.qris, takes_transfer, bank };
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
                {waits.then(|| note(Tone::Turmeric, w.t("payments-settings-will-wait")))}
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
    let ways: Vec<String> = [
        (proposal.cash, "payments-settings-cash"),
        (proposal.takes_qris, "payments-settings-qris"),
        (proposal.takes_transfer, "payments-settings-transfer"),
    ]
    .into_iter()
    .filter(|(taken, _)| *taken)
    .map(|(_, key)| w.t(key))
    .collect();
    let code = proposal.qris.as_ref().filter(|_| proposal.takes_qris).map(|qris| owner_of(qris, w));
    let account = proposal.bank.as_ref().filter(|_| proposal.takes_transfer).map(|bank| account_of(bank, w));
    view! { <p class="name">{ways.join(", ")}</p> {code} {account} }
}

/// An account, whole: she compares it with her own book.
fn account_of(bank: &BankAccount, w: &Words) -> impl IntoView + use<> {
    view! {
        <dl class="slip">
            <div><dt>{w.t("payments-bank")}</dt><dd>{bank.bank.clone()}</dd></div>
            <div><dt>{w.t("payments-bank-number")}</dt><dd class="num">{bank.number.clone()}</dd></div>
            <div><dt>{w.t("payments-bank-holder")}</dt><dd>{bank.holder.clone()}</dd></div>
        </dl>
    }
}

fn hidden(proposal: &Proposal, sealed: Sealed) -> impl IntoView + use<> {
    let field = |name: &'static str, value: String| view! { <input type="hidden" name=name value=value/> };
    let tick = |taken: bool| if taken { "1" } else { "0" }.to_owned();
    view! {
        {field("cash", tick(proposal.cash))}
        {field("qris", tick(proposal.takes_qris))}
        {field("transfer", tick(proposal.takes_transfer))}
        {proposal.bank.clone().map(|bank| view! {
            {field("bank_name", bank.bank)} {field("bank_account", bank.number)} {field("bank_holder", bank.holder)}
        })}
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
