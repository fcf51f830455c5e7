//! One order of the past, from the first tap to its end.

use app::time::{DAY_MS, HOUR_MS, MINUTE_MS};

use super::by_day;
use crate::seed::dice::Dice;
use crate::seed::world::World;

/// Guests, all invented.
const GUESTS: [&str; 10] = ["Anna", "Jonas", "Mei", "Rizal", "Sofie", "Dewi", "Tom", "Haruka", "Budi", "Lotte"];

/// An order with its one shop and its one line.
#[derive(Clone, Debug)]
pub struct Order {
    pub id: String,
    pub part: String,
    pub line: String,
    pub code: String,
    pub shop: usize,
    pub product: usize,
    pub quantity: i64,
    pub how: &'static str,
    pub channel: &'static str,
    pub language: &'static str,
    pub state: &'static str,
    /// True while it keeps pieces off the shelf.
    pub stock_held: bool,
    pub guest: &'static str,
    /// The place of a "keep it for me", as a place in the shop's list, and its window.
    pub pickup: Option<(usize, i64, i64)>,
    pub held_until: Option<i64>,
    pub created: i64,
    pub accepted: Option<i64>,
    pub ready: Option<i64>,
    pub handed: Option<i64>,
    pub ended: Option<i64>,
    pub ended_by: Option<&'static str>,
    pub reason: &'static str,
    pub payment: Payment,
}

/// Its payment.
#[derive(Clone, Debug)]
pub struct Payment {
    pub id: String,
    pub method: &'static str,
    pub minor: i64,
    pub state: &'static str,
    pub claimed: Option<i64>,
    pub paid: Option<i64>,
    pub due_back: Option<i64>,
    pub back: Option<i64>,
}

/// A new order for a piece, placed at `created`: nothing has happened to it yet.
pub fn placed(dice: &mut Dice, world: &World, product: usize, created: i64, how: &'static str) -> Order {
    let piece = &world.products[product];
    let shop = &world.shops[piece.shop];
    let most = if piece.row.kind == "stocked" && piece.stock >= 2 && dice.chance(15) { 2 } else { 1 };
    let method = if shop.qris.is_some() && dice.chance(55) { "qris" } else { "cash" };
    let scanned = if how == "stall" { 85 } else { 40 };
    Order {
        id: dice.id(created),
        part: dice.id(created),
        line: dice.id(created),
        code: dice.order_code(),
        shop: piece.shop,
        product,
        quantity: most,
        how,
        channel: if dice.chance(scanned) { "scan" } else { "web" },
        language: if dice.chance(40) { "id" } else { "en" },
        state: if how == "stall" { "accepted" } else { "asked" },
        stock_held: false,
        guest: dice.pick(&GUESTS).copied().unwrap_or("Anna"),
        pickup: None,
        held_until: None,
        created,
        accepted: (how == "stall").then_some(created),
        ready: None,
        handed: None,
        ended: None,
        ended_by: None,
        reason: "",
        payment: Payment {
            id: dice.id(created),
            method,
            minor: piece.row.price * 100 * most,
            state: "open",
            claimed: None,
            paid: None,
            due_back: None,
            back: None,
        },
    }
}

/// An order that was placed on this day and is over by now; None when the shop had nothing to sell yet.
pub fn on_a_day(dice: &mut Dice, world: &mut World, shop: usize, day: i64) -> Option<Order> {
    let created = by_day(dice, day);
    let product = choose(dice, world, shop, created)?;
    let keep = !world.shops[shop].places.is_empty() && dice.chance(35);
    let mut order = placed(dice, world, product, created, if keep { "keep" } else { "stall" });
    if keep {
        ask(dice, world, &mut order, day);
    } else {
        order.held_until = Some(created + 30 * MINUTE_MS);
    }
    end(dice, &mut order, world.now);
    let sold = order.state == "handed_over";
    let unique = world.products[product].row.kind == "unique";
    if unique && sold {
        world.products[product].stock = 0;
    }
    Some(order)
}

/// Mostly what there is several of. A shop's last piece of its kind may go as well, once.
fn choose(dice: &mut Dice, world: &World, shop: usize, created: i64) -> Option<usize> {
    let there = |at: &usize| world.products[*at].published < created && world.products[*at].row.status == "published";
    let pieces: Vec<usize> = world.pieces_of(shop).into_iter().filter(there).collect();
    let of_kind = |kind: &str| -> Vec<usize> {
        pieces.iter().copied().filter(|at| world.products[*at].row.kind == kind).collect()
    };
    let uniques = of_kind("unique");
    let one_is_sold = uniques.iter().any(|at| world.products[*at].stock == 0);
    // The demo weaver's own pieces stay, so that there is much to look at.
    if shop != 0 && uniques.len() > 2 && !one_is_sold && dice.chance(12) {
        return uniques.last().copied();
    }
    dice.pick(&of_kind("stocked")).copied()
}

