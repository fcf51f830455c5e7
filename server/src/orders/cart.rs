//! A visitor's cart: kept with her cookie, so it outlives a weak network, and works without script. It holds
//! nothing back: a piece is only taken when it is ordered.

use std::collections::HashMap;

use app::error::AppError;
use app::ids::{OrderId, ProductId, ShopId, VisitorId};
use app::money::Money;
use app::orders::Piece;
use app::orders::cart::{Basket, Cart, CartLine, CartStall, Change};
use app::orders::rules::pickup;

use super::place::{GONE, MOST_LINES};
use super::{sql, token};
use crate::accounts::{counter, places};
use crate::catalogue::stock;
use crate::house::House;
use crate::payments;
use crate::store::Tx;

/// Most shops of one order.
const MOST_SHOPS: usize = 12;

/// The cart as it is now; with a regency's slug only that basket.
pub async fn of(house: &House, visitor: &VisitorId, slug: Option<&str>) -> Result<Cart, AppError> {
    let db = house.store.read();
    let rows = sql::cart(db, visitor).await?;
    let ids: Vec<String> = rows.iter().map(|row| row.product_id.clone()).collect();
    let products: Vec<ProductId> = ids.iter().cloned().map(ProductId).collect();
    let overdue = sql::overdue_quantities(db, &products, house.clock.now()).await?;
    let pieces = stock::pieces_of(db, &ids).await?;
    let mut pieces: HashMap<String, Piece> = pieces.into_iter().map(|piece| (piece.id.0.clone(), piece)).collect();
    let mut lines: Vec<CartLine> = rows
        .into_iter()
        .filter_map(|row| {
            let piece = pieces.remove(&row.product_id)?;
            let left = piece.left + overdue.get(&piece.id).copied().unwrap_or_default();
            let seen = Money { minor: row.seen_minor, ..piece.price };
            let (quantity, scanned) = (row.quantity, row.scanned == 1);
            Some(CartLine { piece: Piece { left, ..piece }, quantity, seen, scanned, ordered: None })
        })
        .collect();
    for line in lines.iter_mut().filter(|line| line.change() == Some(Change::Gone)) {
        let open = sql::open_order(db, visitor, &line.piece.id, house.clock.now()).await?;
        line.ordered = open.map(|order| token::mint(&house.keys, &OrderId(order)));
    }
    baskets(house, lines, slug).await
}

/// Sorts lines to their shops and shops to their regencies, each in the order of what was put in first.
async fn baskets(house: &House, lines: Vec<CartLine>, slug: Option<&str>) -> Result<Cart, AppError> {
    let db = house.store.read();
    let mut shops: Vec<ShopId> = Vec::new();
    for line in &lines {
        if !shops.contains(&line.piece.shop) {
            shops.push(line.piece.shop.clone());
        }
    }
    let counters = counter::of_shops(db, &shops).await?;
    let ways = payments::of_shops(house, &shops).await?;
    let places = places::of_shops(db, &shops).await?;
    let now = house.clock.now();
    let mut cart = Cart::default();
    for ((shop, ways), places) in counters.into_iter().zip(ways).zip(places) {
        if slug.is_some_and(|slug| slug != shop.regency_slug) {
            continue;
        }
        let own = lines.iter().filter(|line| line.piece.shop == shop.id).cloned().collect();
        let windows = pickup::windows(&places, shop.zone, now);
        let stall = CartStall { shop, ways, places, windows, lines: own };
        let here = cart.baskets.iter_mut().find(|basket| basket.slug() == stall.shop.regency_slug);
        match here {
            Some(basket) => basket.stalls.push(stall),
            None => cart.baskets.push(Basket { stalls: vec![stall] }),
        }
    }
    Ok(cart)
}

/// Puts a published piece into the cart. Conflict when the cart is full, [`GONE`] when the piece is not for sale.
pub async fn put_in(tx: &mut Tx, visitor: &VisitorId, code: &str, scanned: bool) -> Result<(), AppError> {
    // Two taps of one visitor count each other.
    sql::take_turn(tx, visitor.as_str()).await?;
    let piece = stock::pieces(tx.db(), &[code.to_owned()]).await?.pop().ok_or(AppError::NotFound)?;
    if !piece.published {
        return Err(AppError::conflict(GONE));
    }
    let rows = sql::cart(tx.db(), visitor).await?;
    let there = rows.iter().any(|row| row.product_id == piece.id.0);
    let ids: Vec<String> = rows.into_iter().map(|row| row.product_id).collect();
    let mut shops: Vec<ShopId> = stock::pieces_of(tx.db(), &ids).await?.into_iter().map(|piece| piece.shop).collect();
    shops.push(piece.shop.clone());
    shops.sort();
    shops.dedup();
    if !there && (ids.len() >= MOST_LINES || shops.len() > MOST_SHOPS) {
        return Err(AppError::conflict("orders-cart-full"));
    }
    sql::put_in(tx, visitor, &piece, scanned).await
}

/// Sets quantities by code, and takes pieces out; codes that are not in the cart change nothing.
pub async fn change(
    tx: &mut Tx,
    visitor: &VisitorId,
    quantities: &[(String, i64)],
    out: Option<&str>,
) -> Result<(), AppError> {
    let codes: Vec<String> = quantities.iter().map(|(code, _)| code.clone()).chain(out.map(str::to_owned)).collect();
    let pieces = stock::pieces(tx.db(), &codes).await?;
    for piece in &pieces {
        if out == Some(piece.code.as_str()) {
            sql::take_out(tx, visitor, std::slice::from_ref(&piece.id)).await?;
        } else if let Some((_, quantity)) = quantities.iter().find(|(code, _)| *code == piece.code) {
            sql::set_quantity(tx, visitor, &piece.id, *quantity).await?;
        }
    }
    Ok(())
}
