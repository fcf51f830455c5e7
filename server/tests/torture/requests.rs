//! Generated checkouts of single pieces and of baskets against a small model of what may come of them: wrong numbers,
//! injected prices, keys and ids of others. An order is what the model says to the rupiah, or nothing has changed.

use super::Run;
use super::accountant::{Known, audit};
use super::carts;
use super::dice::Dice;
use crate::stage::{Stage, at_checkout, execute, key_of, stage_at, stage_of};
use crate::support::{Client, Product, TestApp, statements};

/// What a field `quantity` may hold, and the number it is; None is no number of pieces.
const QUANTITIES: [(&str, Option<i64>); 24] = [
    ("1", Some(1)),
    ("2", Some(2)),
    ("3", Some(3)),
    ("7", Some(7)),
    (" 1 ", Some(1)),
    ("01", Some(1)),
    ("-1", None),
    ("-0", None),
    ("0", None),
    ("1.5", None),
    ("1,5", None),
    ("1e3", None),
    ("0x1", None),
    ("10000", None),
    ("2147483648", None),
    ("9223372036854775807", None),
    ("9223372036854775808", None),
    ("-9223372036854775808", None),
    ("18446744073709551617", None),
    ("one", None),
    ("NaN", None),
    ("1 2", None),
    ("１", None),
    ("1'--", None),
];

/// Fields nobody asked for; none of them may change anything.
const INJECTED: [&str; 14] = [
    "price",
    "price_minor",
    "unit_minor",
    "total",
    "total_minor",
    "goods_minor",
    "amount",
    "amount_minor",
    "deposit",
    "currency",
    "shop",
    "state",
    "paid_by",
    "id",
];

/// A field nobody asked for: the price as it is or nearly, in rupiah or in minor units, another currency, or rubbish.
pub fn an_injection(dice: &mut Dice, minor: i64) -> (&'static str, String) {
    let amount = *dice.pick(&[minor, minor + 1, minor - 1, minor * 100, minor / 100, -minor, 0, 1, i64::MAX]);
    let word = *dice.pick(&["USD", "EUR", "idr", "JPY", "x", "paid", ""]);
    let name = *dice.pick(&INJECTED);
    (name, if dice.below(3) == 0 { word.to_owned() } else { amount.to_string() })
}

/// What a field `quantity` holds, and the number it is; a good one where it shall be one.
pub fn some_quantity(dice: &mut Dice, good: bool) -> (&'static str, Option<i64>) {
    *dice.pick(if good { &QUANTITIES[..6] } else { &QUANTITIES })
}

/// Two pieces of one shop, one of another.
const PIECES: usize = 3;

/// What the house should hold.
pub struct Model {
    pub stock: [i64; PIECES],
    pub orders: i64,
}

pub struct World {
    pub app: TestApp,
    pub stage: Stage,
    pub pieces: [Product; PIECES],
    pub model: Model,
    /// A key and a link of somebody else.
    pub others: (String, String),
    stranger: Client,
    /// The other shop's code.
    beside: String,
    /// Statements of one checkout, at most; only PostgreSQL's are heard.
    pub statements: usize,
}

impl World {
    /// The code of the shop whose piece it is.
    pub fn shop_of(&self, at: usize) -> &str {
        if at < 2 { &self.stage.shop.code } else { &self.beside }
    }
}

const STOCK: i64 = 20;
/// More than a good form asks for of one piece; the shelf never holds less.
pub const MODEL_HIGH: i64 = 8;

pub async fn generated(run: Run) -> String {
    let mut dice = Dice::new(run.seed);
    let (mut placed, mut statements) = (0, 0);
    for on_postgres in [false, true] {
        let app = if on_postgres { TestApp::on_postgres().await } else { TestApp::on_sqlite().await };
        let mut world = a_world(app).await;
        for number in 0..run.size / 2 {
            let case = one(&mut world, &mut dice).await;
            assert_eq!(seen(&world).await, (world.model.stock, world.model.orders), "case {number}: {case}");
            if number % 500 == 499 {
                books(&world, number).await;
            }
        }
        books(&world, run.size / 2).await;
        placed += world.model.orders;
        statements = world.statements;
    }
    format!(
        "{placed} orders, each as the model has it; of all others nothing was left; at most {statements} statements to one"
    )
}

