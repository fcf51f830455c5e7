//! When the time is over for which a region knows who bought: every column of an order's tables is either about the
//! buyer, and empty then, or of the books. A new column fails here until somebody says which of the two it is.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Column as _, Row as _};

use super::super::stage::{DAY, Stage, artisan_taps, execute, tick};
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
         back_at seen_at failed_at updated_at by_hand missed_at",
    ),
];

/// What a person of the office wrote of an alarm; what the house wrote itself is codes, and stays.
const OFFICE_WORDS: &str = "select count(*) from alarms where note <> '' and settled_by is not null";

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

/// An alarm that a person of the office settled with words, and one that the house settled with a code of its own.
async fn an_alarm(app: &TestApp, s: &Stage, order: &str) {
    let now = app.clock.now();
    for (subject, by, note) in [("pi_1", Some(&s.shop.owner), "Dikirim ke rekening Mia"), ("pi_2", None, "refunded")] {
        let mut row = vec![
            ("id", server::clock::new_id(now).into()),
            ("kind", "paid_for_nothing".into()),
            ("subject", subject.into()),
            ("order_id", order.into()),
            ("raised_at", now.into()),
            ("settled_at", now.into()),
            ("note", note.into()),
        ];
        row.extend(by.map(|by| ("settled_by", by.into())));
        app.insert("alarms", row).await;
    }
}

/// What the table says of an order that was forgotten: words, a parcel's number and pictures, a visitor.
async fn written_again(app: &TestApp, s: &Stage) {
    a_refund(app, "Mia menemukan cacat").await;
    app.execute("update shop_orders set reason_text = 'Untuk Mia', updated_at = (select max(made_at) from refunds)")
        .await;
    let parcel = "update parcels set tracking = 'EX1', private_key = $1, sent_at = (select max(made_at) from refunds)";
    execute(app, parcel, &server::clock::token()).await;
    let now = app.clock.now();
    app.execute("update enquiries set answer_text = 'Untuk Mia', leaving_at = 1, to_country = 'DE', to_zone = 'rest'")
        .await;
    let (payment, order): (String, String) = sqlx::query_as("select id, order_id from payments where state = 'paid'")
        .fetch_one(app.house.store.read())
        .await
        .unwrap();
    an_alarm(app, s, &order).await;
    let row = vec![
        ("payment_id", payment.into()),
        ("order_id", (&order).into()),
        ("shop_id", (&s.shop.id).into()),
        ("media_key", server::clock::token().into()),
        ("created_at", now.into()),
    ];
    app.insert("payment_proofs", row).await;
    let row = vec![
        ("id", server::clock::new_id(now).into()),
        ("at", now.into()),
        ("actor_kind", "visitor".into()),
        ("actor_id", "mia".into()),
        ("action", "payment.came_back".into()),
        ("object_kind", "order".into()),
        ("object_id", order.into()),
    ];
    app.insert("audit", row).await;
}

/// How many of these still say something.
async fn still_told(app: &TestApp) -> i64 {
    let mut n = 0;
    for (table, column) in [
        ("refunds", "words"),
        ("shop_orders", "reason_text"),
        ("parcels", "tracking"),
        ("parcels", "private_key"),
        ("payment_proofs", "media_key"),
    ] {
        n += told(app, table, column).await;
    }
    n += app.count(OFFICE_WORDS).await;
    n + app.count("select count(*) from audit where actor_kind = 'visitor' and actor_id is not null").await
}

/// An order that was sent and has arrived.
async fn arrived(app: &TestApp) -> Stage {
    let mut s = sending(app).await;
    let mut order = asked(app, &s, "send", &[("leaving", "2026-11-28")]).await;
    answers(&mut s, &order.code, &[("price", "85.000")]).await;
    agrees(&mut order, "qris").await.location();
    artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
    artisan_taps(&mut s.artisan, &order.code, "send", &[("service", "Pos Ekspor")]).await.location();
    order.tap("received", &[]).await.location();
    s
}

on_both! {
    async fn a_region_that_keeps_contacts_for_ten_days_forgets_all_of_it_after_ten(app: TestApp) {
        let s = arrived(&app).await;
        let ten = vec![
            ("regency_id", (&s.place.regency).into()),
            ("retention_days", 10.into()),
            ("updated_at", app.clock.now().into()),
        ];
        app.insert("region_money", ten).await;
        written_again(&app, &s).await;
        app.clock.forward(9 * DAY);
        tick(&app).await;
        assert!(still_told(&app).await >= 7 && told(&app, "enquiries", "to_street").await == 1);
        app.clock.forward(2 * DAY);
        tick(&app).await;
        assert_eq!((still_told(&app).await, told(&app, "enquiries", "to_street").await), (0, 0));
        app.books_agree().await;
    }

    async fn what_is_written_after_it_was_forgotten_goes_as_long_after_that(app: TestApp) {
        let s = arrived(&app).await;
        app.clock.forward(31 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from orders where contact_removed_at is not null").await, 1);
        assert_eq!(still_told(&app).await, 0);
        app.clock.forward(10 * DAY);
        written_again(&app, &s).await;
        app.clock.forward(29 * DAY);
        tick(&app).await;
        assert_eq!(still_told(&app).await, 7, "it is kept as long as the region keeps contacts");
        app.clock.forward(2 * DAY);
        tick(&app).await;
        assert_eq!(still_told(&app).await, 0);
        assert_eq!(app.count("select count(*) from alarms where note = 'refunded'").await, 1, "a code names nobody");
        let noted = "select count(*) from audit where action = 'order.contact_removed'";
        assert_eq!(app.count(noted).await, 1, "it was forgotten once");
    }

    async fn an_order_that_was_forgotten_before_everything_went_loses_the_rest_when_the_house_is_renewed(app: TestApp) {
        let s = arrived(&app).await;
        // As a database from before would be, and then the migration's own words.
        written_again(&app, &s).await;
        let migrations = concat!(
            include_str!("../../../migrations/0012_forgotten.sql"),
            include_str!("../../../migrations/0016_alarm_notes.sql")
        );
        let updates: Vec<&str> =
            migrations.split(';').filter_map(|sql| Some(&sql[sql.find("\nupdate ")?..])).collect();
        assert_eq!(updates.len(), 6);
        for forgotten in [false, true] {
            if forgotten {
                app.execute("update orders set contact_removed_at = 1").await;
            }
            for &sql in &updates {
                app.execute(sql).await;
            }
            for (table, column) in [
                ("refunds", "words"),
                ("shop_orders", "reason_text"),
                ("parcels", "tracking"),
                ("enquiries", "leaving_at"),
                ("enquiries", "to_country"),
                ("enquiries", "to_zone"),
                ("enquiries", "answer_text"),
            ] {
                assert_eq!(told(&app, table, column).await, i64::from(!forgotten), "{table}.{column}");
            }
        }
        let visitors = "select count(*) from audit where actor_kind = 'visitor' and actor_id is not null";
        assert_eq!(app.count(visitors).await, 0);
        assert_eq!(app.count(OFFICE_WORDS).await, 0);
    }

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
