//! Events told again and again, all at once, to several servers: each has one effect.

use futures::future::join_all;

use super::super::Run;
use super::super::dice::Dice;
use super::stage::Cards;
use super::{MADE, houses, must_be_right, until_heard};
use crate::orders::stage::{Ordered, artisan_taps};
use crate::stand_in::hooks::Event;
use crate::support::TestApp;

/// How often each event is told.
const REPLAYS: usize = 100;
/// How often one of long ago is told once more.
const AGAIN: usize = 3;
/// Servers of one PostgreSQL.
const SERVERS: usize = 4;
/// What the operator sends back at Stripe, minor units.
const ELSEWHERE: i64 = 1_000_000;

/// What becomes of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Paid,
    /// Later than the form that promised it.
    PaidLate,
    /// The page closed, and nobody paid.
    Closed,
    /// The bank did not make it.
    NotPaid,
    /// Its bank asked for it, and the shop won.
    Won,
    Lost,
    /// The shop cancelled, and the money went back.
    Back,
    /// The card did not take it.
    Bounced,
    /// The operator sent some of it back in Stripe's own pages.
    Elsewhere,
}

const FATES: [Fate; 9] = [
    Fate::Paid,
    Fate::PaidLate,
    Fate::Closed,
    Fate::NotPaid,
    Fate::Won,
    Fate::Lost,
    Fate::Back,
    Fate::Bounced,
    Fate::Elsewhere,
];

struct Payment {
    fate: Fate,
    /// Of the payment page.
    page: String,
    order: Ordered,
}

/// Every event a hundred times at once: each has one effect. However few payments are asked for, one of each fate.
pub async fn replays(run: Run) -> String {
    let size = run.size.max(FATES.len());
    let mut told = 0;
    for at in houses("stocked", MADE).await {
        let others = others(&at).await;
        let servers: Vec<&TestApp> = others.iter().chain([&at.app]).collect();
        let (mut dice, mut all, mut storm) = (Dice::new(run.seed), Vec::new(), Storm { servers, old: Vec::new() });
        while all.len() < size {
            let mut some = Vec::new();
            for fate in FATES.into_iter().take(size - all.len()) {
                let (order, page) = at.gone_to_pay().await;
                some.push(Payment { fate, page, order });
            }
            for step in 0..3 {
                for one in &some {
                    match step {
                        0 => pays(&at, one),
                        1 => asks_back(&at, one).await,
                        _ => ends(&at, one),
                    }
                }
                storm.tell(at.stripe.take_events(), &mut dice).await;
            }
            all.extend(some);
        }
        each_has_one_effect(&at, &all, storm.old.len()).await;
        told += storm.old.len();
        let orders: Vec<&Ordered> = all.iter().map(|one| &one.order).collect();
        must_be_right(&at, &orders, MADE, "after the replays").await;
    }
    format!("{} payments, {told} events, each {REPLAYS} times", 2 * size)
}

/// On PostgreSQL more servers of the same house.
async fn others(at: &Cards) -> Vec<TestApp> {
    let more = if at.app.house.store.engine() == server::store::Engine::Postgres { SERVERS - 1 } else { 0 };
    let mut all = Vec::new();
    for _ in 0..more {
        all.push(at.app.beside().await);
    }
    all
}

struct Storm<'a> {
    servers: Vec<&'a TestApp>,
    /// What was told before.
    old: Vec<Event>,
}

impl Storm<'_> {
    /// All of these a hundred times, and those of before once more, in any order, to any server, while jobs run on each.
    async fn tell(&mut self, events: Vec<Event>, dice: &mut Dice) {
        let mut copies: Vec<&Event> = events.iter().flat_map(|event| std::iter::repeat_n(event, REPLAYS)).collect();
        let lately = self.old.len().saturating_sub(4 * FATES.len());
        copies.extend(self.old[lately..].iter().flat_map(|event| std::iter::repeat_n(event, AGAIN)));
        for at in (1..copies.len()).rev() {
            copies.swap(at, dice.below(at + 1));
        }
        let told = copies
            .iter()
            .enumerate()
            .map(|(number, event)| until_heard(self.servers[number % self.servers.len()], event));
        let telling = async { join_all(told).await };
        let works = (0..3).flat_map(|_| self.servers.iter()).map(|server| server.run_jobs());
        let working = async { join_all(works).await };
        tokio::join!(telling, working);
        // What one of them did may be told of by the next event only, which waits for nothing here.
        join_all(self.servers.iter().map(|server| server.run_jobs())).await;
        self.old.extend(events);
    }
}

