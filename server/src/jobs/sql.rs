//! Statements of the job queue.

use app::error::AppError;
use sqlx::AnyPool;

use super::{FARTHEST, Kind, Lane};
use crate::store::{DbResult as _, Tx, places};

/// A job that waits.
#[derive(sqlx::FromRow)]
pub struct Job {
    pub id: String,
    pub kind: String,
    pub payload: String,
    pub attempts: i64,
}

pub async fn insert(
    tx: &mut Tx,
    kind: &str,
    payload: &str,
    run_at: i64,
    dedupe: Option<String>,
) -> Result<(), AppError> {
    let (id, now) = (tx.new_id(), tx.now);
    sqlx::query(
        "insert into jobs (id, kind, payload, dedupe, run_at, created_at) values ($1, $2, $3, $4, $5, $6) \
         on conflict (dedupe) do nothing",
    )
    .bind(id)
    .bind(kind.to_owned())
    .bind(payload.to_owned())
    .bind(dedupe)
    .bind(run_at)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// A job whose time has come and that nobody has claimed: `$1` is now, `$2` the farthest a time may lie ahead.
macro_rules! due {
    () => {
        "done_at is null and dead_at is null and (run_at <= $1 or run_at > $2) and (claimed_until <= $1 or claimed_until > $2)"
    };
}

/// The jobs of a lane that are due and free, oldest first. What nobody knows any more is the house's.
pub async fn due(db: &AnyPool, now: i64, lane: Lane, most: i64) -> Result<Vec<Job>, AppError> {
    let (not, kinds): (_, Vec<Kind>) = match lane {
        Lane::House => ("not", Kind::ALL.into_iter().filter(|kind| kind.lane() != lane).collect()),
        _ => ("", Kind::ALL.into_iter().filter(|kind| kind.lane() == lane).collect()),
    };
    let sql = format!(
        concat!(
            "select id, kind, payload, attempts from jobs where ",
            due!(),
            " and kind {} in ({}) order by run_at, id limit $3"
        ),
        not,
        places(4, kinds.len())
    );
    let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now).bind(now + FARTHEST).bind(most);
    for kind in kinds {
        query = query.bind(kind.as_str());
    }
    query.fetch_all(db).await.db()
}

/// Takes a job that is still due and gives how often it was tried before; None when somebody else was quicker.
pub async fn claim(tx: &mut Tx, id: &str, until: i64) -> Result<Option<i64>, AppError> {
    let now = tx.now;
    let row: Option<(i64,)> = sqlx::query_as(concat!(
        "update jobs set claimed_until = $3, attempts = attempts + 1 where id = $4 and ",
        due!(),
        " returning attempts"
    ))
    .bind(now)
    .bind(now + FARTHEST)
    .bind(until)
    .bind(id.to_owned())
    .fetch_optional(tx.db())
    .await
    .db()?;
    Ok(row.map(|(tries,)| tries - 1))
}

pub async fn finish(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update jobs set done_at = $2, claimed_until = 0 where id = $1")
        .bind(id.to_owned())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Another try at `run_at`, or never again when `dead`.
pub async fn postpone(tx: &mut Tx, id: &str, run_at: i64, error: &str, dead: bool) -> Result<(), AppError> {
    let dead_at = dead.then_some(tx.now);
    sqlx::query("update jobs set run_at = $2, claimed_until = 0, last_error = $3, dead_at = $4 where id = $1")
        .bind(id.to_owned())
        .bind(run_at)
        .bind(error.to_owned())
        .bind(dead_at)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Takes out turns that are done and yet to come: the clock was set back, and they are to be done again.
pub async fn undo_turns(tx: &mut Tx, kind: &str, after: i64) -> Result<(), AppError> {
    sqlx::query("delete from jobs where kind = $1 and run_at > $2 and done_at > $2")
        .bind(kind.to_owned())
        .bind(after)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Forgets finished jobs; dead ones stay until somebody has looked.
pub async fn prune(tx: &mut Tx, before: i64) -> Result<(), AppError> {
    sqlx::query("delete from jobs where done_at < $1").bind(before).execute(tx.db()).await.db()?;
    Ok(())
}
