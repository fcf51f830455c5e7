//! One log line per request: an id, the route's template (never the path, which may carry a token),
//! status and time.

use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

/// Gives the request an id and logs how it went.
pub async fn layer(request: Request, next: Next) -> Response {
    let id = crate::clock::token();
    let method = request.method().clone();
    let route =
        request.extensions().get::<MatchedPath>().map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id, %method, route);
    async move {
        let start = crate::clock::Stopwatch::start();
        let mut response = next.run(request).await;
        let took: Duration = start.elapsed();
        let status = response.status().as_u16();
        tracing::info!(status, micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX), "answered");
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
        }
        response
    }
    .instrument(span)
    .await
}
