//! Doors of printed codes: `/q/{code}` and the form for typing one.

use app::codes::pages;
use app::codes::rules::Code;
use app::error::AppError;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, Request};

use super::people;
use crate::http::answer::see_other;
use crate::http::{Answer, Here, address};

/// `/q/{code}` in any letter case: to the code's page, in the reader's language. A visit is noted on
/// the way; nothing waits for it.
pub async fn scan(here: Here, code: Result<Path<String>, PathRejection>, request: Request) -> Answer {
    let typed = code.map(|Path(code)| code).unwrap_or_default();
    let Ok(code) = Code::parse(&typed) else {
        return lost(&here, &typed).await;
    };
    let target = match here.house.codes.target(here.house.store.read(), &code).await {
        Ok(target) => target,
        Err(AppError::NotFound) => return lost(&here, &typed).await,
        Err(error) => return Err(error.into()),
    };
    let (parts, _) = request.into_parts();
    if people::is_person(&parts.method, &parts.headers) {
        let agent = people::agent(&parts.headers).unwrap_or_default();
        let address = address::of(&parts.extensions, &parts.headers, &here.house.config.trusted_proxies);
        here.house.scans.note(&code, address, agent, here.caller.now);
    }
    Ok(see_other(&format!("{}?via=q", target.kind.page(here.caller.lang, code.as_str()))))
}

/// `/k`: the form, and with `?code=` the way to what was typed.
pub async fn type_code(here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = query.unwrap_or_default();
    let typed = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "code");
    let Some(typed) = typed.map(|(_, value)| value.trim().to_owned()).filter(|typed| !typed.is_empty()) else {
        return Ok(here.show(pages::type_code(&here.backend)));
    };
    let Ok(code) = Code::parse(&typed) else {
        return lost(&here, &typed).await;
    };
    match here.backend.codes.target(&code).await {
        // A typed code is a printed one: it goes the way a scan goes.
        Ok(_) => Ok(see_other(&app::routes::scan(code.as_str()))),
        Err(AppError::NotFound) => lost(&here, &typed).await,
        Err(error) => Err(error.into()),
    }
}

/// The helpful page, with 404.
async fn lost(here: &Here, typed: &str) -> Answer {
    Ok(here.show(pages::unknown(&here.backend, typed).await?))
}
