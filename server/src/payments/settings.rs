//! A shop's money settings. Only its owner changes them, with her PIN, after seeing old and new side by side;
//! whatever their role, nobody else can. A new QRIS holds for new payments only.

pub mod http;
mod sql;

use app::backend::Actor;
use app::error::AppError;
use app::ids::ShopId;
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

/// Makes the change the owner has confirmed. `replaces` is the state she saw.
///
/// # Errors
/// `NotFound` for anybody but the owner; `Conflict` when the settings were changed since.
pub async fn change(tx: &mut Tx, actor: &Actor, proposal: &Proposal, replaces: i64) -> Result<(), AppError> {
    let shop = actor.shop.as_ref().filter(|_| actor.owns_shop).ok_or(AppError::NotFound)?;
    let was = sql::settings(&mut *tx.db(), shop).await?.ok_or(AppError::NotFound)?;
    if !sql::update(tx, shop, proposal, replaces).await? {
        return Err(AppError::conflict("payments-settings-meanwhile"));
    }
    let detail = json!({
        "cash": [was.cash, proposal.cash],
        "qris": [was.takes_qris, proposal.takes_qris],
        "code": [trace(was.qris.as_ref()), trace(proposal.qris.as_ref())],
    });
    audit::note(tx, &By::from(actor), "payments.settings_changed", ("shop", shop.as_str()), detail).await
}

/// Enough to recognise a code later, never the code itself.
fn trace(qris: Option<&OwnQris>) -> Value {
    qris.map_or(Value::Null, |qris| json!({ "nmid": qris.nmid, "hash": token_hash(&qris.payload) }))
}
