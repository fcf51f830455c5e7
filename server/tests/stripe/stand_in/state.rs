//! What the stand-in remembers, and what happens to it. Each change leaves its events in the outbox.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::hooks::Event;
use super::objects;

/// A payment page.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: String,
    pub intent: String,
    pub amount: i64,
    pub currency: String,
    pub about: String,
    pub order: String,
    pub metadata: BTreeMap<String, String>,
    pub locale: String,
    pub success_url: String,
    pub cancel_url: String,
    /// Seconds.
    pub created: i64,
    pub expires_at: i64,
    /// `open`, `complete`, `expired`
    pub status: &'static str,
    pub paid: bool,
    pub refunded: i64,
    /// A cardholder's bank asks for it, or has taken it: nothing goes back otherwise.
    pub disputed: bool,
}

/// Money that went back.
#[derive(Clone, Debug)]
pub struct Refund {
    pub id: String,
    pub intent: String,
    pub amount: i64,
    pub currency: String,
    pub status: &'static str,
    pub metadata: BTreeMap<String, String>,
    pub created: i64,
}

/// What is asked for on the control address.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// Calls that are answered 500 from now on.
    pub fail: u32,
    /// Calls that do their work and are then answered 500: the caller does not know.
    pub fail_after: u32,
    /// Each event is told so often.
    pub times: u32,
    /// Events wait until they are let go.
    pub hold: bool,
    /// Held events are told in another order, by this number.
    pub shuffle: Option<u64>,
    /// Refunds become this; empty is `succeeded`.
    pub refunds: String,
}

#[derive(Default)]
pub struct State {
    counter: u64,
    pub sessions: BTreeMap<String, Session>,
    pub refunds: BTreeMap<String, Refund>,
    /// The page whose charge a bank asks for, and what the bank says, by the dispute's name.
    pub disputes: BTreeMap<String, (String, String)>,
    /// A key, what was sent with it, and what was answered.
    pub keys: BTreeMap<String, (BTreeMap<String, String>, u16, Value)>,
    /// Events not told yet.
    pub outbox: Vec<Event>,
    /// Everything that was ever told.
    pub told: Vec<Event>,
    pub wishes: Wishes,
}

impl State {
    /// A name nobody has yet.
    pub fn name(&mut self, prefix: &str) -> String {
        self.counter += 1;
        format!("{prefix}_test_{:08}", self.counter)
    }

    pub fn tell(&mut self, kind: &str, object: Value, now: i64) {
        let id = self.name("evt");
        let body = json!({
            "id": id, "object": "event", "api_version": "2025-01-01", "created": now / 1000, "livemode": false,
            "pending_webhooks": 1, "request": { "id": null, "idempotency_key": null }, "type": kind,
            "data": { "object": object },
        });
        self.outbox.push(Event { id, kind: kind.to_owned(), body: body.to_string() });
    }

    /// Pages close by themselves when their time runs out.
    pub fn close_overdue(&mut self, now: i64) {
        let overdue = |session: &&Session| session.status == "open" && session.expires_at * 1000 <= now;
        let ids: Vec<String> = self.sessions.values().filter(overdue).map(|session| session.id.clone()).collect();
        for id in ids {
            self.close(&id, now);
        }
    }

    /// Closes an open page; false when it is not open.
    pub fn close(&mut self, id: &str, now: i64) -> bool {
        let Some(session) = self.sessions.get_mut(id).filter(|session| session.status == "open") else { return false };
        session.status = "expired";
        let object = objects::session(session, "");
        self.tell("checkout.session.expired", object, now);
        true
    }

    /// The buyer filled the page in: with the money at once, or on its way.
    pub fn complete(&mut self, id: &str, paid: bool, now: i64) -> bool {
        let Some(session) = self.sessions.get_mut(id).filter(|session| session.status == "open") else { return false };
        session.status = "complete";
        session.paid = paid;
        let object = objects::session(session, "");
        self.tell("checkout.session.completed", object, now);
        true
    }

    /// Money that was on its way came, or did not.
    pub fn arrive(&mut self, id: &str, came: bool, now: i64) -> bool {
        let pending = |session: &&mut Session| session.status == "complete" && !session.paid;
        let Some(session) = self.sessions.get_mut(id).filter(pending) else { return false };
        session.paid = came;
        let object = objects::session(session, "");
        let kind = if came { "async_payment_succeeded" } else { "async_payment_failed" };
        self.tell(&format!("checkout.session.{kind}"), object, now);
        true
    }

    /// Sends money back; None when there is not so much left, or a bank asks for it.
    pub fn refund(
        &mut self,
        intent: &str,
        amount: Option<i64>,
        metadata: BTreeMap<String, String>,
        now: i64,
    ) -> Option<Refund> {
        let session =
            self.sessions.values_mut().find(|session| session.intent == intent && session.paid && !session.disputed)?;
        let amount = amount.unwrap_or(session.amount - session.refunded);
        if amount < 1 || session.refunded + amount > session.amount {
            return None;
        }
        session.refunded += amount;
        let (charge, currency) = (objects::charge(session, false), session.currency.clone());
        let status = match self.wishes.refunds.as_str() {
            "pending" => "pending",
            "failed" => "failed",
            _ => "succeeded",
        };
        let id = self.name("re");
        let refund = Refund {
            id: id.clone(),
            intent: intent.to_owned(),
            amount,
            currency,
            status,
            metadata,
            created: now / 1000,
        };
        self.refunds.insert(id, refund.clone());
        self.tell("charge.refunded", charge, now);
        self.tell("refund.created", objects::refund(&refund), now);
        Some(refund)
    }

    /// A pending refund is there, or is not; one that was there came back.
    pub fn finish_refund(&mut self, id: &str, there: bool, now: i64) -> bool {
        let can = |refund: &&mut Refund| refund.status == "pending" || (refund.status == "succeeded" && !there);
        let Some(refund) = self.refunds.get_mut(id).filter(can) else { return false };
        refund.status = if there { "succeeded" } else { "failed" };
        let object = objects::refund(refund);
        let (intent, amount) = (refund.intent.clone(), if there { 0 } else { refund.amount });
        // What did not go back is the charge's again.
        for session in self.sessions.values_mut().filter(|session| session.intent == intent) {
            session.refunded -= amount;
        }
        self.tell(if there { "refund.updated" } else { "refund.failed" }, object, now);
        true
    }

    /// The cardholder's bank asks for the money back, or has decided.
    pub fn dispute(&mut self, session: &str, status: &str, now: i64) -> bool {
        let Some(session) = self.sessions.get_mut(session).filter(|session| session.paid) else { return false };
        session.disputed = status != "won";
        let object = objects::dispute(session, status);
        let closes = |status: &str| matches!(status, "won" | "lost");
        let name = objects::dispute_of(&session.id);
        let (_, says) = self.disputes.entry(name).or_insert_with(|| (session.id.clone(), status.to_owned()));
        // What was decided stays so, in whatever order it is told.
        if !closes(says) {
            status.clone_into(says);
        }
        let kind = if closes(status) { "closed" } else { "created" };
        self.tell(&format!("charge.dispute.{kind}"), object, now);
        true
    }
}
