//! `/invite/{token}`: opening changes nothing, one POST uses the link up.

use app::accounts::door_pages::{self as pages, Sent};
use app::accounts::phone::Phone;
use app::accounts::rules::{self, LINK_TRIES};
use app::accounts::{InvitationKind, InvitationState};
use app::backend::Role;
use app::error::{AppError, Message};
use app::form::Typed;
use app::ids::RegionId;
use app::words::Lang;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use secrecy::SecretString;

use super::doors::home;
use super::speak;
use crate::accounts::enrol::{self, Enrolment, Link};
use crate::accounts::sessions::{Browser, Opened};
use crate::http::answer::see_other;
use crate::http::{Answer, Fields, Here, errors, keyed};

/// `GET /invite/{token}`
pub async fn open(mut here: Here, Path(token): Path<String>) -> Answer {
    let link = enrol::find(&here.house, &token).await?;
    choose_language(&mut here, link.as_ref());
    let Some(link) = link else {
        return Ok(over(&here, "accounts-link-unknown", 404));
    };
    if let Some(why) = why_over(&link, here.caller.now) {
        return Ok(over(&here, why, 410));
    }
    form(&here, &link, &token, Typed::default(), 200).await
}

/// The language chosen in this browser, else the account's, else Indonesian, which artisans read first.
fn choose_language(here: &mut Here, link: Option<&Link>) {
    let theirs = link.and_then(|link| Lang::parse(link.account_language.as_deref()?));
    let first = link.map_or(here.caller.lang, |_| Lang::Id);
    speak(here, here.caller.chosen.or(theirs).unwrap_or(first));
}

fn why_over(link: &Link, now: i64) -> Option<&'static str> {
    match link.state(now) {
        InvitationState::Open => None,
        InvitationState::Used => Some("accounts-link-used"),
        InvitationState::Expired => Some("accounts-link-expired"),
        InvitationState::Revoked => Some("accounts-link-revoked"),
    }
}

fn over(here: &Here, why: &'static str, status: u16) -> Response {
    hidden(here.show(pages::over(&here.backend, why, status)))
}

/// Nothing of a link's page is kept or found by search engines.
fn hidden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}

async fn form(here: &Here, link: &Link, token: &str, typed: Typed, status: u16) -> Answer {
    let sent = Sent {
        token: token.to_owned(),
        key: keyed::mint(&here.house.keys, "invite", &link.id, here.house.clock.now()),
    };
    let welcome = link.welcome(LINK_TRIES)?;
    let page = match link.kind()? {
        InvitationKind::Enrol => {
            let regency = RegionId(link.regency_id.clone().unwrap_or_default());
            let villages = here.backend.accounts.shop_villages(&regency).await?;
            pages::enrol(&here.backend, welcome, villages, typed, sent)
        }
        InvitationKind::FreshDevice => pages::fresh_device(&here.backend, welcome, typed, sent),
        InvitationKind::SetPassword => pages::set_password(&here.backend, welcome, typed, sent),
    };
    Ok(hidden(here.show(page.status(status))))
}

/// `POST /invite/{token}`
pub async fn send(mut here: Here, Path(token): Path<String>, headers: HeaderMap, Fields(mut typed): Fields) -> Answer {
    let link = enrol::find(&here.house, &token).await?;
    choose_language(&mut here, link.as_ref());
    let Some(link) = link else {
        return Ok(over(&here, "accounts-link-unknown", 404));
    };
    // A used link still answers the form that used it, sent twice; everybody else hears why.
    let why = why_over(&link, here.caller.now);
    if let Some(why) = why.filter(|why| *why != "accounts-link-used") {
        return Ok(over(&here, why, 410));
    }
    let browser = Browser::of(&here.house, &headers, here.caller.device.clone());
    match act(&here, link.clone(), &mut typed, browser).await {
        Ok((opened, to)) => {
            let mut response = hidden(see_other(&to));
            opened.put(response.headers_mut(), &here.house);
            Ok(response)
        }
        Err(error) => again(&here, &token, &mut typed, error).await,
    }
}

async fn act(here: &Here, link: Link, typed: &mut Typed, browser: Browser) -> Result<(Opened, String), AppError> {
    let key = enrol::key(&here.house, &link, typed)?;
    match link.kind()? {
        InvitationKind::Enrol => {
            let form = read_enrolment(typed, here.backend.lang())?;
            let opened = enrol::enrol(&here.house, link, form, key, browser).await?;
            Ok((opened, home(Role::Artisan, "", "")))
        }
        InvitationKind::FreshDevice => {
            let pin = SecretString::from(typed.get("pin"));
            let opened = enrol::fresh_device(&here.house, link, pin, key, browser).await?;
            Ok((opened, home(Role::Artisan, "", "")))
        }
        InvitationKind::SetPassword => {
            let email = link.account_email.clone().unwrap_or_default();
            if let Err(message) = rules::new_password(typed.get("password"), &email) {
                return Err(AppError::invalid("password", message));
            }
            let slug = link.regency_slug.clone().unwrap_or_default();
            let password = SecretString::from(typed.get("password"));
            let (opened, role) = enrol::set_password(&here.house, link, password, key, browser).await?;
            Ok((opened, home(role, &slug, "")))
        }
    }
}

fn read_enrolment(typed: &mut Typed, shown_in: Lang) -> Result<Enrolment, AppError> {
    let name = rules::name(typed.get("name")).map_err(|message| typed.wrong("name", message)).ok();
    let phone = Phone::parse(typed.get("phone")).map_err(|key| typed.wrong("phone", key)).ok();
    let language = Lang::parse(typed.get("language"));
    if language.is_none() {
        typed.wrong("language", "accounts-language-choose");
    }
    if typed.get("village").is_empty() {
        typed.wrong("village", "accounts-village-choose");
    }
    if let Err(message) = rules::new_pin(typed.get("pin")) {
        typed.wrong("pin", message);
    }
    if !typed.chose("consent", "yes") {
        typed.wrong("consent", "accounts-consent-needed");
    }
    typed.check()?;
    Ok(Enrolment {
        name: name.unwrap_or_default(),
        phone: phone.map(|phone| phone.as_str().to_owned()),
        village: typed.get("village").to_owned(),
        language: language.unwrap_or(Lang::Id),
        shown_in,
        pin: SecretString::from(typed.get("pin")),
    })
}

/// The form with what is wrong, or the page of a link that is over by now.
async fn again(here: &Here, token: &str, typed: &mut Typed, error: AppError) -> Answer {
    let Some(link) = enrol::find(&here.house, token).await? else {
        return Err(AppError::NotFound.into());
    };
    let spent = matches!(&error, AppError::Conflict(message) if message.key == "accounts-link-spent");
    if spent {
        return Ok(over(here, "accounts-link-spent", 410));
    }
    if let Some(why) = why_over(&link, here.caller.now) {
        return Ok(over(here, why, 410));
    }
    let status = error.status();
    if let AppError::TooMany { retry_after } = &error {
        typed.wrong("pin", Message::new("accounts-wait").with("minutes", retry_after.div_ceil(60)));
    } else if !typed.take(&error) {
        return Err(error.into());
    }
    let mut response = form(here, &link, token, std::mem::take(typed), status).await?;
    errors::retry_after(&mut response, &error);
    Ok(response)
}
