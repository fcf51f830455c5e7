//! The checkout of a basket: the same door as the checkout of one piece, with `r` instead of `p`.

use app::error::AppError;
use app::form::Typed;
use app::orders::asked::basket as asked;
use app::orders::cart::Basket;
use app::orders::pages::{self, checkout::BASKET_FORM, checkout::leaving};
use app::routes;

use super::checkout::placed_at;
use crate::http::answer::see_other;
use crate::http::{Answer, Here};
use crate::orders::place::{self, CHANGED, GONE, Placing, Stall};

/// `GET /{lang}/checkout?r={slug}`; back to the cart while something in it is to be settled first.
pub async fn page(here: Here, mut typed: Typed) -> Answer {
    let lang = here.caller.lang;
    let Some((mut basket, left_out)) = found(&here, typed.get("r")).await? else {
        return Ok(see_other(&routes::cart(lang)));
    };
    if basket.lines().any(|line| line.quantity > line.piece.left) {
        return Ok(see_other(&routes::cart(lang)));
    }
    leaving::narrow_basket(&mut basket, &mut typed, here.caller.now);
    Ok(here.show(pages::basket(&here.backend, basket, left_out, typed).await?))
}

/// `POST /{lang}/checkout` with `r`.
pub async fn place(here: Here, mut typed: Typed) -> Answer {
    let lang = here.caller.lang;
    let Some(visitor) = here.caller.visitor.clone() else {
        return Ok(see_other(&routes::cart(lang)));
    };
    let key = match here.key(BASKET_FORM, &typed) {
        Ok(key) => key,
        Err(error) => return refused(&here, typed, error).await,
    };
    let again = key.clone();
    let placed = async {
        // The first of two taps emptied the cart: what it became is asked below.
        let (mut basket, _) = found(&here, typed.get("r")).await?.ok_or_else(|| AppError::conflict(GONE))?;
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
    match &error {
        AppError::Conflict(message) if message.key == CHANGED || message.key == GONE => {
            typed.notice = Some("orders-basket-was-changed".into());
        }
        AppError::Conflict(_) | AppError::Invalid(_) => {
            typed.take(&error);
        }
        _ => return Err(error.into()),
    }
    let Some((mut basket, left_out)) = found(here, typed.get("r")).await? else {
        return Ok(here.show(pages::cart(&here.backend, typed).await?));
    };
    leaving::narrow_basket(&mut basket, &mut typed, here.caller.now);
    Ok(here.show(pages::basket(&here.backend, basket, left_out, typed).await?.status(status)))
}

/// What can be ordered of the basket, and how many pieces of it cannot.
async fn found(here: &Here, slug: &str) -> Result<Option<(Basket, i64)>, AppError> {
    let cart = here.backend.orders.cart(here.caller.visitor.as_ref(), Some(slug)).await?;
    let Some(basket) = cart.baskets.into_iter().next() else {
        return Ok(None);
    };
    let all = basket.lines().count();
    Ok(basket.without_gone().map(|basket| {
        let left_out = i64::try_from(all - basket.lines().count()).unwrap_or_default();
        (basket, left_out)
    }))
}
