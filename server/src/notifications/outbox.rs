//! Telling: the rows of a message and their jobs, in the caller's transaction, so that nothing is told of what was
//! not done, and nothing done is left untold. The same thing is told once.

use app::error::AppError;
use app::money::Money;
use app::notifications::rules::{self, Done};
use app::notifications::{Event, Side};
use app::orders::Sheet;
use app::orders::rules::State;
use app::orders::rules::plan::Act;
use app::payments::rules::{State as Pay, Who};
use serde_json::json;

use super::sql;
use crate::jobs::{self, Kind};
use crate::store::Tx;

/// Something to be told.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    pub event: Event,
    /// None for what is about no order: then `shop` says whose news it is.
    pub order: Option<&'a str>,
    /// The part of the order; None for the whole.
    pub part: Option<&'a str>,
    /// A shop, where neither order nor part names one.
    pub shop: Option<&'a str>,
    /// With the event it is told once: a part and its version, a payment, a payout.
    pub once: String,
    /// Where it is about another amount than the order's.
    pub amount: Option<Money>,
    /// When it happened to the parts that share a letter about it: time ran out, a card paid; UTC ms.
    pub day: Option<i64>,
}

impl<'a> Told<'a> {
    /// About one part of an order; `once` tells this time from others, such as the part's version.
    pub fn of_part(event: Event, order: &'a str, part: &'a str, once: impl std::fmt::Display) -> Self {
        let once = format!("{part}:{once}");
        Self { event, order: Some(order), part: Some(part), shop: None, once, amount: None, day: None }
    }

    /// About a whole order.
    pub fn of_order(event: Event, order: &'a str, once: impl std::fmt::Display) -> Self {
        let once = format!("{order}:{once}");
        Self { event, order: Some(order), part: None, shop: None, once, amount: None, day: None }
    }

    /// To a shop, about no order.
    pub fn of_shop(event: Event, shop: &'a str, once: impl std::fmt::Display) -> Self {
        Self { event, order: None, part: None, shop: Some(shop), once: once.to_string(), amount: None, day: None }
    }

    #[must_use]
    pub fn amount(mut self, amount: Money) -> Self {
        self.amount = Some(amount);
        self
    }

    #[must_use]
    pub fn day(mut self, day: i64) -> Self {
        self.day = Some(day);
        self
    }
}

/// Tells it: a buyer by e-mail where that is the contact, a shop in its news and by e-mail to whoever of it has an
/// address. Nothing when it was told before.
pub async fn tell(tx: &mut Tx, told: &Told<'_>) -> Result<(), AppError> {
    match told.event.side() {
        Side::Buyer => {
            if let Some(id) = sql::to_buyer(tx, told).await? {
                enqueue(tx, &id, 1).await?;
            }
        }
        Side::Shop => {
            if !sql::to_news(tx, told).await? {
                return Ok(());
            }
            for (account, language) in sql::letter_boxes(tx, told).await? {
                let id = sql::to_account(tx, told, &account, &language).await?;
                enqueue(tx, &id, 1).await?;
            }
        }
    }
    Ok(())
}

/// What follows from an act on one part of an order: `rules::told` says what. `same_way` is false where another way of
/// paying was chosen.
pub async fn after(
    tx: &mut Tx,
    sheet: &Sheet,
    (who, act, same_way): (Who, Act, bool),
    (order, payment): (State, Pay),
) -> Result<(), AppError> {
    let enquiry = sheet.enquiry.as_ref().map(|enquiry| enquiry.state);
    let (how, was, rest) = (sheet.how, sheet.state, sheet.deposit.is_some());
    let done = Done { who, act, how, enquiry, rest, was, order, payment, same_way };
    for event in rules::told(&done) {
        if act == Act::Expire && event.side() == Side::Buyer && sql::is_shared(tx, sheet.id.as_str()).await? {
            lapsed(tx, *event, sheet).await?;
            continue;
        }
        // A card pays all parts at once: the buyer is told once, of all of them.
        let told = if *event == Event::Paid && act == Act::CardPaid {
            Told::of_order(*event, sheet.id.as_str(), tx.now).day(tx.now)
        } else {
            Told::of_part(*event, sheet.id.as_str(), sheet.part.as_str(), sheet.version)
        };
        let told = match event {
            // Another payment may be asked for by the time it is sent.
            Event::Claimed | Event::NotArrived | Event::CardPaid | Event::RestDue => told.amount(sheet.payment.amount),
            Event::Paid if act != Act::CardPaid => told.amount(sheet.payment.amount),
            // What this tap speaks of; some of the money may have gone back before.
            Event::Returned => told.amount(sheet.handed_back_at_once()),
            Event::CameBack => told.amount(sheet.seen_at_once()),
            _ => told,
        };
        tell(tx, &told).await?;
    }
    Ok(())
}

/// Time ran out for a part of an order over several shops. Parts that run out at the same time share one letter, which
/// is written when it is sent; a part that comes too late for it has one of its own.
async fn lapsed(tx: &mut Tx, event: Event, sheet: &Sheet) -> Result<(), AppError> {
    let (order, until) = (sheet.id.as_str(), sheet.held_until.unwrap_or_default());
    let shared = Told::of_order(event, order, until).day(until);
    match sql::to_buyer(tx, &shared).await? {
        Some(id) => enqueue(tx, &id, 1).await,
        None if sql::joins(tx, &shared).await? => Ok(()),
        None => tell(tx, &Told::of_part(event, order, sheet.part.as_str(), sheet.version)).await,
    }
}

/// A part of an order that was placed.
#[derive(Clone, Debug)]
pub struct Placed {
    pub id: String,
    /// Something has to be agreed about it.
    pub asks: bool,
}

/// An order was placed: the buyer gets its link, each shop its news.
pub async fn placed(tx: &mut Tx, order: &str, by_letter: bool, parts: &[Placed]) -> Result<(), AppError> {
    if by_letter {
        link(tx, order).await?;
    }
    for part in parts {
        let event = if part.asks { Event::NewEnquiry } else { Event::NewOrder };
        tell(tx, &Told::of_part(event, order, &part.id, "placed")).await?;
    }
    Ok(())
}

/// The link of an order, once.
pub async fn link(tx: &mut Tx, order: &str) -> Result<(), AppError> {
    let told = Told { once: order.to_owned(), ..Told::of_order(Event::Placed, order, "") };
    tell(tx, &told).await
}

/// Puts a round of tries into the queue.
pub async fn enqueue(tx: &mut Tx, message: &str, round: i64) -> Result<(), AppError> {
    let (now, once) = (tx.now, format!("send_message:{message}:{round}"));
    jobs::enqueue(tx, Kind::SendMessage, json!({ "message": message, "round": round }), now, Some(once)).await
}
