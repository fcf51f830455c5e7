//! Holds and claims by the standing clock.

use axum::http::StatusCode;

use super::stage::{
    DAY, HOUR, MINUTE, Ordered, Stage, artisan_taps, at_checkout, key_of, offers, shelf, stage, stage_of, tap_on, tick,
};
use crate::on_both;
use crate::support::TestApp;

/// An order whose money was looked for twice.
async fn given_up(app: &TestApp) -> (Stage, Ordered) {
    let mut s = stage(app).await;
    let mut order = at_checkout(app, &s.piece, "stall").await.order(&[]).await;
    for _ in 0..2 {
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
    }
    (s, order)
}

on_both! {
    async fn a_stall_hold_is_free_after_half_an_hour_before_and_after_the_job(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        app.clock.forward(30 * MINUTE - 1);
        tick(&app).await;
        order.page().await.says(&["Waiting for your payment"]);
        app.clock.forward(1);
        order.page().await.says(&["Time ran out, the piece is for sale again"]);
        assert_eq!(shelf(&app).await, (0, 1), "a read never writes");
        at_checkout(&app, &s.piece, "stall").await.page.says(&["Order it"]);
        tick(&app).await;
        assert_eq!(shelf(&app).await, (1, 0));
        order.page().await.says(&["Time ran out, the piece is for sale again"]);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from audit where action = 'order.expired'").await, 1);
    }

    async fn the_next_checkout_takes_a_piece_whose_hold_ran_out_without_waiting_for_the_job(app: TestApp) {
        let s = stage(&app).await;
        let mut first = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let page = format!("/en/p/{}", s.piece.code);
        assert!(!app.client().get(&page).await.text().contains("how=keep"), "somebody else has asked for it");
        app.clock.forward(31 * MINUTE);
        app.client().get(&page).await.says(&["how=keep"]);
        let mut second = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        assert_eq!(shelf(&app).await, (0, 1));
        second.page().await.says(&["Waiting for your payment"]);
        first.page().await.says(&["Time ran out"]);
    }

    async fn an_unanswered_wish_ends_after_72_hours_and_an_accepted_one_a_day_after_the_pickup(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 2).await;
        // The first window ends today at 16.00: six hours from now, so a day after it is 30 hours.
        let mut near = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        let far = at_checkout(&app, &s.piece, "keep").await;
        let last = far.page.text().split("<option value=\"").last().unwrap().split('"').next().unwrap().to_owned();
        let mut far = far.order(&[("pickup", &last), ("contact", "anna@mail.example")]).await;
        artisan_taps(&mut s.artisan, &far.code, "accept", &[]).await.location();
        app.clock.forward(30 * HOUR - 1);
        near.page().await.says(&["Waiting for an answer"]);
        app.clock.forward(1);
        near.page().await.says(&["Time ran out"]);
        assert!(!offers(&near.page().await, &format!("{}/paid", near.link)), "it was never accepted, so never payable");
        app.clock.forward(12 * DAY);
        far.page().await.says(&["Waiting for your payment"]);
        app.clock.forward(2 * DAY);
        tick(&app).await;
        far.page().await.says(&["Time ran out"]);
        assert_eq!(shelf(&app).await, (2, 0));
    }

    async fn an_unanswered_wish_with_a_late_pickup_ends_after_72_hours(app: TestApp) {
        let s = stage(&app).await;
        let buyer = at_checkout(&app, &s.piece, "keep").await;
        let last = buyer.page.text().split("<option value=\"").last().unwrap().split('"').next().unwrap().to_owned();
        let mut order = buyer.order(&[("pickup", &last)]).await;
        app.clock.forward(72 * HOUR - 1);
        order.page().await.says(&["Waiting for an answer"]);
        app.clock.forward(1);
        order.page().await.says(&["Time ran out"]);
    }

    async fn a_claim_stops_the_clock_and_two_refusals_end_the_order(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        app.clock.forward(29 * MINUTE);
        order.tap("paid", &[]).await.location();
        app.clock.forward(47 * HOUR);
        tick(&app).await;
        order.page().await.says(&["You said you have paid"]);
        for act in ["release", "ready", "handed-over", "accept"] {
            assert!(!offers(&s.artisan.get(&format!("/studio/orders/{}", order.code)).await, &format!("/studio/orders/{}/{act}", order.code)));
        }
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
        order.page().await.says(&["Ina Contoh has not seen it yet", "Then tap “I have paid” once more"]);
        app.clock.forward(30 * MINUTE - 1);
        order.page().await.says(&["Ina Contoh has not seen it yet"]);
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
        order.page().await.says(&["Cancelled by Ina Contoh: the money was not there, looked for twice."]);
        assert!(!offers(&order.page().await, &format!("{}/paid", order.link)));
        assert_eq!(shelf(&app).await, (1, 0));
    }

    async fn after_a_refusal_the_buyer_pays_in_another_way_or_cancels_and_what_was_looked_for_stays_counted(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
        assert!(offers(&order.page().await, &format!("{}/cancel", order.link)));
        order.tap("method", &[("method", "cash")]).await.location();
        order.page().await.says(&["Pay Ina Contoh"]);
        order.tap("paid", &[]).await.location();
        s.artisan.get(&format!("/studio/orders/{}", order.code)).await.says(&["Belum masuk juga: akhiri pesanan"]);
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
        order.page().await.says(&["looked for twice"]);
        assert_eq!(shelf(&app).await, (1, 0));
    }

    async fn money_that_was_there_after_all_brings_back_what_she_gave_up(app: TestApp) {
        let (mut s, mut order) = given_up(&app).await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let page = order.page().await;
        page.says(&["Paid. It is yours"]);
        assert!(!page.text().contains("looked for twice"));
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        assert_eq!(shelf(&app).await, (0, 0));
        app.books_agree().await;
    }

    async fn money_for_what_was_given_up_and_sold_goes_back(app: TestApp) {
        let (mut s, mut order) = given_up(&app).await;
        at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        order.page().await.says(&["Money to come back", "the money was seen only afterwards"]);
        assert_eq!(shelf(&app).await, (0, 1), "the other one keeps the piece");
        app.books_agree().await;
    }

    async fn an_old_page_does_not_answer_a_second_claim(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        order.tap("paid", &[]).await.location();
        let path = format!("/studio/orders/{}", order.code);
        let action = format!("{path}/not-arrived");
        let pages = [s.artisan.get(&path).await.text(), s.artisan.get(&path).await.text()];
        tap_on(&mut s.artisan, &pages[0], &action, &[]).await.location();
        order.tap("paid", &[]).await.location();
        let told = tap_on(&mut s.artisan, &pages[1], &action, &[]).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.says(&["Yang harus dibayar sudah berubah"]);
        order.page().await.says(&["You said you have paid"]);
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        assert_eq!(shelf(&app).await, (0, 1));
        // Once more on the page of before: it stands here.
        let told = tap_on(&mut s.artisan, &pages[1], &action, &[]).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.says(&["Uangnya sudah ditandai masuk"]);
    }

    async fn money_in_her_hands_counts_from_the_moment_time_ran_out(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash")]).await;
        app.clock.forward(31 * MINUTE);
        let page = s.artisan.get(&format!("/studio/orders/{}", order.code)).await;
        page.says(&["Uangnya ternyata masuk"]);
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        order.page().await.says(&["Paid"]);
        tick(&app).await;
        assert_eq!(shelf(&app).await, (0, 1));
        assert_eq!(app.count("select count(*) from shop_orders where state = 'accepted'").await, 1);
        app.books_agree().await;
    }

    async fn after_the_first_refusal_time_runs_out_again(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        order.tap("paid", &[]).await.location();
        app.clock.forward(DAY);
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
        app.clock.forward(30 * MINUTE);
        tick(&app).await;
        order.page().await.says(&["Time ran out"]);
        assert_eq!(shelf(&app).await, (1, 0));
    }

    async fn a_claim_of_48_hours_stands_first_in_the_studio(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 3).await;
        let mut old = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        old.tap("paid", &[]).await.location();
        app.clock.forward(48 * HOUR - 1);
        let mut young = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        young.tap("paid", &[]).await.location();
        app.clock.forward(1);
        let home = s.artisan.get("/studio").await.text();
        let before_the_card = home.split("class=\"wait-card\"").next().unwrap();
        let leads_to = before_the_card.rsplit("href=\"").next().unwrap();
        assert!(leads_to.starts_with(&format!("/studio/orders/{}\"", old.code)), "{home}");
        let list = s.artisan.get("/studio/orders").await.text();
        assert!(list.find(&old.code).unwrap() < list.find(&young.code).unwrap());
    }

    async fn a_late_claim_takes_the_piece_again_while_it_is_there(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        app.clock.forward(30 * MINUTE);
        tick(&app).await;
        app.clock.forward(7 * DAY - 1);
        order.page().await.says(&["Paid all the same?"]);
        order.tap("paid", &[]).await.location();
        order.page().await.says(&["You said you have paid"]);
        assert_eq!(shelf(&app).await, (0, 1));
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        order.page().await.says(&["Ina Contoh has the money"]);
    }

    async fn a_claim_in_the_minute_before_the_job_keeps_the_piece(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        app.clock.forward(30 * MINUTE + 20_000);
        order.tap("paid", &[]).await.location();
        tick(&app).await;
        order.page().await.says(&["You said you have paid"]);
        assert_eq!(shelf(&app).await, (0, 1));
    }

    async fn after_seven_days_a_late_claim_is_not_heard(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        app.clock.forward(30 * MINUTE);
        tick(&app).await;
        let page = order.page().await;
        let key = key_of(&page.text(), &format!("{}/paid", order.link));
        app.clock.forward(7 * DAY);
        assert!(!offers(&order.page().await, &format!("{}/paid", order.link)));
        let late = order.client.post(&format!("{}/paid", order.link), &[("key", &key)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(shelf(&app).await, (1, 0));
    }

    async fn a_late_claim_after_the_piece_is_gone_leads_to_money_to_hand_back(app: TestApp) {
        let mut s = stage(&app).await;
        let mut late = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        app.clock.forward(31 * MINUTE);
        let mut quick = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        late.tap("paid", &[]).await.location();
        late.page().await.says(&["You may have paid after the end", "Somebody else has the piece by now"]);
        s.artisan.get(&format!("/studio/orders/{}", late.code)).await.says(&["Mungkin bayar setelah lewat waktu", "uang itu harus dikembalikan"]);
        s.artisan.get("/studio").await.says(&["Mungkin bayar setelah lewat waktu"]);
        artisan_taps(&mut s.artisan, &late.code, "arrived", &[]).await.location();
        late.page().await.says(&["Money to come back", "Time ran out, and somebody else has the piece"]);
        quick.page().await.says(&["Waiting for your payment"]);
        assert_eq!(shelf(&app).await, (0, 1), "the other one keeps the piece");
        artisan_taps(&mut s.artisan, &late.code, "returned", &[]).await.location();
        late.page().await.says(&["Money came back"]);
    }

    async fn a_late_claim_that_was_not_true_ends_where_it_began(app: TestApp) {
        let mut s = stage(&app).await;
        let mut late = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        app.clock.forward(31 * MINUTE);
        at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        late.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &late.code, "not-arrived", &[]).await.location();
        late.page().await.says(&["Time ran out", "Paid all the same?"]);
        late.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &late.code, "not-arrived", &[]).await.location();
        assert!(!offers(&late.page().await, &format!("{}/paid", late.link)), "two refusals are enough");
    }

    async fn the_artisan_lets_go_of_an_unpaid_hold_in_one_tap(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "release", &[]).await.location();
        order.page().await.says(&["Ina Contoh has put the piece up for sale again"]);
        assert_eq!(shelf(&app).await, (1, 0));
    }

    async fn a_paid_piece_is_never_released_by_time(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        app.clock.forward(25 * DAY);
        tick(&app).await;
        order.page().await.says(&["Ina Contoh has the money"]);
        assert_eq!(shelf(&app).await, (0, 1));
    }
}
