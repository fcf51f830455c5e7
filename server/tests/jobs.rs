//! Background work: claimed once, tried again with longer and longer waits, put aside when it is hopeless.

use server::jobs::{self, Kind, MOST_TRIES, backoff, runner};
use tokio_util::sync::CancellationToken;

use crate::on_both;
use crate::support::TestApp;

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
