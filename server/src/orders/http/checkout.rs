//! Doors of the checkout. The page gives a tourist her first cookie; the form places the order.

use app::error::AppError;
use app::form::Typed;
use app::ids::OrderId;
use app::orders::asked::{self, Asked};
use app::orders::pages::{self, checkout::FORM, checkout::leaving};
use app::orders::rules::How;
use app::orders::{Checkout, Kind};
use app::routes;
use axum::extract::RawQuery;
use axum::response::Response;

use super::basket;
use crate::accounts::visitors;
use crate::http::answer::see_other;
use crate::http::keyed::{self, Key};
use crate::http::{Answer, Fields, Here, cookies};
use crate::orders::place::{self, ALREADY, CHANGED, GONE, Placing, Stall};
use crate::orders::token;

/// The browser sent no cookie with its order.
const NO_COOKIE: &str = "orders-cookie";

/// `GET /{lang}/checkout?p={code}&how=stall|keep&via=q`
pub async fn page(mut here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = query.unwrap_or_default();
    let mut typed = Typed::from_pairs(form_urlencoded::parse(query.as_bytes()).into_owned());
    let lang = here.caller.lang;
    if typed.has("r") {
        return basket::page(here, typed).await;
    }
    let mut checkout = here.backend.orders.checkout(&code(&typed), here.caller.visitor.as_ref()).await?;
    let made = checkout.piece.kind == Kind::MadeToOrder;
    // What is made to order is not at the stall.
    if How::asked(typed.get("how")).is_none_or(|how| made && how == How::Stall) {
        return Ok(see_other(&routes::product(lang, &checkout.piece.code)));
    }
    if let Some(open) = checkout.open_order.as_deref().filter(|_| typed.get("again") != "1") {
        if checkout.piece.kind == Kind::Unique || checkout.is_gone() {
            return Ok(see_other(&routes::order(lang, open)));
        }
        let again = format!("/{}/checkout?{query}&again=1", lang.code());
        return Ok(here.show(pages::several(&here.backend, &checkout, open, again)));
    }
    if checkout.is_gone() {
        return Ok(here.show(pages::gone(&here.backend, &checkout).await?));
    }
    let cookie = welcome(&mut here).await?;
    leaving::narrow(&mut checkout, &mut typed, here.caller.now);
    let mut response = here.show(pages::checkout(&here.backend, checkout, typed).await?);
    remember(&here, &mut response, cookie);
    Ok(response)
}

/// Gives a new visitor the cookie.
pub fn remember(here: &Here, response: &mut Response, cookie: Option<String>) {
    if let Some(token) = cookie {
        let secure = here.house.config.secure();
        cookies::set(response.headers_mut(), cookies::VISITOR, &token, visitors::REMEMBERED_S, secure);
    }
}

/// `POST /{lang}/checkout`
pub async fn place(mut here: Here, Fields(typed): Fields) -> Answer {
    if typed.has("r") {
        return basket::place(here, typed).await;
    }
    let Some(visitor) = here.caller.visitor.clone() else {
        // The cookie ran out, or the browser takes none: the form again with a new one and a new key. A redirect would
        // lose what was typed, and for ever where no cookie is taken.
        here.backend.orders.checkout(&code(&typed), None).await?;
        let cookie = welcome(&mut here).await?;
        let mut response = refused(&here, typed, AppError::conflict(NO_COOKIE)).await?;
        remember(&here, &mut response, cookie);
        return Ok(response);
    };
    let key = match here.key(FORM, &typed) {
        Ok(key) => key,
        Err(error) => return refused(&here, typed, error).await,
    };
    let mut typed = typed;
    let placed = async {
        let mut checkout = here.backend.orders.checkout(&code(&typed), Some(&visitor)).await?;
        leaving::narrow(&mut checkout, &mut typed, here.caller.now);
        let asked: Asked = asked::read(&mut typed, &checkout, here.caller.now)?;
        let placing = Placing {
            asked,
            stalls: vec![Stall { shop: checkout.shop, places: checkout.places }],
            visitor,
            lang: here.caller.lang,
            by: here.by(),
            from_cart: false,
        };
        place::place(&here.house, key.clone(), placing).await
    }
    .await;
    match placed_at(&here, key, placed).await {
        Ok(response) => Ok(response),
        Err(error) => refused(&here, typed, error).await,
    }
}

/// To the order that was placed. A form that was sent twice gets the answer of the first, also when what it asks for
/// is not offered any more.
///
/// # Errors
/// Why it was not placed.
pub async fn placed_at(here: &Here, key: Key, placed: Result<OrderId, AppError>) -> Result<Response, AppError> {
    let order = match placed {
        Ok(order) => order,
        Err(error) => match keyed::became(&here.house.store, key).await? {
            Some(outcome) => OrderId(outcome.id),
            None => return Err(error),
        },
    };
    Ok(see_other(&routes::order(here.caller.lang, &token::mint(&here.house.keys, &order))))
}

/// The order was not placed: the form again with words, or the page for those who came too late.
async fn refused(here: &Here, mut typed: Typed, error: AppError) -> Answer {
    let key = match &error {
        AppError::Conflict(message) => message.key.as_ref(),
        AppError::Invalid(_) => "",
        _ => return Err(error.into()),
    };
    let mut checkout: Checkout = here.backend.orders.checkout(&code(&typed), here.caller.visitor.as_ref()).await?;
    let none_left = checkout.is_gone();
    // Where nothing is left because this visitor has it, nobody was quicker.
    if let (true, Some(open)) = (key == ALREADY || none_left, &checkout.open_order) {
        return Ok(see_other(&routes::order(here.caller.lang, open)));
    }
    if key == GONE || none_left {
        return Ok(here.show(pages::gone(&here.backend, &checkout).await?));
    }
    if key == CHANGED {
        typed.notice =
            Some(app::error::Message::new(CHANGED).with("price", here.backend.visit.words.money(checkout.piece.price)));
    } else {
        typed.take(&error);
    }
    leaving::narrow(&mut checkout, &mut typed, here.caller.now);
    let page = pages::checkout(&here.backend, checkout, typed).await?;
    let status = error.status();
    Ok(here.show(page.status(status)))
}

/// The product's code, as it is stored.
fn code(typed: &Typed) -> String {
    app::codes::rules::Code::parse(typed.get("p")).map(|code| code.as_str().to_owned()).unwrap_or_default()
}

/// Makes a visitor of who has none yet; gives the token for the cookie.
pub async fn welcome(here: &mut Here) -> Result<Option<String>, AppError> {
    if here.caller.visitor.is_some() {
        return Ok(None);
    }
    let (visitor, token) = visitors::welcome(&here.house).await?;
    here.become_visitor(visitor);
    Ok(Some(token))
}

/// A response that is never kept.
pub fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    response
}
