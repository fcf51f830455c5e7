//! Doors of the tags: choosing, the printed sheet, and a code as a file for the print shop.

use app::catalogue::tags::{pages, wanted};
use app::codes::rules::Code;
use app::error::AppError;
use app::form::Typed;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse as _;

use crate::codes::print;
use crate::http::{Answer, Here};

/// GET `/studio/tags`
pub async fn choose(here: Here, RawQuery(query): RawQuery) -> Answer {
    let asked = fields(query);
    Ok(here.show(pages::choose(&here.backend, asked.get("page").parse().unwrap_or(1), false).await?))
}

/// GET `/studio/tags/sheet?n-7K3Q9XH=2&...`: without a choice, what is for sale.
pub async fn sheet(here: Here, RawQuery(query): RawQuery) -> Answer {
    let asked = fields(query);
    let chosen = asked.pairs().any(|(name, _)| name.starts_with("n-"));
    let wanted = wanted(&asked);
    if chosen && wanted.is_empty() {
        return Ok(here.show(pages::choose(&here.backend, 1, true).await?.status(422)));
    }
    Ok(here.show(pages::sheet(&here.backend, wanted).await?))
}

fn fields(query: Option<String>) -> Typed {
    Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned())
}

/// GET `/studio/codes/{code}.svg` and `.png`: the symbol of one of the shop's own codes.
pub async fn file(here: Here, Path(file): Path<String>) -> Answer {
    let (code, kind) = file.rsplit_once('.').ok_or(AppError::NotFound)?;
    let code = Code::parse(code).map_err(|_| AppError::NotFound)?;
    if !super::owns(&here.house, here.backend.shop()?, &code).await? {
        return Err(AppError::NotFound.into());
    }
    let (mime, bytes) = match kind {
        "svg" => ("image/svg+xml", print::svg(&here.house, code.as_str())?.into_bytes()),
        "png" => ("image/png", print::png(&here.house, code.as_str())?),
        _ => return Err(AppError::NotFound.into()),
    };
    let name = format!("attachment; filename=\"{}.{kind}\"", code.as_str());
    let name = HeaderValue::from_str(&name).map_err(|_| AppError::Internal)?;
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(mime)),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, bytes).into_response())
}
