//! Error pages: what happened and what to do, in the reader's language.

use app::error::AppError;
use app::ui::errors as pages;
use app::words::Lang;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::caller::Caller;
use super::here::visit;
use super::{Fault, language, render};
use crate::house::House;

/// Draws the page of an error a door has answered with; other answers pass.
pub fn dress(house: &House, caller: &Caller, path: &str, mut response: Response) -> Response {
    let Some(error) = response.extensions_mut().remove::<AppError>() else {
        return response;
    };
    if path.starts_with("/api/") || path.starts_with("/private/") || path.starts_with("/media/") {
        let mut plain = (response.status(), axum::Json(error.clone())).into_response();
        retry_after(&mut plain, &error);
        return plain;
    }
    if error == AppError::Unauthenticated {
        return super::answer::see_other("/login");
    }
    let visit = visit(house, caller, path.to_owned());
    let mut page = render::page(house, pages::error(&visit, &error), &visit);
    retry_after(&mut page, &error);
    page
}

fn retry_after(response: &mut Response, error: &AppError) {
    let (AppError::TooMany { retry_after: seconds } | AppError::Unavailable { retry_after: seconds }) = error else {
        return;
    };
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
}

/// The answer to an address that does not exist.
pub async fn lost(State(house): State<House>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if path.starts_with("/pkg/") || path.starts_with("/media/") || path.starts_with("/api/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let named = path.split('/').nth(1).and_then(Lang::parse);
    let lang = named.unwrap_or_else(|| language::accepted(request.headers()));
    let caller = Caller { actor: None, device: None, visitor: None, lang, now: house.clock.now() };
    dress(&house, &caller, &path, Fault(AppError::NotFound).into_response())
}

/// A door panicked: the cause is logged under the request's id, the visitor gets a plain sentence.
pub fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(cause = text, "a door panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something broke on our side. Nothing was lost; please try again.")
        .into_response()
}
