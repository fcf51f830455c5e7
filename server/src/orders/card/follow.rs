//! What was told and may become something else: a bank decides a dispute, and a card's bank sends back what was there
//! weeks ago. Each comes by one message, which may be lost; so both are asked about now and then. What is not answered is
//! left to the next turn.

use app::error::AppError;
use app::time::DAY_MS;
use futures::future::FutureExt as _;

use super::jobs::{MOST, Patience, all, some};
use super::{dispute, settle};
use crate::house::House;
use crate::payments::card::events::Dispute;
use crate::payments::card::follow;
use crate::payments::stripe::{Stripe, StripeError};

/// A bank takes longer than this to decide.
const DISPUTE_MS: i64 = DAY_MS;
/// How often a refund is asked about that is on the card, and for how long after it was asked for: a card's bank sends back
/// within a month.
const REFUND_MS: i64 = 7 * DAY_MS;
const REFUNDS_FOR_MS: i64 = 35 * DAY_MS;

/// Asks about every open dispute, and about the refunds that were not asked about for the longest time.
pub async fn up(house: &House) -> Result<(), AppError> {
    let Some(stripe) = house.stripe.as_ref() else { return Ok(()) };
    let (db, now) = (house.store.read(), house.clock.now());
    let page =
        |after: String| async move { follow::open_disputes(db, stripe.test, now - DISPUTE_MS, &after, MOST).await };
    all("a dispute", page, |id| async move { one_dispute(house, stripe, &id).await }.boxed()).await?;
    let times = (now - REFUNDS_FOR_MS, now - REFUND_MS);
    let names = follow::done_refunds(db, stripe.test, times, MOST).await?;
    let ask = |name| async move { one_refund(house, stripe, name).await }.boxed();
    some("a refund that was there", names, &Patience::default(), ask).await;
    Ok(())
}

/// `Unavailable` when Stripe did not answer; None when it has nothing to say.
fn answered<T>(answer: Result<T, StripeError>, about: &str) -> Result<Option<T>, AppError> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(StripeError::Later(words)) => {
            tracing::warn!(about, words, "the card service was asked again and did not answer");
            Err(AppError::Unavailable { retry_after: 60 })
        }
        Err(error) => {
            tracing::warn!(about, %error, "the card service was asked again and does not say");
            Ok(None)
        }
    }
}

async fn one_dispute(house: &House, stripe: &Stripe, id: &str) -> Result<(), AppError> {
    let found = answered(stripe.dispute(id).await, id)?;
    let Some(told) = found.and_then(Dispute::decided) else { return Ok(()) };
    house.store.write(move |tx| Box::pin(async move { dispute::told(tx, told).await.map(|_| ()) })).await
}

async fn one_refund(house: &House, stripe: &Stripe, name: String) -> Result<(), AppError> {
    let found = answered(stripe.refund_by_id(&name).await, &name)?;
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if let Some(told) = found.filter(|told| !told.counts()) {
                    settle::refund(tx, &told).await?;
                }
                follow::looked_at(tx, &name).await
            })
        })
        .await
}
