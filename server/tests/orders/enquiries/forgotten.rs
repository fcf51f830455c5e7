//! When the time is over for which a region knows who bought: every column of an order's tables is either about the
//! buyer, and empty then, or of the books. A new column fails here until somebody says which of the two it is.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Column as _, Row as _};

use super::super::stage::{DAY, artisan_taps, execute, tick};
use super::{agrees, answers, asked, sending};
use crate::on_both;
use crate::support::TestApp;

/// A table, what of it may hold something about a buyer, and what of it stays.
const TABLES: [(&str, &[&str], &str); 5] = [
    (
        "orders",
        &["visitor_id", "contact_hash", "buyer_name", "contact_kind", "contact"],
        "id code regency_id language channel currency total_minor created_at ended_at contact_removed_at",
    ),
    (
        "shop_orders",
        &["reason_text"],
        "id order_id number shop_id how state stock_held held_until place_name place_find pickup_from pickup_until \
         goods_minor sending_minor total_minor version accepted_at ready_at sent_at handed_at ended_at ended_by reason \
         late_claim_at created_at updated_at parcel_id",
    ),
    (
        "enquiries",
        &["wish", "leaving_at", "to_name", "to_street", "to_country", "to_zone", "to_phone", "answer_text"],
        "shop_order_id made state sending_minor service promised_at deposit_percent shared asked_at remind_at \
         reminded_at answered_at closed_at",
    ),
    ("parcels", &["tracking", "private_key"], "id order_id service sent_at"),
    (
        "refunds",
        &["words"],
        "id payment_id order_id shop_order_id shop_id amount_minor currency reason state card_refund_id made_by made_at \
         back_at seen_at failed_at updated_at",
    ),
];

/// In how many rows a column says something.
async fn told(app: &TestApp, table: &str, column: &str) -> i64 {
    let sql = format!("select count(*) from {table} where coalesce(cast({column} as text), '') <> ''");
    let (n,): (i64,) = sqlx::query_as(AssertSqlSafe(sql)).fetch_one(app.house.store.read()).await.unwrap();
    n
}

/// Words about a refund, as an artisan writes them.
async fn a_refund(app: &TestApp, words: &str) {
    let (payment, order, part, shop): (String, String, String, String) =
        sqlx::query_as("select id, order_id, shop_order_id, shop_id from payments where state = 'paid'")
            .fetch_one(app.house.store.read())
            .await
            .unwrap();
    let now = app.clock.now();
    let row = vec![
        ("id", server::clock::new_id(now).into()),
        ("payment_id", payment.into()),
        ("order_id", order.into()),
        ("shop_order_id", part.into()),
        ("shop_id", shop.into()),
        ("amount_minor", 100.into()),
        ("currency", "IDR".into()),
        ("reason", "flaw".into()),
        ("words", words.into()),
        ("state", "seen".into()),
        ("made_at", now.into()),
        ("back_at", now.into()),
        ("seen_at", now.into()),
        ("updated_at", now.into()),
    ];
    app.insert("refunds", row).await;
}

on_both! {
    async fn nothing_is_left_that_tells_who_bought_and_the_books_stay(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[("leaving", "2026-11-28")]).await;
        answers(&mut s, &order.code, &[("price", "85.000"), ("text", "Dikirim hari Jumat, Mia")]).await;
        agrees(&mut order, "qris").await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let sent = [("service", "Pos Ekspor"), ("tracking", "EX123456789ID")];
        artisan_taps(&mut s.artisan, &order.code, "send", &sent).await.location();
        order.tap("received", &[]).await.location();
        a_refund(&app, "Mia menemukan cacat").await;
        execute(&app, "update shop_orders set reason_text = $1", "Untuk Mia").await;
        execute(&app, "update parcels set private_key = $1", &server::clock::token()).await;
        for (table, buyer, books) in TABLES {
            let sql = format!("select * from {table}");
            let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(app.house.store.read()).await.unwrap();
            let there: BTreeSet<&str> = row.columns().iter().map(|column| column.name()).collect();
            let known: BTreeSet<&str> = books.split_whitespace().chain(buyer.iter().copied()).collect();
            assert_eq!(there, known, "{table}");
            for column in buyer {
                assert_eq!(told(&app, table, column).await, 1, "{table}.{column} is not tried");
            }
        }
        app.clock.forward(31 * DAY);
        tick(&app).await;
        for (table, buyer, _) in TABLES {
            for column in buyer {
                assert_eq!(told(&app, table, column).await, 0, "{table}.{column} is kept");
            }
        }
        assert_eq!(app.count("select sending_minor from enquiries").await, 8_500_000);
        assert_eq!(app.count("select total_minor from orders").await, 53_500_000);
        order.page().await.says(&["In your hands"]);
    }

    async fn a_reason_in_her_own_words_is_forgotten_and_the_page_says_so(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let why = [("reason", "other"), ("text", "Mia, alamatnya terlalu jauh")];
        artisan_taps(&mut s.artisan, &order.code, "decline", &why).await.location();
        order.page().await.says(&["terlalu jauh"]);
        app.clock.forward(31 * DAY);
        tick(&app).await;
        let page = order.page().await;
        page.says(&["the reason is not kept any more"]);
        assert!(!page.text().contains("terlalu jauh"));
    }
}
