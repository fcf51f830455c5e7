//! `/account`: everybody's own stays.

use app::accounts::own_pages as pages;
use app::ids::SessionId;
use app::routes;
use axum::extract::Path;

use crate::accounts::end_stay;
use crate::http::answer::see_other;
use crate::http::{Answer, Here, cookies};

/// `GET /account`
pub async fn account(here: Here) -> Answer {
    Ok(here.show(pages::account(&here.backend).await?))
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
