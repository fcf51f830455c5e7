//! Orders with their one line and their payment.

use app::error::AppError;
use app::ids::{PaymentId, ShopId};
use app::money::Money;
use app::payments::qris::{Labels, Qris};
use app::time::DAY_MS;

use super::super::history::Order;
use super::super::sql::put;
use super::{Demo, Ground};
use crate::payments::payouts::sql::regency_of;
use crate::payments::{card, ledger, refunds};
use crate::store::Tx;

/// Contacts are removed so long after the end.
const FORGET_MS: i64 = 30 * DAY_MS;
/// Nobody's number.
pub const CONTACT: &str = "+6281200000900";

pub async fn write(tx: &mut Tx, demo: &Demo, ground: &Ground, order: &Order) -> Result<(), AppError> {
    let product = &demo.world.products[order.product];
    let shop = &demo.world.shops[order.shop];
    let forgotten = order.ended.map(|ended| ended + FORGET_MS).filter(|at| *at <= demo.world.now);
    let named = order.how == "keep" && forgotten.is_none();
    let values = [
        ("id", (&order.id).into()),
        ("code", (&order.code).into()),
        ("regency_id", (&ground.regency).into()),
        ("language", order.language.into()),
        ("channel", order.channel.into()),
        ("currency", "IDR".into()),
        ("total_minor", order.payment.minor.into()),
        ("buyer_name", if named { order.guest } else { "" }.into()),
        ("contact_kind", named.then_some("whatsapp").into()),
        ("contact", named.then_some(CONTACT).into()),
        ("created_at", order.created.into()),
        ("ended_at", order.ended.into()),
        ("contact_removed_at", forgotten.into()),
    ];
    put(tx, "orders", values).await?;
    part(tx, demo, order).await?;
    let photo = demo.photos.iter().find(|photo| photo.product == order.product && photo.position == 0);
    let row = &product.row;
    let facts: Vec<&str> = row.facts.split_whitespace().collect();
    let values = [
        ("id", (&order.line).into()),
        ("shop_order_id", (&order.part).into()),
        ("product_id", (&product.id).into()),
        ("product_code", (&product.code).into()),
        ("quantity", order.quantity.into()),
        ("unit_minor", (row.price * 100).into()),
        ("name", (&row.name).into()),
        ("language", (&row.lang).into()),
        ("size_note", (&row.size).into()),
        ("weight_g", row.weight_g.into()),
        ("facts", facts.join(",").into()),
        ("makers", (&row.maker).into()),
        ("photo_key", photo.map(|photo| &photo.public).into()),
    ];
    put(tx, "order_lines", values).await?;
    let static_code = shop.qris.as_ref().map(|qris| (qris.payload.as_str(), qris.name.as_str()));
    payment(tx, order, &shop.id, (&row.name, &row.lang), static_code).await
}

async fn part(tx: &mut Tx, demo: &Demo, order: &Order) -> Result<(), AppError> {
    let shop = &demo.world.shops[order.shop];
    let place = order.pickup.and_then(|(at, _, _)| shop.places.get(at));
    let latest = [order.accepted, order.ready, order.handed, order.ended, order.payment.claimed, order.payment.back];
    let updated = latest.into_iter().flatten().max().unwrap_or(order.created);
    let values = [
        ("id", (&order.part).into()),
        ("order_id", (&order.id).into()),
        ("shop_id", (&shop.id).into()),
        ("how", order.how.into()),
        ("state", order.state.into()),
        ("stock_held", order.stock_held.into()),
        ("held_until", order.held_until.into()),
        ("place_name", place.map_or("", |place| &place.name).into()),
        ("place_find", place.map_or("", |place| &place.find).into()),
        ("pickup_from", order.pickup.map(|(_, from, _)| from).into()),
        ("pickup_until", order.pickup.map(|(_, _, until)| until).into()),
        ("goods_minor", order.payment.minor.into()),
        ("total_minor", order.payment.minor.into()),
        ("accepted_at", order.accepted.into()),
        ("ready_at", order.ready.into()),
        ("handed_at", order.handed.into()),
        ("ended_at", order.ended.into()),
        ("ended_by", order.ended_by.into()),
        ("reason", order.reason.into()),
        ("created_at", order.created.into()),
        ("updated_at", updated.into()),
    ];
    put(tx, "shop_orders", values).await
}

