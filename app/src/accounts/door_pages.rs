//! Pages before the sign-in: names on a remembered device with their PIN, e-mail and password, and what
//! an opened link asks. Nothing around them but the house's band.

mod invite;
mod pin;

use leptos::prelude::*;

use super::KnownAccount;
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, text_field};
use crate::ui::notice::form_notice;
use crate::words::Words;

pub use invite::{Sent, enrol, fresh_device, over, set_password, village_select};
pub use pin::{Pin, pin_field};

/// `/login`. `typed` carries `to`, where the person was going.
pub async fn login(b: &Backend, known: Vec<KnownAccount>, typed: Typed) -> Result<Page, AppError> {
    let w = b.words();
    // Officers see their form opened when they used it last, or when this browser knows nobody's name.
    let by_email = typed.get("how") == "password";
    Ok(Page::new(b.t("accounts-login-title"), Frame::Door, move || {
        let names = (!known.is_empty()).then(|| names_form(&known, &typed, !by_email, &w));
        let stranger = known.is_empty().then(|| stranger(!by_email, &typed, &w));
        view! {
            {names}
            {stranger}
            <details class="more part" open=by_email>
                <summary>{w.t("accounts-login-office")}</summary>
                {password_form(&typed, by_email, &w)}
            </details>
        }
    })
    .noindex())
}

/// Who is on this phone, and her PIN.
fn names_form(known: &[KnownAccount], typed: &Typed, mine: bool, w: &Words) -> impl IntoView + use<> {
    let only = known.len() == 1;
    let chosen =
        if typed.get("account").is_empty() && only { known[0].id.0.clone() } else { typed.get("account").to_owned() };
    let tiles = known.iter().map(|account| name_tile(account, account.id.as_str() == chosen)).collect_view();
    let notice = mine.then(|| form_notice(typed, w));
    let pin = Pin { label: "accounts-pin", hint: "", visible: false, first: !typed.has_errors() && only };
    view! {
        <h1 class="name big">{w.t("accounts-login-who")}</h1>
        <form class="form after" method="post" action=routes::LOGIN>
            {notice}
            <input type="hidden" name="how" value="pin"/>
            <input type="hidden" name="to" value=typed.get("to").to_owned()/>
            <fieldset class="field">
                <legend class="hide">{w.t("accounts-login-who")}</legend>
                {tiles}
                {crate::ui::field::error_line("account", typed, w)}
            </fieldset>
            {pin_field(pin, typed, w)}
            <div class="bar one"><button class="btn main wide">{w.t("accounts-login-in")}</button></div>
        </form>
        <p class="soft after">{w.t("accounts-login-forgot")}</p>
    }
}

/// A name as a tile with her shop's band, so that she finds it without reading.
fn name_tile(account: &KnownAccount, checked: bool) -> impl IntoView + use<> {
    let shop = (account.shop != account.name && !account.shop.is_empty()).then(|| account.shop.clone());
    view! {
        <label class="tick">
            <input type="radio" name="account" value=account.id.0.clone() checked=checked required=true/>
            <span class=format!("mark band-{}", account.band)></span>
            <span><b class="name mid">{account.name.clone()}</b>{shop.map(|shop| view! { <span class="soft">{shop}</span> })}</span>
        </label>
    }
}

/// A browser that knows nobody: an artisan needs a link.
fn stranger(mine: bool, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let notice = mine.then(|| form_notice(typed, w));
    view! {
        <div class="blank">
            <Drawing name=Draw::Key/>
            <h1 class="name">{w.t("accounts-stranger-title")}</h1>
            {notice}
            <p class="soft">{w.t("accounts-stranger-text")}</p>
        </div>
    }
}

fn password_form(typed: &Typed, mine: bool, w: &Words) -> impl IntoView + use<> {
    let blank = Typed::default();
    let shown = if mine { typed } else { &blank };
    let notice = mine.then(|| form_notice(typed, w));
    let email = Text {
        kind: "email",
        mode: "email",
        autocomplete: "username",
        max: 254,
        required: true,
        ..Text::new("email", "accounts-email-label")
    };
    let password = Text {
        kind: "password",
        autocomplete: "current-password",
        max: 128,
        required: true,
        ..Text::new("password", "accounts-password-label")
    };
    view! {
        <form class="stack" method="post" action=routes::LOGIN>
            {notice}
            <input type="hidden" name="how" value="password"/>
            <input type="hidden" name="to" value=typed.get("to").to_owned()/>
            {text_field(email, shown, w)}
            {text_field(password, shown, w)}
            <button class="btn line wide">{w.t("accounts-login-in")}</button>
        </form>
    }
}
