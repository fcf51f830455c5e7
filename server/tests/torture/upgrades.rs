//! A database that an older version made, with orders in it, is brought up to date by a program that is killed
//! meanwhile: it comes up in the end, with all orders, and what waited to be sent leaves.

use std::path::{Path, PathBuf};
use std::time::Duration;

use server::clock::Clock;
use sqlx::AssertSqlSafe;
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;

use super::Run;
use super::accountant::Promise;
use super::dice::Dice;
use super::ends::number;
use super::kills::Starts;
use super::program::{Site, binary};
use super::races::some_of;

/// In each old database.
const ORDERS: usize = 60;
/// Kills of one upgrade.
const KILLS: usize = 2;
/// From here on payments stand in the books.
const BOOKS: usize = 4;
/// From here on letters are messages; before, a job sent the link of an order.
const MESSAGES: usize = 6;

/// On either database in turn.
pub async fn under_kills(run: Run) -> String {
    let steps = steps();
    let mut sites = [Site::sqlite("unique", 1).await, Site::postgres("unique", 1).await];
    for site in &sites {
        site.app.house.store.close().await;
    }
    let mut dice = Dice::new(run.seed);
    // A whole upgrade takes so long; the first of each database is not killed, and says it.
    let mut takes = [Duration::ZERO; 2];
    let (mut starts, mut halfway, mut letters) = (Starts::default(), 0, 0);
    for cycle in 0..run.size {
        let site = &mut sites[cycle % 2];
        let folder = tempfile::tempdir().unwrap();
        site.data = folder.path().to_owned();
        if site.on_sqlite() {
            site.url = format!("sqlite://{}?mode=rwc", folder.path().join("homoru.sqlite").display());
        }
        let old = if cycle < 2 { 1 } else { 1 + dice.below(steps.len() - 1) };
        let promised = an_old_house(site, &steps[..old]).await;
        if cycle >= 2 {
            for _ in 0..KILLS {
                let mut program = site.begin(&binary());
                tokio::time::sleep(some_of(takes[cycle % 2], &mut dice)).await;
                program.kill();
            }
            // Otherwise the program is the first to open what was left.
            if dice.below(2) == 0 {
                let done = done(site).await;
                halfway += usize::from(done > old as i64 && done < steps.len() as i64);
            }
        }
        let (mut program, took) = site.start().await;
        if cycle < 2 {
            takes[cycle] = took;
        }
        starts.note(took);
        program.stop().await;
        letters += site.drain().await;
        let wrong = site.audit_each(promised).await;
        assert!(wrong.is_empty(), "cycle {cycle}, from version {old}: {wrong:#?}");
    }
    assert!(halfway > 0 || !run.full, "no kill left an upgrade half way");
    assert!(letters > 0 || !run.full, "no letter of before was sent");
    let orders = run.size * ORDERS;
    format!(
        "{orders} orders are there, {halfway} upgrades were seen half way, {letters} letters left; {}",
        starts.said()
    )
}

/// How many steps the database has behind it. Nothing here may bring it further.
async fn done(site: &Site) -> i64 {
    let pool = AnyPoolOptions::new().max_connections(1).connect(&site.url).await.unwrap();
    let done = number(&pool, "select count(*) from _sqlx_migrations").await;
    pool.close().await;
    done
}

/// The files of the migrations, in their order.
fn steps() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut steps: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|end| end == "sql")).collect();
    steps.sort();
    steps
}

/// Empties the database, makes it as the version after these steps had it, and puts orders into it; gives what was
/// promised then.
async fn an_old_house(site: &Site, steps: &[PathBuf]) -> Vec<Promise> {
    let folder = tempfile::tempdir().unwrap();
    for step in steps {
        std::fs::copy(step, folder.path().join(step.file_name().unwrap())).unwrap();
    }
    let migrator = Migrator::new(folder.path()).await.unwrap();
    let pool = AnyPoolOptions::new().max_connections(1).connect(&site.url).await.unwrap();
    let first =
        if site.on_sqlite() { "pragma journal_mode = wal" } else { "drop schema public cascade; create schema public" };
    sqlx::raw_sql(first).execute(&pool).await.unwrap();
    migrator.run(&pool).await.unwrap();
    let now = Clock::system().now();
    let orders: String = (0..ORDERS).map(|n| order(n, steps.len(), now)).collect();
    let sql = format!("begin; {} {orders} commit;", house(now));
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&pool).await.unwrap();
    pool.close().await;
    (0..ORDERS).map(|n| Promise { order: format!("o{n}"), quantity: 1 }).collect()
}

