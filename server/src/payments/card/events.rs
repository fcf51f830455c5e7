//! What Stripe tells by itself: kept once as it came, read when it is applied. Only the fields we need are read, and
//! only after the signature over the raw bytes was found good.

use app::error::AppError;
use serde::Deserialize;
use serde_json::json;

pub use super::sql::{Received, applied, received, take_event, unapplied};

use super::sql;
use crate::jobs::{self, Kind};
use crate::payments::stripe::{self, Page, PageState, Refund};
use crate::store::Tx;

/// What came of an event about a charge that has paid nothing here: it is another shop's, or its payment is told later.
pub const NOT_PAID: &str = "not paid";

/// How long it is known what events said: for that long one that came too early is heard after all.
const KEPT_MS: i64 = 7 * app::time::DAY_MS;

/// An event's name.
#[derive(Deserialize)]
pub struct Name {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
}

/// Keeps an event and enqueues its job; one that was told before does nothing.
pub async fn keep(tx: &mut Tx, name: &Name, body: &str) -> Result<(), AppError> {
    if sql::store_event(tx, &name.id, &name.kind, body).await? {
        to_be_applied(tx, &name.id, &format!("card-event:{}", name.id)).await?;
    }
    Ok(())
}

/// A session was paid: what was told of its charge before is applied now.
pub async fn read_again(tx: &mut Tx, intent: &str, session: &str) -> Result<(), AppError> {
    let since = tx.now - KEPT_MS;
    for id in sql::read_again(tx, intent, since).await? {
        to_be_applied(tx, &id, &format!("card-event:{id}:{session}")).await?;
    }
    Ok(())
}

async fn to_be_applied(tx: &mut Tx, event: &str, once: &str) -> Result<(), AppError> {
    let now = tx.now;
    jobs::enqueue(tx, Kind::ApplyCardEvent, json!({ "event": event }), now, Some(once.to_owned())).await
}

/// Forgets what events said of buyers, 7 days after they were applied: as soon as any region may forget them.
pub async fn prune(tx: &mut Tx) -> Result<(), AppError> {
    let before = tx.now - KEPT_MS;
    sql::empty_bodies(tx, before).await
}

/// What an event tells.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    /// A payment page was filled in, paid or closed.
    Page(Page),
    /// A payment that was on its way did not come.
    Failed(Page),
    Refund(Refund),
    Charge(Charge),
    Dispute(Dispute),
    /// Nothing we act on.
    Nothing,
}

/// A charge of which something was sent back.
#[derive(Debug, PartialEq, Eq)]
pub struct Charge {
    pub intent: String,
    /// Minor units.
    pub amount: i64,
    /// All of it that was ever sent back.
    pub refunded: i64,
    /// Lower case.
    pub currency: String,
    /// True when real money moved.
    pub live: bool,
}

/// A dispute as it was told.
#[derive(Debug, PartialEq, Eq)]
pub struct Dispute {
    pub id: String,
    pub intent: String,
    pub minor: i64,
    pub currency: String,
    pub state: &'static str,
    /// Until when the bank waits for an answer, UTC ms.
    pub due_at: Option<i64>,
}

impl Dispute {
    /// One that was looked up; None while the bank has not decided.
    pub fn decided(found: stripe::Dispute) -> Option<Self> {
        let state = stripe::decided(&found.status, &found.case)?;
        let (minor, currency) = (found.amount, found.currency);
        Some(Self { id: found.id, intent: found.intent?, minor, currency, state, due_at: None })
    }
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    livemode: bool,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: serde_json::Value,
}

#[derive(Deserialize)]
struct Metadata {
    session: Option<String>,
    refund: Option<String>,
}

#[derive(Deserialize)]
struct SessionObject {
    id: String,
    status: Option<String>,
    payment_status: Option<String>,
    amount_total: Option<i64>,
    currency: Option<String>,
    client_reference_id: Option<String>,
    metadata: Option<Metadata>,
    payment_intent: Option<String>,
}

