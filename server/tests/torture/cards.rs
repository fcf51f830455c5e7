//! Paying by card: events told again and again and in every order, forgeries, and money that comes while time runs out.

#[path = "../cards/forgeries.rs"]
mod forgeries;
#[path = "../cards/stage.rs"]
#[expect(dead_code, reason = "not every row needs every builder")]
pub mod stage;

use futures::future::join_all;
use serde_json::{Value, json};

use self::stage::{Cards, SECRET, cards_of, hook};
use super::Run;
use super::accountant::{Known, Promise, audit};
use super::dice::Dice;
use crate::orders::stage::{Ordered, artisan_taps, at_checkout, tick};
use crate::stand_in::hooks::{Event, signature};
use crate::support::TestApp;

const REPLAYS: usize = 100;
/// Orders whose events are told at the same time.
const TOGETHER: usize = 5;
const MADE: i64 = 999;

async fn houses(kind: &str, made: i64) -> [Cards; 2] {
    [cards_of(TestApp::on_sqlite().await, kind, made).await, cards_of(TestApp::on_postgres().await, kind, made).await]
}

/// Fails with what is wrong in the books.
pub async fn must_be_right(at: &Cards, orders: &[&Ordered], made: i64, when: &str) {
    let id = |order: &Ordered| {
        let token = order.link.rsplit('/').next().unwrap();
        server::orders::token::read(&at.app.house.keys, token).unwrap().0
    };
    let known = Known {
        promised: orders.iter().map(|order| Promise { order: id(order), quantity: 1 }).collect(),
        made: [(at.stage.piece.id.clone(), made)].into(),
        now: at.app.clock.now(),
    };
    let wrong = audit(&at.app.house.store, &known).await;
    assert!(wrong.is_empty(), "{when}: {wrong:#?}");
}

/// Tells an event until it is heard, as Stripe does.
async fn until_heard(at: &Cards, event: &Event) {
    let header = signature(&[SECRET.to_owned()], event.body.as_bytes(), at.app.clock.now());
    loop {
        match hook(&at.app, &[&header], &event.body).await.as_u16() {
            200 => return,
            status => assert_eq!(status, 503, "{} of {}", event.kind, event.id),
        }
    }
}

/// Every event a hundred times at once: each has one effect.
pub async fn replays(run: Run) -> String {
    for at in houses("stocked", MADE).await {
        let mut dice = Dice::new(run.seed);
        let (mut orders, mut told, mut left) = (Vec::new(), 0, run.size);
        while left > 0 {
            let mut events = Vec::new();
            for _ in 0..TOGETHER.min(left) {
                let (order, id) = at.gone_to_pay().await;
                orders.push(order);
                let now = at.app.clock.now();
                // Every third comes later than the form that promised it.
                if dice.below(3) == 0 {
                    assert!(at.stripe.state().complete(&id, false, now) && at.stripe.state().arrive(&id, true, now));
                } else {
                    at.pay(&id);
                }
                events.extend(at.stripe.take_events());
            }
            left -= TOGETHER.min(left);
            told += events.len();
            let mut copies: Vec<&Event> = events.iter().flat_map(|event| std::iter::repeat_n(event, REPLAYS)).collect();
            for at in (1..copies.len()).rev() {
                copies.swap(at, dice.below(at + 1));
            }
            let telling = async { join_all(copies.iter().map(|event| until_heard(&at, event))).await };
            let working = async { join_all((0..3).map(|_| at.app.run_jobs())).await };
            tokio::join!(telling, working);
            at.app.run_jobs().await;
        }
        let kept = at.app.count("select count(*) from provider_events where applied_at is not null").await;
        assert_eq!(usize::try_from(kept).unwrap(), told, "each is kept once");
        assert_eq!(usize::try_from(at.times_paid().await).unwrap(), run.size, "each payment has one effect");
        let sales = at.app.count("select count(*) from ledger_entries where kind = 'sale'").await;
        assert_eq!(usize::try_from(sales).unwrap(), run.size);
        assert_eq!(at.app.count("select count(*) from alarms").await, 0);
        let orders: Vec<&Ordered> = orders.iter().collect();
        must_be_right(&at, &orders, MADE, "after the replays").await;
    }
    format!("{} payments, every event {REPLAYS} times", 2 * run.size)
}

