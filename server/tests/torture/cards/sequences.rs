//! Events in every order there is: each ends in the same state.

use serde_json::Value;

use super::super::Run;
use super::super::dice::Dice;
use super::stage::Cards;
use super::{MADE, houses, must_be_right, until_heard};
use crate::orders::stage::{MINUTE, Ordered, tick};
use crate::stand_in::hooks::Event;

/// What the operator sends back at Stripe, minor units.
const ELSEWHERE: i64 = 10_000;

/// How it ends whatever came first.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
struct End {
    attempt: String,
    payment: String,
    part: String,
    /// How often it stands in the books as sold.
    sales: i64,
    /// What the shop is owed of it, and what went back of it.
    owed: i64,
    returned: i64,
    /// Alarms about what was sent back at Stripe.
    elsewhere: i64,
    /// Disputes that were won, and how often the trail says so.
    won: i64,
    told_won: i64,
    /// Disputes that were not.
    lost: i64,
    stock_held: i64,
}

/// Both sets of five, each in all its orders as far as `run` goes.
pub async fn orders_of_events(run: Run) -> String {
    for at in houses("stocked", MADE).await {
        let mut dice = Dice::new(run.seed);
        let mut orders = Vec::new();
        for (set, disputed) in [("closed", false), ("disputed", true)] {
            let mut all = permutations();
            for at in (1..all.len()).rev() {
                all.swap(at, dice.below(at + 1));
            }
            for (round, order) in all.iter().take(run.size).enumerate() {
                let (buyer, id) = at.gone_to_pay().await;
                let events = five(&at, &id, &format!("{set}_{round}"), disputed);
                for (told, number) in order.iter().enumerate() {
                    until_heard(&at.app, &events[*number]).await;
                    // Sometimes a job runs between two, sometimes they are applied together.
                    if told == 4 || dice.below(2) == 0 {
                        at.app.run_jobs().await;
                    }
                }
                // What came before it could be understood is read again.
                at.app.clock.forward(6 * MINUTE);
                tick(&at.app).await;
                let won = i64::from(disputed);
                let expected = End {
                    attempt: "paid".into(),
                    payment: "paid".into(),
                    part: "accepted".into(),
                    sales: 1,
                    owed: 45_000_000 - ELSEWHERE,
                    returned: ELSEWHERE,
                    elsewhere: 1,
                    won,
                    told_won: won,
                    lost: 0,
                    stock_held: 1,
                };
                assert_eq!(end(&at, &id).await, expected, "{set} {order:?}");
                orders.push(buyer);
            }
        }
        let mismatched =
            at.app.count("select count(*) from alarms where kind not in ('refunded_elsewhere', 'dispute')");
        assert_eq!(mismatched.await, 0);
        let orders: Vec<&Ordered> = orders.iter().collect();
        must_be_right(&at, &orders, MADE, "after every order").await;
    }
    format!("{} orders of 5 events, with disputes and without", 4 * run.size)
}

/// Completed without the money, the money there, some of it sent back by hand at Stripe; and not there, closed. Or, with a
/// dispute, that it was opened and won.
fn five(at: &Cards, id: &str, round: &str, disputed: bool) -> Vec<Event> {
    let now = at.app.clock.now();
    {
        let mut state = at.stripe.state();
        assert!(state.complete(id, false, now) && state.arrive(id, true, now));
        if disputed {
            assert!(state.dispute(id, "needs_response", now) && state.dispute(id, "won", now));
        }
    }
    let mut events = at.stripe.take_events();
    let of = |name: &str, kind: &str, object: &Value| at.event(&format!("evt_{name}_{round}"), kind, object);
    events.push(of("refunded", "charge.refunded", &at.charge(id, ELSEWHERE)));
    if !disputed {
        let unpaid = at.object(id, "complete", "unpaid");
        events.push(of("failed", "checkout.session.async_payment_failed", &unpaid));
        events.push(of("expired", "checkout.session.expired", &at.object(id, "expired", "unpaid")));
    }
    assert_eq!(events.len(), 5);
    events
}

/// Where a page, its payment and its order stand.
async fn end(at: &Cards, id: &str) -> End {
    sqlx::query_as(
        "select c.state as attempt, p.state as payment, s.state as part, \
           (select count(*) from ledger_entries e where e.payment_id = p.id and e.kind = 'sale') as sales, \
           (select cast(coalesce(sum(l.amount_minor), 0) as bigint) from ledger_entries e join ledger_postings l \
             on l.entry_id = e.id and l.account = 'owed' where e.payment_id = p.id) as owed, \
           p.returned_minor as returned, \
           (select count(*) from alarms a where a.order_id = s.order_id and a.kind = 'refunded_elsewhere') as elsewhere, \
           (select count(*) from card_disputes d where d.session_id = c.id and d.state = 'won') as won, \
           (select count(*) from audit t where t.object_kind = 'order' and t.object_id = s.order_id \
             and t.action = 'payment.dispute_won') as told_won, \
           (select count(*) from card_disputes d where d.session_id = c.id and d.state <> 'won') as lost, \
           cast(s.stock_held as bigint) as stock_held \
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
