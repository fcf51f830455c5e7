//! What tests start from.
#![expect(dead_code, reason = "not every test needs every builder")]

mod app;
mod books;
mod build;
mod client;
mod database;
pub mod pictures;
mod sending;
pub mod sources;
mod statements;
pub mod stickers;
mod value;

#[expect(unused_imports, reason = "named by the tests that need them")]
pub use app::{KEYS, ORIGIN, START, TestApp};
pub use build::{Place, Product, Shop};
pub use client::{Client, Reply};
pub use statements::statements;
pub use value::Value;

/// Runs each test on SQLite and on PostgreSQL. The test gets an app with an empty database.
#[macro_export]
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports, reason = "short tests need little")]
            use super::*;
            use $crate::support::TestApp;

            async fn run($app: TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run(TestApp::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run(TestApp::on_postgres().await).await;
            }
        }
    )+};
}
