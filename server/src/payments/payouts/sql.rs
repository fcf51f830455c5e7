//! Statements of payouts.

mod lists;
mod owed;

use app::error::AppError;
use app::ids::{AccountId, BatchId, PayoutId, RegionId, ShopId};
use app::money::{Currency, Money};
use app::payments::BankAccount;
use app::payments::payouts::By as Way;
use app::payments::rules::payout::{Move, State};

pub use lists::{batch, batches, of_shop, owed};
pub use owed::{Owed, owed_to, short};

use crate::store::{DbResult as _, Tx};

/// Batches of a regency are made one after the other.
pub async fn take_turn(tx: &mut Tx, regency: &RegionId) -> Result<(), AppError> {
    sqlx::query(
        "insert into payout_turns (regency_id, taken) values ($1, 1) \
         on conflict (regency_id) do update set taken = payout_turns.taken + 1",
    )
    .bind(regency.0.clone())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn insert_batch(
    tx: &mut Tx,
    id: &str,
    regency: &RegionId,
    way: Way,
    account: &AccountId,
) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("insert into payout_batches (id, regency_id, way, made_by, made_at) values ($1, $2, $3, $4, $5)")
        .bind(id.to_owned())
        .bind(regency.0.clone())
        .bind(way.as_str().to_owned())
        .bind(account.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Dates a batch by the newest money in it: what came while it was being made is in it as well, on PostgreSQL.
pub async fn date(tx: &mut Tx, batch: &str) -> Result<(), AppError> {
    sqlx::query(
        "update payout_batches set made_at = newest.at from (select max(m.at) as at from ledger_postings m \
           join payouts q on q.shop_id = m.shop_id where q.batch_id = $1 and m.account = 'owed' and m.amount_minor > 0) newest \
         where id = $1 and made_at < newest.at",
    )
    .bind(batch.to_owned())
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub fn bank(name: Option<String>, number: Option<String>, holder: Option<String>) -> Option<BankAccount> {
    Some(BankAccount { bank: name?, number: number?, holder: holder? })
}

pub fn rupiah(minor: i64) -> Money {
    Money { minor, currency: Currency::Idr }
}

/// False when another payout has the code.
pub async fn insert_payout(
    tx: &mut Tx,
    id: &PayoutId,
    batch: &str,
    owed: &Owed,
    (way, state, code): (Way, State, &str),
) -> Result<bool, AppError> {
    let now = tx.now;
    let bank = owed.bank.clone().filter(|_| way == Way::Bank);
    let done = sqlx::query(
        "insert into payouts (id, batch_id, shop_id, state, code, amount_minor, currency, bank_name, bank_account, \
           bank_holder, owed_since, updated_at) values ($1, $2, $3, $12, $4, $5, $6, $7, $8, $9, $10, $11) \
         on conflict (code) do nothing",
    )
    .bind(id.0.clone())
    .bind(batch.to_owned())
    .bind(owed.shop.0.clone())
    .bind(code.to_owned())
    .bind(owed.amount.minor)
    .bind(owed.amount.currency.code().to_owned())
    .bind(bank.as_ref().map(|bank| bank.bank.clone()))
    .bind(bank.as_ref().map(|bank| bank.number.clone()))
    .bind(bank.as_ref().map(|bank| bank.holder.clone()))
    .bind(owed.since)
    .bind(now)
    .bind(state.as_str().to_owned())
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn is_of(tx: &mut Tx, regency: &RegionId, batch: &BatchId) -> Result<bool, AppError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from payout_batches where id = $1 and regency_id = $2")
        .bind(batch.0.clone())
        .bind(regency.0.clone())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(count == 1)
}

/// False when the batch has left or was undone already.
pub async fn close_batch(tx: &mut Tx, batch: &BatchId, to: State) -> Result<bool, AppError> {
    let now = tx.now;
    let sent = to == State::Sent;
    let done = sqlx::query(
        "update payout_batches set sent_at = $2, undone_at = $3 where id = $1 and sent_at is null and undone_at is null",
    )
    .bind(batch.0.clone())
    .bind(sent.then_some(now))
    .bind((!sent).then_some(now))
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn move_batch(tx: &mut Tx, batch: &BatchId, (from, to): (State, State)) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update payouts set state = $2, sent_at = $3, updated_at = $4 where batch_id = $1 and state = $5")
        .bind(batch.0.clone())
        .bind(to.as_str().to_owned())
        .bind((to == State::Sent).then_some(now))
        .bind(now)
        .bind(from.as_str().to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// A payout as a step needs it.
pub struct Stored {
    pub id: PayoutId,
    pub batch: BatchId,
    pub shop: ShopId,
    pub way: Way,
    pub state: State,
    pub amount: Money,
    pub since: i64,
}

type StoredRow = (String, String, String, String, String, i64, i64);

fn stored((id, batch, shop, way, state, minor, since): StoredRow) -> Option<Stored> {
    let state = State::parse(&state)?;
    let (batch, shop) = (BatchId(batch), ShopId(shop));
    let way = Way::parse(&way)?;
    Some(Stored { id: PayoutId(id), batch, shop, way, state, amount: rupiah(minor), since })
}

macro_rules! stored {
    ($which:literal) => {
        concat!(
            "select p.id, p.batch_id, p.shop_id, b.way, p.state, p.amount_minor, p.owed_since from payouts p \
             join payout_batches b on b.id = p.batch_id ",
            $which
        )
    };
}

/// A payout, its row held: who says "it came back" is not refused because she said "it has arrived" in the same moment.
pub async fn payout(tx: &mut Tx, id: &PayoutId) -> Result<Option<Stored>, AppError> {
    tx.hold("payouts", id.as_str()).await?;
    let row: Option<StoredRow> =
        sqlx::query_as(stored!("where p.id = $1")).bind(id.0.clone()).fetch_optional(tx.db()).await.db()?;
    Ok(row.and_then(stored))
}

pub async fn of_batch_in(tx: &mut Tx, batch: &BatchId) -> Result<Vec<Stored>, AppError> {
    let rows: Vec<StoredRow> = sqlx::query_as(stored!("where p.batch_id = $1 order by p.id"))
        .bind(batch.0.clone())
        .fetch_all(tx.db())
        .await
        .db()?;
    Ok(rows.into_iter().filter_map(stored).collect())
}

/// Moves a payout; false when it is not where it was thought to be.
pub async fn advance(
    tx: &mut Tx,
    id: &PayoutId,
    (from, to): (State, State),
    made: Move,
    reason: &str,
) -> Result<bool, AppError> {
    let now = tx.now;
    let stamp = |which: Move| (made == which).then_some(now);
    let done = sqlx::query(
        "update payouts set state = $3, received_at = coalesce($4, received_at), \
           missing_at = case when $3 = 'received' then null else coalesce(missing_at, $5) end, \
           returned_at = coalesce($6, returned_at), reason = $7, updated_at = $8 where id = $1 and state = $2",
    )
    .bind(id.0.clone())
    .bind(from.as_str().to_owned())
    .bind(to.as_str().to_owned())
    .bind(stamp(Move::Receive))
    .bind(stamp(Move::Miss))
    .bind(stamp(Move::Return))
    .bind(reason.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn regency_of(tx: &mut Tx, shop: &ShopId) -> Result<String, AppError> {
    let (regency,): (String,) = sqlx::query_as("select regency_id from shops where id = $1")
        .bind(shop.0.clone())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(regency)
}
