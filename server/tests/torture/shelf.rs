//! Races for what lies on the shelf: baskets with numbers, and the stall against the web. One server on SQLite, four
//! on PostgreSQL.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Run;
use super::buyer::{self, Way};
use super::dice::Dice;
use super::program::{Program, Site};
use super::races::{self, Ready, all_ready, rush, some_of, start, tap};
use super::web::{Browser, hidden};
use crate::stage::key_of;
use crate::support::{Product, TestApp};

/// Baskets at once.
const BASKETS: usize = 50;

/// Both databases, each with as many servers as it is run with, and a second piece of the shop.
async fn sites(stock: i64) -> Vec<(Arc<Site>, Product, usize)> {
    let mut sites = Vec::new();
    for app in [TestApp::on_sqlite().await, TestApp::on_postgres().await] {
        let site = Site::of(app, "unique", 1).await;
        let scarves = site.app.a_product_of_kind(&site.stage.shop, "Sapu tangan", 50_000, "stocked", stock).await;
        let servers = if site.on_sqlite() { 1 } else { races::SERVERS };
        if site.on_sqlite() {
            site.app.house.store.close().await;
        }
        sites.push((Arc::new(site), scarves, servers));
    }
    sites
}

async fn stopped(programs: Vec<Program>) {
    for mut program in programs {
        program.stop().await;
    }
}

/// A basket whose piece was put in twice, with two of three scarves; both of one shop, or scarves alone. Bought in this
/// way.
async fn basket(port: u16, pieces: &[String], regency: &str, stall: &str, way: Way) -> Ready {
    let mut browser = Browser::at(port);
    for code in pieces {
        // Twice: the same line, not a second one.
        for _ in 0..2 {
            let reply = browser.post("/en/cart/add", &[("p".into(), code.clone()), ("via".into(), "q".into())]).await;
            assert_eq!(reply.unwrap().status, 303);
        }
    }
    let scarf = pieces.last().unwrap();
    let two = [("r".into(), regency.to_owned()), (format!("q-{scarf}"), "2".into()), ("do".into(), "save".into())];
    assert_eq!(browser.post("/en/cart", &two).await.unwrap().status, 303);
    let page = browser.get(&format!("/en/checkout?r={regency}")).await.unwrap();
    assert_eq!(page.status, 200, "{}", page.location);
    let mut fields = hidden(&page.html);
    fields.retain(|(name, _)| !name.starts_with("how-") && !name.starts_with("method-"));
    assert_eq!(fields.iter().filter(|(name, _)| name.starts_with("v-")).count(), pieces.len(), "a line to each piece");
    fields.push((format!("how-{stall}"), way.how().into()));
    fields.push((format!("method-{stall}"), "qris".into()));
    if way == Way::Letter {
        fields.extend(buyer::reached(&page.html, &format!("pickup-{stall}")));
    }
    (browser, fields)
}

/// Everybody wants the one piece and two of three scarves, half of them the scarves alone: one order each round, whole.
pub async fn baskets(run: Run) -> String {
    let mut letters = Vec::new();
    for (site, scarves, servers) in sites(3).await {
        let programs = start(&site, servers).await;
        let stall = stall_code(&site).await;
        let mut promised = Vec::new();
        for round in 0..run.size {
            let opening = (0..BASKETS).map(|n| {
                let both = [site.stage.piece.code.clone(), scarves.code.clone()];
                let pieces = if n % 2 == 0 { both.to_vec() } else { both[1..].to_vec() };
                let (port, stall) = (programs[n % programs.len()].port, stall.clone());
                let regency = site.stage.place.slug.clone();
                let way = if n % 4 < 2 { Way::Letter } else { Way::Stall };
                tokio::spawn(async move { basket(port, &pieces, &regency, &stall, way).await })
            });
            let mut ready = Vec::new();
            for one in opening.collect::<Vec<_>>() {
                ready.push(one.await.unwrap());
            }
            let mut won = rush(ready).await;
            assert_eq!(won.len(), 1, "round {round}: three scarves are enough for one");
            let (mut browser, link) = won.pop().unwrap();
            let held = site.count("select cast(sum(held) as bigint) from products").await;
            assert!(held == 2 || held == 3, "round {round}: {held} held");
            promised.push(site.promise(&link, held));
            assert_eq!(tap(&mut browser, &link, &format!("{link}/cancel")).await.status, 303, "round {round}");
            assert_eq!(site.count("select cast(sum(stock) as bigint) from products").await, 4, "round {round}");
        }
        stopped(programs).await;
        letters.push(site.must_end_right(run, promised, 1).await);
    }
    format!("{} baskets, one order in each round; {}", 2 * run.size * BASKETS, letters.join(", "))
}

