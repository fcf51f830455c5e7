//! What is done again and again. Each turn is a job named after its time, so that many servers
//! put it into the queue once. When the clock is set back, turns of times that come again are done again.

use app::error::AppError;

use super::{Kind, enqueue, sql};
use crate::accounts;
use crate::house::House;
use crate::http::keyed;
use crate::notifications::email;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// Clocks of several servers differ by less.
const SKEW: i64 = MINUTE;

/// How often each recurring job runs, in ms.
const TIMETABLE: [(Kind, i64); 6] = [
    (Kind::ReleaseHolds, MINUTE),
    (Kind::SweepCards, 5 * MINUTE),
    (Kind::FollowCards, 6 * 60 * MINUTE),
    (Kind::ForgetContacts, 60 * MINUTE),
    (Kind::SweepMedia, DAY),
    (Kind::Prune, DAY),
];

/// Puts the current turn of every recurring job into the queue, once.
pub async fn enqueue_due(house: &House) -> Result<(), AppError> {
    let now = house.clock.now();
    let missing: Vec<(Kind, i64)> = TIMETABLE
        .into_iter()
        .map(|(kind, every)| (kind, now - now % every))
        .filter(|turn| house.turns.is_new(turn))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let turns = missing.clone();
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                for (kind, turn) in turns {
                    sql::undo_turns(tx, kind.as_str(), tx.now + SKEW).await?;
                    let name = format!("{}:{turn}", kind.as_str());
                    enqueue(tx, kind, serde_json::json!({}), turn, Some(name)).await?;
                }
                Ok(())
            })
        })
        .await?;
    for turn in missing {
        house.turns.done(turn);
    }
    Ok(())
}

/// Remembers which turns this server has already put into the queue, to spare the database.
#[derive(Default)]
pub struct Turns(std::sync::Mutex<std::collections::HashMap<&'static str, i64>>);

impl Turns {
    fn is_new(&self, turn: &(Kind, i64)) -> bool {
        self.0.lock().map_or(true, |seen| seen.get(turn.0.as_str()) != Some(&turn.1))
    }

    fn done(&self, turn: (Kind, i64)) {
        if let Ok(mut seen) = self.0.lock() {
            seen.insert(turn.0.as_str(), turn.1);
        }
    }
}

/// Removes what nobody needs any more: finished jobs and idempotency keys after 7 days, and what people's
/// room forgets, and old letters of the outbox folder.
pub async fn prune(house: &House) -> Result<(), AppError> {
    house
        .store
        .write(|tx| {
            Box::pin(async move {
                let week_ago = tx.now - 7 * DAY;
                crate::orders::prune(tx).await?;
                crate::notifications::prune(tx).await?;
                crate::payments::card::events::prune(tx).await?;
                crate::accounts::visitors::prune(tx).await?;
                sql::prune(tx, week_ago).await?;
                keyed::prune(tx, tx.now - keyed::GOOD_MS).await?;
                accounts::prune(tx).await
            })
        })
        .await?;
    email::forget_old(house).await
}
