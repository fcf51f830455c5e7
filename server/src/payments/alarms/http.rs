//! The officer's doors to alarms. The route table has made sure that it is her own regency.

use app::error::AppError;
use app::form::Typed;
use app::payments::alarm_pages as pages;
use app::payments::alarms::LONGEST_NOTE;
use app::routes;
use axum::extract::{Path, RawQuery};

use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};
use crate::orders::card::surplus;

/// `GET /office/{slug}/alarms?page=`
pub async fn list(here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    let page = query.get("page").parse().unwrap_or(1);
    Ok(here.show(pages::alarms(&here.backend, page, None).await?))
}

/// `POST /office/{slug}/alarms/{id}`: `key`, `note`, `sent` where money was the office's to send.
pub async fn settle(here: Here, Path((slug, id)): Path<(String, String)>, Fields(typed): Fields) -> Answer {
    match settled(&here, &id, &typed).await {
        Ok(()) => Ok(see_other(&routes::office_alarms(&slug))),
        Err(AppError::Conflict(message)) => Ok(here.show(pages::alarms(&here.backend, 1, Some(message)).await?)),
        Err(error) => Err(error.into()),
    }
}

async fn settled(here: &Here, id: &str, typed: &Typed) -> Result<(), AppError> {
    let regency = here.backend.regions.regency(&here.backend.actor()?.regency_slug).await?;
    if !super::is_there(&here.house, regency.id.as_str(), id).await? {
        return Err(AppError::NotFound);
    }
    let key = here.key(&pages::form_name(id), typed)?;
    let note: String = typed.get("note").chars().take(LONGEST_NOTE.into()).collect();
    if note.is_empty() {
        return Err(AppError::conflict("payments-alarm-note-missing"));
    }
    let (by, id, sent) = (here.by(), id.to_owned(), !typed.get("sent").is_empty());
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            surplus::settle_alarm(tx, &by, (regency.id.as_str(), &id), (sent, &note)).await?;
            Ok(Outcome::new("alarm", &id))
        })
    })
    .await?;
    Ok(())
}
