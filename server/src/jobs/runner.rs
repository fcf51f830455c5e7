//! Claims due jobs and runs them; on a stop it finishes the one under way.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use app::error::AppError;
use futures::FutureExt as _;
use tokio_util::sync::CancellationToken;

use super::sql::{self, Job};
use super::{Kind, Lane, MOST_TRIES, backoff, timetable};
use crate::catalogue::sweep;
use crate::house::House;
use crate::http::errors::log_panic;
use crate::media::gone;
use crate::notifications::{deliver, letter_box};
use crate::orders;

/// How long a claim holds, in ms: longer than any job takes.
const LEASE: i64 = 10 * 60_000;
/// How long the runner rests when there is nothing to do.
const REST: Duration = Duration::from_secs(2);

/// Runs until it is told to stop.
pub async fn run(house: House, stop: CancellationToken) {
    futures::future::join_all(Lane::ALL.map(|lane| work(&house, lane, &stop))).await;
}

async fn work(house: &House, lane: Lane, stop: &CancellationToken) {
    loop {
        if lane == Lane::House
            && let Err(error) = timetable::enqueue_due(house).await
        {
            tracing::warn!(%error, "the timetable could not be written");
        }
        let worked = run_lane(house, lane, stop).await;
        let rest = if worked == 0 { REST } else { Duration::from_millis(10) };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(rest) => {}
        }
    }
}

/// Runs what is due now; gives how many jobs were run. Tests call it instead of waiting.
pub async fn run_due(house: &House, stop: &CancellationToken) -> usize {
    let mut worked = 0;
    for lane in Lane::ALL {
        worked += run_lane(house, lane, stop).await;
    }
    worked
}

async fn run_lane(house: &House, lane: Lane, stop: &CancellationToken) -> usize {
    let now = house.clock.now();
    let jobs = match sql::due(house.store.read(), now, lane, 20).await {
        Ok(jobs) => jobs,
        Err(error) => {
            tracing::warn!(%error, "the job queue cannot be read");
            return 0;
        }
    };
    let mut worked = 0;
    // Letters go side by side: one that the mail server takes its time over keeps no other waiting.
    let at_once = if lane == Lane::Letters { jobs.len() } else { 1 };
    let mut jobs = jobs.into_iter().peekable();
    while jobs.peek().is_some() && !stop.is_cancelled() {
        let some = jobs.by_ref().take(at_once).map(|job| ran(house, job));
        worked += futures::future::join_all(some).await.into_iter().sum::<usize>();
    }
    worked
}

/// 1 when it was ours to run.
async fn ran(house: &House, job: Job) -> usize {
    match run_one(house, job).await {
        Ok(ours) => usize::from(ours),
        Err(error) => {
            tracing::warn!(%error, "a job could not be recorded");
            0
        }
    }
}

async fn run_one(house: &House, mut job: Job) -> Result<bool, AppError> {
    let id = job.id.clone();
    let claimed = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let until = tx.now + LEASE;
                sql::claim(tx, &id, until).await
            })
        })
        .await?;
    let Some(before) = claimed else { return Ok(false) };
    // Others may have tried it since the list was read.
    job.attempts = before;
    let outcome = contained(dispatch(house, &job)).await;
    let (id, attempts) = (job.id, job.attempts + 1);
    let kind = job.kind;
    let most = Kind::parse(&kind).map_or(MOST_TRIES, Kind::most_tries);
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                match outcome {
                    Ok(()) => sql::finish(tx, &id).await,
                    Err(error) => {
                        let dead = attempts >= most;
                        tracing::warn!(kind, attempts, dead, %error, "a job failed");
                        let again = tx.now + backoff(attempts);
                        sql::postpone(tx, &id, again, &error.to_string(), dead).await
                    }
                }
            })
        })
        .await?;
    Ok(true)
}

/// A job that panics has failed, like any other: the runner goes on. Its transactions end when they are dropped.
async fn contained(work: impl Future<Output = Result<(), AppError>>) -> Result<(), AppError> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|cause| {
        log_panic("a job", cause.as_ref());
        Err(AppError::Internal)
    })
}

async fn dispatch(house: &House, job: &Job) -> Result<(), AppError> {
    let payload: serde_json::Value = serde_json::from_str(&job.payload).map_err(|_| AppError::Internal)?;
    match Kind::parse(&job.kind) {
        Some(Kind::Prune) => timetable::prune(house).await,
        Some(Kind::ReleaseHolds) => orders::release_holds(house).await,
        Some(Kind::ForgetContacts) => orders::forget_contacts(house).await,
        Some(Kind::MailOrderLink) => deliver::old_link(house, &payload).await,
        Some(Kind::SendMessage) => deliver::deliver(house, &payload, job.attempts).await,
        Some(Kind::SendCode) => letter_box::deliver(house, &payload, job.attempts).await,
        Some(Kind::ApplyCardEvent) => orders::card::jobs::apply_event(house, &payload).await,
        Some(Kind::LookUpCard) => orders::card::jobs::look_up(house, &payload).await,
        Some(Kind::RefundCard) => orders::card::jobs::refund(house, &payload).await,
        Some(Kind::SweepCards) => orders::card::jobs::sweep(house).await,
        Some(Kind::FollowCards) => orders::card::follow::up(house).await,
        Some(Kind::RemoveMedia) => gone::remove(house, &payload).await,
        Some(Kind::SweepMedia) => sweep::sweep(house).await,
        None => Err(AppError::Internal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_job_that_panics_has_failed_and_the_runner_goes_on() {
        assert_eq!(contained(async { panic!("broken") }).await, Err(AppError::Internal));
        assert_eq!(contained(async { Ok(()) }).await, Ok(()));
    }
}