async fn stall_code(site: &Site) -> String {
    let store = site.store().await;
    let (code,): (String,) = sqlx::query_as("select code from codes where kind = 'shop' and target_id = $1")
        .bind(site.stage.shop.id.clone())
        .fetch_one(store.read())
        .await
        .unwrap();
    store.close().await;
    code
}

/// Fifty buyers on the web and the artisan with a guest before her want the last piece: one has it. By turns either has
/// a while before the other, up to what the last fifty took: so both are first at times, on any machine.
pub async fn web_and_stall(run: Run) -> String {
    let (mut dice, mut said) = (Dice::new(run.seed), Vec::new());
    for (site, _, servers) in sites(1).await {
        let programs = start(&site, servers).await;
        let ports: Vec<u16> = programs.iter().map(|program| program.port).collect();
        let mut artisan = Browser::at(*ports.last().unwrap());
        artisan.cookies = site.stage.artisan.cookies.clone();
        let desk = format!("/studio/products/{}/sold", site.stage.piece.id);
        let (mut promised, mut by_her, mut took) = (Vec::new(), 0, Duration::ZERO);
        for round in 0..run.size {
            let ready = all_ready(&site, &ports).await;
            let page = artisan.get(&desk).await.unwrap();
            let mut fields = hidden(&page.html);
            fields.retain(|(name, _)| name == "price_had");
            fields.push(("key".into(), key_of(&page.html, &desk)));
            fields.push(("price".into(), "450.000".into()));
            fields.push(("method".into(), "cash".into()));
            let ahead = some_of(took, &mut dice);
            let (web_waits, she_waits) = if round % 2 == 0 { (ahead, Duration::ZERO) } else { (Duration::ZERO, ahead) };
            let web = async {
                tokio::time::sleep(web_waits).await;
                let began = Instant::now();
                (rush(ready).await, began.elapsed())
            };
            let stall = async {
                tokio::time::sleep(she_waits).await;
                artisan.post(&desk, &fields).await.unwrap()
            };
            let (sold, (won, lasted)) = tokio::join!(stall, web);
            took = lasted;
            assert!([303, 409, 422, 503].contains(&sold.status), "round {round}: she was answered {}", sold.status);
            let hers = usize::from(sold.status == 303);
            assert_eq!(won.len() + hers, 1, "round {round}: the web sold {}, she {hers}", won.len());
            by_her += hers;
            if hers == 1 {
                let undone = tap(&mut artisan, &sold.location, &format!("{}/undo", sold.location)).await;
                assert_eq!(undone.status, 303, "round {round}");
            }
            for (mut browser, link) in won {
                promised.push(site.promise(&link, 1));
                assert_eq!(tap(&mut browser, &link, &format!("{link}/cancel")).await.status, 303, "round {round}");
            }
        }
        stopped(programs).await;
        assert!(!run.full || (1..run.size).contains(&by_her), "she was first in {by_her} of {} rounds", run.size);
        let letters = site.must_end_right(run, promised, 1).await;
        said.push(format!("she was first in {by_her} of {} rounds, {letters}", run.size));
    }
    said.join("; ")
}
