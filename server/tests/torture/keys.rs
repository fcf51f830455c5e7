//! One form sent a hundred times, twenty at once, while servers are killed and started: one order, one answer.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use super::Run;
use super::buyer::{self, Way};
use super::dice::Dice;
use super::program::Site;
use super::web::Browser;

const TIMES: usize = 100;
const AT_ONCE: usize = 20;

pub async fn replays(run: Run) -> String {
    let (mut dice, mut letters) = (Dice::new(run.seed), Vec::new());
    for site in [Site::sqlite("stocked", 9999).await, Site::postgres("stocked", 9999).await] {
        let site = Arc::new(site);
        let mut promised = Vec::new();
        for round in 0..run.size {
            let link = one_key(&site, &mut dice, round).await;
            promised.push(site.promise(&link, 1));
        }
        let placed = site.count("select count(*) from orders").await;
        assert_eq!(usize::try_from(placed).unwrap(), run.size, "one order to a key");
        letters.push(site.must_end_right(run, promised, 9999).await);
        let told = site.count("select count(*) from messages where event = 'placed'").await;
        assert_eq!(usize::try_from(told).unwrap(), run.size, "one letter to an order");
    }
    format!("{} forms were sent {TIMES} times each; {}", 2 * run.size, letters.join(", "))
}

async fn one_key(site: &Arc<Site>, dice: &mut Dice, round: usize) -> String {
    let (mut program, _) = site.start().await;
    let port = Arc::new(AtomicU16::new(program.port));
    let mut browser = Browser::at(program.port);
    let fields = buyer::form_of(site, &mut browser, Way::Letter).await.unwrap().expect("a form");
    let cookies = browser.cookies.clone();
    let senders: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (port, fields, cookies) = (port.clone(), fields.clone(), cookies.clone());
            tokio::spawn(async move {
                let mut links = HashSet::new();
                for _ in 0..TIMES / AT_ONCE {
                    links.insert(until_answered(&port, &cookies, &fields).await);
                }
                links
            })
        })
        .collect();
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_micros(dice.next() % 50_000)).await;
        program.kill();
        program = site.start().await.0;
        port.store(program.port, Ordering::SeqCst);
    }
    let mut links = HashSet::new();
    for sender in senders {
        links.extend(sender.await.unwrap());
    }
    // All of them may have been answered before the last start.
    links.insert(until_answered(&port, &cookies, &fields).await);
    assert_eq!(links.len(), 1, "round {round}: {links:?}");
    let mut other = fields.clone();
    other.retain(|(name, _)| name != "quantity");
    other.push(("quantity".into(), "2".into()));
    let mut browser = Browser::at(program.port);
    browser.cookies = cookies;
    assert_eq!(browser.post("/en/checkout", &other).await.unwrap().status, 409, "round {round}: another body");
    program.stop().await;
    links.into_iter().next().unwrap()
}

/// Sends until there is an answer: where the connection broke, or the house is busy, the same form goes again.
async fn until_answered(
    port: &AtomicU16,
    cookies: &std::collections::BTreeMap<String, String>,
    fields: &[(String, String)],
) -> String {
    loop {
        let mut browser = Browser::at(port.load(Ordering::SeqCst));
        browser.cookies = cookies.clone();
        match browser.post("/en/checkout", fields).await {
            Ok(reply) if reply.status == 303 => return reply.location,
            Ok(reply) => assert_eq!(reply.status, 503, "the same form was answered otherwise"),
            Err(_) => {}
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
