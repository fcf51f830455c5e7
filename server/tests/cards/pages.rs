//! Which page paid: of two that were, of one that is not what was asked for, of one that the payment service does not
//! know any more, and of one that was a test.

use axum::http::StatusCode;
use serde_json::json;

use super::stage::{Cards, cards, cards_of};
use crate::on_both;
use crate::orders::refunds::give_back;
use crate::orders::stage::{artisan_taps, at_checkout, tick};

/// Paid with the second page; the first, which somebody took for closed, is paid after it.
pub async fn twice(at: &Cards) -> (crate::orders::stage::Ordered, [String; 2]) {
    let (mut buyer, first) = at.gone_to_pay().await;
    at.app.execute("update orders set contact_kind = 'email', contact = 'mia@mail.example'").await;
    let closed = "update card_sessions set state = 'expired' where provider_id = $1";
    crate::orders::stage::execute(&at.app, closed, &first).await;
    let second = at.to_pay(&mut buyer).await;
    assert_ne!(first, second);
    at.pay(&second);
    at.tell().await;
    at.app.clock.forward(1_000);
    at.pay(&first);
    at.tell().await;
    (buyer, [first, second])
}

on_both! {
    async fn of_two_pages_that_were_paid_the_first_to_come_pays_and_the_other_goes_back(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, [first, second]) = twice(&at).await;
        let intents = [&first, &second].map(|id| at.stripe.state().sessions[id].intent.clone());
        let sent = |at: &Cards| -> Vec<(String, i64)> {
            let mut all: Vec<(String, i64)> =
                at.stripe.state().refunds.values().map(|one| (one.intent.clone(), one.amount)).collect();
            all.sort();
            all
        };
        assert_eq!(sent(&at), [(intents[0].clone(), 45_000_000)]);
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        assert_eq!(at.alarms("paid_for_nothing").await, 1);
        buyer.page().await.says(&["Rp450.000 was paid beyond what was owed"]);
        // What the first one's bank says is not about what was bought.
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&first, "needs_response", now));
        at.tell().await;
        let mut artisan = at.stage.artisan.clone();
        artisan_taps(&mut artisan, &buyer.code, "handed-over", &[]).await.location();
        assert!(at.stripe.state().dispute(&first, "lost", now));
        at.tell().await;
        Cards::is(&at.now().await, "paid", "handed_over", 0, 0);
        assert_eq!(at.app.pot("owed").await, 45_000_000);
        // And what is given back goes to the card that paid.
        give_back(&mut artisan, &buyer.code, &[("more", "100.000")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        let mut expected = [(intents[0].clone(), 45_000_000), (intents[1].clone(), 10_000_000)];
        expected.sort();
        assert_eq!(sent(&at), expected);
        assert_eq!((at.app.pot("owed").await, at.alarms("refund_failed").await), (35_000_000, 0));
        at.app.books_agree().await;
        buyer.page().await.says(&["Rp100.000"]);
    }

    async fn a_page_that_was_paid_otherwise_than_asked_keeps_nobody_from_ending_the_order(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.stripe.state().sessions.get_mut(&id).unwrap().amount += 1;
        at.pay(&id);
        at.stripe.take_events();
        let mut artisan = at.stage.artisan.clone();
        let done = artisan_taps(&mut artisan, &buyer.code, "cancel", &[("reason", "damaged")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        Cards::is(&at.now().await, "lapsed", "cancelled", 1, 0);
        assert_eq!(at.alarms("mismatch").await, 1);
        assert_eq!(at.app.count("select count(*) from card_sessions where state = 'failed'").await, 1);
        assert_eq!(at.app.pot("owed").await, 0);
    }

    async fn a_page_nobody_knows_any_more_keeps_the_piece_until_its_time_is_over_and_no_longer(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        // As if the keys were another account's by now.
        at.stripe.state().sessions.remove(&id);
        let refused = buyer.tap("cancel", &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        at.app.clock.forward(36 * 60_000);
        tick(&at.app).await;
        Cards::is(&at.now().await, "open", "accepted", 0, 1);
        assert_eq!(at.alarms("page_lost").await, 0);
        at.app.clock.forward(10 * 60_000);
        tick(&at.app).await;
        Cards::is(&at.now().await, "lapsed", "expired", 1, 0);
        assert_eq!(at.alarms("page_lost").await, 1);
        assert_eq!(at.app.count("select count(*) from card_sessions where state = 'failed'").await, 1);
        tick(&at.app).await;
        assert_eq!(at.alarms("page_lost").await, 1);
    }

    async fn what_was_paid_with_a_test_key_says_so_when_the_key_is_a_real_one(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        assert_eq!(at.app.count("select test from card_sessions").await, 1);
        buyer.page().await.says(&["Test payment"]);
        let live = [("STRIPE_SECRET_KEY", "sk_live_hidden"), ("STRIPE_WEBHOOK_SECRET", "whsec_hidden")];
        let app = at.app.with_cards(&live).await;
        let path = format!("/studio/orders/{}", buyer.code);
        let mut artisan = app.client();
        artisan.cookies = at.stage.artisan.cookies.clone();
        artisan.get(&path).await.says(&["Pembayaran percobaan"]);
    }

    async fn a_bank_that_says_no_leaves_as_long_as_the_region_gives_at_the_stall(app: TestApp) {
        let at = cards(app).await;
        at.app.execute("update region_money set stall_minutes = 12").await;
        let (_buyer, id) = at.gone_to_pay().await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().complete(&id, false, now));
        at.tell().await;
        assert!(at.stripe.state().arrive(&id, false, now));
        at.tell().await;
        assert_eq!(at.app.count("select held_until from shop_orders").await, now + 12 * 60_000);
    }

    async fn a_service_that_is_away_keeps_no_other_order_and_is_not_asked_for_ever(app: TestApp) {
        let at = cards_of(app, "stocked", 21).await;
        for _ in 0..20 {
            at.gone_to_pay().await;
        }
        let cash = at_checkout(&at.app, &at.stage.piece, "stall").await.order(&[("method", "cash")]).await;
        at.app.clock.forward(50 * 60_000);
        at.stripe.state().wishes.fail = 1_000;
        tick(&at.app).await;
        let asked = 1_000 - at.stripe.state().wishes.fail;
        // Each page has a job that looks it up; the two sweeps give up after a few.
        assert!(asked < 20 + 20, "{asked} questions to a service that is away");
        let part = "select count(*) from shop_orders where state = 'expired'";
        assert_eq!(at.app.count(part).await, 1, "{}", cash.code);
        at.stripe.state().wishes.fail = 0;
        at.app.clock.forward(5 * 60_000);
        tick(&at.app).await;
        assert_eq!(at.app.count(part).await, 21);
        assert_eq!(crate::orders::stage::shelf(&at.app).await, (21, 0));
    }

    async fn what_cannot_be_read_is_told_to_the_office_once(app: TestApp) {
        let at = cards(app).await;
        let event = at.event("evt_odd", "charge.dispute.created", &json!({ "id": 7 }));
        at.tell_one(&event).await;
        at.tell_one(&event).await;
        at.app.run_jobs().await;
        assert_eq!(at.alarms("unreadable").await, 1);
    }

    async fn what_was_paid_before_pages_were_remembered_knows_its_page(app: TestApp) {
        let at = cards(app).await;
        let (_, [_, second]) = twice(&at).await;
        // As a database from before would be, and then the migration's own words.
        at.app.execute("update payments set paid_session = null").await;
        at.app.execute("update card_sessions set test = 0").await;
        let migration = include_str!("../../migrations/0010_paying_pages.sql");
        for sql in migration.split(';').filter(|sql| sql.trim_start().starts_with("update")) {
            at.app.execute(sql).await;
        }
        let known = "select count(*) from payments p join card_sessions c on c.id = p.paid_session";
        assert_eq!(at.app.count(known).await, 1);
        let paid: (String,) = sqlx::query_as("select c.provider_id from payments p join card_sessions c on c.id = p.paid_session")
            .fetch_one(at.app.house.store.read())
            .await
            .unwrap();
        assert_eq!(paid.0, second);
        assert_eq!(at.app.count("select count(*) from card_sessions where test = 0").await, 0);
    }
}
