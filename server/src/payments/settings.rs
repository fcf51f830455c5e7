//! A shop's money settings. Only its owner changes them, with her PIN, after seeing old and new side by side;
//! whatever their role, nobody else can. A new QRIS or account holds for new payments only;
//! one that takes another's place waits 48 hours and is confirmed a second time, and what held before holds until then.

pub mod http;
mod sql;

use app::backend::Actor;
use app::error::AppError;
use app::ids::ShopId;
use app::payments::BankAccount;
use app::payments::settings::{OwnQris, Proposal, Settings};
use serde_json::{Value, json};

use crate::audit::{self, By};
use crate::house::House;
use crate::keys::token_hash;
use crate::store::Tx;

/// Makes the payment settings of a shop that is just being opened, in the transaction that opens it: cash, and
/// nothing else until its owner says more.
///
/// # Errors
/// `Conflict` when the shop has settings already or does not exist.
pub async fn start(tx: &mut Tx, shop: &ShopId) -> Result<(), AppError> {
    sql::insert(tx, shop).await
}

/// How a shop is paid now.
pub async fn settings(house: &House, shop: &ShopId) -> Result<Settings, AppError> {
    sql::settings(house.store.read(), shop).await?.ok_or(AppError::NotFound)
}

/// Makes the change the owner has confirmed, or lets it wait for its second time when it would send money elsewhere;
/// true when it waits. `replaces` is the state she saw.
///
/// # Errors
/// `NotFound` for anybody but the owner; `Conflict` when the settings were changed since.
pub async fn change(tx: &mut Tx, actor: &Actor, proposal: &Proposal, replaces: i64) -> Result<bool, AppError> {
    let (shop, was) = own(tx, actor).await?;
    if proposal.redirects(&was) {
        if !sql::wait(tx, &shop, &actor.account, proposal, replaces).await? {
            return Err(AppError::conflict("payments-settings-meanwhile"));
        }
        note(tx, actor, "payments.change_waits", (&shop, &was), proposal).await?;
        return Ok(true);
    }
    make(tx, actor, (&shop, &was), proposal, replaces).await?;
    if let Some(waiting) = was.waiting.clone() {
        sql::amend_waiting(tx, &shop, &waiting.proposal.beside(&was, proposal)).await?;
    }
    Ok(false)
}

/// The second yes to a change that waited.
///
/// # Errors
/// `NotFound` for anybody but the owner; `Conflict` when nothing waits, or not long enough.
pub async fn change_again(tx: &mut Tx, actor: &Actor) -> Result<(), AppError> {
    let (shop, was) = own(tx, actor).await?;
    let waiting = was.waiting.clone().ok_or_else(|| AppError::conflict("payments-settings-meanwhile"))?;
    if tx.now < waiting.holds_from {
        return Err(AppError::conflict("payments-settings-too-early"));
    }
    // Whoever takes the row away makes the change.
    if !sql::drop_waiting(tx, &shop).await? {
        return Err(AppError::conflict("payments-settings-meanwhile"));
    }
    make(tx, actor, (&shop, &was), &waiting.proposal, was.updated_at).await
}

/// Drops a change that waits.
///
/// # Errors
/// `NotFound` for anybody but the owner; `Conflict` when nothing waits.
pub async fn drop_change(tx: &mut Tx, actor: &Actor) -> Result<(), AppError> {
    let (shop, was) = own(tx, actor).await?;
    let waiting = was.waiting.clone().ok_or_else(|| AppError::conflict("payments-settings-meanwhile"))?;
    if !sql::drop_waiting(tx, &shop).await? {
        return Err(AppError::conflict("payments-settings-meanwhile"));
    }
    note(tx, actor, "payments.change_dropped", (&shop, &was), &waiting.proposal).await
}

async fn own(tx: &mut Tx, actor: &Actor) -> Result<(ShopId, Settings), AppError> {
    let shop = actor.shop.clone().filter(|_| actor.owns_shop).ok_or(AppError::NotFound)?;
    let was = sql::settings(&mut *tx.db(), &shop).await?.ok_or(AppError::NotFound)?;
    Ok((shop, was))
}

async fn make(
    tx: &mut Tx,
    actor: &Actor,
    (shop, was): (&ShopId, &Settings),
    proposal: &Proposal,
    replaces: i64,
) -> Result<(), AppError> {
    if !sql::update(tx, shop, proposal, replaces).await? {
        return Err(AppError::conflict("payments-settings-meanwhile"));
    }
    note(tx, actor, "payments.settings_changed", (shop, was), proposal).await
}

async fn note(
    tx: &mut Tx,
    actor: &Actor,
    action: &'static str,
    (shop, was): (&ShopId, &Settings),
    proposal: &Proposal,
) -> Result<(), AppError> {
    let account = |bank: Option<&BankAccount>| {
        bank.map_or(Value::Null, |bank| json!({ "hash": token_hash(&format!("{}:{}", bank.bank, bank.number)) }))
    };
    let detail = json!({
        "cash": [was.cash, proposal.cash],
        "qris": [was.takes_qris, proposal.takes_qris],
        "code": [trace(was.qris.as_ref()), trace(proposal.qris.as_ref())],
        "transfer": [was.takes_transfer, proposal.takes_transfer],
        "account": [account(was.bank.as_ref()), account(proposal.bank.as_ref())],
    });
    // On every phone of the shop it is said until it was seen: a change nobody asked for is noticed.
    sql::tell_everybody(tx, shop).await?;
    audit::note(tx, &By::from(actor), action, ("shop", shop.as_str()), detail).await
}

/// Enough to recognise a code later, never the code itself.
fn trace(qris: Option<&OwnQris>) -> Value {
    qris.map_or(Value::Null, |qris| json!({ "nmid": qris.nmid, "hash": token_hash(&qris.payload) }))
}