async fn a_world(app: TestApp) -> World {
    let stage = stage_of(&app, "stocked", STOCK).await;
    let other = app.a_product_of_kind(&stage.shop, "Sapu tangan", 50_000, "stocked", STOCK).await;
    let somebody = at_checkout(&app, &stage.piece, "stall").await;
    let key = somebody.page.field("key");
    let order = somebody.order(&[]).await;
    // Of the same regency, with another shop: nothing of this one is hers.
    let shop = app.a_shop(&stage.place, "Lain").await;
    let stranger = app.owner_of(&shop).await;
    let first = Product {
        id: stage.piece.id.clone(),
        code: stage.piece.code.clone(),
        shop: stage.piece.shop.clone(),
        price_minor: stage.piece.price_minor,
        name: stage.piece.name.clone(),
    };
    let market = stage_at(&app, stage.place.clone(), "stocked", STOCK).await;
    let model = Model { stock: [STOCK - 1, STOCK, STOCK], orders: 1 };
    let pieces = [first, other, market.piece];
    let beside = market.shop.code;
    World { app, stage, pieces, model, others: (key, order.link), stranger, beside, statements: 0 }
}

async fn seen(world: &World) -> ([i64; PIECES], i64) {
    let mut stock = [0; PIECES];
    for (at, piece) in world.pieces.iter().enumerate() {
        let (left,): (i64,) = sqlx::query_as("select stock from products where id = $1")
            .bind(piece.id.clone())
            .fetch_one(world.app.house.store.read())
            .await
            .unwrap();
        stock[at] = left;
    }
    (stock, world.app.count("select count(*) from orders").await)
}

async fn books(world: &World, number: usize) {
    let known = Known { now: world.app.clock.now(), ..Known::default() };
    let wrong = audit(&world.app.house.store, &known).await;
    assert!(wrong.is_empty(), "after case {number}: {wrong:#?}");
}

/// One generated checkout; gives its words for a failure.
async fn one(world: &mut World, dice: &mut Dice) -> String {
    if world.model.stock.iter().any(|left| *left < MODEL_HIGH) {
        for piece in &world.pieces {
            execute(&world.app, "update products set stock = 20 where id = $1", &piece.id).await;
        }
        world.model.stock = [STOCK; PIECES];
    }
    if dice.below(3) == 0 {
        return carts::one(world, dice).await;
    }
    let mut buyer = at_checkout(&world.app, &world.pieces[0], "stall").await;
    let (mut at, mut status, mut changes) = (0, 303, Vec::<(&str, String)>::new());
    // Half of them could be placed.
    let good = dice.below(2) == 0;
    let (quantity, number) = some_quantity(dice, good);
    changes.push(("quantity", quantity.into()));
    changes.push(("method", if dice.below(2) == 0 { "qris" } else { "cash" }.into()));
    if number.is_none() {
        status = 422;
    }
    for _ in 0..dice.below(4) {
        changes.push(an_injection(dice, world.pieces[0].price_minor));
    }
    match dice.below(12) {
        0 => {
            at = 1;
            changes.push(("p", world.pieces[1].code.clone()));
        }
        1 => {
            changes.push(("method", (*dice.pick(&["card", "gratis", "QRIS", "", "0"])).into()));
            status = 422;
        }
        2 => {
            changes.push(("v", (*dice.pick(&["0", "2", "-1", "x", "9223372036854775808"])).into()));
            status = if status == 422 { 422 } else { 409 };
        }
        3 => {
            changes.push(("key", world.others.0.clone()));
            status = 409;
        }
        4 => {
            let mut key = buyer.page.field("key");
            let cut = dice.below(key.len());
            key.replace_range(cut..=cut, if key.as_bytes()[cut] == b'A' { "B" } else { "A" });
            changes.push(("key", key));
            status = 409;
        }
        5 => {
            changes.push(("p", (*dice.pick(&["", "AAAAAAA", "x", "' or 1=1 --"])).into()));
            status = 404;
        }
        6 => return strangers(world, dice).await,
        _ => {}
    }
    let sent: Vec<(&str, &str)> = changes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let case = format!("{sent:?}");
    let (reply, statements) = statements(buyer.send(&sent)).await;
    world.statements = world.statements.max(statements);
    assert_eq!(reply.status.as_u16(), status, "{case}");
    if status == 303 {
        let count = number.unwrap();
        world.model.stock[at] -= count;
        world.model.orders += 1;
        as_the_model_has_it(world, at, count, &reply.location(), &case).await;
        if dice.below(2) == 0 {
            let link = reply.location();
            let key = key_of(&buyer.client.get(&link).await.text(), &format!("{link}/cancel"));
            buyer.client.post(&format!("{link}/cancel"), &[("key", &key)]).await.location();
            world.model.stock[at] += count;
        }
    }
    case
}

