//! Money on its way back to a card: asked for in the transaction that decides it, sent by a job with a stored key,
//! and done when Stripe says so. A refund can be sent twice and is made once.

use app::error::AppError;
use app::money::Money;
use app::payments::alarms::Kind as AlarmKind;
use app::time::HOUR_MS;
use serde_json::json;

pub use super::sql::{Dispute, Refund, dispute, late, never_sent, refund_by_provider, refunded, unfinished};

use super::{Session, made_good, sql};
use crate::audit::{self, By};
use crate::house::House;
use crate::jobs::{self, Kind};
use crate::payments::alarms::{self, Alarm};
use crate::payments::ledger::beyond::{self, Beyond};
use crate::payments::refunds::{self, Back, Failed};
use crate::payments::stripe::{self, NewRefund, StripeError};
use crate::store::Tx;

/// After this Stripe may have forgotten the key, and is asked what it did.
const KEY_MS: i64 = 23 * HOUR_MS;

/// Sends back some of a paid card payment; how much it may be is known to the caller. Gives its id.
///
/// # Errors
/// `Conflict` when it was not paid by card.
pub async fn send_back(tx: &mut Tx, payment: &str, minor: i64, reason: &str) -> Result<String, AppError> {
    let Some(session) = sql::of_payment(tx, payment).await? else {
        return Err(AppError::conflict("orders-card-nothing"));
    };
    ask(tx, &session, Some(payment), minor, reason).await
}

/// Sends back what an attempt brought in beyond what was owed.
pub async fn surplus(tx: &mut Tx, session: &Session, minor: i64) -> Result<(), AppError> {
    ask(tx, &session.id, None, minor, "nothing_to_pay").await?;
    let amount = Money { minor, ..session.amount };
    beyond::write(tx, &session.order, amount, Beyond::Came { session: &session.id }).await
}

/// What of the books a refund of money that belongs to no shop means; nothing of a shop's money.
pub(super) async fn of_nobody(tx: &mut Tx, refund: &Refund, moved: Beyond<'_>) -> Result<(), AppError> {
    if refund.payment_id.is_some() {
        return Ok(());
    }
    came(tx, refund).await?;
    beyond::write(tx, &refund.order(), refund.amount(), moved).await
}

/// What goes out came in: of one from before that stood in the books as well.
pub(super) async fn came(tx: &mut Tx, refund: &Refund) -> Result<(), AppError> {
    beyond::write(tx, &refund.order(), refund.amount(), Beyond::Came { session: &refund.session_id }).await
}

/// A person has to look at it: `came` is what the payment service said.
pub async fn alarm(tx: &mut Tx, refund: &Refund, came: String) -> Result<(), AppError> {
    let alarm = Alarm {
        kind: AlarmKind::RefundFailed,
        subject: refund.id.clone(),
        order: Some(refund.order_id.clone()),
        expected: alarms::amount(refund.amount_minor, "idr"),
        came,
    };
    alarms::raise(tx, &alarm).await
}

/// A refund does not arrive: the key may have lost its right, or the account be empty. Somebody has to look.
pub async fn is_late(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    let Some(refund) = sql::refund(tx.db(), id).await? else { return Ok(()) };
    if !matches!(refund.state.as_str(), "wanted" | "sent") {
        return Ok(());
    }
    let alarm = Alarm {
        kind: AlarmKind::RefundLate,
        subject: refund.id,
        order: Some(refund.order_id),
        expected: alarms::amount(refund.amount_minor, "idr"),
        came: String::new(),
    };
    alarms::raise(tx, &alarm).await
}

async fn ask(tx: &mut Tx, session: &str, payment: Option<&str>, minor: i64, reason: &str) -> Result<String, AppError> {
    let id = sql::insert_refund(tx, session, payment, minor, reason).await?;
    soon(tx, &id, &format!("card-refund:{id}")).await?;
    Ok(id)
}

/// A job sends it; `once` names the job.
pub(super) async fn soon(tx: &mut Tx, id: &str, once: &str) -> Result<(), AppError> {
    let now = tx.now;
    jobs::enqueue(tx, Kind::RefundCard, json!({ "refund": id }), now, Some(once.to_owned())).await
}

