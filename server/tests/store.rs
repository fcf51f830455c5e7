//! The store's named behaviours, the same on both engines: what errors mean, that nothing is lost, that
//! nothing half is left.

mod batch;
mod locks;

use std::time::Duration;

use app::error::AppError;
use server::clock::Clock;
use server::store::{DbResult as _, OpenError, Store, Tx};

use crate::on_both;
use crate::support::{TestApp, Value};

fn conflict(result: &Result<(), AppError>) -> String {
    match result {
        Err(AppError::Conflict(message)) => message.key.to_string(),
        other => panic!("{other:?}"),
    }
}

/// One statement in a transaction of its own.
async fn statement(app: &TestApp, sql: &'static str) -> Result<(), AppError> {
    app.house
        .store
        .write(move |tx| Box::pin(async move { sqlx::query(sql).execute(tx.db()).await.db().map(|_| ()) }))
        .await
}

async fn attempt(tx: &mut Tx, subject: &str) -> Result<(), AppError> {
    sqlx::query("insert into attempts (subject, updated_at) values ($1, 0)")
        .bind(subject.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

on_both! {
    async fn breaking_a_unique_rule_is_a_conflict(app: TestApp) {
        statement(&app, "insert into marks (name, value, at) values ('a', '1', 0)").await.unwrap();
        let twice = statement(&app, "insert into marks (name, value, at) values ('a', '2', 0)").await;
        assert_eq!(conflict(&twice), "core-taken");
    }

    async fn breaking_a_check_is_a_conflict(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        app.a_product(&shop, "Kain", 450_000).await;
        assert_eq!(conflict(&statement(&app, "update products set stock = stock - 2").await), "core-limit");
        assert_eq!(app.count("select stock from products").await, 1);
    }

    async fn naming_what_is_not_there_is_a_conflict(app: TestApp) {
        let lost = statement(&app, "insert into gone_media (public_key, at) select 'x', 0").await;
        assert_eq!(lost, Ok(()));
        let orphan = statement(&app, "insert into device_accounts (device_id, account_id, added_at) values ('no', 'no', 0)").await;
        assert_eq!(conflict(&orphan), "core-missing");
    }

    async fn sixteen_tasks_of_fifty_relative_updates_lose_nothing(app: TestApp) {
        app.insert("attempts", vec![("subject", "s".into()), ("updated_at", 0.into())]).await;
        let tasks = (0..16).map(|_| {
            let store = app.house.store.clone();
            tokio::spawn(async move {
                for _ in 0..50 {
                    store
                        .write(|tx| {
                            Box::pin(async move {
                                sqlx::query("update attempts set wrong = wrong + 1 where subject = 's'")
                                    .execute(tx.db())
                                    .await
                                    .db()
                                    .map(|_| ())
                            })
                        })
                        .await
                        .unwrap();
                }
            })
        });
        for task in futures::future::join_all(tasks).await {
            task.unwrap();
        }
        assert_eq!(app.count("select wrong from attempts").await, 800);
    }

    async fn a_failed_transaction_leaves_nothing(app: TestApp) {
        let failed: Result<(), AppError> = app.house.store
            .write(|tx| Box::pin(async move {
                attempt(tx, "first").await?;
                Err(AppError::Internal)
            }))
            .await;
        assert_eq!(failed, Err(AppError::Internal));
        let broken = app.house.store
            .write(|tx| Box::pin(async move {
                attempt(tx, "first").await?;
                attempt(tx, "first").await
            }))
            .await;
        assert_eq!(conflict(&broken), "core-taken");
        assert_eq!(app.count("select count(*) from attempts").await, 0);
    }

    async fn a_client_that_hangs_up_neither_cuts_a_write_nor_spoils_the_next(app: TestApp) {
        for n in 0..10 {
            let store = app.house.store.clone();
            let (reached, waits) = tokio::sync::oneshot::channel();
            let client = tokio::spawn(async move {
                store
                    .write(move |tx| Box::pin(async move {
                        attempt(tx, &format!("a{n}")).await?;
                        let _heard = reached.send(());
                        tokio::time::sleep(Duration::from_millis(20)).await;
                        attempt(tx, &format!("b{n}")).await
                    }))
                    .await
            });
            waits.await.unwrap();
            client.abort();
            assert!(client.await.unwrap_err().is_cancelled());
        }
        // A write of its own waits its turn and sees the whole of the others.
        app.house.store.write(|tx| Box::pin(async move { attempt(tx, "next").await })).await.unwrap();
        for _ in 0..200 {
            if app.count("select count(*) from attempts").await == 21 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{} of 21 rows", app.count("select count(*) from attempts").await);
    }

    async fn a_panic_inside_a_write_leaves_nothing_and_the_next_one_works(app: TestApp) {
        let broken: Result<(), AppError> = app.house.store
            .write(|tx| Box::pin(async move {
                attempt(tx, "lost").await?;
                panic!("on purpose")
            }))
            .await;
        assert_eq!(broken, Err(AppError::Internal));
        app.house.store.write(|tx| Box::pin(async move { attempt(tx, "kept").await })).await.unwrap();
        assert_eq!(app.count("select count(*) from attempts where subject = 'kept'").await, 1);
        assert_eq!(app.count("select count(*) from attempts").await, 1);
    }

    async fn a_transaction_that_the_database_ended_does_not_spoil_the_next_one(app: TestApp) {
        // What SQLite does when the disk is full, and a failed commit: nothing is open any more to roll back.
        for _ in 0..3 {
            let ended: Result<(), AppError> = app.house.store
                .write(|tx| Box::pin(async move {
                    attempt(tx, "lost").await?;
                    sqlx::query("rollback").execute(tx.db()).await.db()?;
                    Err(AppError::NotFound)
                }))
                .await;
            assert_eq!(ended, Err(AppError::NotFound), "the work's own error is what is told");
        }
        app.house.store.write(|tx| Box::pin(async move { attempt(tx, "kept").await })).await.unwrap();
        assert_eq!(app.count("select count(*) from attempts").await, 1);
    }

    async fn nothing_is_kept_as_nothing_for_every_type(app: TestApp) {
        app.insert("jobs", vec![
            ("id", "j".into()), ("kind", "prune".into()), ("payload", "{}".into()), ("run_at", 0.into()),
            ("created_at", 0.into()), ("dedupe", Value::Null), ("last_error", Value::Null),
        ]).await;
        let row: (Option<String>, Option<i64>) =
            sqlx::query_as("select last_error, done_at from jobs").fetch_one(app.house.store.read()).await.unwrap();
        assert_eq!(row, (None, None));
        let (n,): (i64,) = sqlx::query_as("select count(*) from jobs where ($1 is null or kind = $1) and done_at is null")
            .bind(Option::<String>::None)
            .fetch_one(app.house.store.read())
            .await
            .unwrap();
        assert_eq!(n, 1);
    }

    async fn times_are_in_order_beyond_32_bits(app: TestApp) {
        for (n, at) in [1_795_485_600_000_i64, 9, 4_294_967_296, i64::MAX].into_iter().enumerate() {
            app.insert("marks", vec![("name", format!("m{n}").into()), ("value", "x".into()), ("at", at.into())]).await;
        }
        let rows: Vec<(i64,)> =
            sqlx::query_as("select at from marks order by at").fetch_all(app.house.store.read()).await.unwrap();
        assert_eq!(rows, [(9,), (4_294_967_296,), (1_795_485_600_000,), (i64::MAX,)]);
    }

    async fn pages_of_rows_of_one_moment_neither_repeat_nor_skip(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        for n in 0..60 {
            app.insert("invitations", vec![
                ("id", format!("i{:02}", (n * 37) % 60).into()), ("kind", "enrol".into()), ("token_hash", format!("h{n}").into()),
                ("regency_id", (&place.regency).into()), ("name", format!("Orang-{n:02}-").into()),
                ("created_at", 5.into()), ("expires_at", i64::MAX.into()),
            ]).await;
        }
        let mut seen = std::collections::BTreeSet::new();
        for page in 1..=3 {
            let html = officer.get(&format!("/office/wakatobi/invitations?page={page}")).await.text();
            for n in 0..60 {
                let name = format!("Orang-{n:02}-");
                if html.contains(&name) {
                    assert!(seen.insert(name.clone()), "{name} twice");
                }
            }
        }
        assert_eq!(seen.len(), 60);
    }

    async fn a_database_newer_than_the_program_is_refused(app: TestApp) {
        statement(&app, "insert into _sqlx_migrations (version, description, installed_on, success, checksum, execution_time) \
            select 9999, 'from the future', installed_on, success, checksum, execution_time from _sqlx_migrations limit 1")
            .await
            .unwrap();
        let opened = Store::open_with(&app.house.config.database_url, Clock::system(), 1).await;
        match opened {
            Err(OpenError::Newer(version)) => assert_eq!(version, 9999),
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("it was opened"),
        }
    }

    async fn opening_again_changes_nothing(app: TestApp) {
        let before = app.count("select count(*) from _sqlx_migrations").await;
        let again = Store::open_with(&app.house.config.database_url, Clock::system(), 1).await.unwrap();
        again.close().await;
        assert_eq!(app.count("select count(*) from _sqlx_migrations").await, before);
    }
}

#[tokio::test]
async fn sqlite_is_opened_with_its_log_its_keys_and_its_syncs() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("t.sqlite").display());
    let store = Store::open(&url, Clock::system()).await.unwrap();
    let (mode,): (String,) = sqlx::query_as("pragma journal_mode").fetch_one(store.read()).await.unwrap();
    let (keys,): (i64,) = sqlx::query_as("pragma foreign_keys").fetch_one(store.read()).await.unwrap();
    let (sync,): (i64,) = sqlx::query_as("pragma synchronous").fetch_one(store.read()).await.unwrap();
    let (wait,): (i64,) = sqlx::query_as("pragma busy_timeout").fetch_one(store.read()).await.unwrap();
    assert_eq!((mode.as_str(), keys, sync, wait), ("wal", 1, 2, 5000));
}
