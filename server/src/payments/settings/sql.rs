//! Statements of a shop's payment settings.

use app::error::AppError;
use app::ids::AccountId;
use app::ids::ShopId;
use app::payments::BankAccount;
use app::payments::qris::Qris;
use app::payments::settings::{OwnQris, Proposal, Settings, WAIT_MS, Waiting};
use sqlx::{Any, Executor};

use crate::store::{DbResult as _, Tx};

/// Cash only.
pub async fn insert(tx: &mut Tx, shop: &ShopId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("insert into shop_payments (shop_id, takes_cash, takes_qris, updated_at) values ($1, 1, 0, $2)")
        .bind(shop.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    takes_cash: i64,
    takes_qris: i64,
    qris_payload: Option<String>,
    takes_transfer: i64,
    bank_name: Option<String>,
    bank_account: Option<String>,
    bank_holder: Option<String>,
    updated_at: i64,
    w_cash: Option<i64>,
    w_takes_qris: Option<i64>,
    w_payload: Option<String>,
    w_transfer: Option<i64>,
    w_bank: Option<String>,
    w_account: Option<String>,
    w_holder: Option<String>,
    holds_from: Option<i64>,
}

/// Only a valid code is ever stored; what it says of its owner is read from it again.
fn code(text: Option<String>) -> Option<OwnQris> {
    text.and_then(|text| Qris::parse(&text).ok()).map(|qris| OwnQris::of(&qris))
}

fn account(bank: Option<String>, number: Option<String>, holder: Option<String>) -> Option<BankAccount> {
    Some(BankAccount { bank: bank?, number: number?, holder: holder? })
}

pub async fn settings<'e, E: Executor<'e, Database = Any>>(db: E, shop: &ShopId) -> Result<Option<Settings>, AppError> {
    let row: Option<Row> = sqlx::query_as(
        "select p.takes_cash, p.takes_qris, p.qris_payload, p.takes_transfer, p.bank_name, p.bank_account, \
               p.bank_holder, p.updated_at, x.takes_cash as w_cash, x.takes_qris as w_takes_qris, \
               x.qris_payload as w_payload, x.takes_transfer as w_transfer, x.bank_name as w_bank, \
               x.bank_account as w_account, x.bank_holder as w_holder, x.holds_from \
             from shop_payments p left join shop_payments_waiting x on x.shop_id = p.shop_id where p.shop_id = $1",
    )
    .bind(shop.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(|row| Settings {
        cash: row.takes_cash == 1,
        takes_qris: row.takes_qris == 1,
        qris: code(row.qris_payload),
        takes_transfer: row.takes_transfer == 1,
        bank: account(row.bank_name, row.bank_account, row.bank_holder),
        waiting: row.holds_from.map(|holds_from| Waiting {
            proposal: Proposal {
                cash: row.w_cash == Some(1),
                takes_qris: row.w_takes_qris == Some(1),
                qris: code(row.w_payload),
                takes_transfer: row.w_transfer == Some(1),
                bank: account(row.w_bank, row.w_account, row.w_holder),
            },
            holds_from,
        }),
        updated_at: row.updated_at,
    }))
}

/// False when the settings are not those of `replaces` any more.
pub async fn update(tx: &mut Tx, shop: &ShopId, proposal: &Proposal, replaces: i64) -> Result<bool, AppError> {
    let qris = proposal.qris.as_ref();
    // Two changes within a millisecond are still two versions.
    let version = tx.now.max(replaces + 1);
    let done = sqlx::query(
        "update shop_payments set takes_cash = $3, takes_qris = $4, qris_payload = $5, qris_name = $6, \
           qris_city = $7, qris_nmid = $8, updated_at = $9, takes_transfer = $10, bank_name = $11, \
           bank_account = $12, bank_holder = $13 where shop_id = $1 and updated_at = $2",
    )
    .bind(shop.0.clone())
    .bind(replaces)
    .bind(i64::from(proposal.cash))
    .bind(i64::from(proposal.takes_qris))
    .bind(qris.map(|qris| qris.payload.clone()))
    .bind(qris.map(|qris| qris.name.clone()))
    .bind(qris.map(|qris| qris.city.clone()))
    .bind(qris.and_then(|qris| qris.nmid.clone()))
    .bind(version)
    .bind(i64::from(proposal.takes_transfer))
    .bind(proposal.bank.as_ref().map(|bank| bank.bank.clone()))
    .bind(proposal.bank.as_ref().map(|bank| bank.number.clone()))
    .bind(proposal.bank.as_ref().map(|bank| bank.holder.clone()))
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Lets a change wait; another that waited gives way. False when the settings are not those of `replaces` any more.
pub async fn wait(
    tx: &mut Tx,
    shop: &ShopId,
    account: &AccountId,
    proposal: &Proposal,
    replaces: i64,
) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query("update shop_payments set updated_at = $3 where shop_id = $1 and updated_at = $2")
        .bind(shop.0.clone())
        .bind(replaces)
        .bind(now.max(replaces + 1))
        .execute(tx.db())
        .await
        .db()?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query(
        "insert into shop_payments_waiting (shop_id, takes_cash, takes_qris, qris_payload, takes_transfer, bank_name, \
           bank_account, bank_holder, proposed_by, proposed_at, holds_from) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (shop_id) do update set \
           takes_cash = excluded.takes_cash, takes_qris = excluded.takes_qris, qris_payload = excluded.qris_payload, \
           takes_transfer = excluded.takes_transfer, bank_name = excluded.bank_name, \
           bank_account = excluded.bank_account, bank_holder = excluded.bank_holder, \
           proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at, holds_from = excluded.holds_from",
    )
    .bind(shop.0.clone())
    .bind(i64::from(proposal.cash))
    .bind(i64::from(proposal.takes_qris))
    .bind(proposal.qris.as_ref().map(|qris| qris.payload.clone()))
    .bind(i64::from(proposal.takes_transfer))
    .bind(proposal.bank.as_ref().map(|bank| bank.bank.clone()))
    .bind(proposal.bank.as_ref().map(|bank| bank.number.clone()))
    .bind(proposal.bank.as_ref().map(|bank| bank.holder.clone()))
    .bind(account.0.clone())
    .bind(now)
    .bind(now + WAIT_MS)
    .execute(tx.db())
    .await
    .db()?;
    Ok(true)
}

/// What waits becomes this, as what holds was changed meanwhile; its day stays.
pub async fn amend_waiting(tx: &mut Tx, shop: &ShopId, proposal: &Proposal) -> Result<(), AppError> {
    let account = |part: fn(&BankAccount) -> &String| proposal.bank.as_ref().map(part).cloned();
    sqlx::query(
        "update shop_payments_waiting set takes_cash = $2, takes_qris = $3, qris_payload = $4, takes_transfer = $5, \
           bank_name = $6, bank_account = $7, bank_holder = $8 where shop_id = $1",
    )
    .bind(shop.0.clone())
    .bind(i64::from(proposal.cash))
    .bind(i64::from(proposal.takes_qris))
    .bind(proposal.qris.as_ref().map(|qris| qris.payload.clone()))
    .bind(i64::from(proposal.takes_transfer))
    .bind(account(|bank| &bank.bank))
    .bind(account(|bank| &bank.number))
    .bind(account(|bank| &bank.holder))
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// Takes away what waits; false when nothing does.
pub async fn drop_waiting(tx: &mut Tx, shop: &ShopId) -> Result<bool, AppError> {
    let done = sqlx::query("delete from shop_payments_waiting where shop_id = $1")
        .bind(shop.0.clone())
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}

/// Tells every one of the shop's people, until they have seen it.
pub async fn tell_everybody(tx: &mut Tx, shop: &ShopId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into money_news (shop_id, account_id, at) select m.shop_id, m.account_id, $2 from memberships m \
         where m.shop_id = $1 on conflict (shop_id, account_id) do update set at = excluded.at, seen_at = null",
    )
    .bind(shop.0.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// One of them has seen it.
pub async fn seen(tx: &mut Tx, shop: &ShopId, account: &AccountId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update money_news set seen_at = $3 where shop_id = $1 and account_id = $2 and seen_at is null")
        .bind(shop.0.clone())
        .bind(account.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}
