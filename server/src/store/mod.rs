//! The only place that knows which database it is: pools, write transactions, migrations,
//! and what a database error means.

mod error;
mod open;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use app::error::AppError;
use futures::future::BoxFuture;
use sqlx::any::AnyRow;
use sqlx::{Any, AnyConnection, AnyPool, Executor, Transaction};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::task::TaskTracker;
use tracing::Instrument as _;

pub use error::DbResult;
pub use open::OpenError;

use crate::clock::Clock;
use writer::Writer;

/// How long a statement waits for a connection before the visitor is told to try again.
const ACQUIRE: Duration = Duration::from_secs(5);

/// Which database it is. Nothing outside this module asks but `check` and the logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The database.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    read: AnyPool,
    write: AnyPool,
    begin: &'static str,
    clock: Clock,
    running: TaskTracker,
    /// PostgreSQL's writers at once: fewer than there are connections, so that writes that wait for each other leave
    /// some to pages.
    writers: Arc<Semaphore>,
    /// SQLite's one writer.
    writer: Option<Writer>,
}

/// A write transaction, and the time it happens at.
pub struct Tx {
    inner: Transaction<'static, Any>,
    /// UTC ms, the same for everything in the transaction.
    pub now: i64,
}

impl Tx {
    /// The connection statements run on.
    pub fn db(&mut self) -> &mut AnyConnection {
        &mut self.inner
    }

    /// A new id, born now.
    pub fn new_id(&self) -> String {
        crate::clock::new_id(self.now)
    }

    /// Holds a row of a table that has `updated_at` until the transaction ends, so that what is read of it next stays
    /// true. SQLite holds everything already, and loses nothing by it.
    pub async fn hold(&mut self, table: &'static str, id: &str) -> Result<(), AppError> {
        sqlx::query(sqlx::AssertSqlSafe(format!("update {table} set updated_at = updated_at where id = $1")))
            .bind(id.to_owned())
            .execute(self.db())
            .await
            .db()?;
        Ok(())
    }
}

/// `$2, $3, $4`: the places of `count` values in a statement, the first being `$from`.
pub fn places(from: usize, count: usize) -> String {
    let places: Vec<String> = (from..from + count).map(|place| format!("${place}")).collect();
    places.join(", ")
}

/// Reads rows whose key is one of `keys`: `sql` makes the statement of their places, which follow those of `numbers`
/// (`$1` the first). Without keys nothing is asked.
pub async fn among<'e, T, E>(
    db: E,
    numbers: &[i64],
    keys: impl IntoIterator<Item = String>,
    sql: impl FnOnce(&str) -> String,
) -> Result<Vec<T>, AppError>
where
    T: for<'r> sqlx::FromRow<'r, AnyRow> + Send + Unpin,
    E: Executor<'e, Database = Any>,
{
    let keys: Vec<String> = keys.into_iter().collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql(&places(numbers.len() + 1, keys.len()))));
    for number in numbers {
        query = query.bind(*number);
    }
    for key in keys {
        query = query.bind(key);
    }
    query.fetch_all(db).await.db()
}

impl Store {
    /// Where reads go. A read never writes.
    pub fn read(&self) -> &AnyPool {
        &self.read
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Transactions of SQLite's writer since the start: beside the works done, how many shared one.
    pub fn transactions(&self) -> Option<u64> {
        self.writer.as_ref().map(Writer::transactions)
    }

    /// Runs `work` in one write transaction and commits when it is Ok; otherwise nothing is left of it. On SQLite
    /// works that wait share a commit (`writer.rs`), and none sees what another left undone.
    ///
    /// It runs in a task of its own: a client that hangs up neither cuts it in half nor returns a
    /// connection to the pool inside a transaction (sqlx #4385).
    pub async fn write<T, W>(&self, work: W) -> Result<T, AppError>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, AppError>> + Send + 'static,
    {
        if writer::writing() {
            tracing::error!("a write inside a write would wait for itself");
            return Err(AppError::Internal);
        }
        let store = self.clone();
        let task = async move {
            match &store.writer {
                Some(writer) => writer.write(work).await,
                None => store.alone(work).await,
            }
        };
        match self.running.spawn(task.in_current_span()).await {
            Ok(result) => result,
            Err(stopped) => {
                tracing::error!(%stopped, "a write transaction stopped");
                Err(AppError::Internal)
            }
        }
    }

    /// A transaction for one work.
    async fn alone<T, W>(&self, work: W) -> Result<T, AppError>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, AppError>> + Send + 'static,
    {
        let late = |_| AppError::Unavailable { retry_after: 5 };
        let turn = timeout(ACQUIRE, self.writers.acquire()).await.map_err(late)?;
        let _turn = turn.map_err(|_| AppError::Internal)?;
        let inner = self.write.begin_with(self.begin).await.db()?;
        let mut tx = Tx { inner, now: self.clock.now() };
        match work(&mut tx).await {
            Ok(done) => {
                tx.inner.commit().await.db()?;
                Ok(done)
            }
            Err(error) => {
                if let Err(left) = tx.inner.rollback().await {
                    // The pool closes this connection, and the database then ends what is left of it.
                    tracing::error!(error = %left, "a transaction could not be rolled back");
                }
                Err(error)
            }
        }
    }

    /// Waits for write transactions that are under way, then closes the pools.
    pub async fn close(&self) {
        self.running.close();
        self.running.wait().await;
        self.write.close().await;
        self.read.close().await;
    }
}
