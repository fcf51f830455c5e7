//! What still waits when the demo begins: claims of several ages, and one accepted order.

use app::time::{DAY_MS, HOUR_MS, MINUTE_MS};

use super::outcome::{Order, placed};
use crate::seed::dice::Dice;
use crate::seed::world::{World, ZONE};

/// The demo weaver's shop: the first of the files.
pub const WEAVER: usize = 0;

/// Claims: shop, how, age in minutes. Two are the demo weaver's, one of them older than 48 hours.
const CLAIMS: [(usize, &str, i64); 5] = [
    (WEAVER, "stall", 20),
    (WEAVER, "keep", 75 * 60),
    (7, "stall", 5 * 60),
    (13, "keep", 30 * 60),
    (17, "keep", 80 * 60),
];

/// Adds them and takes their pieces off the shelf; gives the place of the accepted one.
pub fn add(dice: &mut Dice, world: &mut World, orders: &mut Vec<Order>) -> usize {
    for (shop, how, age) in CLAIMS {
        let claimed = world.now - age * MINUTE_MS;
        if let Some(product) = piece(world, shop, "stocked") {
            let order = claim(dice, world, product, how, claimed);
            hold(world, orders, order);
        }
    }
    if let Some(product) = piece(world, WEAVER, "unique") {
        let order = accepted(dice, world, product);
        hold(world, orders, order);
    }
    orders.len().saturating_sub(1)
}

fn piece(world: &World, shop: usize, kind: &str) -> Option<usize> {
    let free = |at: &usize| {
        let product = &world.products[*at];
        product.row.kind == kind && product.stock > 0 && product.row.status == "published"
    };
    // The last one: the first of a shop is what its page opens with.
    world.pieces_of(shop).into_iter().rfind(free)
}

fn hold(world: &mut World, orders: &mut Vec<Order>, mut order: Order) {
    let product = &mut world.products[order.product];
    order.quantity = 1;
    order.payment.minor = product.row.price * 100;
    order.stock_held = true;
    product.stock -= 1;
    product.held += 1;
    orders.push(order);
}

fn claim(dice: &mut Dice, world: &World, product: usize, how: &'static str, claimed: i64) -> Order {
    let before = if how == "stall" { 6 * MINUTE_MS } else { 14 * HOUR_MS };
    let mut order = placed(dice, world, product, claimed - before, how);
    order.state = "accepted";
    order.accepted = Some(order.created + if how == "stall" { 0 } else { 2 * HOUR_MS });
    if how == "keep" {
        let (from, until) = window(world, order.shop, world.today + DAY_MS);
        order.pickup = Some((0, from, until));
    }
    order.held_until = Some(order.pickup.map_or(order.created + 30 * MINUTE_MS, |(_, _, until)| until + DAY_MS));
    order.payment.method = if world.shops[order.shop].qris.is_some() { "qris" } else { "cash" };
    order.payment.state = "claimed";
    order.payment.claimed = Some(claimed);
    order
}

fn accepted(dice: &mut Dice, world: &World, product: usize) -> Order {
    let mut order = placed(dice, world, product, world.now - 20 * HOUR_MS, "keep");
    let (from, until) = window(world, order.shop, world.today + DAY_MS);
    order.state = "accepted";
    order.accepted = Some(world.now - 18 * HOUR_MS);
    order.pickup = Some((0, from, until));
    order.held_until = Some(until + DAY_MS);
    order
}

/// The first window of the shop's first place on that day or the next one it is open.
fn window(world: &World, shop: usize, day: i64) -> (i64, i64) {
    let hours = world.shops[shop].places.first().map(|place| place.hours.as_slice()).unwrap_or_default();
    on_day(hours, day)
}

/// The first window on that day, given by its first instant, or on the next day that has one.
pub fn on_day(hours: &[(i64, i64, i64)], day: i64) -> (i64, i64) {
    let days = (0..7).map(|ahead| day + ahead * DAY_MS);
    let found = days.into_iter().find_map(|day| {
        let weekday = app::time::weekday(app::time::day_of(day, ZONE));
        let (_, from, to) = hours.iter().find(|(open, _, _)| *open == weekday)?;
        Some((day + from * MINUTE_MS, day + to * MINUTE_MS))
    });
    found.unwrap_or((day + 9 * HOUR_MS, day + 12 * HOUR_MS))
}
