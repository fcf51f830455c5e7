//! The door of the shop's own pieces.

use app::catalogue::pages::studio as pages;
use app::catalogue::rules::State;
use axum::extract::Query;
use serde::Deserialize;

use crate::http::{Answer, Here};

/// Which pieces, and which page of them.
#[derive(Deserialize)]
pub struct Filter {
    state: Option<String>,
    page: Option<String>,
}

/// `GET /studio/products`
pub async fn list(here: Here, Query(filter): Query<Filter>) -> Answer {
    let state = filter.state.as_deref().and_then(State::parse);
    let page = filter.page.and_then(|page| page.parse().ok()).unwrap_or(1);
    Ok(here.show(pages::list(&here.backend, state, page).await?))
}
