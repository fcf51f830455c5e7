//! Random walks through the life of an order: buyer, artisan, clock and job do whatever they can, and what they
//! cannot. After each walk the books are right.

use super::Run;
use super::accountant::{Known, Promise, audit};
use super::dice::Dice;
use crate::stage::{MINUTE, Ordered, Stage, at_checkout, stage_of, tick};
use crate::support::{Client, TestApp};

/// Walks in one house; the books grow, and are read whole after each.
const IN_ONE_HOUSE: usize = 40;
const MADE: i64 = 200;
const STEPS: usize = 14;

const BUYERS: [&str; 4] = ["paid", "cancel", "method", "came-back"];
const ARTISANS: [&str; 9] =
    ["accept", "decline", "release", "arrived", "not-arrived", "ready", "handed-over", "cancel", "returned"];
/// Minutes that pass: nothing much, to both sides of a hold's end, days.
const PASSES: [i64; 8] = [0, 1, 29, 30, 31, 60, 3 * 24 * 60, 8 * 24 * 60];

pub async fn all(run: Run) -> String {
    let (mut left, mut number, mut done, mut refused) = (run.size, 0, 0, 0);
    while left > 0 {
        let app = if number % 2 == 0 { TestApp::on_sqlite().await } else { TestApp::on_postgres().await };
        let house = left.min(IN_ONE_HOUSE);
        // Each house has numbers of its own, so that one can be walked again alone.
        let mut dice = Dice::new(run.seed.wrapping_mul(1_000_003).wrapping_add(number));
        let (moved, not) = in_one_house(&app, house, &mut dice).await;
        app.house.store.close().await;
        done += moved;
        refused += not;
        left -= house;
        number += 1;
    }
    format!("{done} moves were made and {refused} refused")
}

async fn in_one_house(app: &TestApp, walks: usize, dice: &mut Dice) -> (usize, usize) {
    let mut s = stage_of(app, "stocked", MADE).await;
    let (mut promised, mut moved, mut refused) = (Vec::new(), 0, 0);
    for walk in 0..walks {
        let Some(mut order) = placed(app, &s, dice).await else { continue };
        let id = server::orders::token::read(&app.house.keys, order.link.rsplit('/').next().unwrap()).unwrap();
        promised.push(Promise { order: id.0, quantity: 1 });
        let mut steps = Vec::new();
        for _ in 0..1 + dice.below(STEPS) {
            let (step, status) = step(app, &mut s, &mut order, dice).await;
            assert!(matches!(status, 0 | 200 | 303 | 404 | 409 | 422), "walk {walk}: {steps:?}, then {step}: {status}");
            moved += usize::from(status == 303);
            refused += usize::from(status >= 400);
            steps.push(format!("{step} {status}"));
        }
        tick(app).await;
        let made = [(s.piece.id.clone(), MADE)].into();
        let known = Known { promised: promised.clone(), made, now: app.clock.now() };
        let wrong = audit(&app.house.store, &known).await;
        assert!(wrong.is_empty(), "walk {walk}: {steps:?}: {wrong:#?}");
        all_is_somewhere(app, walk, &steps).await;
    }
    (moved, refused)
}

/// Not one piece more or less than were made.
async fn all_is_somewhere(app: &TestApp, walk: usize, steps: &[String]) {
    let sold = "select cast(coalesce(sum(l.quantity), 0) as bigint) from order_lines l \
                join shop_orders s on s.id = l.shop_order_id where s.state = 'handed_over'";
    let there = app.count("select stock + held from products").await + app.count(sold).await;
    assert_eq!(there, MADE, "walk {walk}: {steps:?}");
}

async fn placed(app: &TestApp, s: &Stage, dice: &mut Dice) -> Option<Ordered> {
    let how = if dice.below(2) == 0 { "stall" } else { "keep" };
    let buyer = at_checkout(app, &s.piece, how).await;
    if !buyer.page.text().contains("name=\"key\"") {
        return None;
    }
    let method = if dice.below(2) == 0 { "qris" } else { "cash" };
    let contact = format!("mia{}@mail.example", dice.next());
    let mut fields = vec![("method", method)];
    if how == "keep" {
        fields.push(("contact", contact.as_str()));
    }
    Some(buyer.order(&fields).await)
}

/// One thing happens; 0 stands for time that passed.
async fn step(app: &TestApp, s: &mut Stage, order: &mut Ordered, dice: &mut Dice) -> (String, u16) {
    match dice.below(10) {
        0..=1 => {
            let minutes = *dice.pick(&PASSES);
            app.clock.forward(minutes * MINUTE);
            if dice.below(2) == 0 {
                tick(app).await;
            }
            (format!("{minutes} min"), 0)
        }
        2..=4 => {
            let act = *dice.pick(&BUYERS);
            let page = order.link.clone();
            let action = format!("{page}/{act}");
            let method = if dice.below(2) == 0 { "cash" } else { "qris" };
            let status = tap(&mut order.client, &page, &action, &[("method", method)]).await;
            (format!("buyer {act}"), status)
        }
        _ => {
            let act = *dice.pick(&ARTISANS);
            let own = format!("/studio/orders/{}", order.code);
            let action = format!("{own}/{act}");
            let page = if matches!(act, "decline" | "cancel") { action.clone() } else { own };
            let status = tap(&mut s.artisan, &page, &action, &[("reason", "sold")]).await;
            (format!("artisan {act}"), status)
        }
    }
}

/// Sends the form of this action; where the page does not offer it, with the key of any other, as a form left open
/// in another tab would.
async fn tap(client: &mut Client, page: &str, action: &str, more: &[(&str, &str)]) -> u16 {
    let html = client.get(page).await.text();
    let form = html.split(&format!("action=\"{action}\"")).nth(1).unwrap_or(&html);
    let key = form
        .split("name=\"key\"")
        .nth(1)
        .and_then(|rest| rest.split("value=\"").nth(1))
        .and_then(|rest| rest.split('"').next());
    let mut fields = vec![("key", key.unwrap_or_default())];
    fields.extend(more);
    client.post(action, &fields).await.status.as_u16()
}
