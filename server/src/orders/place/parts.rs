//! One shop's part of an order that is placed: its row, its lines, its payment, and what has to be agreed first.

use std::collections::HashMap;

use app::error::AppError;
use app::money::Money;
use app::orders::Piece;
use app::orders::asked::AskedPart;
use app::orders::rules::pickup::Place;
use app::orders::rules::{How, State, enquiry, holds};
use app::payments::method::Purpose;

use super::super::sql;
use super::Stall;
use crate::notifications::Placed;
use crate::payments::{self, NewPayment};
use crate::store::Tx;

/// One shop's part with its lines and its payment.
pub async fn place_part(
    tx: &mut Tx,
    (order, code, number): (&str, &str, i64),
    asked: &AskedPart,
    stall: &Stall,
    pieces: &HashMap<String, Piece>,
    total: Money,
) -> Result<Placed, AppError> {
    let part = part(tx, (order, number), asked, stall, total).await?;
    let shop = &stall.shop;
    if let Some(enquiry) = &asked.enquiry {
        sql::enquiry::insert(tx, &part, enquiry).await?;
    }
    payments::ledger::freeze_terms(tx, (&part, order), (&shop.id, &shop.regency), (total, Money::rupiah(0))).await?;
    let mut about = None;
    for item in &asked.items {
        let piece = pieces.get(&item.code).filter(|piece| piece.shop == stall.shop.id).ok_or(AppError::Internal)?;
        sql::insert_line(tx, &line(&part, piece, item.quantity)).await?;
        about = about.or(Some(piece));
    }
    let about = about.ok_or(AppError::Internal)?;
    let payment = NewPayment {
        order: order.to_owned(),
        shop_order: part.clone(),
        shop: stall.shop.id.clone(),
        order_code: code.to_owned(),
        about_language: about.lang,
        about: about.name.clone(),
        purpose: Purpose::Whole,
        method: asked.method,
        amount: total,
        refusals: 0,
    };
    match &asked.enquiry {
        // It may cost more than any way can carry at once: what is to be paid is opened when it is agreed on.
        Some(enquiry) if enquiry.made => payments::open_bare(tx, &payment).await?,
        _ => payments::open(tx, &payment).await?,
    }
    Ok(Placed { id: part, asks: asked.enquiry.is_some() })
}

async fn part(
    tx: &mut Tx,
    (order, number): (&str, i64),
    asked: &AskedPart,
    stall: &Stall,
    total: Money,
) -> Result<String, AppError> {
    let window = asked.window.as_ref();
    let place = window.and_then(|window| app::orders::place_of(&stall.places, &window.place));
    let (place_name, place_find) = place.map(Place::kept).unwrap_or_default();
    let state = asked.how.first_state();
    let until = match &asked.enquiry {
        Some(_) => tx.now.saturating_add(enquiry::SILENCE_MS),
        None => holds::at_first(asked.how, stall.shop.times, tx.now, window.map(|window| window.until)),
    };
    let new = sql::NewPart {
        id: tx.new_id(),
        order: order.to_owned(),
        number,
        shop: stall.shop.id.0.clone(),
        how: asked.how.as_str(),
        state: state.as_str(),
        held_until: Some(until),
        stock_held: !asked.enquiry.as_ref().is_some_and(|enquiry| enquiry.made),
        place_name,
        place_find,
        pickup_from: window.map(|window| window.from),
        pickup_until: window.map(|window| window.until),
        goods_minor: total.minor,
        accepted_at: (state == State::Accepted && asked.how == How::Stall).then_some(tx.now),
    };
    sql::insert_part(tx, &new).await?;
    Ok(new.id)
}

pub fn line(part: &str, piece: &Piece, quantity: i64) -> sql::NewLine {
    sql::NewLine {
        part: part.to_owned(),
        product: piece.id.0.clone(),
        product_code: piece.code.clone(),
        quantity,
        unit_minor: piece.price.minor,
        name: piece.name.clone(),
        language: piece.lang.code(),
        size_note: piece.size_note.clone(),
        weight_g: piece.weight_g,
        facts: piece.facts.join(","),
        makers: piece.makers.join(", "),
        photo_key: piece.photo.clone(),
    }
}
