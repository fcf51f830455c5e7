//! Doors of the artisan's orders. An order of another shop does not exist for her.

use app::error::AppError;
use app::form::Typed;
use app::orders::pages::{self, form_name};
use app::orders::rules::plan::Act;
use app::orders::rules::{LONGEST_TEXT, REASONS};
use app::orders::{Sheet, Which};
use app::page::Page;
use app::payments::rules::Who;
use app::routes;
use axum::extract::{Path, RawQuery};
use axum::http::HeaderMap;

use super::{Acted, act, mark};
use crate::http::answer::see_other;
use crate::http::{Answer, Fields, Here};
use crate::orders::moves::Doing;

/// `GET /studio`
pub async fn home(here: Here) -> Answer {
    Ok(here.show(pages::home(&here.backend).await?))
}

/// `GET /studio/orders?show=done&page=`
pub async fn list(here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    let which = if query.get("show") == "done" { Which::Done } else { Which::Open };
    let page = query.get("page").parse().unwrap_or(1);
    Ok(here.show(pages::list(&here.backend, which, page).await?))
}

/// `GET /studio/orders/{code}`
pub async fn page(here: Here, Path(code): Path<String>) -> Answer {
    Ok(here.show(pages::studio(&here.backend, &code, None).await?))
}

/// `GET /studio/orders/{code}/qris`
pub async fn full_code(here: Here, Path(code): Path<String>) -> Answer {
    Ok(here.show(pages::full_code(&here.backend, &code).await?))
}

/// `GET /studio/orders/{code}/decline`
pub async fn ask_decline(here: Here, Path(code): Path<String>) -> Answer {
    ask(here, &code, Act::Decline, Typed::default()).await
}

/// `GET /studio/orders/{code}/cancel`
pub async fn ask_cancel(here: Here, Path(code): Path<String>) -> Answer {
    ask(here, &code, Act::Cancel, Typed::default()).await
}

/// `POST /studio/orders/{code}/decline`
pub async fn decline(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    with_reason(here, code, typed, "decline", Act::Decline).await
}

/// `POST /studio/orders/{code}/cancel`
pub async fn cancel(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    with_reason(here, code, typed, "cancel", Act::Cancel).await
}

/// `POST /studio/orders/{code}/accept`
pub async fn accept(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    moved(here, code, typed, "accept", Act::Accept).await
}

/// `POST /studio/orders/{code}/release`
pub async fn release(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    moved(here, code, typed, "release", Act::Release).await
}

/// `POST /studio/orders/{code}/arrived`
pub async fn arrived(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    moved(here, code, typed, "arrived", Act::Arrived).await
}

/// `POST /studio/orders/{code}/not-arrived`
pub async fn not_arrived(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    moved(here, code, typed, "not-arrived", Act::NotArrived).await
}

/// `POST /studio/orders/{code}/ready`
pub async fn ready(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    moved(here, code, typed, "ready", Act::Ready).await
}

/// `POST /studio/orders/{code}/handed-over`
pub async fn handed_over(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    moved(here, code, typed, "handed-over", Act::HandOver).await
}

/// `POST /studio/orders/{code}/undo`: a sale at the stall was written down by mistake.
pub async fn undo(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    moved(here, code, typed, "undo", Act::Undo).await
}

/// `POST /studio/orders/{code}/returned`
pub async fn returned(here: Here, Path(code): Path<String>, Fields(typed): Fields) -> Answer {
    moved(here, code, typed, "returned", Act::HandBack).await
}

/// `GET /api/waiting`: a mark that changes with every order that comes or moves.
pub async fn waiting(here: Here, headers: HeaderMap) -> Answer {
    let shop = here.backend.shop()?.clone();
    Ok(mark(&here.backend.orders.waiting(&shop, &here.backend.actor()?.account).await?.mark, &headers))
}

/// `GET /api/orders/{code}`: a mark that changes whenever the order's page would look different.
pub async fn state(here: Here, Path(code): Path<String>, headers: HeaderMap) -> Answer {
    let shop = here.backend.shop()?.clone();
    let sheet = here.backend.orders.by_code(&shop, &code).await?;
    Ok(mark(&sheet.mark(here.caller.now), &headers))
}

async fn ask(here: Here, code: &str, act: Act, typed: Typed) -> Answer {
    let status = if typed.has_errors() { 422 } else { 200 };
    or_order(&here, code, pages::ask(&here.backend, code, act, typed).await.map(|page| page.status(status)))
}

/// A page that asks before something is done; where it cannot be done any more her page of the order, which says what
/// happened.
pub fn or_order(here: &Here, code: &str, page: Result<Page, AppError>) -> Answer {
    match page {
        Ok(page) => Ok(here.show(page)),
        Err(AppError::Conflict(_)) => Ok(see_other(&routes::studio_order(code))),
        Err(error) => Err(error.into()),
    }
}

async fn moved(here: Here, code: String, typed: Typed, form: &str, what: Act) -> Answer {
    doing(here, code, typed, form, Doing::new(Who::Artisan, what)).await
}

/// Declining and cancelling say why.
async fn with_reason(here: Here, code: String, mut typed: Typed, form: &str, what: Act) -> Answer {
    let (reason, text) = (typed.get("reason").to_owned(), typed.get("text").to_owned());
    if !REASONS.contains(&reason.as_str()) {
        typed.wrong("reason", "orders-why-choose");
    }
    if text.chars().count() > usize::from(LONGEST_TEXT) {
        typed.wrong("text", "orders-reason-long");
    } else if reason == "other" && text.is_empty() {
        typed.wrong("text", "orders-reason-empty");
    }
    if typed.has_errors() {
        return ask(here, &code, what, typed).await;
    }
    doing(here, code, typed, form, Doing { reason, text, ..Doing::new(Who::Artisan, what) }).await
}

/// Carries out what she said of an order, by its code.
pub async fn doing(here: Here, code: String, typed: Typed, form: &str, doing: Doing) -> Answer {
    let shop = here.backend.shop()?.clone();
    let sheet = here.backend.orders.by_code(&shop, &code).await?;
    carried(here, sheet, typed, form, doing).await
}

/// Carries out what she said of an order. Where it was not done the form says why, with what she typed; where it is not
/// possible any more, and for what is one tap, the order does.
pub async fn carried(here: Here, sheet: Sheet, mut typed: Typed, form: &str, doing: Doing) -> Answer {
    let message = match act(&here, &sheet, &form_name(form, &sheet), &typed, doing).await? {
        Acted::Done => return Ok(see_other(&routes::studio_order(&sheet.code))),
        Acted::Not(message) => message,
    };
    typed.notice = Some(message.clone());
    let (backend, code) = (&here.backend, sheet.code.as_str());
    let again = match form {
        "answer" => pages::answer(backend, code, typed).await,
        "send" => pages::send(backend, code, typed).await,
        "decline" => pages::ask(backend, code, Act::Decline, typed).await,
        "cancel" => pages::ask(backend, code, Act::Cancel, typed).await,
        _ => Err(AppError::Conflict(message.clone())),
    };
    match again {
        Ok(page) => Ok(here.show(page.status(409))),
        Err(AppError::Conflict(_)) => Ok(here.show(pages::studio(backend, code, Some(message)).await?)),
        Err(error) => Err(error.into()),
    }
}
