//! Error pages: what happened and what to do, in the reader's language.

use std::any::Any;

use app::error::AppError;
use app::ui::errors as pages;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::caller::Caller;
use super::here::{Target, visit};
use super::{Fault, render};
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
    let visit = visit(house, caller, &Target { path: path.to_owned(), query: String::new() });
    let mut page = render::page(house, pages::error(&visit, &error), &visit);
    retry_after(&mut page, &error);
    page
}

/// Says when to come back, where the error knows.
pub fn retry_after(response: &mut Response, error: &AppError) {
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
    let caller = Caller::unknown(&house, &request);
    dress(&house, &caller, &path, Fault(AppError::NotFound).into_response())
}

/// A form's address is opened as a page: by a reload, by the way back, by a link somebody kept. It leads to where the
/// form stands, one step up.
pub async fn not_read(request: Request) -> Response {
    let path = request.uri().path().trim_end_matches('/');
    let up = path.rfind('/').map_or("/", |at| &path[..at]);
    if request.method() == Method::GET && !path.starts_with("/api/") && !up.is_empty() {
        return super::answer::see_other(up);
    }
    StatusCode::METHOD_NOT_ALLOWED.into_response()
}

/// Something panicked outside every door: a plain sentence, because nothing is known of the visitor.
pub fn panicked(cause: Box<dyn Any + Send>) -> Response {
    log_panic("a door", cause.as_ref());
    (StatusCode::INTERNAL_SERVER_ERROR, "Something broke on our side. Nothing was lost; please try again.")
        .into_response()
}

/// The cause, under the request's id.
pub fn log_panic(what: &str, cause: &(dyn Any + Send)) {
    let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    tracing::error!(cause = text.unwrap_or("unknown"), "{what} panicked");
}
