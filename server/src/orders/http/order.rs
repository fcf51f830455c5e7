//! Doors of the buyer's order: the page, its codes as pictures, what the follow script asks, and the moves a
//! buyer can make. The token in the path is all it needs.

use app::error::{AppError, Message};
use app::form::Typed;
use app::orders::Sheet;
use app::orders::pages::{self, form_name};
use app::orders::rules::plan::Act;
use app::orders::rules::{How, LONGEST_TEXT};
use app::payments::method::Method;
use app::payments::rules::Who;
use app::routes;
use axum::extract::{FromRequestParts, Path, RawQuery};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use super::checkout::no_store;
use super::{Acted, act, mark, method, refund};
use crate::codes::symbol::Symbol;
use crate::house::House;
use crate::http::answer::see_other;
use crate::http::asked::Asked;
use crate::http::{Answer, Fault, Fields, Here};
use crate::orders::card::{self, Go};
use crate::orders::moves::Doing;
use crate::orders::refund::Said;

/// Pixels of a module in a saved code: about 600 pixels wide, sharp in every gallery.
const MODULE: u32 = 10;

/// The language and the token of `/{lang}/o/{token}`.
pub type Link = Path<(String, String)>;

/// `GET /{lang}/o/{token}[?card=]`: whoever comes back from the payment page is answered with what it knows.
pub async fn page(here: Here, Path((_, token)): Link, RawQuery(query): RawQuery) -> Answer {
    if query.is_some_and(|query| query.starts_with("card=")) {
        let whole = here.backend.orders.by_token(&token).await?;
        if let Some(part) = whole.parts.first() {
            card::came_back(&here.house, &part.id).await;
        }
        return Ok(see_other(&routes::order(here.caller.lang, &token)));
    }
    Ok(here.show(pages::order(&here.backend, &token, None).await?))
}

/// `GET /{lang}/o/{token}/state`: one word that changes whenever the page would look different.
pub async fn state(here: Here, Path((_, token)): Link, headers: HeaderMap) -> Answer {
    let whole = here.backend.orders.by_token(&token).await?;
    Ok(mark(&whole.mark(here.caller.now), &headers))
}

/// `?part=2`: which shop's part; the first where none is named. What is no number is no part.
pub struct Part(i64);

impl Part {
    pub const fn number(&self) -> i64 {
        self.0
    }
}

impl FromRequestParts<House> for Part {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Fault> {
        let Ok(Asked(asked)) = Asked::from_request_parts(parts, house).await;
        match asked.get("part") {
            "" => Ok(Self(1)),
            text => text.parse().map(Self).map_err(|_| Fault(AppError::NotFound)),
        }
    }
}

/// The part of an order that a form or an address names.
pub async fn sheet(here: &Here, token: &str, number: i64) -> Result<Sheet, AppError> {
    here.backend.orders.by_token(token).await?.part(number).cloned().ok_or(AppError::NotFound)
}

/// The `part` field of a form.
pub fn number(typed: &Typed) -> i64 {
    typed.get("part").parse().unwrap_or(1)
}

/// `GET /{lang}/o/{token}/qris.png?part=`: the code with the amount, for the wallet's gallery.
pub async fn qris(here: Here, Path((_, token)): Link, part: Part) -> Answer {
    let sheet = sheet(&here, &token, part.number()).await?;
    Ok(png(&sheet.payment.qris_payload.ok_or(AppError::NotFound)?)?)
}

/// `GET /{lang}/o/{token}/plain.png?part=`: the shop's code without amount, tip or fee; the amount is typed.
pub async fn plain(here: Here, Path((_, token)): Link, part: Part) -> Answer {
    let sheet = sheet(&here, &token, part.number()).await?;
    Ok(png(&sheet.payment.qris_plain.ok_or(AppError::NotFound)?)?)
}

/// `GET /{lang}/o/{token}/link.svg`: the order's own link, to be photographed.
pub async fn link(here: Here, Path((_, token)): Link) -> Answer {
    let whole = here.backend.orders.by_token(&token).await?;
    let code = whole.parts.first().map(|part| part.code.clone()).unwrap_or_default();
    let link = format!("{}{}", here.house.config.origin(), routes::order(here.caller.lang, &token));
    let svg = symbol(&link)?.svg(&code);
    let kind = (header::CONTENT_TYPE, "image/svg+xml");
    Ok(no_store(([kind], svg).into_response()))
}

