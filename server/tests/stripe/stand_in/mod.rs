//! A stand-in for Stripe: a real HTTP server with a state of its own. It takes what async-stripe sends, and every
//! answer is first read with async-stripe's own types: what they refuse is never sent.
//!
//! Their `serialize` feature is not used: the types are generated, have up to 70 fields and no constructors, and the
//! feature would compile the largest of our crates a second time. Reading an answer with the type the client reads
//! it with proves the same.

mod api;
mod control;
mod forms;
pub mod hooks;
mod objects;
mod pages;
mod state;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::routing::{get, post};
use tokio::net::TcpListener;

pub use state::State;

/// UTC ms.
pub type Now = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The handle; clones share the state.
#[derive(Clone)]
pub struct StandIn(Arc<Inner>);

struct Inner {
    /// Where browsers find the payment pages.
    url: String,
    secrets: Vec<String>,
    /// Where events are posted to; without it they wait to be taken.
    webhook: Option<String>,
    now: Now,
    state: Mutex<State>,
}

impl StandIn {
    pub fn new(url: String, secrets: Vec<String>, webhook: Option<String>, now: Now) -> Self {
        Self(Arc::new(Inner { url, secrets, webhook, now, state: Mutex::new(State::default()) }))
    }

    pub async fn serve(&self, listener: TcpListener) {
        if let Err(error) = axum::serve(listener, self.router()).await {
            eprintln!("stripe-stand-in: {error}");
        }
    }

    fn router(&self) -> Router {
        Router::new()
            .route("/v1/checkout/sessions", post(api::create))
            .route("/v1/checkout/sessions/{id}", get(api::retrieve))
            .route("/v1/checkout/sessions/{id}/expire", post(api::expire))
            .route("/v1/refunds", post(api::refund).get(api::refunds))
            .route("/v1/refunds/{id}", get(api::refund_by_id))
            .route("/v1/disputes/{id}", get(api::dispute))
            .route("/pay/{id}", get(pages::page).post(pages::act))
            .route("/control", post(control::act))
            .with_state(self.clone())
    }

    /// The state, with pages closed whose time ran out.
    pub fn state(&self) -> MutexGuard<'_, State> {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.close_overdue(self.now());
        state
    }

    pub fn now(&self) -> i64 {
        (self.0.now)()
    }

    pub fn url(&self) -> &str {
        &self.0.url
    }
}
