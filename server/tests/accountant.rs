//! The accountant of the torture finds nothing in good books, and names each thing that can be wrong in bad ones.

use server::store::Engine;

use crate::on_both;
use crate::orders::stage::{Ordered, Stage, artisan_taps, at_checkout, stage_of, tick};
use crate::support::TestApp;

#[path = "torture/accountant.rs"]
pub mod books;

pub use books::{DISAGREES, Known, UNBALANCED, audit};
use books::{Promise, drained};

/// One order that is paid, one that is handed over, one that is over, one that waits.
async fn some_orders(app: &TestApp) -> (Stage, Vec<Ordered>) {
    let mut s = stage_of(app, "stocked", 9).await;
    let mut orders = Vec::new();
    for n in 0..4 {
        let mut order = at_checkout(app, &s.piece, "stall").await.order(&[("quantity", "2")]).await;
        if n < 2 {
            order.tap("paid", &[]).await.location();
            artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        }
        if n == 1 {
            artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        }
        if n == 2 {
            order.tap("cancel", &[]).await.location();
        }
        orders.push(order);
    }
    tick(app).await;
    (s, orders)
}

/// What clients were told, and how many were made.
fn known(app: &TestApp, s: &Stage, orders: &[Ordered]) -> Known {
    let id = |link: &str| server::orders::token::read(&app.house.keys, link.rsplit('/').next().unwrap()).unwrap().0;
    Known {
        promised: orders.iter().map(|order| Promise { order: id(&order.link), quantity: 2 }).collect(),
        made: [(s.piece.id.clone(), 9)].into(),
        now: app.clock.now(),
    }
}

/// A charge of Rp1.
const CHARGED: &str = "insert into card_sessions (id, order_id, attempt, amount_minor, currency, about, language, idempotency_key, state, expires_at, live_until, created_at, updated_at) select 'x', min(id), 9, 100, 'IDR', 'x', 'en', 'x', 'paid', 0, 0, 0, 0 from orders";

