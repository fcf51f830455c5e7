//! A database of its own for every test: a copy of one that was migrated once.

use std::path::{Path, PathBuf};

use server::clock::Clock;
use server::store::Store;
use tokio::sync::OnceCell;

static SQLITE: OnceCell<(tempfile::TempDir, PathBuf)> = OnceCell::const_new();
static POSTGRES: OnceCell<String> = OnceCell::const_new();

/// A fresh SQLite file in `folder`; gives its URL.
pub async fn sqlite(folder: &Path) -> String {
    let (_, template) = SQLITE
        .get_or_init(|| async {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("template.sqlite");
            let store = Store::open(&format!("sqlite://{}?mode=rwc", file.display()), Clock::system()).await.unwrap();
            store.close().await;
            (folder, file)
        })
        .await;
    let file = folder.join("homoru.sqlite");
    std::fs::copy(template, &file).unwrap();
    format!("sqlite://{}?mode=rwc", file.display())
}

/// A fresh PostgreSQL database; gives its URL. `make test` starts the cluster and names it.
pub async fn postgres() -> String {
    let server = std::env::var("HOMORU_TEST_POSTGRES")
        .expect("HOMORU_TEST_POSTGRES is not set: run `make test`, or name a throw-away cluster");
    let template = POSTGRES
        .get_or_init(|| async {
            let name = format!("homoru_template_{}", std::process::id());
            command(&server, &format!("create database {name}")).await;
            let store = Store::open_with(&with_name(&server, &name), Clock::system(), 1).await.unwrap();
            store.close().await;
            name
        })
        .await;
    let name = format!("homoru_{}", server::clock::new_id(0).replace('-', ""));
    command(&server, &format!("create database {name} template {template}")).await;
    with_name(&server, &name)
}

async fn command(server: &str, sql: &str) {
    use sqlx::Connection as _;
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(server).await.unwrap();
    // Copying a template fails while somebody else copies it: try again.
    for attempt in 0.. {
        match sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut connection).await {
            Ok(_) => break,
            Err(error) if attempt > 50 => panic!("{sql}: {error}"),
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(100)).await,
        }
    }
    connection.close().await.unwrap();
}

/// `postgres:///postgres?host=...` with another database name.
fn with_name(server: &str, name: &str) -> String {
    let (head, query) = server.split_once('?').map_or((server, String::new()), |(h, q)| (h, format!("?{q}")));
    let (base, _) = head.rsplit_once('/').unwrap();
    format!("{base}/{name}{query}")
}
