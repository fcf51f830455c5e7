//! E-mail through the configured server, or into the data folder's `outbox/` where there is none.

use std::time::{Duration, UNIX_EPOCH};

use app::error::AppError;
use app::notifications::Why;
use app::time::DAY_MS;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use secrecy::ExposeSecret as _;
use tokio::time::timeout;

use crate::house::House;

/// A letter in plain text.
pub struct Letter {
    pub to: String,
    /// One line.
    pub subject: String,
    pub text: String,
    /// Names it for good: the same letter sent twice carries it twice, and mail programs show one.
    pub id: String,
    /// Its file in the outbox folder: a second run of the job writes the same one.
    pub file: String,
    /// Where letters like it are ended, for mail programs that show a button for that (RFC 2369).
    pub stop: Option<String>,
}

/// Why a letter did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsent {
    pub why: Why,
    /// Trying again is of no use.
    pub for_good: bool,
}

impl Unsent {
    const fn now(why: Why) -> Self {
        Self { why, for_good: false }
    }
}

/// How long a mail server may take to open its door.
const KNOCK: Duration = Duration::from_secs(15);

/// Sends it.
///
/// # Errors
/// Why it did not leave; what the server said is not kept, for it can name the address.
pub async fn send(house: &House, letter: Letter) -> Result<(), Unsent> {
    let (id, file) = (letter.id.clone(), letter.file.clone());
    let message = written(house, letter)?;
    let Some(url) = &house.config.smtp_url else {
        return drop_into_outbox(house, &file, &message.formatted()).await;
    };
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret()).map_err(|error| {
        tracing::error!(%error, "HOMORU_SMTP_URL cannot be used");
        Unsent::now(Why::Denied)
    })?;
    let transport = transport.timeout(Some(KNOCK)).build();
    // The transport's own limit ends with the connection: a server that then says nothing would be waited for for ever,
    // and with it all background work.
    let Ok(sent) = timeout(house.config.mail_patience, transport.send(message)).await else {
        tracing::warn!(message = id, "the mail server fell silent");
        return Err(Unsent::now(Why::Unreachable));
    };
    sent.map(|_| ()).map_err(|error| {
        let unsent = unsent(&error);
        let code = error.status().map(|code| code.to_string());
        tracing::warn!(message = id, why = unsent.why.as_str(), code, "a letter could not be sent");
        unsent
    })
}

/// What a server's refusal means (RFC 5321, 4.2.3): of this address, of this house, or just now.
fn unsent(error: &lettre::transport::smtp::Error) -> Unsent {
    let code = error.status().map(u16::from);
    match code {
        Some(550 | 551 | 553 | 556) => Unsent { why: Why::Refused, for_good: true },
        Some(450..=452 | 552) => Unsent::now(Why::Refused),
        Some(530..=538 | 554) => Unsent::now(Why::Denied),
        _ => Unsent::now(Why::Unreachable),
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

fn written(house: &House, letter: Letter) -> Result<Message, Unsent> {
    let wrong = |what: &'static str| {
        move |error: &dyn std::fmt::Display| {
            tracing::error!(%error, what, "a letter could not be written");
            Unsent { why: Why::Unwritable, for_good: true }
        }
    };
    let from: Mailbox = house.config.mail_from.parse().map_err(|error| wrong("sender")(&error))?;
    // The address itself never reaches a log.
    let to: Mailbox = letter.to.parse().map_err(|_| Unsent { why: Why::Refused, for_good: true })?;
    let host = house.config.origin().rsplit("://").next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let mut head = Message::builder();
    if let Some(stop) = letter.stop {
        head =
            head.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("List-Unsubscribe"), format!("<{stop}>")));
    }
    head.message_id(Some(format!("<{}@{host}>", letter.id)))
        .from(from)
        .to(to)
        .subject(letter.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text)
        .map_err(|error| wrong("body")(&error))
}

async fn drop_into_outbox(house: &House, file: &str, bytes: &[u8]) -> Result<(), Unsent> {
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
            Err(Unsent::now(Why::Unwritable))
        }
        Err(_) => Err(Unsent::now(Why::Unwritable)),
    }
}
