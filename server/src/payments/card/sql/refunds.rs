//! Statements of money on its way back to a card, and of disputes.

use app::error::AppError;
use app::ids::OrderId;
use app::money::Money;
use sqlx::{Any, AnyPool, Executor};

use crate::payments::refunds::Back;
use crate::store::{DbResult as _, Tx};

/// Money on its way back.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Refund {
    pub id: String,
    pub order_id: String,
    pub session_id: String,
    /// The share it belongs to; None for what came in beyond what was owed.
    pub payment_id: Option<String>,
    pub payment_intent: Option<String>,
    pub amount_minor: i64,
    pub reason: String,
    pub state: String,
    pub idempotency_key: String,
    pub provider_id: Option<String>,
    pub first_sent_at: Option<i64>,
    /// How what was paid for nothing reached the guest otherwise: `hand` or `bank`.
    pub made_good: Option<String>,
    /// 1 when it was paid with a test key.
    pub test: i64,
}

impl Refund {
    pub fn order(&self) -> OrderId {
        OrderId(self.order_id.clone())
    }

    pub fn amount(&self) -> Money {
        Money { minor: self.amount_minor, ..Money::rupiah(0) }
    }

    /// What the buyer has again once it is there; None of what is no payment's.
    pub fn back(&self) -> Option<Back> {
        let payment = self.payment_id.clone()?;
        Some(Back { payment, amount: self.amount(), once: self.id.clone() })
    }
}

macro_rules! refund {
    ($which:literal) => {
        concat!(
            "select r.id, c.order_id, r.session_id, r.payment_id, c.payment_intent, r.amount_minor, r.reason, r.state, r.idempotency_key, r.provider_id, \
               r.first_sent_at, r.made_good, c.test from card_refunds r join card_sessions c on c.id = r.session_id ",
            $which
        )
    };
}

pub async fn refund<'e, E: Executor<'e, Database = Any>>(db: E, id: &str) -> Result<Option<Refund>, AppError> {
    sqlx::query_as(refund!("where r.id = $1")).bind(id.to_owned()).fetch_optional(db).await.db()
}

pub async fn refund_by_provider(tx: &mut Tx, id: &str) -> Result<Option<Refund>, AppError> {
    sqlx::query_as(refund!("where r.provider_id = $1")).bind(id.to_owned()).fetch_optional(tx.db()).await.db()
}

/// The attempt that paid a payment.
pub async fn of_payment(tx: &mut Tx, payment: &str) -> Result<Option<String>, AppError> {
    let row: Option<(Option<String>,)> = sqlx::query_as("select paid_session from payments where id = $1")
        .bind(payment.to_owned())
        .fetch_optional(tx.db())
        .await
        .db()?;
    Ok(row.and_then(|(id,)| id))
}

pub async fn insert_refund(
    tx: &mut Tx,
    session: &str,
    payment: Option<&str>,
    minor: i64,
    reason: &str,
) -> Result<String, AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    sqlx::query(
        "insert into card_refunds (id, session_id, payment_id, amount_minor, currency, reason, state, idempotency_key, \
           created_at, updated_at) values ($1, $2, $3, $4, 'IDR', $5, 'wanted', $6, $7, $7)",
    )
    .bind(id.clone())
    .bind(session.to_owned())
    .bind(payment.map(str::to_owned))
    .bind(minor)
    .bind(reason.to_owned())
    .bind(format!("refund:{id}"))
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(id)
}

