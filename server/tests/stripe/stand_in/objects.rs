//! Stripe's objects as they are sent. Each is read with async-stripe's own type first.

use miniserde::Deserialize;
use serde_json::{Value, json};

use super::state::{Refund, Session};

/// Gives the object back when async-stripe can read it.
fn typed<T: Deserialize>(object: Value) -> Value {
    match miniserde::json::from_str::<T>(&object.to_string()) {
        Ok(_) => object,
        Err(_) => panic!("async-stripe would not read {object}"),
    }
}

pub fn session(session: &Session, url: &str) -> Value {
    let open = session.status == "open";
    typed::<stripe_shared::CheckoutSession>(json!({
        "id": session.id, "object": "checkout.session", "amount_subtotal": session.amount, "amount_total": session.amount,
        "automatic_tax": { "enabled": false, "liability": null, "provider": null, "status": null },
        "cancel_url": session.cancel_url, "client_reference_id": session.order, "created": session.created,
        "currency": session.currency, "custom_fields": [],
        "custom_text": { "after_submit": null, "shipping_address": null, "submit": null, "terms_of_service_acceptance": null },
        "expires_at": session.expires_at, "livemode": false, "locale": session.locale, "metadata": session.metadata,
        "mode": "payment", "payment_intent": (!open).then_some(&session.intent), "payment_method_types": ["card"],
        "payment_status": if session.paid { "paid" } else { "unpaid" }, "phone_number_collection": { "enabled": false },
        "shipping_options": [], "status": session.status, "success_url": session.success_url,
        "ui_mode": "hosted_page", "url": open.then(|| format!("{url}/pay/{}", session.id)),
    }))
}

pub fn refund(refund: &Refund) -> Value {
    typed::<stripe_shared::Refund>(json!({
        "id": refund.id, "object": "refund", "amount": refund.amount, "created": refund.created,
        "currency": refund.currency, "metadata": refund.metadata, "payment_intent": refund.intent,
        "charge": charge_of(&refund.intent), "status": refund.status,
    }))
}

pub fn charge(session: &Session, disputed: bool) -> Value {
    typed::<stripe_shared::Charge>(json!({
        "id": charge_of(&session.intent), "object": "charge", "amount": session.amount, "amount_captured": session.amount,
        "amount_refunded": session.refunded, "billing_details": { "address": null, "email": null, "name": null, "phone": null },
        "captured": true, "created": session.created, "currency": session.currency, "disputed": disputed,
        "livemode": false, "metadata": session.metadata, "paid": true, "payment_intent": session.intent,
        "refunded": session.refunded == session.amount, "status": "succeeded",
    }))
}

pub fn dispute(session: &Session, status: &str) -> Value {
    typed::<stripe_shared::Dispute>(json!({
        "id": dispute_of(&session.id), "object": "dispute", "amount": session.amount, "balance_transactions": [],
        "charge": charge_of(&session.intent), "created": session.created, "currency": session.currency,
        "enhanced_eligibility_types": [], "evidence": { "enhanced_evidence": {} },
        "evidence_details": { "due_by": session.created + 7 * 86_400, "enhanced_eligibility": {}, "has_evidence": false, "past_due": false, "submission_count": 0 },
        "is_charge_refundable": false, "livemode": false, "metadata": {}, "payment_intent": session.intent,
        "reason": "general", "status": status,
    }))
}

/// What the dispute of a page's charge is called: it has one.
pub fn dispute_of(session: &str) -> String {
    format!("dp_{session}")
}

/// An error, as async-stripe reads it.
pub fn error(kind: &str, code: Option<&str>, param: Option<&str>, message: &str) -> Value {
    let error = json!({ "error": { "type": kind, "code": code, "param": param, "message": message } });
    typed::<stripe_shared::Error>(error)
}

fn charge_of(intent: &str) -> String {
    intent.replacen("pi_", "ch_", 1)
}