/// Every order of the five kinds of event ends in the same state.
pub async fn orders_of_events(run: Run) -> String {
    for at in houses("stocked", MADE).await {
        let mut dice = Dice::new(run.seed);
        let mut all = permutations();
        for at in (1..all.len()).rev() {
            all.swap(at, dice.below(at + 1));
        }
        let mut orders = Vec::new();
        for (round, order) in all.iter().take(run.size).enumerate() {
            let (buyer, id) = at.gone_to_pay().await;
            let events = five(&at, &id, round);
            for (told, number) in order.iter().enumerate() {
                until_heard(&at, &events[*number]).await;
                // Sometimes a job runs between two, sometimes they are applied together.
                if told == 4 || dice.below(2) == 0 {
                    at.app.run_jobs().await;
                }
            }
            // What came before it could be understood is read again.
            at.app.clock.forward(6 * 60_000);
            tick(&at.app).await;
            let same = same_end(&at, &id).await;
            assert_eq!(same, ("paid".into(), "paid".into(), "accepted".into(), 1, 1), "{order:?}");
            orders.push(buyer);
        }
        let orders: Vec<&Ordered> = orders.iter().collect();
        must_be_right(&at, &orders, MADE, "after every order").await;
    }
    format!("{} orders of 5 events", 2 * run.size)
}

/// Completed without the money, the money there, not there, closed, and some of it sent back by hand at Stripe.
fn five(at: &Cards, id: &str, round: usize) -> Vec<Event> {
    let now = at.app.clock.now();
    let intent = {
        let mut state = at.stripe.state();
        assert!(state.complete(id, false, now) && state.arrive(id, true, now));
        state.sessions[id].intent.clone()
    };
    let mut events = at.stripe.take_events();
    assert_eq!(events.len(), 2);
    let mut unpaid: Value = serde_json::from_str::<Value>(&events[0].body).unwrap()["data"]["object"].clone();
    let failed = at.event(&format!("evt_failed_{round}"), "checkout.session.async_payment_failed", &unpaid);
    unpaid["status"] = json!("expired");
    let expired = at.event(&format!("evt_expired_{round}"), "checkout.session.expired", &unpaid);
    let charge = json!({ "id": format!("ch_{round}"), "payment_intent": intent, "amount_refunded": 10_000 });
    let refunded = at.event(&format!("evt_refunded_{round}"), "charge.refunded", &charge);
    events.extend([failed, expired, refunded]);
    events
}

/// Where a page, its payment and its order stand, how often it was paid and how many alarms there are about it.
async fn same_end(at: &Cards, id: &str) -> (String, String, String, i64, i64) {
    sqlx::query_as(
        "select c.state, p.state, s.state, \
           (select count(*) from ledger_entries e where e.payment_id = p.id and e.kind = 'sale'), \
           (select count(*) from alarms a where a.order_id = s.order_id and a.kind = 'refunded_elsewhere') \
         from card_sessions c join card_session_payments l on l.session_id = c.id join payments p on p.id = l.payment_id \
         join shop_orders s on s.id = p.shop_order_id where c.provider_id = $1",
    )
    .bind(id.to_owned())
    .fetch_one(at.app.house.store.read())
    .await
    .unwrap()
}

fn permutations() -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for number in 0..5 {
        all = all
            .into_iter()
            .flat_map(|one: Vec<usize>| {
                (0..=one.len()).map(move |at| {
                    let mut more = one.clone();
                    more.insert(at, number);
                    more
                })
            })
            .collect();
    }
    all
}

/// No forgery is kept, on either database.
pub async fn forged(run: Run) -> String {
    let rounds = run.size.div_ceil(forgeries::KINDS);
    for at in houses("unique", 1).await {
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let event = at.stripe.take_events().remove(0);
        forgeries::forge(&at, &event, rounds, run.seed).await;
        at.app.run_jobs().await;
        assert_eq!(at.times_paid().await, 1);
        must_be_right(&at, &[], 1, "after the forgeries").await;
    }
    format!("{} forgeries, none was kept", 2 * rounds * forgeries::KINDS)
}

/// How far from the end of a hold, in ms.
const EDGES: [i64; 5] = [-1_000, -1, 0, 1, 1_000];

