//! Doors of a piece's state: hide, show again, put into the archive, throw a draft away, make another like it.

use app::catalogue::Catalogue as _;
use app::catalogue::pages::studio as pages;
use app::catalogue::rules::Move;
use app::form::Typed;
use app::ids::ProductId;
use app::routes;
use axum::extract::Path;

use crate::catalogue::{moves, products};
use crate::http::answer::see_other;
use crate::http::{Answer, Fields, Here};
use crate::orders;

/// `POST /studio/products/{id}/hide`
pub async fn hide(here: Here, Path(id): Path<String>, Fields(typed): Fields) -> Answer {
    make(here, id, typed, Move::Hide, "hidden").await
}

/// `POST /studio/products/{id}/show`
pub async fn show(here: Here, Path(id): Path<String>, Fields(typed): Fields) -> Answer {
    make(here, id, typed, Move::Show, "shown").await
}

/// `GET /studio/products/{id}/archive`: asks once more, because it cannot be undone.
pub async fn archive_page(here: Here, Path(id): Path<String>) -> Answer {
    Ok(here.show(pages::archive(&here.backend, &ProductId(id)).await?))
}

/// `POST /studio/products/{id}/archive`
pub async fn archive(here: Here, Path(id): Path<String>, Fields(typed): Fields) -> Answer {
    make(here, id, typed, Move::Archive, "archived").await
}

/// `POST /studio/products/{id}/discard`: throws a draft away.
pub async fn discard(here: Here, Path(id): Path<String>, Fields(typed): Fields) -> Answer {
    make(here, id, typed, Move::Discard, "").await
}

async fn make(here: Here, id: String, typed: Typed, wanted: Move, done: &str) -> Answer {
    let id = ProductId(id);
    let shop = here.backend.shop()?.clone();
    if here.house.own_piece(&shop, &id).await?.held > 0 {
        orders::release_holds_of(&here.house, &id).await?;
    }
    let made = match here.key("piece", &typed) {
        Ok(key) => moves::make(&here.house, here.by(), (&shop, &id), wanted, key).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(_) if wanted == Move::Discard => Ok(see_other(routes::STUDIO_PRODUCTS)),
        Ok(_) => Ok(see_other(&routes::studio_product_done(id.as_str(), done))),
        Err(error) => {
            let mut told = Typed::default();
            if !told.take(&error) {
                return Err(error.into());
            }
            Ok(here.show(pages::piece(&here.backend, &id, None, told).await?.status(error.status())))
        }
    }
}

/// `POST /studio/products/{id}/copy`: a new draft with the same words, facts and photos.
pub async fn copy(here: Here, Path(id): Path<String>, Fields(typed): Fields) -> Answer {
    let id = ProductId(id);
    let shop = here.backend.shop()?.clone();
    let piece = here.house.own_piece(&shop, &id).await?;
    let key = here.key("piece", &typed)?;
    let made = products::copy(&here.house, here.by(), &shop, piece, key).await?;
    Ok(see_other(&routes::studio_add(&made.id)))
}
