//! The officer's doors to her regency's table, and the administrator's to any. The route table has made sure that an
//! officer asks for her own.

use app::error::AppError;
use app::form::Typed;
use app::ids::RegionId;
use app::orders::shipping::customs::Rate;
use app::orders::shipping::pages::{self, ADD, CHANGE, Desk, IMPORT, RATE, REMOVE, wrong_line};
use app::orders::shipping::tariff::Tariff;
use app::time;
use axum::extract::{Path, RawQuery};

use super::file::{self, Wrong};
use crate::http::answer::{attachment, see_other};
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};

/// `GET /office/{slug}/sending`
pub async fn table(here: Here, RawQuery(query): RawQuery) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    Ok(here.show(pages::table(&here.backend, desk, Typed::default(), query.as_deref() == Some("saved"))))
}

/// `GET /office/{slug}/sending/new`
pub async fn new(here: Here) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    Ok(here.show(pages::new_service(&here.backend, desk, Typed::default())))
}

/// `POST /office/{slug}/sending`: a service.
pub async fn add(here: Here, Fields(mut typed): Fields) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    match added(&here, &desk, &mut typed).await {
        Ok(()) => Ok(saved(&desk)),
        Err(error) if typed.take(&error) => {
            Ok(here.show(pages::new_service(&here.backend, desk, typed).status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn added(here: &Here, desk: &Desk, typed: &mut Typed) -> Result<(), AppError> {
    let tariff = tariff(here, desk, typed)?;
    let (key, by, regency) = (here.key(ADD, typed)?, here.by(), desk.regency.id.clone());
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            let id = super::add(tx, &by, &regency, &tariff).await?;
            Ok(Outcome::new("service", &id))
        })
    })
    .await?;
    Ok(())
}

/// `GET /office/{slug}/sending/{id}`
pub async fn service(here: Here, Path((_, id)): Path<(String, String)>) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    Ok(here.show(pages::service(&here.backend, desk, &id, Typed::default())?))
}

/// `POST /office/{slug}/sending/{id}`
pub async fn change(here: Here, Path((_, id)): Path<(String, String)>, Fields(mut typed): Fields) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    if desk.service(&id).is_err() {
        return gone(&here, desk, typed).await;
    }
    match changed(&here, &desk, &id, &mut typed).await {
        Ok(()) => Ok(saved(&desk)),
        Err(error) if typed.take(&error) => again(&here, &id, typed, error.status()).await,
        Err(error) => Err(error.into()),
    }
}

/// Somebody else took the service out meanwhile: what was typed stands in the form of a new one. A form that was sent
/// twice is done. Who never saw the form of a service has no key of it, and is told nothing.
async fn gone(here: &Here, desk: Desk, mut typed: Typed) -> Answer {
    let Ok(key) = here.key(CHANGE, &typed) else { return Err(AppError::NotFound.into()) };
    if keyed::became(&here.house.store, key).await?.is_some() {
        return Ok(saved(&desk));
    }
    let error = AppError::conflict("orders-shipping-gone");
    typed.take(&error);
    Ok(here.show(pages::new_service(&here.backend, desk, typed).status(error.status())))
}

async fn changed(here: &Here, desk: &Desk, id: &str, typed: &mut Typed) -> Result<(), AppError> {
    let tariff = tariff(here, desk, typed)?;
    let (key, by, regency) = (here.key(CHANGE, typed)?, here.by(), desk.regency.id.clone());
    let (id, version) = (id.to_owned(), version(typed)?);
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            super::change(tx, &by, &regency, (&id, version), &tariff).await?;
            Ok(Outcome::new("service", &id))
        })
    })
    .await?;
    Ok(())
}

/// `POST /office/{slug}/sending/{id}/remove`
pub async fn remove(here: Here, Path((_, id)): Path<(String, String)>, Fields(typed): Fields) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    let key = here.key(REMOVE, &typed);
    // Sent twice, or somebody else took it out meanwhile: what she wanted is done. Without a key nothing is told.
    if desk.service(&id).is_err() {
        return if key.is_ok() { Ok(saved(&desk)) } else { Err(AppError::NotFound.into()) };
    }
    let done = match key {
        Err(error) => Err(error),
        Ok(key) => {
            let (by, regency, version, id) = (here.by(), desk.regency.id.clone(), version(&typed)?, id.clone());
            keyed::once(&here.house.store, key, move |tx| {
                Box::pin(async move {
                    super::remove(tx, &by, &regency, (&id, version)).await?;
                    Ok(Outcome::new("service", &id))
                })
            })
            .await
        }
    };
    match done {
        Ok(_) => Ok(saved(&desk)),
        Err(error) => {
            let mut fresh = Typed::default();
            let desk = Desk::of(&here.backend, None).await?;
            let there = desk.service(&id).is_ok();
            match fresh.take(&error) {
                true if there => again(&here, &id, fresh, error.status()).await,
                true => Ok(saved(&desk)),
                false => Err(error.into()),
            }
        }
    }
}

/// `GET /office/{slug}/sending/table.csv`
pub async fn export(here: Here) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    let text = file::text(&desk.table, desk.regency.zone)?;
    attachment(text.into_bytes(), "text/csv; charset=utf-8", "homoru-sending.csv")
}

