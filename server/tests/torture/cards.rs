//! Paying by card: events told again and again and in every order, forgeries, and money that comes while time runs out.

mod edges;
#[path = "../cards/forgeries.rs"]
mod forgeries;
mod replays;
mod sequences;
#[path = "../cards/stage.rs"]
#[expect(dead_code, reason = "not every row needs every builder")]
pub mod stage;

pub use edges::edges;
pub use replays::replays;
pub use sequences::orders_of_events;

use self::stage::{Cards, SECRET, cards_of, hook};
use super::Run;
use super::accountant::{Known, Promise, audit};
use crate::orders::stage::Ordered;
use crate::stand_in::hooks::{Event, signature};
use crate::support::TestApp;

const MADE: i64 = 9_999;

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

/// Tells one of the house's servers an event until it is heard, as Stripe does.
async fn until_heard(server: &TestApp, event: &Event) {
    let header = signature(&[SECRET.to_owned()], event.body.as_bytes(), server.clock.now());
    loop {
        match hook(server, &[&header], &event.body).await.as_u16() {
            200 => return,
            status => assert_eq!(status, 503, "{} of {}", event.kind, event.id),
        }
    }
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
