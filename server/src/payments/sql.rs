//! Statements of payments and of how shops are paid.

mod alarms;
mod book;
mod card;
mod mine;
mod region;
mod waits;

use std::collections::HashMap;

use app::error::AppError;
use app::ids::ShopId;
use app::payments::rules::State;
use app::payments::{BankAccount, ShopQris, Ways};
use sqlx::{Any, Executor};

pub use alarms::{
    Settling, answer_by, count as count_alarms, is_raised, is_there as is_alarm, open as open_alarms,
    over as over_alarms, raise, settle, settled as settled_alarms, surplus_of,
};
pub use book::{movements, owed, purse};
pub use card::now as card_now;
pub use mine::{balance, days, mine};
pub use region::{money as region_money, save as save_region_money};
pub(crate) use waits::{waiting, waits};

use super::NewPayment;
use super::providers::Shown;
use crate::store::{DbResult as _, Tx, among};

/// The number of the part that a payment is for.
pub async fn part_number(tx: &mut Tx, payment: &str) -> Result<i64, AppError> {
    let (number,): (i64,) =
        sqlx::query_as("select s.number from shop_orders s join payments p on p.shop_order_id = s.id where p.id = $1")
            .bind(payment.to_owned())
            .fetch_one(tx.db())
            .await
            .db()?;
    Ok(number)
}

#[derive(sqlx::FromRow)]
struct WaysRow {
    shop_id: String,
    takes_cash: i64,
    takes_qris: i64,
    qris_payload: Option<String>,
    qris_name: Option<String>,
    takes_transfer: i64,
    bank_name: Option<String>,
    bank_account: Option<String>,
    bank_holder: Option<String>,
    offers_cash: i64,
    offers_qris: i64,
    offers_transfer: i64,
    offers_card: i64,
}

pub async fn ways<'e, E: Executor<'e, Database = Any>>(
    db: E,
    shops: &[ShopId],
) -> Result<HashMap<ShopId, Ways>, AppError> {
    let rows: Vec<WaysRow> = among(db, &[], shops.iter().map(|shop| shop.0.clone()), |places| {
        format!(
            "select p.shop_id, p.takes_cash, p.takes_qris, p.qris_payload, p.qris_name, p.takes_transfer, p.bank_name, \
           p.bank_account, p.bank_holder, coalesce(r.offers_cash, 1) as offers_cash, coalesce(r.offers_qris, 1) as offers_qris, \
           coalesce(r.offers_transfer, 1) as offers_transfer, coalesce(r.offers_card, 0) as offers_card \
         from shop_payments p join shops s on s.id = p.shop_id left join region_money r on r.regency_id = s.regency_id \
         where p.shop_id in ({places})"
        )
    })
    .await?;
    Ok(rows.into_iter().map(|row| (ShopId(row.shop_id.clone()), row.ways())).collect())
}

impl WaysRow {
    /// What the shop takes and its region offers.
    fn ways(self) -> Ways {
        let bank = self.bank_name.zip(self.bank_account).zip(self.bank_holder);
        Ways {
            cash: self.takes_cash == 1 && self.offers_cash == 1,
            qris: self
                .qris_payload
                .filter(|_| self.takes_qris == 1 && self.offers_qris == 1)
                .map(|payload| ShopQris { payload, name: self.qris_name.unwrap_or_default() }),
            transfer: bank
                .filter(|_| self.takes_transfer == 1 && self.offers_transfer == 1)
                .map(|((bank, number), holder)| BankAccount { bank, number, holder }),
            card: self.offers_card == 1,
        }
    }
}

/// Opens a payment and gives its id.
pub async fn insert(tx: &mut Tx, new: &NewPayment, shown: Shown) -> Result<String, AppError> {
    let (id, now, bank) = (tx.new_id(), tx.now, shown.bank);
    sqlx::query(
        "insert into payments (id, order_id, shop_order_id, shop_id, order_code, about, about_language, method, currency, \
           amount_minor, state, qris_payload, qris_plain, qris_name, created_at, updated_at, bank_name, bank_account, bank_holder, purpose, refusals) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, $13, $14, $14, $15, $16, $17, $18, $19)",
    )
    .bind(id.clone())
    .bind(new.order.clone())
    .bind(new.shop_order.clone())
    .bind(new.shop.0.clone())
    .bind(new.order_code.clone())
    .bind(new.about.clone())
    .bind(new.about_language.code().to_owned())
    .bind(new.method.as_str().to_owned())
    .bind(new.amount.currency.code().to_owned())
    .bind(new.amount.minor)
    .bind(shown.qris_payload)
    .bind(shown.qris_plain)
    .bind(shown.qris_name)
    .bind(now)
    .bind(bank.as_ref().map(|bank| bank.bank.clone()))
    .bind(bank.as_ref().map(|bank| bank.number.clone()))
    .bind(bank.as_ref().map(|bank| bank.holder.clone()))
    .bind(new.purpose.as_str())
    .bind(new.refusals)
    .execute(tx.db())
    .await
    .db()?;
    Ok(id)
}

/// Whether a rest follows this payment.
pub async fn follow(tx: &mut Tx, payment: &str, followed: bool) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update payments set followed = $2, updated_at = $3 where id = $1")
        .bind(payment.to_owned())
        .bind(i64::from(followed))
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// What a move writes besides the state.
#[derive(Clone, Debug, Default)]
pub struct Stamp {
    pub refusals: i64,
    pub claimed_at: Option<i64>,
    pub paid_at: Option<i64>,
    pub paid_by: Option<String>,
    pub return_due_at: Option<i64>,
    pub returned_at: Option<i64>,
    pub return_seen_at: Option<i64>,
}

/// Moves a payment; false when it is not where it was thought to be. Stamps that are None stay as they are.
pub async fn advance(tx: &mut Tx, id: &str, from: State, to: State, stamp: Stamp) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update payments set state = $3, refusals = $4, claimed_at = coalesce($5, claimed_at), \
           paid_at = coalesce($6, paid_at), paid_by = coalesce($7, paid_by), \
           return_due_at = coalesce($8, return_due_at), returned_at = coalesce($9, returned_at), \
           return_seen_at = coalesce(return_seen_at, $10), \
           returned_minor = case when $3 = 'returned' or ($2 = 'paid' and $3 = 'lapsed') then amount_minor else returned_minor end, updated_at = $11 \
         where id = $1 and state = $2",
    )
    .bind(id.to_owned())
    .bind(from.as_str().to_owned())
    .bind(to.as_str().to_owned())
    .bind(stamp.refusals)
    .bind(stamp.claimed_at)
    .bind(stamp.paid_at)
    .bind(stamp.paid_by)
    .bind(stamp.return_due_at)
    .bind(stamp.returned_at)
    .bind(stamp.return_seen_at)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}
