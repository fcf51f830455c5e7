//! Doors of payouts: the office makes, sends and takes back, the artisan confirms.

use app::error::AppError;
use app::form::Typed;
use app::ids::{BatchId, PayoutId, RegionId};
use app::payments::payouts::{By as Way, office, print};
use app::payments::rules::payout::REASONS;
use app::payments::{pages, payouts};
use app::routes;
use axum::extract::{Path, RawQuery};
use secrecy::SecretString;

use crate::accounts;
use crate::audit::By;
use crate::http::answer::{attachment, see_other};
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here};
use crate::payments::settings::http::without_pin;

/// What a step of one of her payouts does, in the transaction of its form.
type Step = for<'t> fn(
    &'t mut crate::store::Tx,
    &'t app::backend::Actor,
    &'t PayoutId,
) -> futures::future::BoxFuture<'t, Result<(), AppError>>;

/// The officer's regency: the route table has made sure that the address names it.
fn regency(here: &Here) -> Result<RegionId, AppError> {
    here.backend.actor()?.regency.clone().ok_or(AppError::NotFound)
}

fn numbers(query: Option<&str>) -> (i64, i64) {
    let query = Typed::from_pairs(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    let number = |name: &str| query.get(name).parse().unwrap_or(1);
    (number("page"), number("batches"))
}

/// `GET /office/{slug}/payouts?page=&batches=`
pub async fn list(here: Here, RawQuery(query): RawQuery) -> Answer {
    Ok(here.show(office::list(&here.backend, Typed::default(), numbers(query.as_deref())).await?))
}

/// `POST /office/{slug}/payouts`: `key`, `way`, and `shop` for each shop that is to be paid.
pub async fn make(here: Here, RawQuery(query): RawQuery, Fields(mut typed): Fields) -> Answer {
    match made(&here, &mut typed).await {
        Ok(id) => Ok(see_other(&routes::office_payout(&here.backend.actor()?.regency_slug, &id))),
        Err(error) if typed.take(&error) => {
            let page = office::list(&here.backend, typed, numbers(query.as_deref())).await?;
            Ok(here.show(page.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn made(here: &Here, typed: &mut Typed) -> Result<String, AppError> {
    let (regency, actor) = (regency(here)?, here.backend.actor()?.clone());
    let key = here.key("payouts", typed)?;
    let way = Way::parse(typed.get("way"));
    let shops = typed.all("shop").to_vec();
    if way.is_none() || shops.is_empty() {
        typed.wrong("shop", "payments-payout-choose");
    }
    typed.check()?;
    let way = way.unwrap_or(Way::Bank);
    let outcome = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            let by = By::from(&actor);
            let id = super::make(tx, (&by, &actor.account), &regency, way, shops).await?;
            Ok(Outcome::new("batch", &id))
        })
    })
    .await?;
    Ok(outcome.id)
}

/// `GET /office/{slug}/payouts/{id}`
pub async fn batch(here: Here, Path((_, id)): Path<(String, String)>) -> Answer {
    Ok(here.show(office::batch(&here.backend, &BatchId(id), Typed::default()).await?))
}

/// `GET /office/{slug}/payouts/{id}/bank.csv`
pub async fn bank(here: Here, Path((_, id)): Path<(String, String)>) -> Answer {
    let batch = here.backend.payments.batch(&regency(&here)?, &BatchId(id)).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = payouts::bank_rows(&batch);
    writer.write_record(payouts::COLUMNS).map_err(|_| AppError::Internal)?;
    for row in &rows {
        writer.write_record(row).map_err(|_| AppError::Internal)?;
    }
    let bytes = writer.into_inner().map_err(|_| AppError::Internal)?;
    attachment(bytes, "text/csv; charset=utf-8", "homoru-bank.csv")
}

/// `GET /office/{slug}/payouts/{id}/slips`
pub async fn slips(here: Here, Path((_, id)): Path<(String, String)>) -> Answer {
    Ok(here.show(print::slips(&here.backend, &BatchId(id)).await?))
}

/// `POST /office/{slug}/payouts/{id}/sent`: `key`, and `before` where it had left before some of it was to go back.
pub async fn sent(here: Here, Path((_, id)): Path<(String, String)>, Fields(typed): Fields) -> Answer {
    closed(here, id, typed, true).await
}

/// `POST /office/{slug}/payouts/{id}/undo`
pub async fn undo(here: Here, Path((_, id)): Path<(String, String)>, Fields(typed): Fields) -> Answer {
    closed(here, id, typed, false).await
}

async fn closed(here: Here, id: String, mut typed: Typed, sent: bool) -> Answer {
    let (regency, batch, by) = (regency(&here)?, BatchId(id.clone()), here.by());
    here.backend.payments.batch(&regency, &batch).await?;
    let form = format!("{}:{id}", if sent { "payout-sent" } else { "payout-undo" });
    let before = typed.has("before");
    let done = match here.key(&form, &typed) {
        Err(error) => Err(error),
        Ok(key) => {
            keyed::once(&here.house.store, key, move |tx| {
                Box::pin(async move {
                    if sent {
                        super::send(tx, &by, &regency, &batch, before).await?;
                    } else {
                        super::undo(tx, &by, &regency, &batch).await?;
                    }
                    Ok(Outcome::new("batch", batch.as_str()))
                })
            })
            .await
        }
    };
    shown(&here, &id, done.map(|_| ()), &mut typed).await
}

/// `POST /office/{slug}/payouts/{id}/returned`: `key`, `payout`, `reason`.
pub async fn returned(here: Here, Path((_, id)): Path<(String, String)>, Fields(mut typed): Fields) -> Answer {
    let (regency, batch, by) = (regency(&here)?, BatchId(id.clone()), here.by());
    here.backend.payments.batch(&regency, &batch).await?;
    let (payout, reason) = (PayoutId(typed.get("payout").to_owned()), typed.get("reason").to_owned());
    if !REASONS.contains(&reason.as_str()) {
        typed.wrong("reason", "payments-payout-why");
    }
    let key = here.key(&format!("payout-returned:{payout}"), &typed);
    let done = match (typed.check(), key) {
        (Err(error), _) | (_, Err(error)) => Err(error),
        (Ok(()), Ok(key)) => {
            keyed::once(&here.house.store, key, move |tx| {
                Box::pin(async move {
                    super::returned(tx, &by, (&regency, &batch), &payout, &reason).await?;
                    Ok(Outcome::new("payout", payout.as_str()))
                })
            })
            .await
        }
    };
    shown(&here, &id, done.map(|_| ()), &mut typed).await
}

async fn shown(here: &Here, id: &str, done: Result<(), AppError>, typed: &mut Typed) -> Answer {
    match done {
        Ok(()) => Ok(see_other(&routes::office_payout(&here.backend.actor()?.regency_slug, id))),
        Err(error) if typed.take(&error) => {
            let page = office::batch(&here.backend, &BatchId(id.to_owned()), std::mem::take(typed)).await?;
            Ok(here.show(page.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /studio/money/received`: `key`, `payout`, `pin`.
pub async fn received(here: Here, Fields(typed): Fields) -> Answer {
    let actor = here.backend.actor()?.clone();
    // Without a key of this very payout nobody's PIN is tried.
    let form = format!("payout-received:{}", typed.get("payout"));
    if here.key(&form, &without_pin(&typed)).is_ok() {
        let pin = SecretString::from(typed.get("pin").to_owned());
        match accounts::check_pin(&here.house, &actor, &pin, here.caller.device.as_ref()).await {
            Ok(()) => {}
            Err(AppError::Invalid(fields)) => {
                let message = fields.into_iter().next().ok_or(AppError::Internal)?.message;
                let wrong = pages::Wrong::Pin { payout: typed.get("payout").to_owned(), message };
                return Ok(here.show(pages::money(&here.backend, "", 1, wrong).await?.status(422)));
            }
            Err(error) => return Err(error.into()),
        }
    }
    hers(here, typed, "received", |tx, actor, payout| Box::pin(super::received(tx, actor, payout))).await
}

/// `POST /studio/money/missing`: `key`, `payout`.
pub async fn missing(here: Here, Fields(typed): Fields) -> Answer {
    hers(here, typed, "missing", |tx, actor, payout| Box::pin(super::missing(tx, actor, payout))).await
}

async fn hers(here: Here, typed: Typed, what: &str, step: Step) -> Answer {
    let (actor, payout) = (here.backend.actor()?.clone(), PayoutId(typed.get("payout").to_owned()));
    // Without a key of this very payout, one that is hers and one that is not get the same answer.
    let form = format!("payout-{what}:{payout}");
    let done = match here.key(&form, &without_pin(&typed)) {
        Err(error) => Err(error),
        Ok(key) => {
            keyed::once(&here.house.store, key, move |tx| {
                Box::pin(async move {
                    step(tx, &actor, &payout).await?;
                    Ok(Outcome::new("payout", payout.as_str()))
                })
            })
            .await
        }
    };
    match done {
        Ok(_) => Ok(see_other(routes::STUDIO_MONEY)),
        Err(AppError::Conflict(message)) => {
            let wrong = pages::Wrong::Page(message);
            Ok(here.show(pages::money(&here.backend, "", 1, wrong).await?.status(409)))
        }
        Err(error) => Err(error.into()),
    }
}
