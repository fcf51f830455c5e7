//! Turns a page into a document: inside Leptos' owner, in one go, with the headers it needs.

use std::sync::Arc;

use app::backend::Visit;
use app::page::{Frame, Page};
use app::shell;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use hydration_context::SsrSharedContext;
use leptos::nonce::{provide_nonce, use_nonce};
use leptos::prelude::*;

use super::headers::{Allowed, policy};
use crate::house::House;

/// How long browsers and proxies may keep a tourist page, in seconds: short, because prices and
/// pieces change, and long enough for a busload.
const TOURIST_CACHE: &str = "public, max-age=30";

/// Draws the page.
pub fn page(house: &House, page: Page, visit: &Visit) -> Response {
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::OK);
    let cached = page.frame.cached() && status == StatusCode::OK;
    let tourist = page.frame.tourist();
    let sheet = matches!(page.frame, Frame::Sheet { .. });
    let islands = page.islands;
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let (html, nonce) = owner.with(|| {
        if islands {
            provide_nonce();
        }
        let html = shell::document(page, visit, &house.assets).to_html();
        (html, use_nonce().map(|nonce| nonce.to_string()))
    });
    drop(owner);
    let allowed =
        Allowed { style: tourist.then(|| house.assets.tourist_css.clone()), nonce: nonce.filter(|_| islands) };
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let cache = if cached { TOURIST_CACHE } else { "no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        // A form that is shown again because everything is busy.
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    if let Ok(value) = HeaderValue::from_str(&policy(&allowed, house)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    if !tourist && !sheet {
        headers.insert(header::VARY, HeaderValue::from_static("Cookie"));
    }
    response
}
