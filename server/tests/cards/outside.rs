//! Money that the operator sends back in the payment service's own pages while ours is still waiting.

use std::collections::BTreeMap;

use super::refunds::{handed, owed};
use super::stage::{Cards, cards};
use crate::on_both;
use crate::orders::refunds::give_back;
use crate::orders::stage::{HOUR, tick};

const TOLD: &str = "select count(*) from messages where event in ('not-on-card', 'refund-refused', 'surplus-refused')";

/// The operator sends so much back of the only charge.
async fn outside(at: &Cards, minor: i64) {
    let intent = at.stripe.state().sessions.values().find(|one| one.paid).unwrap().intent.clone();
    let now = at.app.clock.now();
    assert!(at.stripe.state().refund(&intent, Some(minor), BTreeMap::new(), now).is_some());
    at.tell().await;
}

/// The service answers again, and everything that waits is done.
async fn answers_again(at: &Cards) {
    at.stripe.state().wishes.fail = 0;
    for _ in 0..2 {
        at.app.clock.forward(2 * HOUR);
        tick(&at.app).await;
    }
    at.tell().await;
}

async fn nothing_is_left(at: &Cards) {
    for pot in ["owed", "operator", "buyer", "pocket"] {
        assert_eq!(at.app.pot(pot).await, 0, "{pot}");
    }
    assert_eq!((at.alarms("refund_failed").await, at.app.count(TOLD).await), (0, 0), "nobody is to hand it over");
    at.app.books_agree().await;
}

fn sums(at: &Cards) -> Vec<i64> {
    let mut sums: Vec<i64> = at.stripe.state().refunds.values().map(|refund| refund.amount).collect();
    sums.sort_unstable();
    sums
}

on_both! {
    async fn what_the_operator_sent_back_while_ours_waited_is_not_handed_over_once_more(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.fail = 1_000;
        at.app.run_jobs().await;
        outside(&at, 45_000_000).await;
        assert_eq!(at.alarms("refunded_elsewhere").await, 0, "it may be ours");
        answers_again(&at).await;
        assert_eq!(sums(&at), [45_000_000]);
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!(at.alarms("refunded_elsewhere").await, 1);
        nothing_is_left(&at).await;
    }

    async fn of_what_waited_only_the_rest_is_sent(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.fail = 1_000;
        at.app.run_jobs().await;
        outside(&at, 10_000_000).await;
        answers_again(&at).await;
        assert_eq!(sums(&at), [10_000_000, 35_000_000]);
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!(at.app.count("select count(*) from refunds where state = 'handed_back'").await, 2);
        assert_eq!(at.alarms("refunded_elsewhere").await, 1);
        nothing_is_left(&at).await;
    }

    async fn all_of_a_charge_sent_back_while_some_of_it_waited_is_all_of_it(app: TestApp) {
        let (at, buyer) = handed(app).await;
        give_back(&mut at.stage.artisan.clone(), &buyer.code, &[("more", "100.000")]).await.location();
        at.app.execute("update jobs set run_at = run_at + 3600000 where kind = 'refund_card'").await;
        outside(&at, 45_000_000).await;
        assert_eq!(at.app.pot("owed").await, 10_000_000, "that much may still be ours");
        answers_again(&at).await;
        assert_eq!(sums(&at), [45_000_000]);
        Cards::is(&at.now().await, "returned", "handed_over", 0, 0);
        nothing_is_left(&at).await;
    }

    async fn what_was_paid_for_nothing_is_not_sent_by_the_office_when_the_operator_did(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.app.execute("update payments set state = 'abandoned'").await;
        at.stripe.state().wishes.fail = 1_000;
        at.tell().await;
        outside(&at, 45_000_000).await;
        answers_again(&at).await;
        assert_eq!(sums(&at), [45_000_000]);
        assert_eq!(at.app.count("select count(*) from card_refunds where state = 'done'").await, 1);
        nothing_is_left(&at).await;
    }

    async fn of_two_that_waited_each_is_done_once(app: TestApp) {
        let (at, buyer) = handed(app).await;
        at.stripe.state().wishes.fail = 1_000;
        let mut artisan = at.stage.artisan.clone();
        for more in ["100.000", "150.000"] {
            give_back(&mut artisan, &buyer.code, &[("more", more)]).await.location();
            at.app.run_jobs().await;
        }
        // Enough for one of them: what is left of the charge is enough for neither.
        outside(&at, 40_000_000).await;
        answers_again(&at).await;
        let known = at.app.count("select cast(sum(amount_minor) as bigint) from card_refunds where state = 'done'").await;
        assert_eq!(known, sums(&at).iter().sum::<i64>());
        assert_eq!(at.app.pot("owed").await, 45_000_000 - known);
        assert_eq!(at.app.count(TOLD).await, 0);
        at.app.books_agree().await;
    }
}
