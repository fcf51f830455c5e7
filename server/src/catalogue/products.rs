//! Writing pieces: drafts, changes of what is published, copies.
//!
//! A draft's id is minted by its page and travels in a hidden field, so the first post that carries it makes
//! the draft and every further one finds it.

use std::sync::Arc;

use app::catalogue::Piece;
use app::catalogue::rules::stock::{applied, difference};
use app::catalogue::rules::typed::{Sheet, missing};
use app::catalogue::rules::{Kind, State};
use app::error::{AppError, FieldError, Message};
use app::ids::{ProductId, ShopId};
use app::words::Lang;
use serde_json::json;

use super::{photos, sql};
use crate::accounts::opening;
use crate::audit::{self, By};
use crate::house::House;
use crate::http::keyed::{self, Key, Outcome};
use crate::store::Tx;

/// The id of a draft as a form brings it: a UUIDv7 as this server mints them.
///
/// # Errors
/// `Conflict` for anything else: the form is too old or not ours.
pub fn draft_id(text: &str) -> Result<ProductId, AppError> {
    let id = uuid::Uuid::try_parse(text).ok().filter(|id| id.get_version_num() == 7 && id.to_string() == text);
    id.map(|id| ProductId(id.to_string())).ok_or_else(|| AppError::conflict("core-form-old"))
}

/// Finds the draft of this id, or makes it; holds it until the transaction ends.
///
/// # Errors
/// `NotFound` when the id is another shop's.
pub(super) async fn find_or_make(
    tx: &mut Tx,
    by: &By,
    shop: &ShopId,
    id: &ProductId,
    language: Lang,
) -> Result<Piece, AppError> {
    if sql::change::insert_draft(tx, shop, id, language).await? {
        audit::note(tx, by, "product.drafted", ("product", id.as_str()), json!({ "shop": shop.as_str() })).await?;
    }
    held(tx, shop, id).await
}

/// One of the shop's pieces, with facts and makers, held until the transaction ends.
pub(super) async fn held(tx: &mut Tx, shop: &ShopId, id: &ProductId) -> Result<Piece, AppError> {
    if !sql::change::hold(tx, shop, id).await? {
        return Err(AppError::NotFound);
    }
    let mut piece = sql::own::piece(tx.db(), shop, id).await?.ok_or(AppError::NotFound)?;
    sql::own::marks(tx.db(), &mut piece).await?;
    Ok(piece)
}

/// Keeps what was typed into a draft, making the draft if it is its first post. Gives the state the piece is
/// in: anything but a draft was left as it is.
///
/// # Errors
/// `NotFound` when the id is another shop's.
pub async fn save_draft(house: &House, by: By, shop: &ShopId, id: &ProductId, sheet: Sheet) -> Result<State, AppError> {
    let (shop, id) = (shop.clone(), id.clone());
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let old = find_or_make(tx, &by, &shop, &id, sheet.language).await?;
                if old.state != State::Draft {
                    return Ok(old.state);
                }
                let stock = draft_stock(&sheet, old.stock);
                write(tx, &by, &old, &sheet, stock - old.stock).await?;
                Ok(State::Draft)
            })
        })
        .await
}

/// A draft's stock is what she typed: nothing can have been sold yet.
fn draft_stock(sheet: &Sheet, now: i64) -> i64 {
    match sheet.kind {
        Kind::Unique => 1,
        Kind::Stocked => sheet.stock.unwrap_or(if now == 1 { 0 } else { now }),
        Kind::MadeToOrder => 0,
    }
}

/// Changes a published or hidden piece in place. `saw` is the stock its form showed.
///
/// # Errors
/// `NotFound` for another shop's; `Invalid` when others could not be shown it any more; `Conflict` when the
/// kind changes while an order is open, when the stock has changed so that her difference does not fit, or
/// when the piece is archived.
pub async fn edit(
    house: &House,
    by: By,
    (shop, id): (&ShopId, &ProductId),
    sheet: Sheet,
    saw: Option<i64>,
    key: Key,
) -> Result<Outcome, AppError> {
    let (shop, id) = (shop.clone(), id.clone());
    keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            let old = held(tx, &shop, &id).await?;
            change(tx, &by, (&shop, &old), &sheet, saw).await?;
            Ok(Outcome::new("product", id.as_str()))
        })
    })
    .await
}

async fn change(
    tx: &mut Tx,
    by: &By,
    (shop, old): (&ShopId, &Piece),
    sheet: &Sheet,
    saw: Option<i64>,
) -> Result<(), AppError> {
    if !matches!(old.state, State::Published | State::Hidden) {
        return Err(AppError::conflict("catalogue-not-now"));
    }
    if sheet.kind != old.kind && old.held > 0 {
        return Err(AppError::conflict("catalogue-held"));
    }
    let photos = sql::own::photos(tx.db(), &old.id).await?.len();
    let lacking = missing(sheet, photos, 0);
    if !lacking.is_empty() {
        return Err(AppError::Invalid(lacking));
    }
    if sheet.kind != old.kind {
        can_be_asked_for(tx, shop, sheet.kind).await?;
    }
    let stock = stock_change(old, sheet, saw)?;
    write(tx, by, old, sheet, stock).await
}

/// A piece that is made when somebody asks needs somebody who can be asked: a number or a meeting place.
pub(super) async fn can_be_asked_for(tx: &mut Tx, shop: &ShopId, kind: Kind) -> Result<(), AppError> {
    if kind != Kind::MadeToOrder || opening::can_be_found(tx, shop).await? {
        return Ok(());
    }
    Err(AppError::invalid("kind", "catalogue-kind-no-contact"))
}

