//! Doors of the meeting places' pages.

use app::accounts::shop::pages;
use app::accounts::shop::rules::hours::PlaceForm;
use app::error::AppError;
use app::form::Typed;
use app::ids::PlaceId;
use app::routes;
use axum::extract::Path;

use super::super as shop;
use super::{Change, failed, wrong};
use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};

/// GET `/studio/shop/places`
pub async fn places(here: Here) -> Answer {
    Ok(here.show(pages::places(&here.backend).await?))
}

/// GET `/studio/shop/places/new`
pub async fn new_place(here: Here) -> Answer {
    Ok(here.show(pages::new_place(&here.backend, Typed::default()).await?))
}

/// POST `/studio/shop/places`
pub async fn add_place(here: Here, Fields(mut typed): Fields) -> Answer {
    let Some(form) = PlaceForm::read(&mut typed) else {
        return wrong(&here, pages::new_place(&here.backend, typed).await?);
    };
    let Change { actor, shop, key, .. } = Change::of(&here, "shop-place-add", &typed)?;
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            let id = shop::add_place(tx, &(&actor).into(), &shop, &form).await?;
            Ok(Outcome::new("place", &id))
        })
    });
    match done.await {
        Ok(_) => Ok(see_other(&routes::studio_shop("places"))),
        Err(error) if typed.take(&error) => failed(&here, &error, pages::new_place(&here.backend, typed).await?),
        Err(error) => Err(error.into()),
    }
}

/// GET `/studio/shop/places/{id}`
pub async fn place(here: Here, Path(id): Path<String>) -> Answer {
    Ok(here.show(pages::place(&here.backend, &PlaceId(id), Typed::default()).await?))
}

/// POST `/studio/shop/places/{id}`
pub async fn change_place(here: Here, Path(id): Path<String>, Fields(mut typed): Fields) -> Answer {
    let place = PlaceId(id.clone());
    let Some(form) = PlaceForm::read(&mut typed) else {
        return match pages::place(&here.backend, &place, typed.clone()).await {
            Err(AppError::NotFound) => gone(&here, typed).await,
            page => wrong(&here, page?),
        };
    };
    let Change { actor, shop, key, version } = Change::of(&here, "shop-place-change", &typed)?;
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            shop::change_place(tx, &(&actor).into(), &shop, version, &id, &form).await?;
            Ok(Outcome::new("place", &id))
        })
    });
    match done.await {
        Ok(_) => Ok(see_other(&routes::studio_shop("places"))),
        Err(AppError::NotFound) => gone(&here, typed).await,
        Err(error) if typed.take(&error) => match pages::place(&here.backend, &place, typed.clone()).await {
            Err(AppError::NotFound) => gone(&here, typed).await,
            page => failed(&here, &error, page?),
        },
        Err(error) => Err(error.into()),
    }
}

/// Somebody else of the shop closed the place meanwhile: what was typed stands in the form of a new one. Who never saw
/// the place's form has no key of it, and is told nothing.
async fn gone(here: &Here, mut typed: Typed) -> Answer {
    if here.key("shop-place-change", &typed).is_err() {
        return Err(AppError::NotFound.into());
    }
    let error = AppError::conflict("accounts-shop-place-gone");
    typed.take(&error);
    failed(here, &error, pages::new_place(&here.backend, typed).await?)
}

/// POST `/studio/shop/places/{id}/close`
pub async fn close_place(here: Here, Path(id): Path<String>, Fields(typed): Fields) -> Answer {
    let Change { actor, shop, key, .. } = Change::of(&here, "shop-place-close", &typed)?;
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            shop::close_place(tx, &(&actor).into(), &shop, &id).await?;
            Ok(Outcome::new("place", &id))
        })
    })
    .await?;
    Ok(see_other(&routes::studio_shop("places")))
}
