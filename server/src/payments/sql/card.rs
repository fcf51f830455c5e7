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
    going: i64,
    back: i64,
    asked: i64,
    refused: i64,
    by_hand: i64,
    by_bank: i64,
}

/// Of what was charged for nothing, the sum of what is so far.
macro_rules! sum {
    ($which:literal) => {
        concat!("cast(coalesce(sum(case when ", $which, " then r.amount_minor else 0 end), 0) as bigint)")
    };
}

/// How far the newest attempt of an order got, who takes the cards of its regency, and what was charged for nothing.
pub async fn now(db: &AnyPool, order: &str) -> Result<CardNow, AppError> {
    let row: NowRow = sqlx::query_as(concat!(
        "select coalesce(max(m.merchant_name), '') as merchant, coalesce(max(m.merchant_contact), '') as contact, \
           coalesce((select c.state from card_sessions c where c.order_id = $1 order by c.attempt desc limit 1), '') as state, \
           (select count(*) from card_sessions c where c.order_id = $1 and c.state = 'paid' and c.test = 1) as tested, ",
        sum!("r.state in ('wanted', 'sent')"),
        " as going, ",
        sum!("r.state = 'done'"),
        " as back, ",
        sum!("r.state = 'failed' and r.made_good is null and y.session_id is not null"),
        " as asked, ",
        sum!("r.state = 'failed' and r.made_good is null and y.session_id is null"),
        " as refused, ",
        sum!("r.made_good = 'hand'"),
        " as by_hand, ",
        sum!("r.made_good = 'bank'"),
        " as by_bank \
         from orders o left join region_money m on m.regency_id = o.regency_id \
         left join card_sessions s on s.order_id = o.id \
         left join card_refunds r on r.session_id = s.id and r.payment_id is null and r.reason = 'nothing_to_pay' \
         left join (select distinct d.session_id from card_disputes d where d.state = 'open') y on y.session_id = s.id \
         where o.id = $1"
    ))
    .bind(order.to_owned())
    .fetch_one(db)
    .await
    .db()?;
    let surplus = [
        (Way::Refused, row.refused),
        (Way::Asked, row.asked),
        (Way::Going, row.going),
        (Way::Sent, row.by_hand),
        (Way::ByBank, row.by_bank),
        (Way::Back, row.back),
    ];
    let surplus = surplus.into_iter().filter(|(_, minor)| *minor > 0);
    Ok(CardNow {
        mode: None,
        tested: row.tested > 0,
        merchant: row.merchant,
        contact: row.contact,
        progress: Progress::of(&row.state),
        surplus: surplus.map(|(way, minor)| Surplus { way, amount: Money { minor, ..Money::rupiah(0) } }).collect(),
    })
}
