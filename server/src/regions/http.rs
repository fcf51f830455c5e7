//! Doors of the places.

use app::regions::pages;
use axum::http::{HeaderValue, header};

use crate::http::answer::see_other;
use crate::http::{Answer, Here};

/// `/`: to the home page of the browser's language.
pub async fn front_door(here: Here) -> Answer {
    let mut response = see_other(&app::routes::home(here.caller.lang));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    Ok(response)
}

/// `/{lang}/`
pub async fn home(here: Here) -> Answer {
    Ok(here.show(pages::home(&here.backend).await?))
}
