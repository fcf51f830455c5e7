//! PostgreSQL: what waits for a lock of somebody else keeps no page waiting, and does not wait for ever.

use std::time::Duration;

use app::error::AppError;
use app::ids::ProductId;
use server::orders::moves;
use server::store::DbResult as _;
use sqlx::{AnyConnection, Connection as _, Executor as _};

use crate::orders::stage::{MINUTE, at_checkout, stage_of};
use crate::support::TestApp;

/// Somebody else who holds a lock on every piece until it is closed.
async fn locked(app: &TestApp) -> AnyConnection {
    let mut other = AnyConnection::connect(&app.house.config.database_url).await.unwrap();
    other.execute("begin").await.unwrap();
    other.execute("select id from products for update").await.unwrap();
    other
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_answer_while_writes_wait_for_a_lock_and_nothing_is_lost() {
    let app = TestApp::on_postgres().await;
    let s = stage_of(&app, "stocked", 20).await;
    let mut buyers = Vec::new();
    for _ in 0..8 {
        buyers.push(at_checkout(&app, &s.piece, "stall").await);
    }
    let mut other = locked(&app).await;
    let orders = futures::future::join_all(buyers.into_iter().map(|buyer| buyer.order(&[])));
    let page = async {
        let waiting =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while app.count(waiting).await < 6 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let page = app.client().get(&format!("/en/p/{}", s.piece.code)).await;
        assert_eq!(page.status, 200);
        other.execute("rollback").await.unwrap();
    };
    tokio::join!(orders, page);
    assert_eq!(app.count("select count(*) from orders").await, 8);
    assert_eq!(app.count("select held from products").await, 8);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_that_is_not_had_in_time_is_told_with_a_time_to_come_back() {
    let app = TestApp::on_postgres().await;
    stage_of(&app, "stocked", 20).await;
    let _other = locked(&app).await;
    let late = app.house.store.write(|tx| {
        Box::pin(async move {
            tx.db().execute("set local lock_timeout = '50ms'").await.db()?;
            sqlx::query("update products set stock = stock - 1").execute(tx.db()).await.db().map(|_| ())
        })
    });
    assert_eq!(late.await, Err(AppError::Unavailable { retry_after: 5 }));
}

/// Every checkout takes pieces in the order of their ids: what lets go of several holds must as well, in whatever order
/// they were made, or two would wait for each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_waits_for_a_piece_holds_none_that_comes_after_it() {
    let app = TestApp::on_postgres().await;
    let s = stage_of(&app, "stocked", 5).await;
    // Ids of one millisecond come in any order.
    let mut pieces = [s.piece.clone(), app.a_product_of_kind(&s.shop, "Sapu tangan", 50_000, "stocked", 5).await];
    pieces.sort_by(|a, b| a.id.cmp(&b.id));
    let [sooner, later] = &pieces;
    for piece in [later, sooner] {
        at_checkout(&app, piece, "stall").await.order(&[]).await;
        app.clock.forward(1);
    }
    app.clock.forward(31 * MINUTE);
    let connect = || AnyConnection::connect(&app.house.config.database_url);
    let (mut first, mut second) = (connect().await.unwrap(), connect().await.unwrap());
    first.execute("begin").await.unwrap();
    let lock = "select id from products where id = $1 for update nowait";
    sqlx::query(lock).bind(sooner.id.clone()).execute(&mut first).await.unwrap();
    let both = vec![ProductId(later.id.clone()), ProductId(sooner.id.clone())];
    let releases = app.house.store.write(|tx| Box::pin(async move { moves::release_overdue(tx, &both).await }));
    let looks = async {
        let waiting =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while app.count(waiting).await < 1 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        sqlx::query(lock).bind(later.id.clone()).execute(&mut second).await.expect("held by who waits for the first");
        first.execute("rollback").await.unwrap();
    };
    let (released, ()) = tokio::join!(releases, looks);
    released.unwrap();
    assert_eq!(app.count("select cast(sum(held) as bigint) from products").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_connection_waits_with_a_limit() {
    let app = TestApp::on_postgres().await;
    let limits: (String, String) = sqlx::query_as(
        "select current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')",
    )
    .fetch_one(app.house.store.read())
    .await
    .unwrap();
    assert_eq!(limits, ("10s".to_owned(), "30s".to_owned()));
}
