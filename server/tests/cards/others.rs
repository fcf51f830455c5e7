//! What is told of pages and charges that are not ours in every part: nothing follows, and the office is told. And what is
//! told of a charge before its payment.

use axum::http::StatusCode;
use serde_json::json;

use super::stage::{Cards, cards, cards_of, not_ours};
use crate::on_both;
use crate::orders::stage::{artisan_taps, tick};

const MINUTE: i64 = 60_000;
const FAILED: &str = "checkout.session.async_payment_failed";
const EXPIRED: &str = "checkout.session.expired";
const MISMATCHED: &str = "select count(*) from provider_events where outcome = 'mismatch'";

/// The attempt's state, and how long the piece is kept for it.
async fn kept(at: &Cards) -> (String, i64) {
    sqlx::query_as(
        "select c.state, s.held_until from card_sessions c join shop_orders s on s.order_id = c.order_id \
         order by c.attempt desc limit 1",
    )
    .fetch_one(at.app.house.store.read())
    .await
    .unwrap()
}

on_both! {
    async fn what_closes_or_fails_and_is_not_ours_changes_nothing_and_raises_an_alarm(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        let before = kept(&at).await;
        // Later than the time a stall gives: whoever takes the page for closed would shorten what is kept.
        at.app.clock.forward(2 * MINUTE);
        let mut told = 0;
        for (kind, status) in [(EXPIRED, "expired"), (FAILED, "complete")] {
            for (field, value) in not_ours() {
                let mut object = at.object(&id, status, "unpaid");
                object[field] = value;
                told += 1;
                at.tell_one(&at.event(&format!("evt_{told}"), kind, &object)).await;
                at.app.run_jobs().await;
                assert_eq!(kept(&at).await, before, "{kind} with another {field}");
            }
            let mut live = at.event(&format!("evt_{kind}"), kind, &at.object(&id, status, "unpaid"));
            live.body = live.body.replace("\"livemode\":false", "\"livemode\":true");
            told += 1;
            at.tell_one(&live).await;
            at.app.run_jobs().await;
            assert_eq!(kept(&at).await, before, "{kind} with real money");
        }
        assert_eq!(at.app.count(MISMATCHED).await, told);
        // For each kind one of the page, and one of the page that calls itself another.
        assert_eq!(at.alarms("mismatch").await, 4);
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let page = officer.get(&format!("/office/{}/alarms", at.stage.place.slug)).await;
        page.says(&["Pembayaran tidak sama dengan yang kita minta", &buyer.code]);
        // The page is open as it was: the same one leads there, and it can be paid.
        assert_eq!(at.to_pay(&mut buyer).await, id);
        at.pay(&id);
        at.tell().await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
    }

    async fn an_alarm_about_what_closed_that_was_settled_silences_none_about_money(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        let mut object = at.object(&id, "expired", "unpaid");
        object["amount_total"] = json!(1);
        at.tell_one(&at.event("evt_1", EXPIRED, &object)).await;
        at.app.run_jobs().await;
        at.app.execute("update alarms set settled_at = 1").await;
        let mut object = at.object(&id, "complete", "paid");
        object["amount_total"] = json!(1);
        at.tell_one(&at.event("evt_2", "checkout.session.completed", &object)).await;
        at.app.run_jobs().await;
        assert_eq!(at.alarms("mismatch").await, 1);
    }

    async fn what_closes_or_fails_for_an_attempt_we_do_not_know_is_told_too(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        let before = kept(&at).await;
        for (number, (kind, status)) in [(EXPIRED, "expired"), (FAILED, "complete")].into_iter().enumerate() {
            let mut object = at.object(&id, status, "unpaid");
            object["id"] = json!("cs_test_other");
            // Another use of the same account knows nothing of us.
            object["metadata"] = json!({ "invoice": "7" });
            at.tell_one(&at.event(&format!("evt_foreign_{number}"), kind, &object)).await;
            at.app.run_jobs().await;
            assert_eq!(usize::try_from(at.alarms("unknown_page").await).unwrap(), number, "{kind}");
            object["metadata"] = json!({ "session": "one we do not know" });
            at.tell_one(&at.event(&format!("evt_lost_{number}"), kind, &object)).await;
            at.app.run_jobs().await;
            assert_eq!(usize::try_from(at.alarms("unknown_page").await).unwrap(), number + 1, "{kind}");
        }
        assert_eq!(kept(&at).await, before);
    }

    async fn what_went_back_of_a_charge_that_is_not_ours_moves_nothing_and_raises_an_alarm(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let wrong = [
            ("currency", json!("usd")),
            ("amount", json!(45_000_001)),
            ("amount", json!(450_000)),
            ("amount_refunded", json!(45_000_001)),
            ("amount_refunded", json!(-1)),
        ];
        for (number, (field, value)) in wrong.into_iter().enumerate() {
            let mut charge = at.charge(&id, 10_000);
            charge[field] = value;
            at.tell_one(&at.event(&format!("evt_{number}"), "charge.refunded", &charge)).await;
        }
        let mut live = at.event("evt_live", "charge.refunded", &at.charge(&id, 10_000));
        live.body = live.body.replace("\"livemode\":false", "\"livemode\":true");
        at.tell_one(&live).await;
        at.app.run_jobs().await;
        assert_eq!(at.app.count(MISMATCHED).await, 6);
        assert_eq!((at.alarms("mismatch").await, at.alarms("refunded_elsewhere").await), (1, 0));
        assert_eq!((at.app.pot("owed").await, at.app.count("select count(*) from card_refunds").await), (45_000_000, 0));
        // The right one still is what it is.
        at.tell_one(&at.event("evt_right", "charge.refunded", &at.charge(&id, 10_000))).await;
        at.app.run_jobs().await;
        assert_eq!((at.app.pot("owed").await, at.alarms("refunded_elsewhere").await), (44_990_000, 1));
        at.app.books_agree().await;
    }

    async fn a_page_that_stands_open_with_other_values_is_told_and_nobody_is_let_go(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        let before = kept(&at).await;
        at.stripe.state().sessions.get_mut(&id).unwrap().amount += 1;
        at.come_back(&mut buyer).await;
        assert_eq!((kept(&at).await, at.alarms("mismatch").await), (before, 1));
        // Once it is closed nobody waits for it.
        let mut artisan = at.stage.artisan.clone();
        assert_eq!(artisan_taps(&mut artisan, &buyer.code, "release", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(at.stripe.state().sessions[&id].status, "expired");
        Cards::is(&at.now().await, "lapsed", "expired", 1, 0);
    }

    async fn what_went_back_before_the_payment_was_heard_of_is_counted_once_it_is(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().complete(&id, false, now));
        at.tell().await;
        assert!(at.stripe.state().arrive(&id, true, now));
        let arrived = at.stripe.take_events();
        at.tell_one(&at.event("evt_early", "charge.refunded", &at.charge(&id, 10_000))).await;
        at.app.run_jobs().await;
        assert_eq!(at.app.count("select count(*) from card_refunds").await, 0, "no money is known to have come");
        for event in &arrived {
            at.tell_one(event).await;
        }
        at.app.run_jobs().await;
        assert_eq!((at.app.pot("owed").await, at.alarms("refunded_elsewhere").await), (44_990_000, 1));
        assert_eq!(at.app.count("select returned_minor from payments").await, 10_000);
        at.app.books_agree().await;
    }

    async fn what_a_bank_took_before_the_payment_was_heard_of_is_gone_once_it_is(app: TestApp) {
        let at = cards_of(app, "stocked", 3).await;
        let (buyer, id) = at.gone_to_pay().await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().complete(&id, false, now));
        at.tell().await;
        assert!(at.stripe.state().arrive(&id, true, now));
        let arrived = at.stripe.take_events();
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        assert!(at.stripe.state().dispute(&id, "lost", now));
        at.tell().await;
        for event in &arrived {
            at.tell_one(event).await;
        }
        at.app.run_jobs().await;
        tick(&at.app).await;
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 0));
        assert_eq!(at.app.count("select count(*) from card_disputes where state = 'lost'").await, 1);
        assert_eq!(at.app.count("select count(*) from refunds where reason = 'dispute'").await, 1);
        assert_eq!(at.alarms("dispute_lost").await, 1);
        Cards::is(&at.now().await, "returned", "cancelled", 3, 0);
        at.stage.artisan.clone().get(&format!("/studio/orders/{}", buyer.code)).await.says(&["Diputuskan bank"]);
        at.app.books_agree().await;
    }
}
