//! E-mail through the configured server, or into the data folder's `outbox/` where there is none.

use std::time::{Duration, UNIX_EPOCH};

use app::error::AppError;
use app::time::DAY_MS;
use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use secrecy::ExposeSecret as _;

use crate::house::House;

/// A letter in plain text.
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
    /// Its file in the outbox folder: a second run of the job writes the same one.
    pub file: String,
}

/// Sends it. Unavailable when the mail server does not answer: the job tries again.
pub async fn send(house: &House, letter: Letter) -> Result<(), AppError> {
    let file = letter.file.clone();
    let message = written(house, letter)?;
    match &house.config.smtp_url {
        Some(url) => {
            let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret())
                .map_err(|error| {
                    tracing::error!(%error, "HOMORU_SMTP_URL cannot be used");
                    AppError::Internal
                })?
                .build();
            transport.send(message).await.map_err(|error| {
                tracing::warn!(%error, "a letter could not be sent");
                AppError::Unavailable { retry_after: 60 }
            })?;
            Ok(())
        }
        None => drop_into_outbox(house, &file, &message.formatted()).await,
    }
}

/// How long the outbox folder keeps a letter, in ms.
const KEPT_MS: i64 = 30 * DAY_MS;

/// Removes the letters that have lain in the outbox folder for 30 days.
pub async fn forget_old(house: &House) -> Result<(), AppError> {
    let folder = house.config.data.join("outbox");
    let before = UNIX_EPOCH + Duration::from_millis((house.clock.now() - KEPT_MS).unsigned_abs());
    let done = tokio::task::spawn_blocking(move || {
        let Ok(letters) = std::fs::read_dir(&folder) else { return Ok(()) };
        for letter in letters {
            let letter = letter?;
            if letter.metadata()?.modified()? <= before {
                std::fs::remove_file(letter.path())?;
            }
        }
        Ok(())
    })
    .await;
    done.map_err(|_| AppError::Internal)?.map_err(|error: std::io::Error| {
        tracing::warn!(%error, "the outbox folder cannot be tidied");
        AppError::Unavailable { retry_after: 60 }
    })
}

/// Removes a letter from the outbox folder, if it lies there.
pub async fn forget(house: &House, file: &str) {
    let path = house.config.data.join("outbox").join(file);
    match tokio::fs::remove_file(&path).await {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(%error, "an old letter could not be removed"),
    }
}

fn written(house: &House, letter: Letter) -> Result<Message, AppError> {
    let wrong = |what: &'static str| {
        move |error: &dyn std::fmt::Display| {
            tracing::error!(%error, what, "a letter could not be written");
            AppError::Internal
        }
    };
    let from: Mailbox = house.config.mail_from.parse().map_err(|error| wrong("sender")(&error))?;
    // The address itself never reaches a log.
    let to: Mailbox = letter.to.parse().map_err(|_| wrong("recipient")(&"not an address"))?;
    Message::builder()
        .from(from)
        .to(to)
        .subject(letter.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text)
        .map_err(|error| wrong("body")(&error))
}

async fn drop_into_outbox(house: &House, file: &str, bytes: &[u8]) -> Result<(), AppError> {
    let folder = house.config.data.join("outbox");
    let (path, bytes) = (folder.join(file), bytes.to_vec());
    let written = UNIX_EPOCH + Duration::from_millis(house.clock.now().unsigned_abs());
    let done = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder)?;
        crate::keys::write_private(&path, &bytes)?;
        std::fs::File::options().write(true).open(&path)?.set_modified(written)
    })
    .await;
    match done {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the outbox folder cannot be written");
            Err(AppError::Unavailable { retry_after: 60 })
        }
        Err(_) => Err(AppError::Internal),
    }
}
