//! Doors of a buyer's picture of a payment.

use app::error::AppError;
use app::form::Typed;
use app::orders::Sheet;
use app::orders::pages::{self, form_name};
use app::orders::rules::plan::Act;
use app::payments::rules::{State as Pay, Who};
use app::routes;
use axum::body::Bytes;
use axum::extract::{FromRequest as _, Path, Request};
use axum::response::IntoResponse as _;

use super::checkout::no_store;
use super::drawn_for;
use super::order::{Link, Part, number, sheet};
use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::upload::digest;
use crate::http::{Answer, Here, Upload};
use crate::media::Picture;
use crate::orders::moves::{self, Doing};
use crate::orders::sql;
use crate::payments::proofs;

/// `GET /{lang}/o/{token}/proof?part=`
pub async fn page(here: Here, Path((_, token)): Link, part: Part) -> Answer {
    shown(&here, &token, part.number(), Typed::default(), 200).await
}

async fn shown(here: &Here, token: &str, part: i64, typed: Typed, status: u16) -> Answer {
    match pages::proof(&here.backend, token, part, typed).await {
        Ok(page) => Ok(here.show(page.status(status))),
        // Nothing to show any more: the order's page says where it stands.
        Err(AppError::Conflict(_)) => Ok(see_other(&routes::order(here.caller.lang, token))),
        Err(error) => Err(error.into()),
    }
}

/// `POST /{lang}/o/{token}/proof` (multipart): `key`, `part`, `payment`, `photo`. "I have paid", with a picture; after
/// it was said, the picture alone.
pub async fn send(here: Here, Path((_, token)): Link, request: Request) -> Answer {
    // A stranger to the order sends no photo: the link is looked at before it is read.
    here.backend.orders.by_token(&token).await?;
    let Upload { mut typed, file } = Upload::from_request(request, &here.house).await?;
    let part = number(&typed);
    let sheet = sheet(&here, &token, part).await?;
    // One key never names two pictures.
    if let Some(file) = &file {
        typed.set("photo", digest(file));
    }
    let picture = match decoded(&here, file, &mut typed).await {
        Ok(Some(picture)) => picture,
        Ok(None) => return shown(&here, &token, part, typed, 422).await,
        Err(busy) => return shown(&here, &token, part, typed, busy.status()).await,
    };
    match kept(&here, &sheet, &typed, &picture).await {
        Ok(()) => Ok(see_other(&routes::order(here.caller.lang, &token))),
        // What it was drawn for is asked for no more: the order's page says so, and where it stands.
        Err(AppError::Conflict(message)) => Ok(here.show(pages::order(&here.backend, &token, Some(message)).await?)),
        Err(error) if typed.take(&error) => shown(&here, &token, part, typed, error.status()).await,
        Err(error) => Err(error.into()),
    }
}

async fn decoded(here: &Here, file: Option<Bytes>, typed: &mut Typed) -> Result<Option<Picture>, AppError> {
    let Some(file) = file else {
        typed.wrong("photo", "orders-proof-missing");
        return Ok(None);
    };
    here.picture(file, typed).await
}

/// Keeps the files, then names them in the transaction that hears the claim; what is not named is removed.
async fn kept(here: &Here, sheet: &Sheet, typed: &Typed, picture: &Picture) -> Result<(), AppError> {
    let key = here.key(&form_name("proof", sheet), typed)?;
    let media = proofs::keep(&here.house, picture).await?;
    let (by, part, name) = (here.by(), sheet.part.clone(), media.as_str().to_owned());
    // A form that does not say what it was drawn for speaks of what is asked for as it comes.
    let meant = drawn_for(typed).unwrap_or_else(|| sheet.payment.mark());
    let doing = Doing { payment: Some(meant), ..Doing::new(Who::Buyer, Act::Claim) };
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            sql::take(tx, &part).await?;
            let found = sql::by_part(tx.db(), part.as_str()).await?.ok_or(AppError::NotFound)?;
            if found.sheet.payment.state != Pay::Claimed {
                moves::act(tx, &by, &part, &doing).await?;
            } else {
                moves::same_payment(&found, &doing)?;
                sql::touch(tx, &part).await?;
            }
            let old = proofs::put(tx, &found.sheet.payment.id, &name).await?;
            Ok(Outcome::new("proof", &format!("{name} {}", old.unwrap_or_default())))
        })
    })
    .await;
    match done {
        Ok(outcome) => {
            let (named, old) = outcome.id.split_once(' ').unwrap_or((&outcome.id, ""));
            if !old.is_empty() {
                proofs::remove(&here.house, old).await;
            }
            // The same form a second time: its picture is there already.
            if named != media.as_str() {
                proofs::remove(&here.house, media.as_str()).await;
            }
            Ok(())
        }
        Err(error) => {
            proofs::remove(&here.house, media.as_str()).await;
            Err(error)
        }
    }
}

/// `GET /private/proof/{name}`: for the people of the shop that the payment was to.
pub async fn seen(here: Here, Path(name): Path<String>) -> Answer {
    let stored = proofs::read(&here.house, here.backend.shop()?, &name).await?;
    let kind = (axum::http::header::CONTENT_TYPE, stored.mime);
    Ok(no_store(([kind], stored.bytes).into_response()))
}
