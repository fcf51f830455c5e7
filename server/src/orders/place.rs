//! Placing an order: one transaction takes the pieces, freezes the lines, opens a payment for each shop, and puts
//! what follows into the queue. Nothing here can be undone but by the moves of the state table.

mod parts;

pub use parts::line;

use std::collections::HashMap;

use app::error::{AppError, Message};
use app::ids::{OrderId, ProductId, VisitorId};
use app::money::Money;
use app::orders::asked::basket::BASKET_CHANGED;
use app::orders::asked::{Asked, Item};
use app::orders::rules::holds;
use app::orders::rules::pickup::Place;
use app::orders::{ContactKind, Counter, Kind as Made, Piece, TOO_MANY};
use app::words::Lang;
use serde_json::json;

use super::{moves, sql};
use crate::audit::{self, By};
use crate::catalogue::stock;
use crate::codes;
use crate::house::House;
use crate::http::keyed::{self, Key, Outcome};
use crate::notifications;
use crate::store::Tx;

/// The piece is sold, kept for somebody else, or hidden.
pub const GONE: &str = "orders-gone";
/// Price, kind or words changed since the checkout page was drawn.
pub const CHANGED: &str = "orders-changed";
/// This visitor has an open order for the piece and did not ask for another.
pub const ALREADY: &str = "orders-already";
/// Draws of a code before giving up; one in 887 million is taken.
const DRAWS: usize = 8;

/// Most lines of one order.
pub const MOST_LINES: usize = 30;

/// Who orders, and what was found before the transaction.
pub struct Placing {
    pub asked: Asked,
    /// What stands behind each part asked for, in the same order.
    pub stalls: Vec<Stall>,
    pub visitor: VisitorId,
    pub lang: Lang,
    pub by: By,
    /// Whether the pieces leave the visitor's cart.
    pub from_cart: bool,
}

/// A shop and where it hands pieces over.
pub struct Stall {
    pub shop: Counter,
    pub places: Vec<Place>,
}

/// Places the order. Conflict with one of the keys above when it cannot be placed any more, with
/// `orders-too-many` for a fourth unpaid one; then the key is not used up.
pub async fn place(house: &House, key: Key, placing: Placing) -> Result<OrderId, AppError> {
    let hash = placing.asked.contact.as_ref().map(|contact| house.keys.sign("contact", &contact.text));
    let outcome =
        keyed::once(&house.store, key, move |tx| Box::pin(async move { placed(tx, placing, hash).await })).await?;
    Ok(OrderId(outcome.id))
}

/// The order's statements, in the caller's transaction.
pub async fn placed(tx: &mut Tx, placing: Placing, contact_hash: Option<String>) -> Result<Outcome, AppError> {
    let Placing { asked, stalls, visitor, lang, by, from_cart } = placing;
    take_turns(tx, &visitor, contact_hash.clone()).await?;
    let now = tx.now;
    let pieces = pieces(tx, &asked).await?;
    if !asked.again {
        for piece in pieces.values() {
            if sql::open_order(tx.db(), &visitor, &piece.id, now).await?.is_some() {
                return Err(AppError::conflict(ALREADY));
            }
        }
    }
    reserve(tx, &asked, &pieces, (&visitor, contact_hash.clone())).await?;
    let totals = totals(&asked, &pieces)?;
    let total = sum(totals.iter().copied())?;
    let id = tx.new_id();
    let first = stalls.first().ok_or(AppError::Internal)?;
    let order = sql::NewOrder {
        id: id.clone(),
        code: String::new(),
        regency: first.shop.regency.clone(),
        visitor: Some(visitor.0.clone()),
        contact_hash,
        language: lang.code(),
        channel: asked.channel.as_str(),
        total_minor: total.minor,
        buyer_name: asked.name.clone(),
        contact_kind: asked.contact.as_ref().map(|contact| contact.kind.as_str()),
        contact: asked.contact.as_ref().map(|contact| contact.text.clone()),
    };
    let code = with_a_code(tx, order).await?;
    let mut placed = Vec::new();
    for (number, ((part, stall), total)) in (1..).zip(asked.parts.iter().zip(&stalls).zip(totals)) {
        placed.push(parts::place_part(tx, (&id, &code, number), part, stall, &pieces, total).await?);
    }
    if from_cart {
        let bought: Vec<ProductId> = pieces.values().map(|piece| piece.id.clone()).collect();
        // Another tab has ordered the same basket, or taken something out, this moment: nobody meant it twice.
        if sql::take_out(tx, &visitor, &bought).await? != bought.len() as u64 {
            return Err(AppError::conflict(BASKET_CHANGED));
        }
    }
    let parts: Vec<_> = asked.parts.iter().map(|part| json!({"how": part.how.as_str(), "method": part.method.as_str(),
        "pieces": part.items.iter().map(|item| json!({"code": item.code, "quantity": item.quantity})).collect::<Vec<_>>()})).collect();
    let detail = json!({"code": code, "parts": parts, "total_minor": total.minor});
    audit::note(tx, &by, "order.placed", ("order", &id), detail).await?;
    let by_letter = asked.contact.as_ref().is_some_and(|contact| contact.kind == ContactKind::Email);
    notifications::placed(tx, &id, by_letter, &placed).await?;
    Ok(Outcome::new("order", &id))
}