/// "Keep it for me": a place, and a window one to five days ahead.
fn ask(dice: &mut Dice, world: &World, order: &mut Order, day: i64) {
    let places = &world.shops[order.shop].places;
    let at = usize::try_from(dice.below(i64::try_from(places.len()).unwrap_or(1))).unwrap_or(0);
    let (_, from, to) = places[at].hours.first().copied().unwrap_or((1, 540, 960));
    let then = day + dice.between(1, 5) * DAY_MS;
    order.pickup = Some((at, then + from * MINUTE_MS, then + to * MINUTE_MS));
    order.held_until = Some(order.created + 72 * HOUR_MS);
}

/// Lets it end in one of the ways orders end.
fn end(dice: &mut Dice, order: &mut Order, now: i64) {
    let keep = order.how == "keep";
    let throw = dice.below(100);
    let later = |hours: i64| order.created + hours * HOUR_MS;
    if keep && throw < 5 {
        over(order, "declined", later(6), "shop", "unfinished");
    } else if throw < 10 {
        over(order, "cancelled", later(1), "buyer", "");
    } else if throw < 16 {
        let end = order.held_until.unwrap_or_else(|| later(1));
        over(order, "expired", end, "time", "");
    } else {
        paid(dice, order);
        if throw < 23 {
            hand_back(dice, order, now);
        }
    }
    // The latest days are too young for some ends: then she was quick.
    if order.ended.or(order.handed).is_some_and(|at| at > now) {
        paid_at_once(order);
    }
}

fn over(order: &mut Order, state: &'static str, at: i64, by: &'static str, reason: &'static str) {
    order.state = state;
    order.ended = Some(at);
    order.ended_by = Some(by);
    order.reason = reason;
    order.payment.state = "lapsed";
}

/// The common way: claimed, arrived, handed over.
fn paid(dice: &mut Dice, order: &mut Order) {
    let start = match order.pickup {
        Some((_, from, to)) => {
            let accepted = order.created + dice.between(1, 9) * HOUR_MS;
            order.accepted = Some(accepted);
            order.ready = Some(accepted + 5 * HOUR_MS);
            order.held_until = Some(to + DAY_MS);
            from.max(accepted + 6 * HOUR_MS) + dice.between(5, 50) * MINUTE_MS
        }
        None => order.created + dice.between(2, 12) * MINUTE_MS,
    };
    let arrived = start + dice.between(1, 20) * MINUTE_MS;
    order.payment.state = "paid";
    order.payment.claimed = (order.payment.method == "qris").then_some(start);
    order.payment.paid = Some(arrived);
    order.state = "handed_over";
    order.handed = Some(arrived + MINUTE_MS);
    order.ended = order.handed;
}

/// She could not give it after all and gives the money back, or still owes it.
fn hand_back(dice: &mut Dice, order: &mut Order, now: i64) {
    let Some(paid) = order.payment.paid else { return };
    let cancelled = paid + HOUR_MS;
    order.state = "cancelled";
    order.handed = None;
    order.ended = Some(cancelled);
    order.ended_by = Some("shop");
    order.reason = "damaged";
    order.payment.due_back = Some(cancelled);
    let back = cancelled + dice.between(4, 96) * HOUR_MS;
    if back < now && !dice.chance(10) {
        order.payment.state = "returned";
        order.payment.back = Some(back);
    } else {
        order.payment.state = "to_return";
    }
}

fn paid_at_once(order: &mut Order) {
    let at = order.created + 10 * MINUTE_MS;
    order.how = "stall";
    order.pickup = None;
    order.held_until = Some(order.created + 30 * MINUTE_MS);
    order.accepted = Some(order.created);
    order.ready = None;
    order.state = "handed_over";
    order.handed = Some(at);
    order.ended = Some(at);
    order.ended_by = None;
    order.reason = "";
    let payment = &mut order.payment;
    payment.state = "paid";
    payment.claimed = (payment.method == "qris").then_some(at - 2 * MINUTE_MS);
    payment.paid = Some(at);
    payment.due_back = None;
    payment.back = None;
}
