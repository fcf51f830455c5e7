//! Doors of the places.

use app::catalogue::public::lists::List;
use app::regions::pages::{self, Duty};
use app::routes;
use axum::extract::Path;
use axum::http::{HeaderValue, header};

use crate::http::answer::{moved, see_other};
use crate::http::asked::Asked;
use crate::http::{Answer, Here};

/// `/`: to the home page of the browser's language.
pub async fn front_door(here: Here) -> Answer {
    let mut response = see_other(&routes::home(here.caller.lang));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    Ok(response)
}

/// `/{lang}`: its home page ends in a slash.
pub async fn no_slash(here: Here) -> Answer {
    Ok(moved(&routes::home(here.caller.lang)))
}

/// `/{lang}/`
pub async fn home(here: Here, asked: Asked) -> Answer {
    Ok(here.show(pages::home(&here.backend, asked.page()).await?))
}

/// `/{lang}/r/{slug}`: an old slug leads to the one of today.
pub async fn regency(here: Here, Path((_, slug)): Path<(String, String)>, asked: Asked) -> Answer {
    let regency = here.backend.regions.regency(&slug).await?;
    if regency.slug != slug {
        return Ok(moved(&routes::regency(here.caller.lang, &regency.slug)));
    }
    Ok(here.show(pages::regency(&here.backend, regency, place(&asked)).await?))
}

/// `/{lang}/r/{slug}/{village}`: old slugs lead to those of today.
pub async fn village(here: Here, Path((_, slug, name)): Path<(String, String, String)>, asked: Asked) -> Answer {
    let regency = here.backend.regions.regency(&slug).await?;
    let village = here.backend.regions.village(&regency, &name).await?;
    if regency.slug != slug || village.slug != name {
        return Ok(moved(&routes::village(here.caller.lang, &regency.slug, &village.slug)));
    }
    Ok(here.show(pages::village(&here.backend, regency, village, place(&asked)).await?))
}

fn place(asked: &Asked) -> pages::Asked {
    pages::Asked { list: List::parse(asked.0.get("list")), page: asked.page() }
}

/// `/{lang}/privacy`
pub async fn privacy(here: Here, asked: Asked) -> Answer {
    Ok(here.show(pages::choice(&here.backend, Duty::Privacy, asked.page()).await?))
}

/// `/{lang}/privacy/{slug}`
pub async fn privacy_of(here: Here, Path((_, slug)): Path<(String, String)>) -> Answer {
    duty_of(here, Duty::Privacy, &slug).await
}

/// `/{lang}/help`
pub async fn help(here: Here, asked: Asked) -> Answer {
    Ok(here.show(pages::choice(&here.backend, Duty::Help, asked.page()).await?))
}

/// `/{lang}/help/{slug}`
pub async fn help_of(here: Here, Path((_, slug)): Path<(String, String)>) -> Answer {
    duty_of(here, Duty::Help, &slug).await
}

async fn duty_of(here: Here, what: Duty, slug: &str) -> Answer {
    let regency = here.backend.regions.regency(slug).await?;
    if regency.slug != slug {
        return Ok(moved(&what.href(here.caller.lang, Some(&regency.slug))));
    }
    Ok(here.show(pages::duty(&here.backend, what, regency).await?))
}
