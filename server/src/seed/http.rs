//! The demo's door.

use app::error::AppError;
use app::seed::pages;
use axum::extract::RawQuery;

use crate::http::{Answer, Here};

/// `/demo/whatsapp?text=`: where WhatsApp buttons lead in the demo. Elsewhere there is no such page.
pub async fn whatsapp(here: Here, RawQuery(query): RawQuery) -> Answer {
    if !here.house.demo {
        return Err(AppError::NotFound.into());
    }
    let query = query.unwrap_or_default();
    let text =
        form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "text").map(|(_, text)| text.into_owned());
    Ok(here.show(pages::whatsapp(&here.backend.visit, text.unwrap_or_default())))
}