/// The pieces asked for, by their codes; `GONE` when one of them is not for sale.
async fn pieces(tx: &mut Tx, asked: &Asked) -> Result<HashMap<String, Piece>, AppError> {
    let codes: Vec<String> = asked.items().map(|item| item.code.clone()).collect();
    if codes.is_empty() {
        return Err(AppError::Internal);
    }
    if codes.len() > MOST_LINES {
        return Err(AppError::Conflict(Message::new("orders-basket-many").with("most", MOST_LINES)));
    }
    let found = stock::pieces(tx.db(), &codes).await?.into_iter().filter(|piece| piece.published);
    let pieces: HashMap<String, Piece> = found.map(|piece| (piece.code.clone(), piece)).collect();
    match codes.iter().find(|code| !pieces.contains_key(*code)) {
        Some(code) => Err(gone(code)),
        None => Ok(pieces),
    }
}

/// Takes every piece off the shelf, always in the same order, or none.
async fn reserve(
    tx: &mut Tx,
    asked: &Asked,
    pieces: &HashMap<String, Piece>,
    (visitor, contact_hash): (&VisitorId, Option<String>),
) -> Result<(), AppError> {
    let mut items: Vec<(&Piece, &Item)> =
        asked.items().filter_map(|item| pieces.get(&item.code).map(|piece| (piece, item))).collect();
    items.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    let products: Vec<ProductId> = items.iter().map(|(piece, _)| piece.id.clone()).collect();
    moves::release_overdue(tx, &products).await?;
    if sql::unpaid(tx, visitor.as_str(), contact_hash).await? >= holds::MOST_UNPAID {
        return Err(AppError::conflict(TOO_MANY));
    }
    for (piece, item) in items {
        if piece.kind == Made::MadeToOrder && asked.is_made() {
            // Nothing stands on a shelf; what was seen is still asked for, or it changed.
            if piece.version != item.version {
                return Err(AppError::conflict(CHANGED));
            }
            continue;
        }
        if !stock::reserve(tx, &piece.id, item.quantity, item.version).await? {
            return Err(why_not(tx, item).await?);
        }
    }
    Ok(())
}

/// What each part comes to.
fn totals(asked: &Asked, pieces: &HashMap<String, Piece>) -> Result<Vec<Money>, AppError> {
    let line = |item: &Item| {
        let price = pieces.get(&item.code).ok_or(AppError::Internal)?.price;
        price.checked_mul(item.quantity).ok_or_else(|| AppError::invalid(item.field.clone(), "orders-quantity-wrong"))
    };
    asked
        .parts
        .iter()
        .map(|part| sum(part.items.iter().map(line).collect::<Result<Vec<_>, _>>()?.into_iter()))
        .collect()
}

fn sum(amounts: impl Iterator<Item = Money>) -> Result<Money, AppError> {
    let mut total = Money::rupiah(0);
    for amount in amounts {
        total = total.checked_add(amount).ok_or(AppError::Internal)?;
    }
    Ok(total)
}

/// Checkouts of one visitor or one contact come one after the other, always taken in the same order.
async fn take_turns(tx: &mut Tx, visitor: &VisitorId, contact_hash: Option<String>) -> Result<(), AppError> {
    let mut subjects: Vec<String> = contact_hash.into_iter().chain([visitor.0.clone()]).collect();
    subjects.sort();
    for subject in subjects {
        sql::take_turn(tx, &subject).await?;
    }
    Ok(())
}

/// The piece could not be taken: was it changed, or is it gone?
async fn why_not(tx: &mut Tx, item: &Item) -> Result<AppError, AppError> {
    let found = stock::pieces(tx.db(), std::slice::from_ref(&item.code)).await?.pop();
    Ok(match found.filter(|piece| piece.published) {
        Some(piece) if piece.version != item.version => AppError::conflict(CHANGED),
        Some(piece) if piece.left > 0 && item.quantity > piece.left => {
            AppError::invalid(item.field.clone(), Message::new("orders-quantity-left").with("left", piece.left))
        }
        _ => gone(&item.code),
    })
}

fn gone(code: &str) -> AppError {
    AppError::Conflict(Message::new(GONE).with("code", code))
}

/// Inserts the order under a code nobody has.
pub async fn with_a_code(tx: &mut Tx, mut order: sql::NewOrder) -> Result<String, AppError> {
    for _ in 0..DRAWS {
        let Some(code) = codes::draw_order_code() else {
            continue;
        };
        order.code = code.as_str().to_owned();
        if sql::insert_order(tx, &order).await? {
            return Ok(order.code);
        }
    }
    Err(AppError::Unavailable { retry_after: 1 })
}
