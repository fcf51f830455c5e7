//! What every door starts from: the house, who is asking, and the ports for pages.

use std::sync::Arc;

use app::backend::{Backend, Mint, Visit};
use app::error::AppError;
use app::form::Typed;
use app::page::Page;
use app::words::Words;
use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use axum::response::Response;

use super::caller::Caller;
use super::keyed::Key;
use super::{Fault, keyed, render};
use crate::audit::By;
use crate::house::House;
use crate::media::{MediaError, Picture};

/// The extractor of page doors and form doors alike.
pub struct Here {
    pub house: House,
    pub caller: Caller,
    pub backend: Backend,
}

impl Here {
    /// Draws a page.
    pub fn show(&self, page: Page) -> Response {
        render::page(&self.house, page, &self.backend.visit)
    }

    /// A tourist just became a visitor: keys of the page are bound to her from now on.
    pub fn become_visitor(&mut self, visitor: app::ids::VisitorId) {
        self.caller.visitor = Some(visitor);
        let target = Target { path: self.backend.visit.path.clone(), query: self.backend.visit.query.clone() };
        self.backend = backend(&self.house, &self.caller, &target);
    }

    /// On whose behalf a change is made.
    pub fn by(&self) -> By {
        match &self.caller.actor {
            Some(actor) => By::from(actor),
            None => By::Visitor(self.caller.visitor.clone()),
        }
    }

    /// The key of a form that was sent to this address.
    ///
    /// # Errors
    /// `Conflict` for a missing or foreign key.
    pub fn key(&self, form: &str, typed: &Typed) -> Result<Key, AppError> {
        Key::of(&self.house.keys, (form, &self.holder()), &self.backend.visit.path, typed, self.house.clock.now())
    }

    /// A photo that was sent, upright and in all its sizes; None with the words at the field `photo`.
    ///
    /// # Errors
    /// `Unavailable` while too many are being read, with words at the field as well.
    pub async fn picture(&self, file: Bytes, typed: &mut Typed) -> Result<Option<Picture>, AppError> {
        let error = match self.house.intake.take(file).await {
            Ok(picture) => return Ok(Some(picture)),
            Err(error) => error,
        };
        typed.wrong("photo", error.key());
        if error == MediaError::Busy { Err(AppError::Unavailable { retry_after: 10 }) } else { Ok(None) }
    }

    /// What idempotency keys are bound to: the session, the visitor, or the device.
    pub fn holder(&self) -> String {
        holder(&self.caller)
    }
}

/// The one thing that identifies the sender of a form.
pub fn holder(caller: &Caller) -> String {
    if let Some(actor) = &caller.actor {
        return actor.session.0.clone();
    }
    if let Some(visitor) = &caller.visitor {
        return visitor.0.clone();
    }
    caller.device.as_ref().map(|device| device.0.clone()).unwrap_or_default()
}

impl FromRequestParts<House> for Here {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Fault> {
        let caller = parts.extensions.get::<Caller>().cloned().ok_or(Fault(app::error::AppError::Internal))?;
        let backend = backend(house, &caller, &Target::of(&parts.uri));
        Ok(Self { house: house.clone(), caller, backend })
    }
}

/// The address that was asked for.
pub struct Target {
    pub path: String,
    /// With its question mark, or empty.
    pub query: String,
}

impl Target {
    pub fn of(uri: &Uri) -> Self {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        Self { path: uri.path().to_owned(), query }
    }
}

/// What a page may know of a request.
pub fn visit(house: &House, caller: &Caller, target: &Target) -> Visit {
    Visit {
        actor: caller.actor.clone(),
        visitor: caller.visitor.clone(),
        words: Words::new(caller.lang, house.words.clone()),
        now: caller.now,
        origin: house.config.origin().to_owned(),
        path: target.path.clone(),
        query: target.query.clone(),
        demo: house.demo,
        mint: Arc::new(Minter { house: house.clone(), holder: holder(caller) }),
    }
}

/// The ports for pages.
pub fn backend(house: &House, caller: &Caller, target: &Target) -> Backend {
    Backend {
        visit: visit(house, caller, target),
        regions: Arc::new(house.clone()),
        accounts: Arc::new(house.clone()),
        codes: Arc::new(house.clone()),
        catalogue: Arc::new(house.clone()),
        orders: Arc::new(house.clone()),
        payments: Arc::new(house.clone()),
        monitoring: Arc::new(house.clone()),
        notifications: Arc::new(house.clone()),
    }
}

struct Minter {
    house: House,
    holder: String,
}

impl Mint for Minter {
    fn key(&self, form: &str) -> String {
        keyed::mint(&self.house.keys, form, &self.holder, self.house.clock.now())
    }
}
