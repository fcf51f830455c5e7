//! Who may still pay by card.

use app::error::AppError;
use sqlx::AnyPool;

use super::Share;
use crate::store::{DbResult as _, Tx};

/// True when somebody may still pay this payment by card.
pub async fn is_live(tx: &mut Tx, payment: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let (live,): (i64,) = sqlx::query_as(
        "select count(*) from card_sessions c join card_session_payments s on s.session_id = c.id \
         where s.payment_id = $1 and c.state in ('asked', 'open', 'processing') and c.live_until > $2",
    )
    .bind(payment.to_owned())
    .bind(now)
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(live > 0)
}

/// The same for a part of an order.
pub async fn is_live_for(tx: &mut Tx, part: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let (live,): (i64,) = sqlx::query_as(
        "select count(*) from payments p join card_session_payments s on s.payment_id = p.id \
         join card_sessions c on c.id = s.session_id where p.shop_order_id = $1 and p.method = 'card' \
           and p.state = 'open' and c.state in ('asked', 'open', 'processing') and c.live_until > $2",
    )
    .bind(part.to_owned())
    .bind(now)
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(live > 0)
}

/// True while the payment of a share is open, or lapsed without money, and of that amount.
pub async fn can_be_paid(tx: &mut Tx, share: &Share) -> Result<bool, AppError> {
    let (there,): (i64,) = sqlx::query_as(
        "select count(*) from payments where id = $1 and method = 'card' and state in ('open', 'lapsed') and amount_minor = $2",
    )
    .bind(share.payment.clone())
    .bind(share.amount_minor)
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(there == 1)
}

/// Notes which attempt paid a payment.
pub async fn paid_by(tx: &mut Tx, payment: &str, session: Option<&str>) -> Result<(), AppError> {
    sqlx::query("update payments set paid_session = $2 where id = $1")
        .bind(payment.to_owned())
        .bind(session.map(str::to_owned))
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// True when an attempt is to pay this part among others.
pub async fn pays_for(db: &AnyPool, session: &str, part: &str) -> Result<bool, AppError> {
    let (shares,): (i64,) = sqlx::query_as(
        "select count(*) from card_session_payments s join payments p on p.id = s.payment_id \
         where s.session_id = $1 and p.shop_order_id = $2",
    )
    .bind(session.to_owned())
    .bind(part.to_owned())
    .fetch_one(db)
    .await
    .db()?;
    Ok(shares > 0)
}

/// Payments with a test key that stand in the books.
pub async fn tested(db: &AnyPool, most: i64) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select p.id from payments p where p.paid_session in (select t.id from card_sessions t where t.test = 1) \
           and exists (select 1 from ledger_entries e where e.payment_id = p.id) \
           and not exists (select 1 from ledger_entries e where e.payment_id = p.id and e.dedupe like '%:test') \
         order by p.id limit $1",
    )
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
