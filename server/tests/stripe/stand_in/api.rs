//! The calls async-stripe makes.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::state::{Session, State};
use super::{StandIn, forms, objects};

type Form = BTreeMap<String, String>;
type Said = (u16, Value);

/// `POST /v1/checkout/sessions`
pub async fn create(Shared(own): Shared<StandIn>, headers: HeaderMap, body: Bytes) -> Response {
    changed(&own, &headers, &body, "sessions", |state, form| match new_session(state, form, own.now()) {
        Ok(session) => (200, objects::session(&session, own.url())),
        Err((param, message)) => (400, objects::error("invalid_request_error", None, Some(param), message)),
    })
}

/// `GET /v1/checkout/sessions/{id}`
pub async fn retrieve(Shared(own): Shared<StandIn>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    looked(&own, &headers, |state| state.sessions.get(&id).map(|session| objects::session(session, own.url())))
}

/// `POST /v1/checkout/sessions/{id}/expire`
pub async fn expire(Shared(own): Shared<StandIn>, headers: HeaderMap, Path(id): Path<String>, body: Bytes) -> Response {
    changed(&own, &headers, &body, &format!("expire {id}"), |state, _| {
        if !state.close(&id, own.now()) {
            let message = "Only Checkout Sessions with a status in [\"open\"] can be expired.";
            return (400, objects::error("invalid_request_error", None, None, message));
        }
        match state.sessions.get(&id) {
            Some(session) => (200, objects::session(session, own.url())),
            None => (404, missing()),
        }
    })
}

/// `POST /v1/refunds`
pub async fn refund(Shared(own): Shared<StandIn>, headers: HeaderMap, body: Bytes) -> Response {
    changed(&own, &headers, &body, "refunds", |state, form| {
        let intent = form.get("payment_intent").cloned().unwrap_or_default();
        let amount = form.get("amount").and_then(|amount| amount.parse().ok());
        match state.refund(&intent, amount, forms::metadata(form), own.now()) {
            Some(refund) => (200, objects::refund(&refund)),
            None => {
                let session = state.sessions.values().find(|session| session.intent == intent);
                // Of a charge of which some is left only the amount is wrong.
                let (code, param) = match session {
                    Some(session) if session.disputed => (Some("charge_disputed"), None),
                    Some(session) if session.refunded < session.amount => (None, Some("amount")),
                    _ => (Some("charge_already_refunded"), None),
                };
                (400, objects::error("invalid_request_error", code, param, "There is not so much left."))
            }
        }
    })
}

/// `GET /v1/refunds/{id}`
pub async fn refund_by_id(Shared(own): Shared<StandIn>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    looked(&own, &headers, |state| state.refunds.get(&id).map(objects::refund))
}

/// `GET /v1/refunds?payment_intent=`
pub async fn refunds(Shared(own): Shared<StandIn>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let form = forms::read(query.unwrap_or_default().as_bytes());
    let intent = form.get("payment_intent").cloned().unwrap_or_default();
    looked(&own, &headers, |state| {
        let data: Vec<Value> =
            state.refunds.values().filter(|refund| refund.intent == intent).map(objects::refund).collect();
        Some(json!({ "object": "list", "url": "/v1/refunds", "has_more": false, "data": data }))
    })
}

/// `GET /v1/disputes/{id}`
pub async fn dispute(Shared(own): Shared<StandIn>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    looked(&own, &headers, |state| {
        let (session, says) = state.disputes.get(&id)?;
        state.sessions.get(session).map(|session| objects::dispute(session, says))
    })
}

fn missing() -> Value {
    objects::error("invalid_request_error", Some("resource_missing"), Some("id"), "No such object.")
}

/// Test keys only.
fn refused(headers: &HeaderMap) -> Option<Response> {
    let key = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let test = ["Bearer sk_test_", "Bearer rk_test_"].iter().any(|start| key.starts_with(start));
    (!test).then(|| said((401, objects::error("invalid_request_error", None, None, "Test keys only."))))
}