#[derive(Deserialize)]
struct RefundObject {
    id: String,
    amount: i64,
    currency: String,
    status: Option<String>,
    metadata: Option<Metadata>,
    payment_intent: Option<String>,
}

#[derive(Deserialize)]
struct ChargeObject {
    payment_intent: Option<String>,
    amount: i64,
    amount_refunded: i64,
    currency: String,
}

#[derive(Deserialize)]
struct DisputeObject {
    id: String,
    payment_intent: Option<String>,
    amount: i64,
    currency: String,
    status: String,
    evidence_details: Option<EvidenceDetails>,
    payment_method_details: Option<MethodDetails>,
}

#[derive(Deserialize)]
struct MethodDetails {
    card: Option<CardDetails>,
}

#[derive(Deserialize)]
struct CardDetails {
    case_type: Option<String>,
}

#[derive(Deserialize)]
struct EvidenceDetails {
    due_by: Option<i64>,
}

/// Reads an event; None when a kind we know has not the shape we know.
pub fn read(event: &Received) -> Option<Told> {
    let body: Body = serde_json::from_str(&event.body).ok()?;
    let (live, object) = (body.livemode, body.data.object);
    match event.kind.as_str() {
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" | "checkout.session.expired" => {
            Some(Told::Page(page(object, live)?))
        }
        "checkout.session.async_payment_failed" => Some(Told::Failed(page(object, live)?)),
        "refund.created" | "refund.updated" | "refund.failed" | "charge.refund.updated" => {
            let refund: RefundObject = serde_json::from_value(object).ok()?;
            Some(Told::Refund(Refund {
                id: refund.id,
                ours: refund.metadata.and_then(|metadata| metadata.refund),
                intent: refund.payment_intent,
                amount: refund.amount,
                currency: refund.currency,
                status: refund.status.unwrap_or_default(),
            }))
        }
        "charge.refunded" => {
            let charge: ChargeObject = serde_json::from_value(object).ok()?;
            Some(match charge.payment_intent {
                Some(intent) => Told::Charge(Charge {
                    intent,
                    amount: charge.amount,
                    refunded: charge.amount_refunded,
                    currency: charge.currency,
                    live,
                }),
                None => Told::Nothing,
            })
        }
        "charge.dispute.created" => dispute(object, "open"),
        // However else it ended: the bank took nothing.
        "charge.dispute.closed" => dispute(object, "won"),
        _ => Some(Told::Nothing),
    }
}

fn page(object: serde_json::Value, live: bool) -> Option<Page> {
    let session: SessionObject = serde_json::from_value(object).ok()?;
    let status = session.status.unwrap_or_default();
    Some(Page {
        state: PageState::of(&status, &session.payment_status.unwrap_or_default()),
        id: session.id,
        amount: session.amount_total,
        currency: session.currency.unwrap_or_default(),
        order: session.client_reference_id,
        session: session.metadata.and_then(|metadata| metadata.session),
        payment_intent: session.payment_intent,
        url: None,
        live,
    })
}

fn dispute(object: serde_json::Value, otherwise: &'static str) -> Option<Told> {
    let dispute: DisputeObject = serde_json::from_value(object).ok()?;
    let case = dispute.payment_method_details.and_then(|details| details.card?.case_type);
    let state = stripe::decided(&dispute.status, case.as_deref().unwrap_or_default()).unwrap_or(otherwise);
    let due_by = dispute.evidence_details.and_then(|details| details.due_by);
    Some(match dispute.payment_intent {
        Some(intent) => Told::Dispute(Dispute {
            id: dispute.id,
            intent,
            minor: dispute.amount,
            currency: dispute.currency,
            state,
            due_at: due_by.and_then(|seconds| seconds.checked_mul(1000)),
        }),
        None => Told::Nothing,
    })
}

#[cfg(test)]
mod tests;