/// Around the end of a hold: whoever holds it pays, another buyer orders, the job comes by, all at once. One owner.
pub async fn edges(run: Run) -> String {
    let mut kept = 0;
    for at in houses("unique", 1).await {
        for round in 0..run.size {
            let edge = EDGES[round % EDGES.len()];
            let by_card = (round / EDGES.len()).is_multiple_of(2);
            kept += usize::from(one_edge(&at, edge, by_card, round).await);
        }
        must_be_right(&at, &[], 1, "at the end").await;
    }
    format!("{} holds ended, {kept} of them were kept", 2 * run.size)
}

/// True when the first buyer kept the piece.
async fn one_edge(at: &Cards, edge: i64, by_card: bool, round: usize) -> bool {
    let app = &at.app;
    let method = if by_card { "card" } else { "cash" };
    let mut first = at_checkout(app, &at.stage.piece, "stall").await.order(&[("method", method)]).await;
    let page = if by_card { Some(at.to_pay(&mut first).await) } else { None };
    if let Some(id) = &page {
        // Filled in while it is open; the event is told at the edge.
        at.pay(id);
    }
    let events = at.stripe.take_events();
    let until = app.count("select max(held_until) from shop_orders where stock_held = 1").await;
    let claim = format!("{}/paid", first.link);
    let key = if by_card { String::new() } else { crate::orders::stage::key_of(&first.page().await.text(), &claim) };
    app.clock.forward(until + edge - app.clock.now());
    let mut second = app.client();
    let shop = format!("/en/checkout?p={}&how=stall&via=q", at.stage.piece.code);
    let open = second.get(&shop).await;
    let mut other = crate::orders::stage::Buyer { client: second, lang: "en", page: open, how: "stall" };
    let offered = other.page.text().contains("name=\"key\"");
    let pays = async {
        if by_card {
            join_all(events.iter().map(|event| until_heard(at, event))).await;
            app.run_jobs().await;
        } else {
            first.client.post(&claim, &[("key", &key)]).await;
        }
    };
    let orders = async { if offered { Some(other.send(&[("method", "cash")]).await.status.as_u16()) } else { None } };
    let ((), ordered, ()) = tokio::join!(pays, orders, tick(app));
    app.run_jobs().await;
    let when = format!("round {round}: {edge} ms, card: {by_card}");
    assert!(matches!(ordered, None | Some(303 | 409 | 422)), "{when}: {ordered:?}");
    let holders = app.count("select count(*) from shop_orders where stock_held = 1").await;
    assert_eq!(holders, 1, "{when}: {ordered:?}");
    assert_eq!(app.count("select stock from products").await, 0, "{when}");
    if edge < 0 {
        assert_ne!(ordered, Some(303), "{when}: sold while it was held");
    }
    must_be_right(at, &[&first], 1, &when).await;
    clear(at).await;
    assert_eq!(app.count("select stock from products").await, 1, "{when}");
    ordered != Some(303)
}

/// Brings every open order to its end, so that the piece is for sale again.
async fn clear(at: &Cards) {
    at.app.clock.forward(2 * 3_600_000);
    tick(&at.app).await;
    let mut artisan = at.app.owner_of(&at.stage.shop).await;
    let open: Vec<(String,)> = sqlx::query_as(
        "select distinct o.code from orders o join shop_orders s on s.order_id = o.id join payments p on p.shop_order_id = s.id \
         where s.stock_held = 1 or p.state in ('claimed', 'to_return')",
    )
    .fetch_all(at.app.house.store.read())
    .await
    .unwrap();
    for (stored,) in open {
        // As pages write it.
        let code = format!("{}-{}", &stored[..4], &stored[4..]);
        for _ in 0..6 {
            let html = artisan.get(&format!("/studio/orders/{code}")).await.text();
            let offered = |act: &str| html.contains(&format!("/studio/orders/{code}/{act}\""));
            let Some(act) = ["not-arrived", "release", "cancel"].into_iter().find(|act| offered(act)) else { break };
            let fields = [("reason", "sold"), ("text", "")];
            let status = artisan_taps(&mut artisan, &code, act, &fields).await.status;
            assert_eq!(status, 303, "{act} of {code}");
        }
    }
    tick(&at.app).await;
    at.tell().await;
}
