//! The headers every answer carries. The content policy starts from nothing; tourist pages allow
//! their inlined style by hash, pages with islands their bootstrap by nonce.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::house::House;

/// How a page's scripts and styles are allowed.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    /// The text of an inlined style.
    pub style: Option<std::sync::Arc<str>>,
    /// The nonce of an island page's bootstrap.
    pub nonce: Option<String>,
}

/// The content security policy of one page.
/// Forms lead to this house, and to the payment page where cards are taken: browsers ask for the whole way of a
/// form that is answered with a redirect.
pub fn policy(allowed: &Allowed, house: &House) -> String {
    let style = allowed
        .style
        .as_ref()
        .map_or_else(String::new, |css| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(css.as_bytes()))));
    let script =
        allowed.nonce.as_ref().map_or_else(String::new, |nonce| format!(" 'nonce-{nonce}' 'wasm-unsafe-eval'"));
    let card = house.stripe.as_ref().map_or_else(String::new, |stripe| format!(" {}", stripe.page_origin()));
    let upgrade = if house.config.secure() { "; upgrade-insecure-requests" } else { "" };
    format!(
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'{card}; img-src 'self' blob: data:; \
         connect-src 'self'; manifest-src 'self'; style-src 'self'{style}; script-src 'self'{script}{upgrade}"
    )
}

/// Adds what is missing; a page that has set its own policy keeps it.
pub async fn layer(State(house): State<House>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let secure = house.config.secure();
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: &str| {
        if !headers.contains_key(&name)
            && let Ok(value) = HeaderValue::from_str(value)
        {
            headers.insert(name, value);
        }
    };
    add(header::CONTENT_SECURITY_POLICY, &policy(&Allowed::default(), &house));
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::REFERRER_POLICY, "same-origin");
    add(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    );
    if secure {
        // Browsers ignore it elsewhere, and say so in the console.
        add(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        add(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}
