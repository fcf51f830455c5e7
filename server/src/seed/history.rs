//! What happened in the demo region in 90 days: orders of every outcome, and visits by people. Pure, like
//! the world it happens in. Waiting orders are open claims, which have no end, and one accepted order.

mod outcome;
mod waiting;

use app::time::{self, DAY_MS, HOUR_MS, MINUTE_MS};

use super::dice::Dice;
use super::world::{DAYS, World, ZONE};

pub use outcome::Order;
pub use waiting::on_day as window;

/// Everything that happened.
#[derive(Clone, Debug)]
pub struct History {
    /// In the order they were placed.
    pub orders: Vec<Order>,
    /// Code, start of a UTC hour, visits.
    pub scans: Vec<(String, i64, i64)>,
    /// The accepted order whose pickup moves to tomorrow at each start, as a place in `orders`.
    pub accepted: usize,
}

impl History {
    /// Tells the story and takes from the world's stock what it sold or holds.
    pub fn tell(world: &mut World, seed: u64) -> Self {
        let mut dice = Dice::new(seed, "orders");
        let mut orders = Vec::new();
        for ago in (1..=DAYS).rev() {
            let day = world.today - ago * DAY_MS;
            for shop in 0..world.shops.len() {
                if dice.chance(busy(world, shop, day)) {
                    orders.extend(outcome::on_a_day(&mut dice, world, shop, day));
                }
            }
        }
        by_card(&mut orders, world.shops.len());
        let accepted = waiting::add(&mut dice, world, &mut orders);
        let scans = scans(&mut Dice::new(seed, "scans"), world);
        Self { orders, scans, accepted }
    }
}

/// The last two sales of each shop were paid by card: the regency takes cards since lately.
fn by_card(orders: &mut [Order], shops: usize) {
    for shop in 0..shops {
        let sold = orders.iter_mut().rev().filter(|one| one.shop == shop && one.payment.state == "paid");
        for order in sold.filter(|one| one.state == "handed_over").take(2) {
            order.payment.method = "card";
            order.payment.claimed = None;
        }
    }
}

/// The chance of an order on a day, in per cent: more at shops with more to sell, and in the last weeks.
fn busy(world: &World, shop: usize, day: i64) -> i64 {
    let sellable = world.pieces_of(shop).iter().filter(|at| world.products[**at].row.kind == "stocked").count();
    let sellable = i64::try_from(sellable.min(3)).unwrap_or(0);
    let weekend = i64::from(time::weekday(time::day_of(day, ZONE)) >= 5);
    let lately = (DAYS - (world.today - day) / DAY_MS) / 15;
    if sellable == 0 { 0 } else { 5 + 3 * sellable + 3 * weekend + lately }
}

/// Visits by hour: by daylight, more at the stalls with more pieces, a little more each month.
fn scans(dice: &mut Dice, world: &World) -> Vec<(String, i64, i64)> {
    let mut all = Vec::new();
    let codes = world.products.iter().map(|product| (&product.code, product.published, 34));
    let shops = world.shops.iter().filter_map(|shop| Some((&shop.code, shop.opened?, 40)));
    for (code, from, percent) in codes.chain(shops) {
        for ago in (1..=DAYS).rev() {
            let day = world.today - ago * DAY_MS;
            if day >= from && dice.chance(percent + (DAYS - ago) / 6) {
                let hour = day + dice.between(8, 17) * HOUR_MS;
                all.push((code.clone(), hour, dice.between(1, 3)));
            }
        }
    }
    all
}

/// A moment by daylight.
fn by_day(dice: &mut Dice, day: i64) -> i64 {
    day + dice.between(8, 16) * HOUR_MS + dice.between(0, 59) * MINUTE_MS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::content::Content;
    use super::*;

    const NOW: i64 = 1_795_485_600_000;

    fn story(seed: u64) -> (World, History) {
        let mut world = World::make(&Content::read().unwrap(), seed, NOW).unwrap();
        let history = History::tell(&mut world, seed);
        (world, history)
    }

    #[test]
    fn the_same_seed_tells_the_same_story() {
        assert_eq!(format!("{:?}", story(1).1), format!("{:?}", story(1).1));
        assert_ne!(format!("{:?}", story(1).1), format!("{:?}", story(2).1));
    }

    #[test]
    fn every_outcome_channel_and_way_of_paying_is_told() {
        for seed in 1..4 {
            let (_, history) = story(seed);
            let told = |read: fn(&Order) -> &'static str| -> BTreeSet<&'static str> {
                history.orders.iter().map(read).collect()
            };
            let states = told(|order| order.state);
            for state in ["accepted", "handed_over", "cancelled", "expired", "declined"] {
                assert!(states.contains(state), "{state} in seed {seed}");
            }
            let payments = told(|order| order.payment.state);
            for state in ["claimed", "paid", "lapsed", "returned", "to_return", "open"] {
                assert!(payments.contains(state), "{state} in seed {seed}");
            }
            assert_eq!(told(|order| order.channel).len(), 2);
            assert_eq!(told(|order| order.payment.method).len(), 3);
            assert_eq!(told(|order| order.how).len(), 2);
            assert!(history.orders.len() > 200, "{}", history.orders.len());
        }
    }

    #[test]
    fn what_is_held_is_what_open_orders_hold_and_nothing_is_sold_that_was_not_there() {
        let (world, history) = story(1);
        for (at, product) in world.products.iter().enumerate() {
            let open = history.orders.iter().filter(|order| order.product == at && order.stock_held);
            assert_eq!(product.held, open.map(|order| order.quantity).sum::<i64>(), "{}", product.row.name);
            assert!(product.stock >= 0);
        }
        for order in &history.orders {
            let product = &world.products[order.product];
            assert!(order.created > product.published && order.created <= NOW);
            assert_eq!(order.shop, product.shop);
            assert_eq!(order.payment.minor, product.row.price * 100 * order.quantity);
            let held = matches!(order.state, "asked" | "accepted" | "ready");
            assert_eq!(order.stock_held, held, "{}", order.state);
        }
    }

    #[test]
    fn open_orders_are_claims_and_one_accepted_order_of_the_demo_weaver() {
        let (_, history) = story(1);
        let open: Vec<_> = history.orders.iter().filter(|order| order.stock_held).collect();
        let (claims, rest): (Vec<&Order>, Vec<&Order>) =
            open.into_iter().partition(|order| order.payment.state == "claimed");
        assert!(claims.iter().filter(|order| order.shop == 0).count() >= 2);
        assert!(claims.iter().any(|order| NOW - order.payment.claimed.unwrap() > 48 * HOUR_MS));
        assert_eq!(rest.len(), 1);
        assert_eq!(rest[0].id, history.orders[history.accepted].id);
        assert_eq!((rest[0].state, rest[0].shop, rest[0].payment.state), ("accepted", 0, "open"));
    }
}
