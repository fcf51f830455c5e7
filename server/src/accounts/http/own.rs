//! `/account`: everybody's own language and stays.

use app::accounts::own_pages as pages;
use app::error::AppError;
use app::form::Typed;
use app::ids::SessionId;
use app::routes;
use app::words::Lang;
use axum::extract::Path;

use crate::accounts::{change_language, end_stay};
use crate::http::answer::see_other;
use crate::http::{Answer, Fields, Here, cookies};

/// `GET /account`
pub async fn account(here: Here) -> Answer {
    Ok(here.show(pages::account(&here.backend, Typed::default()).await?))
}

/// `POST /account/language`
pub async fn language(here: Here, Fields(typed): Fields) -> Answer {
    let lang = Lang::parse(typed.get("language"));
    let lang = lang.ok_or_else(|| AppError::invalid("language", "accounts-language-choose"))?;
    change_language(&here.house, here.backend.actor()?, lang).await?;
    Ok(see_other(routes::ACCOUNT))
}

/// `POST /account/sessions/{id}/end`
pub async fn end(here: Here, Path(id): Path<String>) -> Answer {
    let actor = here.backend.actor()?.clone();
    let session = SessionId(id);
    end_stay(&here.house, &actor, &session).await?;
    if session != actor.session {
        return Ok(see_other(routes::ACCOUNT));
    }
    let mut response = see_other(routes::LOGIN);
    cookies::set(response.headers_mut(), cookies::SESSION, "", 0, here.house.config.secure());
    Ok(response)
}
