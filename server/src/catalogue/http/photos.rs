//! Doors of photos: one sent by the island, a shop's own before they are published, and the published ones.

use app::catalogue::Catalogue as _;
use app::error::AppError;
use app::routes;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::wants_json;
use crate::catalogue::{photos, products, sql};
use crate::house::House;
use crate::http::answer::see_other;
use crate::http::{Answer, Here, Upload, errors};
use crate::media::key::split;
use crate::media::storage::Stored;
use crate::media::{StorageError, gone};

/// A published file never changes: its key is random and used once.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `POST /studio/photos`: one photo into the draft or piece named `draft`. JSON for who accepts it.
pub async fn send(here: Here, headers: HeaderMap, Upload { typed, file }: Upload) -> Answer {
    let sent = keep(&here, typed.get("draft"), file).await;
    if !wants_json(&headers) {
        return Ok(see_other(&routes::studio_product(&sent?.0)));
    }
    Ok(match sent {
        Ok((_, answer)) => Json(answer).into_response(),
        Err(error) => told(&here, &error),
    })
}

async fn keep(here: &Here, id: &str, file: Option<axum::body::Bytes>) -> Result<(String, serde_json::Value), AppError> {
    let id = products::draft_id(id)?;
    let shop = here.backend.shop()?;
    let bytes = file.ok_or_else(|| AppError::invalid("photo", "media-empty"))?;
    let language = here.house.bench(shop).await?.language;
    let photo = photos::keep(&here.house, here.by(), (shop, &id), language, bytes).await?;
    let piece = here.house.own_piece(shop, &id).await?;
    let kept = piece.photos.iter().find(|one| one.id == photo).ok_or(AppError::NotFound)?;
    let answer = json!({
        "photo": photo.as_str(),
        "src": routes::private_media(&kept.private_key, 640),
        "count": piece.photos.len(),
    });
    Ok((id.0, answer))
}

/// The sentence of an error, for the island to show as it is, and whether trying again may help.
fn told(here: &Here, error: &AppError) -> Response {
    let w = &here.backend.visit.words;
    let (sentence, wait) = match error {
        AppError::Invalid(fields) => (fields.first().map(|field| w.message(&field.message)), None),
        AppError::Conflict(message) | AppError::Forbidden(message) => (Some(w.message(message)), None),
        AppError::Unavailable { retry_after } => (Some(w.t("media-busy")), Some(*retry_after)),
        _ => (None, None),
    };
    let sentence = sentence.unwrap_or_else(|| w.t("core-lost-text"));
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(json!({ "error": sentence, "wait": wait }))).into_response();
    errors::retry_after(&mut response, error);
    response
}

/// `GET /private/photo/{name}`: a photo of the artisan's own shop, published or not.
pub async fn private(here: Here, Path(name): Path<String>) -> Answer {
    let (key, _) = split(&name).ok_or(AppError::NotFound)?;
    if !sql::photos::is_own(here.house.store.read(), here.backend.shop()?, key.as_str()).await? {
        return Err(AppError::NotFound.into());
    }
    let stored = here.house.media.read_private(&name).await.map_err(|error| not_read(&error))?;
    Ok(picture(stored, "private, no-store"))
}

/// `GET /media/{name}`: a published file. 410 when its key was public once and is gone for good, whether or
/// not its file could be removed yet.
pub async fn public(State(house): State<House>, Path(name): Path<String>) -> Answer {
    let (key, _) = split(&name).ok_or(AppError::NotFound)?;
    if gone::is_gone(house.store.read(), key.as_str()).await? {
        return Ok(StatusCode::GONE.into_response());
    }
    let stored = house.media.read_public(&name).await.map_err(|error| not_read(&error))?;
    Ok(picture(stored, FOR_EVER))
}

fn picture(stored: Stored, cache: &'static str) -> Response {
    let mut response = Response::new(axum::body::Body::from(stored.bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(stored.mime));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

fn not_read(error: &StorageError) -> AppError {
    match error {
        StorageError::NotFound | StorageError::BadKey => AppError::NotFound,
        StorageError::Unavailable(_) => {
            tracing::error!(%error, "a photo cannot be read");
            AppError::Unavailable { retry_after: 5 }
        }
    }
}
