//! Hiding, showing again, archiving and throwing away: the steps of the state table that need no form.
//! Archiving cannot be undone: the addresses of its photos answer 410 from then on.

use app::catalogue::Piece;
use app::catalogue::rules::{Move, Needs, Step, step_from};
use app::error::AppError;
use app::ids::{ProductId, ShopId};
use serde_json::json;

use super::{photos, products, sql};
use crate::audit::{self, By};
use crate::house::House;
use crate::http::keyed::{self, Key, Outcome};
use crate::media::gone;
use crate::store::Tx;

/// Makes a move of the state table. The outcome is that of the first post with this key.
///
/// # Errors
/// `NotFound` for another shop's; `Conflict` when there is no such step from where the piece stands, or while
/// an order is open.
pub async fn make(
    house: &House,
    by: By,
    (shop, id): (&ShopId, &ProductId),
    wanted: Move,
    key: Key,
) -> Result<Outcome, AppError> {
    let before = sql::own::photos(house.store.read(), id).await?;
    let (shop, id) = (shop.clone(), id.clone());
    let outcome = keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            let piece = products::held(tx, &shop, &id).await?;
            go(tx, &by, &shop, &piece, wanted).await?;
            Ok(Outcome::new("product", id.as_str()))
        })
    })
    .await?;
    if matches!(wanted, Move::Archive | Move::Discard) {
        for photo in &before {
            if let Some(public) = &photo.public_key {
                gone::remove_now(house, public).await;
            }
            if wanted == Move::Discard {
                photos::remove_private(house, &photo.private_key).await;
            }
        }
    }
    Ok(outcome)
}

async fn go(tx: &mut Tx, by: &By, shop: &ShopId, piece: &Piece, wanted: Move) -> Result<(), AppError> {
    let step = step_from(piece.state, wanted).ok_or_else(|| AppError::conflict("catalogue-not-now"))?;
    check(tx, shop, piece, step).await?;
    if !sql::change::step(tx, &piece.id, step).await? {
        return Err(AppError::conflict("catalogue-not-now"));
    }
    take_photos_down(tx, &piece.id, step).await?;
    let detail = json!({ "from": step.from.as_str(), "to": step.to.as_str() });
    audit::note(tx, by, step.by.audit(), ("product", piece.id.as_str()), detail).await
}

/// What the step needs must hold.
async fn check(tx: &mut Tx, shop: &ShopId, piece: &Piece, step: Step) -> Result<(), AppError> {
    match step.needs {
        Needs::Nothing => Ok(()),
        Needs::NothingHeld if piece.held == 0 => Ok(()),
        Needs::NothingHeld => Err(AppError::conflict("catalogue-held")),
        Needs::Complete => {
            if sql::own::photos(tx.db(), &piece.id).await?.is_empty() {
                return Err(AppError::invalid("photo", "catalogue-photo-missing"));
            }
            products::can_be_asked_for(tx, shop, piece.kind).await
        }
    }
}

/// An archived piece keeps its photos for its shop alone; a draft thrown away keeps neither photos nor words.
async fn take_photos_down(tx: &mut Tx, id: &ProductId, step: Step) -> Result<(), AppError> {
    if !matches!(step.by, Move::Archive | Move::Discard) {
        return Ok(());
    }
    for photo in sql::own::photos(tx.db(), id).await? {
        if let Some(public) = &photo.public_key {
            gone::bury(tx, public).await?;
        }
        if step.by == Move::Discard {
            sql::photos::remove(tx, &photo.id).await?;
        } else {
            sql::photos::unname(tx, &photo.id).await?;
        }
    }
    if step.by == Move::Discard {
        sql::change::forget_words(tx, id).await?;
    }
    Ok(())
}
