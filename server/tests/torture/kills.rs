//! `kill -9` under load. What somebody was told is done is there afterwards, and the house opens again by itself.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Run;
use super::buyer::Crowd;
use super::cluster::Cluster;
use super::dice::Dice;
use super::program::{Program, Site, binary};
use crate::support::TestApp;

const BUYERS: usize = 16;
/// More than are ever bought.
pub const PLENTY: i64 = 9999;

/// How long starts took, to be read, not judged.
#[derive(Default)]
pub struct Starts(Vec<Duration>);

impl Starts {
    pub fn note(&mut self, took: Duration) {
        self.0.push(took);
    }

    pub fn said(&mut self) -> String {
        self.0.sort();
        let at = |part: usize| {
            self.0.get((self.0.len() * part / 100).min(self.0.len().max(1) - 1)).copied().unwrap_or_default()
        };
        format!("ready again after {:?} in the middle, {:?} at worst", at(50), at(100))
    }
}

/// Puts enough on the shelf for another cycle; what is held stays held.
pub async fn refill(site: &Site) -> i64 {
    let store = server::store::Store::open_with(&site.url, server::clock::Clock::system(), 1).await.unwrap();
    let filled = store.write(|tx| {
        Box::pin(async move {
            sqlx::query("update products set stock = $1").bind(PLENTY).execute(tx.db()).await.unwrap();
            let (made,): (i64,) = sqlx::query_as("select stock + held from products").fetch_one(tx.db()).await.unwrap();
            Ok(made)
        })
    });
    let made = filled.await.unwrap();
    store.close().await;
    made
}

pub async fn on_sqlite(run: Run) -> String {
    let site = Arc::new(Site::sqlite("stocked", PLENTY).await);
    let mut dice = Dice::new(run.seed);
    let (mut starts, mut all, mut made) = (Starts::default(), Vec::new(), PLENTY);
    for cycle in 0..run.size {
        let (mut program, took) = site.start().await;
        starts.note(took);
        let crowd = Crowd::at(&site, &[program.port], BUYERS, false);
        tokio::time::sleep(Duration::from_micros(dice.next() % 400_000)).await;
        program.kill();
        let promises = crowd.promises().await;
        all.extend(promises.iter().cloned());
        // Every second time the program itself is the first to open what was left.
        if cycle % 2 == 0 {
            site.must_be_right(promises, made, &format!("cycle {cycle}")).await;
        }
        if cycle % 20 == 19 {
            made = refill(&site).await;
        }
    }
    site.must_be_right(all.clone(), made.max(PLENTY), "at the end").await;
    let (mut program, _) = site.start().await;
    program.stop().await;
    format!("{} orders were acknowledged and none was lost; {}", all.len(), starts.said())
}

/// From an empty folder, killed while it sets up.
pub async fn in_migrations(run: Run) -> String {
    let mut site = Site::sqlite("unique", 1).await;
    let mut dice = Dice::new(run.seed);
    let mut starts = Starts::default();
    for cycle in 0..run.size {
        let folder = tempfile::tempdir().unwrap();
        site.data = folder.path().to_owned();
        site.url = format!("sqlite://{}?mode=rwc", folder.path().join("homoru.sqlite").display());
        for _ in 0..3 {
            let mut program: Program = site.begin(&binary());
            tokio::time::sleep(Duration::from_micros(dice.next() % 80_000)).await;
            program.kill();
        }
        let (mut program, took) = site.start().await;
        starts.note(took);
        program.stop().await;
        let wrong = site.audit_file().await;
        assert!(wrong.is_empty(), "cycle {cycle}: {wrong:#?}");
    }
    starts.said()
}

/// The database is what crashes; the house goes on by itself.
pub async fn of_postgres(run: Run) -> String {
    let cluster = Cluster::start();
    let site = Arc::new(Site::of(TestApp::on_database(cluster.url()).await, "stocked", PLENTY).await);
    site.app.house.store.close().await;
    let (mut program, _) = site.start().await;
    let mut dice = Dice::new(run.seed);
    let (mut starts, mut all, mut made) = (Starts::default(), Vec::new(), PLENTY);
    for cycle in 0..run.size {
        let crowd = Crowd::at(&site, &[program.port], BUYERS, true);
        tokio::time::sleep(Duration::from_micros(200_000 + dice.next() % 500_000)).await;
        cluster.crash();
        let down = Instant::now();
        cluster.up();
        // Somebody is served again.
        let mut browser = super::web::Browser::at(program.port);
        while !matches!(site.buy(&mut browser).await, Ok(super::buyer::Answer::Placed(_))) {
            browser = super::web::Browser::at(program.port);
            tokio::time::sleep(Duration::from_millis(5)).await;
            assert!(down.elapsed() < Duration::from_secs(60), "cycle {cycle}: the house does not come back");
        }
        starts.note(down.elapsed());
        let promises = crowd.promises().await;
        all.extend(promises.iter().cloned());
        site.must_be_right(promises, made, &format!("cycle {cycle}")).await;
        if cycle % 20 == 19 {
            made = refill(&site).await;
        }
    }
    site.must_be_right(all.clone(), made, "at the end").await;
    program.stop().await;
    format!("{} orders were acknowledged and none was lost; {}", all.len(), starts.said())
}
