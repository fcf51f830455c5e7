//! Generated answers, agreements and refunds against a model: wrong prices, days and percentages, an answer that was
//! made better meanwhile, amounts nobody owes. What is agreed on, paid and given back is what the model says to the
//! rupiah, or nothing has changed.

mod back;

use super::Run;
use super::accountant::{Known, audit};
use super::dice::Dice;
use super::requests::an_injection;
use crate::orders::stage::{Ordered, Stage, artisan_taps, at_checkout, execute, order_code, stage_of};
use crate::support::{Product, TestApp};

const RP: i64 = 100;
const STOCK: i64 = 20;
const PRICE: i64 = 450_000;
/// The most a QRIS carries, in rupiah.
const QRIS_MOST: i64 = 10_000_000;

/// What a price for sending may be typed as, in rupiah; None is none.
const PRICES: [(&str, Option<i64>); 14] = [
    ("0", Some(0)),
    ("85.000", Some(85_000)),
    ("85rb", Some(85_000)),
    ("Rp12.500", Some(12_500)),
    ("9.500.000", Some(9_500_000)),
    ("", None),
    ("-85.000", None),
    ("1e5", None),
    ("85.000,50", None),
    ("0x10", None),
    ("9223372036854775807", None),
    ("99999999999", None),
    ("gratis", None),
    ("1'--", None),
];

/// Days of a promise, and whether it is one.
const DAYS: [(&str, bool); 8] = [
    ("2026-12-20", true),
    ("2027-01-31", true),
    ("", false),
    ("2026-02-30", false),
    ("2020-01-01", false),
    ("9999-12-31", false),
    ("20-12-2026", false),
    ("x", false),
];

/// Percent of a deposit.
const PERCENTS: [(&str, Option<i64>); 13] = [
    ("", Some(0)),
    ("0", Some(0)),
    ("1", Some(1)),
    ("33", Some(33)),
    ("90", Some(90)),
    ("91", None),
    ("100", None),
    ("-1", None),
    ("1.5", None),
    ("1e1", None),
    ("2147483648", None),
    ("9223372036854775808", None),
    ("３０", None),
];

struct World {
    app: TestApp,
    stage: Stage,
    made: Product,
    /// Orders agreed on, answers and refunds taken, and forms refused.
    agreed: usize,
    answers: usize,
    refunds: usize,
    refused: usize,
}

/// One order as the model has it, in rupiah.
struct Order {
    page: Ordered,
    piece: String,
    made: bool,
    quantity: i64,
    /// Sending and percent of the answer that stands, and what it is called.
    answer: Option<(i64, i64, String)>,
    refunded: i64,
    pieces_back: i64,
}

impl Order {
    fn goods(&self) -> i64 {
        PRICE * self.quantity
    }

    /// The whole, and what is paid first of it.
    fn terms(&self) -> (i64, i64) {
        let (sending, percent, _) = self.answer.as_ref().unwrap();
        let total = self.goods() + sending;
        let deposit = (total * percent + 99) / 100;
        (total, if deposit == 0 { total } else { deposit })
    }
}

pub async fn generated(run: Run) -> String {
    let mut dice = Dice::new(run.seed);
    let mut said = Vec::new();
    for on_postgres in [false, true] {
        let app = if on_postgres { TestApp::on_postgres().await } else { TestApp::on_sqlite().await };
        let mut world = a_world(app).await;
        for number in 0..run.size / 2 {
            one(&mut world, &mut dice).await;
            world.app.books_agree().await;
            if number % 200 == 199 {
                books(&world, number).await;
            }
        }
        books(&world, run.size / 2).await;
        let World { agreed, answers, refunds, refused, .. } = world;
        said.push(format!("{answers} answers, {agreed} agreed on, {refunds} refunds, {refused} refused"));
    }
    format!("each as the model has it on SQLite ({}) and PostgreSQL ({})", said[0], said[1])
}

async fn a_world(app: TestApp) -> World {
    let stage = stage_of(&app, "stocked", STOCK).await;
    execute(&app, "update shops set sends = 1, delivers = 1 where id = $1", &stage.shop.id).await;
    let made = app.a_product_of_kind(&stage.shop, "Selendang", PRICE, "made_to_order", 0).await;
    World { app, stage, made, agreed: 0, answers: 0, refunds: 0, refused: 0 }
}

