//! Statements of attempts to pay by card.

mod events;
pub mod follow;
mod live;
mod made_good;
mod refunds;

use app::error::AppError;
use app::ids::OrderId;
use app::money::Money;
use app::words::Lang;
use sqlx::{Any, Executor};

pub use events::{Received, applied, empty_bodies, read_again, received, store_event, take_event, unapplied};
pub use live::{can_be_paid, is_live, is_live_for, paid_by, pays_for, tested};
pub use made_good::{borne, disputes, made_good, surplus_failed};
pub use refunds::{
    Dispute, Refund, dispute, insert_refund, is_decided_otherwise, late, less, never_sent, of_payment, refund,
    refund_by_provider, refund_failed, refund_is, refunded, sent, sent_elsewhere, unfinished,
};

use super::State;
use crate::store::{DbResult as _, Tx};

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: String,
    pub order: OrderId,
    pub attempt: i64,
    pub amount: Money,
    pub about: String,
    pub lang: Lang,
    pub key: String,
    pub state: State,
    pub provider_id: Option<String>,
    pub payment_intent: Option<String>,
    pub url: Option<String>,
    pub expires_at: i64,
    pub live_until: i64,
    pub created_at: i64,
    /// Opened with a test key: no card is charged.
    pub test: bool,
}

/// An open card payment of an order.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    pub payment: String,
    pub part: String,
    pub amount_minor: i64,
}

/// A shop's share of an attempt.
pub type Share = Due;

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: String,
    order_id: String,
    attempt: i64,
    amount_minor: i64,
    about: String,
    language: String,
    idempotency_key: String,
    state: String,
    provider_id: Option<String>,
    payment_intent: Option<String>,
    url: Option<String>,
    expires_at: i64,
    live_until: i64,
    created_at: i64,
    test: i64,
}

impl SessionRow {
    fn session(self) -> Result<Session, AppError> {
        Ok(Session {
            id: self.id,
            order: OrderId(self.order_id),
            attempt: self.attempt,
            amount: Money { minor: self.amount_minor, ..Money::rupiah(0) },
            about: self.about,
            lang: Lang::parse(&self.language).unwrap_or(Lang::En),
            key: self.idempotency_key,
            state: State::parse(&self.state).ok_or(AppError::Internal)?,
            provider_id: self.provider_id,
            payment_intent: self.payment_intent,
            url: self.url,
            expires_at: self.expires_at,
            live_until: self.live_until,
            created_at: self.created_at,
            test: self.test == 1,
        })
    }
}

macro_rules! session {
    ($which:literal) => {
        concat!(
            "select id, order_id, attempt, amount_minor, about, language, idempotency_key, state, provider_id, payment_intent, \
               url, expires_at, live_until, created_at, test from card_sessions ",
            $which
        )
    };
}

async fn one<'e, E: Executor<'e, Database = Any>>(
    db: E,
    sql: &'static str,
    by: &str,
) -> Result<Option<Session>, AppError> {
    let row: Option<SessionRow> = sqlx::query_as(sql).bind(by.to_owned()).fetch_optional(db).await.db()?;
    row.map(SessionRow::session).transpose()
}

/// An attempt by its id.
pub async fn find<'e, E: Executor<'e, Database = Any>>(db: E, id: &str) -> Result<Option<Session>, AppError> {
    one(db, session!("where id = $1"), id).await
}

/// The newest attempt of an order.
pub async fn latest<'e, E: Executor<'e, Database = Any>>(db: E, order: &str) -> Result<Option<Session>, AppError> {
    one(db, session!("where order_id = $1 order by attempt desc limit 1"), order).await
}

/// An attempt by Stripe's id of the payment page.
pub async fn of_provider<'e, E: Executor<'e, Database = Any>>(db: E, id: &str) -> Result<Option<Session>, AppError> {
    one(db, session!("where provider_id = $1"), id).await
}

/// An attempt by Stripe's id of the money.
pub async fn of_intent<'e, E: Executor<'e, Database = Any>>(db: E, id: &str) -> Result<Option<Session>, AppError> {
    one(db, session!("where payment_intent = $1"), id).await
}

/// Attempts that are over by the clock and of which we do not know how they ended; those after `after`.
pub async fn unsettled<'e, E: Executor<'e, Database = Any>>(
    db: E,
    now: i64,
    after: &str,
    most: i64,
) -> Result<Vec<String>, AppError> {
    sqlx::query_scalar(
        "select id from card_sessions where state in ('open', 'processing') and expires_at <= $1 and provider_id is not null \
           and id > $2 order by id limit $3",
    )
    .bind(now)
    .bind(after.to_owned())
    .bind(most)
    .fetch_all(db)
    .await
    .db()
}

