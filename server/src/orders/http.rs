//! Doors of orders: checkout, the buyer's order, the artisan's studio.

mod basket;
pub mod cart;
pub mod checkout;
pub mod enquiry;
pub mod office;
pub mod order;
pub mod proof;
pub mod refund;
pub mod stall;
pub mod studio;

use app::error::{AppError, Message};
use app::form::Typed;
use app::orders::Sheet;
use app::payments::method::Method;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::card;
use super::moves::{self, Doing};
use crate::http::Here;
use crate::http::keyed::{self, Key, Outcome};

/// What became of an act.
pub enum Acted {
    Done,
    /// It was not done; the page says why.
    Not(Message),
}

/// Carries out an act on an order, once per key. Conflicts come back as words for the page.
pub async fn act(here: &Here, sheet: &Sheet, form: &str, typed: &Typed, doing: Doing) -> Result<Acted, AppError> {
    let doing = Doing { payment: drawn_for(typed), arrived: typed.get("arrived").parse().ok(), ..doing };
    let key = match here.key(form, typed) {
        Ok(key) => key,
        Err(AppError::Conflict(message)) => return Ok(Acted::Not(message)),
        Err(error) => return Err(error),
    };
    let lets_go = doing.act.lets_go();
    if lets_go && sheet.payment.method == Method::Card {
        match card::free(&here.house, &sheet.id, Some(&sheet.part)).await {
            Ok(()) => {}
            Err(AppError::Conflict(message)) => return Ok(Acted::Not(message)),
            Err(error) => return Err(error),
        }
    }
    let done = match carried(here, sheet, key.clone(), doing.clone()).await {
        // Somebody went to the card's page this moment: it is closed like any other, or pays.
        Err(AppError::Unavailable { .. }) if lets_go => {
            match card::free(&here.house, &sheet.id, Some(&sheet.part)).await {
                Ok(()) => carried(here, sheet, key, doing).await,
                Err(error) => Err(error),
            }
        }
        done => done,
    };
    match done {
        Ok(()) => Ok(Acted::Done),
        Err(AppError::Conflict(message)) => Ok(Acted::Not(message)),
        Err(error) => Err(error),
    }
}

async fn carried(here: &Here, sheet: &Sheet, key: Key, doing: Doing) -> Result<(), AppError> {
    let (by, part, id) = (here.by(), sheet.part.clone(), sheet.id.0.clone());
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            moves::act(tx, &by, &part, &doing).await?;
            Ok(Outcome::new("order", &id))
        })
    })
    .await
    .map(|_| ())
}

/// Which payment a form was drawn for, where it says so.
fn drawn_for(typed: &Typed) -> Option<String> {
    Some(typed.get("payment").to_owned()).filter(|mark| !mark.is_empty())
}

/// What a page that follows by itself is told: the mark of what it would be drawn from now.
pub fn mark(mark: &str, headers: &HeaderMap) -> Response {
    let tag = format!("\"{mark}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()) == Some(tag.as_str());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        axum::Json(serde_json::json!({ "mark": mark })).into_response()
    };
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    response
}

/// The way of paying a form names.
pub fn method(typed: &Typed) -> Result<Method, AppError> {
    Method::parse(typed.get("method")).ok_or_else(|| AppError::invalid("method", "orders-method-choose"))
}
