//! The connections of a house at work: none of them is inside a transaction, and all of them can be used at the same
//! time.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, Connection as _};
use tokio::task::JoinHandle;

use super::accountant::Promise;
use super::buyer::{self, Answer, Way};
use super::ends::{number, until};
use super::program::{PATIENCE, Program, Site};
use super::trouble::ready_to;
use super::web::Browser;

/// What the house opens (`store/open.rs`): on SQLite so many that read, and one that writes.
const CONNECTIONS: usize = 8;
/// PostgreSQL's that may be inside a write at once.
const WRITERS: usize = CONNECTIONS - 2;

/// Less than PostgreSQL lets a statement wait for a lock (`store/open.rs`).
const BEFORE_IT_GIVES_UP: Duration = Duration::from_secs(8);

pub const WHOLE: &str = "all connections worked at once";

/// Visitors who look at the piece, one to a connection.
fn visitors(site: &Site, port: u16) -> Vec<JoinHandle<u16>> {
    let page = format!("/en/p/{}?via=q", site.stage.piece.code);
    let visit = |page: String| async move { Browser::at(port).get(&page).await.unwrap().status };
    (0..CONNECTIONS).map(|_| tokio::spawn(visit(page.clone()))).collect()
}

async fn all_are_answered(visitors: Vec<JoinHandle<u16>>) {
    for visitor in visitors {
        assert_eq!(visitor.await.unwrap(), 200, "a visitor who waited");
    }
}

/// `still`: a file that makes the program's disk stand still while it is there; a program that reads says so in it.
pub async fn of_sqlite(site: &Site, program: &Program, still: Option<&Path>) -> String {
    // What a code leads to is asked once for all who wait for it, and then remembered.
    all_are_answered(visitors(site, program.port)).await;
    // Who reads on in a transaction keeps the log from being emptied; the job runner does it for a moment.
    let mut other = AnyConnection::connect(&site.url).await.unwrap();
    let mut busy = 1;
    for _ in 0..5 {
        let sql = "pragma wal_checkpoint(truncate)";
        (busy, _, _) = sqlx::query_as::<_, (i64, i64, i64)>(sql).fetch_one(&mut other).await.unwrap();
        if busy == 0 {
            break;
        }
    }
    assert_eq!(busy, 0, "a connection stays inside a transaction");
    // What connections remember of the file is old now: each has to read.
    sqlx::query("update products set version = version").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    // Each has a thread of its own.
    until("no more connections than the house opens", PATIENCE, || async { threads(program) <= CONNECTIONS + 1 }).await;
    let Some(still) = still else { return "that all connections work was left out: no C compiler".into() };
    std::fs::write(still, b"").unwrap();
    let visitors = visitors(site, program.port);
    let stand = || async { std::fs::read(still).unwrap().len() >= CONNECTIONS };
    until("every connection reads at the same time", PATIENCE, stand).await;
    std::fs::remove_file(still).unwrap();
    all_are_answered(visitors).await;
    WHOLE.into()
}

/// The threads of the program in which SQLite works; Linux cuts their names.
fn threads(program: &Program) -> usize {
    let tasks = std::fs::read_dir(format!("/proc/{}/task", program.id())).unwrap();
    let names = tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok());
    names.filter(|name| name.starts_with("sqlx-sqlite-wor")).count()
}

/// PostgreSQL's own word of its connections; gives what was ordered meanwhile.
pub async fn of_postgres(site: &Arc<Site>, port: u16) -> Vec<Promise> {
    let watch = AnyPoolOptions::new().max_connections(1).connect(&site.url).await.unwrap();
    let inside = "select count(*) from pg_stat_activity where datname = current_database() \
                  and state in ('idle in transaction', 'idle in transaction (aborted)')";
    until("nobody stays inside a transaction", PATIENCE, || async { number(&watch, inside).await == 0 }).await;
    let all = "select count(*) from pg_stat_activity where datname = current_database()";
    // The program's, those of this test's own house, and the one that asks.
    let held = number(&watch, all).await;
    assert!(held <= 2 * CONNECTIONS as i64 + 2, "{held} connections");

    let waiting =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    let wait = |many: usize| {
        let watch = &watch;
        move || async move { number(watch, waiting).await >= many as i64 }
    };
    let mut other = AnyConnection::connect(&site.url).await.unwrap();
    // Every permit to write is used at once, and pages still have their connections.
    let mut forms = Vec::new();
    for _ in 0..WRITERS {
        forms.push(ready_to(site, port, Way::Stall).await);
    }
    for sql in ["begin", "select id from products for update"] {
        sqlx::query(sql).execute(&mut other).await.unwrap();
    }
    let posting = forms.into_iter().map(|(mut browser, fields)| {
        tokio::spawn(async move { buyer::told(&browser.post("/en/checkout", &fields).await.unwrap()) })
    });
    let posting: Vec<_> = posting.collect();
    until("every writer waits at the same time", BEFORE_IT_GIVES_UP, wait(WRITERS)).await;
    all_are_answered(visitors(site, port)).await;
    sqlx::query("rollback").execute(&mut other).await.unwrap();
    let mut promised = Vec::new();
    for one in posting {
        match one.await.unwrap() {
            Answer::Placed(link) => promised.push(site.promise(&link, 1)),
            Answer::Refused(status) => panic!("a writer who waited was answered {status}"),
        }
    }
    // And then every connection.
    for sql in ["begin", "lock table products in access exclusive mode"] {
        sqlx::query(sql).execute(&mut other).await.unwrap();
    }
    let visitors = visitors(site, port);
    until("every connection waits at the same time", BEFORE_IT_GIVES_UP, wait(CONNECTIONS)).await;
    sqlx::query("rollback").execute(&mut other).await.unwrap();
    all_are_answered(visitors).await;
    other.close().await.unwrap();
    watch.close().await;
    promised
}
