//! Letter boxes of the people of shops: wanted, proved by a code that was sent there and typed on one's own page,
//! used for messages and nothing else. Sign-in never looks here.
//!
//! A code is an HMAC of the account, the address and the time it was asked for, so nothing of it is stored; wrong ones
//! are counted per account as wrong PINs are.

use app::error::{AppError, Message};
use app::ids::AccountId;
use app::notifications::letter_box::{CODE_MS, MOST_CODES, spaced};
use app::notifications::{LetterBox, Waiting, Why};
use app::routes;
use app::time::DAY_MS;
use app::words::{Lang, Words};
use serde_json::json;
use subtle::ConstantTimeEq as _;

use super::email::{self, Letter, Unsent};
use super::sql::letter_box as sql;
use crate::accounts::attempts;
use crate::audit::{self, By};
use crate::house::House;
use crate::http::keyed::{self, Key, Outcome};
use crate::jobs::{self, Kind, MOST_TRIES};
use crate::keys::Keys;
use crate::store::Tx;

/// How long an address waits before it is forgotten, in ms.
const WAITS_MS: i64 = 7 * DAY_MS;

/// True where letters leave: with a mail server, or into the outbox folder of a demo.
pub fn is_offered(house: &House) -> bool {
    house.config.smtp_url.is_some() || house.demo
}

/// A letter box as its owner sees it.
pub async fn of(house: &House, account: &AccountId) -> Result<LetterBox, AppError> {
    let offered = is_offered(house);
    let Some(row) = sql::of(house.store.read(), account.as_str()).await? else {
        return Ok(LetterBox { offered, ..LetterBox::default() });
    };
    let waiting = row.wanted.zip(row.wanted_at).map(|(address, at)| Waiting { address, until: at + CODE_MS });
    let unsent = Why::parse(&row.unsent).filter(|why| *why != Why::Unknown);
    Ok(LetterBox { offered, address: row.address, waiting, unsent })
}

/// Wants an address: a letter with a code goes there. The one in use stays until the code is typed.
///
/// # Errors
/// `Invalid` at `email` for the address in use, `Forbidden` where no letters are sent, `TooMany` after a few in a day.
pub async fn want(house: &House, by: By, account: &AccountId, address: String, key: Key) -> Result<(), AppError> {
    if !is_offered(house) {
        return Err(AppError::forbidden("notifications-box-none"));
    }
    let account = account.0.clone();
    let used = sql::of(house.store.read(), &account).await?.and_then(|row| row.address);
    if used.as_deref() == Some(address.as_str()) {
        return Err(AppError::invalid("email", "notifications-box-same"));
    }
    send(house, by, account, address, key).await
}

/// Sends the code again, to the address that waits.
///
/// # Errors
/// `Conflict` when none waits any more; otherwise as `want`.
pub async fn again(house: &House, by: By, account: &AccountId, key: Key) -> Result<(), AppError> {
    if keyed::became(&house.store, key.clone()).await?.is_some() {
        return Ok(());
    }
    let waits = sql::of(house.store.read(), account.as_str()).await?.and_then(|row| row.wanted);
    let address = waits.ok_or_else(|| AppError::conflict("notifications-box-moved"))?;
    want(house, by, account, address, key).await
}

async fn send(house: &House, by: By, account: String, address: String, key: Key) -> Result<(), AppError> {
    keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            let Some(round) = sql::want(tx, &account, &address, (MOST_CODES, CODE_MS)).await? else {
                let wait = sql::counted_from(tx, &account).await? + DAY_MS - tx.now;
                let seconds = u32::try_from(wait.max(1000).div_euclid(1000)).unwrap_or(u32::MAX);
                return Err(AppError::TooMany { retry_after: seconds });
            };
            let (now, once) = (tx.now, format!("send_code:{account}:{}:{round}", tx.now));
            let payload = json!({ "account": account, "round": round });
            jobs::enqueue(tx, Kind::SendCode, payload, now, Some(once)).await?;
            audit::note(tx, &by, "account.letters_wanted", ("account", &account), json!({})).await?;
            Ok(Outcome::new("account", &account))
        })
    })
    .await?;
    Ok(())
}

