//! The way to the payment page and back.

use axum::http::StatusCode;

use super::stage::{Cards, SECRET, cards, cards_of, offer, speaking_to};
use crate::on_both;
use crate::orders::stage::{artisan_taps, checkout_in, key_of, offers, tick};

on_both! {
    async fn a_card_is_paid_once_by_coming_back_and_by_the_event_that_follows(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        {
            let state = at.stripe.state();
            let session = &state.sessions[&id];
            assert_eq!((session.amount, session.currency.as_str(), session.locale.as_str()), (45_000_000, "idr", "en"));
            assert!(session.about.contains(&buyer.code) && session.success_url.contains(&buyer.link));
        }
        at.pay(&id);
        at.come_back(&mut buyer).await.says(&["Paid by card"]);
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        at.tell().await;
        assert_eq!(at.times_paid().await, 1);
        let mut artisan = at.stage.artisan.clone();
        let page = artisan.get(&format!("/studio/orders/{}", buyer.code)).await;
        page.says(&["percobaan", "kartu"]);
        assert_eq!(artisan_taps(&mut artisan, &buyer.code, "handed-over", &[]).await.status, StatusCode::SEE_OTHER);
        Cards::is(&at.now().await, "paid", "handed_over", 0, 0);
    }

    async fn a_card_is_paid_once_by_the_event_and_coming_back_changes_nothing(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        at.come_back(&mut buyer).await.says(&["Paid by card"]);
        assert_eq!(at.times_paid().await, 1);
    }

    async fn the_page_names_the_merchant_says_that_it_is_a_test_and_has_no_other_way_to_say_paid(app: TestApp) {
        let at = cards(app).await;
        let mut buyer = at.ordered().await;
        let page = buyer.page().await;
        page.says(&["Koperasi Contoh", "kartu@koperasi.example", "Test payment", "Rp450.000"]);
        assert!(!offers(&page, &format!("{}/paid", buyer.link)), "I have paid");
        let policy = page.headers["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains(&format!("form-action 'self' {};", at.stripe.url())), "{policy}");
        let studio = at.stage.artisan.clone().get(&format!("/studio/orders/{}", buyer.code)).await;
        assert!(!offers(&studio, &format!("/studio/orders/{}/arrived", buyer.code)), "money has arrived");
    }

    async fn tapping_twice_leads_to_the_same_page_and_keeps_the_piece_until_it_has_closed(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, first) = at.gone_to_pay().await;
        assert_eq!(at.to_pay(&mut buyer).await, first);
        assert_eq!(at.app.count("select count(*) from card_sessions").await, 1);
        let until = || async { at.app.count("select held_until from shop_orders").await };
        let kept = until().await;
        assert_eq!(kept, at.app.count("select expires_at from card_sessions").await + 10 * 60_000);
        // Coming back to the page that is open is no new time.
        at.app.clock.forward(20 * 60_000);
        assert_eq!(at.to_pay(&mut buyer).await, first);
        assert_eq!(until().await, kept);
        // The same form sent again: the same key, the same page.
        let html = buyer.page().await.text();
        let key = crate::orders::stage::key_of(&html, &format!("{}/card", buyer.link));
        let path = format!("{}/card", buyer.link);
        let one = buyer.client.post(&path, &[("key", &key)]).await.location();
        assert_eq!(buyer.client.post(&path, &[("key", &key)]).await.location(), one);
        assert_eq!(buyer.client.post(&path, &[("key", "x.y")]).await.status, StatusCode::CONFLICT);
    }

    async fn a_page_speaks_the_buyers_language_closes_after_35_minutes_and_the_piece_is_kept_ten_more(app: TestApp) {
        let at = cards_of(app, "stocked", 2).await;
        // Stripe counts seconds, the house does not.
        at.app.clock.forward(567);
        for lang in ["en", "id"] {
            let checkout = checkout_in(at.app.client(), lang, &at.stage.piece, "stall").await;
            let id = at.to_pay(&mut checkout.order(&[("method", "card")]).await).await;
            let session = at.stripe.state().sessions[&id].clone();
            assert_eq!((session.locale.as_str(), session.expires_at - session.created), (lang, 35 * 60), "{lang}");
            assert_eq!(at.app.count("select max(expires_at) from card_sessions").await, session.expires_at * 1_000);
            let kept = at.app.count("select max(held_until) from shop_orders").await;
            assert_eq!(kept, (session.expires_at + 10 * 60) * 1_000, "{lang}");
            assert_eq!(at.app.count("select max(live_until) from card_sessions").await, kept);
            at.app.clock.forward(1_234);
        }
    }

    async fn pages_that_nobody_pays_do_not_keep_a_piece_for_ever(app: TestApp) {
        let at = cards(app).await;
        let mut buyer = at.ordered().await;
        for _ in 0..4 {
            at.to_pay(&mut buyer).await;
            at.app.clock.forward(34 * 60_000);
        }
        let kept = at.app.count("select held_until from shop_orders").await;
        let told = buyer.tap("card", &[]).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.says(&["opened several times and nothing was paid", "Choose another way"]);
        assert_eq!(at.app.count("select held_until from shop_orders").await, kept);
        assert_eq!(at.app.count("select count(*) from card_sessions where state = 'open'").await, 0);
        at.app.clock.forward(kept - at.app.clock.now());
        tick(&at.app).await;
        at.tell().await;
        tick(&at.app).await;
        Cards::is(&at.now().await, "lapsed", "expired", 1, 0);
        at.app.books_agree().await;
    }

    async fn a_service_that_is_away_loses_nothing_and_the_second_try_sends_the_same(app: TestApp) {
        let at = cards(app).await;
        let mut buyer = at.ordered().await;
        at.stripe.state().wishes.fail = 1;
        let reply = buyer.tap("card", &[]).await;
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(reply.headers.contains_key("retry-after"));
        reply.says(&["Nothing was charged"]);
        // Done there, but the answer was lost: the same key finds the same page.
        at.stripe.state().wishes.fail_after = 1;
        assert_eq!(buyer.tap("card", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
        let id = at.to_pay(&mut buyer).await;
        assert_eq!(at.stripe.state().sessions.len(), 1);
        at.pay(&id);
        at.tell().await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        assert_eq!(at.app.count("select count(*) from card_sessions").await, 1);
    }

    async fn a_try_some_minutes_later_sends_what_was_stored_and_finds_the_same_page(app: TestApp) {
        let at = cards(app).await;
        let mut buyer = at.ordered().await;
        at.stripe.state().wishes.fail_after = 1;
        assert_eq!(buyer.tap("card", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
        let expires = at.app.count("select expires_at from card_sessions").await;
        at.app.clock.forward(3 * 60_000);
        // The stand-in refuses a known key with another body, as Stripe does: counted anew, the end would be later.
        let id = at.to_pay(&mut buyer).await;
        assert_eq!(at.stripe.state().sessions.len(), 1);
        assert_eq!(at.app.count("select max(attempt) from card_sessions").await, 1);
        assert_eq!(at.app.count("select expires_at from card_sessions").await, expires);
        at.pay(&id);
        at.tell().await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
    }

    async fn an_answer_that_never_came_is_given_up_for_a_new_attempt_when_its_values_are_too_old(app: TestApp) {
        let at = cards(app).await;
        let mut buyer = at.ordered().await;
        at.stripe.state().wishes.fail = 1;
        buyer.tap("card", &[]).await;
        at.app.clock.forward(5 * 60_000);
        let id = at.to_pay(&mut buyer).await;
        assert_eq!(at.app.count("select max(attempt) from card_sessions").await, 2);
        assert_eq!(at.app.count("select count(*) from card_sessions where state = 'dropped'").await, 1);
        at.pay(&id);
        at.tell().await;
        assert_eq!(at.times_paid().await, 1);
    }

    async fn an_unreachable_service_shows_the_order_and_everything_else_works(app: TestApp) {
        let at = cards(app).await;
        let app = speaking_to(at.app, "http://127.0.0.1:1", SECRET).await;
        let mut buyer = crate::orders::stage::at_checkout(&app, &at.stage.piece, "stall").await.order(&[("method", "card")]).await;
        assert_eq!(buyer.tap("card", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
        // Nobody was given a page: another way of paying is free to choose.
        assert_eq!(buyer.tap("method", &[("method", "cash")]).await.status, StatusCode::SEE_OTHER);
    }

    async fn without_keys_nobody_is_offered_a_card(app: TestApp) {
        let stage = crate::orders::stage::stage(&app).await;
        offer(&app, &stage.place.regency).await;
        let mut buyer = crate::orders::stage::at_checkout(&app, &stage.piece, "stall").await;
        assert!(!buyer.page.text().contains("value=\"card\""));
        assert_eq!(buyer.send(&[("method", "card")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut ordered = buyer.order(&[]).await;
        let key = crate::orders::stage::key_of(&ordered.page().await.text(), &format!("{}/method", ordered.link));
        let path = format!("{}/method", ordered.link);
        assert_eq!(ordered.client.post(&path, &[("key", &key), ("method", "card")]).await.status, StatusCode::CONFLICT);
    }

    async fn money_that_a_bank_still_works_on_hands_nothing_over(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        let mut artisan = at.stage.artisan.clone();
        let path = format!("/studio/orders/{}", buyer.code);
        let key = key_of(&artisan.get(&path).await.text(), &format!("{path}/release"));
        let now = at.app.clock.now();
        assert!(at.stripe.state().complete(&id, false, now));
        at.tell().await;
        let page = at.come_back(&mut buyer).await;
        page.says(&["working on the payment"]);
        assert!(!page.text().contains("Tap “Pay by card”"), "there is nothing to tap");
        let hers = artisan.get(&path).await;
        hers.says(&["bank masih memprosesnya"]);
        hers.says(&["Bank memproses pembayaran kartu"]);
        assert!(!hers.text().contains("/release\"") && !hers.text().contains("/cancel\""));
        Cards::is(&at.now().await, "open", "accepted", 0, 1);
        // It is kept for the bank, and nobody lets go of it meanwhile.
        at.app.clock.forward(24 * 3_600_000);
        crate::orders::stage::tick(&at.app).await;
        let refused = artisan.post(&format!("{path}/release"), &[("key", &key)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let now = at.app.clock.now();
        assert!(at.stripe.state().arrive(&id, true, now));
        at.tell().await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
    }

    async fn money_that_a_bank_did_not_send_leaves_another_try(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().complete(&id, false, now));
        assert!(at.stripe.state().arrive(&id, false, now));
        at.tell().await;
        buyer.page().await.says(&["did not make the payment"]);
        let second = at.to_pay(&mut buyer).await;
        assert_ne!(second, id);
        at.pay(&second);
        at.tell().await;
        assert_eq!(at.times_paid().await, 1);
    }
}