/// By how much an edit changes the stock.
fn stock_change(old: &Piece, sheet: &Sheet, saw: Option<i64>) -> Result<i64, AppError> {
    if sheet.kind != old.kind {
        // Nothing is held, so the number she types for the new kind is the number.
        let stock = match sheet.kind {
            Kind::Unique => 1,
            Kind::Stocked => sheet.stock.unwrap_or(old.stock),
            Kind::MadeToOrder => 0,
        };
        return Ok(stock - old.stock);
    }
    let Some(typed) = sheet.stock.filter(|_| sheet.kind != Kind::MadeToOrder) else {
        return Ok(0);
    };
    let change = saw.map(|saw| difference(saw, typed));
    match change.filter(|change| applied(old.kind, old.stock, old.held, *change).is_some()) {
        Some(change) => Ok(change),
        None => Err(AppError::conflict(stock_now(old))),
    }
}

/// What a Conflict about the stock says: the number as it is now.
fn stock_now(piece: &Piece) -> Message {
    let key = match piece.kind {
        Kind::Unique if piece.held > 0 => "catalogue-stock-now-held",
        Kind::Unique => "catalogue-stock-now-one",
        Kind::Stocked | Kind::MadeToOrder => "catalogue-stock-now",
    };
    Message::new(key).with("now", piece.stock)
}

/// Writes what changed and notes it; nothing when nothing did.
async fn write(tx: &mut Tx, by: &By, old: &Piece, sheet: &Sheet, stock: i64) -> Result<(), AppError> {
    let fields = changed(old, sheet, stock);
    if fields.is_empty() {
        return Ok(());
    }
    let newer = fields.iter().any(|field| ["name", "price", "size", "kind"].contains(field));
    if !sql::change::write(tx, &old.id, sheet, stock, i64::from(newer && old.state != State::Draft)).await? {
        return Err(AppError::conflict(stock_now(old)));
    }
    if fields.iter().any(|field| ["facts", "makers"].contains(field)) {
        sql::change::write_marks(tx, &old.id, sheet).await?;
    }
    let detail = json!({
        "fields": fields,
        "price_minor": [old.price.map(|price| price.minor), sheet.price.map(|price| price.minor)],
        "kind": [old.kind.as_str(), sheet.kind.as_str()],
        "stock_by": stock,
    });
    audit::note(tx, by, "product.changed", ("product", old.id.as_str()), detail).await
}

/// The names of the fields that differ.
fn changed(old: &Piece, new: &Sheet, stock: i64) -> Vec<&'static str> {
    let weeks = new.weeks.filter(|_| new.kind == Kind::MadeToOrder);
    let pairs = [
        ("name", old.name != new.name),
        ("language", old.language != new.language),
        ("kind", old.kind != new.kind),
        ("price", old.price != new.price),
        ("stock", stock != 0),
        ("weeks", old.weeks != weeks),
        ("size", old.size_note != new.size_note),
        ("weight", old.weight_g != new.weight_g),
        ("story", old.story != new.story),
        ("facts", old.facts != new.facts),
        ("makers", old.makers != new.makers),
    ];
    pairs.into_iter().filter_map(|(name, differs)| differs.then_some(name)).collect()
}

/// A new draft with the same words, facts and photos. Its photos lie under keys of their own.
///
/// # Errors
/// `NotFound` for another shop's; `Unavailable` when the photos cannot be copied.
pub async fn copy(house: &House, by: By, shop: &ShopId, from: Piece, key: Key) -> Result<Outcome, AppError> {
    let copies: Arc<[sql::photos::NewPhoto]> = photos::copies(house, &from.photos).await?.into();
    let (shop, photos) = (shop.clone(), copies.clone());
    let made = keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            let id = ProductId(tx.new_id());
            let blank = find_or_make(tx, &by, &shop, &id, from.language).await?;
            let detail = json!({ "of": from.id.as_str() });
            let sheet = sheet_of(from);
            write(tx, &by, &blank, &sheet, draft_stock(&sheet, 0)).await?;
            for photo in photos.iter() {
                sql::photos::insert(tx, &id, photo).await?;
            }
            audit::note(tx, &by, "product.copied", ("product", id.as_str()), detail).await?;
            Ok(Outcome::new("product", id.as_str()))
        })
    })
    .await;
    if made.is_err() {
        photos::forget(house, &copies).await;
    }
    made
}

/// The form a piece would be typed with.
pub(super) fn sheet_of(piece: Piece) -> Sheet {
    Sheet {
        name: piece.name,
        language: piece.language,
        kind: piece.kind,
        price: piece.price,
        stock: (piece.kind == Kind::Stocked).then_some(piece.stock),
        weeks: piece.weeks,
        size_note: piece.size_note,
        weight_g: piece.weight_g,
        story: piece.story,
        facts: piece.facts,
        makers: piece.makers,
    }
}

/// What a stored draft still lacks, beside what is wrong with its form.
pub fn lacking(sheet: &Sheet, photos: usize, wrong: &[FieldError]) -> Vec<FieldError> {
    let told = |field: &str| wrong.iter().any(|one| one.field == field);
    missing(sheet, photos, 1).into_iter().filter(|one| !told(&one.field)).collect()
}
