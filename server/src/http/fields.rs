//! The body of a form post, as what was typed.

use std::time::Duration;

use app::error::AppError;
use app::form::Typed;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use tokio::time::timeout;

use super::Fault;
use crate::house::House;

/// The longest a form without files takes: 64 kB in half a minute is slower than any network.
const SLOWEST: Duration = Duration::from_secs(30);

/// `application/x-www-form-urlencoded`, in order, every name as often as it was sent.
pub struct Fields(pub Typed);

impl FromRequest<House> for Fields {
    type Rejection = Fault;

    async fn from_request(request: Request, house: &House) -> Result<Self, Fault> {
        let body = timeout(SLOWEST, Bytes::from_request(request, house))
            .await
            .map_err(|_| Fault(AppError::Unavailable { retry_after: 1 }))?
            .map_err(|rejection| body_fault(&rejection))?;
        Ok(Self(Typed::from_pairs(form_urlencoded::parse(&body).into_owned())))
    }
}

/// A body over the route's limit is 413; one that broke off is to be sent again.
pub fn body_fault(rejection: &BytesRejection) -> Fault {
    if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Fault(AppError::TooLarge)
    } else {
        Fault(AppError::Unavailable { retry_after: 1 })
    }
}
