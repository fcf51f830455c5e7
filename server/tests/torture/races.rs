//! Everybody at once: one piece, one winner, on one server and on four.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Run;
use super::buyer::{self, Answer, Fields};
use super::dice::Dice;
use super::program::{Program, Site};
use super::web::{Browser, Reply, hidden};
use crate::stage::key_of;

const BUYERS: usize = 50;
/// Programs on one PostgreSQL.
pub const SERVERS: usize = 4;

pub async fn on_sqlite(run: Run) -> String {
    rounds(run, Site::sqlite("unique", 1).await, 1).await
}

pub async fn on_postgres(run: Run) -> String {
    rounds(run, Site::postgres("unique", 1).await, SERVERS).await
}

pub async fn start(site: &Site, servers: usize) -> Vec<Program> {
    let mut programs = Vec::new();
    for _ in 0..servers {
        programs.push(site.start().await.0);
    }
    programs
}

/// A buyer with the form open, and what the form would send.
pub type Ready = (Browser, Fields);

/// All with the form open, spread over the servers.
pub async fn all_ready(site: &Arc<Site>, ports: &[u16]) -> Vec<Ready> {
    let opening = (0..BUYERS).map(|n| {
        let (site, port) = (site.clone(), ports[n % ports.len()]);
        tokio::spawn(async move {
            let mut browser = Browser::at(port);
            let form = buyer::form(&site, &mut browser).await.unwrap();
            (browser, form.expect("the piece is for sale"))
        })
    });
    let mut ready = Vec::new();
    for one in opening.collect::<Vec<_>>() {
        ready.push(one.await.unwrap());
    }
    ready
}

/// All send at once; gives the browsers and links of those who got an order.
pub async fn rush(ready: Vec<Ready>) -> Vec<(Browser, String)> {
    let sending = ready.into_iter().map(|(mut browser, fields)| {
        tokio::spawn(async move {
            let reply = browser.post("/en/checkout", &fields).await.unwrap();
            match buyer::told(&reply) {
                Answer::Placed(link) => Some((browser, link)),
                Answer::Refused(status) => {
                    assert!([409, 422, 503].contains(&status), "a loser was answered {status}");
                    None
                }
            }
        })
    });
    let mut winners = Vec::new();
    for one in sending.collect::<Vec<_>>() {
        winners.extend(one.await.unwrap());
    }
    winners
}

pub async fn tap(browser: &mut Browser, page: &str, action: &str) -> Reply {
    let html = browser.get(page).await.unwrap().html;
    browser.post(action, &[("key".into(), key_of(&html, action))]).await.unwrap()
}

async fn rounds(run: Run, site: Site, servers: usize) -> String {
    let site = Arc::new(site);
    let mut programs = start(&site, servers).await;
    let ports: Vec<u16> = programs.iter().map(|program| program.port).collect();
    let mut promised = Vec::new();
    for round in 0..run.size {
        let mut winners = rush(all_ready(&site, &ports).await).await;
        assert_eq!(winners.len(), 1, "round {round}: not one winner");
        let (mut browser, link) = winners.pop().unwrap();
        promised.push(site.promise(&link, 1));
        // Back on the shelf, for the next round.
        assert_eq!(tap(&mut browser, &link, &format!("{link}/cancel")).await.status, 303, "round {round}");
    }
    for program in &mut programs {
        program.stop().await;
    }
    let letters = site.must_end_right(run, promised, 1).await;
    format!("{} buyers, one winner in each round; {letters}", run.size * BUYERS)
}

/// Some moment of so long a time.
pub fn some_of(time: Duration, dice: &mut Dice) -> Duration {
    time.mul_f64(dice.below(1_000) as f64 / 1_000.0)
}

/// What became of the artisan's changes while buyers were there.
#[derive(Default)]
struct Edits {
    saved: usize,
    /// So many were sold between her look and her word that it did not fit.
    refused: usize,
}