/// `GET /office/{slug}/sending/import`
pub async fn import(here: Here) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    show_import(&here, desk, Typed::default(), Vec::new(), 200)
}

/// `POST /office/{slug}/sending/import`
pub async fn replace(here: Here, Fields(typed): Fields) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    replace_by(&here, desk, typed).await
}

/// `GET /admin/regencies/{id}/sending`
pub async fn any(here: Here, Path(id): Path<String>) -> Answer {
    let desk = Desk::of(&here.backend, Some(&RegionId(id))).await?;
    show_import(&here, desk, Typed::default(), Vec::new(), 200)
}

/// `POST /admin/regencies/{id}/sending`
pub async fn replace_any(here: Here, Path(id): Path<String>, Fields(typed): Fields) -> Answer {
    let desk = Desk::of(&here.backend, Some(&RegionId(id))).await?;
    replace_by(&here, desk, typed).await
}

async fn replace_by(here: &Here, desk: Desk, mut typed: Typed) -> Answer {
    let rows = match file::read(typed.get("table"), here.caller.now, desk.regency.zone) {
        Ok(rows) => rows,
        Err(wrong) => {
            typed.wrong("table", "orders-shipping-import-wrong");
            return show_import(here, desk, typed, wrong, 422);
        }
    };
    match replaced(here, &desk, &mut typed, rows).await {
        Ok(()) => Ok(saved(&desk)),
        Err(error) if typed.take(&error) => {
            let regency = (!desk.officer).then(|| desk.regency.id.clone());
            let desk = Desk::of(&here.backend, regency.as_ref()).await?;
            show_import(here, desk, typed, Vec::new(), error.status())
        }
        Err(error) => Err(error.into()),
    }
}

async fn replaced(here: &Here, desk: &Desk, typed: &mut Typed, rows: Vec<Tariff>) -> Result<(), AppError> {
    if !typed.chose("sure", "yes") {
        typed.wrong("sure", "orders-shipping-import-sure-missing");
    }
    typed.check()?;
    let (key, by, regency) = (here.key(IMPORT, typed)?, here.by(), desk.regency.id.clone());
    let version = version(typed)?;
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            super::replace(tx, &by, &regency, version, &rows).await?;
            Ok(Outcome::new("region", regency.as_str()))
        })
    })
    .await?;
    Ok(())
}

fn show_import(here: &Here, desk: Desk, typed: Typed, wrong: Vec<Wrong>, status: u16) -> Answer {
    let words = &here.backend.visit.words;
    let said = wrong.iter().map(|one| wrong_line(one.line, one.field, &words.message(&one.message), words)).collect();
    let now = file::text(&desk.table, desk.regency.zone)?;
    Ok(here.show(pages::import(&here.backend, desk, typed, now, said).status(status)))
}

/// `POST /office/{slug}/sending/rate`
pub async fn rate(here: Here, Fields(mut typed): Fields) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    match rated(&here, &desk, &mut typed).await {
        Ok(()) => Ok(saved(&desk)),
        Err(error) if typed.take(&error) => {
            let desk = Desk::of(&here.backend, None).await?;
            Ok(here.show(pages::table(&here.backend, desk, typed, false).status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn rated(here: &Here, desk: &Desk, typed: &mut Typed) -> Result<(), AppError> {
    let rupiah = app::money::whole_rupiah(typed.get("sdr")).filter(|rupiah| rupiah.minor > 0);
    if rupiah.is_none() {
        typed.wrong("sdr", "orders-shipping-price-bad");
    }
    let on = time::date(typed.get("sdr_on")).map(|day| time::start_of_day(day, desk.regency.zone));
    if on.is_none() {
        typed.wrong("sdr_on", "orders-shipping-day-bad");
    }
    typed.check()?;
    let (Some(rupiah), Some(on)) = (rupiah, on) else {
        return Err(AppError::Internal);
    };
    let (key, by, regency) = (here.key(RATE, typed)?, here.by(), desk.regency.id.clone());
    let version = version(typed)?;
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            super::set_rate(tx, &by, &regency, version, Rate { rupiah, on }).await?;
            Ok(Outcome::new("region", regency.as_str()))
        })
    })
    .await?;
    Ok(())
}

fn tariff(here: &Here, desk: &Desk, typed: &mut Typed) -> Result<Tariff, AppError> {
    let tariff = Tariff::read(typed, here.caller.now, desk.regency.zone);
    typed.check()?;
    tariff.ok_or(AppError::Internal)
}

fn version(typed: &Typed) -> Result<i64, AppError> {
    typed.get("version").parse().map_err(|_| AppError::conflict("core-form-old"))
}

/// The form with what was typed, made from the newest state.
async fn again(here: &Here, id: &str, typed: Typed, status: u16) -> Answer {
    let desk = Desk::of(&here.backend, None).await?;
    if desk.service(id).is_err() {
        return gone(here, desk, typed).await;
    }
    Ok(here.show(pages::service(&here.backend, desk, id, typed)?.status(status)))
}

fn saved(desk: &Desk) -> axum::response::Response {
    see_other(&format!("{}?saved", desk.home()))
}
