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
pub const SLOWEST: Duration = Duration::from_secs(30);

/// `application/x-www-form-urlencoded`, in order, every name as often as it was sent.
pub struct Fields(pub Typed);

impl FromRequest<House> for Fields {
    type Rejection = Fault;

    async fn from_request(request: Request, _: &House) -> Result<Self, Fault> {
        let body = whole(request, SLOWEST).await?;
        Ok(Self(Typed::from_pairs(form_urlencoded::parse(&body).into_owned())))
    }
}

/// The whole of a small body, as long as it comes in time.
///
/// # Errors
/// `Unavailable` for one that is too slow or broke off, `TooLarge` over the route's limit.
pub async fn whole(request: Request, slowest: Duration) -> Result<Bytes, Fault> {
    timeout(slowest, Bytes::from_request(request, &()))
        .await
        .map_err(|_| Fault(AppError::Unavailable { retry_after: 1 }))?
        .map_err(|rejection| body_fault(&rejection))
}

/// A body over the route's limit is 413; one that broke off is to be sent again.
pub fn body_fault(rejection: &BytesRejection) -> Fault {
    if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Fault(AppError::TooLarge)
    } else {
        Fault(AppError::Unavailable { retry_after: 1 })
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use futures::{StreamExt as _, stream};

    use super::*;

    #[tokio::test]
    async fn a_body_that_never_ends_is_given_up() {
        let first = stream::iter([Ok::<_, std::io::Error>("{\"id\":")]);
        let request = Request::new(Body::from_stream(first.chain(stream::pending())));
        let late = whole(request, Duration::from_millis(20)).await;
        assert_eq!(late.err().map(|fault| fault.0), Some(AppError::Unavailable { retry_after: 1 }));
        let request = Request::new(Body::from("{}"));
        assert_eq!(whole(request, SLOWEST).await.ok().as_deref(), Some(b"{}".as_slice()));
    }
}
