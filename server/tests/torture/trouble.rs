//! A full disk, a database somebody else has locked: pages and redirects stay up, orders are told when to come again,
//! nothing is lost, and all goes on by itself. Clocks that jump are in `jumps.rs`.

use std::time::Duration;

use sqlx::Connection as _;

use super::accountant::Promise;
use super::buyer::{self, Answer, Fields, Way};
use super::cluster::Cluster;
use super::program::Site;
use super::web::{Browser, Reply};
use super::{LEFT_OUT, Run, shim};
use crate::support::TestApp;

/// What must answer whatever happens.
pub async fn pages_stay_up(site: &Site, port: u16, when: &str) {
    let code = &site.stage.piece.code;
    for (path, status) in
        [(format!("/q/{code}"), 303), (format!("/en/p/{code}?via=q"), 200), ("/en/r/wakatobi".into(), 200)]
    {
        let reply = Browser::at(port).get(&path).await.unwrap();
        assert_eq!(reply.status, status, "{when}: {path}");
    }
}

/// A buyer who has the form open.
async fn ready(site: &Site, port: u16) -> (Browser, Fields) {
    let mut browser = Browser::at(port);
    let fields = buyer::form(site, &mut browser).await.unwrap().expect("a form");
    (browser, fields)
}

/// The same of who buys in this way.
pub async fn ready_to(site: &Site, port: u16, way: Way) -> (Browser, Fields) {
    let mut browser = Browser::at(port);
    let fields = buyer::form_of(site, &mut browser, way).await.unwrap().expect("a form");
    (browser, fields)
}

pub async fn places(site: &Site, browser: &mut Browser, fields: &[(String, String)], when: &str) -> Promise {
    match buyer::told(&browser.post("/en/checkout", fields).await.unwrap()) {
        Answer::Placed(link) => site.promise(&link, 1),
        Answer::Refused(status) => panic!("{when}: answered {status}"),
    }
}

async fn is_told_to_come_again(browser: &mut Browser, fields: &[(String, String)], when: &str) {
    says_when(&browser.post("/en/checkout", fields).await.unwrap(), when);
}

/// The answer is "try again", and when.
fn says_when(reply: &Reply, when: &str) {
    assert_eq!(reply.status, 503, "{when}");
    let seconds = reply.retry_after.as_ref().and_then(|text| text.parse::<u32>().ok());
    assert!(seconds.is_some_and(|seconds| seconds > 0), "{when}: Retry-After {seconds:?}");
}

/// SQLite, behind a shim that says the disk is full.
pub async fn disk_full(run: Run) -> String {
    let Some(library) = shim::library() else { return format!("{LEFT_OUT}no C compiler") };
    let mut site = Site::sqlite("stocked", 9999).await;
    let full = site.data.join("full");
    site.set("LD_PRELOAD", &library);
    site.set("HOMORU_FULL", &full);
    let (mut program, _) = site.start().await;
    let mut promised = Vec::new();
    for round in 0..run.size {
        let (mut browser, fields) = ready(&site, program.port).await;
        let mut at_once = Vec::new();
        for _ in 0..10 {
            at_once.push(ready(&site, program.port).await);
        }
        std::fs::write(&full, b"").unwrap();
        is_told_to_come_again(&mut browser, &fields, &format!("round {round}, full")).await;
        let told =
            at_once.iter_mut().map(|(browser, fields)| is_told_to_come_again(browser, fields, "full, ten at once"));
        futures::future::join_all(told).await;
        pages_stay_up(&site, program.port, "full").await;
        std::fs::remove_file(&full).unwrap();
        promised.push(places(&site, &mut browser, &fields, &format!("round {round}, not full any more")).await);
        for (mut browser, fields) in at_once {
            promised.push(places(&site, &mut browser, &fields, "not full any more").await);
        }
    }
    program.stop().await;
    let placed = promised.len();
    let letters = site.must_end_right(run, promised, 9999).await;
    std::fs::remove_file(library).unwrap();
    format!("{placed} orders were placed with the forms that had been refused; {letters}")
}

