//! One refund on its way to Stripe: sent with its stored key, or asked about, never made twice.

use app::error::AppError;
use app::time::HOUR_MS;

use super::sql::{self, Refund};
use crate::house::House;
use crate::payments::stripe::{self, NewRefund, StripeError};

/// After this Stripe may have forgotten the key, and is asked what it did.
const KEY_MS: i64 = 23 * HOUR_MS;

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
        match made_before(stripe, intent, &id).await {
            Ok(None) => {}
            Ok(Some(found)) => return Ok(Ok(Answer::Told(found))),
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
        // Who knows the key has been asked before: it is no refusal, and may have been made.
        Err(StripeError::OtherValues) => match made_before(stripe, intent, refund.id.as_str()).await {
            Ok(Some(found)) => Ok(Answer::Told(found)),
            Ok(None) => Err(StripeError::Later("the key is known".to_owned())),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    })
}

/// Ours among all that was sent back of a payment.
async fn made_before(stripe: &stripe::Stripe, intent: &str, id: &str) -> Result<Option<stripe::Refund>, StripeError> {
    Ok(ours_of(stripe.refunds_of(intent).await?, id))
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
