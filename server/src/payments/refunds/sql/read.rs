//! Reading what goes back, and what may.

use app::error::AppError;
use app::ids::{OrderId, PaymentId, RefundId, ShopId, ShopOrderId};
use app::payments::ledger::Left;
use app::payments::method::Method;
use app::payments::refunds::{PaidLeft, Refund};
use app::payments::rules::refund::State;
use sqlx::{Any, AnyPool, Executor};

use super::money;
use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct RefundRow {
    id: String,
    shop_order_id: String,
    payment_id: String,
    method: String,
    amount_minor: i64,
    state: String,
    reason: String,
    words: String,
    made_at: i64,
    back_at: Option<i64>,
    by_hand: i64,
    missed_at: Option<i64>,
}

impl RefundRow {
    fn refund(self) -> Option<Refund> {
        Some(Refund {
            id: RefundId(self.id),
            part: ShopOrderId(self.shop_order_id),
            payment: PaymentId(self.payment_id),
            method: Method::parse(&self.method)?,
            amount: money(self.amount_minor),
            state: State::parse(&self.state)?,
            reason: self.reason,
            text: self.words,
            made_at: self.made_at,
            back_at: self.back_at,
            by_hand: self.by_hand == 1,
            missed_at: self.missed_at,
        })
    }
}

macro_rules! refund {
    ($which:literal) => {
        concat!(
            "select r.id, r.shop_order_id, r.payment_id, p.method, r.amount_minor, r.state, r.reason, r.words, r.made_at, \
               r.back_at, r.by_hand, r.missed_at from refunds r join payments p on p.id = r.payment_id ",
            $which,
            " order by r.made_at, r.id"
        )
    };
}

/// Everything that goes back of an order, oldest first.
pub async fn of_order(db: &AnyPool, order: &OrderId) -> Result<Vec<Refund>, AppError> {
    let rows: Vec<RefundRow> =
        sqlx::query_as(refund!("where r.order_id = $1")).bind(order.0.clone()).fetch_all(db).await.db()?;
    Ok(rows.into_iter().filter_map(RefundRow::refund).collect())
}

#[derive(sqlx::FromRow)]
struct PaidRow {
    id: String,
    shop_id: String,
    method: String,
    amount_minor: i64,
    refund_minor: i64,
    paid: i64,
    fee: i64,
    cost: i64,
}

/// The paid payments of a part, a deposit before the rest, with what the books hold of each.
pub async fn paid_of_part<'e, E: Executor<'e, Database = Any>>(
    db: E,
    part: &ShopOrderId,
) -> Result<Vec<PaidLeft>, AppError> {
    let rows: Vec<PaidRow> = sqlx::query_as(
        "select p.id, p.shop_id, p.method, p.amount_minor, p.refund_minor, \
           cast(coalesce(sum(case when l.account = 'buyer' then -l.amount_minor else 0 end), 0) as bigint) as paid, \
           cast(coalesce(sum(case when e.kind = 'fee' and l.account = 'operator' then l.amount_minor else 0 end), 0) as bigint) as fee, \
           cast(coalesce(sum(case when e.kind = 'card_cost' and l.account = 'owed' then -l.amount_minor else 0 end), 0) as bigint) as cost \
         from payments p left join ledger_entries e on e.payment_id = p.id left join ledger_postings l on l.entry_id = e.id \
         where p.shop_order_id = $1 and p.state = 'paid' \
         group by p.id, p.shop_id, p.method, p.amount_minor, p.refund_minor, p.purpose order by p.purpose, p.id",
    )
    .bind(part.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(PaidRow::left).collect())
}

impl PaidRow {
    fn left(self) -> Option<PaidLeft> {
        let method = Method::parse(&self.method)?;
        let books = Left {
            shop: ShopId(self.shop_id),
            direct: method.is_direct(),
            paid: money(self.paid),
            fee: money(self.fee),
            cost: money(self.cost),
        };
        let left = money(self.amount_minor - self.refund_minor);
        Some(PaidLeft { payment: PaymentId(self.id), method, left, books })
    }
}
