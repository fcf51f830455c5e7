//! Ends: cancelling, another way of paying, time that runs out, and money that comes all the same.

use axum::http::StatusCode;

use super::stage::{Cards, cards, cards_of};
use crate::on_both;
use crate::orders::stage::{artisan_taps, at_checkout, tick};
use crate::support::TestApp;

on_both! {
    async fn cancelling_closes_the_payment_page_first(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        assert_eq!(buyer.tap("cancel", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(at.stripe.state().sessions[&id].status, "expired");
        Cards::is(&at.now().await, "lapsed", "cancelled", 1, 0);
        at.tell().await;
        Cards::is(&at.now().await, "lapsed", "cancelled", 1, 0);
    }

    async fn whoever_paid_before_the_end_has_paid(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        // No event was heard yet: Stripe is asked, and the payment wins.
        let reply = buyer.tap("cancel", &[]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["the order is paid"]);
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        assert_eq!(at.times_paid().await, 1);
    }

    async fn the_shop_lets_go_only_when_the_page_is_closed(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        let mut artisan = at.stage.artisan.clone();
        at.stripe.state().wishes.fail = 2;
        let reply = artisan_taps(&mut artisan, &buyer.code, "release", &[]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        Cards::is(&at.now().await, "open", "accepted", 0, 1);
        at.stripe.state().wishes.fail = 0;
        assert_eq!(artisan_taps(&mut artisan, &buyer.code, "release", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(at.stripe.state().sessions[&id].status, "expired");
        Cards::is(&at.now().await, "lapsed", "expired", 1, 0);
    }

    async fn another_way_of_paying_closes_the_page_and_a_card_can_be_chosen_again(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        assert_eq!(buyer.tap("method", &[("method", "cash")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(at.stripe.state().sessions[&id].status, "expired");
        assert_eq!(buyer.tap("method", &[("method", "card")]).await.status, StatusCode::SEE_OTHER);
        let second = at.to_pay(&mut buyer).await;
        at.pay(&second);
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where state = 'paid' and method = 'card'").await, 1);
        assert_eq!(at.times_paid().await, 1);
    }

    async fn time_that_runs_out_releases_the_piece_after_the_page_has_closed(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.app.clock.forward(36 * 60_000);
        tick(&at.app).await;
        // The page is closed; an event may still come, and the piece is kept for it.
        Cards::is(&at.now().await, "open", "accepted", 0, 1);
        at.app.clock.forward(10 * 60_000);
        tick(&at.app).await;
        Cards::is(&at.now().await, "lapsed", "expired", 1, 0);
        assert_eq!(at.stripe.state().sessions[&id].status, "expired");
        at.tell().await;
        Cards::is(&at.now().await, "lapsed", "expired", 1, 0);
        drop(buyer);
    }

    async fn a_card_charged_in_the_last_second_is_found_without_any_event(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.app.clock.forward(34 * 60_000);
        at.pay(&id);
        at.app.clock.forward(2 * 60_000);
        // The buyer never came back and no event was told: the job looks it up.
        tick(&at.app).await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        drop(buyer);
    }

    async fn late_money_takes_the_piece_again_while_it_is_there(app: TestApp) {
        let at = late(app).await;
        at.tell().await;
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        assert_eq!(at.app.count("select count(*) from card_refunds").await, 0);
    }

    async fn late_money_for_a_piece_that_is_gone_goes_back_once(app: TestApp) {
        let at = late(app).await;
        at_checkout(&at.app, &at.stage.piece, "stall").await.order(&[("method", "cash")]).await;
        at.stripe.state().wishes.times = 3;
        at.tell().await;
        at.tell().await;
        Cards::is(&at.now().await, "returned", "expired", 0, 1);
        let sums: Vec<i64> = at.stripe.state().refunds.values().map(|refund| refund.amount).collect();
        assert_eq!(sums, [45_000_000]);
        assert_eq!(at.app.count("select returned_minor from payments where state = 'returned'").await, 45_000_000);
    }

    async fn a_paid_order_the_shop_cancels_goes_back_to_the_card(app: TestApp) {
        let at = cards_of(app, "stocked", 3).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let mut artisan = at.stage.artisan.clone();
        let gone = artisan_taps(&mut artisan, &buyer.code, "cancel", &[("reason", "damaged"), ("text", "")]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        buyer.page().await.says(&["goes back to your card by itself"]);
        artisan.get(&format!("/studio/orders/{}", buyer.code)).await.says(&["dengan sendirinya"]);
        at.app.run_jobs().await;
        buyer.page().await.says(&["went back to your card"]);
        assert_eq!(at.stripe.state().refunds.len(), 1);
        at.tell().await;
        assert_eq!(at.alarms("refunded_elsewhere").await, 0);
        Cards::is(&at.now().await, "returned", "cancelled", 3, 0);
    }
}

/// A card was charged, nobody heard of it, Stripe was away while we asked, and the piece was let go.
async fn late(app: TestApp) -> Cards {
    let at = cards(app).await;
    let (_, id) = at.gone_to_pay().await;
    at.pay(&id);
    // Whoever orders next counts the hold as released; no job has run.
    at.app.clock.forward(46 * 60_000);
    crate::orders::stage::execute(&at.app, "update card_sessions set state = 'expired' where provider_id = $1", &id)
        .await;
    tick(&at.app).await;
    Cards::is(&at.now().await, "lapsed", "expired", 1, 0);
    at
}
