//! Works that share a transaction on SQLite: each stays or goes alone, none hears of it before it is durable.
//!
//! One thread runs everything, so that what waits behind a held work waits in a known order.

use app::error::AppError;
use futures::FutureExt as _;
use server::store::{DbResult as _, Store, Tx};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{attempt, conflict};
use crate::support::TestApp;

type Answer = JoinHandle<Result<(), AppError>>;

/// A work that holds the transaction open until it is let go.
struct Held {
    go: oneshot::Sender<()>,
    answer: Answer,
}

async fn held(store: &Store, subject: &'static str) -> Held {
    let ((reached, waits), (go, gate)) = (oneshot::channel(), oneshot::channel::<()>());
    let store = store.clone();
    let answer = tokio::spawn(async move {
        store
            .write(move |tx| {
                Box::pin(async move {
                    attempt(tx, subject).await?;
                    reached.send(()).unwrap();
                    gate.await.unwrap();
                    Ok(())
                })
            })
            .await
    });
    waits.await.unwrap();
    Held { go, answer }
}

/// Hands a work in behind the held one.
async fn behind<W>(store: &Store, work: W) -> Answer
where
    W: for<'t> FnOnce(&'t mut Tx) -> futures::future::BoxFuture<'t, Result<(), AppError>> + Send + 'static,
{
    let store = store.clone();
    let answer = tokio::spawn(async move { store.write(work).await });
    // The tasks in between take a few turns each.
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
    answer
}

async fn behind_attempt(store: &Store, subject: &'static str) -> Answer {
    behind(store, move |tx| attempt(tx, subject).boxed()).await
}

async fn subjects(app: &TestApp) -> Vec<String> {
    let rows: Vec<(String,)> =
        sqlx::query_as("select subject from attempts order by rowid").fetch_all(app.house.store.read()).await.unwrap();
    rows.into_iter().map(|(subject,)| subject).collect()
}

async fn seen(tx: &mut Tx) -> i64 {
    let (n,): (i64,) = sqlx::query_as("select count(*) from attempts").fetch_one(tx.db()).await.unwrap();
    n
}

#[tokio::test]
async fn works_that_wait_share_a_transaction_in_order_and_are_told_after_its_commit() {
    let app = TestApp::on_sqlite().await;
    let store = &app.house.store;
    let first = held(store, "a").await;
    let second = behind_attempt(store, "b").await;
    let reader = store.clone();
    let third = behind(store, move |tx| {
        Box::pin(async move {
            assert_eq!(seen(tx).await, 2, "it runs in the transaction of the others");
            let (committed,): (i64,) =
                sqlx::query_as("select count(*) from attempts").fetch_one(reader.read()).await.unwrap();
            assert_eq!(committed, 0, "and nothing is committed yet");
            attempt(tx, "c").await
        })
    })
    .await;
    let told_early = first.answer.is_finished() || second.is_finished();
    first.go.send(()).unwrap();
    for answer in [first.answer, second, third] {
        assert_eq!(answer.await.unwrap(), Ok(()));
    }
    assert!(!told_early);
    assert_eq!(subjects(&app).await, ["a", "b", "c"]);
}

#[tokio::test]
async fn a_failing_work_and_a_panic_are_undone_alone() {
    let app = TestApp::on_sqlite().await;
    let store = &app.house.store;
    let first = held(store, "a").await;
    let refused = behind(store, |tx| {
        Box::pin(async move {
            attempt(tx, "refused").await?;
            Err(AppError::NotFound)
        })
    })
    .await;
    let panics = behind(store, |tx| {
        Box::pin(async move {
            attempt(tx, "panics").await?;
            panic!("on purpose")
        })
    })
    .await;
    let twice = behind(store, |tx| {
        Box::pin(async move {
            attempt(tx, "twice").await?;
            attempt(tx, "a").await
        })
    })
    .await;
    let last = behind(store, |tx| {
        Box::pin(async move {
            assert_eq!(seen(tx).await, 1, "nothing of those who failed is seen");
            attempt(tx, "last").await
        })
    })
    .await;
    first.go.send(()).unwrap();
    assert_eq!(first.answer.await.unwrap(), Ok(()));
    assert_eq!(refused.await.unwrap(), Err(AppError::NotFound));
    assert_eq!(panics.await.unwrap(), Err(AppError::Internal));
    assert_eq!(conflict(&twice.await.unwrap()), "core-taken");
    assert_eq!(last.await.unwrap(), Ok(()));
    assert_eq!(subjects(&app).await, ["a", "last"]);
}

