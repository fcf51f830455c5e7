//! The administrator's doors of a regency's fees.

use app::error::AppError;
use app::form::Typed;
use app::ids::RegionId;
use app::payments::fee_pages as pages;
use app::routes;
use axum::extract::{Path, RawQuery};

use crate::http::answer::see_other;
use crate::http::{Answer, Fields, Here};

/// `GET /admin/regencies/{id}/fees`
pub async fn page(here: Here, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let saved = query.as_deref() == Some("saved");
    Ok(here.show(pages::fees(&here.backend, &RegionId(id), Typed::default(), saved).await?))
}

/// `POST /admin/regencies/{id}/fees`: `fee`, `fee_fixed`, `card`, `card_fixed`, `card_by`, `version`.
pub async fn save(here: Here, Path(id): Path<String>, Fields(mut typed): Fields) -> Answer {
    let id = RegionId(id);
    match saved(&here, &id, &mut typed).await {
        Ok(()) => Ok(see_other(&format!("{}?saved", routes::admin_fees(id.as_str())))),
        Err(error) if typed.take(&error) => {
            Ok(here.show(pages::fees(&here.backend, &id, typed, false).await?.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn saved(here: &Here, id: &RegionId, typed: &mut Typed) -> Result<(), AppError> {
    here.backend.regions.regency_sheet(id).await?;
    let rules = app::payments::fee_form::read(typed);
    typed.check()?;
    let version = typed.get("version").parse().map_err(|_| AppError::conflict("core-form-old"))?;
    super::save(&here.house, here.backend.actor()?, id, rules, version).await
}