/// What Stripe answered to a refund that was sent, or asked about.
pub enum Answer {
    Told(stripe::Refund),
    /// It will not send it; `disputed` where a cardholder's bank asks for the charge.
    Refused {
        disputed: bool,
        /// What was asked for, in minor units.
        asked: i64,
    },
    /// It refused, and so much of the charge went back in its own pages, in minor units.
    Elsewhere {
        minor: i64,
        asked: i64,
    },
    /// It was not asked: what was paid with a test key a real one does not know, and no card was charged.
    Test,
}

/// What Stripe's word meant for one of our refunds.
pub enum Became {
    /// It is on the card.
    Back(Back),
    /// The card did not take it. None of a refund from before refunds had rows of their own.
    Failed(Option<Failed>),
    /// The card did not take what was paid for nothing.
    SurplusFailed(Box<Refund>),
    /// It did not, and the cardholder's bank gave it; None of what is no payment's.
    ByBank(Option<Back>),
}

/// Sends a refund, or asks what became of it. Gives what Stripe says; None when there is nothing to do.
///
/// # Errors
/// `Unavailable` when Stripe does not answer: the same is sent again later.
pub async fn send(house: &House, id: &str) -> Result<Option<Answer>, AppError> {
    let later = || AppError::Unavailable { retry_after: 60 };
    let Some(refund) = sql::refund(house.store.read(), id).await? else { return Ok(None) };
    if !matches!(refund.state.as_str(), "wanted" | "sent") {
        return Ok(None);
    }
    let stripe = house.stripe.as_ref().ok_or_else(later)?;
    if refund.test == 1 && !stripe.test {
        return Ok(Some(Answer::Test));
    }
    let answer = match (&refund.provider_id, &refund.payment_intent) {
        (Some(provider), _) => stripe.refund_by_id(provider).await.map(Answer::Told),
        (None, Some(intent)) => first(house, stripe, &refund, intent).await?,
        (None, None) => Err(StripeError::Refused("no payment intent".to_owned())),
    };
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(StripeError::Later(words)) => {
            tracing::warn!(refund = id, words, "a refund could not be sent");
            Err(later())
        }
        Err(error) => {
            tracing::error!(refund = id, %error, "a refund was refused");
            let disputed = matches!(error, StripeError::Disputed);
            Ok(Some(Answer::Refused { disputed, asked: refund.amount_minor }))
        }
    }
}

/// Stripe's answer to a refund it has no name for yet.
async fn first(
    house: &House,
    stripe: &stripe::Stripe,
    refund: &Refund,
    intent: &str,
) -> Result<Result<Answer, StripeError>, AppError> {
    let id = refund.id.clone();
    if refund.first_sent_at.is_some_and(|sent| house.clock.now() - sent > KEY_MS) {
        match stripe.refunds_of(intent).await {
            Ok(all) => {
                if let Some(found) = ours_of(all, &id) {
                    return Ok(Ok(Answer::Told(found)));
                }
            }
            Err(error) => return Ok(Err(error)),
        }
    }
    if !house.store.write(move |tx| Box::pin(async move { sql::sent(tx, &id).await })).await? {
        // The bank made it good this moment.
        return Ok(Err(StripeError::Later("not to be sent any more".to_owned())));
    }
    let new = NewRefund {
        refund: refund.id.clone(),
        payment_intent: intent.to_owned(),
        amount: refund.amount(),
        key: refund.idempotency_key.clone(),
    };
    Ok(match stripe.refund(&new).await {
        Ok(told) => Ok(Answer::Told(told)),
        Err(StripeError::Refused(words)) => why_refused(stripe, intent, refund, words).await,
        Err(error) => Err(error),
    })
}

fn ours_of(all: Vec<stripe::Refund>, id: &str) -> Option<stripe::Refund> {
    all.into_iter().find(|one| one.ours.as_deref() == Some(id))
}

/// A charge of which too little is left for a refund: it may have been made before, or by the operator in Stripe's own
/// pages.
async fn why_refused(
    stripe: &stripe::Stripe,
    intent: &str,
    refund: &Refund,
    words: String,
) -> Result<Answer, StripeError> {
    let all = stripe.refunds_of(intent).await?;
    let minor: i64 = all.iter().filter(|one| one.ours.is_none() && one.counts()).map(|one| one.amount).sum();
    match ours_of(all, &refund.id) {
        Some(found) => Ok(Answer::Told(found)),
        None if minor > 0 => Ok(Answer::Elsewhere { minor, asked: refund.amount_minor }),
        None => Err(StripeError::Refused(words)),
    }
}