async fn books(world: &World, number: usize) {
    world.app.run_jobs().await;
    let known = Known { now: world.app.clock.now(), ..Known::default() };
    let wrong = audit(&world.app.house.store, &known).await;
    assert!(wrong.is_empty(), "after case {number}: {wrong:#?}");
}

/// One order, from its question to its refunds.
async fn one(world: &mut World, dice: &mut Dice) {
    execute(&world.app, "update products set stock = 20 where id = $1", &world.stage.piece.id).await;
    let mut order = asked(world, dice).await;
    for _ in 0..=dice.below(3) {
        answered(world, &mut order, dice).await;
        world.app.clock.forward(1_000);
    }
    if order.answer.is_none() {
        return;
    }
    let mut agreed = false;
    for _ in 0..3 {
        agreed = agreed || agrees(world, &mut order, dice).await;
    }
    if !agreed {
        return;
    }
    let in_hand = paid(world, &order, dice).await;
    for _ in 0..1 + dice.below(5) {
        back::gives_back(world, &mut order, in_hand, dice).await;
    }
    if dice.below(2) == 0 {
        back::handed_back(world, &order).await;
    }
}

/// Brought from the shelf, or made and fetched.
async fn asked(world: &World, dice: &mut Dice) -> Order {
    let made = dice.below(2) == 0;
    let quantity = 1 + i64::try_from(dice.below(2)).unwrap();
    let (piece, how) = if made { (&world.made, "keep") } else { (&world.stage.piece, "deliver") };
    let mut buyer = at_checkout(&world.app, piece, how).await;
    // Of one contact the house takes three unpaid orders.
    let (count, contact) = (quantity.to_string(), format!("mia{}@mail.example", dice.next()));
    let names = ["key", "p", "v"].map(|name| (name, buyer.page.field(name)));
    let mut fields: Vec<(&str, &str)> = names.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([("how", how), ("quantity", &count), ("stay", "Homestay Contoh, Waha"), ("name", "Mia")]);
    fields.extend([("contact_kind", "email"), ("contact", &contact), ("wish", "")]);
    let link = buyer.client.post("/en/checkout", &fields).await.location();
    let code = order_code(&buyer.client.get(&link).await.text());
    let page = Ordered { client: buyer.client, link, code };
    let order = Order { page, piece: piece.code.clone(), made, quantity, answer: None, refunded: 0, pieces_back: 0 };
    assert_eq!(owed(world, &order).await, (order.goods(), order.goods(), "whole".into()), "{how} {count}");
    order
}

/// The whole, and what is asked for now, in rupiah.
async fn owed(world: &World, order: &Order) -> (i64, i64, String) {
    let id = server::orders::token::read(&world.app.house.keys, order.page.link.rsplit('/').next().unwrap()).unwrap();
    let row: (i64, i64, String, String, String) = sqlx::query_as(
        "select s.total_minor, p.amount_minor, p.currency, p.state, p.purpose from shop_orders s \
         join payments p on p.shop_order_id = s.id and p.state <> 'abandoned' where s.order_id = $1",
    )
    .bind(id.0)
    .fetch_one(world.app.house.store.read())
    .await
    .unwrap();
    assert_eq!((row.2.as_str(), row.3.as_str()), ("IDR", "open"));
    (row.0 / RP, row.1 / RP, row.4)
}

