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
use app::payments::refunds::allot;
use app::payments::rules::Who;
use serde_json::json;

use super::super::moves::{self, Doing};
use super::super::{refund, sql};
use super::surplus;
use crate::audit::{self, By};
use crate::notifications;
use crate::payments::alarms::{self, Alarm};
use crate::payments::card::events::Dispute;
use crate::payments::card::{self, Session, State, refunds as cards};
use crate::payments::ledger::beyond::{self, Beyond};
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
        for share in card::paid_shares(tx, &session.id).await? {
            noted(tx, &session, &share.payment, action).await?;
        }
    }
    if told.state != "open" {
        // What was refused meanwhile, and no bank gave, is to be handed over after all.
        for share in card::paid_shares(tx, &session.id).await? {
            for failed in refunds::failed_of(tx, &PaymentId(share.payment)).await? {
                refund::card_failed(tx, session.order.as_str(), &failed, Some(&told.id)).await?;
            }
        }
        surplus::decided(tx, &session.id).await?;
    }
    Ok("dispute")
}

/// Tells every shop of the payment.
async fn tell(tx: &mut Tx, session: &Session, told: &Dispute) -> Result<(), AppError> {
    let event = if told.state == "open" { Event::DisputeOpened } else { Event::DisputeClosed };
    for share in card::paid_shares(tx, &session.id).await? {
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

/// The bank took so much, perhaps more than the buyer had still paid: the operator bears that.
async fn lost(tx: &mut Tx, session: &Session, told: &Dispute) -> Result<(), AppError> {
    let more = gone(tx, session, told.minor, Taken::Bank(&told.id)).await?;
    // What was never charged stands in no account: there is nothing to take it from.
    if session.state != State::Paid {
        return Ok(());
    }
    beyond::write(tx, &session.order, more, Beyond::Taken { dispute: &told.id }).await
}

/// The operator sent so much back in the payment service's own pages. `key` names it.
pub async fn sent_elsewhere(tx: &mut Tx, session: &Session, minor: i64, key: &str) -> Result<(), AppError> {
    sql::take_all(tx, session.order.as_str()).await?;
    card::elsewhere::sent(tx, &session.id, minor).await?;
    let more = gone(tx, session, minor, Taken::Operator(key)).await?;
    if session.state == State::Paid {
        beyond::write(tx, &session.order, more, Beyond::Elsewhere { session: &session.id, key }).await?;
    }
    sql::touch_all(tx, session.order.as_str()).await
}

/// So much of a charge is gone without our doing: of the shops' shares as `allot` says, up to what was not given back
/// before. Pieces that are still here are for sale again where nothing is left of the money. Gives what is beyond the
/// shares.
async fn gone(tx: &mut Tx, session: &Session, minor: i64, by: Taken<'_>) -> Result<Money, AppError> {
    let reason = if matches!(by, Taken::Operator(_)) { "elsewhere" } else { "" };
    let lose = Doing { reason: reason.to_owned(), ..Doing::new(Who::House, Act::Lose) };
    let shares = card::paid_shares(tx, &session.id).await?;
    let mut left = Vec::new();
    for share in &shares {
        left.push(refunds::share_left(tx, &PaymentId(share.payment.clone()), by).await?);
    }
    let mut rest = minor;
    for (share, portion) in shares.into_iter().zip(allot(minor, &left)) {
        let portion = Money { minor: portion, ..session.amount };
        let taken = refunds::taken(tx, &PaymentId(share.payment.clone()), portion, by).await?;
        rest -= taken.minor;
        let part = ShopOrderId(share.part.clone());
        // It may be in the buyer's hands, or some of the money is left; while somebody is on the page that pays the rest,
        // the artisan decides.
        let ended = !card::somebody_pays(tx, &part).await? && moves::by_itself(tx, &part, &lose).await?;
        match by {
            Taken::Bank(_) if !ended => noted(tx, session, &share.payment, "payment.dispute_lost").await?,
            Taken::Operator(_) if taken.minor > 0 => {
                refund::card_came_back(tx, session.order.as_str(), &share.payment).await?;
            }
            Taken::Bank(_) | Taken::Operator(_) => {}
        }
    }
    Ok(Money { minor: rest, ..session.amount })
}

async fn noted(tx: &mut Tx, session: &Session, payment: &str, action: &'static str) -> Result<(), AppError> {
    let detail = json!({ "part": sql::number_of(tx, payment).await? });
    audit::note(tx, &By::System, action, ("order", session.order.as_str()), detail).await
}
