//! Clients that are gone before their answer. No transaction stays open, and no connection is lost to the pool
//! (`pool.rs`).

use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::Run;
use super::buyer::{self, Answer};
use super::dice::Dice;
use super::program::Site;
use super::web::Browser;
use super::{pool, shim};

const AT_ONCE: usize = 20;
const MADE: i64 = 1_000_000;

pub async fn on_sqlite(run: Run) -> String {
    hang_up(run, Site::sqlite("stocked", MADE).await).await
}

pub async fn on_postgres(run: Run) -> String {
    hang_up(run, Site::postgres("stocked", MADE).await).await
}

async fn hang_up(run: Run, mut site: Site) -> String {
    // SQLite's disk is made to stand still at the end; without a C compiler that is left out.
    let library = if site.on_sqlite() { shim::library() } else { None };
    let still = library.as_ref().map(|library| {
        let still = site.data.join("still");
        site.set("LD_PRELOAD", library);
        site.set("HOMORU_STILL", &still);
        still
    });
    let site = Arc::new(site);
    let (mut program, _) = site.start().await;
    let port = program.port;
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|n| {
            let (site, mut dice) = (site.clone(), Dice::new(run.seed + n as u64));
            tokio::spawn(async move {
                let mut browser = Browser::at(port);
                for _ in 0..run.size / AT_ONCE {
                    let fields = buyer::form(&site, &mut browser).await.unwrap().expect("a form");
                    gone(&browser, port, &fields, &mut dice).await;
                    browser = browser.another();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let theirs = site.count("select count(*) from orders").await;
    let some = 1..i64::try_from(run.size).unwrap();
    assert!(
        !run.full || some.contains(&theirs),
        "{theirs} of {} orders were placed: nobody was cut off in the middle",
        run.size
    );
    // The last ones may still be at work; then nobody is inside a transaction, and everybody is served.
    let mut buying = Vec::new();
    for _ in 0..AT_ONCE {
        let site = site.clone();
        buying.push(tokio::spawn(async move { buyer::buy(&site, &mut Browser::at(port)).await.unwrap() }));
    }
    let mut promised = Vec::new();
    for one in buying {
        match one.await.unwrap() {
            Answer::Placed(link) => promised.push(site.promise(&link, 1)),
            Answer::Refused(status) => panic!("afterwards somebody was answered {status}"),
        }
    }
    let pool = if site.on_sqlite() {
        pool::of_sqlite(&site, &program, still.as_deref()).await
    } else {
        promised.extend(pool::of_postgres(&site, port).await);
        pool::WHOLE.to_owned()
    };
    let placed = site.count("select count(*) from orders").await;
    program.stop().await;
    let letters = site.must_end_right(run, promised, MADE).await;
    if let Some(library) = library {
        std::fs::remove_file(library).unwrap();
    }
    format!("{placed} orders were placed all the same, {} clients hung up; {pool}; {letters}", run.size)
}

/// Sends some of the form, or all of it, and is gone after a random time.
async fn gone(browser: &Browser, port: u16, fields: &[(String, String)], dice: &mut Dice) {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = browser.written("POST", "/en/checkout", Some(&body));
    let sent = if dice.below(10) == 0 { dice.below(request.len()) } else { request.len() };
    let mut wire = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    wire.write_all(&request.as_bytes()[..sent]).await.unwrap();
    let wait = Duration::from_micros(dice.next() % 20_000);
    if dice.below(2) == 0 {
        // Until the clock's tick is too coarse: spins.
        let began = std::time::Instant::now();
        while began.elapsed() < wait / 20 {
            tokio::task::yield_now().await;
        }
    } else {
        tokio::time::sleep(wait).await;
    }
    if dice.below(2) == 0 {
        // A reset instead of a farewell.
        drop(wire.set_zero_linger());
    }
}