/// The newest order says what the model says, in every row.
async fn as_the_model_has_it(world: &World, at: usize, count: i64, link: &str, case: &str) {
    let id = server::orders::token::read(&world.app.house.keys, link.rsplit('/').next().unwrap()).unwrap();
    let row: (i64, i64, i64, i64, String, String, String) = sqlx::query_as(
        "select o.total_minor, s.total_minor, l.quantity, p.amount_minor, p.currency, p.state, l.product_id from orders o \
         join shop_orders s on s.order_id = o.id join order_lines l on l.shop_order_id = s.id \
         join payments p on p.shop_order_id = s.id where o.id = $1",
    )
    .bind(id.0)
    .fetch_one(world.app.house.store.read())
    .await
    .unwrap();
    let total = world.pieces[at].price_minor * count;
    let expected = (total, total, count, total, "IDR".into(), "open".into(), world.pieces[at].id.clone());
    assert_eq!(row, expected, "{case}");
}

/// What is somebody else's answers as if it were not there.
async fn strangers(world: &mut World, dice: &mut Dice) -> String {
    let link = world.others.1.clone();
    let at = link.len() - 1 - dice.below(20);
    let mut wrong = link.clone();
    wrong.replace_range(at..=at, if link.as_bytes()[at] == b'A' { "B" } else { "A" });
    let mut nobody = world.app.client();
    assert_eq!(nobody.get(&wrong).await.status.as_u16(), 404, "{wrong}");
    for act in ["paid", "cancel", "came-back", "method"] {
        let reply = nobody.post(&format!("{link}/{act}"), &[("key", &world.others.0), ("method", "cash")]).await;
        assert!(matches!(reply.status.as_u16(), 403 | 404 | 409), "{act}: {}", reply.status);
    }
    let (code,): (String,) = sqlx::query_as("select code from orders order by created_at, id limit 1")
        .fetch_one(world.app.house.store.read())
        .await
        .unwrap();
    let shown = app::orders::shown(&code);
    let path = format!("/studio/orders/{shown}");
    // Her own key, where her page has one still.
    let hers = world.stage.artisan.get(&path).await;
    let key = if hers.text().contains("name=\"key\"") { hers.field("key") } else { world.others.0.clone() };
    assert_eq!(world.stranger.get(&path).await.status.as_u16(), 404);
    for act in ["arrived", "cancel", "handed-over", "release", "accept"] {
        let reply = world.stranger.post(&format!("{path}/{act}"), &[("key", &key), ("reason", "sold")]).await;
        assert!(matches!(reply.status.as_u16(), 404 | 409), "{act}: {}", reply.status);
    }
    format!("a stranger and {link}")
}
