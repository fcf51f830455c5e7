//! `make torture`: the real program under races, replays, kills, power cuts, hang-ups, full disks and wrong input, and
//! the accountant over its books after each. `make test` runs the same with small sizes; nothing in these asserts a
//! duration, and the full ones only how soon the house is ready again (`kills.rs`).
//!
//! `HOMORU_TORTURE` is `ci` or `full`; `SEED` makes the same run again; arguments name the rows to run.
#![recursion_limit = "256"]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "what is measured here is the machine's own time")]

mod accountant;
mod answers;
mod buyer;
mod cards;
mod carts;
mod cluster;
mod dice;
mod ends;
mod hangups;
mod jumps;
mod keys;
mod kills;
mod lives;
#[expect(dead_code, reason = "not every row needs every builder")]
mod orders;
mod pool;
mod power;
mod program;
mod races;
mod requests;
mod shelf;
mod shim;
#[path = "../stripe/stand_in/mod.rs"]
mod stand_in;
#[path = "../support/mod.rs"]
mod support;
mod trouble;
mod upgrades;
mod walk;
mod walks;
mod web;

use std::time::Instant;

use futures::future::BoxFuture;
use orders::stage;

/// One row of the table.
struct Row {
    name: &'static str,
    what: &'static str,
    ci: usize,
    full: usize,
    /// Minutes of the full size on 2 cores.
    minutes: usize,
    run: fn(Run) -> BoxFuture<'static, String>,
}

/// How much, and which.
#[derive(Clone, Copy)]
pub struct Run {
    pub size: usize,
    pub seed: u64,
    /// The full size: large enough that what happens by chance must have happened.
    pub full: bool,
}

/// How the answer of a row begins that could not run on this machine; why not follows.
pub const LEFT_OUT: &str = "left out: ";

macro_rules! row {
    ($name:literal, $what:literal, $ci:literal, $full:literal, $minutes:literal, $run:path) => {
        Row { name: $name, what: $what, ci: $ci, full: $full, minutes: $minutes, run: |run| Box::pin($run(run)) }
    };
}

const TABLE: [Row; 26] = [
    row!("race-sqlite", "rounds of 50 buyers for one piece", 10, 1000, 6, races::on_sqlite),
    row!("race-postgres", "rounds of 50 buyers for one piece, 4 servers", 10, 1000, 10, races::on_postgres),
    row!(
        "stock-edits",
        "rounds of 50 buyers while the artisan changes the number, both databases",
        5,
        1000,
        12,
        races::edits
    ),
    row!("baskets", "rounds of 50 baskets with numbers, both databases", 3, 1000, 60, shelf::baskets),
    row!("web-and-stall", "rounds of 50 buyers against the stall, both databases", 3, 1000, 25, shelf::web_and_stall),
    row!("replays", "card payments, every event 100 times at once, both databases", 5, 200, 6, cards::replays),
    row!("event-orders", "of the 120 orders of 5 kinds of event, both databases", 15, 120, 1, cards::orders_of_events),
    row!("hold-edges", "holds paid within a second of their end, both databases", 10, 1000, 10, cards::edges),
    row!("forged", "forged webhooks, both databases", 120, 10_000, 1, cards::forged),
    row!("keys", "rounds of one key 100 times, 20 at once, across kills, both databases", 1, 50, 4, keys::replays),
    row!("kill-sqlite", "kills at random moments under load", 15, 1000, 8, kills::on_sqlite),
    row!("kill-migrations", "kills while a new database is made", 10, 200, 1, kills::in_migrations),
    row!(
        "kill-upgrades",
        "old databases with orders, killed while brought up to date",
        8,
        200,
        6,
        upgrades::under_kills
    ),
    row!("kill-postgres", "crashes of PostgreSQL under load", 3, 100, 4, kills::of_postgres),
    row!("power", "power cuts under load, unsynced writes dropped", 10, 200, 2, power::cuts),
    row!("power-control", "the same with synchronous=normal, which must lose some", 10, 200, 2, power::control),
    row!("hang-ups-sqlite", "clients that hang up in a POST", 300, 10000, 2, hangups::on_sqlite),
    row!("hang-ups-postgres", "clients that hang up in a POST", 300, 10000, 2, hangups::on_postgres),
    row!("disk-full-sqlite", "times a full disk", 1, 20, 1, trouble::disk_full),
    row!("disk-full-postgres", "times a full disk", 1, 10, 2, trouble::disk_full_postgres),
    row!("locked", "times a database locked for 5 s, both databases", 1, 10, 3, trouble::locked),
    row!("clock", "jumps of the clock by an hour or a day, both databases", 4, 200, 8, jumps::of_the_clock),
    row!(
        "requests",
        "generated requests and baskets against a model, both databases",
        600,
        100_000,
        45,
        requests::generated
    ),
    row!(
        "answers",
        "orders with generated answers, agreements and refunds against a model, both databases",
        60,
        10_000,
        20,
        answers::generated
    ),
    row!("walks", "random walks through an order's life, half of them on each database", 80, 20_000, 30, walks::all),
    row!(
        "lives",
        "random lives of enquiries, deposits, cards, refunds and payouts, half of them on each database",
        40,
        10_000,
        40,
        lives::all
    ),
];

fn main() {
    let Ok(size) = std::env::var("HOMORU_TORTURE") else {
        println!("torture: nothing asked for; `make torture` runs it");
        return;
    };
    let full = size == "full";
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(a_seed);
    let wanted: Vec<String> = std::env::args().skip(1).filter(|name| !name.starts_with('-')).collect();
    let rows: Vec<&Row> = TABLE
        .iter()
        .filter(|row| wanted.is_empty() || wanted.iter().any(|name| row.name.contains(name.as_str())))
        .collect();
    // A name that is misspelt must not read as done.
    if let Some(name) = wanted.iter().find(|name| !TABLE.iter().any(|row| row.name.contains(name.as_str()))) {
        println!("torture: no row is called {name}");
        std::process::exit(2);
    }
    println!(
        "torture: SEED={seed}; about {} minutes",
        if full { rows.iter().map(|row| row.minutes).sum() } else { rows.len() / 2 + 1 }
    );
    let (mut passed, mut failed, mut left_out) = (0, 0, 0);
    for row in rows {
        let size = if full { row.full } else { row.ci };
        let expected = if full { format!(", about {} minutes", row.minutes) } else { String::new() };
        println!("{}: {size} {}{expected}", row.name, row.what);
        let began = Instant::now();
        // A runtime of its own: what one row leaves behind ends with it.
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        match runtime.block_on(async { tokio::spawn((row.run)(Run { size, seed, full })).await }) {
            Ok(said) if said.starts_with(LEFT_OUT) => {
                left_out += 1;
                println!("{} ... {said}", row.name);
            }
            Ok(said) => {
                passed += 1;
                println!("{} ... ok in {} s: {said}", row.name, began.elapsed().as_secs());
            }
            Err(_) => {
                failed += 1;
                println!("{} ... FAILED; again with: SEED={seed} make torture ROWS={}", row.name, row.name);
            }
        }
    }
    let result = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {result}. {passed} passed; {failed} failed; {left_out} ignored");
    if failed > 0 {
        std::process::exit(1);
    }
}

fn a_seed() -> u64 {
    u64::from(server::clock::below(1_000_000))
}
