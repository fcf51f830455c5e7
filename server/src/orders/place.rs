//! Placing an order: one transaction takes the pieces, freezes the line, opens the payment, and puts what
//! follows into the queue. Nothing here can be undone but by the moves of the state table.

use app::codes::rules::OrderCode;
use app::error::AppError;
use app::ids::{OrderId, VisitorId};
use app::money::Money;
use app::orders::asked::Asked;
use app::orders::rules::pickup::Place;
use app::orders::rules::{How, State, holds};
use app::orders::{Contact, ContactKind, Counter, Piece};
use app::words::Lang;
use serde_json::json;

use super::{moves, sql};
use crate::audit::{self, By};
use crate::catalogue::stock;
use crate::clock;
use crate::house::House;
use crate::http::keyed::{self, Key, Outcome};
use crate::jobs::{self, Kind};
use crate::payments::{self, NewPayment};
use crate::store::Tx;

/// The piece is sold, kept for somebody else, or hidden.
pub const GONE: &str = "orders-gone";
/// Price, kind or words changed since the checkout page was drawn.
pub const CHANGED: &str = "orders-changed";
/// This visitor has an open order for the piece and did not ask for another.
pub const ALREADY: &str = "orders-already";
/// So many are left that all checkouts of one moment find theirs.
const PLENTY: i64 = 1_000;
/// Draws of a code before giving up; one in 887 million is taken.
const DRAWS: usize = 8;

/// Who orders, and what was found before the transaction.
pub struct Placing {
    pub asked: Asked,
    pub shop: Counter,
    pub places: Vec<Place>,
    pub visitor: VisitorId,
    pub lang: Lang,
    pub by: By,
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
    let Placing { asked, shop, places, visitor, lang, by } = placing;
    take_turns(tx, &visitor, contact_hash.clone()).await?;
    let piece = stock::piece_in(tx, &asked.code)
        .await?
        .filter(|piece| piece.published)
        .ok_or_else(|| AppError::conflict(GONE))?;
    let now = tx.now;
    if !asked.again && sql::open_order(tx.db(), &visitor, &piece.id, now).await?.is_some() {
        return Err(AppError::conflict(ALREADY));
    }
    if sql::unpaid(tx, visitor.as_str(), contact_hash.clone()).await? >= holds::MOST_UNPAID {
        return Err(AppError::conflict("orders-too-many"));
    }
    take_pieces(tx, &piece, &asked).await?;
    let total = piece
        .price
        .checked_mul(asked.quantity)
        .ok_or_else(|| AppError::invalid("quantity", "orders-quantity-wrong"))?;
    let id = tx.new_id();
    let order = sql::NewOrder {
        id: id.clone(),
        code: String::new(),
        regency: shop.regency.clone(),
        visitor: Some(visitor.0),
        contact_hash,
        language: lang.code(),
        channel: asked.channel.as_str(),
        total_minor: total.minor,
        buyer_name: asked.name.clone(),
        contact_kind: asked.contact.as_ref().map(|contact| contact.kind.as_str()),
        contact: asked.contact.as_ref().map(|contact| contact.text.clone()),
    };
    let code = with_a_code(tx, order).await?;
    let part = part(tx, &id, &asked, &shop, &places, total).await?;
    sql::insert_line(tx, &line(&part, &piece, asked.quantity)).await?;
    let payment = NewPayment {
        order: id.clone(),
        shop_order: part,
        shop: shop.id,
        order_code: code.clone(),
        about_language: piece.lang,
        about: piece.name,
        method: asked.method,
        amount: total,
    };
    payments::open(tx, &payment).await?;
    audit::note(
        tx,
        &by,
        "order.placed",
        ("order", &id),
        json!({"code": code, "how": asked.how.as_str(), "method": asked.method.as_str(), "quantity": asked.quantity, "total_minor": total.minor}),
    )
    .await?;
    mail_the_link(tx, &id, asked.contact.as_ref()).await?;
    Ok(Outcome::new("order", &id))
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

/// Takes the pieces off the shelf. Holds that ran out are let go of first, because on PostgreSQL orders are locked
/// before pieces; where there is plenty nobody looks for them.
async fn take_pieces(tx: &mut Tx, piece: &Piece, asked: &Asked) -> Result<(), AppError> {
    if piece.left.saturating_sub(asked.quantity) < PLENTY {
        moves::release_overdue(tx, &piece.id).await?;
    }
    if stock::reserve(tx, &piece.id, asked.quantity, asked.version).await? {
        return Ok(());
    }
    Err(why_not(tx, asked).await?)
}

/// The piece could not be taken: was it changed, or is it gone?
async fn why_not(tx: &mut Tx, asked: &Asked) -> Result<AppError, AppError> {
    let now = stock::piece_in(tx, &asked.code).await?.filter(|piece| piece.published);
    Ok(match now {
        Some(piece) if piece.version != asked.version => AppError::conflict(CHANGED),
        Some(piece) if piece.left > 0 && asked.quantity > piece.left => {
            AppError::invalid("quantity", app::error::Message::new("orders-quantity-left").with("left", piece.left))
        }
        _ => AppError::conflict(GONE),
    })
}

/// Inserts the order under a code nobody has.
async fn with_a_code(tx: &mut Tx, mut order: sql::NewOrder) -> Result<String, AppError> {
    for _ in 0..DRAWS {
        let six: [u8; 6] = std::array::from_fn(|_| u8::try_from(clock::below(31)).unwrap_or_default());
        let Some(code) = OrderCode::from_random(six) else {
            continue;
        };
        order.code = code.as_str().to_owned();
        if sql::code_is_free(tx.db(), &order.code).await? && sql::insert_order(tx, &order).await? {
            return Ok(order.code);
        }
    }
    Err(AppError::Unavailable { retry_after: 1 })
}

async fn part(
    tx: &mut Tx,
    order: &str,
    asked: &Asked,
    shop: &Counter,
    places: &[Place],
    total: Money,
) -> Result<String, AppError> {
    let window = asked.window.as_ref();
    let place = window.and_then(|window| app::orders::place_of(places, &window.place));
    let state = asked.how.first_state();
    let new = sql::NewPart {
        id: tx.new_id(),
        order: order.to_owned(),
        shop: shop.id.0.clone(),
        how: asked.how.as_str(),
        state: state.as_str(),
        held_until: holds::at_first(asked.how, tx.now, window.map(|window| window.until)),
        place_name: place.map(|place| place.name.clone()).unwrap_or_default(),
        place_find: place.map(|place| place.find.clone()).unwrap_or_default(),
        pickup_from: window.map(|window| window.from),
        pickup_until: window.map(|window| window.until),
        total_minor: total.minor,
        accepted_at: (state == State::Accepted && asked.how == How::Stall).then_some(tx.now),
    };
    sql::insert_part(tx, &new).await?;
    Ok(new.id)
}

fn line(part: &str, piece: &Piece, quantity: i64) -> sql::NewLine {
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

async fn mail_the_link(tx: &mut Tx, order: &str, contact: Option<&Contact>) -> Result<(), AppError> {
    if contact.is_none_or(|contact| contact.kind != ContactKind::Email) {
        return Ok(());
    }
    let now = tx.now;
    jobs::enqueue(tx, Kind::MailOrderLink, json!({"order": order}), now, Some(format!("mail_order_link:{order}"))).await
}
