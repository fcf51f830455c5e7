//! Money on its way back to a card, and money that banks ask for.

use super::stage::{Cards, cards};
use crate::on_both;
use crate::orders::stage::{artisan_taps, tick};
use crate::support::TestApp;

/// A paid order that the shop has cancelled; no job has run.
async fn owed(app: TestApp) -> Cards {
    let at = cards(app).await;
    let (buyer, id) = at.gone_to_pay().await;
    at.pay(&id);
    at.tell().await;
    artisan_taps(&mut at.stage.artisan.clone(), &buyer.code, "cancel", &[("reason", "sold"), ("text", "")])
        .await
        .location();
    at
}

on_both! {
    async fn a_refund_whose_answer_was_lost_is_made_once(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.fail_after = 1;
        at.app.run_jobs().await;
        Cards::is(&at.now().await, "to_return", "cancelled", 1, 0);
        at.app.clock.forward(60_000);
        at.app.run_jobs().await;
        assert_eq!(at.stripe.state().refunds.len(), 1);
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
    }

    async fn a_refund_whose_key_stripe_has_forgotten_is_found_not_repeated(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.fail_after = 1;
        at.app.run_jobs().await;
        at.stripe.state().keys.clear();
        at.app.clock.forward(25 * 3_600_000);
        tick(&at.app).await;
        assert_eq!(at.stripe.state().refunds.len(), 1);
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
    }

    async fn a_refund_is_sent_even_after_the_service_was_away_for_a_day(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.fail = 1_000;
        for _ in 0..12 {
            at.app.clock.forward(2 * 3_600_000);
            tick(&at.app).await;
        }
        assert_eq!(at.stripe.state().refunds.len(), 0);
        at.stripe.state().wishes.fail = 0;
        at.app.clock.forward(3_600_000);
        tick(&at.app).await;
        assert_eq!(at.stripe.state().refunds.len(), 1);
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
    }

    async fn a_refund_that_waits_is_done_when_stripe_says_so(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.refunds = "pending".to_owned();
        at.app.run_jobs().await;
        Cards::is(&at.now().await, "to_return", "cancelled", 1, 0);
        let id = at.stripe.state().refunds.keys().next().unwrap().clone();
        let now = at.app.clock.now();
        assert!(at.stripe.state().finish_refund(&id, true, now));
        at.stripe.state().wishes.times = 3;
        at.tell().await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!(at.app.count("select returned_minor from payments").await, 45_000_000);
    }

    async fn a_refund_that_fails_raises_an_alarm_and_is_still_owed(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.refunds = "failed".to_owned();
        at.app.run_jobs().await;
        at.tell().await;
        Cards::is(&at.now().await, "to_return", "cancelled", 1, 0);
        assert_eq!(at.alarms("refund_failed").await, 1);
        assert_eq!(at.stripe.state().refunds.len(), 1);
    }

    async fn money_sent_back_outside_raises_an_alarm(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let intent = at.stripe.state().sessions[&id].intent.clone();
        let now = at.app.clock.now();
        assert!(at.stripe.state().refund(&intent, Some(10_000_000), std::collections::BTreeMap::new(), now).is_some());
        at.tell().await;
        assert_eq!(at.alarms("refunded_elsewhere").await, 1);
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
    }

    async fn a_dispute_is_told_and_closed(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        at.tell().await;
        assert_eq!(at.alarms("dispute").await, 1);
        assert_eq!(at.app.count("select count(*) from card_disputes where state = 'open'").await, 1);
        assert!(at.stripe.state().dispute(&id, "lost", now));
        at.tell().await;
        assert_eq!(at.alarms("dispute_lost").await, 1);
        assert_eq!(at.app.count("select count(*) from card_disputes where state = 'lost'").await, 1);
    }

    async fn a_page_that_is_paid_when_nothing_is_owed_is_sent_back_with_an_alarm(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        // As if another payment had been chosen while the money was on its way.
        at.app.execute("update payments set state = 'abandoned'").await;
        at.stripe.state().wishes.times = 2;
        at.tell().await;
        assert_eq!(at.alarms("paid_for_nothing").await, 1);
        let sums: Vec<i64> = at.stripe.state().refunds.values().map(|refund| refund.amount).collect();
        assert_eq!(sums, [45_000_000]);
    }
}
