//! What an opened link asks: who she is and a PIN, her PIN on another phone, or a password. Opening it
//! changes nothing; one POST uses it up.

use leptos::prelude::*;

use super::{Pin, pin_field};
use crate::accounts::Welcome;
use crate::accounts::phone::Phone;
use crate::accounts::rules::{NAME_LENGTH, PASSWORD};
use crate::accounts::shop::VillageChoice;
use crate::backend::Backend;
use crate::form::Typed;
use crate::page::{Frame, Page};
use crate::regions::full_name;
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, consent, error_line, key_field, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::{Lang, Words};

/// A form with its link: where it goes and the key it carries.
#[derive(Clone, Debug)]
pub struct Sent {
    pub token: String,
    pub key: String,
}

/// Enrolment: name, phone, village, language, what is kept, a PIN. One form, one POST.
pub fn enrol(b: &Backend, welcome: Welcome, villages: Vec<VillageChoice>, mut typed: Typed, sent: Sent) -> Page {
    let w = b.words();
    typed.default_to("name", welcome.name.clone());
    let phone = Phone::parse_any(&welcome.phone).map(|phone| phone.display()).unwrap_or_default();
    typed.default_to("phone", phone);
    typed.default_to("village", welcome.village.clone());
    typed.default_to("language", w.lang.code());
    let title = w.with("accounts-enrol-title", &[("name", welcome.name.clone().into())]);
    Page::new(title.clone(), Frame::Door, move || {
        let path = routes::invite(&sent.token);
        let pin = Pin { label: "accounts-pin-choose", hint: "accounts-pin-hint", visible: true, first: false };
        view! {
            <h1 class="name big">{title}</h1>
            <p class="after">{w.with("accounts-enrol-lead", &[("regency", full_name(&welcome.regency, &w).into())])}</p>
            <form class="form after" method="post" action=path>
                {form_notice(&typed, &w)}
                {key_field(sent.key)}
                {who(&typed, &w)}
                {village_select(&villages, &typed, &w)}
                {languages(&typed, &w)}
                {kept(&welcome.regency, &w)}
                {consent(w.t("accounts-consent-tick"), &typed, &w)}
                {pin_field(pin, &typed, &w)}
                <div class="bar one"><button class="btn main wide">{w.t("accounts-enrol-send")}</button></div>
            </form>
        }
    })
    .noindex()
}

fn who(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let most = u16::try_from(NAME_LENGTH).unwrap_or(80);
    let name = Text {
        autocomplete: "name",
        max: most,
        required: true,
        hint: "accounts-name-hint",
        ..Text::new("name", "accounts-name-label")
    };
    let phone = Text {
        kind: "tel",
        mode: "tel",
        autocomplete: "tel",
        max: 30,
        hint: "accounts-phone-hint",
        required: true,
        ..Text::new("phone", "accounts-phone-label")
    };
    view! { {text_field(name, typed, w)} {text_field(phone, typed, w)} }
}

/// The villages of a regency, by district.
pub fn village_select(villages: &[VillageChoice], typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let wrong = typed.error("village").is_some();
    let chosen = typed.get("village").to_owned();
    let groups = villages
        .chunk_by(|one, next| one.district == next.district)
        .map(|group| {
            let options = group
                .iter()
                .map(|village| {
                    let selected = village.id.as_str() == chosen;
                    view! { <option value=village.id.0.clone() selected=selected>{village.name.clone()}</option> }
                })
                .collect_view();
            view! { <optgroup label=group[0].district.clone()>{options}</optgroup> }
        })
        .collect_view();
    let nothing = chosen.is_empty();
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for="village">{w.t("accounts-village-label")}</label>
            <select class="input" id="village" name="village" required=true aria-invalid=wrong.then_some("true") aria-describedby=wrong.then_some("village-err")>
                <option value="" selected=nothing>{w.t("accounts-village-choose")}</option>
                {groups}
            </select>
            {error_line("village", typed, w)}
        </div>
    }
}

