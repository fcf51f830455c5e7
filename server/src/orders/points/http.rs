//! Doors of pickup points: the officer's, whose regency the route table has checked, and the shop's.

use app::error::AppError;
use app::form::Typed;
use app::ids::RegionId;
use app::orders::points::PointForm;
use app::orders::points::pages::{self, ADD, CHANGE, USE};
use app::routes;
use axum::extract::{Path, RawQuery};
use axum::response::Response;

use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};

/// `GET /office/{slug}/pickup-points`
pub async fn list(here: Here, RawQuery(query): RawQuery) -> Answer {
    Ok(here.show(pages::list(&here.backend, query.as_deref() == Some("saved")).await?))
}

/// `GET /office/{slug}/pickup-points/new`
pub async fn new(here: Here) -> Answer {
    Ok(here.show(pages::new(&here.backend, Typed::default()).await?))
}

/// `POST /office/{slug}/pickup-points`
pub async fn add(here: Here, Fields(mut typed): Fields) -> Answer {
    match added(&here, &mut typed).await {
        Ok(()) => saved(&here),
        Err(error) if typed.take(&error) => {
            Ok(here.show(pages::new(&here.backend, typed).await?.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn added(here: &Here, typed: &mut Typed) -> Result<(), AppError> {
    let form = form(typed)?;
    let (key, by, regency) = (here.key(ADD, typed)?, here.by(), regency(here)?);
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            let id = super::add(tx, &by, &regency, &form).await?;
            Ok(Outcome::new("point", &id))
        })
    })
    .await?;
    Ok(())
}

/// `GET /office/{slug}/pickup-points/{id}`
pub async fn point(here: Here, Path((_, id)): Path<(String, String)>) -> Answer {
    Ok(here.show(pages::point(&here.backend, &id, Typed::default()).await?))
}

/// `POST /office/{slug}/pickup-points/{id}`
pub async fn change(here: Here, Path((_, id)): Path<(String, String)>, Fields(mut typed): Fields) -> Answer {
    match changed(&here, &id, &mut typed).await {
        Ok(()) => saved(&here),
        Err(error) if typed.take(&error) => {
            Ok(here.show(pages::point(&here.backend, &id, typed).await?.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn changed(here: &Here, id: &str, typed: &mut Typed) -> Result<(), AppError> {
    let form = form(typed)?;
    let (key, by, regency, id) = (here.key(CHANGE, typed)?, here.by(), regency(here)?, id.to_owned());
    let version = typed.get("version").parse().map_err(|_| AppError::conflict("core-form-old"))?;
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            super::change(tx, &by, &regency, (&id, version), &form).await?;
            Ok(Outcome::new("point", &id))
        })
    })
    .await?;
    Ok(())
}

/// `GET /studio/shop/points`
pub async fn of_shop(here: Here) -> Answer {
    Ok(here.show(pages::of_shop(&here.backend, None).await?))
}

/// `POST /studio/shop/points`: `key`, and `point` for each that is used.
pub async fn choose(here: Here, Fields(typed): Fields) -> Answer {
    let (by, shop) = (here.by(), here.backend.shop()?.clone());
    let points = typed.all("point").to_vec();
    let done = match here.key(USE, &typed) {
        Err(error) => Err(error),
        Ok(key) => {
            keyed::once(&here.house.store, key, move |tx| {
                Box::pin(async move {
                    super::choose(tx, &by, &shop, &points).await?;
                    Ok(Outcome::new("shop", shop.as_str()))
                })
            })
            .await
        }
    };
    match done {
        Ok(_) => Ok(see_other(&routes::studio_shop("places"))),
        Err(AppError::Conflict(message)) => {
            Ok(here.show(pages::of_shop(&here.backend, Some(message)).await?.status(409)))
        }
        Err(error) => Err(error.into()),
    }
}

fn form(typed: &mut Typed) -> Result<PointForm, AppError> {
    let form = PointForm::read(typed);
    typed.check()?;
    form.ok_or(AppError::Internal)
}

fn regency(here: &Here) -> Result<RegionId, AppError> {
    here.backend.actor()?.regency.clone().ok_or(AppError::NotFound)
}

fn saved(here: &Here) -> Result<Response, crate::http::Fault> {
    Ok(see_other(&format!("{}?saved", routes::office_points(&here.backend.actor()?.regency_slug))))
}
