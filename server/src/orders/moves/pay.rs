//! What a move does to the payment, its deposit, and what is asked for next.

use app::error::AppError;
use app::money::Money;
use app::orders::rules::How;
use app::orders::rules::plan::{Act, Plan};
use app::payments::Payment;
use app::payments::method::{Method, Purpose};
use app::payments::rules::{Move, Row, State as PaymentState};

use super::super::sql::Found;
use super::{Doing, account, agreed};
use crate::audit::By;
use crate::payments::{self, NewPayment, Stamp, alarms};
use crate::store::Tx;

/// Moves the payment and its deposit, and opens what is asked for next.
pub async fn pay(tx: &mut Tx, by: &By, found: &Found, doing: &Doing, plan: Plan) -> Result<(), AppError> {
    let sheet = &found.sheet;
    if let (Some(deposit), Some(row)) = (&sheet.deposit, plan.deposit_pays) {
        advance(tx, by, deposit, row, 0).await?;
    }
    let payment = &sheet.payment;
    if let Some(row) = plan.pays {
        advance(tx, by, payment, row, plan.refusals).await?;
    }
    if doing.act == Act::CameBack {
        alarms::over(tx, sheet.id.as_str()).await?;
    }
    match (doing.act, doing.method, plan.payment) {
        // How often it was looked for stays: another way of paying is no new life.
        (Act::Change, Some(method), _) => {
            let refusals = payment.refusals;
            let new = new_payment(found, payment.purpose, method, payment.amount);
            payments::open(tx, &NewPayment { refusals, ..new }).await
        }
        (Act::Agree, Some(method), _) => agreed::first_payment(tx, found, method).await,
        (Act::Cancel | Act::Lose, _, PaymentState::Abandoned) => {
            payments::alone_again(tx, sheet.deposit.as_ref()).await
        }
        (_, _, PaymentState::Paid) if payment.purpose == Purpose::Deposit && payment.state != PaymentState::Paid => {
            payments::followed(tx, &payment.id).await?;
            let rest = agreed::rest(sheet)?;
            open_rest(tx, found, rest).await
        }
        _ => Ok(()),
    }
}

/// What is said about money is said of the payment the page showed: after a deposit came the rest is asked for, and
/// after a refusal the buyer may say again that it is paid. Nobody cancels an order that was paid since the page asked.
pub fn same_payment(found: &Found, doing: &Doing) -> Result<(), AppError> {
    let arrived = found.sheet.arrived().minor;
    if doing.act == Act::Cancel && doing.arrived.is_some_and(|shown| shown != arrived) {
        return Err(AppError::conflict("orders-no-cancel-paid"));
    }
    let speaks = matches!(doing.act, Act::Claim | Act::Arrived | Act::NotArrived | Act::Change | Act::HandBack);
    let now = &found.sheet.payment;
    match &doing.payment {
        Some(meant) if speaks && *meant != now.mark() => Err(AppError::conflict(match now.purpose {
            _ if doing.act == Act::HandBack => "orders-refund-moved",
            Purpose::Rest if !meant.starts_with(now.id.as_str()) => "orders-no-deposit-paid",
            _ => "orders-no-other-payment",
        })),
        _ => Ok(()),
    }
}

/// Moves one payment and stamps what happened to it.
pub(super) async fn advance(tx: &mut Tx, by: &By, payment: &Payment, row: &Row, refusals: i64) -> Result<(), AppError> {
    let now = tx.now;
    let arrives = matches!(row.made, Move::Arrive | Move::ArriveLate);
    let stamp = Stamp {
        refusals,
        claimed_at: (row.to == PaymentState::Claimed).then_some(now),
        paid_at: arrives.then_some(now),
        paid_by: arrives.then(|| account(by)).flatten(),
        return_due_at: (row.to == PaymentState::ToReturn).then_some(now),
        returned_at: (row.made == Move::HandBack).then_some(now),
        return_seen_at: (row.made == Move::Confirm).then_some(now),
    };
    payments::advance(tx, payment, row, stamp).await
}

/// The rest is asked for as the deposit was paid, or in the first way that can carry it. The deposit is here: where
/// no way can, the rest is still to be paid, and the buyer or the shop finds another way.
async fn open_rest(tx: &mut Tx, found: &Found, rest: Money) -> Result<(), AppError> {
    let sheet = &found.sheet;
    let ways = payments::ways(tx.db(), &sheet.shop).await?;
    let fits = |method: &Method| ways.takes(*method, rest) && (*method != Method::Cash || sheet.how != How::Send);
    let wished = sheet.payment.method;
    match std::iter::once(wished).chain(Method::ALL).find(fits) {
        Some(method) => payments::open(tx, &new_payment(found, Purpose::Rest, method, rest)).await,
        None => payments::open_bare(tx, &new_payment(found, Purpose::Rest, Method::Cash, rest)).await,
    }
}

/// A payment of this part with a way of paying.
pub async fn open_another(
    tx: &mut Tx,
    found: &Found,
    purpose: Purpose,
    method: Method,
    amount: Money,
) -> Result<(), AppError> {
    payments::open(tx, &new_payment(found, purpose, method, amount)).await
}

fn new_payment(found: &Found, purpose: Purpose, method: Method, amount: Money) -> NewPayment {
    let sheet = &found.sheet;
    NewPayment {
        order: sheet.id.0.clone(),
        shop_order: sheet.part.0.clone(),
        shop: sheet.shop.clone(),
        order_code: sheet.code.clone(),
        about: sheet.lines.first.name.clone(),
        about_language: sheet.lines.first.lang,
        purpose,
        method,
        amount,
        refusals: 0,
    }
}
