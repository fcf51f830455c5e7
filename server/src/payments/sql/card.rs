//! Statements of what pages tell of card payments.

use app::error::AppError;
use app::money::Money;
use app::payments::card::{CardNow, Progress, Surplus, Way};
use sqlx::AnyPool;

use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct NowRow {
    merchant: String,
    contact: String,
    state: String,
    tested: i64,
    surplus_minor: i64,
    going: i64,
    refused: i64,
    by_hand: i64,
    by_bank: i64,
}

/// How far the newest attempt of an order got, who takes the cards of its regency, and what was charged for nothing.
pub async fn now(db: &AnyPool, order: &str) -> Result<CardNow, AppError> {
    let row: NowRow = sqlx::query_as(
        "select coalesce(max(m.merchant_name), '') as merchant, coalesce(max(m.merchant_contact), '') as contact, \
           coalesce((select c.state from card_sessions c where c.order_id = $1 order by c.attempt desc limit 1), '') as state, \
           (select count(*) from card_sessions c where c.order_id = $1 and c.state = 'paid' and c.test = 1) as tested, \
           cast(coalesce(sum(r.amount_minor), 0) as bigint) as surplus_minor, \
           cast(coalesce(sum(case when r.state in ('wanted', 'sent') then 1 else 0 end), 0) as bigint) as going, \
           cast(coalesce(sum(case when r.state = 'failed' and r.made_good is null then 1 else 0 end), 0) as bigint) as refused, \
           cast(coalesce(sum(case when r.made_good = 'hand' then 1 else 0 end), 0) as bigint) as by_hand, \
           cast(coalesce(sum(case when r.made_good = 'bank' then 1 else 0 end), 0) as bigint) as by_bank \
         from orders o left join region_money m on m.regency_id = o.regency_id \
         left join card_sessions s on s.order_id = o.id \
         left join card_refunds r on r.session_id = s.id and r.payment_id is null and r.reason = 'nothing_to_pay' \
         where o.id = $1",
    )
    .bind(order.to_owned())
    .fetch_one(db)
    .await
    .db()?;
    let way = match (row.refused, row.going, row.by_hand, row.by_bank) {
        (1.., ..) => Way::Refused,
        (_, 1.., ..) => Way::Going,
        (_, _, 1.., _) => Way::Sent,
        (.., 1..) => Way::ByBank,
        _ => Way::Back,
    };
    let amount = Money { minor: row.surplus_minor, ..Money::rupiah(0) };
    Ok(CardNow {
        mode: None,
        tested: row.tested > 0,
        merchant: row.merchant,
        contact: row.contact,
        progress: Progress::of(&row.state),
        surplus: (amount.minor > 0).then_some(Surplus { amount, way }),
    })
}
