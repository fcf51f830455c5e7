//! Background work: claimed once, tried again with longer and longer waits, put aside when it is hopeless.

use server::jobs::{self, Kind, MOST_TRIES, backoff, runner, timetable};
use server::startup;
use tokio_util::sync::CancellationToken;

use crate::on_both;
use crate::orders::stage::{HOUR, tick};
use crate::support::{START, TestApp};

const MINUTE: i64 = 60_000;

async fn a_job(app: &TestApp, id: &str, kind: &str) {
    let now = app.clock.now();
    app.insert(
        "jobs",
        vec![
            ("id", id.into()),
            ("kind", kind.into()),
            ("payload", "{}".into()),
            ("run_at", now.into()),
            ("created_at", now.into()),
        ],
    )
    .await;
}

async fn run_due(app: &TestApp) -> usize {
    runner::run_due(&app.house, &CancellationToken::new()).await
}

on_both! {
    async fn a_job_is_born_with_its_change_or_not_at_all(app: TestApp) {
        for fails in [true, false] {
            let done: Result<(), app::error::AppError> = app.house.store
                .write(move |tx| Box::pin(async move {
                    jobs::enqueue(tx, Kind::Prune, serde_json::json!({}), tx.now, None).await?;
                    if fails { Err(app::error::AppError::Internal) } else { Ok(()) }
                }))
                .await;
            assert_eq!(done.is_err(), fails);
        }
        assert_eq!(app.count("select count(*) from jobs").await, 1);
    }

    async fn a_job_of_the_same_name_is_put_in_once(app: TestApp) {
        for _ in 0..3 {
            app.house.store
                .write(|tx| Box::pin(async move {
                    jobs::enqueue(tx, Kind::Prune, serde_json::json!({}), tx.now, Some("prune:1".to_owned())).await
                }))
                .await
                .unwrap();
        }
        assert_eq!(app.count("select count(*) from jobs").await, 1);
    }

    async fn a_job_waits_for_its_time_and_is_done_once(app: TestApp) {
        a_job(&app, "later", "prune").await;
        app.house.store
            .write(|tx| Box::pin(async move {
                sqlx::query("update jobs set run_at = run_at + 1000").execute(tx.db()).await.unwrap();
                Ok(())
            }))
            .await
            .unwrap();
        assert_eq!(run_due(&app).await, 0);
        app.clock.forward(1000);
        assert_eq!(run_due(&app).await, 1);
        assert_eq!(run_due(&app).await, 0);
        assert_eq!(app.count("select count(*) from jobs where done_at is not null and attempts = 1").await, 1);
    }

    async fn a_job_that_fails_is_tried_again_later_and_later_and_then_put_aside(app: TestApp) {
        a_job(&app, "hopeless", "no_such_work").await;
        for tries in 1..=MOST_TRIES {
            assert_eq!(run_due(&app).await, 1, "try {tries}");
            assert_eq!(app.count("select attempts from jobs").await, tries);
            assert_eq!(run_due(&app).await, 0, "not before its time");
            if tries < MOST_TRIES {
                assert_eq!(app.count("select run_at from jobs").await, app.clock.now() + backoff(tries));
                app.clock.forward(backoff(tries));
            }
        }
        app.clock.forward(30 * 86_400_000);
        assert_eq!(run_due(&app).await, 0);
        assert_eq!(app.count("select count(*) from jobs where dead_at is not null and last_error is not null").await, 1);
    }

    async fn two_runners_never_run_one_claim_twice(app: TestApp) {
        for n in 0..20 {
            a_job(&app, &format!("job{n:02}"), "prune").await;
        }
        let runners = (0..4).map(|_| {
            let house = app.house.clone();
            tokio::spawn(async move {
                let mut all = 0;
                for _ in 0..3 {
                    all += runner::run_due(&house, &CancellationToken::new()).await;
                }
                all
            })
        });
        let ran: usize = futures::future::join_all(runners).await.into_iter().map(Result::unwrap).sum();
        assert_eq!(ran, 20);
        assert_eq!(app.count("select count(*) from jobs where attempts = 1 and done_at is not null").await, 20);
    }

    async fn a_failure_counts_once_however_many_servers_had_read_the_list(app: TestApp) {
        a_job(&app, "hopeless", "no_such_work").await;
        let ran = futures::future::join_all((0..8).map(|_| run_due(&app))).await;
        assert_eq!(ran.into_iter().sum::<usize>(), 1);
        assert_eq!(app.count("select attempts from jobs").await, 1);
        assert_eq!(app.count("select run_at from jobs").await, app.clock.now() + backoff(1));
    }

    async fn when_the_clock_is_set_back_recurring_work_goes_on_and_servers_share_it(app: TestApp) {
        let newest = async |kind: &str| {
            let (at,): (i64,) = sqlx::query_as("select max(done_at) from jobs where kind = $1")
                .bind(kind.to_owned())
                .fetch_one(app.house.store.read())
                .await
                .unwrap();
            at - START
        };
        for _ in 0..=10 {
            tick(&app).await;
            app.clock.forward(MINUTE);
        }
        app.clock.forward(24 * HOUR);
        tick(&app).await;
        assert_eq!(newest("release_holds").await, 24 * HOUR + 11 * MINUTE);
        // The clock ran a day ahead and some minutes, and somebody puts it right.
        app.clock.forward(-24 * HOUR - 11 * MINUTE);
        tick(&app).await;
        let other = startup::open(app.house.config.clone(), app.clock.clone()).await.unwrap();
        app.clock.forward(MINUTE);
        for minute in 2..=10 {
            app.clock.forward(MINUTE);
            let (one, two) = tokio::join!(timetable::enqueue_due(&app.house), timetable::enqueue_due(&other));
            one.unwrap();
            two.unwrap();
            let stop = CancellationToken::new();
            tokio::join!(runner::run_due(&app.house, &stop), runner::run_due(&other, &stop));
            assert_eq!(newest("release_holds").await, minute * MINUTE);
        }
        app.clock.forward(24 * HOUR + 10 * MINUTE);
        tick(&app).await;
        assert_eq!(newest("prune").await, 24 * HOUR + 20 * MINUTE, "that day comes a second time");
        assert_eq!(app.count("select count(*) from jobs where attempts <> 1 or done_at is null").await, 0);
    }

    async fn what_waits_for_a_time_that_nothing_waits_for_is_due(app: TestApp) {
        a_job(&app, "new", "prune").await;
        a_job(&app, "claimed", "prune").await;
        app.execute("update jobs set claimed_until = run_at + 600000 where id = 'claimed'").await;
        app.clock.forward(-HOUR);
        assert_eq!(run_due(&app).await, 0, "another try may be so far away");
        app.clock.forward(-23 * HOUR);
        assert_eq!(run_due(&app).await, 2);
        assert_eq!(app.count("select count(*) from jobs where done_at is not null and attempts = 1").await, 2);
    }

    async fn a_claim_that_was_never_finished_is_taken_up_after_its_lease(app: TestApp) {
        a_job(&app, "orphan", "prune").await;
        app.house.store
            .write(|tx| Box::pin(async move {
                sqlx::query("update jobs set claimed_until = run_at + 600000, attempts = 1").execute(tx.db()).await.unwrap();
                Ok(())
            }))
            .await
            .unwrap();
        assert_eq!(run_due(&app).await, 0);
        app.clock.forward(600_000);
        assert_eq!(run_due(&app).await, 1);
        assert_eq!(app.count("select attempts from jobs").await, 2);
    }

    async fn a_stop_leaves_waiting_jobs_for_the_next_start(app: TestApp) {
        a_job(&app, "waiting", "prune").await;
        let stop = CancellationToken::new();
        stop.cancel();
        assert_eq!(runner::run_due(&app.house, &stop).await, 0);
        assert_eq!(app.count("select count(*) from jobs where done_at is null and attempts = 0").await, 1);
    }
}
