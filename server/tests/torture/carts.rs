//! Generated baskets over two shops against the same model as single pieces: wrong numbers and versions, fields of
//! others, lines left out or made up. One order with a part for each shop, to the rupiah, or nothing at all.

use std::collections::{BTreeMap, BTreeSet};

use super::dice::Dice;
use super::requests::{MODEL_HIGH, World, an_injection, some_quantity};
use super::web::hidden;
use crate::support::{Client, statements};

/// What a generated form asks for, by the piece's place in the world.
struct Wanted {
    /// How many of each; None is no number of pieces.
    numbers: BTreeMap<usize, Option<i64>>,
    fields: Vec<(String, String)>,
    /// What should be answered.
    status: u16,
}

/// One generated basket; gives its words for a failure.
pub async fn one(world: &mut World, dice: &mut Dice) -> String {
    let mut buyer = world.app.client();
    let mut wanted = filled(world, &mut buyer, dice).await;
    spoil(world, &mut wanted, dice);
    let case = format!("{:?}", wanted.fields);
    let fields: Vec<(&str, &str)> = wanted.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (reply, statements) = statements(buyer.post("/en/checkout", &fields)).await;
    world.statements = world.statements.max(statements);
    assert_eq!(reply.status.as_u16(), wanted.status, "{case}");
    if wanted.status != 303 {
        return case;
    }
    let numbers: BTreeMap<usize, i64> = wanted.numbers.into_iter().map(|(at, number)| (at, number.unwrap())).collect();
    for (at, number) in &numbers {
        world.model.stock[*at] -= number;
    }
    world.model.orders += 1;
    let link = reply.location();
    as_the_model_has_it(world, &numbers, &link, &case).await;
    if dice.below(2) == 0 {
        let shops: BTreeSet<&str> = numbers.keys().map(|at| world.shop_of(*at)).collect();
        for part in 1..=shops.len() {
            cancel(&mut buyer, &link, part).await;
        }
        for (at, number) in &numbers {
            world.model.stock[*at] += number;
        }
    }
    case
}

/// Some of the pieces are put in, some of them twice; the form as it is drawn.
async fn filled(world: &World, buyer: &mut Client, dice: &mut Dice) -> Wanted {
    let first = dice.below(world.pieces.len());
    let mut numbers = BTreeMap::new();
    for step in 0..world.pieces.len() {
        let at = (first + step) % world.pieces.len();
        if step > 0 && dice.below(2) == 0 {
            continue;
        }
        for _ in 0..1 + dice.below(2) {
            buyer.post("/en/cart/add", &[("p", &world.pieces[at].code), ("via", "q")]).await.location();
        }
        numbers.insert(at, Some(1));
    }
    let regency = world.stage.place.slug.clone();
    let page = buyer.get(&format!("/en/checkout?r={regency}")).await.text();
    let mut fields = hidden(&page);
    let ours = |name: &str| name == "key" || name == "r" || name.starts_with("v-");
    fields.retain(|(name, _)| ours(name));
    for at in numbers.keys() {
        let shop = world.shop_of(*at);
        for (name, value) in [("how", "stall"), ("method", *dice.pick(&["qris", "cash"]))] {
            let name = format!("{name}-{shop}");
            if !fields.iter().any(|(known, _)| *known == name) {
                fields.push((name, value.to_owned()));
            }
        }
    }
    let mut status = 303;
    for (at, number) in &mut numbers {
        // Most of them could be placed.
        let good = dice.below(3) > 0;
        let (text, count) = some_quantity(dice, good);
        fields.push((format!("q-{}", world.pieces[*at].code), text.to_owned()));
        *number = count;
        if count.is_none() {
            status = 422;
        }
    }
    for _ in 0..dice.below(3) {
        let (name, value) = an_injection(dice, world.pieces[first].price_minor);
        fields.push((name.to_owned(), value));
    }
    Wanted { numbers, fields, status }
}

