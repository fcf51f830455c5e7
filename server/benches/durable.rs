//! `make bench`: orders per second that are on the disk before anybody is told, at 64 clients on SQLite, beside a
//! plain loop that runs the same statements in batches of the same mean size on the same file. Then both again on
//! a disk whose syncs take 4 ms longer. Rounds alternate, because machines are noisy. Prints, never judges.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench stops at the first surprise and reads the clock"
)]

#[path = "../tests/torture/shim.rs"]
mod shim;

use std::time::{Duration, Instant};

use app::form::Typed;
use app::ids::VisitorId;
use app::orders::asked::{Asked, AskedPart, Item};
use app::orders::rules::How;
use app::orders::{Channel, Checkout, Orders as _};
use app::payments::method::Method;
use app::words::Lang;
use server::audit::By;
use server::clock::{self, Clock};
use server::config::Config;
use server::house::House;
use server::http::keyed::{self, Key};
use server::orders::place::{self, Placing, Stall};
use server::{seed, startup};

const CLIENTS: usize = 64;
const ROUNDS: u32 = 3;
const SPAN: Duration = Duration::from_secs(3);
/// What a sync costs more in the second run.
const SYNC_MS: u64 = 4;

fn main() {
    if std::env::var_os("HOMORU_SYNC_MS").is_none() {
        measure("");
        slower_disk();
    } else {
        measure(&format!(", syncs of {SYNC_MS} ms"));
    }
}

/// Runs this program again on a slower disk.
fn slower_disk() {
    let Some(library) = shim::library() else { return };
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .env("LD_PRELOAD", &library)
        .env("HOMORU_SYNC_MS", SYNC_MS.to_string())
        .status();
    std::fs::remove_file(library).unwrap();
    assert!(status.unwrap().success());
}

#[tokio::main]
async fn measure(disk: &str) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let house = a_house(folder.path()).await;
    let checkout = a_piece(&house).await;
    let (mut ours, mut loops, mut spent, mut worked) = ((0, 0), 0, (0.0, 0.0), 0.0);
    for _ in 0..ROUNDS {
        let (before, began, at_work) = (house.store.transactions().unwrap(), Instant::now(), processor());
        ours.0 += clients(&house, &checkout).await;
        spent.0 += began.elapsed().as_secs_f64();
        worked += processor() - at_work;
        ours.1 += house.store.transactions().unwrap() - before;
        let batch = (ours.0 / ours.1.max(1)).max(1);
        let began = Instant::now();
        loops += plain_loop(&house, &checkout, batch).await;
        spent.1 += began.elapsed().as_secs_f64();
    }
    let (rate, plain) = (ours.0 as f64 / spent.0, loops as f64 / spent.1);
    let (mean, syncs) = (ours.0 as f64 / ours.1 as f64, ours.1 as f64 / spent.0);
    println!("durable orders {rate:>6.0} a second at {CLIENTS} clients, {mean:.1} to a commit{disk}");
    println!("processor      {:>6.0} µs to an order, whatever else this machine does", 1e6 * worked / ours.0 as f64);
    println!(
        "plain loop     {plain:>6.0} a second in batches of that size: {:.0} % of it reached (budget 50)",
        100.0 * rate / plain
    );
    if !disk.is_empty() {
        let most = 1_000.0 / SYNC_MS as f64;
        println!(
            "of the syncs   {:>6.1} orders to a commit's sync made (budget 10), {:.1} to one such a disk could make",
            rate / syncs,
            rate / most
        );
    }
    house.store.close().await;
}

/// Seconds the processor has worked for this program: fields 14 and 15 of its `stat`, in hundredths.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>() / 100.0
}

async fn a_house(folder: &std::path::Path) -> House {
    let data = folder.display().to_string();
    let config = Config::read(|name| (name == "HOMORU_DATA").then(|| data.clone())).unwrap();
    let house = startup::open_demo(config, Clock::system()).await.unwrap();
    seed::demo(&house, seed::SEED, seed::SMALL).await.unwrap();
    house
}

/// A piece of which there is no end.
async fn a_piece(house: &House) -> Checkout {
    let (code,): (String,) = sqlx::query_as(
        "select c.code from codes c join products p on p.id = c.target_id join shop_payments s on s.shop_id = p.shop_id \
         where p.kind = 'stocked' and p.state = 'published' and s.takes_qris = 1 order by c.code limit 1",
    )
    .fetch_one(house.store.read())
    .await
    .unwrap();
    let endless = house.store.write(|tx| {
        Box::pin(async move {
            sqlx::query("update products set stock = 1000000000 where kind = 'stocked'")
                .execute(tx.db())
                .await
                .unwrap();
            Ok(())
        })
    });
    endless.await.unwrap();
    house.checkout(&code, None).await.unwrap()
}

/// 64 clients, each with one order after the other.
async fn clients(house: &House, checkout: &Checkout) -> u64 {
    let end = Instant::now() + SPAN;
    let tasks: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (house, checkout) = (house.clone(), checkout.clone());
            tokio::spawn(async move {
                let mut done = 0;
                while Instant::now() < end {
                    let (key, placing) = an_order(&house, &checkout);
                    place::place(&house, key, placing).await.unwrap();
                    done += 1;
                }
                done
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += task.await.unwrap();
    }
    done
}

/// The same statements, one order after the other, so many to a commit.
async fn plain_loop(house: &House, checkout: &Checkout, batch: u64) -> u64 {
    let (end, mut done) = (Instant::now() + SPAN, 0);
    while Instant::now() < end {
        let orders: Vec<_> = (0..batch).map(|_| an_order(house, checkout)).collect();
        let whole = house.store.write(move |tx| {
            Box::pin(async move {
                for (key, placing) in orders {
                    assert!(key.used(tx).await?.is_none());
                    let outcome = place::placed(tx, placing, None).await?;
                    key.use_up(tx, &outcome).await?;
                }
                Ok(())
            })
        });
        whole.await.unwrap();
        done += batch;
    }
    done
}

/// An order of a new visitor.
fn an_order(house: &House, checkout: &Checkout) -> (Key, Placing) {
    let visitor = VisitorId(clock::new_id(house.clock.now()));
    let key = keyed::mint(&house.keys, "checkout", visitor.as_str(), house.clock.now());
    let typed = Typed::from_pairs([("key".to_owned(), key)]);
    let key = Key::of(&house.keys, ("checkout", visitor.as_str()), "/en/checkout", &typed, house.clock.now()).unwrap();
    let item = Item {
        code: checkout.piece.code.clone(),
        version: checkout.piece.version,
        quantity: 1,
        field: "quantity".into(),
    };
    let part = AskedPart { how: How::Stall, method: Method::Qris, window: None, enquiry: None, items: vec![item] };
    let asked = Asked { channel: Channel::Scan, name: "Mia".into(), contact: None, parts: vec![part], again: false };
    let by = By::Visitor(Some(visitor.clone()));
    let placing = Placing {
        asked,
        stalls: vec![Stall { shop: checkout.shop.clone(), places: Vec::new() }],
        visitor,
        lang: Lang::En,
        by,
        from_cart: false,
    };
    (key, placing)
}
