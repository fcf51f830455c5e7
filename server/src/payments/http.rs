//! The doors of the artisan's money: her month, her year, its table and its letter; and Stripe's.

use app::error::AppError;
use app::form::Typed;
use app::payments::pages;
use app::payments::year::pages as year_pages;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::card::events;
use crate::house::House;
use crate::http::answer::attachment;
use crate::http::fields::{SLOWEST, whole};
use crate::http::{Answer, Fault, Here};

/// The header that carries the signature.
const SIGNATURE: &str = "stripe-signature";

/// `GET /studio/money?month=2026-11&page=`
pub async fn money(here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    let page = query.get("page").parse().unwrap_or(1);
    Ok(here.show(pages::money(&here.backend, query.get("month"), page, pages::Wrong::Nothing).await?))
}

/// A year there may be books of.
fn asked(year: &str) -> Result<i16, AppError> {
    year.parse().ok().filter(|year| (2020..=2200).contains(year)).ok_or(AppError::NotFound)
}

/// `GET /studio/money/year/{year}`
pub async fn year(here: Here, Path(year): Path<String>) -> Answer {
    Ok(here.show(year_pages::year(&here.backend, asked(&year)?).await?))
}

/// `GET /studio/money/year/{year}/letter`
pub async fn letter(here: Here, Path(year): Path<String>) -> Answer {
    Ok(here.show(year_pages::letter(&here.backend, asked(&year)?).await?))
}

/// `GET /studio/money/year/{year}/table.csv`
pub async fn table(here: Here, Path(year): Path<String>) -> Answer {
    let year = asked(&year)?;
    let shop = here.backend.shop()?;
    let zone = here.backend.orders.counter(shop).await?.zone;
    let turnover = here.backend.payments.turnover(shop, year, zone).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let words = here.backend.words();
    writer.write_record(app::payments::year::COLUMNS.map(|key| words.t(key))).map_err(|_| AppError::Internal)?;
    for row in turnover.rows() {
        writer.write_record(&row).map_err(|_| AppError::Internal)?;
    }
    let bytes = writer.into_inner().map_err(|_| AppError::Internal)?;
    attachment(bytes, "text/csv; charset=utf-8", &format!("homoru-{year}.csv"))
}

/// `POST /hooks/stripe`: keeps an event once and answers; a job applies it. What is not signed by Stripe is 400, also
/// where no keys are set. No form and no session: the signature over the raw bytes is all that counts. Two signature
/// headers are refused whatever stands in them: which one was meant? Stripe puts several signatures into one. And it
/// packs nothing: bytes that say they are packed are not what was signed.
pub async fn hook(State(house): State<House>, request: Request) -> Response {
    let headers = request.headers().clone();
    let mut signatures = headers.get_all(SIGNATURE).iter();
    let (Some(signature), None, Some(stripe)) = (signatures.next(), signatures.next(), house.stripe.as_ref()) else {
        return refused();
    };
    if headers.contains_key(header::CONTENT_ENCODING) {
        return refused();
    }
    let body = match whole(request, SLOWEST).await {
        Ok(body) => body,
        Err(Fault(AppError::TooLarge)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return later(),
    };
    if !stripe.is_from_stripe(signature.as_bytes(), &body, house.clock.now()) {
        return refused();
    }
    let (Ok(text), Ok(name)) = (std::str::from_utf8(&body), serde_json::from_slice::<events::Name>(&body)) else {
        return refused();
    };
    let text = text.to_owned();
    match house.store.write(move |tx| Box::pin(async move { events::keep(tx, &name, &text).await })).await {
        Ok(()) => StatusCode::OK.into_response(),
        // Stripe sends it again.
        Err(error) => {
            tracing::error!(%error, "an event could not be kept");
            later()
        }
    }
}

fn later() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30")]).into_response()
}

fn refused() -> Response {
    StatusCode::BAD_REQUEST.into_response()
}