/// The open card payments of an order, part by part.
pub async fn due(tx: &mut Tx, order: &str) -> Result<Vec<Due>, AppError> {
    sqlx::query_as(
        "select id as payment, shop_order_id as part, amount_minor from payments \
         where order_id = $1 and method = 'card' and state = 'open' order by shop_order_id, id",
    )
    .bind(order.to_owned())
    .fetch_all(tx.db())
    .await
    .db()
}

macro_rules! shares {
    ($also:literal) => {
        concat!(
            "select s.payment_id as payment, p.shop_order_id as part, s.amount_minor from card_session_payments s \
             join payments p on p.id = s.payment_id where s.session_id = $1",
            $also,
            " order by p.shop_order_id, p.id"
        )
    };
}

/// What an attempt pays, part by part.
pub async fn shares(tx: &mut Tx, session: &str) -> Result<Vec<Share>, AppError> {
    sqlx::query_as(shares!("")).bind(session.to_owned()).fetch_all(tx.db()).await.db()
}

/// What it has paid: another attempt may have paid the same before.
pub async fn paid_shares(tx: &mut Tx, session: &str) -> Result<Vec<Share>, AppError> {
    sqlx::query_as(shares!(" and p.paid_session = s.session_id")).bind(session.to_owned()).fetch_all(tx.db()).await.db()
}

pub async fn insert(tx: &mut Tx, new: &Session) -> Result<(), AppError> {
    sqlx::query(
        "insert into card_sessions (id, order_id, attempt, amount_minor, currency, about, language, idempotency_key, state, \
           expires_at, live_until, created_at, updated_at, test) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)",
    )
    .bind(new.id.clone())
    .bind(new.order.0.clone())
    .bind(new.attempt)
    .bind(new.amount.minor)
    .bind(new.amount.currency.code().to_owned())
    .bind(new.about.clone())
    .bind(new.lang.code().to_owned())
    .bind(new.key.clone())
    .bind(new.state.as_str().to_owned())
    .bind(new.expires_at)
    .bind(new.live_until)
    .bind(new.created_at)
    .bind(i64::from(new.test))
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn share(tx: &mut Tx, session: &str, due: &Due) -> Result<(), AppError> {
    sqlx::query("insert into card_session_payments (session_id, payment_id, amount_minor) values ($1, $2, $3)")
        .bind(session.to_owned())
        .bind(due.payment.clone())
        .bind(due.amount_minor)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Keeps Stripe's answer; false when the attempt is not waiting for it any more. One that an event has moved on
/// meanwhile keeps its state.
pub async fn opened(
    tx: &mut Tx,
    id: &str,
    provider: &str,
    url: Option<String>,
    intent: Option<String>,
) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update card_sessions set state = 'open', provider_id = $2, url = $3, payment_intent = coalesce($4, payment_intent), \
           updated_at = $5 where id = $1 and state in ('asked', 'open')",
    )
    .bind(id.to_owned())
    .bind(provider.to_owned())
    .bind(url)
    .bind(intent)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Moves an attempt out of one of `from`.
pub async fn advance(tx: &mut Tx, id: &str, from: &[State], to: State) -> Result<bool, AppError> {
    let now = tx.now;
    for state in from {
        let done = sqlx::query("update card_sessions set state = $3, updated_at = $4 where id = $1 and state = $2")
            .bind(id.to_owned())
            .bind(state.as_str().to_owned())
            .bind(to.as_str().to_owned())
            .bind(now)
            .execute(tx.db())
            .await
            .db()?;
        if done.rows_affected() == 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Stripe told that the page was filled in (`processing`) or paid. Once: money that was told never becomes untold,
/// and nothing follows it. A dropped or expired attempt that was paid all the same is paid.
pub async fn told(
    tx: &mut Tx,
    id: &str,
    provider: &str,
    intent: Option<String>,
    to: State,
    until: i64,
) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update card_sessions set state = $2, provider_id = $3, payment_intent = coalesce($4, payment_intent), live_until = $5, \
           paid_at = case when $2 = 'paid' then $6 else paid_at end, updated_at = $6 \
         where id = $1 and state <> 'paid' and ($2 = 'paid' or state in ('asked', 'open', 'expired', 'dropped'))",
    )
    .bind(id.to_owned())
    .bind(to.as_str().to_owned())
    .bind(provider.to_owned())
    .bind(intent)
    .bind(until)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}
