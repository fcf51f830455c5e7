//! The administrator's doors: regencies and their places.

use app::error::AppError;
use app::form::Typed;
use app::ids::RegionId;
use app::regions::admin::{island_and_zone, operator};
use app::regions::admin_pages as pages;
use app::routes;
use axum::extract::Path;

use super::admin::{self, NewRegency};
use crate::http::answer::see_other;
use crate::http::asked::Asked;
use crate::http::{Answer, Fields, Here};

/// `GET /admin[?q=][&page=]`
pub async fn regencies(here: Here, asked: Asked) -> Answer {
    let search = asked.0.get("q");
    Ok(here.show(pages::regencies(&here.backend, search, asked.page(), Typed::default()).await?))
}

/// `POST /admin/regencies`: `code`, `name`, `province`, `key`.
pub async fn create(here: Here, Fields(mut typed): Fields) -> Answer {
    match make(&here, &typed).await {
        Ok(id) => Ok(see_other(&routes::admin_regency(&id))),
        Err(error) if typed.take(&error) => {
            Ok(here.show(pages::regencies(&here.backend, "", 1, typed).await?.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn make(here: &Here, typed: &Typed) -> Result<String, AppError> {
    let key = here.key("new-regency", typed)?;
    let new = NewRegency {
        code: typed.get("code").to_owned(),
        name: typed.get("name").to_owned(),
        province: typed.get("province").to_owned(),
    };
    admin::create(&here.house, here.backend.actor()?, new, key).await
}

/// `GET /admin/regencies/{id}`
pub async fn regency(here: Here, Path(id): Path<String>, asked: Asked) -> Answer {
    let saved = asked.0.has("saved");
    Ok(here.show(pages::regency(&here.backend, &RegionId(id), Typed::default(), saved).await?))
}

/// `POST /admin/regencies/{id}`: `operator_name`, `operator_address`, `operator_contact`,
/// `complaint_days`, `island`, `zone`, `version`.
pub async fn save(here: Here, Path(id): Path<String>, Fields(mut typed): Fields) -> Answer {
    let id = RegionId(id);
    match save_regency(&here, &id, &mut typed).await {
        Ok(()) => Ok(see_other(&format!("{}?saved=1", routes::admin_regency(id.as_str())))),
        Err(error) if typed.take(&error) => {
            Ok(here.show(pages::regency(&here.backend, &id, typed, false).await?.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn save_regency(here: &Here, id: &RegionId, typed: &mut Typed) -> Result<(), AppError> {
    let before = here.backend.regions.regency_sheet(id).await?;
    let operator = operator(typed);
    let place = island_and_zone(typed);
    typed.check()?;
    admin::save(&here.house, here.backend.actor()?, before, version(typed)?, operator, place).await
}

/// The version the form was opened with.
fn version(typed: &Typed) -> Result<i64, AppError> {
    typed.get("version").parse().map_err(|_| AppError::conflict("core-form-old"))
}

/// `POST /admin/regencies/{id}/open`
pub async fn open(here: Here, Path(id): Path<String>) -> Answer {
    set_open(here, id, true).await
}

/// `POST /admin/regencies/{id}/close`
pub async fn close(here: Here, Path(id): Path<String>) -> Answer {
    set_open(here, id, false).await
}

async fn set_open(here: Here, id: String, open: bool) -> Answer {
    let id = RegionId(id);
    here.backend.regions.regency_sheet(&id).await?;
    admin::set_open(&here.house, here.backend.actor()?, &id, open).await?;
    Ok(see_other(&routes::admin_regency(id.as_str())))
}

/// `GET /admin/regencies/{id}/places[?page=]`
pub async fn places(here: Here, Path(id): Path<String>, asked: Asked) -> Answer {
    Ok(here.show(pages::places(&here.backend, &RegionId(id), asked.page()).await?))
}

/// `GET /admin/places/{id}`
pub async fn place(here: Here, Path(id): Path<String>) -> Answer {
    Ok(here.show(pages::place(&here.backend, &RegionId(id), Typed::default()).await?))
}

/// `POST /admin/places/{id}`: `island`, `zone`, `below`, `version`.
pub async fn save_place(here: Here, Path(id): Path<String>, Fields(mut typed): Fields) -> Answer {
    let id = RegionId(id);
    let before = here.backend.regions.place_sheet(&id).await?;
    let regency = before.regency.clone();
    let place = island_and_zone(&mut typed);
    let below = typed.chose("below", "yes");
    let done = match typed.check().and_then(|()| version(&typed)) {
        Ok(version) => admin::save_place(&here.house, here.backend.actor()?, before, version, place, below).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(see_other(&routes::admin_places(regency.as_str()))),
        Err(error) if typed.take(&error) => {
            Ok(here.show(pages::place(&here.backend, &id, typed).await?.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}
