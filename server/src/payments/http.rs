//! The door of the artisan's money.

use app::form::Typed;
use app::payments::pages;
use axum::extract::RawQuery;

use crate::http::{Answer, Here};

/// `GET /studio/money?month=2026-11&page=`
pub async fn money(here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    let page = query.get("page").parse().unwrap_or(1);
    Ok(here.show(pages::money(&here.backend, query.get("month"), page).await?))
}
