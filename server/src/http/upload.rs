//! The body of a form that may carry one file: what was typed, and the file in memory. A plain form
//! without a file is read as well, so that a script may leave it out.

use std::time::Duration;

use app::error::AppError;
use app::form::Typed;
use axum::body::Bytes;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use tokio::time::{Instant, timeout, timeout_at};

use super::fields::Fields;
use super::Fault;
use crate::house::House;

/// The longest silence within an upload.
const IDLE: Duration = Duration::from_secs(30);
/// The longest upload: 4 MB at 64 kbit/s take 8 minutes.
const TOTAL: Duration = Duration::from_secs(30 * 60);

/// `multipart/form-data` with at most one file, or `application/x-www-form-urlencoded`.
pub struct Upload {
    pub typed: Typed,
    /// None when no file was chosen.
    pub file: Option<Bytes>,
}

impl FromRequest<House> for Upload {
    type Rejection = Fault;

    async fn from_request(request: Request, house: &House) -> Result<Self, Fault> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            let Fields(typed) = Fields::from_request(request, house).await?;
            return Ok(Self { typed, file: None });
        }
        let multipart =
            Multipart::from_request(request, house).await.map_err(|_| AppError::Unavailable { retry_after: 1 })?;
        timeout_at(Instant::now() + TOTAL, read(multipart)).await.unwrap_or(Err(BROKEN_OFF)).map_err(Fault)
    }
}

/// The sender is gone or too slow: nothing is lost on the phone, so it may come again.
const BROKEN_OFF: AppError = AppError::Unavailable { retry_after: 5 };

async fn read(mut parts: Multipart) -> Result<Upload, AppError> {
    let (mut pairs, mut file) = (Vec::new(), None);
    while let Some(part) = timeout(IDLE, parts.next_field()).await.map_err(|_| BROKEN_OFF)?.map_err(|e| fault(&e))? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.file_name().is_some();
        let bytes = bytes(part).await?;
        if !is_file {
            pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        } else if !bytes.is_empty() {
            file = Some(bytes);
        }
    }
    Ok(Upload { typed: Typed::from_pairs(pairs), file })
}

async fn bytes(mut part: Field<'_>) -> Result<Bytes, AppError> {
    let mut whole = Vec::new();
    while let Some(chunk) = timeout(IDLE, part.chunk()).await.map_err(|_| BROKEN_OFF)?.map_err(|e| fault(&e))? {
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.into())
}

fn fault(error: &MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { AppError::TooLarge } else { BROKEN_OFF }
}
