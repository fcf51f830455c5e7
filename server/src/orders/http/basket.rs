//! The checkout of a basket: the same door as the checkout of one piece, with `r` instead of `p`.

use app::error::AppError;
use app::form::Typed;
use app::orders::asked::basket::{self as asked, BASKET_CHANGED};
use app::orders::cart::{Basket, CartLine};
use app::orders::pages::{self, checkout::BASKET_FORM, checkout::leaving};
use app::routes;

use super::cart::{NO_COOKIE, said};
use super::checkout::placed_at;
use crate::http::answer::see_other;
use crate::http::{Answer, Here};
use crate::orders::place::{self, CHANGED, GONE, Placing, Stall};

/// `GET /{lang}/checkout?r={slug}`; the cart with words while something in it is to be settled first.
pub async fn page(here: Here, mut typed: Typed) -> Answer {
    let lang = here.caller.lang;
    let Some((mut basket, gone)) = found(&here, typed.get("r")).await? else {
        return Ok(see_other(&routes::cart(lang)));
    };
    // What is to be mended there, its own form cannot mend.
    if basket.lines().any(|line| line.quantity > line.piece.left) || basket.is_beyond() {
        let page = pages::cart(&here.backend, said("orders-cart-settle".into())).await?;
        return Ok(here.show(page.status(409)));
    }
    leaving::narrow_basket(&mut basket, &mut typed, here.caller.now);
    Ok(here.show(pages::basket(&here.backend, basket, gone, typed).await?))
}

/// `POST /{lang}/checkout` with `r`.
pub async fn place(here: Here, mut typed: Typed) -> Answer {
    let lang = here.caller.lang;
    let Some(visitor) = here.caller.visitor.clone() else {
        // Without its cookie nothing tells whose basket it is: she is told what to do, and not sent in a circle.
        return Ok(here.show(pages::cart(&here.backend, said(NO_COOKIE.into())).await?));
    };
    let key = match here.key(BASKET_FORM, &typed) {
        Ok(key) => key,
        Err(error) => return refused(&here, typed, error).await,
    };
    let again = key.clone();
    let placed = async {
        // The first of two taps emptied the cart: what it became is asked below.
        let (mut basket, _) = found(&here, typed.get("r")).await?.ok_or_else(|| AppError::conflict(GONE))?;
        if basket.is_beyond() {
            return Err(AppError::conflict(CHANGED));
        }
        leaving::narrow_basket(&mut basket, &mut typed, here.caller.now);
        let asked = asked::read(&mut typed, &basket, here.caller.now)?;
        let stalls = basket.stalls.into_iter().map(|stall| Stall { shop: stall.shop, places: stall.places }).collect();
        let placing = Placing { asked, stalls, visitor, lang, by: here.by(), from_cart: true };
        place::place(&here.house, key, placing).await
    }
    .await;
    match placed_at(&here, again, placed).await {
        Ok(response) => Ok(response),
        Err(error) => refused(&here, typed, error).await,
    }
}

/// The order was not placed: the form again with words, or the cart when nothing of it is left.
async fn refused(here: &Here, mut typed: Typed, error: AppError) -> Answer {
    let status = error.status();
    let basket = whole(here, typed.get("r")).await?;
    let went = basket.as_ref().and_then(|basket| asked::went(&typed, &basket.gone()));
    match &error {
        AppError::Conflict(message) if [CHANGED, GONE, BASKET_CHANGED].contains(&message.key.as_ref()) => {
            let changed = message.key == CHANGED || message.key == GONE;
            let usual = if changed { "orders-basket-was-changed" } else { BASKET_CHANGED };
            typed.notice = Some(went.unwrap_or_else(|| usual.into()));
        }
        AppError::Conflict(_) | AppError::Invalid(_) => {
            typed.take(&error);
        }
        _ => return Err(error.into()),
    }
    // Fewer pieces are chosen in the basket, not here.
    let Some((mut basket, gone)) = basket.and_then(split).filter(|(basket, _)| !basket.is_beyond()) else {
        return Ok(here.show(pages::cart(&here.backend, typed).await?));
    };
    leaving::narrow_basket(&mut basket, &mut typed, here.caller.now);
    Ok(here.show(pages::basket(&here.backend, basket, gone, typed).await?.status(status)))
}

/// What can be ordered of the basket, and what of it cannot.
async fn found(here: &Here, slug: &str) -> Result<Option<(Basket, Vec<CartLine>)>, AppError> {
    Ok(whole(here, slug).await?.and_then(split))
}

/// The basket of a regency, with what is gone.
async fn whole(here: &Here, slug: &str) -> Result<Option<Basket>, AppError> {
    let cart = here.backend.orders.cart(here.caller.visitor.as_ref(), Some(slug)).await?;
    Ok(cart.baskets.into_iter().next())
}

fn split(basket: Basket) -> Option<(Basket, Vec<CartLine>)> {
    let gone = basket.gone();
    basket.without_gone().map(|basket| (basket, gone))
}
