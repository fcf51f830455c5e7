//! The built site, embedded in the binary: wasm, scripts, styles, icons. Hashed names are immutable;
//! a missing file is a 404, never a page.

use app::shell::Assets;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use include_dir::{Dir, include_dir};
use leptos::config::LeptosOptions;

static SITE: Dir<'_> = include_dir!("$HOMORU_SITE");

/// The hash in the names of the built files.
fn hash() -> &'static str {
    text("site.hash").trim()
}

fn text(name: &str) -> &'static str {
    SITE.get_file(name).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// What pages need to know of the site.
pub fn assets() -> Assets {
    let hash = hash();
    Assets {
        tourist_css: text("tourist.css").into(),
        studio_css: format!("/pkg/studio.{hash}.css"),
        sheet_css: format!("/pkg/sheet.{hash}.css"),
        options: LeptosOptions::builder().output_name(format!("app.{hash}")).site_pkg_dir("pkg").build(),
    }
}

/// True when the site was built: `check` and start-up ask.
pub fn is_built() -> bool {
    !text("tourist.css").is_empty()
}

/// `/pkg/{file}`: names carry a hash, so they never change.
pub async fn pkg(Path(file): Path<String>, headers: HeaderMap) -> Response {
    serve(&format!("pkg/{file}"), &headers, "public, max-age=31536000, immutable")
}

/// A file of `public/` at the root.
pub fn public(file: &'static str, headers: &HeaderMap) -> Response {
    serve(&format!("public/{file}"), headers, "public, max-age=86400")
}

fn serve(path: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    let Some(file) = SITE.get_file(path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let brotli = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|one| one.trim().split(';').next() == Some("br")));
    let packed = SITE.get_file(format!("{path}.br")).filter(|_| brotli);
    let body = packed.unwrap_or(file).contents();
    let mut response = Response::new(Body::from(body));
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if packed.is_some() {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" | "json" => "application/json",
        _ => "application/octet-stream",
    }
}