/// Statements that break the books, and what is said of it. Where the database itself forbids it, what makes
/// it look away stands before: first SQLite's, then PostgreSQL's.
const BROKEN: [(&str, [&str; 2], &str); 36] = [
    (
        "stock below zero",
        ["pragma ignore_check_constraints = on", "alter table products drop constraint products_stock_check"],
        "update products set stock = -1",
    ),
    ("held is not what open orders hold", ["", ""], "update products set held = held + 1"),
    (
        "an order without parts",
        ["", ""],
        "insert into orders (id, code, regency_id, language, channel, currency, total_minor, created_at) select 'x', 'X', regency_id, language, channel, currency, total_minor, created_at from orders limit 1",
    ),
    ("a part without lines", ["", ""], "delete from order_lines where id = (select min(id) from order_lines)"),
    ("a part without a payment", ["", ""], "delete from payments where id = (select min(id) from payments)"),
    ("a part is not the sum of its lines", ["", ""], "update order_lines set unit_minor = unit_minor + 1"),
    ("an order is not the sum of its parts", ["", ""], "update orders set total_minor = total_minor + 1"),
    ("a payment is not what its part costs", ["", ""], "update payments set amount_minor = amount_minor * 100"),
    (
        "a deposit and a rest are not what their part costs",
        [
            "update payments set purpose = 'deposit' where state = 'open'",
            "update payments set purpose = 'deposit' where state = 'open'",
        ],
        "insert into payments (id, order_id, shop_order_id, shop_id, method, currency, amount_minor, state, purpose, created_at, updated_at) select 'x', order_id, shop_order_id, shop_id, method, currency, 100, 'open', 'rest', 0, 0 from payments where purpose = 'deposit'",
    ),
    (
        "a payment in another currency than its order",
        ["pragma ignore_check_constraints = on", "alter table payments drop constraint payments_2_currency_check"],
        "update payments set currency = 'USD'",
    ),
    (
        "a payment of another order or shop than its part",
        ["", ""],
        "update payments set order_id = (select min(id) from orders)",
    ),
    (
        "more than one live payment for one purpose",
        ["drop index payments_one_live", "drop index payments_one_live"],
        "insert into payments (id, order_id, shop_order_id, shop_id, method, currency, amount_minor, state, created_at, updated_at) select 'x', order_id, shop_order_id, shop_id, method, currency, amount_minor, 'open', 0, 0 from payments where state = 'open'",
    ),
    ("paid without a signature", ["", ""], "update payments set paid_by = null"),
    (
        "a card paid without the payment service's word",
        ["", ""],
        "update payments set method = 'card' where state = 'paid'",
    ),
    (
        "a part of which no payment is asked for",
        ["", ""],
        "update payments set state = 'abandoned' where state = 'open'",
    ),
    (
        "a piece kept for somebody who has the money back",
        ["", ""],
        "update payments set state = 'returned', refund_minor = amount_minor, returned_minor = amount_minor where state = 'paid'",
    ),
    ("a charge that does not stand in the books", ["", ""], CHARGED),
    (
        "more sent back to a card than it was charged",
        [CHARGED, CHARGED],
        "insert into card_refunds (id, session_id, amount_minor, currency, reason, state, idempotency_key, created_at, updated_at) values ('y', 'x', 101, 'IDR', 'x', 'done', 'x', 0, 0)",
    ),
    (
        "money the office is to send of which it does not read",
        [CHARGED, CHARGED],
        "insert into card_refunds (id, session_id, amount_minor, currency, reason, state, idempotency_key, created_at, updated_at) values ('y', 'x', 100, 'IDR', 'nothing_to_pay', 'failed', 'x', 0, 0)",
    ),
    (
        "refunds are not what the payment says was promised",
        ["", ""],
        "update payments set refund_minor = 100 where state = 'paid'",
    ),
    (
        "a payment of which all is promised back that reads paid",
        ["", ""],
        "update payments set refund_minor = amount_minor where state = 'paid'",
    ),
    ("a line of which more went back than its refunds say", ["", ""], "update order_lines set refunded = 1"),
    (
        "an event that was not applied",
        ["", ""],
        "insert into provider_events (id, kind, body, received_at) values ('x', 'x', '{}', 0)",
    ),
    (
        "an entry that does not come to zero",
        ["", ""],
        "update ledger_postings set amount_minor = amount_minor * 2 where account = 'buyer'",
    ),
    (
        "a payment of which the books say something else",
        ["", ""],
        "update payments set returned_minor = 100 where state = 'paid'",
    ),
    (
        "what is on its way to a shop is not what its payouts say",
        ["", ""],
        "update ledger_postings set account = 'way' where account = 'pocket'",
    ),
    (
        "an order that is over with money open",
        ["", ""],
        "update shop_orders set state = 'cancelled', stock_held = 0 where state <> 'cancelled'",
    ),
    ("stock held by nobody", ["", ""], "update shop_orders set stock_held = 1 where state = 'cancelled'"),
    ("or not held for somebody", ["", ""], "update shop_orders set stock_held = 0"),
    (
        "a job that is dead or late",
        ["", ""],
        "insert into jobs (id, kind, payload, run_at, created_at) values ('x', 'prune', '{}', 0, 0)",
    ),
    (
        "a letter that waits without its job",
        ["", ""],
        "insert into messages (id, dedupe, side, event, language, channel, state, created_at, queued_at) values ('x', 'x', 'buyer', 'placed', 'en', 'email', 'queued', 0, 0)",
    ),
    (
        "a buyer who was never told of an order",
        ["", ""],
        "update orders set contact_kind = 'email', contact = 'mia@mail.example'",
    ),
    (
        "a used key whose order is not there",
        ["", ""],
        "insert into idempotency (key, form, body_hash, outcome_kind, outcome_id, created_at) values ('x', 'x', 'x', 'order', 'x', 0)",
    ),
    ("acknowledged and not there as told", ["", ""], "update order_lines set quantity = 1"),
    ("acknowledged and not there as told", ["", ""], "delete from audit"),
    ("more sold and held than made", ["", ""], "update products set stock = stock + 1"),
];

