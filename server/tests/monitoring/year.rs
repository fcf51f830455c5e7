//! The year these tests look back on: shops of several villages, what they sold, how often their tags were scanned.

use std::collections::BTreeMap;

use super::DAY;
use crate::support::{Place, Product, Shop, TestApp, Value};

/// Another village of the regency.
pub async fn a_village(app: &TestApp, place: &Place, code: &str, name: &str) -> Place {
    let id = server::clock::new_id(app.clock.now());
    let now = app.clock.now();
    app.insert(
        "regions",
        vec![
            ("id", (&id).into()),
            ("code", code.into()),
            ("level", "village".into()),
            ("regency_id", (&place.regency).into()),
            ("name", name.into()),
            ("slug", name.to_lowercase().into()),
            ("zone", "WITA".into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ],
    )
    .await;
    Place { regency: place.regency.clone(), slug: place.slug.clone(), village: id, village_slug: name.to_lowercase() }
}

/// Seven shops in Liya Togo, three in Pajam, two in Numana, each with a piece of Rp100.000.
pub async fn a_regency(app: &TestApp) -> (Place, Vec<(Shop, Product)>) {
    let place = app.a_place().await;
    let pajam = a_village(app, &place, "74.07.06.2003", "Pajam").await;
    let numana = a_village(app, &place, "74.07.05.2020", "Numana").await;
    let mut all = Vec::new();
    for n in 0..12 {
        let village = if n < 7 {
            &place
        } else if n < 10 {
            &pajam
        } else {
            &numana
        };
        let shop = app.a_shop(village, &format!("Benang {n}")).await;
        let product = app.a_product_of_kind(&shop, "Selendang", 100_000, "stocked", 50).await;
        all.push((shop, product));
    }
    (place, all)
}

/// What becomes of an order in these tests.
pub struct Sale<'a> {
    pub rupiah: i64,
    pub channel: &'a str,
    pub method: &'a str,
    pub state: &'a str,
    pub payment: &'a str,
    pub paid: Option<i64>,
    pub back: Option<i64>,
}

pub fn paid(rupiah: i64, channel: &'static str, method: &'static str, at: i64) -> Sale<'static> {
    Sale { rupiah, channel, method, state: "handed_over", payment: "paid", paid: Some(at), back: None }
}

pub async fn order(app: &TestApp, (shop, product): &(Shop, Product), sale: Sale<'_>) {
    let now = app.clock.now();
    let [order, part, payment] = [0; 3].map(|_| server::clock::new_id(now));
    let code = format!("T{}", &order[order.len() - 8..]);
    let created = sale.paid.unwrap_or(now) - 3 * DAY;
    app.insert(
        "orders",
        vec![
            ("id", (&order).into()),
            ("code", code.into()),
            ("regency_id", (&shop.regency).into()),
            ("language", "en".into()),
            ("channel", sale.channel.into()),
            ("currency", "IDR".into()),
            ("total_minor", (sale.rupiah * 100).into()),
            ("buyer_name", "Annelotte Gast".into()),
            ("contact_kind", "whatsapp".into()),
            ("contact", "+4917099887766".into()),
            ("created_at", created.into()),
        ],
    )
    .await;
    app.insert(
        "shop_orders",
        vec![
            ("id", (&part).into()),
            ("order_id", (&order).into()),
            ("shop_id", (&shop.id).into()),
            ("how", "keep".into()),
            ("state", sale.state.into()),
            ("held_until", (now + 40 * DAY).into()),
            ("goods_minor", (sale.rupiah * 100).into()),
            ("total_minor", (sale.rupiah * 100).into()),
            ("created_at", created.into()),
            ("updated_at", created.into()),
        ],
    )
    .await;
    let number = |value: Option<i64>| value.map_or(Value::Null, Value::Number);
    let mut row = vec![
        ("id", (&payment).into()),
        ("order_id", (&order).into()),
        ("shop_order_id", (&part).into()),
        ("shop_id", (&shop.id).into()),
        ("method", sale.method.into()),
        ("currency", "IDR".into()),
        ("amount_minor", (sale.rupiah * 100).into()),
        ("state", sale.payment.into()),
        ("created_at", created.into()),
        ("updated_at", created.into()),
    ];
    for (column, value) in [("paid_at", sale.paid), ("returned_at", sale.back)] {
        if value.is_some() {
            row.push((column, number(value)));
        }
    }
    if sale.payment == "claimed" {
        row.push(("claimed_at", created.into()));
    }
    app.insert("payments", row).await;
    app.book(&payment, sale.back).await;
    let _ = product;
}

pub async fn scans(app: &TestApp, code: &str, hour: i64, visits: i64) {
    app.insert(
        "scan_counts",
        vec![("code", code.into()), ("hour", (hour - hour % 3_600_000).into()), ("visits", visits.into())],
    )
    .await;
}

/// The file's rows, by table and name.
pub fn read(csv: &str) -> BTreeMap<(String, String, String), Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), app::monitoring::file::COLUMNS);
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .map(|row| ((row[0].clone(), row[2].clone(), row[3].clone()), row))
        .collect()
}

pub fn key(table: &str, month: &str, name: &str) -> (String, String, String) {
    (table.to_owned(), month.to_owned(), name.to_owned())
}

/// Orders paid in November, December and January; one handed back in January; some that were never paid.
pub async fn a_year_end(app: &TestApp) -> (Place, Vec<(Shop, Product)>) {
    let (place, shops) = a_regency(app).await;
    let november = app.clock.now();
    app.clock.forward(60 * DAY);
    let (december, january) = (november + 20 * DAY, november + 50 * DAY);
    for (n, shop) in shops.iter().enumerate() {
        let rupiah = 100_000 + i64::try_from(n).unwrap() * 1_000;
        let (channel, method) = (if n % 2 == 0 { "scan" } else { "web" }, if n % 3 == 0 { "qris" } else { "cash" });
        order(app, shop, paid(rupiah, channel, method, november)).await;
        scans(app, &shop.1.code, november, 4).await;
        if n < 6 {
            order(app, shop, paid(50_000, "scan", "cash", december)).await;
            order(app, shop, paid(25_000, "web", "qris", january)).await;
            scans(app, &shop.0.code, january, 2).await;
        }
    }
    // Never paid, claimed only, and paid in November but handed back in January.
    order(
        app,
        &shops[0],
        Sale { state: "expired", payment: "lapsed", paid: None, ..paid(999_000, "scan", "cash", november) },
    )
    .await;
    order(
        app,
        &shops[1],
        Sale { state: "accepted", payment: "claimed", paid: None, ..paid(888_000, "web", "qris", november) },
    )
    .await;
    let back =
        Sale { state: "cancelled", payment: "returned", back: Some(january), ..paid(300_000, "web", "cash", november) };
    order(app, &shops[11], back).await;
    (place, shops)
}
