//! Who is asking: the session, device and visitor of a request, found once by the guard.

use std::panic::AssertUnwindSafe;

use app::backend::{Actor, Role};
use app::error::AppError;
use app::ids::{DeviceId, VisitorId};
use app::words::Lang;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{MatchedPath, RawPathParams, Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures::FutureExt as _;

use super::answer::see_other;
use super::language::{self, Named};
use super::{Fault, cookies, errors};
use crate::accounts;
use crate::house::House;

/// Who may use a route. Objects are checked by the rooms: somebody else's answers 404.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Anybody who is signed in: one's own account.
    SignedIn,
    /// A signed-in artisan with a shop.
    Artisan,
    /// An artisan who owns her shop: money settings.
    Owner,
    /// An officer, in the regency of the path only.
    Officer,
    /// An administrator.
    Administrator,
}

impl Access {
    fn admits(self, actor: Option<&Actor>) -> bool {
        match (self, actor) {
            (Self::Public, _) => true,
            (_, None) => false,
            (Self::SignedIn, Some(_)) => true,
            (Self::Artisan, Some(actor)) => actor.role == Role::Artisan && actor.shop.is_some(),
            (Self::Owner, Some(actor)) => actor.role == Role::Artisan && actor.shop.is_some() && actor.owns_shop,
            (Self::Officer, Some(actor)) => actor.role == Role::Officer,
            (Self::Administrator, Some(actor)) => actor.role == Role::Administrator,
        }
    }
}

/// The person behind a request.
#[derive(Clone, Debug)]
pub struct Caller {
    pub actor: Option<Actor>,
    pub device: Option<DeviceId>,
    pub visitor: Option<VisitorId>,
    pub lang: Lang,
    /// The language that was chosen in this browser.
    pub chosen: Option<Lang>,
    /// UTC ms, once per request.
    pub now: i64,
}

impl Caller {
    /// Whoever asks outside every route: nothing is looked up, only the language is told.
    pub fn unknown(house: &House, request: &Request) -> Self {
        let named = request.uri().path().split('/').nth(1).and_then(Lang::parse);
        let chosen = language::chosen(request.headers(), house.config.secure());
        let lang = named.or(chosen).unwrap_or_else(|| language::accepted(request.headers()));
        Self { actor: None, device: None, visitor: None, lang, chosen, now: house.clock.now() }
    }
}

/// The guard of one route: finds the caller, decides the language, and lets in whom the table names.
pub async fn guard(
    State((house, access)): State<(House, Access)>,
    params: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let in_language = parts
        .extensions
        .get::<MatchedPath>()
        .is_some_and(|path| path.as_str() == "/{lang}" || path.as_str().starts_with("/{lang}/"));
    // A path that is no text has no parameters: the door, or the lack of a language, says it is lost.
    let param = |name: &str| {
        let params = params.as_ref().ok()?;
        params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    };
    let mut caller = match find(&house, &parts).await {
        Ok(caller) => caller,
        Err(error) => return Fault(error).into_response(),
    };
    if in_language {
        match language::named(&param("lang").unwrap_or_default()) {
            Named::Offered(lang) => caller.lang = lang,
            Named::Planned => return see_other(&in_english(&parts)),
            Named::None => return refuse(&house, caller, AppError::NotFound, &parts),
        }
    }
    // Nothing is called like this, and PostgreSQL would not even look.
    if params.as_ref().is_ok_and(|params| params.iter().any(|(_, value)| value.contains('\0'))) {
        return refuse(&house, caller, AppError::NotFound, &parts);
    }
    let actor = caller.actor.as_ref();
    if actor.is_none() && access != Access::Public {
        return not_signed_in(&parts);
    }
    // The office of another regency does not exist for this officer.
    let at_home = access != Access::Officer || param("slug") == actor.map(|actor| actor.regency_slug.clone());
    if !access.admits(actor) || !at_home {
        return refuse(&house, caller, AppError::NotFound, &parts);
    }
    let path = parts.uri.path().to_owned();
    parts.extensions.insert(caller.clone());
    let answer = AssertUnwindSafe(next.run(Request::from_parts(parts, body))).catch_unwind().await;
    // The store's transactions end by themselves when they are dropped, so nothing is left half done.
    let response = answer.unwrap_or_else(|cause| {
        errors::log_panic("a door", cause.as_ref());
        Fault(AppError::Internal).into_response()
    });
    errors::dress(&house, &caller, &path, response)
}

async fn find(house: &House, request: &Parts) -> Result<Caller, AppError> {
    let headers = &request.headers;
    let secure = house.config.secure();
    let now = house.clock.now();
    let chosen = language::chosen(headers, secure);
    let mut lang = chosen.unwrap_or_else(|| language::accepted(headers));
    let actor = match cookies::read(headers, cookies::SESSION, secure) {
        Some(token) => accounts::session_actor(house, &token, now).await?,
        None => None,
    };
    if let Some((_, theirs)) = &actor {
        lang = *theirs;
    }
    // A device or a visitor is looked up only where it matters; most pages need neither.
    let device = cookies::read(headers, cookies::DEVICE, secure);
    let device = match device {
        Some(token) if needs_device(request) => accounts::device(house, &token, now).await?,
        _ => None,
    };
    let visitor = match cookies::read(headers, cookies::VISITOR, secure) {
        Some(token) if needs_visitor(request) => accounts::visitor(house, &token, now).await?,
        _ => None,
    };
    Ok(Caller { actor: actor.map(|(actor, _)| actor), device, visitor, lang, chosen, now })
}

fn needs_device(request: &Parts) -> bool {
    let path = request.uri.path();
    path.starts_with("/login")
        || path.starts_with("/invite/")
        || path.starts_with("/logout")
        || path.starts_with("/studio/money")
}

fn needs_visitor(request: &Parts) -> bool {
    let path = request.uri.path();
    path.contains("/checkout") || path.contains("/cart") || path.contains("/o/")
}

/// The same page in English.
fn in_english(request: &Parts) -> String {
    let path = request.uri.path_and_query().map_or("/", |path| path.as_str());
    let rest = path.get(3..).unwrap_or("/");
    format!("/en{rest}")
}

fn not_signed_in(request: &Parts) -> Response {
    let accepts = request.headers.get(axum::http::header::ACCEPT).and_then(|accept| accept.to_str().ok());
    if request.uri.path().starts_with("/api/") || accepts.is_some_and(|accept| accept.starts_with("application/json")) {
        let body = axum::Json(AppError::Unauthenticated);
        return (axum::http::StatusCode::UNAUTHORIZED, body).into_response();
    }
    // Only a page can be come back to, not a post.
    if request.method == Method::GET {
        let to: String = form_urlencoded::byte_serialize(request.uri.path().as_bytes()).collect();
        return see_other(&format!("/login?to={to}"));
    }
    see_other("/login")
}

fn refuse(house: &House, caller: Caller, error: AppError, request: &Parts) -> Response {
    errors::dress(house, &caller, request.uri.path(), Fault(error).into_response())
}