/// A shop with a piece, in the words of the first version, which all later ones understand.
fn house(now: i64) -> String {
    format!(
        "insert into regions (id, code, level, name, slug, zone, open, created_at, updated_at) \
           values ('r', '74.07', 'regency', 'Kabupaten Wakatobi', 'wakatobi', 'WITA', 1, {now}, {now}); \
         insert into regions (id, code, level, parent_id, regency_id, name, slug, zone, created_at, updated_at) \
           values ('v', '74.07.05.2022', 'village', 'r', 'r', 'Liya Togo', 'liya-togo', 'WITA', {now}, {now}); \
         insert into accounts (id, role, name, language, regency_id, village_id, created_at) \
           values ('ina', 'artisan', 'Ina Contoh', 'id', 'r', 'v', {now}); \
         insert into shops (id, regency_id, village_id, name, maker_kind, language, band, opened_at, opened_village_id, \
           created_at, updated_at) \
           values ('shop', 'r', 'v', 'Benang Contoh', 'person', 'id', 0, {now}, 'v', {now}, {now}); \
         insert into memberships (shop_id, account_id, role, created_at) values ('shop', 'ina', 'owner', {now}); \
         insert into shop_payments (shop_id, updated_at) values ('shop', {now}); \
         insert into products (id, shop_id, kind, state, name, language, price_minor, stock, held, created_at, updated_at, \
           published_at) \
           values ('piece', 'shop', 'stocked', 'published', 'Senja di karang', 'id', 45000000, 9, {ORDERS}, {now}, {now}, {now}); \
         insert into codes (code, kind, target_id, issued_at) values ('SH4P', 'shop', 'shop', {now}), \
           ('PC4E', 'product', 'piece', {now});"
    )
}

/// One order of the piece, as the version after so many steps wrote it; every third is paid, where the step that makes
/// the books is yet to come, and each has its letter, where that is still a job.
fn order(n: usize, steps: usize, now: i64) -> String {
    let until = now + 3_600_000;
    let (goods, minor) = if steps == 1 { ("", "45000000") } else { ("goods_minor, ", "45000000, 45000000") };
    let (state, paid_at, paid_by) = if steps < BOOKS && n.is_multiple_of(3) {
        ("paid", now.to_string(), "'ina'")
    } else {
        ("open", "null".to_owned(), "null")
    };
    let (contact, job) = if steps < MESSAGES {
        let job = format!(
            "insert into jobs (id, kind, payload, dedupe, run_at, created_at) values ('j{n}', 'mail_order_link', \
               '{{\"order\":\"o{n}\"}}', 'mail_order_link:o{n}', {now}, {now});"
        );
        (format!("'email', 'buyer{n}@mail.example'"), job)
    } else {
        ("null, null".to_owned(), String::new())
    };
    format!(
        "insert into orders (id, code, regency_id, language, channel, currency, total_minor, contact_kind, contact, created_at) \
           values ('o{n}', 'CODE{n}', 'r', 'en', 'scan', 'IDR', 45000000, {contact}, {now}); \
         insert into shop_orders (id, order_id, shop_id, how, state, held_until, {goods}total_minor, accepted_at, created_at, \
           updated_at) values ('s{n}', 'o{n}', 'shop', 'stall', 'accepted', {until}, {minor}, {now}, {now}, {now}); \
         insert into order_lines (id, shop_order_id, product_id, product_code, quantity, unit_minor, name, language) \
           values ('l{n}', 's{n}', 'piece', 'PC4E', 1, 45000000, 'Senja di karang', 'id'); \
         insert into payments (id, order_id, shop_order_id, shop_id, method, currency, amount_minor, state, paid_at, paid_by, \
           created_at, updated_at) values ('p{n}', 'o{n}', 's{n}', 'shop', 'cash', 'IDR', 45000000, '{state}', {paid_at}, \
           {paid_by}, {now}, {now}); \
         insert into audit (id, at, actor_kind, action, object_kind, object_id) \
           values ('a{n}', {now}, 'visitor', 'order.placed', 'order', 'o{n}'); {job} "
    )
}
