//! The body of a form that may carry one file: what was typed, and the file in memory. A plain form without a
//! file is read as well, so that a script may leave it out. A file that is too large is read to its end and
//! forgotten, so that the form it came with can be shown again with nothing typed lost.

use std::time::Duration;

use app::error::AppError;
use app::form::Typed;
use axum::body::Bytes;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use tokio::time::{Instant, timeout_at};

use super::Fault;
use super::fields::Fields;
use crate::house::House;
use crate::media::decode::MAX_BYTES;

/// The longest silence within an upload.
const IDLE: Duration = Duration::from_secs(30);
/// Bytes a second that keep an upload alive: what comes slower would not end in time, and only holds a place.
const LEAST: u64 = 500;
/// What the head of a part counts for.
const HEAD: usize = 100;
/// The longest upload: 4 MB at 64 kbit/s take 8 minutes.
const TOTAL: Duration = Duration::from_secs(30 * 60);
/// Bytes of all fields without the file.
const FIELDS: usize = 64 * 1024;
/// Bytes that are read at all: a phone's largest photo is read to its end before it is refused.
pub const READ: usize = 4 * MAX_BYTES;

/// `multipart/form-data` with at most one file, or `application/x-www-form-urlencoded`.
pub struct Upload {
    pub typed: Typed,
    /// None when no file was chosen. One that is too large is cut a byte behind the limit: the intake
    /// refuses it by its length.
    pub file: Option<Bytes>,
}

/// What a file is told apart by, for the key of the form it came with.
pub fn digest(file: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(file))
}

impl FromRequest<House> for Upload {
    type Rejection = Fault;

    async fn from_request(mut request: Request, house: &House) -> Result<Self, Fault> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            DefaultBodyLimit::max(FIELDS).apply(&mut request);
            let Fields(typed) = Fields::from_request(request, house).await?;
            return Ok(Self { typed, file: None });
        }
        let multipart = Multipart::from_request(request, house).await.map_err(|_| NOT_WHOLE)?;
        timeout_at(Instant::now() + TOTAL, read(multipart, Pace::new(IDLE)))
            .await
            .unwrap_or(Err(NOT_WHOLE))
            .map_err(Fault)
    }
}

/// The sender is gone, too slow, or sent half a form: nothing is lost on the phone, so it may come again.
const NOT_WHOLE: AppError = AppError::Unavailable { retry_after: 5 };

/// How long the sender may still be silent: what has come buys time, and never more than one silence.
struct Pace {
    until: Instant,
    idle: Duration,
}

impl Pace {
    fn new(idle: Duration) -> Self {
        Self { until: Instant::now() + idle, idle }
    }

    fn came(&mut self, bytes: usize) {
        let bought = Duration::from_millis(bytes as u64 * 1000 / LEAST);
        self.until = (self.until + bought).min(Instant::now() + self.idle);
    }

    async fn next<T>(&self, next: impl Future<Output = Result<T, MultipartError>>) -> Result<T, AppError> {
        timeout_at(self.until, next).await.map_err(|_| NOT_WHOLE)?.map_err(|error| fault(&error))
    }
}

async fn read(mut parts: Multipart, mut pace: Pace) -> Result<Upload, AppError> {
    let (mut pairs, mut file, mut fields) = (Vec::new(), None, 0);
    while let Some(part) = pace.next(parts.next_field()).await? {
        pace.came(HEAD);
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            let bytes = kept(part, MAX_BYTES + 1, &mut pace).await?;
            file = file.or(Some(bytes).filter(|bytes| !bytes.is_empty()));
            continue;
        }
        let bytes = kept(part, FIELDS + 1, &mut pace).await?;
        fields += name.len() + bytes.len();
        if fields > FIELDS {
            return Err(AppError::TooLarge);
        }
        pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    Ok(Upload { typed: Typed::from_pairs(pairs), file })
}

