//! A sale at the stall without the buyer's phone: one transaction takes the piece for good and writes the money
//! down. The web and the stall draw from one shelf: whoever is second is told, and nothing is written. On the same
//! day it can be undone (`Act::Undo`).

use app::error::{AppError, Message};
use app::ids::ProductId;
use app::money::Money;
use app::orders::rules::How;
use app::orders::{Channel, Counter, Piece};
use app::payments::method::{Method, Purpose};
use serde_json::json;

use super::place::{line, with_a_code};
use super::{moves, sql};
use crate::audit::{self, By};
use crate::catalogue::stock;
use crate::payments::{self, NewPayment};
use crate::store::Tx;

/// What was sold, for how much in all, and how it was paid.
#[derive(Clone, Debug)]
pub struct Sale {
    pub product: ProductId,
    pub quantity: i64,
    /// What one cost: the price of the piece, or what they agreed on.
    pub unit: Money,
    pub method: Method,
}

/// Writes the sale down and gives the order's code. Conflict `orders-stall-held` with the order that holds the
/// piece, or `orders-stall-none`, when it is not there any more.
pub async fn sell(tx: &mut Tx, by: &By, shop: &Counter, sale: &Sale) -> Result<String, AppError> {
    moves::release_overdue(tx, std::slice::from_ref(&sale.product)).await?;
    let piece = stock::pieces_of(tx.db(), std::slice::from_ref(&sale.product.0)).await?.pop();
    let piece = piece.filter(|piece| piece.shop == shop.id).ok_or(AppError::NotFound)?;
    if !stock::take_again(tx, &piece.id, sale.quantity).await? {
        return Err(gone(tx, shop, &piece).await?);
    }
    stock::settle(tx, &piece.id, sale.quantity).await?;
    let total =
        sale.unit.checked_mul(sale.quantity).ok_or_else(|| AppError::invalid("quantity", "orders-quantity-wrong"))?;
    let id = tx.new_id();
    let order = sql::NewOrder {
        id: id.clone(),
        code: String::new(),
        regency: shop.regency.clone(),
        visitor: None,
        contact_hash: None,
        language: shop.lang.code(),
        channel: Channel::Stall.as_str(),
        total_minor: total.minor,
        buyer_name: String::new(),
        contact_kind: None,
        contact: None,
    };
    let code = with_a_code(tx, order).await?;
    let part = part(tx, &id, shop, total).await?;
    payments::ledger::freeze_free(tx, (&part, &id), &shop.id, total).await?;
    sql::insert_line(tx, &line(&part, &Piece { price: sale.unit, ..piece.clone() }, sale.quantity)).await?;
    let payment = NewPayment {
        order: id.clone(),
        shop_order: part,
        shop: shop.id.clone(),
        order_code: code.clone(),
        about_language: piece.lang,
        about: piece.name,
        purpose: Purpose::Whole,
        method: sale.method,
        amount: total,
        refusals: 0,
    };
    payments::write_down(tx, &payment, moves::account(by)).await?;
    sql::end_order(tx, &id).await?;
    let detail =
        json!({"code": code, "method": sale.method.as_str(), "quantity": sale.quantity, "total_minor": total.minor});
    audit::note(tx, by, "order.sold_at_stall", ("order", &id), detail).await?;
    Ok(code)
}

async fn part(tx: &mut Tx, order: &str, shop: &Counter, total: Money) -> Result<String, AppError> {
    let new = sql::NewPart {
        id: tx.new_id(),
        order: order.to_owned(),
        number: 1,
        shop: shop.id.0.clone(),
        how: How::Sold.as_str(),
        state: How::Sold.first_state().as_str(),
        held_until: None,
        stock_held: false,
        place_name: String::new(),
        place_find: String::new(),
        pickup_from: None,
        pickup_until: None,
        goods_minor: total.minor,
        accepted_at: Some(tx.now),
    };
    sql::insert_part(tx, &new).await?;
    Ok(new.id)
}

/// Why the piece cannot be sold: a tourist has it, or nothing is left.
async fn gone(tx: &mut Tx, shop: &Counter, piece: &Piece) -> Result<AppError, AppError> {
    if piece.left > 0 {
        return Ok(AppError::invalid("quantity", Message::new("orders-quantity-left").with("left", piece.left)));
    }
    let holds = sql::holding(tx.db(), &shop.id, &piece.id).await?;
    Ok(AppError::Conflict(match holds {
        Some(code) => Message::new("orders-stall-held").with("code", app::orders::shown(&code)),
        None => Message::new("orders-stall-none"),
    }))
}
