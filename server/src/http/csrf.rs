//! Cross-site requests are refused by where they come from, never by comparing with `Host`:
//! `Origin` equal to a configured origin passes; else `Sec-Fetch-Site: same-origin` or `none`
//! passes; else 403, also for `Origin: null` and for neither header. Webhooks carry signatures instead.

use app::error::AppError;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::caller::Caller;
use super::{Fault, errors};
use crate::house::House;

/// Refuses what changes something and does not come from here.
pub async fn layer(State(house): State<House>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let hook = request.uri().path().starts_with("/hooks/");
    if reads || hook || comes_from_here(request.headers(), &house.config.origins) {
        return next.run(request).await;
    }
    let caller = Caller::unknown(&house, &request);
    errors::dress(
        &house,
        &caller,
        request.uri().path(),
        Fault(AppError::forbidden("core-foreign-origin")).into_response(),
    )
}

fn comes_from_here(headers: &HeaderMap, origins: &[String]) -> bool {
    if let Some(origin) = headers.get("origin") {
        let known = origin.to_str().is_ok_and(|origin| origins.iter().any(|own| own.eq_ignore_ascii_case(origin)));
        if known {
            return true;
        }
    }
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    matches!(site, Some("same-origin" | "none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        comes_from_here(&headers, &["https://homoru.example".to_owned()])
    }

    #[test]
    fn only_our_own_pages_may_post() {
        assert!(asks(&[("origin", "https://homoru.example")]));
        assert!(asks(&[("sec-fetch-site", "same-origin")]));
        assert!(asks(&[("sec-fetch-site", "none")]));
        assert!(!asks(&[]));
        assert!(!asks(&[("origin", "null")]));
        assert!(!asks(&[("origin", "https://homoru.example.evil")]));
        assert!(!asks(&[("origin", "http://homoru.example")]));
        assert!(!asks(&[("sec-fetch-site", "same-site")]));
        assert!(!asks(&[("host", "homoru.example")]));
    }
}
