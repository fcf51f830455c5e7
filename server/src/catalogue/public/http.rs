//! Doors of what visitors see of pieces, and of what search engines ask for.

use app::catalogue::public::pages;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::sitemap;
use crate::http::asked::Asked;
use crate::http::{Answer, Here};

/// `/{lang}/p/{code}`
pub async fn product(here: Here, Path((_, code)): Path<(String, String)>, asked: Asked) -> Answer {
    let via_scan = asked.0.get("via") == "q";
    Ok(here.show(pages::product(&here.backend, &code, via_scan).await?))
}

/// `/sitemap.xml`: the pages themselves, or where they are too many an index of lists.
pub async fn sitemap(here: Here) -> Answer {
    Ok(xml(sitemap::first(&here.house).await?))
}

/// `/sitemap/{page}`: one list of the index.
pub async fn sitemap_page(here: Here, Path(page): Path<String>) -> Answer {
    let page = page.parse().map_err(|_| app::error::AppError::NotFound)?;
    Ok(xml(sitemap::page(&here.house, page).await?))
}

fn xml(text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}

/// `/robots.txt`: everything public may be read; what is personal, and the printed codes, which count
/// visits, is left alone.
pub async fn robots(here: Here) -> Answer {
    let text = format!(
        "User-agent: *\nDisallow: /q/\nDisallow: /Q/\nDisallow: /*/checkout\nDisallow: /*/o/\nDisallow: /*/s/*/contact\n\
         Disallow: /studio\nDisallow: /office\nDisallow: /admin\nDisallow: /invite/\nDisallow: /login\nDisallow: /private/\n\
         Disallow: /api/\nDisallow: /language/\n\nSitemap: {}/sitemap.xml\n",
        here.house.config.origin()
    );
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    Ok(response)
}
