//! Doors of "sold at the stall": the page with the ways of paying, and the tap on one of them.

use app::catalogue::Catalogue as _;
use app::catalogue::rules::typed::typed_price;
use app::error::AppError;
use app::form::Typed;
use app::ids::ProductId;
use app::orders::asked::quantity_of;
use app::orders::pages;
use app::payments::method::Method;
use app::routes;
use axum::extract::Path;

use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};
use crate::orders::stall::{self, Sale};

/// `GET /studio/products/{id}/sold`
pub async fn page(here: Here, Path(id): Path<String>) -> Answer {
    Ok(here.show(pages::sold(&here.backend, &ProductId(id), Typed::default()).await?))
}

/// `POST /studio/products/{id}/sold`: `key`, `method`, `price`, `quantity`.
pub async fn sell(here: Here, Path(id): Path<String>, Fields(mut typed): Fields) -> Answer {
    let id = ProductId(id);
    let shop = here.backend.orders.counter(here.backend.shop()?).await?;
    let sold = async {
        let key = here.key("stall", &typed)?;
        let sale = read(&here, &id, &mut typed).await?;
        let by = here.by();
        keyed::once(&here.house.store, key, move |tx| {
            Box::pin(async move {
                let code = stall::sell(tx, &by, &shop, &sale).await?;
                Ok(Outcome::new("sale", &code))
            })
        })
        .await
    }
    .await;
    match sold {
        Ok(outcome) => Ok(see_other(&routes::studio_order(&app::orders::shown(&outcome.id)))),
        Err(error) => {
            if !typed.take(&error) {
                return Err(error.into());
            }
            Ok(here.show(pages::sold(&here.backend, &id, typed).await?.status(error.status())))
        }
    }
}

/// What the form says; a price that was not touched is the piece's.
async fn read(here: &Here, id: &ProductId, typed: &mut Typed) -> Result<Sale, AppError> {
    let piece = here.house.own_piece(here.backend.shop()?, id).await?;
    let method = Method::parse(typed.get("method")).filter(|method| method.is_direct());
    if method.is_none() {
        typed.wrong("method", "orders-method-choose");
    }
    let unit = match typed_price(typed) {
        Ok(price) => price.or(piece.price),
        Err(message) => {
            typed.wrong("price", message);
            None
        }
    };
    let quantity = if typed.has("quantity") { quantity_of(typed, "quantity").unwrap_or(1) } else { 1 };
    typed.check()?;
    let (method, unit) = method.zip(unit).ok_or_else(|| AppError::invalid("price", "catalogue-price-bad"))?;
    Ok(Sale { product: id.clone(), quantity, unit, method })
}
