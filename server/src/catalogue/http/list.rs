//! The door of the shop's own pieces.

use app::catalogue::pages::studio as pages;
use app::catalogue::rules::State;

use crate::http::asked::Asked;
use crate::http::{Answer, Here};

/// `GET /studio/products[?state=][&page=]`
pub async fn list(here: Here, asked: Asked) -> Answer {
    let state = State::parse(asked.0.get("state"));
    Ok(here.show(pages::list(&here.backend, state, asked.page()).await?))
}
