//! Doors of a piece's form. One form carries what was typed, at most one photo, and the button that was
//! pressed; what can be kept is kept whatever else is wrong.

use app::catalogue::Catalogue as _;
use app::catalogue::pages::studio as pages;
use app::catalogue::rules::State;
use app::catalogue::rules::typed::{self as rules, Read};
use app::error::AppError;
use app::form::Typed;
use app::ids::{PhotoId, ProductId, ShopId};
use app::routes;
use axum::Json;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;

use super::{refused, wants_json};
use crate::catalogue::photos::{self, PhotoMove};
use crate::catalogue::{products, publish};
use crate::http::answer::see_other;
use crate::http::asked::Asked;
use crate::http::{Answer, Here, Upload};
use crate::orders;

/// What was asked for: by a button, by a chosen price after the button before, or by the return key, which
/// never publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Press {
    Publish,
    Save,
    Photo(PhotoMove, PhotoId),
}

impl Press {
    fn of(typed: &Typed) -> Self {
        if let Some((how, photo)) = typed.get("photo_do").split_once(' ')
            && let Some(how) = PhotoMove::parse(how)
        {
            return Self::Photo(how, PhotoId(photo.to_owned()));
        }
        let pressed = if typed.has("do") { typed.get("do") } else { typed.get("do_before") };
        if pressed == "publish" { Self::Publish } else { Self::Save }
    }
}

/// `GET /studio/add[?draft=][?new=]`: the newest unfinished draft, the one named, or a new one.
pub async fn add_page(here: Here, Asked(asked): Asked) -> Answer {
    let which = if asked.has("draft") {
        pages::Which::Draft(ProductId(asked.get("draft").to_owned()))
    } else if asked.has("new") {
        pages::Which::Fresh
    } else {
        pages::Which::Newest
    };
    Ok(here.show(pages::add(&here.backend, which, Typed::default()).await?))
}

/// `POST /studio/add`: keeps the photo and what was typed in the draft, then does what was asked for.
pub async fn add(here: Here, headers: HeaderMap, Upload { typed, file }: Upload) -> Answer {
    let id = products::draft_id(typed.get("draft"))?;
    write_draft(here, headers, id, Upload { typed, file }).await
}

async fn write_draft(here: Here, headers: HeaderMap, id: ProductId, upload: Upload) -> Answer {
    let Upload { mut typed, file } = upload;
    let shop = here.backend.shop()?.clone();
    let bench = here.house.bench(&shop).await?;
    let Read { sheet, wrong } = rules::read(&typed, bench.language, &bench.maker_ids());
    let press = Press::of(&typed);
    let state = products::save_draft(&here.house, here.by(), &shop, &id, sheet.clone()).await?;
    if state != State::Draft && press != Press::Publish {
        return Ok(see_other(&routes::studio_product(id.as_str())));
    }
    let mut status = 422;
    if let Some(bytes) = file.filter(|_| state == State::Draft) {
        let kept = photos::keep(&here.house, here.by(), (&shop, &id), bench.language, bytes).await;
        if let Err(error) = kept {
            status = refused(&mut typed, error)?;
        }
    }
    take(&mut typed, wrong);
    let done = match press {
        Press::Publish => {
            let photos = here.house.own_piece(&shop, &id).await?.photos.len();
            take(&mut typed, products::lacking(&sheet, photos, &[]));
            publish_it(&here, &shop, &id, &mut typed, &mut status).await?
        }
        Press::Save => typed.check().is_ok().then(|| routes::studio_add(id.as_str())),
        Press::Photo(how, photo) => {
            if let Err(error) = photos::move_photo(&here.house, here.by(), (&shop, &id), photo, how).await {
                status = refused(&mut typed, error)?;
            }
            (typed.notice.is_none() && typed.check().is_ok()).then(|| routes::studio_add(id.as_str()))
        }
    };
    if wants_json(&headers) {
        return Ok(Json(serde_json::json!({ "saved": done.is_some() })).into_response());
    }
    match done {
        Some(to) => Ok(see_other(&to)),
        None if state == State::Draft => {
            let page = pages::add(&here.backend, pages::Which::Draft(id), typed).await?;
            Ok(here.show(page.status(status)))
        }
        None => Ok(here.show(pages::piece(&here.backend, &id, None, typed).await?.status(status))),
    }
}

/// Publishes when nothing is wrong; gives where to go then.
async fn publish_it(
    here: &Here,
    shop: &ShopId,
    id: &ProductId,
    typed: &mut Typed,
    status: &mut u16,
) -> Result<Option<String>, AppError> {
    if typed.check().is_err() {
        return Ok(None);
    }
    let done = match here.key("piece", typed) {
        Ok(key) => publish::publish(&here.house, here.by(), shop, id, key).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(outcome) => Ok(Some(routes::studio_product_done(&outcome.id, "published"))),
        Err(error) if typed.take(&error) => {
            *status = error.status();
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// `GET /studio/products/{id}[?done=]`: a piece's own page, with what has just been done; a draft's is the form of a
/// new piece.
pub async fn piece_page(here: Here, Path(id): Path<String>, Asked(asked): Asked) -> Answer {
    let done = Some(asked.get("done")).filter(|done| !done.is_empty());
    Ok(here.show(pages::piece(&here.backend, &ProductId(id), done, Typed::default()).await?))
}

/// `POST /studio/products/{id}`: changes a piece in place. A photo is added at once; the fields only all
/// together and only when nothing is wrong.
pub async fn edit(here: Here, headers: HeaderMap, Path(id): Path<String>, upload: Upload) -> Answer {
    let id = ProductId(id);
    let shop = here.backend.shop()?.clone();
    let piece = here.house.own_piece(&shop, &id).await?;
    if piece.state == State::Draft {
        return write_draft(here, headers, id, upload).await;
    }
    if piece.held > 0 {
        orders::release_holds_of(&here.house, &id).await?;
    }
    let Upload { mut typed, file } = upload;
    let bench = here.house.bench(&shop).await?;
    let Read { sheet, wrong } = rules::read(&typed, bench.language, &bench.maker_ids());
    let mut status = 422;
    if let Some(bytes) = file {
        let kept = photos::keep(&here.house, here.by(), (&shop, &id), bench.language, bytes).await;
        if let Err(error) = kept {
            status = refused(&mut typed, error)?;
        }
    }
    if let Press::Photo(how, photo) = Press::of(&typed) {
        let moved = photos::move_photo(&here.house, here.by(), (&shop, &id), photo, how).await;
        // Not a redirect: what was typed and not saved yet stays in the form.
        let (done, status) = match moved {
            Ok(()) => (Some("photo"), 200),
            Err(error) => (None, refused(&mut typed, error)?),
        };
        return Ok(here.show(pages::piece(&here.backend, &id, done, typed).await?.status(status)));
    }
    take(&mut typed, wrong);
    if typed.check().is_ok() {
        let saw = typed.get("had").parse().ok();
        let done = match here.key("piece", &typed) {
            Ok(key) => products::edit(&here.house, here.by(), (&shop, &id), sheet, saw, key).await,
            Err(error) => Err(error),
        };
        match done {
            Ok(_) => return Ok(see_other(&routes::studio_product_done(id.as_str(), "saved"))),
            Err(error) => status = refused(&mut typed, error)?,
        }
    }
    let page = pages::piece(&here.backend, &id, None, typed).await?;
    Ok(here.show(page.status(status)))
}

/// Puts what is wrong at its fields.
fn take(typed: &mut Typed, wrong: Vec<app::error::FieldError>) {
    typed.take(&AppError::Invalid(wrong));
}