/// The order of a refund Stripe tells of; None when we did not ask for it.
pub async fn order_of(tx: &mut Tx, told: &stripe::Refund) -> Result<Option<String>, AppError> {
    Ok(ours(tx, told).await?.map(|refund| refund.order_id))
}

async fn ours(tx: &mut Tx, told: &stripe::Refund) -> Result<Option<Refund>, AppError> {
    match &told.ours {
        Some(id) => sql::refund(tx.db(), id).await,
        None => sql::refund_by_provider(tx, &told.id).await,
    }
}

/// One of our refunds.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<Refund>, AppError> {
    sql::refund(tx.db(), id).await
}

/// Stripe will not send it. While a bank asks for the charge nobody is to send it in another way.
pub async fn refused(tx: &mut Tx, id: &str, disputed: bool) -> Result<Option<Became>, AppError> {
    let Some(refund) = sql::refund(tx.db(), id).await? else { return Ok(None) };
    if !disputed || made_good::is_decided(tx, &refund).await? {
        return fail(tx, &refund, "-").await;
    }
    // Told when the bank has decided.
    let became = failed(tx, &refund).await?;
    Ok(became.filter(|became| matches!(became, Became::ByBank(_))))
}

/// Writes down what Stripe says of a refund; a payment that is wholly back is returned. Gives what that means, once:
/// the same may be told any number of times.
pub async fn told(tx: &mut Tx, told: &stripe::Refund) -> Result<Option<Became>, AppError> {
    let Some(refund) = ours(tx, told).await? else { return Ok(None) };
    if told.amount != refund.amount_minor || told.currency != "idr" {
        alarm(tx, &refund, alarms::amount(told.amount, &told.currency)).await?;
        return Ok(None);
    }
    match told.status.as_str() {
        "succeeded" => done(tx, &refund, Some(&told.id)).await,
        "failed" | "canceled" => fail(tx, &refund, &told.status).await,
        _ => {
            sql::refund_is(tx, &refund.id, Some(&told.id), "sent").await?;
            Ok(None)
        }
    }
}

/// It is on the card; without a name of Stripe's not by our doing.
pub(super) async fn done(tx: &mut Tx, refund: &Refund, provider: Option<&str>) -> Result<Option<Became>, AppError> {
    if !sql::refund_is(tx, &refund.id, provider, "done").await? {
        return Ok(None);
    }
    refunds::card_is_back(tx, &refund.id).await?;
    of_nobody(tx, refund, Beyond::Back { refund: &refund.id }).await?;
    Ok(refund.back().map(Became::Back))
}

/// It did not go back, or came back to us, also days after it was there: somebody has to look. The alarm about what was
/// paid for nothing is the caller's.
async fn fail(tx: &mut Tx, refund: &Refund, came: &str) -> Result<Option<Became>, AppError> {
    let became = failed(tx, refund).await?;
    if !matches!(became, Some(Became::Failed(_))) {
        return Ok(became);
    }
    alarm(tx, refund, came.to_owned()).await?;
    Ok(became)
}

/// What that means for our rows; None when it is known.
async fn failed(tx: &mut Tx, refund: &Refund) -> Result<Option<Became>, AppError> {
    if !sql::refund_failed(tx, &refund.id).await? {
        return Ok(None);
    }
    let failed = refunds::card_failed(tx, &refund.id).await?;
    if refund.state == "done" {
        of_nobody(tx, refund, Beyond::Bounced { refund: &refund.id }).await?;
    }
    audit::note(tx, &By::System, "payment.refund_failed", ("order", &refund.order_id), json!({})).await?;
    if made_good::by_bank(tx, refund).await? {
        return Ok(Some(Became::ByBank(refund.back())));
    }
    Ok(match (&refund.payment_id, failed) {
        (None, _) => Some(Became::SurplusFailed(Box::new(refund.clone()))),
        (Some(_), failed) => Some(Became::Failed(failed)),
    })
}
