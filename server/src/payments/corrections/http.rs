//! The administrator's doors of mending a regency's books: look, look once more, do.

use app::codes::rules::Code;
use app::error::AppError;
use app::form::Typed;
use app::ids::RegionId;
use app::payments::correction_pages as pages;
use app::payments::corrections::{Asked, read};
use app::routes;
use axum::extract::{Path, RawQuery};

use crate::audit::By;
use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};
use crate::payments::ledger;

/// `GET /admin/regencies/{id}/corrections?page=`
pub async fn page(here: Here, Path(id): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let query = Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    let page = query.get("page").parse().unwrap_or(1);
    let saved = query.has("saved");
    Ok(here.show(pages::corrections(&here.backend, &RegionId(id), Typed::default(), page, saved).await?))
}

/// `POST /admin/regencies/{id}/corrections`: `shop` (its code), `from`, `to`, `amount`, `note`. Changes nothing:
/// answers with the page that asks once more.
pub async fn look(here: Here, Path(id): Path<String>, Fields(mut typed): Fields) -> Answer {
    let id = RegionId(id);
    here.backend.regions.regency_sheet(&id).await?;
    match asked(&here, &id, &mut typed).await? {
        Some(asked) => Ok(here.show(pages::sure(&here.backend, &id, asked, typed.get("shop").to_owned()))),
        None => again(&here, &id, typed, 422).await,
    }
}

async fn asked(here: &Here, id: &RegionId, typed: &mut Typed) -> Result<Option<Asked>, AppError> {
    let shop = match Code::parse(typed.get("shop")) {
        Ok(code) => super::shop_of_code(here.house.store.read(), id, code.as_str()).await?,
        Err(_) => None,
    };
    Ok(read(typed, shop))
}

async fn again(here: &Here, id: &RegionId, typed: Typed, status: u16) -> Answer {
    Ok(here.show(pages::corrections(&here.backend, id, typed, 1, false).await?.status(status)))
}

/// `POST /admin/regencies/{id}/corrections/confirm`: the hidden fields of that page.
pub async fn mend(here: Here, Path(id): Path<String>, Fields(mut typed): Fields) -> Answer {
    let id = RegionId(id);
    here.backend.regions.regency_sheet(&id).await?;
    match mended(&here, &id, &mut typed).await {
        Ok(()) => Ok(see_other(&format!("{}?saved", routes::admin_corrections(id.as_str())))),
        Err(error) if typed.take(&error) => again(&here, &id, typed, error.status()).await,
        Err(error) => Err(error.into()),
    }
}

async fn mended(here: &Here, id: &RegionId, typed: &mut Typed) -> Result<(), AppError> {
    let key = here.key(&pages::form(id), typed)?;
    let asked = asked(here, id, typed).await?;
    typed.check()?;
    let asked = asked.ok_or_else(|| AppError::conflict("core-form-old"))?;
    let (actor, regency) = (here.backend.actor()?.clone(), id.clone());
    keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            let name = tx.new_id();
            let by = By::from(&actor);
            ledger::correction(tx, (&by, &actor.account), &regency, asked.postings(), (&asked.note, &name)).await?;
            Ok(Outcome::new("correction", &name))
        })
    })
    .await
    .map(|_| ())
}
