//! The office's door to an order somebody asks about. The route table has made sure that it is her own regency.

use app::form::Typed;
use app::orders::pages;
use axum::extract::RawQuery;

use crate::http::{Answer, Here};

/// `GET /office/{slug}/orders?code=H4M2-R7`
pub async fn look_up(here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = query.unwrap_or_default();
    let typed = Typed::from_pairs(form_urlencoded::parse(query.as_bytes()).into_owned());
    Ok(here.show(pages::looked_up(&here.backend, typed).await?))
}