/// The artisan changes the number while buyers take from it: nothing is made up and nothing gets lost.
pub async fn edits(run: Run) -> String {
    let mut said = Vec::new();
    for (site, servers) in [(Site::sqlite("stocked", 5).await, 1), (Site::postgres("stocked", 5).await, SERVERS)] {
        let site = Arc::new(site);
        let mut programs = start(&site, servers).await;
        let ports: Vec<u16> = programs.iter().map(|program| program.port).collect();
        let mut artisan = Browser::at(ports[0]);
        artisan.cookies = site.stage.artisan.cookies.clone();
        let (mut made, mut promised, mut edits) = (5, Vec::new(), Edits::default());
        let (mut dice, mut took) = (Dice::new(run.seed), Duration::ZERO);
        for round in 0..run.size {
            // Something is on the shelf when the doors open.
            made += change(&mut artisan, &site, 5, &mut Edits::default()).await;
            let ready = all_ready(&site, &ports).await;
            // She has looked before the rush, and says it at some moment of it: two more, or all but one taken away, which
            // does not fit once others have bought.
            let looked = look(&mut artisan, &site).await;
            let first = if round % 2 == 0 { 2 } else { 1 - looked.1 };
            let wait = some_of(took, &mut dice);
            let web = async {
                let began = Instant::now();
                (rush(ready).await, began.elapsed())
            };
            let stall = async {
                tokio::time::sleep(wait).await;
                let mut changed = say(&mut artisan, &site, looked, first, &mut edits).await;
                for difference in [3, -2, 4, -1] {
                    changed += change(&mut artisan, &site, difference, &mut edits).await;
                }
                changed
            };
            let ((won, lasted), changed) = tokio::join!(web, stall);
            took = lasted;
            made += changed;
            promised.extend(won.iter().map(|(_, link)| site.promise(link, 1)));
            let there = site.count("select stock + held from products").await;
            assert_eq!(there, made, "round {round}: {} bought", won.len());
        }
        for program in &mut programs {
            program.stop().await;
        }
        let Edits { saved, refused } = edits;
        let sold = promised.len();
        assert!(sold > 0 && saved > 0, "{sold} sold, {saved} edits saved: nobody raced");
        assert!(refused > 0 || !run.full, "no edit met a buyer");
        let letters = site.must_end_right(run, promised, made).await;
        said.push(format!("{sold} sold of {made}, {saved} edits saved and {refused} refused, {letters}"));
    }
    said.join("; ")
}

/// The form with the number as it is now, and that.
async fn look(artisan: &mut Browser, site: &Site) -> (Fields, i64) {
    let page = artisan.get(&format!("/studio/products/{}", site.stage.piece.id)).await.unwrap();
    assert_eq!(page.status, 200);
    let mut fields = hidden(&page.html);
    fields.retain(|(name, _)| matches!(name.as_str(), "draft" | "key" | "had"));
    let had = fields.iter().find(|(name, _)| name == "had").and_then(|(_, had)| had.parse().ok()).expect("the number");
    (fields, had)
}

/// Changes the number by so many; gives by how many it was changed.
async fn change(artisan: &mut Browser, site: &Site, difference: i64, edits: &mut Edits) -> i64 {
    let looked = look(artisan, site).await;
    say(artisan, site, looked, difference, edits).await
}

async fn say(
    artisan: &mut Browser,
    site: &Site,
    (mut fields, had): (Fields, i64),
    difference: i64,
    edits: &mut Edits,
) -> i64 {
    if had + difference < 0 {
        return 0;
    }
    for (name, value) in [("name", "Senja di karang"), ("price", "450.000"), ("kind", "stocked"), ("do", "save")] {
        fields.push((name.into(), value.into()));
    }
    fields.push(("stock".into(), (had + difference).to_string()));
    match artisan.post(&format!("/studio/products/{}", site.stage.piece.id), &fields).await.unwrap().status {
        303 => {
            edits.saved += 1;
            difference
        }
        // Pieces were sold meanwhile.
        409 => {
            edits.refused += 1;
            0
        }
        503 => 0,
        other => panic!("the artisan was answered {other}"),
    }
}
