//! Opening the database: pools, pragmas, version, migrations.

use std::os::unix::fs::OpenOptionsExt as _;
use std::sync::Arc;

use sqlx::any::AnyPoolOptions;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AnyPool, Connection as _, Executor as _, Row as _};
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use super::writer::Writer;
use super::{ACQUIRE, Engine, Store};
use crate::clock::Clock;

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// SQLite before 3.51.3 can corrupt its write-ahead log.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Connections of PostgreSQL that writes never take.
const FOR_PAGES: u32 = 2;

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the database cannot be opened: {0}. Look at DATABASE_URL and at the data folder's rights.")]
    Connect(sqlx::Error),
    #[error(
        "this is SQLite {0}; 3.51.3 or later is needed, because earlier ones can corrupt their log. Build with the bundled one."
    )]
    OldSqlite(String),
    #[error("the database was made by a newer Homoru (migration {0}). Install that version or restore a backup.")]
    Newer(i64),
    #[error("migration failed: {0}")]
    Migrate(MigrateError),
}

impl Store {
    /// Opens the database, brings it up to date and checks what must hold.
    pub async fn open(url: &str, clock: Clock) -> Result<Self, OpenError> {
        Self::open_with(url, clock, 8).await
    }

    /// The same with a chosen number of connections; tests use few.
    pub async fn open_with(url: &str, clock: Clock, connections: u32) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let store = if url.starts_with("sqlite:") {
            private_file(url);
            let write = sqlite_pool(url, 1).await?;
            let version: String = sqlx::query("select sqlite_version()")
                .fetch_one(&write)
                .await
                .and_then(|row| row.try_get(0))
                .map_err(OpenError::Connect)?;
            if parse_version(&version) < OLDEST_SQLITE {
                return Err(OpenError::OldSqlite(version));
            }
            let read = sqlite_pool(url, connections).await?;
            let begin = "begin immediate";
            let writer = Some(Writer::start(write.clone(), begin, clock.clone()));
            migrated(MIGRATIONS.run(&write).await)?;
            let (engine, running, writers) = (Engine::Sqlite, TaskTracker::new(), Arc::new(Semaphore::new(1)));
            Self { engine, read, write, begin, clock, running, writers, writer }
        } else {
            // A connection of its own: other servers wait for the one that migrates, however long it takes.
            let alone = options(1).connect(url).await.map_err(OpenError::Connect)?;
            migrated(MIGRATIONS.run(&alone).await)?;
            alone.close().await;
            let pool = options(connections).connect(&with_limits(url)).await.map_err(OpenError::Connect)?;
            let writers = connections.saturating_sub(FOR_PAGES).max(1);
            Self {
                engine: Engine::Postgres,
                read: pool.clone(),
                write: pool,
                begin: "begin",
                clock,
                running: TaskTracker::new(),
                writers: Arc::new(Semaphore::new(writers as usize)),
                writer: None,
            }
        };
        Ok(store)
    }
}

fn migrated(done: Result<(), MigrateError>) -> Result<(), OpenError> {
    done.map_err(|error| match error {
        MigrateError::VersionMissing(version) => OpenError::Newer(version),
        other => OpenError::Migrate(other),
    })
}

/// A connection that a failed commit or rollback left inside a transaction (a full disk does that) is closed, not used again.
fn options(connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new().max_connections(connections).acquire_timeout(ACQUIRE).after_release(|connection, _| {
        Box::pin(async move {
            // A rollback begun by a drop is done before the answer to a ping.
            connection.ping().await?;
            Ok(!connection.is_in_transaction())
        })
    })
}

/// A new database file is its owner's alone, and so are the log files SQLite puts beside it. What goes wrong
/// here goes wrong again, with words, when the database is opened.
fn private_file(url: &str) {
    let Some((path, _)) = url.trim_start_matches("sqlite:").split_once("?mode=rwc") else { return };
    let path = std::path::Path::new(path.strip_prefix("//").unwrap_or(path));
    let mut open = std::fs::OpenOptions::new();
    let _made = open.append(true).create_new(true).mode(0o600).open(path);
}

async fn sqlite_pool(url: &str, connections: u32) -> Result<AnyPool, OpenError> {
    options(connections)
        .after_connect(|connection, _| {
            Box::pin(async move {
                // The log mode is the file's; the rest is each connection's own.
                connection
                    .execute(
                        "pragma busy_timeout = 5000; pragma journal_mode = wal; pragma foreign_keys = on; \
                         pragma synchronous = full;",
                    )
                    .await?;
                Ok(())
            })
        })
        .connect(url)
        .await
        .map_err(OpenError::Connect)
}

/// The address with limits for every connection: what waits for a lock gives up after a while and is told to come back;
/// a transaction of a server that is gone without a word ends, and with it what it locked. What the operator's address
/// says of them counts.
fn with_limits(url: &str) -> String {
    const LIMITS: &str = "options[lock_timeout]=10s&options[idle_in_transaction_session_timeout]=30s";
    match url.split_once('?') {
        Some((address, more)) => format!("{address}?{LIMITS}&{more}"),
        None => format!("{url}?{LIMITS}"),
    }
}

fn parse_version(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_stand_before_what_the_operator_says() {
        let limits = "options[lock_timeout]=10s&options[idle_in_transaction_session_timeout]=30s";
        assert_eq!(with_limits("postgres://a/b"), format!("postgres://a/b?{limits}"));
        assert_eq!(with_limits("postgres://a/b?sslmode=require"), format!("postgres://a/b?{limits}&sslmode=require"));
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        for (text, old) in [("3.9.1", true), ("3.51.2", true), ("3.51.3", false), ("3.51.10", false), ("4.0", false)] {
            assert_eq!(parse_version(text) < OLDEST_SQLITE, old, "{text}");
        }
    }
}
