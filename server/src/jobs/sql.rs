//! Statements of the job queue.

use app::error::AppError;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// A job that was claimed.
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

/// The jobs that are due and free, oldest first.
pub async fn due(db: &AnyPool, now: i64, most: i64) -> Result<Vec<Job>, AppError> {
    sqlx::query_as(
        "select id, kind, payload, attempts from jobs \
         where done_at is null and dead_at is null and run_at <= $1 and claimed_until <= $1 \
         order by run_at, id limit $2",
    )
    .bind(now)
    .bind(most)
    .fetch_all(db)
    .await
    .db()
}

/// Takes a job; false when somebody else was quicker.
pub async fn claim(tx: &mut Tx, id: &str, until: i64) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update jobs set claimed_until = $3, attempts = attempts + 1 \
         where id = $1 and claimed_until <= $2 and done_at is null and dead_at is null",
    )
    .bind(id.to_owned())
    .bind(now)
    .bind(until)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
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

/// Forgets finished jobs; dead ones stay until somebody has looked.
pub async fn prune(tx: &mut Tx, before: i64) -> Result<(), AppError> {
    sqlx::query("delete from jobs where done_at < $1").bind(before).execute(tx.db()).await.db()?;
    Ok(())
}
