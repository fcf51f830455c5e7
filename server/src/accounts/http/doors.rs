//! `/login` and `/logout`.

use app::accounts::door_pages as pages;
use app::accounts::rules::way_back;
use app::backend::Role;
use app::error::{AppError, Message};
use app::form::Typed;
use app::routes;
use app::words::Lang;
use axum::http::HeaderMap;
use axum::response::Response;
use secrecy::SecretString;

use super::speak;
use crate::accounts::sessions::{self, Browser};
use crate::accounts::{by_password, by_pin, known_on};
use crate::http::answer::see_other;
use crate::http::asked::Asked;
use crate::http::{Answer, Fields, Here, cookies, errors};

/// `GET /login[?to=]`
pub async fn login(mut here: Here, Asked(asked): Asked) -> Answer {
    let mut typed = Typed::default();
    let to = way_back(asked.get("to")).unwrap_or_default().to_owned();
    if let Some(actor) = &here.caller.actor {
        return Ok(see_other(&home(actor.role, &actor.regency_slug, &to)));
    }
    typed.set("to", to);
    show(&mut here, typed, 200).await
}

async fn show(here: &mut Here, typed: Typed, status: u16) -> Answer {
    let known = match &here.caller.device {
        Some(device) => known_on(&here.house, device).await?,
        None => Vec::new(),
    };
    // The phone speaks the language of whoever used it last.
    let theirs = known.first().and_then(|account| Lang::parse(&account.language));
    if let Some(lang) = here.caller.chosen.or(theirs) {
        speak(here, lang);
    }
    let page = pages::login(&here.backend, known, typed).await?.status(status);
    Ok(here.show(page))
}

/// `POST /login`: `how=pin` with `account` and `pin`, or `how=password` with `email` and `password`.
pub async fn sign_in(mut here: Here, headers: HeaderMap, Fields(mut typed): Fields) -> Answer {
    let to = way_back(typed.get("to")).unwrap_or_default().to_owned();
    let browser = Browser::of(&here.house, &headers, here.caller.device.clone());
    let result = if typed.get("how") == "password" {
        let password = SecretString::from(typed.get("password"));
        by_password(&here.house, typed.get("email"), &password, browser).await
    } else {
        let pin = SecretString::from(typed.get("pin"));
        by_pin(&here.house, typed.get("account"), &pin, browser)
            .await
            .map(|opened| (opened, Role::Artisan, String::new()))
    };
    match result {
        Ok((opened, role, slug)) => {
            let mut response = see_other(&home(role, &slug, &to));
            opened.put(response.headers_mut(), &here.house);
            Ok(response)
        }
        Err(error) => refused(&mut here, &mut typed, error).await,
    }
}

/// The form again: wrong, to wait, or a device that is not known.
async fn refused(here: &mut Here, typed: &mut Typed, error: AppError) -> Answer {
    let secret = if typed.get("how") == "password" { "password" } else { "pin" };
    let mut forgotten = false;
    match &error {
        AppError::TooMany { retry_after } => {
            typed.wrong(secret, Message::new("accounts-wait").with("minutes", retry_after.div_ceil(60)));
        }
        AppError::Forbidden(message) => {
            forgotten = message.key == "accounts-device-forgotten";
            typed.notice = Some(message.clone());
        }
        AppError::Invalid(_) => {
            typed.take(&error);
        }
        _ => return Err(error.into()),
    }
    if forgotten {
        here.caller.device = None;
    }
    let mut response = show(here, std::mem::take(typed), error.status()).await?;
    errors::retry_after(&mut response, &error);
    if forgotten {
        cookies::set(response.headers_mut(), cookies::DEVICE, "", 0, here.house.config.secure());
    }
    Ok(response)
}

/// Where somebody is led: back where she was going, if that is her own room, else to its first page.
pub fn home(role: Role, slug: &str, to: &str) -> String {
    let (first, room) = match role {
        Role::Artisan => (routes::STUDIO.to_owned(), "/studio"),
        Role::Officer => (routes::office(slug), "/office/"),
        Role::Administrator => (routes::ADMIN.to_owned(), "/admin"),
    };
    if to.starts_with(room) || to == routes::ACCOUNT { to.to_owned() } else { first }
}

/// `POST /logout`: ends the stay; the device keeps its names.
pub async fn logout(here: Here, headers: HeaderMap) -> Answer {
    let secure = here.house.config.secure();
    if let Some(token) = cookies::read(&headers, cookies::SESSION, secure) {
        here.house.store.write(move |tx| Box::pin(async move { sessions::end_by_token(tx, &token).await })).await?;
    }
    let mut response: Response = see_other(routes::LOGIN);
    cookies::set(response.headers_mut(), cookies::SESSION, "", 0, secure);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_is_followed_only_into_ones_own_room() {
        assert_eq!(home(Role::Artisan, "", "/studio/orders"), "/studio/orders");
        assert_eq!(home(Role::Artisan, "", "/admin"), "/studio");
        assert_eq!(home(Role::Officer, "wakatobi", ""), "/office/wakatobi");
        assert_eq!(home(Role::Administrator, "", "/account"), "/account");
    }
}