/// Breaks the books on a connection of its own, where the database may be told to look away.
async fn break_with(app: &TestApp, before: &'static str, sql: &'static str) {
    use sqlx::{Connection as _, Executor as _};
    let mut other = sqlx::AnyConnection::connect(&app.house.config.database_url).await.unwrap();
    if !before.is_empty() {
        other.execute(before).await.unwrap();
    }
    other.execute(sql).await.unwrap();
    other.close().await.unwrap();
}

on_both! {
    async fn good_books_are_found_good(app: TestApp) {
        let (s, orders) = some_orders(&app).await;
        assert_eq!(audit(&app.house.store, &known(&app, &s, &orders)).await, Vec::<String>::new());
    }

    async fn a_promise_that_was_not_kept_is_named(app: TestApp) {
        let (s, orders) = some_orders(&app).await;
        let mut known = known(&app, &s, &orders);
        known.promised.push(Promise { order: "nowhere".into(), quantity: 1 });
        let wrong = audit(&app.house.store, &known).await;
        assert_eq!(wrong, ["acknowledged and not there as told: 1 of them, such as nowhere"]);
    }
}

/// What waits, and what is said of it.
const WAITING: [(&str, &str); 3] = [
    (
        "a letter is still queued after the drain",
        "insert into messages (id, dedupe, side, event, language, channel, state, created_at, queued_at) values ('x', 'x', 'buyer', 'placed', 'en', 'email', 'queued', 0, 0)",
    ),
    (
        "a letter that was given up",
        "insert into messages (id, dedupe, side, event, language, channel, state, created_at, queued_at, dead_at) values ('y', 'y', 'buyer', 'placed', 'en', 'email', 'dead', 0, 0, 0)",
    ),
    (
        "a job that is due still waits",
        "insert into jobs (id, kind, payload, run_at, created_at) values ('x', 'prune', '{}', 0, 0)",
    ),
];

on_both! {
    async fn what_waits_where_all_should_be_done_is_named(app: TestApp) {
        some_orders(&app).await;
        assert_eq!(drained(&app.house.store, app.clock.now()).await, Vec::<String>::new());
        for (number, (name, sql)) in (1..).zip(WAITING) {
            app.execute(sql).await;
            let waits = drained(&app.house.store, app.clock.now()).await;
            assert!(waits.len() == number && waits.iter().any(|line| line.starts_with(name)), "{name}: {waits:?}");
        }
    }
}

async fn each_broken_thing_is_named(fresh: impl AsyncFn() -> TestApp) {
    for (name, before, sql) in BROKEN {
        let app = fresh().await;
        let (s, orders) = some_orders(&app).await;
        let before = before[usize::from(app.house.store.engine() == Engine::Postgres)];
        break_with(&app, before, sql).await;
        let wrong = audit(&app.house.store, &known(&app, &s, &orders)).await;
        assert!(wrong.iter().any(|line| line.contains(name)), "{name}: {wrong:?}");
    }
}

#[tokio::test]
async fn each_broken_thing_is_named_on_sqlite() {
    each_broken_thing_is_named(TestApp::on_sqlite).await;
}

#[tokio::test]
async fn each_broken_thing_is_named_on_postgres() {
    each_broken_thing_is_named(TestApp::on_postgres).await;
}

#[tokio::test]
async fn a_broken_file_is_named() {
    let app = TestApp::on_sqlite().await;
    let (s, orders) = some_orders(&app).await;
    break_with(&app, "pragma foreign_keys = off", "update payments set paid_by = 'x', shop_id = 'nobody'").await;
    break_with(&app, "pragma ignore_check_constraints = on", "update products set held = -1").await;
    let wrong = audit(&app.house.store, &known(&app, &s, &orders)).await;
    for name in ["integrity_check: ", "foreign_key_check: 4 rows"] {
        assert!(wrong.iter().any(|line| line.contains(name)), "{name}: {wrong:?}");
    }
}
