//! Paying an order by card: the buyer goes to a payment page of Stripe, and comes back. What is sent is written down
//! first; Stripe is called outside any transaction; what it says is applied once, by whoever hears it first.
//!
//! Only `settle` makes a card payment paid.

mod dispute;
pub mod follow;
mod free;
pub mod jobs;
mod settle;
pub mod surplus;

use std::time::Duration;

use app::error::{AppError, Message};
use app::form::Typed;
use app::ids::OrderId;
use app::orders::Whole;
use app::orders::pages::card_form;
use app::orders::rules::holds;
use app::payments::alarms::Kind as AlarmKind;
use app::routes;
use app::time::MINUTE_MS;
use app::words::Words;
use serde_json::json;

use free::clear;
pub use free::{free, is_away};

use super::{sql, token};
use crate::audit;
use crate::house::House;
use crate::http::Here;
use crate::http::keyed::{self, Outcome};
use crate::jobs::{Kind, enqueue};
use crate::payments::alarms::{self, Alarm};
use crate::payments::card::{self, Due, NewSession, Session, State};
use crate::payments::stripe::{NewPage, Page, Stripe, StripeError};
use crate::store::Tx;

/// How long a buyer who comes back waits for Stripe's word before the page is shown as we know it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where a buyer who wants to pay by card goes.
pub enum Go {
    /// To the payment page.
    To(String),
    /// Back to the order: it is paid, or on its way.
    Back,
    /// The order's page says why not, with this status.
    Stay(Message, u16),
}

fn stay(key: &'static str) -> Go {
    Go::Stay(Message::new(key), 409)
}

/// Sends the buyer to a payment page for all that is to be paid by card. The same key leads to the same attempt.
pub async fn go(here: &Here, whole: &Whole, typed: &Typed) -> Result<Go, AppError> {
    let house = &here.house;
    let sheet = whole.parts.first().ok_or(AppError::NotFound)?;
    let Some(stripe) = house.stripe.as_ref() else { return Ok(stay("orders-card-off")) };
    let key = match here.key(&card_form(&sheet.code), typed) {
        Ok(key) => key,
        Err(AppError::Conflict(message)) => return Ok(Go::Stay(message, 409)),
        Err(error) => return Err(error),
    };
    if let Some(way) = clear(house, stripe.test, sheet).await? {
        return Ok(way);
    }
    let (order, code) = (sheet.id.clone(), sheet.code.clone());
    let about = about(here.backend.words(), code, whole);
    let (lang, by) = (here.caller.lang, here.by());
    let new = NewSession { order, attempt: 0, about: String::new(), lang, test: stripe.test, due: Vec::new() };
    let begun = keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            let id = begin(tx, &by, new, about).await?;
            Ok(Outcome::new("card_session", &id))
        })
    })
    .await;
    match begun {
        Ok(outcome) => send(house, stripe, &outcome.id).await,
        Err(AppError::Conflict(message)) => Ok(Go::Stay(message, 409)),
        Err(error) => Err(error),
    }
}

/// What the payment page calls the order, and which pieces it says it does not pay, given the parts.
fn about(words: Words, code: String, whole: &Whole) -> impl Fn(&[String]) -> String + Send + use<> {
    let parts: Vec<_> = whole.parts.iter().map(|part| (part.part.0.clone(), part.lines.first.name.clone())).collect();
    move |left_out| {
        let left_out = parts.iter().filter(|(part, _)| left_out.contains(part));
        let pieces: Vec<&str> = left_out.map(|(_, piece)| piece.as_str()).collect();
        let key = if pieces.is_empty() { "orders-card-line" } else { "orders-card-line-without" };
        words.with(key, &[("code", code.clone().into()), ("pieces", pieces.join(", ").into())])
    }
}

/// The open card payments of parts that can be paid now: not of one whose shop has not answered yet.
async fn due_now(tx: &mut Tx, order: &str) -> Result<Vec<Due>, AppError> {
    let payable = sql::payable(tx, order).await?;
    let mut due = card::due(tx, order).await?;
    due.retain(|one| payable.contains(&one.part));
    Ok(due)
}

/// Finds the attempt that serves, or writes a new one down and keeps the pieces for it.
async fn begin(
    tx: &mut Tx,
    by: &audit::By,
    new: NewSession,
    about: impl Fn(&[String]) -> String + Send,
) -> Result<String, AppError> {
    let order = new.order.0.clone();
    let due = due_now(tx, &order).await?;
    if due.is_empty() {
        return Err(AppError::conflict("orders-card-nothing"));
    }
    let last = card::latest(tx.db(), &order).await?;
    // Coming back to a page that is open keeps nothing longer, and pages that nobody paid do not keep it for ever.
    let serving = last.as_ref().filter(|last| last.serves(&due, new.test, tx.now));
    let closes = serving.map_or_else(|| card::closes_at(tx.now), |last| last.expires_at);
    let longer = serving.is_some() || next_attempt(last.as_ref()) <= holds::MOST_CARD_PAGES;
    // What may not be kept any longer is not paid there; what no clock runs for is.
    let mut left_out = Vec::new();
    for one in &due {
        if sql::keep(tx, &one.part, closes + card::GRACE_MS, longer).await? {
            continue;
        }
        if longer {
            return Err(AppError::conflict("orders-no-time"));
        }
        left_out.push(one.part.clone());
    }
    // The parts are ours now: what was read before is read again.
    let last = card::latest(tx.db(), &order).await?;
    if due_now(tx, &order).await? != due {
        return Err(AppError::Unavailable { retry_after: 1 });
    }
    let mut due = due;
    due.retain(|one| !left_out.contains(&one.part));
    if due.is_empty() {
        return Err(AppError::conflict("orders-card-often"));
    }
    if let Some(last) = &last {
        if last.serves(&due, new.test, tx.now) {
            return Ok(last.id.clone());
        }
        if last.is_live(tx.now) {
            return Err(AppError::Unavailable { retry_after: 1 });
        }
    }
    let attempt = next_attempt(last.as_ref());
    let id = card::begin(tx, NewSession { attempt, due, about: about(&left_out), ..new }).await?;
    audit::note(tx, by, "payment.card_begun", ("order", &order), json!({ "attempt": attempt })).await?;
    Ok(id)
}

