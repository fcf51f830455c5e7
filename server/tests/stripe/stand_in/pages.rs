//! The payment page, in plain HTML: pay, be refused, pay later, or leave.

use axum::body::Bytes;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

use super::state::Session;
use super::{StandIn, forms};

/// `GET /pay/{id}`
pub async fn page(Shared(own): Shared<StandIn>, Path(id): Path<String>) -> Response {
    let found = own.state().sessions.get(&id).cloned();
    found.map_or_else(nothing, |session| shown(&session, ""))
}

/// `POST /pay/{id}`: `do` = `pay`, `fail`, `later` or `leave`.
pub async fn act(Shared(own): Shared<StandIn>, Path(id): Path<String>, body: Bytes) -> Response {
    let form = forms::read(&body);
    let now = own.now();
    let mut state = own.state();
    let Some(session) = state.sessions.get(&id).cloned() else { return nothing() };
    let answer = match form.get("do").map(String::as_str) {
        Some("leave") => to(&session.cancel_url),
        Some("fail") if session.status == "open" => shown(&session, "Your card was declined. Nothing was charged."),
        Some("pay") if state.complete(&id, true, now) => to(&session.success_url),
        Some("later") if state.complete(&id, false, now) => to(&session.success_url),
        _ => shown(&session, "This page has closed."),
    };
    drop(state);
    own.deliver();
    answer
}

fn to(url: &str) -> Response {
    match HeaderValue::from_str(url) {
        Ok(url) => (StatusCode::SEE_OTHER, [(header::LOCATION, url)]).into_response(),
        Err(_) => nothing(),
    }
}

fn nothing() -> Response {
    (StatusCode::NOT_FOUND, Html("There is no such payment page.")).into_response()
}

fn shown(session: &Session, said: &str) -> Response {
    let amount = format!("{} {}.{:02}", session.currency.to_uppercase(), session.amount / 100, session.amount % 100);
    let buttons = if session.status == "open" {
        [
            ("pay", "Pay"),
            ("fail", "Pay with a card that is declined"),
            ("later", "Pay later (the bank takes its time)"),
            ("leave", "Leave without paying"),
        ]
        .map(|(value, text)| format!("<p><button name=\"do\" value=\"{value}\">{text}</button></p>"))
        .concat()
    } else {
        format!("<p>This page is {}.</p><p><button name=\"do\" value=\"leave\">Back</button></p>", session.status)
    };
    let about = session.about.replace('&', "&amp;").replace('<', "&lt;");
    Html(format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>A stand-in for Stripe</title><style>body{{font:1.1rem/1.5 system-ui;max-width:26rem;margin:2rem auto;padding:0 1rem}}\
         button{{font:inherit;width:100%;min-height:3rem}}</style><h1>{amount}</h1><p>{about}</p>\
         <p><strong>This is a stand-in for Stripe on your own machine.</strong> No card is asked for, and no money moves.</p>\
         <p role=\"alert\">{said}</p><form method=\"post\">{buttons}</form></html>",
        session.locale
    ))
    .into_response()
}
