//! Doors of the cart. Putting in, setting a number and taking out do the same when done twice, and pay nothing:
//! they carry no key, so that pages which are kept by browsers may hold the button.

use app::error::{AppError, Message};
use app::form::Typed;
use app::orders::asked::quantity_of;
use app::orders::pages;
use app::routes;
use axum::response::Response;

use super::checkout::{remember, welcome};
use crate::http::answer::see_other;
use crate::http::asked::Asked;
use crate::http::{Answer, Fields, Here};
use crate::orders::cart;
use crate::orders::place::{GONE, MOST_LINES};

/// What the address carries after a first piece was put in: by then the browser has its cookie, or takes none.
const FIRST: &str = "first";
/// The browser sent no cookie.
pub const NO_COOKIE: &str = "orders-cart-cookie";

/// `GET /{lang}/cart`
pub async fn page(here: Here, asked: Asked) -> Answer {
    if asked.0.has(FIRST) && here.caller.visitor.is_some() {
        // It took the cookie: from here on the address is the basket's own.
        return Ok(see_other(&routes::cart(here.caller.lang)));
    }
    let refused = asked.0.has(FIRST);
    let typed = if refused { said(NO_COOKIE.into()) } else { Typed::default() };
    Ok(here.show(pages::cart(&here.backend, typed).await?))
}

/// `POST /{lang}/cart/add`: `p`, `via`. Makes a visitor of who is none.
pub async fn add(mut here: Here, Fields(typed): Fields) -> Answer {
    let code = app::codes::rules::Code::parse(typed.get("p")).map_err(|_| AppError::NotFound)?;
    let cookie = welcome(&mut here).await?;
    let visitor = here.caller.visitor.clone().ok_or(AppError::Internal)?;
    let asked = code.clone();
    let scanned = typed.get("via") == "q";
    let put = here
        .house
        .store
        .write(move |tx| Box::pin(async move { cart::put_in(tx, &visitor, code.as_str(), scanned).await }))
        .await;
    let mut response: Response = match put {
        Ok(()) if cookie.is_some() => see_other(&format!("{}?{FIRST}=1", routes::cart(here.caller.lang))),
        Ok(()) => see_other(&routes::cart(here.caller.lang)),
        // Taken off the page since it was looked at: the same answer as at the checkout.
        Err(AppError::Conflict(message)) if message.key == GONE => {
            let checkout = here.backend.orders.checkout(asked.as_str(), here.caller.visitor.as_ref()).await?;
            here.show(pages::gone(&here.backend, &checkout).await?)
        }
        Err(AppError::Conflict(message)) => here.show(pages::cart(&here.backend, said(message)).await?),
        Err(error) => return Err(error.into()),
    };
    remember(&here, &mut response, cookie);
    Ok(response)
}

/// `POST /{lang}/cart`: `q-{code}` for each piece there are several of, `drop` = a code to take out, `do` = `go` to
/// go on to the checkout of `r`.
pub async fn change(here: Here, Fields(mut typed): Fields) -> Answer {
    let Some(visitor) = here.caller.visitor.clone() else {
        return Ok(here.show(pages::cart(&here.backend, said(NO_COOKIE.into())).await?));
    };
    let out = Some(typed.get("drop").to_owned()).filter(|code| !code.is_empty());
    let quantities = quantities(&mut typed);
    let dropped = out.clone();
    here.house
        .store
        .write(move |tx| Box::pin(async move { cart::change(tx, &visitor, &quantities, dropped.as_deref()).await }))
        .await?;
    if typed.has_errors() && out.is_none() {
        return Ok(here.show(pages::cart(&here.backend, typed).await?.status(422)));
    }
    if typed.get("do") == "go" {
        return Ok(see_other(&routes::basket(here.caller.lang, typed.get("r"))));
    }
    Ok(see_other(&routes::cart(here.caller.lang)))
}

/// The numbers that are right; the others get a message.
fn quantities(typed: &mut Typed) -> Vec<(String, i64)> {
    let sent: Vec<String> =
        typed.names().filter_map(|name| Some(name.strip_prefix("q-")?.to_owned())).take(MOST_LINES).collect();
    let right = |code: String| Some((quantity_of(typed, &format!("q-{code}"))?, code));
    sent.into_iter().filter_map(right).map(|(quantity, code)| (code, quantity)).collect()
}

pub(super) fn said(message: Message) -> Typed {
    let mut typed = Typed::default();
    typed.notice = Some(message);
    typed
}