fn symbol(text: &str) -> Result<Symbol, AppError> {
    Symbol::of_payload(text).map_err(|error| {
        tracing::error!(%error, "a symbol could not be made");
        AppError::Internal
    })
}

fn png(text: &str) -> Result<Response, AppError> {
    let bytes = symbol(text)?.png(MODULE).map_err(|_| AppError::Internal)?;
    Ok(no_store(([(header::CONTENT_TYPE, "image/png")], bytes).into_response()))
}

/// `POST /{lang}/o/{token}/paid`: "I have paid."
pub async fn paid(here: Here, Path((_, token)): Link, Fields(typed): Fields) -> Answer {
    moved(here, token, typed, "paid", Doing::new(Who::Buyer, Act::Claim)).await
}

/// `POST /{lang}/o/{token}/cancel`
pub async fn cancel(here: Here, Path((_, token)): Link, Fields(typed): Fields) -> Answer {
    // Her own words are a courtesy: too long ones are cut, not refused.
    let text = typed.get("text").chars().take(LONGEST_TEXT.into()).collect();
    moved(here, token, typed, "cancel", Doing { text, ..Doing::new(Who::Buyer, Act::Cancel) }).await
}

/// `POST /{lang}/o/{token}/method`: another way of paying.
pub async fn change(here: Here, Path((_, token)): Link, Fields(typed): Fields) -> Answer {
    let chosen = method(&typed)?;
    if chosen == Method::Card && here.house.stripe.is_none() {
        return Err(AppError::conflict("orders-method-not-here").into());
    }
    // Nobody hands cash over from far away.
    if chosen == Method::Cash && sheet(&here, &token, number(&typed)).await?.how == How::Send {
        return Err(AppError::conflict("orders-method-not-here").into());
    }
    let doing = Doing { method: Some(chosen), ..Doing::new(Who::Buyer, Act::Change) };
    moved(here, token, typed, "method", doing).await
}

/// `POST /{lang}/o/{token}/card`: to the payment page.
pub async fn pay(here: Here, Path((_, token)): Link, Fields(typed): Fields) -> Answer {
    let whole = here.backend.orders.by_token(&token).await?;
    match card::go(&here, &whole, &typed).await? {
        Go::To(url) => Ok(see_other(&url)),
        Go::Back => Ok(see_other(&routes::order(here.caller.lang, &token))),
        Go::Stay(message, status) => {
            let mut response = here.show(pages::order(&here.backend, &token, Some(message)).await?.status(status));
            if status == 503 {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
            }
            Ok(response)
        }
    }
}

/// `POST /{lang}/o/{token}/came-back`: "The money came back", all of it, or one `refund`.
pub async fn came_back(here: Here, Path((_, token)): Link, Fields(typed): Fields) -> Answer {
    if typed.has("refund") {
        let sheet = sheet(&here, &token, number(&typed)).await?;
        let no = refund::say(&here, &sheet, "came-back", &typed, Said::CameBack).await?;
        return answered(&here, &token, no).await;
    }
    moved(here, token, typed, "came-back", Doing::new(Who::Buyer, Act::CameBack)).await
}

/// `POST /{lang}/o/{token}/not-back`: `key`, `part`, `refunds`. "My money has not come", of what the shop says it handed over.
pub async fn not_back(here: Here, Path((_, token)): Link, Fields(typed): Fields) -> Answer {
    let sheet = sheet(&here, &token, number(&typed)).await?;
    let no = refund::not_back(&here, &sheet, &typed).await?;
    answered(&here, &token, no).await
}

/// To the order, or the order's page with words about why it was not done.
async fn answered(here: &Here, token: &str, no: Option<Message>) -> Answer {
    match no {
        None => Ok(see_other(&routes::order(here.caller.lang, token))),
        Some(message) => Ok(here.show(pages::order(&here.backend, token, Some(message)).await?)),
    }
}

/// `POST /{lang}/o/{token}/tell`: the maker's public number and a ready message.
pub async fn tell(here: Here, Path((_, token)): Link, Fields(typed): Fields) -> Answer {
    Ok(here.show(pages::tell(&here.backend, &token, number(&typed)).await?))
}

pub(super) async fn moved(here: Here, token: String, typed: Typed, form: &str, doing: Doing) -> Answer {
    let sheet = sheet(&here, &token, number(&typed)).await?;
    let no = match act(&here, &sheet, &form_name(form, &sheet), &typed, doing).await? {
        Acted::Done => None,
        Acted::Not(message) => Some(message),
    };
    answered(&here, &token, no).await
}
