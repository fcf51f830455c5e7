//! The house as a test sees it.

use axum::Router;
use server::clock::Clock;
use server::config::{Cards, Config};
use server::house::House;
use server::http::router;
use server::startup;
use tokio_util::sync::CancellationToken;

use super::client::Client;
use super::database;

/// 24 November 2026, 10.00 WITA.
pub const START: i64 = 1_795_485_600_000;
/// The keys of every house.
pub const KEYS: &str = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
/// The origin tests come from.
pub const ORIGIN: &str = "http://localhost:3000";

/// A house of its own: real router, empty database, standing clock.
pub struct TestApp {
    pub house: House,
    pub clock: Clock,
    pub router: Router,
    _folder: tempfile::TempDir,
}

impl TestApp {
    pub async fn on_sqlite() -> Self {
        Self::at(ORIGIN).await
    }

    /// On SQLite, under another public address.
    pub async fn at(origin: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = database::sqlite(folder.path()).await;
        Self::open(folder, url, origin).await
    }

    pub async fn on_postgres() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = database::postgres().await;
        Self::open(folder, url, ORIGIN).await
    }

    /// On a database that is there already.
    pub async fn on_database(url: String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::open(folder, url, ORIGIN).await
    }

    async fn open(folder: tempfile::TempDir, url: String, origin: &str) -> Self {
        let data = folder.path().display().to_string();
        let mut config = Config::read(|name| match name {
            "HOMORU_DATA" => Some(data.clone()),
            "DATABASE_URL" => Some(url.clone()),
            "HOMORU_SECRET_KEYS" => Some(KEYS.to_owned()),
            "HOMORU_PUBLIC_URL" => Some(origin.to_owned()),
            _ => None,
        })
        .unwrap();
        // The smallest cost Argon2 takes; one test pins the real one.
        config.argon2 = (8, 1);
        let clock = Clock::standing_at(START);
        let house = startup::open(config, clock.clone()).await.unwrap();
        let router = router::router(house.clone());
        Self { house, clock, router, _folder: folder }
    }

    /// Another server of the same house: the same database, files, settings and clock.
    pub async fn beside(&self) -> Self {
        let house = startup::open(self.house.config.clone(), self.clock.clone()).await.unwrap();
        let router = router::router(house.clone());
        Self { house, clock: self.clock.clone(), router, _folder: tempfile::tempdir().unwrap() }
    }

    /// The same house, that takes cards now.
    pub async fn with_cards(mut self, cards: &[(&str, &str)]) -> Self {
        let mut config = self.house.config.clone();
        let mut wrong = Vec::new();
        let get = |name: &str| cards.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        config.cards = Cards::read(get, &mut wrong);
        assert!(wrong.is_empty(), "{wrong:?}");
        self.house = startup::open(config, self.clock.clone()).await.unwrap();
        self.router = router::router(self.house.clone());
        self
    }

    /// The same house with another setting.
    pub async fn with(mut self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = self.house.config.clone();
        change(&mut config);
        self.house = startup::open(config, self.clock.clone()).await.unwrap();
        self.router = router::router(self.house.clone());
        self
    }

    /// A browser without cookies.
    pub fn client(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// Runs the jobs that are due now.
    pub async fn run_jobs(&self) {
        while server::jobs::runner::run_due(&self.house, &CancellationToken::new()).await > 0 {}
    }

    /// Runs one statement that changes rows.
    pub async fn execute(&self, sql: &'static str) {
        let work = self.house.store.write(move |tx| {
            Box::pin(async move {
                sqlx::query(sql).execute(tx.db()).await.unwrap();
                Ok(())
            })
        });
        work.await.unwrap();
    }

    /// The folder of photo files, `private` or `public`.
    pub fn media_folder(&self, which: &str) -> std::path::PathBuf {
        self.house.config.data.join("media").join(which)
    }

    /// Runs one statement and gives the number it selects.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let (n,): (i64,) = sqlx::query_as(sql).fetch_one(self.house.store.read()).await.unwrap();
        n
    }
}
