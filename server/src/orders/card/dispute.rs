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
use app::payments::refunds::{ShareLeft, allot};
use app::payments::rules::Who;
use serde_json::json;

use super::super::moves::{self, Doing};
use super::super::{refund, sql};
use super::{settle, surplus};
use crate::audit::{self, By};
use crate::notifications;
use crate::payments;
use crate::payments::alarms::{self, Alarm};
use crate::payments::card::events::{Charge, Dispute, NOT_PAID};
use crate::payments::card::{self, Session, refunds as cards};
use crate::payments::ledger::beyond::{self, Beyond};
use crate::payments::refunds::{self, Taken};
use crate::store::Tx;

/// Applies what Stripe says of a dispute, once for each state.
pub async fn told(tx: &mut Tx, told: Dispute) -> Result<&'static str, AppError> {
    let Some(session) = card::charged(tx, &told.intent).await? else { return Ok(NOT_PAID) };
    moves::take_parts(tx, session.order.as_str()).await?;
    let row = cards::Dispute {
        provider: told.id.clone(),
        session: session.id.clone(),
        minor: told.minor,
        currency: told.currency.clone(),
        state: told.state,
    };
    if !cards::dispute(tx, &row).await? {
        return turned(tx, &session, &told).await;
    }
    // Whoever has read the order before reads again: what he may do is another thing now.
    sql::touch_all(tx, session.order.as_str()).await?;
    if told.state == "lost" {
        lost(tx, &session, &told).await?;
    } else {
        alarm(tx, &session, &told, session.amount).await?;
        tell(tx, &session, &told).await?;
        let action = match told.state {
            "won" => "payment.dispute_won",
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
        alarms::over(tx, session.order.as_str()).await?;
    }
    Ok("dispute")
}

/// A bank's word that is known, or another than the one it closed the dispute with: what the books and the shops were
/// told stands, and somebody looks.
async fn turned(tx: &mut Tx, session: &Session, told: &Dispute) -> Result<&'static str, AppError> {
    if cards::is_decided_otherwise(tx, &told.id, told.state).await? {
        let alarm = Alarm {
            kind: AlarmKind::DisputeTurned,
            subject: format!("{}:{}", told.id, told.state),
            order: Some(session.order.0.clone()),
            expected: alarms::amount(session.amount.minor, "idr"),
            came: alarms::amount(told.minor, &told.currency),
        };
        alarms::raise(tx, &alarm).await?;
    }
    Ok("known")
}

/// Tells every shop of the payment: what a bank asks for, or what stays hers.
async fn tell(tx: &mut Tx, session: &Session, told: &Dispute) -> Result<(), AppError> {
    for share in card::paid_shares(tx, &session.id).await? {
        let (event, minor) = match told.state {
            "open" => (Event::DisputeOpened, share.amount_minor),
            _ => {
                let left = refunds::share_left(tx, &PaymentId(share.payment.clone()), Taken::Bank(&told.id)).await?;
                (Event::DisputeWon, left.free.min(share.amount_minor))
            }
        };
        tell_part(tx, session, (&share.part, &told.id), event, minor).await?;
    }
    Ok(())
}

/// Of nothing, nothing is told: it had gone back before.
async fn tell_part(
    tx: &mut Tx,
    session: &Session,
    (part, dispute): (&str, &str),
    event: Event,
    minor: i64,
) -> Result<(), AppError> {
    if minor <= 0 {
        return Ok(());
    }
    let news = notifications::Told::of_part(event, session.order.as_str(), part, dispute);
    notifications::tell(tx, &news.amount(Money { minor, ..session.amount })).await
}

/// `paid`: what was paid of it, and of one that was lost what the shops had.
async fn alarm(tx: &mut Tx, session: &Session, told: &Dispute, paid: Money) -> Result<(), AppError> {
    let kind = match told.state {
        "won" => return Ok(()),
        "lost" => AlarmKind::DisputeLost,
        _ => AlarmKind::Dispute,
    };
    let alarm = Alarm {
        kind,
        subject: told.id.clone(),
        order: Some(session.order.0.clone()),
        expected: alarms::amount(paid.minor, "idr"),
        came: alarms::amount(told.minor, &told.currency),
    };
    alarms::raise(tx, &alarm).await?;
    match told.due_at.filter(|_| kind == AlarmKind::Dispute) {
        Some(at) => alarms::answer_by(tx, &told.id, at).await,
        None => Ok(()),
    }
}

/// The bank took so much, perhaps more than the buyer had still paid: the operator bears that.
async fn lost(tx: &mut Tx, session: &Session, told: &Dispute) -> Result<(), AppError> {
    let by = Taken::Bank(&told.id);
    let mut minor = told.minor;
    if told.currency != "idr" {
        // How much of the charge it is nobody says: all that is left, as the shop must not be paid out what is gone. The
        // alarm shows the bank's own figure; where it took less, or some that was paid for nothing, a correction says so.
        minor = shares_left(tx, session, by).await?.iter().map(ShareLeft::whole).sum();
    }
    let more = gone(tx, session, minor, by).await?;
    let shops = Money { minor: minor - more.minor, ..session.amount };
    alarm(tx, session, told, shops).await?;
    beyond::write(tx, &session.order, more, Beyond::Taken { dispute: &told.id }).await
}

