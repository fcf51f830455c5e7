//! Doors of the studio's pieces and of photos. Each answers a form with a page or a 303; those an island calls
//! answer JSON to who accepts it.

pub mod desk;
pub mod list;
pub mod moves;
pub mod photos;

use app::error::AppError;
use app::form::Typed;
use axum::http::{HeaderMap, header};

/// True for a script that asked for JSON.
fn wants_json(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accepts.is_some_and(|accept| accept.starts_with("application/json"))
}

/// Puts what a photo or a move was refused for at the form it came with; gives the status to answer with.
///
/// # Errors
/// What no form can show, such as a piece of another shop.
fn refused(typed: &mut Typed, error: AppError) -> Result<u16, AppError> {
    match &error {
        AppError::Invalid(fields) if fields.iter().any(|field| field.message.key == "media-too-large") => {
            typed.take(&error);
            Ok(AppError::TooLarge.status())
        }
        AppError::Unavailable { .. } => {
            typed.wrong("photo", "media-busy");
            Ok(error.status())
        }
        _ if typed.take(&error) => Ok(error.status()),
        _ => Err(error),
    }
}