/// Notes when it was sent for the first time; false when it is not to be sent any more.
pub async fn sent(tx: &mut Tx, id: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update card_refunds set first_sent_at = coalesce(first_sent_at, $2), updated_at = $2 where id = $1 and state = 'wanted'",
    )
    .bind(id.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// It did not reach the card, or the card's bank sent it back after it had; false when that is known.
pub async fn refund_failed(tx: &mut Tx, id: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done =
        sqlx::query("update card_refunds set state = 'failed', updated_at = $2 where id = $1 and state <> 'failed'")
            .bind(id.to_owned())
            .bind(now)
            .execute(tx.db())
            .await
            .db()?;
    Ok(done.rows_affected() == 1)
}

/// Moves a refund on; false when it is there, or further, already.
pub async fn refund_is(tx: &mut Tx, id: &str, provider: Option<&str>, to: &'static str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update card_refunds set state = $3, provider_id = coalesce($2, provider_id), \
           done_at = case when $3 = 'done' then $4 else done_at end, updated_at = $4 \
         where id = $1 and state <> $3 and state in ('wanted', 'sent')",
    )
    .bind(id.to_owned())
    .bind(provider.map(str::to_owned))
    .bind(to.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// The bank made a refund good that was not sent yet: it is not sent any more; false when it was.
pub async fn never_sent(tx: &mut Tx, refund: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update card_refunds set state = 'failed', updated_at = $2 \
         where state = 'wanted' and first_sent_at is null and id in (select r.card_refund_id from refunds r where r.id = $1)",
    )
    .bind(refund.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// What we have asked to be sent back of an attempt, whether or not it is there yet; and what of it was refused.
pub async fn refunded(tx: &mut Tx, session: &str) -> Result<(i64, i64), AppError> {
    sqlx::query_as(
        "select cast(coalesce(sum(case when state <> 'failed' then amount_minor else 0 end), 0) as bigint), \
           cast(coalesce(sum(case when state = 'failed' then amount_minor else 0 end), 0) as bigint) \
         from card_refunds where session_id = $1",
    )
    .bind(session.to_owned())
    .fetch_one(tx.db())
    .await
    .db()
}

/// What of an attempt is known to have gone back without our sending it: only that has no name of Stripe's.
pub async fn sent_elsewhere(tx: &mut Tx, session: &str) -> Result<i64, AppError> {
    let (minor,): (i64,) = sqlx::query_as(
        "select cast(coalesce(sum(amount_minor), 0) as bigint) from card_refunds \
         where session_id = $1 and state = 'done' and provider_id is null",
    )
    .bind(session.to_owned())
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(minor)
}

/// A refund that Stripe refused is asked for anew with so much less, under a key of its own.
pub async fn less(tx: &mut Tx, id: &str, minor: i64, key: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "update card_refunds set amount_minor = amount_minor - $2, idempotency_key = $3, first_sent_at = null, \
           updated_at = $4 where id = $1",
    )
    .bind(id.to_owned())
    .bind(minor)
    .bind(key.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Refunds that are still under way, asked for before `before`.
pub async fn unfinished(db: &AnyPool, before: i64, after: &str, most: i64) -> Result<Vec<String>, AppError> {
    sqlx::query_scalar(
        "select id from card_refunds where state in ('wanted', 'sent') and created_at <= $1 and id > $2 order by id limit $3",
    )
    .bind(before)
    .bind(after.to_owned())
    .bind(most)
    .fetch_all(db)
    .await
    .db()
}

/// Those asked for before `before` that nobody was told of.
pub async fn late(db: &AnyPool, before: i64, most: i64) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select r.id from card_refunds r where r.state in ('wanted', 'sent') and r.created_at < $1 \
           and not exists (select 1 from alarms a where a.kind = 'refund_late' and a.subject = r.id) order by r.id limit $2",
    )
    .bind(before)
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A cardholder's bank that asks for money back.
pub struct Dispute {
    pub provider: String,
    pub session: String,
    pub minor: i64,
    pub currency: String,
    pub state: &'static str,
}

/// Writes a dispute down as it stands; one that was closed stays closed. False when that was known already. The
/// caller holds the order's parts.
pub async fn dispute(tx: &mut Tx, new: &Dispute) -> Result<bool, AppError> {
    let known: Option<(String,)> = sqlx::query_as("select state from card_disputes where provider_id = $1")
        .bind(new.provider.clone())
        .fetch_optional(tx.db())
        .await
        .db()?;
    if known.is_some_and(|(state,)| state != "open" || state == new.state) {
        return Ok(false);
    }
    let now = tx.now;
    sqlx::query(
        "insert into card_disputes (provider_id, session_id, amount_minor, currency, state, opened_at, closed_at) \
         values ($1, $2, $3, $4, $5, $6, case when $5 = 'open' then null else $6 end) \
         on conflict (provider_id) do update set state = excluded.state, closed_at = excluded.closed_at \
           where card_disputes.state = 'open'",
    )
    .bind(new.provider.clone())
    .bind(new.session.clone())
    .bind(new.minor)
    .bind(new.currency.clone())
    .bind(new.state.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(true)
}

/// True where a dispute was closed with another decision than this one.
pub async fn is_decided_otherwise(tx: &mut Tx, provider: &str, state: &str) -> Result<bool, AppError> {
    let known: Option<(String,)> = sqlx::query_as("select state from card_disputes where provider_id = $1")
        .bind(provider.to_owned())
        .fetch_optional(tx.db())
        .await
        .db()?;
    Ok(known.is_some_and(|(known,)| known != "open" && state != "open" && known != state))
}
