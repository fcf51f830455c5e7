//! The control address: what a test or a curious person can make happen. `POST /control` with a form:
//!
//! - `fail=3`: the next three calls are answered 500; `fail_after=1`: done, then answered 500
//! - `times=2`: each event is told twice; `hold=1`: events wait; `shuffle=7`: and are told in another order;
//!   `hold=0` lets them go
//! - `refunds=pending` or `failed` or nothing; `refund={id}&there=1`: a pending refund is there; `there=0`:
//!   it is not, or it was and the card's bank sent it back
//! - `session={id}` with `do` = `expire`, `came`, `lost` (money on its way came or not), `dispute`, `won`, `lose`

use axum::body::Bytes;
use axum::extract::State as Shared;
use axum::http::StatusCode;

use super::{StandIn, forms};

/// `POST /control`; 409 when there is nothing it could happen to.
pub async fn act(Shared(own): Shared<StandIn>, body: Bytes) -> StatusCode {
    let form = forms::read(&body);
    let number = |name: &str| form.get(name).and_then(|value| value.parse::<u32>().ok());
    let now = own.now();
    let mut state = own.state();
    if let Some(fail) = number("fail") {
        state.wishes.fail = fail;
    }
    if let Some(fail) = number("fail_after") {
        state.wishes.fail_after = fail;
    }
    if let Some(times) = number("times") {
        state.wishes.times = times;
    }
    if let Some(hold) = number("hold") {
        state.wishes.hold = hold != 0;
    }
    if let Some(seed) = form.get("shuffle") {
        state.wishes.shuffle = seed.parse().ok();
    }
    if let Some(refunds) = form.get("refunds") {
        state.wishes.refunds.clone_from(refunds);
    }
    let mut done = true;
    if let Some(refund) = form.get("refund") {
        done = state.finish_refund(refund, number("there") == Some(1), now);
    }
    if let Some(session) = form.get("session") {
        done = match form.get("do").map(String::as_str) {
            Some("expire") => state.close(session, now),
            Some("came") => state.arrive(session, true, now),
            Some("lost") => state.arrive(session, false, now),
            Some("dispute") => state.dispute(session, "needs_response", now),
            Some("won") => state.dispute(session, "won", now),
            Some("lose") => state.dispute(session, "lost", now),
            _ => false,
        };
    }
    drop(state);
    own.deliver();
    if done { StatusCode::OK } else { StatusCode::CONFLICT }
}
