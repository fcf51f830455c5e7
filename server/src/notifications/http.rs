//! The doors of messages: her news, and the officer's list. The route table has made sure whose they are.

pub mod letters;

use app::error::AppError;
use app::form::Typed;
use app::notifications::pages;
use app::routes;
use axum::extract::{Path, RawQuery};

use super::sql;
use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};

fn page_of(query: Option<String>) -> i64 {
    let query = Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    query.get("page").parse().unwrap_or(1)
}

/// `GET /studio/news?page=`
pub async fn news(here: Here, RawQuery(query): RawQuery) -> Answer {
    Ok(here.show(pages::news(&here.backend, page_of(query)).await?))
}

/// `POST /studio/news/read`: `key`, `until`.
pub async fn read(here: Here, Fields(typed): Fields) -> Answer {
    let (shop, reader) = (here.backend.shop()?.clone(), here.backend.actor()?.account.clone());
    let key = here.key(pages::READ_FORM, &typed)?;
    let until = typed.get("until").parse().unwrap_or_default();
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            super::read(tx, &shop, &reader, until).await?;
            Ok(Outcome::new("shop", shop.as_str()))
        })
    })
    .await?;
    Ok(see_other(routes::STUDIO_NEWS))
}

/// `GET /office/{slug}/messages?page=`
pub async fn stuck(here: Here, RawQuery(query): RawQuery) -> Answer {
    Ok(here.show(pages::stuck(&here.backend, page_of(query), None).await?))
}

/// What an officer may do.
#[derive(Clone, Copy)]
enum Does {
    Again,
    Leave,
}

/// `POST /office/{slug}/messages/{id}/again`: `key`.
pub async fn again(here: Here, Path((slug, id)): Path<(String, String)>, Fields(typed): Fields) -> Answer {
    answer(&here, &slug, done(&here, &id, &typed, Does::Again).await).await
}

/// `POST /office/{slug}/messages/{id}/leave`: `key`.
pub async fn leave(here: Here, Path((slug, id)): Path<(String, String)>, Fields(typed): Fields) -> Answer {
    answer(&here, &slug, done(&here, &id, &typed, Does::Leave).await).await
}

async fn answer(here: &Here, slug: &str, done: Result<(), AppError>) -> Answer {
    match done {
        Ok(()) => Ok(see_other(&routes::office_messages(slug))),
        Err(AppError::Conflict(message)) => Ok(here.show(pages::stuck(&here.backend, 1, Some(message)).await?)),
        Err(error) => Err(error.into()),
    }
}

async fn done(here: &Here, id: &str, typed: &Typed, does: Does) -> Result<(), AppError> {
    let actor = here.backend.actor()?;
    let regency = here.backend.regions.regency(&actor.regency_slug).await?;
    if !sql::exists(here.house.store.read(), &regency.id, id).await? {
        return Err(AppError::NotFound);
    }
    let form = match does {
        Does::Again => pages::again_form(id),
        Does::Leave => pages::leave_form(id),
    };
    let key = here.key(&form, typed)?;
    let (by, account, id) = (here.by(), actor.account.clone(), id.to_owned());
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            match does {
                Does::Again => super::again(tx, &by, &id).await?,
                Does::Leave => super::leave(tx, &by, &account, &id).await?,
            }
            Ok(Outcome::new("message", &id))
        })
    })
    .await?;
    Ok(())
}