/// What happens on the payment page.
fn pays(at: &Cards, one: &Payment) {
    let (now, page) = (at.app.clock.now(), &one.page);
    let mut stripe = at.stripe.state();
    let done = match one.fate {
        Fate::Closed => stripe.close(page, now),
        Fate::PaidLate => stripe.complete(page, false, now) && stripe.arrive(page, true, now),
        Fate::NotPaid => stripe.complete(page, false, now) && stripe.arrive(page, false, now),
        _ => stripe.complete(page, true, now),
    };
    assert!(done, "{:?}", one.fate);
}

/// Who wants the money back, and how.
async fn asks_back(at: &Cards, one: &Payment) {
    let now = at.app.clock.now();
    match one.fate {
        Fate::Won | Fate::Lost => assert!(at.stripe.state().dispute(&one.page, "needs_response", now)),
        Fate::Back | Fate::Bounced => {
            at.stripe.state().wishes.refunds = "pending".to_owned();
            let mut artisan = at.stage.artisan.clone();
            let fields = [("reason", "damaged"), ("text", "")];
            artisan_taps(&mut artisan, &one.order.code, "cancel", &fields).await.location();
            at.app.run_jobs().await;
        }
        Fate::Elsewhere => {
            let mut stripe = at.stripe.state();
            stripe.wishes.refunds.clear();
            let intent = stripe.sessions[&one.page].intent.clone();
            assert!(stripe.refund(&intent, Some(ELSEWHERE), std::collections::BTreeMap::new(), now).is_some());
        }
        Fate::Paid | Fate::PaidLate | Fate::Closed | Fate::NotPaid => {}
    }
}

/// What came of it.
fn ends(at: &Cards, one: &Payment) {
    let now = at.app.clock.now();
    let mut stripe = at.stripe.state();
    let done = match one.fate {
        Fate::Won => stripe.dispute(&one.page, "won", now),
        Fate::Lost => stripe.dispute(&one.page, "lost", now),
        Fate::Back | Fate::Bounced => {
            let intent = stripe.sessions[&one.page].intent.clone();
            let id = stripe.refunds.values().find(|refund| refund.intent == intent).unwrap().id.clone();
            stripe.finish_refund(&id, one.fate == Fate::Back, now)
        }
        _ => true,
    };
    assert!(done, "{:?}", one.fate);
}

async fn each_has_one_effect(at: &Cards, all: &[Payment], told: usize) {
    let many = |fates: &[Fate]| all.iter().filter(|one| fates.contains(&one.fate)).count();
    let unpaid = many(&[Fate::Closed, Fate::NotPaid]);
    let (asked, back) = (many(&[Fate::Won, Fate::Lost]), many(&[Fate::Back, Fate::Elsewhere]));
    let expected = [
        ("select count(*) from provider_events where applied_at is not null", told),
        (
            "select count(*) from provider_events where outcome in ('mismatch', 'unknown', 'not ours', 'early', 'unreadable')",
            0,
        ),
        ("select count(*) from audit where action = 'payment.card_paid'", all.len() - unpaid),
        ("select count(*) from ledger_entries where kind = 'sale'", all.len() - unpaid),
        ("select count(*) from audit where action = 'payment.card_closed'", many(&[Fate::Closed])),
        ("select count(*) from audit where action = 'payment.card_not_paid'", many(&[Fate::NotPaid])),
        ("select count(*) from card_disputes", asked),
        ("select count(*) from audit where action = 'payment.disputed'", asked),
        ("select count(*) from audit where action = 'payment.dispute_won'", many(&[Fate::Won])),
        ("select count(*) from ledger_entries where kind = 'dispute'", many(&[Fate::Lost])),
        ("select count(*) from alarms where kind = 'dispute'", asked),
        ("select count(*) from alarms where kind = 'dispute_lost'", many(&[Fate::Lost])),
        ("select count(*) from ledger_entries where kind = 'refund'", back),
        ("select count(*) from card_refunds where state = 'done'", back),
        ("select count(*) from card_refunds where state = 'failed'", many(&[Fate::Bounced])),
        ("select count(*) from card_refunds", back + many(&[Fate::Bounced])),
        ("select count(*) from alarms where kind = 'refund_failed'", many(&[Fate::Bounced])),
        ("select count(*) from alarms where kind = 'refunded_elsewhere'", many(&[Fate::Elsewhere])),
        ("select count(*) from alarms", asked + many(&[Fate::Lost, Fate::Bounced, Fate::Elsewhere])),
        ("select count(*) from messages where event = 'dispute-opened' and side = 'shop'", asked),
        ("select count(*) from messages where event = 'dispute-won' and side = 'shop'", many(&[Fate::Won])),
        ("select count(*) from messages where event = 'dispute-lost' and side = 'shop'", many(&[Fate::Lost])),
    ];
    for (sql, count) in expected {
        assert_eq!(usize::try_from(at.app.count(sql).await).unwrap(), count, "{sql}");
    }
    assert_eq!(at.stripe.state().refunds.len(), back + many(&[Fate::Bounced]), "each refund was sent once");
}