/// What the payment service told of a card, and what selling cost at that time.
async fn charged(tx: &mut Tx, order: &Order, shop: &str, about: &str, at: i64) -> Result<(), AppError> {
    let (session, payment) = (tx.new_id(), &order.payment);
    let values = [
        ("id", (&session).into()),
        ("order_id", (&order.id).into()),
        ("attempt", 1.into()),
        ("amount_minor", payment.minor.into()),
        ("currency", "IDR".into()),
        ("about", about.into()),
        ("language", order.language.into()),
        ("idempotency_key", format!("order:{}:card:1", order.id).into()),
        ("state", "paid".into()),
        ("provider_id", format!("cs_test_demo_{}", order.code).into()),
        ("payment_intent", format!("pi_demo_{}", order.code).into()),
        ("expires_at", at.into()),
        ("live_until", at.into()),
        ("paid_at", at.into()),
        ("created_at", order.created.into()),
        ("updated_at", at.into()),
        ("test", 1.into()),
    ];
    put(tx, "card_sessions", values).await?;
    let values = [
        ("session_id", (&session).into()),
        ("payment_id", (&payment.id).into()),
        ("amount_minor", payment.minor.into()),
    ];
    put(tx, "card_session_payments", values).await?;
    card::paid_by(tx, payment.id.as_str(), Some(&session)).await?;
    let (shop, none) = (ShopId(shop.to_owned()), Money::rupiah(0));
    let regency = regency_of(tx, &shop).await?;
    let goods = Money { minor: payment.minor, ..none };
    ledger::freeze_terms(tx, (&order.part, &order.id), (&shop, &regency), (goods, none)).await
}

/// The QRIS it showed carries the amount and the order's code, like a real one.
async fn payment(
    tx: &mut Tx,
    order: &Order,
    shop: &str,
    (about, about_language): (&str, &str),
    code: Option<(&str, &str)>,
) -> Result<(), AppError> {
    let payment = &order.payment;
    let code = code.filter(|_| payment.method == "qris");
    let reference = order.code.replace('-', "");
    let rupiah = u64::try_from(payment.minor / 100).unwrap_or(0);
    let labels = Labels { reference: Some(&reference), ..Labels::default() };
    let shown = code.and_then(|(text, _)| Qris::parse_shop_code(text).ok()?.with_amount(rupiah, labels).ok());
    let latest = [payment.claimed, payment.paid, payment.due_back, payment.back];
    let updated = latest.into_iter().flatten().max().unwrap_or(order.created);
    let values = [
        ("id", (&payment.id).into()),
        ("order_id", (&order.id).into()),
        ("shop_order_id", (&order.part).into()),
        ("shop_id", shop.into()),
        ("order_code", (&order.code).into()),
        ("about", about.into()),
        ("about_language", about_language.into()),
        ("method", payment.method.into()),
        ("currency", "IDR".into()),
        ("amount_minor", payment.minor.into()),
        ("state", payment.state.into()),
        ("qris_payload", shown.into()),
        ("qris_name", code.map(|(_, name)| name).into()),
        ("claimed_at", payment.claimed.into()),
        ("paid_at", payment.paid.into()),
        ("return_due_at", payment.due_back.into()),
        ("returned_at", payment.back.into()),
        ("created_at", order.created.into()),
        ("updated_at", updated.into()),
    ];
    put(tx, "payments", values).await?;
    if let (Some(at), "card") = (payment.paid, payment.method) {
        charged(tx, order, shop, about, at).await?;
    }
    // The books of the demo are written by the rules of the house.
    let id = PaymentId(payment.id.clone());
    ledger::sale(tx, &id).await?;
    if payment.due_back.is_some() || payment.back.is_some() {
        refunds::was(tx, &id, payment.back).await?;
    }
    Ok(())
}
