//! Doors of what the artisan prints for a parcel. Nothing is written.

use app::form::Typed;
use app::orders::packing::{self, Days};
use app::orders::shipping::papers as pages;
use axum::extract::{Path, RawQuery};

use crate::http::{Answer, Here};

/// `GET /studio/orders/{code}/cn22`
pub async fn cn22(here: Here, Path(code): Path<String>) -> Answer {
    Ok(here.show(pages::cn22(&here.backend, &code).await?))
}

/// `GET /studio/orders/{code}/label`
pub async fn label(here: Here, Path(code): Path<String>) -> Answer {
    Ok(here.show(pages::label(&here.backend, &code).await?))
}

/// `GET /studio/orders/packing?day=&page=`
pub async fn packing(here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    let page = query.get("page").parse().unwrap_or(1);
    Ok(here.show(packing::pages::packing(&here.backend, Days::parse(query.get("day")), page).await?))
}
