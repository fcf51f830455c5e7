//! What a door answers: a response, or a fault that the error layer turns into a page in the
//! reader's language.

use app::error::AppError;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The result of a door.
pub type Answer = Result<Response, Fault>;

/// An error on its way out.
#[derive(Debug)]
pub struct Fault(pub AppError);

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Fault {
    /// A bare status; `errors::dress` finds the error in the extensions and draws the page.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self.0);
        response
    }
}

/// A file to be saved under this name; never kept by a cache.
///
/// # Errors
/// `Internal` when the name cannot stand in a header.
pub fn attachment(bytes: Vec<u8>, kind: &'static str, name: &str) -> Answer {
    let mut response = Response::new(Body::from(bytes));
    let disposition =
        HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(|_| AppError::Internal)?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// 303 to another page: what every successful form answers.
pub fn see_other(to: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// 301 to where a page is now: an address that was printed and has changed its name.
pub fn moved(to: &str) -> Response {
    let mut response = see_other(to);
    *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
    // Names can change back: browsers are not to believe it for ever.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}