/// Sometimes the form is not what was drawn.
fn spoil(world: &World, wanted: &mut Wanted, dice: &mut Dice) {
    let at = *wanted.numbers.keys().nth(dice.below(wanted.numbers.len())).unwrap();
    let (code, shop) = (world.pieces[at].code.clone(), world.shop_of(at).to_owned());
    let mut set = |name: String, value: String| {
        wanted.fields.retain(|(known, _)| *known != name);
        wanted.fields.push((name, value));
    };
    match dice.below(14) {
        // Another line than was drawn, or one less.
        0 => {
            wanted.fields.retain(|(name, _)| *name != format!("v-{code}"));
            wanted.status = 409;
        }
        1 => {
            wanted.fields.push(((*dice.pick(&["v-AAAAAAA", "v-", "v-x"])).to_owned(), "1".to_owned()));
            wanted.status = 409;
        }
        // A line that is named twice is that line once.
        2 => wanted.fields.push((format!("v-{code}"), "1".to_owned())),
        3 => {
            set(format!("v-{code}"), (*dice.pick(&["0", "2", "-1", "x", "", "9223372036854775808"])).to_owned());
            wanted.status = if wanted.status == 422 { 422 } else { 409 };
        }
        4 => {
            set("key".into(), world.others.0.clone());
            wanted.status = 409;
        }
        5 => {
            set(format!("method-{shop}"), (*dice.pick(&["card", "gratis", "QRIS", "", "0"])).to_owned());
            wanted.status = 422;
        }
        6 => {
            set(format!("how-{shop}"), (*dice.pick(&["", "sold", "STALL", "drone", "0"])).to_owned());
            wanted.status = 422;
        }
        // More than there are of it.
        7 => {
            set(format!("q-{code}"), (world.model.stock[at] + 1).to_string());
            wanted.status = 422;
        }
        // What is of no part of it changes nothing.
        8 => set("method-AAAAAAA".into(), "card".into()),
        9 => set("p".into(), code),
        _ => {}
    }
}

async fn cancel(buyer: &mut Client, link: &str, part: usize) {
    let page = buyer.get(link).await.text();
    let action = format!("{link}/cancel");
    let of_part = |form: &&str| {
        let fields = hidden(form);
        let named = fields.iter().find(|(name, _)| name == "part");
        named.is_none_or(|(_, value)| *value == part.to_string()) && !fields.is_empty()
    };
    let start = format!("action=\"{action}\"");
    let forms = page.split(&start).skip(1).filter_map(|rest| rest.split("</form>").next());
    let form = forms.into_iter().find(of_part).unwrap_or_else(|| panic!("part {part} cannot be cancelled"));
    let fields = hidden(form);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    buyer.post(&action, &fields).await.location();
}

/// A line as it is kept: the shop, the piece, how many, at what price, and what its part and payment come to.
type Line = (String, String, i64, i64, i64, i64, String, i64);

/// Every row of the newest order says what the model says.
async fn as_the_model_has_it(world: &World, numbers: &BTreeMap<usize, i64>, link: &str, case: &str) {
    let id = server::orders::token::read(&world.app.house.keys, link.rsplit('/').next().unwrap()).unwrap();
    let mut rows: Vec<Line> = sqlx::query_as(
        "select s.shop_id, l.product_id, l.quantity, l.unit_minor, s.total_minor, p.amount_minor, p.state, o.total_minor \
         from orders o join shop_orders s on s.order_id = o.id join order_lines l on l.shop_order_id = s.id \
         join payments p on p.shop_order_id = s.id where o.id = $1",
    )
    .bind(id.0)
    .fetch_all(world.app.house.store.read())
    .await
    .unwrap();
    let price = |at: &usize| world.pieces[*at].price_minor;
    let sum = |of: Option<&str>| -> i64 {
        let some = numbers.iter().filter(|(at, _)| of.is_none_or(|shop| world.pieces[**at].shop == shop));
        some.map(|(at, number)| price(at) * number).sum()
    };
    let mut expected: Vec<Line> = numbers
        .iter()
        .map(|(at, number)| {
            let piece = &world.pieces[*at];
            let part = sum(Some(&piece.shop));
            (piece.shop.clone(), piece.id.clone(), *number, price(at), part, part, "open".into(), sum(None))
        })
        .collect();
    rows.sort();
    expected.sort();
    assert_eq!(rows, expected, "{case}");
    assert!(numbers.values().all(|number| (1..MODEL_HIGH).contains(number)));
}
