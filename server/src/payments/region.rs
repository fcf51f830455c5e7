//! How money goes in a regency: which ways of paying it offers and who takes the cards. The administrator's doing.

use app::backend::Actor;
use app::error::AppError;
use app::form::Typed;
use app::ids::RegionId;
use app::payments::region::{self, RegionMoney};
use app::regions::admin_pages as pages;
use app::routes;
use axum::extract::Path;
use serde_json::json;

use super::sql;
use crate::audit::{self, By};
use crate::house::House;
use crate::http::answer::see_other;
use crate::http::{Answer, Fields, Here};

/// `POST /admin/regencies/{id}/money`: `offers_cash`, `offers_qris`, `offers_transfer`, `offers_card` = `yes`,
/// `merchant_name`, `merchant_contact`, `stall_minutes`, `answer_hours`, `after_pickup_hours`,
/// `retention_days`, `money_version`.
pub async fn save(here: Here, Path(id): Path<String>, Fields(mut typed): Fields) -> Answer {
    let id = RegionId(id);
    match saved(&here, &id, &mut typed).await {
        Ok(()) => Ok(see_other(&format!("{}?saved=1", routes::admin_regency(id.as_str())))),
        Err(error) if typed.take(&error) => {
            let page = pages::regency_with(&here.backend, &id, Typed::default(), Some(typed), false).await?;
            Ok(here.show(page.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn saved(here: &Here, id: &RegionId, typed: &mut Typed) -> Result<(), AppError> {
    let b = &here.backend;
    b.regions.regency_sheet(id).await?;
    let before = b.payments.region_money(id).await?;
    let new = region::read(typed, b.payments.card_mode().is_some(), &before);
    typed.check()?;
    let version = typed.get("money_version").parse().map_err(|_| AppError::conflict("core-form-old"))?;
    set(&here.house, b.actor()?, id, before, RegionMoney { version, ..new }).await
}

/// Saves it. A form sent twice finds its own words and is done.
async fn set(
    house: &House,
    actor: &Actor,
    id: &RegionId,
    before: RegionMoney,
    new: RegionMoney,
) -> Result<(), AppError> {
    let (by, id) = (By::from(actor), id.clone());
    if (RegionMoney { version: 0, ..before.clone() }) == (RegionMoney { version: 0, ..new.clone() }) {
        return Ok(());
    }
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !sql::save_region_money(tx, id.as_str(), &new).await? {
                    return Err(AppError::conflict("regions-changed-meanwhile"));
                }
                let detail = json!({
                    "cash": [before.cash, new.cash], "qris": [before.qris, new.qris],
                    "transfer": [before.transfer, new.transfer], "card": [before.card, new.card],
                    "merchant": [before.merchant, new.merchant], "times": [before.times, new.times],
                    "contact": if before.contact == new.contact { "same" } else { "changed" },
                });
                audit::note(tx, &by, "region.money", ("region", id.as_str()), detail).await
            })
        })
        .await
}