/// Any of them; a good one three times of four.
fn some<T: Copy>(dice: &mut Dice, from: &[(&'static str, T)], good: impl Fn(&T) -> bool) -> (&'static str, T) {
    if dice.below(4) == 0 {
        return *dice.pick(from);
    }
    let fits: Vec<(&str, T)> = from.iter().copied().filter(|(_, value)| good(value)).collect();
    *dice.pick(&fits)
}

async fn answered(world: &mut World, order: &mut Order, dice: &mut Dice) {
    let (price, sending) = some(dice, &PRICES, Option::is_some);
    let (day, promised) = some(dice, &DAYS, |is| *is);
    let (deposit, percent) = some(dice, &PERCENTS, Option::is_some);
    let mut fields = vec![("price", price.to_owned()), ("day", day.to_owned()), ("deposit", deposit.to_owned())];
    for _ in 0..dice.below(3) {
        let (name, value) = an_injection(dice, PRICE * RP);
        // Those two are fields of this form.
        if !matches!(name, "price" | "deposit") {
            fields.push((name, value));
        }
    }
    // What is fetched costs no sending, and what is brought needs no day.
    let sending = if order.made { Some(0) } else { sending };
    let promised = promised || (day.is_empty() && !order.made);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let reply = artisan_taps(&mut world.stage.artisan, &order.page.code, "answer", &fields).await;
    let good = sending.zip(percent).filter(|_| promised);
    let status = if good.is_some() { 303 } else { 422 };
    assert_eq!(reply.status.as_u16(), status, "{fields:?}");
    match good {
        Some((sending, percent)) => {
            world.answers += 1;
            let name = order.page.page().await.field("answer");
            order.answer = Some((sending, percent, name));
        }
        None => world.refused += 1,
    }
    assert_eq!(owed(world, order).await, (order.goods(), order.goods(), "whole".into()), "nothing is agreed on yet");
}

/// True when it was taken.
async fn agrees(world: &mut World, order: &mut Order, dice: &mut Dice) -> bool {
    let (total, first) = order.terms();
    let (_, percent, name) = order.answer.clone().unwrap();
    let spoiled = ["0", "-1", "x", ""];
    let answer = if dice.below(4) == 0 { *dice.pick(&spoiled) } else { name.as_str() };
    let method = *dice.pick(&["cash", "cash", "cash", "qris", "qris", "transfer", "card", "gratis"]);
    let injected = an_injection(dice, PRICE * RP);
    let fields = [("answer", answer), ("method", method), (injected.0, injected.1.as_str())];
    let reply = order.page.tap("agree", &fields).await;
    let known = method == "cash" || (method == "qris" && first <= QRIS_MOST);
    let good = known && answer == name;
    assert_eq!(reply.status.as_u16() == 303, good, "{fields:?}: {}", reply.status);
    if good {
        world.agreed += 1;
        let purpose = if percent == 0 { "whole" } else { "deposit" };
        assert_eq!(owed(world, order).await, (total, first, purpose.into()), "{fields:?}");
    } else {
        assert!(reply.status.is_client_error(), "{fields:?}: {}", reply.status);
        world.refused += 1;
        assert_eq!(owed(world, order).await, (order.goods(), order.goods(), "whole".into()), "{fields:?}");
    }
    good
}

/// The deposit and the rest, or the whole; false when the buyer has the pieces then.
async fn paid(world: &mut World, order: &Order, dice: &mut Dice) -> bool {
    let (total, first) = order.terms();
    let (artisan, code) = (&mut world.stage.artisan, &order.page.code);
    artisan_taps(artisan, code, "arrived", &[]).await.location();
    if first < total {
        artisan_taps(artisan, code, "ready", &[]).await.location();
        artisan_taps(artisan, code, "arrived", &[]).await.location();
    }
    assert_eq!(of_payments(world, order).await, (total, 0), "all of it is paid");
    let in_hand = dice.below(2) == 0;
    if !in_hand {
        artisan_taps(&mut world.stage.artisan, code, "handed-over", &[]).await.location();
    }
    in_hand
}

/// What was paid for an order, and what of it was handed back, in rupiah.
async fn of_payments(world: &World, order: &Order) -> (i64, i64) {
    let sql = "select cast(coalesce(sum(p.amount_minor), 0) as bigint), cast(coalesce(sum(p.returned_minor), 0) as bigint) \
        from payments p join orders o on o.id = p.order_id where o.code = $1 and p.paid_at is not null";
    let code = order.page.code.replace('-', "");
    let sums: (i64, i64) = sqlx::query_as(sql).bind(code).fetch_one(world.app.house.store.read()).await.unwrap();
    (sums.0 / RP, sums.1 / RP)
}