/// The code was typed: from now on messages go to the address it was sent to.
///
/// # Errors
/// `Invalid` at `code` for a wrong or old one, `TooMany` after several, `Conflict` when no address waits.
pub async fn confirm(house: &House, by: By, account: &AccountId, code: &str, key: Key) -> Result<(), AppError> {
    if keyed::became(&house.store, key.clone()).await?.is_some() {
        return Ok(());
    }
    let subject = attempts::of_letter_box(house, account.as_str());
    attempts::begin(house, subject.clone()).await?;
    let row = sql::of(house.store.read(), account.as_str()).await?;
    let Some((wanted, at)) = row.and_then(|row| row.wanted.zip(row.wanted_at)) else {
        return Err(AppError::conflict("notifications-box-moved"));
    };
    if at + CODE_MS <= house.clock.now() {
        return Err(AppError::invalid("code", "notifications-box-code-over"));
    }
    if !is_code(&house.keys, (account.as_str(), &wanted, at), code) {
        return Err(AppError::invalid("code", "notifications-box-code-wrong"));
    }
    let account = account.0.clone();
    keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            if !sql::confirm(tx, &account, (&wanted, at)).await? {
                return Err(AppError::conflict("notifications-box-moved"));
            }
            attempts::forgive(tx, &subject).await?;
            audit::note(tx, &by, "account.letters_begun", ("account", &account), json!({})).await?;
            Ok(Outcome::new("account", &account))
        })
    })
    .await?;
    Ok(())
}

/// What is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The address that waits.
    Waiting,
    /// All there is.
    All,
}

/// Takes an address away; it is not kept anywhere.
pub async fn stop(house: &House, by: By, account: &AccountId, what: Stop, key: Key) -> Result<(), AppError> {
    let account = account.0.clone();
    keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            let action = match what {
                Stop::Waiting => {
                    sql::drop_wanted(tx, &account).await?;
                    "account.letters_dropped"
                }
                Stop::All => {
                    sql::forget(tx, &account).await?;
                    "account.letters_ended"
                }
            };
            audit::note(tx, &by, action, ("account", &account), json!({})).await?;
            Ok(Outcome::new("account", &account))
        })
    })
    .await?;
    Ok(())
}

/// The job that sends a code; `attempts` is how often it ran before.
///
/// # Errors
/// `Unavailable` when it is to be tried again.
pub async fn deliver(house: &House, payload: &serde_json::Value, attempts: i64) -> Result<(), AppError> {
    let (Some(account), Some(round)) = (payload["account"].as_str(), payload["round"].as_i64()) else {
        return Err(AppError::Internal);
    };
    let Some(asked) = sql::asked(house.store.read(), account, round).await? else {
        return Ok(());
    };
    let unsent = match email::send(house, letter(house, account, round, &asked)).await {
        Ok(()) => return Ok(()),
        Err(unsent) => unsent,
    };
    let Unsent { why, for_good } = unsent;
    if !for_good && attempts + 1 < MOST_TRIES {
        return Err(AppError::Unavailable { retry_after: 60 });
    }
    let account = account.to_owned();
    let given_up =
        house.store.write(move |tx| Box::pin(async move { sql::code_unsent(tx, &account, round, why.as_str()).await }));
    given_up.await
}

/// The letter: the code, where it is typed, and what it is for. It names nobody, for a mistyped address is a stranger's.
fn letter(house: &House, account: &str, round: i64, asked: &sql::Asked) -> Letter {
    let w = Words::new(Lang::parse(&asked.language).unwrap_or(Lang::Id), house.words.clone());
    let code = code(&house.keys, house.keys.version(), (account, &asked.wanted, asked.wanted_at)).unwrap_or_default();
    let code = ("code", spaced(&code).into());
    let page = format!("{}{}", house.config.origin(), routes::ACCOUNT);
    let text = [
        w.with("notifications-box-letter", &[code.clone(), ("link", page.into())]),
        w.t("notifications-box-letter-foot"),
    ];
    let name = format!("code-{account}-{}-{round}", asked.wanted_at);
    Letter {
        to: asked.wanted.clone(),
        subject: w.with("notifications-box-subject", &[code]),
        text: text.join("\n\n"),
        file: format!("{name}.eml"),
        id: name,
        stop: None,
    }
}

/// Six figures; None when that key is gone.
fn code(keys: &Keys, version: u32, (account, address, at): (&str, &str, i64)) -> Option<String> {
    let tag = keys.mac(version, "letter-box", &format!("{account}\n{address}\n{at}"))?;
    let number = tag.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    Some(format!("{:06}", number % 1_000_000))
}

fn is_code(keys: &Keys, of: (&str, &str, i64), typed: &str) -> bool {
    let mut right = false;
    for version in keys.versions() {
        right |= code(keys, version, of).is_some_and(|own| bool::from(own.as_bytes().ct_eq(typed.as_bytes())));
    }
    right
}

/// What somebody who must wait is told: for another letter, or after wrong codes.
pub fn to_wait(retry_after: u32) -> Message {
    match retry_after.div_ceil(60) {
        minutes @ 0..=60 => Message::new("accounts-wait").with("minutes", minutes),
        minutes => Message::new("notifications-box-wait").with("hours", minutes.div_ceil(60)),
    }
}

/// Forgets addresses nobody has proved to read.
pub async fn prune(tx: &mut Tx) -> Result<(), AppError> {
    let before = tx.now - WAITS_MS;
    sql::prune(tx, before).await
}