fn next_attempt(last: Option<&Session>) -> i64 {
    last.map_or(1, |last| last.attempt + 1)
}

/// Opens the payment page of an attempt, or finds it open.
async fn send(house: &House, stripe: &Stripe, id: &str) -> Result<Go, AppError> {
    let session = card::find(house.store.read(), id).await?.ok_or(AppError::NotFound)?;
    match (session.state, &session.url) {
        (State::Open, Some(url)) if session.expires_at > house.clock.now() => Ok(Go::To(url.clone())),
        (State::Paid | State::Processing, _) => Ok(Go::Back),
        (State::Asked, _) => match stripe.open(&new_page(house, &session)).await {
            Ok(page) => opened(house, stripe, &session, page).await,
            Err(error) => not_opened(house, &session, error).await,
        },
        _ => Ok(stay("orders-card-again")),
    }
}

/// The values as they are stored. The order's link is never stored; it is made anew, and comes out the same.
fn new_page(house: &House, session: &Session) -> NewPage {
    let link = routes::order(session.lang, &token::mint(&house.keys, &session.order));
    let link = format!("{}{link}", house.config.origin());
    NewPage {
        session: session.id.clone(),
        order: session.order.0.clone(),
        attempt: session.attempt,
        amount: session.amount,
        about: session.about.clone(),
        lang: session.lang,
        expires_at: session.expires_at,
        paid_url: format!("{link}?card=paid"),
        left_url: format!("{link}?card=left"),
        key: session.key.clone(),
    }
}

async fn opened(house: &House, stripe: &Stripe, session: &Session, page: Page) -> Result<Go, AppError> {
    if !session.matches(&page) || page.url.is_none() {
        tracing::error!(session = session.id, "a payment page is not the one that was asked for");
        return refused(house, session, &page.id).await;
    }
    let (kept, answer) = (session.clone(), page.clone());
    let given = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let given = card::opened(tx, &kept.id, &answer).await?;
                let (at, once) = (kept.expires_at + MINUTE_MS, format!("card-look:{}", kept.id));
                enqueue(tx, Kind::LookUpCard, json!({ "session": kept.id }), at, Some(once)).await?;
                Ok(given)
            })
        })
        .await?;
    match page.url {
        Some(url) if given => Ok(Go::To(url)),
        // It was let go of while Stripe opened it: nobody gets its address, and it is closed.
        _ => {
            if let Err(error) = stripe.close(&page.id, &format!("close:{}", session.id)).await {
                tracing::warn!(%error, "a payment page nobody was given could not be closed");
            }
            Ok(stay("orders-card-again"))
        }
    }
}

async fn not_opened(house: &House, session: &Session, error: StripeError) -> Result<Go, AppError> {
    tracing::warn!(session = session.id, %error, "a payment page could not be opened");
    match error {
        StripeError::Later(_) => Ok(Go::Stay(Message::new("orders-card-later"), 503)),
        StripeError::Refused(words) | StripeError::Unknown(words) => refused(house, session, &words).await,
        StripeError::Disputed => refused(house, session, "disputed").await,
        StripeError::OtherValues => {
            dropped(house, session, None).await?;
            Ok(stay("orders-card-again"))
        }
    }
}

async fn refused(house: &House, session: &Session, came: &str) -> Result<Go, AppError> {
    let alarm = Alarm {
        kind: AlarmKind::PageRefused,
        // Whoever tries again is refused again: that is told once.
        subject: format!("{}:{}", session.order, session.amount.minor),
        order: Some(session.order.0.clone()),
        expected: alarms::amount(session.amount.minor, "idr"),
        came: came.to_owned(),
    };
    dropped(house, session, Some(alarm)).await?;
    Ok(stay("orders-card-refused"))
}

async fn dropped(house: &House, session: &Session, alarm: Option<Alarm>) -> Result<(), AppError> {
    let id = session.id.clone();
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                card::advance(tx, &id, &[State::Asked], State::Dropped).await?;
                match alarm {
                    Some(alarm) => alarms::raise(tx, &alarm).await,
                    None => Ok(()),
                }
            })
        })
        .await
}

/// A buyer came back from the payment page: asks Stripe how it went, for a few seconds. What cannot be known now
/// comes by event or by job.
pub async fn came_back(house: &House, order: &OrderId) {
    match tokio::time::timeout(PATIENCE, jobs::look_up_order(house, order.as_str())).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "a card payment could not be looked up"),
        Err(_) => tracing::warn!("looking a card payment up took too long"),
    }
}
