//! Statements of money that reached the guest in another way than back on the card.

use app::error::AppError;

use super::Refund;
use crate::store::{DbResult as _, Tx};

/// Of an attempt: the newest dispute that was lost, and what the operator bore of all of them that no refund was set
/// against yet; None when none was lost.
pub async fn borne(tx: &mut Tx, session: &str) -> Result<Option<(String, i64)>, AppError> {
    let (dispute, minor): (Option<String>, i64) = sqlx::query_as(
        "select max(d.provider_id), cast(coalesce(sum(-l.amount_minor), 0) as bigint) \
           - (select cast(coalesce(sum(r.amount_minor), 0) as bigint) from card_refunds r \
              where r.session_id = $1 and r.made_good = 'bank') \
         from card_disputes d \
         left join ledger_entries e on e.about_id = d.provider_id and e.about_kind = 'dispute' and e.payment_id is null \
         left join ledger_postings l on l.entry_id = e.id and l.account = 'operator' \
         where d.session_id = $1 and d.state = 'lost'",
    )
    .bind(session.to_owned())
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(dispute.map(|dispute| (dispute, minor)))
}

/// Says how what was paid for nothing reached the guest; false when that is known, or the card has it.
pub async fn made_good(tx: &mut Tx, refund: &str, how: &'static str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update card_refunds set made_good = $2, updated_at = $3 \
         where id = $1 and payment_id is null and state = 'failed' and made_good is null",
    )
    .bind(refund.to_owned())
    .bind(how.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// What of an attempt was paid for nothing, is not on the card, and has not reached the guest.
pub async fn surplus_failed(tx: &mut Tx, session: &str) -> Result<Vec<Refund>, AppError> {
    let ids: Vec<(String,)> = sqlx::query_as(
        "select id from card_refunds where session_id = $1 and payment_id is null and state = 'failed' \
         and made_good is null order by id",
    )
    .bind(session.to_owned())
    .fetch_all(tx.db())
    .await
    .db()?;
    let mut refunds = Vec::new();
    for (id,) in ids {
        refunds.extend(super::refund(tx.db(), &id).await?);
    }
    Ok(refunds)
}

/// How many cardholders' banks ask for a charge, and how many have ever.
pub async fn disputes(tx: &mut Tx, session: &str) -> Result<(i64, i64), AppError> {
    sqlx::query_as(
        "select cast(coalesce(sum(case when state = 'open' then 1 else 0 end), 0) as bigint), count(*) \
         from card_disputes where session_id = $1",
    )
    .bind(session.to_owned())
    .fetch_one(tx.db())
    .await
    .db()
}