#[tokio::test]
async fn a_failed_commit_is_told_to_all_and_leaves_nothing() {
    let app = TestApp::on_sqlite().await;
    let store = &app.house.store;
    let first = held(store, "a").await;
    let breaks = behind(store, |tx| {
        Box::pin(async move {
            for sql in [
                "pragma defer_foreign_keys = on",
                "insert into device_accounts (device_id, account_id, added_at) values ('no', 'no', 0)",
            ] {
                sqlx::query(sql).execute(tx.db()).await.db()?;
            }
            Ok(())
        })
    })
    .await;
    first.go.send(()).unwrap();
    let again = Err(AppError::Unavailable { retry_after: 1 });
    assert_eq!(first.answer.await.unwrap(), again);
    assert_eq!(breaks.await.unwrap(), again);
    assert!(subjects(&app).await.is_empty());
    store.write(|tx| attempt(tx, "next").boxed()).await.unwrap();
    assert_eq!(subjects(&app).await, ["next"]);
}

#[tokio::test]
async fn a_transaction_the_database_ended_is_told_to_all_who_shared_it() {
    let app = TestApp::on_sqlite().await;
    let store = &app.house.store;
    let first = held(store, "a").await;
    let ends = behind(store, |tx| {
        Box::pin(async move {
            sqlx::query("rollback").execute(tx.db()).await.db()?;
            Err(AppError::NotFound)
        })
    })
    .await;
    let sure =
        behind(store, |tx| Box::pin(async move { sqlx::query("rollback").execute(tx.db()).await.db().map(|_| ()) }))
            .await;
    let next = behind_attempt(store, "next").await;
    first.go.send(()).unwrap();
    assert_eq!(first.answer.await.unwrap(), Err(AppError::Unavailable { retry_after: 1 }));
    assert_eq!(ends.await.unwrap(), Err(AppError::NotFound), "its own error");
    assert!(sure.await.unwrap().is_err(), "what was not committed is never told as done");
    assert_eq!(next.await.unwrap(), Ok(()));
    assert_eq!(subjects(&app).await, ["next"]);
}

#[tokio::test]
async fn who_hangs_up_while_waiting_is_served_all_the_same() {
    let app = TestApp::on_sqlite().await;
    let store = &app.house.store;
    let first = held(store, "a").await;
    let gone = behind_attempt(store, "gone").await;
    let stays = behind_attempt(store, "stays").await;
    gone.abort();
    first.go.send(()).unwrap();
    assert_eq!(stays.await.unwrap(), Ok(()));
    assert_eq!(subjects(&app).await, ["a", "gone", "stays"]);
}

#[tokio::test]
async fn closing_waits_for_all_who_wait() {
    let app = TestApp::on_sqlite().await;
    let store = app.house.store.clone();
    let first = held(&store, "a").await;
    let second = behind_attempt(&store, "b").await;
    let closing = store.clone();
    let closed = tokio::spawn(async move { closing.close().await });
    tokio::task::yield_now().await;
    assert!(!closed.is_finished());
    first.go.send(()).unwrap();
    closed.await.unwrap();
    assert_eq!(first.answer.await.unwrap(), Ok(()));
    assert_eq!(second.await.unwrap(), Ok(()));
    let late = store.write(|tx| attempt(tx, "late").boxed()).await;
    assert_eq!(late, Err(AppError::Unavailable { retry_after: 5 }));
    let again = Store::open_with(&app.house.config.database_url, app.clock.clone(), 1).await.unwrap();
    let (n,): (i64,) = sqlx::query_as("select count(*) from attempts").fetch_one(again.read()).await.unwrap();
    assert_eq!(n, 2);
}

#[tokio::test]
async fn a_database_locked_by_another_program_is_told_with_a_time_and_passes() {
    use sqlx::Connection as _;
    let app = TestApp::on_sqlite().await;
    let store = &app.house.store;
    let mut other = sqlx::AnyConnection::connect(&app.house.config.database_url).await.unwrap();
    sqlx::query("begin immediate").execute(&mut other).await.unwrap();
    let both = tokio::join!(store.write(|tx| attempt(tx, "a").boxed()), store.write(|tx| attempt(tx, "b").boxed()));
    let again = Err(AppError::Unavailable { retry_after: 1 });
    assert_eq!(both, (again.clone(), again), "they are refused together, not one after the other");
    sqlx::query("rollback").execute(&mut other).await.unwrap();
    store.write(|tx| attempt(tx, "c").boxed()).await.unwrap();
    assert_eq!(subjects(&app).await, ["c"]);
}

#[tokio::test]
async fn a_write_inside_a_write_is_refused_and_blocks_nobody() {
    let app = TestApp::on_sqlite().await;
    let inside = app.house.store.clone();
    let outer = app
        .house
        .store
        .write(move |tx| {
            Box::pin(async move {
                attempt(tx, "outer").await?;
                inside.write(|tx| attempt(tx, "inner").boxed()).await
            })
        })
        .await;
    assert_eq!(outer, Err(AppError::Internal));
    app.house.store.write(|tx| attempt(tx, "next").boxed()).await.unwrap();
    assert_eq!(subjects(&app).await, ["next"]);
}
