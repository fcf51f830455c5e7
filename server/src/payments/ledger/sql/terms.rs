//! Statements of what selling costs: the region's rules, and those frozen with an order.

use std::collections::HashMap;

use app::error::AppError;
use app::ids::{OrderId, ShopId, ShopOrderId};
use app::money::{Currency, Money};
use app::payments::ledger::fees::{CostBy, Rules, Share};
use sqlx::{Any, Executor};

use crate::store::{DbResult as _, Tx};

/// What a part of an order came to, and what selling it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub goods: Money,
    pub sending: Money,
    pub rules: Rules,
}

pub fn read(bp: Option<i64>, fixed: Option<i64>, card_bp: Option<i64>, card: Option<i64>, by: Option<&str>) -> Rules {
    Rules {
        fee_bp: bp.unwrap_or(0),
        fee_fixed: fixed.unwrap_or(0),
        card_bp: card_bp.unwrap_or(0),
        card_fixed: card.unwrap_or(0),
        card_by: by.and_then(CostBy::parse).unwrap_or_default(),
    }
}

/// Which share of a charge one is that has so many before it.
pub fn share(before: i64, of: i64) -> Share {
    Share { rank: before, of: of.max(before + 1) }
}

type Row = (i64, i64, i64, i64, String);

fn of_row((bp, fixed, card_bp, card, by): Row) -> Rules {
    read(Some(bp), Some(fixed), Some(card_bp), Some(card), Some(&by))
}

/// The rules of a regency now.
pub async fn rules<'e, E: Executor<'e, Database = Any>>(db: E, regency: &str) -> Result<Rules, AppError> {
    let row: Option<Row> = sqlx::query_as(
        "select fee_bp, fee_fixed_minor, card_cost_bp, card_cost_fixed_minor, card_cost_by from region_money \
         where regency_id = $1",
    )
    .bind(regency.to_owned())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(of_row).unwrap_or_default())
}

/// The rules of a shop's regency now.
pub async fn terms_of_region<'e, E: Executor<'e, Database = Any>>(db: E, shop: &ShopId) -> Result<Rules, AppError> {
    let row: Option<Row> = sqlx::query_as(
        "select r.fee_bp, r.fee_fixed_minor, r.card_cost_bp, r.card_cost_fixed_minor, r.card_cost_by \
         from shops s join region_money r on r.regency_id = s.regency_id where s.id = $1",
    )
    .bind(shop.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(of_row).unwrap_or_default())
}

pub async fn freeze(
    tx: &mut Tx,
    (part, order): (&str, &str),
    shop: &ShopId,
    (goods, sending): (Money, Money),
    rules: Rules,
) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into order_terms (shop_order_id, order_id, shop_id, goods_minor, sending_minor, fee_bp, fee_fixed_minor, \
           card_cost_bp, card_cost_fixed_minor, card_cost_by, frozen_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (shop_order_id) do nothing",
    )
    .bind(part.to_owned())
    .bind(order.to_owned())
    .bind(shop.0.clone())
    .bind(goods.minor)
    .bind(sending.minor)
    .bind(rules.fee_bp)
    .bind(rules.fee_fixed)
    .bind(rules.card_bp)
    .bind(rules.card_fixed)
    .bind(rules.card_by.as_str().to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn new_amounts(tx: &mut Tx, part: &str, goods: Money, sending: Money) -> Result<(), AppError> {
    sqlx::query("update order_terms set goods_minor = $2, sending_minor = $3 where shop_order_id = $1")
        .bind(part.to_owned())
        .bind(goods.minor)
        .bind(sending.minor)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct TermsRow {
    shop_order_id: String,
    goods_minor: i64,
    sending_minor: i64,
    fee_bp: i64,
    fee_fixed_minor: i64,
    card_cost_bp: i64,
    card_cost_fixed_minor: i64,
    card_cost_by: String,
    cards_before: i64,
    cards: i64,
}

/// What was frozen for the parts of an order, and which share of an order's next charge each would be; those from before
/// there were terms are left out.
pub async fn terms_of_order<'e, E: Executor<'e, Database = Any>>(
    db: E,
    order: &OrderId,
) -> Result<HashMap<ShopOrderId, (Terms, Share)>, AppError> {
    let rows: Vec<TermsRow> = sqlx::query_as(
        "select shop_order_id, goods_minor, sending_minor, fee_bp, fee_fixed_minor, card_cost_bp, card_cost_fixed_minor, \
           card_cost_by, \
           (select count(*) from payments p join shop_orders s on s.id = p.shop_order_id where p.order_id = t.order_id \
             and p.method = 'card' and p.state = 'open' \
             and (s.state in ('accepted', 'ready') or s.id = t.shop_order_id)) as cards, \
           (select count(*) from payments p join shop_orders s on s.id = p.shop_order_id where p.order_id = t.order_id \
             and p.method = 'card' and p.state = 'open' and s.state in ('accepted', 'ready') \
             and p.id < (select min(o.id) from payments o where o.shop_order_id = t.shop_order_id and o.method = 'card' \
               and o.state = 'open')) as cards_before \
         from order_terms t where order_id = $1",
    )
    .bind(order.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    let money = |minor| Money { minor, currency: Currency::Idr };
    let terms = |row: TermsRow| {
        let costs = (row.fee_bp, row.fee_fixed_minor, row.card_cost_bp, row.card_cost_fixed_minor, row.card_cost_by);
        let terms = Terms { goods: money(row.goods_minor), sending: money(row.sending_minor), rules: of_row(costs) };
        (ShopOrderId(row.shop_order_id), (terms, share(row.cards_before, row.cards)))
    };
    Ok(rows.into_iter().map(terms).collect())
}

/// The regency and the code of an order.
pub async fn of_order(tx: &mut Tx, order: &OrderId) -> Result<(String, String), AppError> {
    sqlx::query_as("select regency_id, code from orders where id = $1")
        .bind(order.0.clone())
        .fetch_one(tx.db())
        .await
        .db()
}
