//! A cardholder's bank asks for its money: nothing leaves the shop until it has decided. Won, everything is as it was;
//! lost, the money is gone from what is owed to the shop, as with a refund. A region that bears such a loss itself
//! writes a correction.
//!
//! Cannot be undone: a dispute that was lost.

use app::error::AppError;
use app::ids::{PaymentId, ShopOrderId};
use app::money::Money;
use app::notifications::Event;
use app::orders::rules::plan::Act;
use app::payments::alarms::Kind as AlarmKind;
use app::payments::rules::Who;
use serde_json::json;

use super::super::moves::{self, Doing};
use super::super::sql;
use crate::audit::{self, By};
use crate::notifications;
use crate::payments::alarms::{self, Alarm};
use crate::payments::card::events::Dispute;
use crate::payments::card::{self, Session, refunds as cards};
use crate::payments::ledger;
use crate::payments::refunds::{self, Taken};
use crate::store::Tx;

/// Applies what Stripe says of a dispute, once for each state.
pub async fn told(tx: &mut Tx, told: Dispute) -> Result<&'static str, AppError> {
    let Some(session) = card::of_intent(tx.db(), &told.intent).await? else { return Ok("not ours") };
    sql::take_all(tx, session.order.as_str()).await?;
    let row = cards::Dispute {
        provider: told.id.clone(),
        session: session.id.clone(),
        minor: told.minor,
        currency: told.currency.clone(),
        state: told.state,
    };
    if !cards::dispute(tx, &row).await? {
        return Ok("known");
    }
    alarm(tx, &session, &told).await?;
    tell(tx, &session, &told).await?;
    // Whoever has read the order before reads again: what he may do is another thing now.
    sql::touch_all(tx, session.order.as_str()).await?;
    if told.state == "lost" && told.currency == "idr" {
        lost(tx, &session, &told).await?;
    } else {
        let action = match told.state {
            "won" => "payment.dispute_won",
            "lost" => "payment.dispute_lost",
            _ => "payment.disputed",
        };
        for share in card::shares(tx, &session.id).await? {
            noted(tx, &session, &share.payment, action).await?;
        }
    }
    Ok("dispute")
}

/// Tells every shop of the payment.
async fn tell(tx: &mut Tx, session: &Session, told: &Dispute) -> Result<(), AppError> {
    let event = if told.state == "open" { Event::DisputeOpened } else { Event::DisputeClosed };
    for share in card::shares(tx, &session.id).await? {
        let news = notifications::Told::of_part(event, session.order.as_str(), &share.part, &told.id);
        notifications::tell(tx, &news.amount(Money { minor: share.amount_minor, ..session.amount })).await?;
    }
    Ok(())
}

async fn alarm(tx: &mut Tx, session: &Session, told: &Dispute) -> Result<(), AppError> {
    let kind = match told.state {
        "won" => return Ok(()),
        "lost" => AlarmKind::DisputeLost,
        _ => AlarmKind::Dispute,
    };
    let alarm = Alarm {
        kind,
        subject: told.id.clone(),
        order: Some(session.order.0.clone()),
        expected: alarms::amount(session.amount.minor, "idr"),
        came: alarms::amount(told.minor, &told.currency),
    };
    alarms::raise(tx, &alarm).await
}

/// The bank took so much: of each shop's share in order, up to what was not given back before. Pieces that are still
/// here are for sale again where nothing is left of the money.
async fn lost(tx: &mut Tx, session: &Session, told: &Dispute) -> Result<(), AppError> {
    let mut rest = told.minor;
    for share in card::shares(tx, &session.id).await? {
        let amount = Money { minor: rest, ..session.amount };
        let taken = refunds::taken(tx, &PaymentId(share.payment.clone()), amount, Taken::Bank(&told.id)).await?;
        rest -= taken.minor;
        let part = ShopOrderId(share.part.clone());
        match moves::act(tx, &By::System, &part, &Doing::new(Who::House, Act::Lose)).await {
            Ok(()) => {}
            // It is in the buyer's hands, or some of the money is left.
            Err(AppError::Conflict(_)) => noted(tx, session, &share.payment, "payment.dispute_lost").await?,
            Err(error) => return Err(error),
        }
    }
    // The bank took more than the buyer had still paid.
    for share in card::shares(tx, &session.id).await? {
        let beyond = Money { minor: rest, ..session.amount };
        if ledger::lost_beyond(tx, &PaymentId(share.payment), &told.id, beyond).await? {
            break;
        }
    }
    Ok(())
}

/// The operator sent so much back in the payment service's own pages: of each shop's share in order, as what a bank
/// takes. `key` names it.
pub async fn sent_elsewhere(tx: &mut Tx, session: &Session, minor: i64, key: &str) -> Result<(), AppError> {
    sql::take_all(tx, session.order.as_str()).await?;
    cards::elsewhere(tx, &session.id, minor).await?;
    let mut rest = minor;
    for share in card::shares(tx, &session.id).await? {
        let (payment, amount) = (PaymentId(share.payment.clone()), Money { minor: rest, ..session.amount });
        let taken = refunds::taken(tx, &payment, amount, Taken::Operator(key)).await?;
        rest -= taken.minor;
        let part = ShopOrderId(share.part.clone());
        let doing = Doing { reason: "elsewhere".to_owned(), ..Doing::new(Who::House, Act::Lose) };
        let found = sql::by_part(tx.db(), part.as_str()).await?.ok_or(AppError::NotFound)?;
        if found.sheet.standing().plan(Who::House, Act::Lose, tx.now).is_some() {
            moves::act(tx, &By::System, &part, &doing).await?;
        }
        if taken.minor > 0 {
            super::super::refund::card_came_back(tx, session.order.as_str(), &share.payment).await?;
        }
    }
    sql::touch_all(tx, session.order.as_str()).await
}

async fn noted(tx: &mut Tx, session: &Session, payment: &str, action: &'static str) -> Result<(), AppError> {
    let detail = json!({ "part": sql::number_of(tx, payment).await? });
    audit::note(tx, &By::System, action, ("order", session.order.as_str()), detail).await
}
