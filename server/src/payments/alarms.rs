//! What a person of the office has to look at: money that does not match what we expect. Told once, and settled by
//! somebody with a note.

pub mod http;

use app::error::AppError;
use app::money::{Currency, Money, format_rupiah};
use app::payments::alarms::Kind;
use serde_json::json;

use super::sql;
use crate::audit::{self, By};
use crate::house::House;
use crate::store::Tx;

/// Something to be looked at.
#[derive(Clone, Debug)]
pub struct Alarm {
    pub kind: Kind,
    /// What it is about: with the kind it is told once.
    pub subject: String,
    pub order: Option<String>,
    pub expected: String,
    pub came: String,
}

/// Raises an alarm; one of the same kind and subject is there already and stays as it is.
pub async fn raise(tx: &mut Tx, alarm: &Alarm) -> Result<(), AppError> {
    tracing::error!(kind = alarm.kind.as_str(), subject = alarm.subject, "an alarm was raised");
    let Some(id) = sql::raise(tx, alarm).await? else { return Ok(()) };
    audit::note(tx, &By::System, "alarm.raised", ("alarm", &id), json!({ "kind": alarm.kind.as_str() })).await
}

/// Until when the bank of a dispute waits for an answer.
pub async fn answer_by(tx: &mut Tx, dispute: &str, at: i64) -> Result<(), AppError> {
    sql::answer_by(tx, dispute, at).await
}

/// True when it was raised before, settled or not.
pub async fn is_raised(house: &House, kind: Kind, subject: &str) -> Result<bool, AppError> {
    sql::is_raised(house.store.read(), kind, subject).await
}

/// Settles an open alarm of a regency.
///
/// # Errors
/// `NotFound` for one of another regency; `Conflict` for one that is settled.
pub async fn settle(tx: &mut Tx, by: &By, regency: &str, id: &str, note: &str) -> Result<(), AppError> {
    let By::Account(_, account) = by else { return Err(AppError::NotFound) };
    match sql::settle(tx, regency, id, account.as_str(), note).await? {
        sql::Settling::Now => audit::note(tx, by, "alarm.settled", ("alarm", id), json!({})).await,
        sql::Settling::Before => Err(AppError::conflict("payments-alarm-settled")),
        sql::Settling::Nowhere => Err(AppError::NotFound),
    }
}

/// Settles what nobody has to look at any more in an order: the bank has decided, the money arrived or was handed over.
pub async fn over(tx: &mut Tx, order: &str) -> Result<(), AppError> {
    for (id, ended) in sql::over_alarms(tx, order).await? {
        audit::note(tx, &By::System, "alarm.settled", ("alarm", &id), json!({ "because": ended })).await?;
    }
    Ok(())
}

/// The refund of what was paid for nothing that an open alarm of a regency is about.
pub async fn surplus_of(tx: &mut Tx, regency: &str, id: &str) -> Result<Option<String>, AppError> {
    sql::surplus_of(tx, regency, id).await
}

/// True for an alarm of this regency, or of none.
pub async fn is_there(house: &House, regency: &str, id: &str) -> Result<bool, AppError> {
    sql::is_alarm(house.store.read(), regency, id).await
}

/// An amount as it was told, in any currency: `Rp450.000`, or minor units and the currency's name.
pub fn amount(minor: i64, currency: &str) -> String {
    if currency.eq_ignore_ascii_case(Currency::Idr.code()) {
        format_rupiah(Money { minor, ..Money::rupiah(0) })
    } else {
        format!("{minor} {currency}")
    }
}
