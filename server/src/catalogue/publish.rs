//! Publishing a draft. Its photos are copied to public keys before the commit, so no page ever names a file
//! that is not there; copies whose transaction failed are removed here or by the sweep.

use app::catalogue::rules::typed::missing;
use app::catalogue::rules::{Move, State, step_from};
use app::catalogue::{Catalogue as _, Photo};
use app::error::AppError;
use app::ids::{PhotoId, ProductId, ShopId};
use serde_json::json;

use super::{photos, products, sql};
use crate::accounts::opening;
use crate::audit::{self, By};
use crate::codes::{self, Kind};
use crate::house::House;
use crate::http::keyed::{self, Key, Outcome};
use crate::media::{MediaKey, gone};
use crate::store::Tx;

/// Publishes a stored draft, if it lacks nothing at this very moment: issues its code and opens the
/// shop with its first piece.
///
/// # Errors
/// `NotFound` for another shop's; `Conflict` when it is no draft any more; `Unavailable` when its photos
/// cannot be copied. Nothing is public then.
pub async fn publish(house: &House, by: By, shop: &ShopId, id: &ProductId, key: Key) -> Result<Outcome, AppError> {
    let piece = house.own_piece(shop, id).await?;
    let copies = if piece.state == State::Draft { copy_photos(house, &piece.photos).await? } else { Vec::new() };
    let (shop, id, named) = (shop.clone(), id.clone(), copies.clone());
    let done = keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            name(tx, &by, &shop, &id, &named).await?;
            Ok(Outcome::new("product", id.as_str()))
        })
    })
    .await;
    if done.is_err() {
        for (_, public) in &copies {
            gone::remove_now(house, public.as_str()).await;
        }
    }
    done
}

async fn name(
    tx: &mut Tx,
    by: &By,
    shop: &ShopId,
    id: &ProductId,
    copies: &[(PhotoId, MediaKey)],
) -> Result<(), AppError> {
    let piece = products::held(tx, shop, id).await?;
    products::can_be_asked_for(tx, shop, piece.kind).await?;
    let step = step_from(piece.state, Move::Publish).ok_or_else(|| AppError::conflict("catalogue-not-now"))?;
    if copies.is_empty() || !sql::change::step(tx, id, step).await? {
        return Err(AppError::conflict("catalogue-not-now"));
    }
    let photos = sql::own::photos(tx.db(), id).await?;
    // Another tab may have saved the draft since this form was read.
    let lacking = missing(&products::sheet_of(piece), photos.len(), 1);
    if !lacking.is_empty() {
        return Err(AppError::Invalid(lacking));
    }
    if photos.iter().map(|photo| &photo.id).ne(copies.iter().map(|(photo, _)| photo)) {
        // A photo came or went while the files were copied: once more.
        return Err(AppError::Unavailable { retry_after: 1 });
    }
    for (photo, public) in copies {
        sql::photos::name_public(tx, photo, public.as_str()).await?;
    }
    let code = codes::issue(tx, Kind::Product, id.as_str()).await?;
    let opened = opening::open_shop(tx, shop).await?;
    let detail = json!({ "from": step.from.as_str(), "code": code, "photos": copies.len(), "opens_shop": opened });
    audit::note(tx, by, step.by.audit(), ("product", id.as_str()), detail).await
}

/// Copies each photo to a new public key; after an error none of the copies is left.
async fn copy_photos(house: &House, all: &[Photo]) -> Result<Vec<(PhotoId, MediaKey)>, AppError> {
    let mut made = Vec::new();
    for photo in all.iter().filter(|photo| photo.public_key.is_none()) {
        match photos::copy_public(house, &photo.private_key).await {
            Ok(public) => made.push((photo.id.clone(), public)),
            Err(error) => {
                for (_, public) in &made {
                    gone::remove_now(house, public.as_str()).await;
                }
                return Err(error);
            }
        }
    }
    Ok(made)
}
