//! What is told of a charge before its payment: a bank that asks for it, and money sent back at the payment service.
//! Wherever in the row of events it comes, the end is the same.

use std::collections::BTreeMap;

use super::stage::{Cards, cards};
use crate::on_both;
use crate::orders::stage::{DAY, Ordered, artisan_taps, tick};
use crate::stand_in::hooks::Event;
use crate::support::TestApp;

const UNAPPLIED: &str = "select count(*) from provider_events where applied_at is null";
const LEFT: &str = "select count(*) from provider_events where outcome = 'not paid'";
const TOLD: &str = "select count(*) from messages where event in ('not-on-card', 'refund-refused')";

/// A page that is filled in. Gives it, the event that says so, and the one that says that the money came.
async fn filled_in(app: TestApp) -> (Cards, Ordered, String, [Event; 2]) {
    let at = cards(app).await;
    let (buyer, id) = at.gone_to_pay().await;
    let now = at.app.clock.now();
    assert!(at.stripe.state().complete(&id, false, now) && at.stripe.state().arrive(&id, true, now));
    let events = at.stripe.take_events().try_into().unwrap();
    (at, buyer, id, events)
}

/// The same, and the first of the two is told: its charge is known, and nothing is paid.
async fn on_its_way(app: TestApp) -> (Cards, Ordered, String, Event) {
    let (at, buyer, id, [filled, came]) = filled_in(app).await;
    at.tell_one(&filled).await;
    at.app.run_jobs().await;
    Cards::is(&at.now().await, "open", "accepted", 0, 1);
    assert_eq!(at.app.count("select count(*) from card_sessions where payment_intent is not null").await, 1);
    (at, buyer, id, came)
}

async fn arrives(at: &Cards, came: &Event) {
    at.tell_one(came).await;
    at.app.run_jobs().await;
    assert_eq!(at.app.count(UNAPPLIED).await, 0);
    assert_eq!(at.times_paid().await, 1);
}

/// The operator sends so much of the page's charge back.
async fn sends_back(at: &Cards, id: &str, minor: i64) -> String {
    let (intent, now) = (at.stripe.state().sessions[id].intent.clone(), at.app.clock.now());
    let refund = at.stripe.state().refund(&intent, Some(minor), BTreeMap::new(), now).unwrap();
    at.tell().await;
    refund.id
}

async fn nothing_is_left(at: &Cards) {
    for pot in ["owed", "operator", "buyer", "pocket"] {
        assert_eq!(at.app.pot(pot).await, 0, "{pot}");
    }
    assert_eq!(at.app.count(TOLD).await, 0);
    at.app.books_agree().await;
}

