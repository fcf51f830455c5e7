//! What is left of a piece: taken by one relative update, given back or settled by another. Stock never
//! goes below zero on either database, whatever happens at once. `stock` is what is left for sale, `held`
//! what open orders have taken out of it.

mod sql;

use std::collections::BTreeSet;

use app::error::AppError;
use app::ids::{ProductId, ShopId};
use app::orders::{Other, Piece};
use sqlx::{Any, AnyPool, Executor};

use crate::store::Tx;

/// The piece of a code, on its page or taken off it; what was never on one is nobody's to order.
pub async fn piece(db: &AnyPool, code: &str) -> Result<Option<Piece>, AppError> {
    Ok(pieces(db, &[code.to_owned()]).await?.pop())
}

/// The pieces of some codes, on their pages or taken off them, from a pool or inside a transaction; in no order.
pub async fn pieces<'e, E: Executor<'e, Database = Any>>(db: E, codes: &[String]) -> Result<Vec<Piece>, AppError> {
    sql::pieces(db, "c.code", codes).await
}

/// The same by their ids.
pub async fn pieces_of<'e, E: Executor<'e, Database = Any>>(db: E, ids: &[String]) -> Result<Vec<Piece>, AppError> {
    sql::pieces(db, "p.id", ids).await
}

/// Makes others wait who mean to move these pieces, always in the same order: whoever moves them one after the other in
/// another order would wait for somebody who waits for her.
pub async fn take_turns(tx: &mut Tx, ids: impl IntoIterator<Item = ProductId>) -> Result<(), AppError> {
    let ids: BTreeSet<String> = ids.into_iter().map(|id| id.0).collect();
    for id in ids {
        sql::take_turn(tx, &id).await?;
    }
    Ok(())
}

/// Takes `quantity` off the shelf if the piece is published, unchanged since `version`, and there are
/// enough; false otherwise.
pub async fn reserve(tx: &mut Tx, id: &ProductId, quantity: i64, version: i64) -> Result<bool, AppError> {
    sql::reserve(tx, id, quantity, version).await
}

/// Takes `quantity` off the shelf again for an order whose time had run out; the piece may be hidden or
/// changed meanwhile. False when there are not enough.
pub async fn take_again(tx: &mut Tx, id: &ProductId, quantity: i64) -> Result<bool, AppError> {
    sql::take_again(tx, id, quantity).await
}

/// Puts held pieces up for sale again.
pub async fn give_back(tx: &mut Tx, id: &ProductId, quantity: i64) -> Result<(), AppError> {
    if sql::give_back(tx, id, quantity).await? { Ok(()) } else { Err(missing(id)) }
}

/// Held pieces are in the buyer's hands.
pub async fn settle(tx: &mut Tx, id: &ProductId, quantity: i64) -> Result<(), AppError> {
    if sql::settle(tx, id, quantity).await? { Ok(()) } else { Err(missing(id)) }
}

/// Pieces that were sold for good were not: they are for sale again.
pub async fn restock(tx: &mut Tx, id: &ProductId, quantity: i64) -> Result<(), AppError> {
    sql::restock(tx, id, quantity).await
}

/// Other pieces the shop has for sale, newest first.
pub async fn others(db: &AnyPool, shop: &ShopId, except: &ProductId, most: i64) -> Result<Vec<Other>, AppError> {
    sql::others(db, shop, except, most).await
}

fn missing(id: &ProductId) -> AppError {
    tracing::error!(product = %id, "an order held more than the shelf remembers");
    AppError::Internal
}
