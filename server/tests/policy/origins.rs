//! A form that comes from elsewhere changes nothing, on any route that posts, whoever is signed in.

use axum::http::StatusCode;

use super::objects::{Role, Stage};
use super::table::TABLE;
use crate::on_both;
use crate::support::TestApp;

/// Every table of the house.
const TABLES: [&str; 58] = [
    "marks",
    "regions",
    "region_slugs",
    "accounts",
    "invitations",
    "devices",
    "device_accounts",
    "sessions",
    "attempts",
    "visitors",
    "shops",
    "memberships",
    "makers",
    "meeting_places",
    "meeting_hours",
    "codes",
    "scan_counts",
    "products",
    "product_facts",
    "photos",
    "gone_media",
    "shop_payments",
    "orders",
    "shop_orders",
    "order_lines",
    "payments",
    "card_sessions",
    "card_session_payments",
    "card_refunds",
    "refunds",
    "refund_lines",
    "payment_proofs",
    "money_news",
    "card_disputes",
    "provider_events",
    "alarms",
    "messages",
    "letter_boxes",
    "news_read",
    "ledger_entries",
    "ledger_postings",
    "order_terms",
    "payout_batches",
    "payouts",
    "payout_turns",
    "shop_payments_waiting",
    "region_money",
    "consents",
    "audit",
    "product_makers",
    "buyer_turns",
    "jobs",
    "idempotency",
    "sending_tables",
    "sending_services",
    "pickup_points",
    "pickup_point_hours",
    "shop_points",
];

async fn counts(app: &TestApp) -> Vec<i64> {
    let mut all = Vec::new();
    for table in TABLES {
        let sql = format!("select count(*) from {table}");
        let (n,): (i64,) = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(app.house.store.read()).await.unwrap();
        all.push(n);
    }
    all
}

on_both! {
    async fn a_foreign_form_changes_nothing_anywhere(app: TestApp) {
        let stage = Stage::set(&app).await;
        // Webhooks have no origin; what is not signed is refused (tests/cards/forged.rs).
        for row in TABLE.iter().filter(|row| row.method == "POST" && !row.path.starts_with("/hooks/")) {
            let role = Role::ALL.into_iter().rev().find(|role| role.may(row.access)).unwrap();
            let path = stage.path(&app, row, role, true).await;
            let mut client = stage.client(&app, role).await;
            let before = counts(&app).await;
            for origin in [Some("https://evil.example"), Some("null"), Some("http://localhost:3001"), None] {
                client.origin = origin.map(str::to_owned);
                let reply = client.post(&path, &[("name", "x"), ("pin", "482913"), ("how", "pin")]).await;
                assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path} from {origin:?}");
                assert!(!reply.headers.contains_key("set-cookie"), "{path}");
                let told = ["This form came from another website", "Kiriman ini datang dari situs lain"];
                let said = reply.text();
                assert!(path.starts_with("/api/") || told.iter().any(|words| said.contains(words)), "{path}: {said}");
            }
            assert_eq!(counts(&app).await, before, "{path}");
        }
    }
}
