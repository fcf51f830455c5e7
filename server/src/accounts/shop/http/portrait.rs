//! Doors of the portrait's page.

use app::accounts::shop::pages;
use app::accounts::shop::rules::name_of;
use app::error::AppError;
use app::form::Typed;
use app::routes;
use axum::body::Bytes;

use super::super::portrait::{self as wall, NewPortrait};
use super::{Change, failed, saved, wrong};
use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here, Upload};
use crate::media::{Picture, gone};

/// GET `/studio/shop/portrait`
pub async fn portrait(here: Here) -> Answer {
    Ok(here.show(pages::portrait(&here.backend, Typed::default()).await?))
}

/// POST `/studio/shop/portrait`: `multipart/form-data` with `photo`, `of` and `consent`.
pub async fn hang_portrait(here: Here, Upload { mut typed, file }: Upload) -> Answer {
    let name = name_of(&mut typed, "of");
    if !typed.chose("consent", "yes") {
        typed.wrong("consent", "accounts-shop-portrait-consent-missing");
    }
    let picture = match decoded(&here, file, &mut typed).await {
        Ok(picture) => picture,
        Err(busy) => return failed(&here, &busy, pages::portrait(&here.backend, typed).await?),
    };
    let (Some(name), Some(picture), false) = (name, picture, typed.has_errors()) else {
        return wrong(&here, pages::portrait(&here.backend, typed).await?);
    };
    let Change { actor, key, version, .. } = Change::of(&here, "shop-portrait", &typed)?;
    let new = NewPortrait::publish(&here.house, &picture).await?;
    let (media, lang) = (new.key().to_owned(), here.caller.lang);
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move {
            let old = wall::hang_portrait(tx, &actor, lang, version, (&media, &name)).await?;
            // The outcome names the new picture and, after it, the one it replaced.
            Ok(Outcome::new("portrait", &format!("{media} {}", old.unwrap_or_default())))
        })
    });
    match done.await {
        Ok(outcome) => {
            let (kept, old) = outcome.id.split_once(' ').unwrap_or((&outcome.id, ""));
            if !old.is_empty() {
                gone::remove_now(&here.house, old).await;
            }
            // A second send of the same form has published a picture nobody will see.
            if kept != new.key() {
                new.undo(&here.house).await;
            }
            saved()
        }
        Err(error) => {
            new.undo(&here.house).await;
            if typed.take(&error) {
                return failed(&here, &error, pages::portrait(&here.backend, typed).await?);
            }
            Err(error.into())
        }
    }
}

/// The upright picture in all its sizes, or what is wrong with the file at its field.
async fn decoded(here: &Here, file: Option<Bytes>, typed: &mut Typed) -> Result<Option<Picture>, AppError> {
    let Some(file) = file else {
        typed.wrong("photo", "accounts-shop-portrait-photo-missing");
        return Ok(None);
    };
    if typed.has_errors() {
        typed.wrong("photo", "accounts-shop-portrait-photo-again");
        return Ok(None);
    }
    here.picture(file, typed).await
}

/// POST `/studio/shop/portrait/withdraw`
pub async fn withdraw_portrait(here: Here, Fields(typed): Fields) -> Answer {
    let Change { actor, key, .. } = Change::of(&here, "shop-portrait-withdraw", &typed)?;
    let done = keyed::once(&here.house.store, key, move |tx| {
        Box::pin(async move { Ok(Outcome::new("portrait", &wall::take_portrait_down(tx, &actor).await?)) })
    })
    .await?;
    gone::remove_now(&here.house, &done.id).await;
    Ok(see_other(&routes::studio_shop("portrait")))
}
