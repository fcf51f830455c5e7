//! The real program with a database of its own: started, stopped, killed.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use server::clock::Clock;

use super::accountant::Promise;
use super::buyer;
use super::web::Browser;
use crate::stage::{Stage, stage_of};
use crate::support::{KEYS, ORIGIN, TestApp};

/// How long anything may take before it is called broken.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A shop with a piece, and what the program is started with.
pub struct Site {
    pub app: TestApp,
    pub stage: Stage,
    pub data: PathBuf,
    pub url: String,
    env: Vec<(String, String)>,
}

impl Site {
    /// On SQLite; nobody but the program has the file open.
    pub async fn sqlite(kind: &str, stock: i64) -> Self {
        let site = Self::of(TestApp::on_sqlite().await, kind, stock).await;
        site.app.house.store.close().await;
        site
    }

    pub async fn postgres(kind: &str, stock: i64) -> Self {
        Self::of(TestApp::on_postgres().await, kind, stock).await
    }

    /// The shop stands since now, not since the tests' own day: the program knows no other.
    pub async fn of(app: TestApp, kind: &str, stock: i64) -> Self {
        app.clock.forward(Clock::system().now() - app.clock.now());
        let stage = stage_of(&app, kind, stock).await;
        let data = app.house.config.data.clone();
        let url = app.house.config.database_url.clone();
        Self { app, stage, data, url, env: Vec::new() }
    }

    pub fn on_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Starts the program with another setting from now on.
    pub fn set(&mut self, name: &str, value: impl AsRef<Path>) {
        self.env.push((name.to_owned(), value.as_ref().display().to_string()));
    }

    /// Starts the program and does not wait.
    pub fn begin(&self, binary: &Path) -> Program {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(binary)
            .arg("serve")
            .env("HOMORU_DATA", &self.data)
            .env("HOMORU_ADDR", format!("127.0.0.1:{port}"))
            .env("HOMORU_PUBLIC_URL", ORIGIN)
            .env("HOMORU_SECRET_KEYS", KEYS)
            .env("DATABASE_URL", &self.url)
            .env("HOMORU_LOG", std::env::var("HOMORU_LOG").unwrap_or_else(|_| "off".into()))
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Program { child, port }
    }

    /// Starts the program and waits until it answers; gives how long that took.
    pub async fn start(&self) -> (Program, Duration) {
        self.start_with(&binary()).await
    }

    /// The same with another program.
    pub async fn start_with(&self, binary: &Path) -> (Program, Duration) {
        let began = Instant::now();
        let mut program = self.begin(binary);
        loop {
            if Browser::at(program.port).get("/healthz").await.is_ok_and(|reply| reply.status == 200) {
                return (program, began.elapsed());
            }
            assert!(program.child.try_wait().unwrap().is_none(), "the program ended at its start");
            assert!(began.elapsed() < PATIENCE, "the program does not answer");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// The promise in the link of an order.
    pub fn promise(&self, link: &str, quantity: i64) -> Promise {
        let token = link.rsplit('/').next().unwrap_or_default();
        let order = server::orders::token::read(&self.app.house.keys, token).expect("the link of an order");
        Promise { order: order.0, quantity }
    }

    /// Buys one as a new visitor.
    pub async fn buy(&self, browser: &mut Browser) -> std::io::Result<buyer::Answer> {
        buyer::buy(self, browser).await
    }
}

/// The program under test.
pub fn binary() -> PathBuf {
    std::env::var_os("HOMORU_BIN").map_or_else(|| env!("CARGO_BIN_EXE_homoru").into(), PathBuf::from)
}

/// The same with some of its words changed; nothing else in it moves, so the new ones are not longer.
pub fn changed(folder: &Path, words: &str, into: &str) -> PathBuf {
    let mut bytes = std::fs::read(binary()).unwrap();
    let (words, into) = (words.as_bytes(), format!("{into:width$}", width = words.len()));
    assert_eq!(words.len(), into.len());
    let (mut at, mut times) = (0, 0);
    while let Some(next) = bytes[at..].windows(words.len()).position(|window| window == words) {
        bytes[at + next..at + next + words.len()].copy_from_slice(into.as_bytes());
        at += next + words.len();
        times += 1;
    }
    assert!(times > 0, "the program says it in other words");
    let other = folder.join("homoru-changed");
    std::fs::write(&other, bytes).unwrap();
    std::fs::set_permissions(&other, std::fs::Permissions::from_mode(0o700)).unwrap();
    other
}

pub struct Program {
    child: Child,
    pub port: u16,
}

impl Program {
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop and waits until it has.
    pub async fn stop(&mut self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        while self.child.try_wait().unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}