/// The first `most` bytes of a part; the rest is read and forgotten.
async fn kept(mut part: Field<'_>, most: usize, pace: &mut Pace) -> Result<Bytes, AppError> {
    let mut whole = Vec::new();
    while let Some(chunk) = pace.next(part.chunk()).await? {
        pace.came(chunk.len());
        let room = most.saturating_sub(whole.len()).min(chunk.len());
        whole.extend_from_slice(&chunk[..room]);
    }
    Ok(whole.into())
}

fn fault(error: &MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { AppError::TooLarge } else { NOT_WHOLE }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use futures::{StreamExt as _, stream};

    use super::*;

    fn part(head: &str, body: &[u8]) -> Vec<u8> {
        let mut part = format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes();
        part.extend_from_slice(body);
        part.extend_from_slice(b"\r\n");
        part
    }

    async fn multipart(body: Body) -> Multipart {
        let mut request =
            Request::builder().header(header::CONTENT_TYPE, "multipart/form-data; boundary=x").body(body).unwrap();
        DefaultBodyLimit::max(READ).apply(&mut request);
        Multipart::from_request(request, &()).await.unwrap()
    }

    async fn sent(parts: &[Vec<u8>]) -> Result<Upload, AppError> {
        let mut body = parts.concat();
        body.extend_from_slice(b"--x--\r\n");
        read(multipart(Body::from(body)).await, Pace::new(IDLE)).await
    }

    #[tokio::test]
    async fn a_file_and_what_was_typed_come_together() {
        let upload = sent(&[
            part("name=\"photo\"; filename=\"\"", b""),
            part("name=\"name\"", b"Senja"),
            part("name=\"photo\"; filename=\"a.jpg\"", b"bytes"),
        ])
        .await
        .unwrap();
        assert_eq!(upload.typed.get("name"), "Senja");
        assert_eq!(upload.file.as_deref(), Some(b"bytes".as_slice()));
    }

    #[tokio::test]
    async fn a_file_that_is_too_large_costs_nothing_that_was_typed_behind_it() {
        let large = vec![7; MAX_BYTES + 5_000];
        let upload =
            sent(&[part("name=\"photo\"; filename=\"a.jpg\"", &large), part("name=\"name\"", b"Senja")]).await.unwrap();
        assert_eq!(upload.typed.get("name"), "Senja");
        assert_eq!(upload.file.unwrap().len(), MAX_BYTES + 1);
    }

    #[tokio::test]
    async fn endless_fields_are_refused() {
        let much = vec![b'a'; FIELDS];
        assert_eq!(sent(&[part("name=\"story\"", &much)]).await.err(), Some(AppError::TooLarge));
    }

    #[tokio::test]
    async fn an_upload_that_falls_silent_is_given_up() {
        let first = stream::iter([Ok::<_, std::io::Error>(part("name=\"photo\"; filename=\"a.jpg\"", b"half"))]);
        let body = Body::from_stream(first.chain(stream::pending()));
        let silent = read(multipart(body).await, Pace::new(Duration::from_millis(20))).await;
        assert_eq!(silent.err(), Some(NOT_WHOLE));
    }

    #[tokio::test]
    async fn an_upload_that_drips_is_given_up() {
        let first = stream::iter([Ok::<_, std::io::Error>(part("name=\"photo\"; filename=\"a.jpg\"", b"half"))]);
        // Never silent, and never done.
        let drops = stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_millis(2)).await;
            Some((Ok(vec![7]), ()))
        });
        let body = Body::from_stream(first.chain(drops));
        let dripped = read(multipart(body).await, Pace::new(Duration::from_millis(100))).await;
        assert_eq!(dripped.err(), Some(NOT_WHOLE));
        let mut pace = Pace::new(IDLE);
        let begun = pace.until;
        pace.came(1);
        assert!(pace.until - begun <= Duration::from_millis(2), "a byte buys no half minute");
        pace.came(MAX_BYTES);
        assert!(pace.until <= Instant::now() + IDLE, "and a photo no more than that");
    }

    #[tokio::test]
    async fn half_a_form_is_given_up() {
        let body = Body::from(part("name=\"photo\"; filename=\"a.jpg\"", b"half"));
        assert_eq!(read(multipart(body).await, Pace::new(IDLE)).await.err(), Some(NOT_WHOLE));
    }
}
