//! Events: any order, any number of times, once; and those that do not match.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::json;

use super::stage::{Cards, SECRET, cards, hook, hook_answer, not_ours, speaking_to};
use crate::on_both;
use crate::orders::stage::tick;
use crate::stand_in::hooks::signature;

on_both! {
    async fn thirty_shuffled_repeated_and_delayed_events_have_one_effect(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let object = {
            let mut state = at.stripe.state();
            state.wishes.times = 10;
            state.wishes.shuffle = Some(20_261_124);
            serde_json::from_str::<serde_json::Value>(&state.outbox[0].body).unwrap()["data"]["object"].clone()
        };
        // Other events of the same page, with names of their own: paid late, closed, failed.
        let more = [
            at.event("evt_a", "checkout.session.async_payment_succeeded", &object),
            at.event("evt_b", "checkout.session.expired", &at.object(&id, "expired", "unpaid")),
        ];
        at.stripe.state().outbox.extend(more);
        let events = at.stripe.take_events();
        assert_eq!(events.len(), 30);
        for (told, event) in events.iter().enumerate() {
            at.tell_one(event).await;
            // Jobs run now and then, not after every event.
            if told % 7 == 3 {
                at.app.run_jobs().await;
            }
        }
        at.app.run_jobs().await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        assert_eq!(at.times_paid().await, 1);
        assert_eq!(at.app.count("select count(*) from provider_events").await, 3);
        assert_eq!(at.app.count("select count(*) from provider_events where applied_at is null").await, 0);
        assert_eq!(at.app.count("select count(*) from card_refunds").await + at.app.count("select count(*) from alarms").await, 0);
    }

    async fn the_same_event_at_the_same_time_is_kept_once(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let event = at.stripe.take_events().remove(0);
        futures::future::join_all((0..20).map(|_| at.tell_one(&event))).await;
        futures::future::join_all((0..4).map(|_| at.app.run_jobs())).await;
        assert_eq!((at.times_paid().await, at.app.count("select count(*) from provider_events").await), (1, 1));
    }

    async fn an_event_that_cannot_be_kept_is_asked_for_again(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let event = at.stripe.take_events().remove(0);
        at.app.house.store.close().await;
        let header = signature(&[SECRET.to_owned()], event.body.as_bytes(), at.app.clock.now());
        let answer = hook_answer(&at.app, &[&header], Body::from(event.body)).await;
        assert_eq!((answer.status(), answer.headers()["retry-after"].to_str().unwrap()), (StatusCode::SERVICE_UNAVAILABLE, "30"));
    }

    async fn an_event_that_cannot_be_carried_out_for_an_hour_is_told_to_the_office_once(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let intent = at.stripe.state().sessions[&id].intent.clone();
        at.app.execute("alter table card_disputes rename to away").await;
        let dispute = json!({ "id": "dp_1", "payment_intent": intent, "amount": 45_000_000, "currency": "idr", "status": "needs_response" });
        at.tell_one(&at.event("evt_dispute", "charge.dispute.created", &dispute)).await;
        at.app.run_jobs().await;
        assert_eq!(at.alarms("unreadable").await, 0, "it may be a moment");
        for _ in 0..2 {
            at.app.clock.forward(61 * 60_000);
            tick(&at.app).await;
            assert_eq!(at.alarms("unreadable").await, 1);
        }
        at.app.execute("alter table away rename to card_disputes").await;
        at.app.clock.forward(61 * 60_000);
        tick(&at.app).await;
        assert_eq!(at.alarms("dispute").await, 1, "it is carried out when it can be");
    }

    async fn what_is_not_signed_is_not_waited_for(app: TestApp) {
        let at = cards(app).await;
        let endless = Body::from_stream(futures::stream::pending::<Result<Vec<u8>, std::io::Error>>());
        assert_eq!(hook_answer(&at.app, &[], endless).await.status(), StatusCode::BAD_REQUEST);
    }

    async fn what_does_not_match_pays_nothing_and_raises_an_alarm(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let told = at.stripe.take_events().remove(0);
        let object = serde_json::from_str::<serde_json::Value>(&told.body).unwrap()["data"]["object"].clone();
        for (number, (field, value)) in not_ours().into_iter().enumerate() {
            let mut forged = object.clone();
            forged[field] = value;
            at.tell_one(&at.event(&format!("evt_{number}"), "checkout.session.completed", &forged)).await;
            at.app.run_jobs().await;
            Cards::is(&at.now().await, "open", "accepted", 0, 1);
        }
        // One for the page, one for the page that calls itself another.
        assert_eq!(at.alarms("mismatch").await, 2);
        let mut foreign = object.clone();
        foreign["id"] = json!("cs_test_foreign");
        for (name, metadata, alarms) in [
            // Another shop of the same account, which knows nothing of us.
            ("evt_foreign", json!({}), 0),
            ("evt_others", json!({ "invoice": "7" }), 0),
            ("evt_lost", json!({ "session": "one we do not know" }), 1),
        ] {
            foreign["metadata"] = metadata;
            at.tell_one(&at.event(name, "checkout.session.completed", &foreign)).await;
            at.app.run_jobs().await;
            assert_eq!(at.alarms("unknown_page").await, alarms, "{name}");
        }
        assert_eq!(at.app.count("select count(*) from provider_events where outcome = 'not ours'").await, 2);
        // The right one still pays.
        at.tell_one(&told).await;
        at.app.run_jobs().await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
    }

    async fn a_live_event_pays_nothing_with_a_test_key(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let mut told = at.stripe.take_events().remove(0);
        told.body = told.body.replace("\"livemode\":false", "\"livemode\":true");
        at.tell_one(&told).await;
        at.app.run_jobs().await;
        Cards::is(&at.now().await, "open", "accepted", 0, 1);
        assert_eq!(at.alarms("mismatch").await, 1);
    }

    async fn kinds_and_shapes_we_do_not_know_are_kept_and_do_nothing(app: TestApp) {
        let at = cards(app).await;
        let _ordered = at.gone_to_pay().await;
        for (id, kind, object) in [
            ("evt_1", "invoice.paid", json!({ "id": "in_1" })),
            ("evt_2", "checkout.session.completed", json!({ "id": 7 })),
            ("evt_3", "charge.refunded", json!({})),
            ("evt_4", "refund.updated", json!({ "id": "re_9", "amount": 1, "currency": "idr", "status": "succeeded" })),
        ] {
            at.tell_one(&at.event(id, kind, &object)).await;
        }
        at.app.run_jobs().await;
        assert_eq!(at.app.count("select count(*) from provider_events where applied_at is not null").await, 4);
        Cards::is(&at.now().await, "open", "accepted", 0, 1);
    }

    async fn what_is_told_of_a_charge_before_its_payment_is_heard_afterwards(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let paid = at.stripe.take_events().remove(0);
        let now = at.app.clock.now();
        at.tell_one(&at.event("evt_early", "charge.refunded", &at.charge(&id, 10_000))).await;
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        at.tell().await;
        assert_eq!((at.alarms("refunded_elsewhere").await, at.alarms("dispute").await), (0, 0));
        at.tell_one(&paid).await;
        at.app.run_jobs().await;
        at.app.clock.forward(6 * 60_000);
        crate::orders::stage::tick(&at.app).await;
        assert_eq!((at.alarms("refunded_elsewhere").await, at.alarms("dispute").await), (1, 1));
        assert_eq!(at.app.count("select count(*) from provider_events where applied_at is null").await, 0);
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
    }

    async fn two_secrets_are_good_while_one_is_changed(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let event = at.stripe.take_events().remove(0);
        let url = at.stripe.url().to_owned();
        let app = speaking_to(at.app, &url, &format!("whsec_new,{SECRET}")).await;
        let now = app.clock.now();
        let signed = |secret: &str| signature(&[secret.to_owned()], event.body.as_bytes(), now);
        assert_eq!(hook(&app, &[&signed("whsec_gone")], &event.body).await, 400);
        assert_eq!(hook(&app, &[&signed(SECRET)], &event.body).await, 200);
        assert_eq!(hook(&app, &[&signed("whsec_new")], &event.body).await, 200);
        let app = speaking_to(app, &url, "whsec_new").await;
        assert_eq!(hook(&app, &[&signed(SECRET)], &event.body).await, 400);
        app.run_jobs().await;
        assert_eq!(app.count("select count(*) from payments where state = 'paid'").await, 1);
    }

    async fn what_events_say_of_buyers_is_forgotten_after_thirty_days(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from provider_events where body <> ''").await, 1);
        at.app.clock.forward(31 * 86_400_000);
        crate::orders::stage::tick(&at.app).await;
        assert_eq!(at.app.count("select count(*) from provider_events where body = ''").await, 1);
    }
}
