//! Random walks through the life of an order: buyer, artisan, clock and job do whatever they can, and what they
//! cannot. After each walk the books are right.

use std::ops::RangeInclusive;

use super::Run;
use super::accountant::{Known, Promise, audit};
use super::dice::Dice;
use super::walk::{self, Tally, Walker};
use crate::stage::{MINUTE, Ordered, Stage, at_checkout, stage_of, tick};
use crate::support::{Client, TestApp};

const MADE: i64 = 200;

const BUYERS: [&str; 4] = ["paid", "cancel", "method", "came-back"];
const ARTISANS: [&str; 9] =
    ["accept", "decline", "release", "arrived", "not-arrived", "ready", "handed-over", "cancel", "returned"];
/// Minutes that pass: nothing much, to both sides of a hold's end, days.
const PASSES: [i64; 8] = [0, 1, 29, 30, 31, 60, 3 * 24 * 60, 8 * 24 * 60];

pub async fn all(run: Run) -> String {
    walk::all::<Walks>(run).await
}

struct Walks {
    app: TestApp,
    stage: Stage,
    promised: Vec<Promise>,
}

impl Walker for Walks {
    const IN_ONE_HOUSE: usize = 40;
    const STEPS: RangeInclusive<usize> = 1..=14;

    async fn new(app: TestApp) -> Self {
        let stage = stage_of(&app, "stocked", MADE).await;
        Self { app, stage, promised: Vec::new() }
    }

    async fn walk(&mut self, mut start: Dice, walk: Vec<Dice>, tally: &mut Tally) {
        let Self { app, stage, promised } = self;
        let Some(mut order) = placed(app, stage, &mut start).await else { return };
        let id = server::orders::token::read(&app.house.keys, order.link.rsplit('/').next().unwrap()).unwrap();
        promised.push(Promise { order: id.0, quantity: 1 });
        let mut steps = Vec::new();
        for mut dice in walk {
            let (step, status) = step(app, stage, &mut order, &mut dice).await;
            assert!(matches!(status, 0 | 200 | 303 | 404 | 409 | 422), "{steps:?}, then {step}: {status}");
            tally.answered(status);
            steps.push(format!("{step} {status}"));
        }
        tick(app).await;
        let made = [(stage.piece.id.clone(), MADE)].into();
        let known = Known { promised: promised.clone(), made, now: app.clock.now() };
        let wrong = audit(&app.house.store, &known).await;
        assert!(wrong.is_empty(), "{steps:?}: {wrong:#?}");
        all_is_somewhere(app, &steps).await;
    }

    async fn ends(self) -> Vec<(String, i64)> {
        let ends = sqlx::query_as("select state, count(*) from shop_orders group by state");
        ends.fetch_all(self.app.house.store.read()).await.unwrap()
    }
}

/// Not one piece more or less than were made.
async fn all_is_somewhere(app: &TestApp, steps: &[String]) {
    let sold = "select cast(coalesce(sum(l.quantity), 0) as bigint) from order_lines l \
                join shop_orders s on s.id = l.shop_order_id where s.state = 'handed_over'";
    let there = app.count("select stock + held from products").await + app.count(sold).await;
    assert_eq!(there, MADE, "{steps:?}");
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
