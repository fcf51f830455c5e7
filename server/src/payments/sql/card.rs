//! Statements of what pages tell of card payments.

use app::error::AppError;
use app::payments::card::{CardNow, Progress};
use sqlx::AnyPool;

use crate::store::DbResult as _;

/// How far the newest attempt of an order got, and who takes the cards of its regency.
pub async fn now(db: &AnyPool, order: &str) -> Result<CardNow, AppError> {
    let (merchant, contact, state, tested): (String, String, String, i64) = sqlx::query_as(
        "select coalesce(m.merchant_name, ''), coalesce(m.merchant_contact, ''), coalesce((select c.state from card_sessions c \
             where c.order_id = o.id order by c.attempt desc limit 1), ''), \
           (select count(*) from card_sessions c where c.order_id = o.id and c.state = 'paid' and c.test = 1) \
         from orders o left join region_money m on m.regency_id = o.regency_id where o.id = $1",
    )
    .bind(order.to_owned())
    .fetch_one(db)
    .await
    .db()?;
    Ok(CardNow { mode: None, tested: tested > 0, merchant, contact, progress: Progress::of(&state) })
}
