//! SQLite's one writer. A sync of the disk costs the same for one order as for a hundred, so works that wait
//! share a transaction: each runs inside a savepoint and is undone alone, then one commit makes all of them
//! durable, and only then is anybody told. A lone work waits for nobody.
//!
//! PostgreSQL gathers the syncs of its many connections by itself; there every work has its own transaction.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use app::error::AppError;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use sqlx::{AnyPool, Executor as _};
use tokio::sync::{mpsc, oneshot};
use tracing::Instrument as _;

use super::{ACQUIRE, DbResult as _, Tx};
use crate::clock::Clock;
use crate::http::errors::log_panic;

/// Works of one transaction at most: it bounds how long the first of them waits for its answer.
const MOST: usize = 128;
/// Works that may wait; who comes later waits a while for a place and is then told to come back.
const QUEUE: usize = 1024;

/// A work: true when what it did shall stay.
type Work = Box<dyn for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, bool> + Send>;

struct Queued {
    work: Work,
    /// How its transaction ended: Ok is "now you may tell the work's own result".
    ended: oneshot::Sender<Result<(), AppError>>,
}

tokio::task_local! {
    /// Set while works run: one that waited for another write would wait for itself.
    static WRITING: ();
}

/// Where works are handed in.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Queued>,
    transactions: Arc<AtomicU64>,
}

impl Writer {
    /// Starts the writer; it ends when nobody can hand in anything more.
    pub fn start(pool: AnyPool, begin: &'static str, clock: Clock) -> Self {
        let (sender, queue) = mpsc::channel(QUEUE);
        let transactions = Arc::new(AtomicU64::new(0));
        tokio::spawn(WRITING.scope((), run(pool, begin, clock, queue, transactions.clone())));
        Self { queue: sender, transactions }
    }

    /// Transactions since the start.
    pub fn transactions(&self) -> u64 {
        self.transactions.load(Ordering::Relaxed)
    }

    /// Hands a work in and waits until it is durable, or undone.
    pub async fn write<T, W>(&self, work: W) -> Result<T, AppError>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, AppError>> + Send + 'static,
    {
        let (became, result) = oneshot::channel();
        let span = tracing::Span::current();
        let work: Work = Box::new(move |tx| {
            let working = async move {
                let result = work(tx).await;
                let good = result.is_ok();
                // Nobody may wait any more: a client hung up.
                drop(became.send(result));
                good
            };
            Box::pin(working.instrument(span))
        });
        let (ended, end) = oneshot::channel();
        let late = |_| AppError::Unavailable { retry_after: 5 };
        self.queue.send_timeout(Queued { work, ended }, ACQUIRE).await.map_err(late)?;
        end.await.unwrap_or(Err(AppError::Internal))?;
        // Without a result it panicked, which was logged.
        result.await.unwrap_or(Err(AppError::Internal))
    }
}

/// True inside a work.
pub fn writing() -> bool {
    WRITING.try_with(|()| ()).is_ok()
}

async fn run(
    pool: AnyPool,
    begin: &'static str,
    clock: Clock,
    mut queue: mpsc::Receiver<Queued>,
    transactions: Arc<AtomicU64>,
) {
    while let Some(first) = queue.recv().await {
        match pool.begin_with(begin).await.db() {
            Ok(inner) => {
                together(Tx { inner, now: clock.now() }, first, &mut queue, &clock).await;
                transactions.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => {
                // Who waits by now has waited as long: all hear it, or each would wait in vain in turn.
                let others = std::iter::from_fn(|| queue.try_recv().ok()).take(QUEUE);
                std::iter::once(first).chain(others).for_each(|queued| tell(queued.ended, Err(error.clone())));
            }
        }
    }
}

/// Runs works until none waits, or there are enough; then one commit for all.
async fn together(mut tx: Tx, first: Queued, queue: &mut mpsc::Receiver<Queued>, clock: &Clock) {
    let mut done = Vec::new();
    let mut next = Some(first);
    let mut lost = None;
    while let Some(Queued { work, ended }) = next {
        tx.now = clock.now();
        match apart(&mut tx, work).await {
            Ok(()) => done.push(ended),
            // The database ended the transaction: nothing of the others is left either. The one it happened
            // to hears its own error where it has one.
            Err(Lost { error, own }) => {
                tell(ended, if own { Ok(()) } else { Err(error.clone()) });
                lost = Some(not_theirs(error));
                break;
            }
        }
        next = if done.len() < MOST { queue.try_recv().ok() } else { None };
    }
    let end = match lost {
        // The pool looks whether anything is left open.
        Some(error) => Err(error),
        None => tx.inner.commit().await.db().map_err(|error| if done.len() > 1 { not_theirs(error) } else { error }),
    };
    done.into_iter().for_each(|ended| tell(ended, end.clone()));
}

/// What one work broke is no fault of those who shared the transaction: they may come again.
fn not_theirs(error: AppError) -> AppError {
    match error {
        AppError::Unavailable { .. } => error,
        _ => AppError::Unavailable { retry_after: 1 },
    }
}

/// The transaction all share is gone.
struct Lost {
    error: AppError,
    /// The work that was under way failed by itself.
    own: bool,
}

/// Runs one work inside a savepoint: what it did stays, or nothing of it.
async fn apart(tx: &mut Tx, work: Work) -> Result<(), Lost> {
    tx.db().execute("savepoint work").await.db().map_err(|error| Lost { error, own: false })?;
    let good = AssertUnwindSafe(async { work(tx).await }).catch_unwind().await.unwrap_or_else(|cause| {
        log_panic("a write transaction", cause.as_ref());
        false
    });
    let end = if good { "release work" } else { "rollback to work; release work" };
    tx.db().execute(end).await.db().map_err(|error| Lost { error, own: !good })?;
    Ok(())
}

fn tell(ended: oneshot::Sender<Result<(), AppError>>, end: Result<(), AppError>) {
    // A client that hung up hears nothing, and what was done for it stays.
    drop(ended.send(end));
}