/// More went back than we asked for: somebody did it at Stripe, and the books do not know. Or a card that refused some
/// is counted still.
pub async fn refunded(tx: &mut Tx, told: &Charge) -> Result<&'static str, AppError> {
    let Some(session) = card::charged(tx, &told.intent).await? else { return Ok(NOT_PAID) };
    if !session.is_charged(told) {
        let came = alarms::amount(told.amount, &told.currency);
        return settle::not_as_asked(tx, &session, (&told.intent, came)).await;
    }
    let minor = told.refunded;
    // Two of them at once count one after the other.
    moves::take_parts(tx, session.order.as_str()).await?;
    let (ours, refused) = cards::refunded(tx, &session.id).await?;
    if minor > ours {
        // One that was refused may be counted in it still: only what is beyond it is known to be gone.
        let beyond = minor - ours - refused;
        let alarm = Alarm {
            kind: if beyond > 0 { AlarmKind::RefundedElsewhere } else { AlarmKind::RefundUnclear },
            subject: format!("{}:{minor}", session.id),
            order: Some(session.order.0.clone()),
            expected: alarms::amount(ours, "idr"),
            came: alarms::amount(minor, "idr"),
        };
        alarms::raise(tx, &alarm).await?;
        if beyond > 0 {
            sent_elsewhere(tx, &session, beyond, &format!("elsewhere:{minor}")).await?;
        }
    }
    Ok("refunded")
}

/// The operator sent so much back in the payment service's own pages. `key` names it.
async fn sent_elsewhere(tx: &mut Tx, session: &Session, minor: i64, key: &str) -> Result<(), AppError> {
    card::elsewhere::sent(tx, &session.id, minor).await?;
    let more = gone(tx, session, minor, Taken::Operator(key)).await?;
    beyond::write(tx, &session.order, more, Beyond::Elsewhere { session: &session.id, key }).await?;
    alarms::over(tx, session.order.as_str()).await?;
    sql::touch_all(tx, session.order.as_str()).await
}

/// So much of a charge is gone without our doing: of the shops' shares as `allot` says, up to what was not given back
/// before. Pieces that are still here are for sale again where nothing is left of the money. Gives what is beyond the
/// shares.
async fn gone(tx: &mut Tx, session: &Session, minor: i64, by: Taken<'_>) -> Result<Money, AppError> {
    let reason = if matches!(by, Taken::Operator(_)) { "elsewhere" } else { "" };
    let lose = Doing { reason: reason.to_owned(), ..Doing::new(Who::House, Act::Lose) };
    let left = shares_left(tx, session, by).await?;
    let shares = card::paid_shares(tx, &session.id).await?;
    let mut rest = minor;
    for ((share, portion), left) in shares.into_iter().zip(allot(minor, &left)).zip(&left) {
        let portion = Money { minor: portion, ..session.amount };
        let taken = refunds::taken(tx, &PaymentId(share.payment.clone()), portion, by).await?;
        rest -= taken.minor;
        if let Taken::Bank(dispute) = by {
            let kept = if taken.minor > 0 { 0 } else { left.free };
            tell_part(tx, session, (&share.part, dispute), Event::DisputeLost, taken.minor).await?;
            tell_part(tx, session, (&share.part, dispute), Event::DisputeWon, kept).await?;
        }
        let part = ShopOrderId(share.part.clone());
        // It may be in the buyer's hands, or some of the money is left; while somebody is on the page that pays the rest,
        // the artisan decides.
        let ended = !card::somebody_pays(tx, &part).await? && moves::by_itself(tx, &part, &lose).await?;
        match by {
            Taken::Bank(_) if !ended => noted(tx, session, &share.payment, "payment.dispute_lost").await?,
            Taken::Operator(key) if taken.minor > 0 => {
                let once = format!("{key}:{}", share.payment);
                let back = refunds::Back { payment: share.payment, amount: taken, once };
                refund::card_came_back(tx, session.order.as_str(), &back).await?;
            }
            Taken::Bank(_) | Taken::Operator(_) => {}
        }
    }
    Ok(Money { minor: rest, ..session.amount })
}

/// What is left of each share, in the order of `paid_shares`.
async fn shares_left(tx: &mut Tx, session: &Session, by: Taken<'_>) -> Result<Vec<ShareLeft>, AppError> {
    let mut left = Vec::new();
    for share in card::paid_shares(tx, &session.id).await? {
        left.push(refunds::share_left(tx, &PaymentId(share.payment), by).await?);
    }
    Ok(left)
}

async fn noted(tx: &mut Tx, session: &Session, payment: &str, action: &'static str) -> Result<(), AppError> {
    let detail = json!({ "part": payments::part_number(tx, payment).await? });
    audit::note(tx, &By::System, action, ("order", session.order.as_str()), detail).await
}