/// PostgreSQL on a small disk that is really full.
pub async fn disk_full_postgres(run: Run) -> String {
    let Some(cluster) = Cluster::on_a_small_disk(160) else {
        return format!("{LEFT_OUT}this user may not mount a small disk");
    };
    let site = Site::of(TestApp::on_database(cluster.url()).await, "stocked", 9999).await;
    site.app.house.store.close().await;
    let (mut program, _) = site.start().await;
    let (mut promised, mut refused) = (Vec::new(), 0);
    for round in 0..run.size {
        let mut forms = Vec::new();
        for _ in 0..60 {
            forms.push(ready(&site, program.port).await);
        }
        cluster.fill();
        // Where a page of the table has room left an order still fits; sooner or later none does.
        let mut again = Vec::new();
        for (mut browser, fields) in forms {
            let reply = browser.post("/en/checkout", &fields).await.unwrap();
            match buyer::told(&reply) {
                Answer::Placed(link) => promised.push(site.promise(&link, 1)),
                Answer::Refused(_) => {
                    says_when(&reply, &format!("round {round}, full"));
                    again.push((browser, fields));
                }
            }
        }
        pages_stay_up(&site, program.port, "full").await;
        cluster.free();
        refused += again.len();
        for (mut browser, fields) in again {
            promised.push(places(&site, &mut browser, &fields, &format!("round {round}, not full any more")).await);
        }
    }
    program.stop().await;
    assert!(refused > 0, "the disk was never full");
    let placed = promised.len();
    let letters = site.must_end_right(run, promised, 9999).await;
    format!("{placed} orders, {refused} of them refused at first; {letters}")
}

pub async fn locked(run: Run) -> String {
    let mut said = Vec::new();
    for site in [Site::sqlite("stocked", 9999).await, Site::postgres("stocked", 9999).await] {
        let (mut program, _) = site.start().await;
        let mut promised = Vec::new();
        for round in 0..run.size {
            let (mut browser, fields) = ready_to(&site, program.port, Way::Letter).await;
            let mut other = sqlx::AnyConnection::connect(&site.url).await.unwrap();
            let lock: &[&str] = if site.on_sqlite() {
                &["begin immediate"]
            } else {
                &["begin", "lock table products in exclusive mode"]
            };
            for sql in lock {
                sqlx::query(sqlx::AssertSqlSafe((*sql).to_owned())).execute(&mut other).await.unwrap();
            }
            let when = format!("round {round}, locked");
            if site.on_sqlite() {
                // Waits its 5 s and is told.
                let told = is_told_to_come_again(&mut browser, &fields, &when);
                let ((), ()) = tokio::join!(told, pages_stay_up(&site, program.port, &when));
                sqlx::query("rollback").execute(&mut other).await.unwrap();
                promised.push(places(&site, &mut browser, &fields, "free again").await);
            } else {
                let free = async {
                    pages_stay_up(&site, program.port, &when).await;
                    tokio::time::sleep(Duration::from_secs(5)).await;
                    sqlx::query("rollback").execute(&mut other).await.unwrap();
                };
                let (reply, ()) = tokio::join!(browser.post("/en/checkout", &fields), free);
                let reply = reply.unwrap();
                match buyer::told(&reply) {
                    Answer::Placed(link) => promised.push(site.promise(&link, 1)),
                    Answer::Refused(_) => {
                        says_when(&reply, &when);
                        promised.push(places(&site, &mut browser, &fields, "free again").await);
                    }
                }
            }
        }
        program.stop().await;
        let placed = promised.len();
        let letters = site.must_end_right(run, promised, 9999).await;
        said.push(format!("{placed} orders were placed once it was free, {letters}"));
    }
    said.join("; ")
}
