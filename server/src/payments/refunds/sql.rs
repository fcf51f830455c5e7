//! Statements of money on its way back.

mod amounts;
mod read;

use app::error::AppError;
use app::ids::{PaymentId, ProductId, RefundId, ShopOrderId};
use app::money::{Currency, Money};
use app::payments::method::Method;
use app::payments::rules::Who;
use app::payments::rules::refund::{Row, State};

pub use amounts::{bounced, came_back, promise, promise_rest, take, unpromised, wholly_promised};
pub use read::{of_order, paid_of_part};

use super::New;
use crate::store::{DbResult as _, Tx};

const fn money(minor: i64) -> Money {
    Money { minor, currency: Currency::Idr }
}

pub async fn insert(
    tx: &mut Tx,
    id: &RefundId,
    payment: &PaymentId,
    amount: Money,
    new: &New<'_>,
    (state, card): (State, Option<String>),
) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into refunds (id, payment_id, order_id, shop_order_id, shop_id, amount_minor, currency, reason, words, \
           state, card_refund_id, made_by, made_at, back_at, updated_at) \
         select $1, p.id, p.order_id, p.shop_order_id, p.shop_id, $3, p.currency, $4, $5, $6, $7, $8, $9, $10, $9 \
         from payments p where p.id = $2",
    )
    .bind(id.0.clone())
    .bind(payment.0.clone())
    .bind(amount.minor)
    .bind(new.reason.to_owned())
    .bind(new.words.to_owned())
    .bind(state.as_str().to_owned())
    .bind(card)
    .bind(new.by.map(|account| account.0.clone()))
    .bind(now)
    .bind(state.is_back().then_some(now))
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Some of a refund that was asked of the payment service becomes a refund of its own, `part` there.
pub async fn some_of_card(tx: &mut Tx, card_refund: &str, part: &str, minor: i64) -> Result<(), AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    sqlx::query(
        "insert into refunds (id, payment_id, order_id, shop_order_id, shop_id, amount_minor, currency, reason, words, \
           state, card_refund_id, made_by, made_at, back_at, updated_at) \
         select $1, r.payment_id, r.order_id, r.shop_order_id, r.shop_id, $3, r.currency, r.reason, r.words, r.state, \
           $4, r.made_by, r.made_at, r.back_at, $5 from refunds r where r.card_refund_id = $2",
    )
    .bind(id)
    .bind(card_refund.to_owned())
    .bind(minor)
    .bind(part.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    sqlx::query("update refunds set amount_minor = amount_minor - $2, updated_at = $3 where card_refund_id = $1")
        .bind(card_refund.to_owned())
        .bind(minor)
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Forgets what was said about the refunds of an order: it may name who bought.
pub async fn forget_words(tx: &mut Tx, order: &str) -> Result<(), AppError> {
    sqlx::query("update refunds set words = '' where order_id = $1 and words <> ''")
        .bind(order.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// A refund as the table asks about it.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: RefundId,
    pub payment: PaymentId,
    pub method: Method,
    pub amount: Money,
    pub state: State,
}

#[derive(sqlx::FromRow)]
struct StoredRow {
    id: String,
    payment_id: String,
    method: String,
    amount_minor: i64,
    state: String,
}

impl StoredRow {
    fn stored(self) -> Option<Stored> {
        Some(Stored {
            id: RefundId(self.id),
            payment: PaymentId(self.payment_id),
            method: Method::parse(&self.method)?,
            amount: money(self.amount_minor),
            state: State::parse(&self.state)?,
        })
    }
}

macro_rules! stored {
    ($which:literal) => {
        concat!(
            "select r.id, r.payment_id, p.method, r.amount_minor, r.state from refunds r \
             join payments p on p.id = r.payment_id ",
            $which
        )
    };
}

/// One refund of a part.
pub async fn find(tx: &mut Tx, part: &ShopOrderId, id: &RefundId) -> Result<Option<Stored>, AppError> {
    let row: Option<StoredRow> = sqlx::query_as(stored!("where r.id = $1 and r.shop_order_id = $2"))
        .bind(id.0.clone())
        .bind(part.0.clone())
        .fetch_optional(tx.db())
        .await
        .db()?;
    Ok(row.and_then(StoredRow::stored))
}

/// The refund that was sent to the payment service under this name.
pub async fn of_card(tx: &mut Tx, card_refund: &str) -> Result<Option<Stored>, AppError> {
    let row: Option<StoredRow> = sqlx::query_as(stored!("where r.card_refund_id = $1"))
        .bind(card_refund.to_owned())
        .fetch_optional(tx.db())
        .await
        .db()?;
    Ok(row.and_then(StoredRow::stored))
}

/// Refunds of a payment that never reached the card: refused, or not sent yet.
pub async fn not_on_its_way(tx: &mut Tx, payment: &PaymentId) -> Result<Vec<Stored>, AppError> {
    let rows: Vec<StoredRow> = sqlx::query_as(stored!(
        "join card_refunds c on c.id = r.card_refund_id where r.payment_id = $1 \
           and (r.state = 'failed' or (r.state = 'sent' and c.state = 'wanted' and c.first_sent_at is null)) \
         order by r.made_at, r.id"
    ))
    .bind(payment.0.clone())
    .fetch_all(tx.db())
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(StoredRow::stored).collect())
}

/// What somebody of the shop says was handed over of a part, and the buyer has said nothing of.
pub async fn handed_over(tx: &mut Tx, part: &ShopOrderId) -> Result<Vec<Stored>, AppError> {
    let rows: Vec<StoredRow> = sqlx::query_as(stored!(
        "where r.shop_order_id = $1 and r.state = 'handed_back' and r.by_hand = 1 and r.missed_at is null \
         order by r.made_at, r.id"
    ))
    .bind(part.0.clone())
    .fetch_all(tx.db())
    .await
    .db()?;
    Ok(rows.into_iter().filter_map(StoredRow::stored).collect())
}

/// The buyer says that it has not come.
pub async fn miss(tx: &mut Tx, id: &RefundId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update refunds set missed_at = $2, updated_at = $2 where id = $1")
        .bind(id.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Moves a refund as its table's row says; false when it is not where it was thought to be.
pub async fn advance(tx: &mut Tx, one: &Stored, made: &Row) -> Result<bool, AppError> {
    let now = tx.now;
    let by_hand = made.who == Who::Artisan && made.to.is_back();
    let done = sqlx::query(
        "update refunds set state = $3, back_at = case when $3 in ('handed_back', 'seen') then coalesce(back_at, $4) end, \
           seen_at = case when $3 = 'seen' then $4 end, \
           failed_at = case when $3 = 'failed' then $4 else failed_at end, \
           by_hand = case when $5 = 1 then 1 else by_hand end, updated_at = $4 where id = $1 and state = $2",
    )
    .bind(one.id.0.clone())
    .bind(one.state.as_str().to_owned())
    .bind(made.to.as_str().to_owned())
    .bind(now)
    .bind(i64::from(by_hand))
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Everything promised of a payment was handed over by the shop: one paid by card never ends in this way.
pub async fn all_back(tx: &mut Tx, payment: &PaymentId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "update refunds set state = 'handed_back', by_hand = 1, back_at = $2, updated_at = $2 \
         where payment_id = $1 and state in ('owed', 'sent', 'failed')",
    )
    .bind(payment.0.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// The same, when it had come already.
pub async fn was_back_at(tx: &mut Tx, payment: &PaymentId, at: i64) -> Result<(), AppError> {
    sqlx::query(
        "update refunds set state = 'handed_back', by_hand = 1, back_at = $2, made_at = $2, updated_at = $2 \
         where payment_id = $1",
    )
    .bind(payment.0.clone())
    .bind(at)
    .execute(tx.db())
    .await
    .db()?;
    sqlx::query("update payments set returned_minor = amount_minor where id = $1")
        .bind(payment.0.clone())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn all_seen(tx: &mut Tx, payment: &PaymentId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "update refunds set state = 'seen', seen_at = $2, updated_at = $2 where payment_id = $1 and state = 'handed_back'",
    )
    .bind(payment.0.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Notes which pieces a refund was for.
pub async fn lines(
    tx: &mut Tx,
    refund: &RefundId,
    product: &ProductId,
    (quantity, restocked): (i64, i64),
    amount: Money,
) -> Result<(), AppError> {
    sqlx::query(
        "insert into refund_lines (refund_id, product_id, quantity, restocked, amount_minor) values ($1, $2, $3, $4, $5)",
    )
    .bind(refund.0.clone())
    .bind(product.0.clone())
    .bind(quantity)
    .bind(restocked)
    .bind(amount.minor)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}