on_both! {
    async fn a_dispute_that_was_lost_before_its_payment_was_told_takes_the_money(app: TestApp) {
        let (at, mut buyer, id, came) = on_its_way(app).await;
        for says in ["needs_response", "lost"] {
            assert!(at.stripe.state().dispute(&id, says, at.app.clock.now()));
            at.tell().await;
        }
        assert_eq!(at.app.count("select count(*) from card_disputes").await, 0, "nothing is paid yet");
        arrives(&at, &came).await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!(at.alarms("dispute_lost").await, 1);
        assert_eq!(at.app.count("select count(*) from refunds where reason = 'dispute' and state = 'handed_back'").await, 1);
        nothing_is_left(&at).await;
        buyer.page().await.says(&["took the money back"]);
    }

    async fn a_dispute_that_is_open_when_its_payment_is_told_holds_the_order(app: TestApp) {
        let (at, buyer, id, came) = on_its_way(app).await;
        assert!(at.stripe.state().dispute(&id, "needs_response", at.app.clock.now()));
        at.tell().await;
        arrives(&at, &came).await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        assert_eq!(at.alarms("dispute").await, 1);
        assert_eq!(at.app.count("select count(*) from messages where event = 'dispute-opened'").await, 1);
        let mut artisan = at.stage.artisan.clone();
        let path = format!("/studio/orders/{}", buyer.code);
        artisan.get(&path).await.says(&["Bank tamu sedang meminta Rp450.000 kembali"]);
        assert!(!artisan.get(&path).await.text().contains("/handed-over\""));
        assert!(at.stripe.state().dispute(&id, "won", at.app.clock.now()));
        at.tell().await;
        artisan_taps(&mut artisan, &buyer.code, "handed-over", &[]).await.location();
        assert_eq!(at.app.pot("owed").await, 45_000_000);
    }

    async fn all_of_it_sent_back_before_its_payment_was_told_is_back_and_sent_no_second_time(app: TestApp) {
        let (at, buyer, id, came) = on_its_way(app).await;
        sends_back(&at, &id, 45_000_000).await;
        arrives(&at, &came).await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!(at.alarms("refunded_elsewhere").await, 1);
        // There is nothing left to be cancelled, which would send it once more.
        let path = format!("/studio/orders/{}", buyer.code);
        assert!(!at.stage.artisan.clone().get(&path).await.text().contains(&format!("{path}/cancel\"")));
        at.app.clock.forward(DAY);
        tick(&at.app).await;
        let sent = at.stripe.state().refunds.len();
        assert_eq!((sent, at.alarms("refund_failed").await), (1, 0));
        nothing_is_left(&at).await;
    }

    async fn of_what_was_sent_back_in_part_before_only_the_rest_is_sent(app: TestApp) {
        let (at, buyer, id, came) = on_its_way(app).await;
        sends_back(&at, &id, 10_000_000).await;
        arrives(&at, &came).await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        assert_eq!(at.app.pot("owed").await, 35_000_000);
        artisan_taps(&mut at.stage.artisan.clone(), &buyer.code, "cancel", &[("reason", "sold")]).await.location();
        at.tell().await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        let sums: Vec<i64> = at.stripe.state().refunds.values().map(|refund| refund.amount).collect();
        assert_eq!(sums, [10_000_000, 35_000_000]);
        nothing_is_left(&at).await;
    }

    async fn what_came_before_the_page_was_filled_in_waits_for_the_money_too(app: TestApp) {
        let (at, _buyer, id, [filled, came]) = filled_in(app).await;
        sends_back(&at, &id, 45_000_000).await;
        at.tell_one(&filled).await;
        at.app.run_jobs().await;
        assert_eq!(at.alarms("refunded_elsewhere").await, 0);
        arrives(&at, &came).await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!(at.alarms("refunded_elsewhere").await, 1);
        nothing_is_left(&at).await;
    }

    async fn what_waits_for_money_counts_as_applied_and_is_heard_when_it_comes_days_later(app: TestApp) {
        let (at, _buyer, id, came) = on_its_way(app).await;
        // It is not found by looking the page up either.
        at.stripe.state().wishes.fail = 10_000;
        sends_back(&at, &id, 45_000_000).await;
        assert_eq!(at.app.count(UNAPPLIED).await, 1, "its payment may be told this moment");
        at.app.clock.forward(6 * 60_000);
        tick(&at.app).await;
        assert_eq!((at.app.count(UNAPPLIED).await, at.app.count(LEFT).await), (0, 1));
        for _ in 0..5 {
            at.app.clock.forward(DAY);
            tick(&at.app).await;
        }
        assert_eq!(at.app.count(LEFT).await, 1);
        arrives(&at, &came).await;
        assert_eq!((at.alarms("refunded_elsewhere").await, at.app.count(LEFT).await), (1, 0));
        assert_eq!(at.now().await.0, "returned");
        nothing_is_left(&at).await;
    }

    async fn a_refund_of_the_operators_that_did_not_arrive_is_told_though_it_came_first(app: TestApp) {
        let (at, _buyer, id, came) = on_its_way(app).await;
        let refund = sends_back(&at, &id, 10_000_000).await;
        assert!(at.stripe.state().finish_refund(&refund, false, at.app.clock.now()));
        at.tell().await;
        assert_eq!(at.alarms("refund_failed").await, 0);
        arrives(&at, &came).await;
        assert_eq!((at.alarms("refunded_elsewhere").await, at.alarms("refund_failed").await), (1, 1));
    }

    async fn a_charge_that_is_no_payment_of_ours_takes_nothing(app: TestApp) {
        let at = cards(app).await;
        let charge = serde_json::json!({ "payment_intent": "pi_of_another_shop", "amount": 10_000, "amount_refunded": 10_000, "currency": "idr" });
        at.tell_one(&at.event("evt_other", "charge.refunded", &charge)).await;
        at.app.run_jobs().await;
        at.app.clock.forward(6 * 60_000);
        tick(&at.app).await;
        assert_eq!((at.app.count(UNAPPLIED).await, at.app.count(LEFT).await), (0, 1));
        assert_eq!(at.app.count("select count(*) from alarms").await, 0);
    }
}