fn said((status, body): Said) -> Response {
    (StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), Json(body)).into_response()
}

fn broken() -> Response {
    said((500, objects::error("api_error", None, None, "Something is broken on our side.")))
}

fn looked(own: &StandIn, headers: &HeaderMap, look: impl FnOnce(&State) -> Option<Value>) -> Response {
    if let Some(refused) = refused(headers) {
        return refused;
    }
    let mut state = own.state();
    if state.wishes.fail > 0 {
        state.wishes.fail -= 1;
        return broken();
    }
    said(look(&state).map_or_else(|| (404, missing()), |object| (200, object)))
}

/// Does something once per idempotency key: the same values get the same answer, other ones an error. Without a key
/// nothing is done. That is a rule of this house, not of Stripe's: a call that forgot its key would charge or send back
/// twice one day, and here it fails every time.
fn changed(
    own: &StandIn,
    headers: &HeaderMap,
    body: &[u8],
    what: &str,
    work: impl FnOnce(&mut State, &Form) -> Said,
) -> Response {
    if let Some(refused) = refused(headers) {
        return refused;
    }
    let mut form = forms::read(body);
    form.insert(String::new(), what.to_owned());
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default().to_owned();
    if key.is_empty() {
        return said((
            400,
            objects::error("invalid_request_error", None, None, "No Idempotency-Key: a rule of this house."),
        ));
    }
    let mut state = own.state();
    if state.wishes.fail > 0 {
        state.wishes.fail -= 1;
        return broken();
    }
    let answer = match state.keys.get(&key) {
        Some((sent, ..)) if *sent != form => {
            let message = "Keys for idempotent requests can only be used with the same parameters.";
            (400, objects::error("idempotency_error", None, None, message))
        }
        Some((_, status, answer)) => (*status, answer.clone()),
        None => {
            let (status, answer) = work(&mut state, &form);
            state.keys.insert(key, (form, status, answer.clone()));
            (status, answer)
        }
    };
    let lost = state.wishes.fail_after > 0;
    if lost {
        state.wishes.fail_after -= 1;
    }
    drop(state);
    own.deliver();
    if lost { broken() } else { said(answer) }
}

fn new_session(state: &mut State, form: &Form, now: i64) -> Result<Session, (&'static str, &'static str)> {
    let get = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if get("mode") != "payment" {
        return Err(("mode", "Only payments here."));
    }
    let currency = get("line_items[0][price_data][currency]").to_owned();
    if currency != "idr" {
        return Err(("currency", "Only rupiah here."));
    }
    let amount = get("line_items[0][price_data][unit_amount]").parse().unwrap_or(0);
    // Half a euro or dollar, as of an account that settles in one of them.
    if amount < 1_000_000 {
        return Err(("line_items[0][price_data][unit_amount]", "Too little: at least 50 cents."));
    }
    if amount > 999_999_999_999 || get("line_items[0][quantity]") != "1" {
        return Err(("line_items[0][price_data][unit_amount]", "Twelve digits at most, and one of it."));
    }
    let expires_at: i64 = get("expires_at").parse().unwrap_or(0);
    if !(1_800..=86_400).contains(&(expires_at - now / 1000)) {
        return Err(("expires_at", "Half an hour to a day from now."));
    }
    if !get("success_url").starts_with("http") {
        return Err(("success_url", "Not a valid URL."));
    }
    let session = Session {
        id: state.name("cs"),
        intent: state.name("pi"),
        amount,
        currency,
        about: get("line_items[0][price_data][product_data][name]").to_owned(),
        order: get("client_reference_id").to_owned(),
        metadata: forms::metadata(form),
        locale: get("locale").to_owned(),
        success_url: get("success_url").to_owned(),
        cancel_url: get("cancel_url").to_owned(),
        created: now / 1000,
        expires_at,
        status: "open",
        paid: false,
        refunded: 0,
        disputed: false,
    };
    state.sessions.insert(session.id.clone(), session.clone());
    Ok(session)
}
