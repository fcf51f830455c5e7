//! Doors of what visitors see of shops.

use app::accounts::public::pages;
use app::routes;
use axum::extract::Path;

use crate::http::answer::see_other;
use crate::http::asked::Asked;
use crate::http::{Answer, Fields, Here};

/// `/{lang}/s/{code}`
pub async fn shop(here: Here, Path((_, code)): Path<(String, String)>, asked: Asked) -> Answer {
    Ok(here.show(pages::shop(&here.backend, &code, asked.page()).await?))
}

/// `POST /{lang}/s/{code}/contact`: the number. It changes nothing, so it takes no key.
pub async fn contact(here: Here, Path((_, code)): Path<(String, String)>, Fields(typed): Fields) -> Answer {
    Ok(here.show(app::accounts::public::contact(&here.backend, &code, typed.get("p")).await?))
}

/// `GET` of the same, as after a reload: back to the shop, without the number.
pub async fn contact_again(here: Here, Path((_, code)): Path<(String, String)>) -> Answer {
    Ok(see_other(&routes::shop(here.caller.lang, &code)))
}