fn languages(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let tiles = Lang::ALL
        .into_iter()
        .map(|lang| {
            let code = lang.code();
            view! {
                <label lang=code>
                    <input type="radio" name="language" value=code checked=typed.chose("language", code)/>
                    <span>{lang.own_name()}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>{w.t("accounts-language-label")}</legend>
            <div class="kinds two">{tiles}</div>
            {error_line("language", typed, w)}
        </fieldset>
    }
}

/// What is kept and what is shown, in plain words: what the consent is about.
fn kept(regency: &str, w: &Words) -> impl IntoView + use<> {
    let lines = [
        (Ico::Lock, "accounts-kept-phone"),
        (Ico::Shop, "accounts-kept-shown"),
        (Ico::Wallet, "accounts-kept-money"),
        (Ico::Chart, "accounts-kept-office"),
        (Ico::Undo, "accounts-kept-back"),
    ];
    let regency = full_name(regency, w);
    let list = lines
        .into_iter()
        .map(|(icon, key)| {
            let text = w.with(key, &[("regency", regency.clone().into())]);
            view! { <li class="say"><Icon name=icon/><span>{text}</span></li> }
        })
        .collect_view();
    view! {
        <section class="field" aria-labelledby="kept">
            <h2 id="kept">{w.t("accounts-kept-title")}</h2>
            <ul class="stack after">{list}</ul>
        </section>
    }
}

/// Another phone: her name and her PIN, nothing else.
pub fn fresh_device(b: &Backend, welcome: Welcome, typed: Typed, sent: Sent) -> Page {
    let w = b.words();
    let title = w.with("accounts-fresh-title", &[("name", welcome.name.clone().into())]);
    Page::new(title.clone(), Frame::Door, move || {
        let path = routes::invite(&sent.token);
        let pin = Pin { label: "accounts-pin", hint: "accounts-fresh-hint", visible: false, first: true };
        view! {
            <div class="row"><span class=format!("mark band-{}", welcome.band)></span><h1 class="name big">{title}</h1></div>
            <p class="after">{w.t("accounts-fresh-lead")}</p>
            <form class="form after" method="post" action=path>
                {form_notice(&typed, &w)}
                {key_field(sent.key)}
                {pin_field(pin, &typed, &w)}
                <div class="bar one"><button class="btn main wide">{w.t("accounts-login-in")}</button></div>
            </form>
        }
    })
    .noindex()
}

/// A password for an officer or an administrator.
pub fn set_password(b: &Backend, welcome: Welcome, typed: Typed, sent: Sent) -> Page {
    let w = b.words();
    let title = w.t("accounts-password-title");
    Page::new(title.clone(), Frame::Door, move || {
        let path = routes::invite(&sent.token);
        let least = w.with("accounts-password-hint", &[("least", i64::try_from(*PASSWORD.start()).unwrap_or(12).into())]);
        let password = Text {
            kind: "password",
            autocomplete: "new-password",
            max: 128,
            required: true,
            ..Text::new("password", "accounts-password-new")
        };
        view! {
            <h1 class="name big">{title}</h1>
            <p class="after">{w.with("accounts-password-lead", &[("name", welcome.name.clone().into())])}</p>
            <form class="form after" method="post" action=path>
                {form_notice(&typed, &w)}
                {key_field(sent.key)}
                <div class="field">
                    <label for="email">{w.t("accounts-email-label")}</label>
                    <input class="input" id="email" type="email" value=welcome.email autocomplete="username" readonly=true/>
                </div>
                <p class="soft">{least}</p>
                {text_field(password, &typed, &w)}
                <button class="btn main wide">{w.t("accounts-password-save")}</button>
            </form>
        }
    })
    .noindex()
}

/// A link that opens nothing any more, or never did; `key` says why.
pub fn over(b: &Backend, key: &'static str, status: u16) -> Page {
    let w = b.words();
    let title = w.t("accounts-over-title");
    Page::new(title.clone(), Frame::Door, move || {
        view! {
            <div class="blank">
                <Drawing name=Draw::Letter/>
                <h1 class="name">{title}</h1>
                {note(Tone::Turmeric, w.t(key))}
                <p class="soft">{w.t("accounts-over-text")}</p>
                <a class="btn main wide" href=routes::LOGIN>{w.t("accounts-over-login")}</a>
            </div>
        }
    })
    .status(status)
    .noindex()
}
