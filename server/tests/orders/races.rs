//! Everything at once: the last piece is sold once, and every race of buyer, artisan and job leaves one winner.

use std::collections::HashSet;

use axum::http::StatusCode;

use super::stage::{Buyer, MINUTE, Stage, artisan_taps, at_checkout, execute, key_of, shelf, stage, stage_of, tick};
use crate::on_both;
use crate::support::TestApp;

/// Buyers at once for one last piece.
const BUYERS: usize = 50;

/// One round: all have the checkout page open, then all send it. Gives how many got an order.
async fn rush(app: &TestApp, s: &Stage) -> usize {
    rush_for(app, s, "1").await
}

/// The same where each wants so many.
async fn rush_for(app: &TestApp, s: &Stage, quantity: &'static str) -> usize {
    let mut ready = Vec::new();
    for _ in 0..BUYERS {
        ready.push(at_checkout(app, &s.piece, "stall").await);
    }
    let sent: Vec<_> = ready
        .into_iter()
        .map(|mut buyer| {
            tokio::spawn(async move {
                let reply = buyer.send(&[("quantity", quantity)]).await;
                if reply.status == StatusCode::UNPROCESSABLE_ENTITY {
                    reply.says(&["quantity-err"]);
                    return 0;
                }
                if reply.status == StatusCode::CONFLICT {
                    reply.says(&["Somebody was quicker"]);
                    return 0;
                }
                reply.location();
                1
            })
        })
        .collect();
    let mut won = 0;
    for one in sent {
        won += one.await.unwrap();
    }
    won
}

on_both! {
    async fn fifty_buyers_at_once_for_one_last_piece_make_one_order(app: TestApp) {
        const ROUNDS: i64 = 200;
        let s = stage(&app).await;
        for round in 0..ROUNDS {
            assert_eq!(rush(&app, &s).await, 1, "round {round}");
            assert_eq!(shelf(&app).await, (0, 1), "round {round}");
            app.clock.forward(31 * MINUTE);
            tick(&app).await;
            assert_eq!(shelf(&app).await, (1, 0), "round {round}");
        }
        assert_eq!(app.count("select count(*) from orders").await, ROUNDS);
        assert_eq!(app.count("select count(*) from payments").await, ROUNDS);
    }

    async fn fifty_buyers_meet_holds_that_ran_out_while_the_job_comes_by(app: TestApp) {
        let s = stage_of(&app, "stocked", 2).await;
        for round in 0..6 {
            // Two holds at once: a checkout and the job both want to end both.
            while shelf(&app).await.0 > 0 {
                at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
            }
            app.clock.forward(31 * MINUTE);
            let (won, ()) = tokio::join!(rush(&app, &s), tick(&app));
            assert_eq!(won, 2, "round {round}");
            assert_eq!(shelf(&app).await, (0, 2), "round {round}");
        }
        assert_eq!(app.count("select count(*) from jobs where last_error is not null").await, 0);
    }

    async fn whoever_wants_two_of_the_last_three_gets_them_once(app: TestApp) {
        let s = stage_of(&app, "stocked", 3).await;
        assert_eq!(rush_for(&app, &s, "2").await, 1);
        assert_eq!(shelf(&app).await, (1, 2));
        assert_eq!(rush(&app, &s).await, 1, "the last one goes to somebody else");
        assert_eq!(shelf(&app).await, (0, 3));
    }

    async fn two_people_from_one_cached_page_are_two_buyers(app: TestApp) {
        let s = stage_of(&app, "stocked", 2).await;
        let one = at_checkout(&app, &s.piece, "stall").await;
        let two = at_checkout(&app, &s.piece, "stall").await;
        let (one, two) = (one.order(&[]).await, two.order(&[]).await);
        assert_ne!(one.link, two.link);
        assert_eq!(shelf(&app).await, (0, 2));
    }

    async fn a_form_sent_twice_or_at_once_or_again_later_is_one_order(app: TestApp) {
        let s = stage_of(&app, "stocked", 5).await;
        let mut buyer = at_checkout(&app, &s.piece, "stall").await;
        let mut taps = Vec::new();
        for _ in 0..5 {
            let (fields, mut client) = (buyer.fields(), buyer.client.clone());
            taps.push(tokio::spawn(async move {
                let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                client.post("/en/checkout", &fields).await.location()
            }));
        }
        let mut links = HashSet::new();
        for tap in taps {
            links.insert(tap.await.unwrap());
        }
        app.clock.forward(6 * 24 * 60 * MINUTE);
        links.insert(buyer.send(&[]).await.location());
        assert_eq!(links.len(), 1);
        assert_eq!(app.count("select count(*) from orders").await, 1);
        let other = buyer.send(&[("quantity", "2")]).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        other.says(&["This form was already sent with other words"]);
        assert_eq!(app.count("select count(*) from orders").await, 1);
    }

    async fn a_form_whose_answer_is_forgotten_orders_nothing_a_second_time(app: TestApp) {
        let s = stage_of(&app, "stocked", 5).await;
        let mut buyer = at_checkout(&app, &s.piece, "stall").await;
        buyer.send(&[]).await.location();
        app.clock.forward(7 * 24 * 60 * MINUTE + 1);
        execute(&app, "delete from idempotency where form <> $1", "").await;
        let again = buyer.send(&[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        again.says(&["open too long"]);
        assert_eq!(app.count("select count(*) from orders").await, 1);
    }

    async fn the_same_form_again_finds_its_order_also_when_the_piece_is_gone(app: TestApp) {
        let s = stage(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "stall").await;
        let first = buyer.send(&[]).await.location();
        assert_eq!(buyer.send(&[]).await.location(), first);
        execute(&app, "update products set state = 'hidden' where id = $1", &s.piece.id).await;
        assert_eq!(buyer.send(&[]).await.location(), first);
    }

    async fn going_back_leads_to_the_open_order_and_another_one_is_the_second_choice(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let back = format!("/en/checkout?p={}&how=stall&via=q", s.piece.code);
        assert_eq!(order.client.get(&back).await.location(), order.link);
        let many = app.a_product_of_kind(&s.shop, "Sapu tangan", 50_000, "stocked", 3).await;
        let mut order = at_checkout(&app, &many, "stall").await.order(&[]).await;
        let page = order.client.get(&format!("/en/checkout?p={}&how=stall", many.code)).await;
        page.says(&["You have an order already", &order.link, "again=1", "Order another one"]);
        let again = order.client.get(&format!("/en/checkout?p={}&how=stall&again=1", many.code)).await;
        again.says(&["name=\"key\"", "name=\"again\""]);
    }

    async fn two_tabs_of_one_visitor_make_one_order_of_a_piece(app: TestApp) {
        let s = stage(&app).await;
        let mut one = at_checkout(&app, &s.piece, "stall").await;
        let page = one.client.get(&format!("/en/checkout?p={}&how=stall&via=q", s.piece.code)).await;
        let mut two = Buyer { client: one.client.clone(), lang: "en", page, how: "stall" };
        let first = one.send(&[]).await.location();
        assert_eq!(two.send(&[]).await.location(), first);
    }

    async fn every_race_of_buyer_artisan_and_job_leaves_one_winner(app: TestApp) {
        let mut s = stage(&app).await;
        for round in 0..12 {
            let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
            let page = order.page().await.text();
            let hers = s.artisan.get(&format!("/studio/orders/{}", order.code)).await.text();
            let path = format!("/studio/orders/{}", order.code);
            let time_is_up = round % 3 == 2;
            let buyer_does = if round % 2 == 0 { "paid" } else { "cancel" };
            let she_does = if round % 4 < 2 { "release" } else { "arrived" };
            let (mut buyer, link) = (order.client.clone(), format!("{}/{buyer_does}", order.link));
            let key = key_of(&page, &link);
            let (mut artisan, action) = (s.artisan.clone(), format!("{path}/{she_does}"));
            let her_key = key_of(&hers, &action);
            if time_is_up {
                app.clock.forward(30 * MINUTE);
            }
            let (buyer_said, she_said, ()) = tokio::join!(
                async move { buyer.post(&link, &[("key", &key)]).await.status },
                async move { artisan.post(&action, &[("key", &her_key)]).await.status },
                tick(&app),
            );
            let winners = [buyer_said, she_said].iter().filter(|status| **status == StatusCode::SEE_OTHER).count();
            let claimed_then_arrived = buyer_does == "paid" && she_does == "arrived" && !time_is_up;
            let late_claim_after = buyer_does == "paid" && she_does == "release";
            // Money is heard of whenever it comes: after a cancelling it is owed.
            let owed_after_all = buyer_does == "cancel" && she_does == "arrived" && winners == 2;
            if time_is_up {
                // A late claim is heard then, and money that is there; she lets nothing go that is gone.
                assert!(she_said == StatusCode::CONFLICT || she_does == "arrived", "round {round}");
                assert!(buyer_said == StatusCode::CONFLICT || buyer_does == "paid", "round {round}");
                assert!(winners >= 1 || buyer_does == "cancel", "round {round}: {buyer_said} {she_said}");
            } else if owed_after_all {
                assert_eq!(app.count("select count(*) from payments where state = 'to_return'").await, 1, "round {round}");
            } else if claimed_then_arrived || late_claim_after {
                assert!(winners >= 1, "round {round}: {buyer_said} {she_said}");
            } else {
                assert_eq!(winners, 1, "round {round}: {buyer_said} {she_said}");
            }
            whole(&app, round).await;
            end(&app, &mut s, &order.code).await;
        }
    }

    async fn a_late_claim_and_another_buyer_race_for_one_piece(app: TestApp) {
        let mut s = stage(&app).await;
        for round in 0..6 {
            let mut late = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
            app.clock.forward(30 * MINUTE);
            let key = key_of(&late.page().await.text(), &format!("{}/paid", late.link));
            let mut other = at_checkout(&app, &s.piece, "stall").await;
            let (mut client, door) = (late.client.clone(), format!("{}/paid", late.link));
            let (claimed, placed) = tokio::join!(
                async move { client.post(&door, &[("key", &key)]).await.status },
                async move { other.send(&[]).await },
            );
            assert_eq!(claimed, StatusCode::SEE_OTHER, "round {round}: a late claim is always heard");
            whole(&app, round).await;
            let kept = late.page().await.text().contains("You said you have paid");
            assert_ne!(kept, placed.status == StatusCode::SEE_OTHER, "round {round}: one of both has the piece");
            end(&app, &mut s, &late.code).await;
            app.clock.forward(31 * MINUTE);
            tick(&app).await;
            assert_eq!(shelf(&app).await, (1, 0), "round {round}");
        }
    }
}

/// Nothing is lost and nothing is there twice, and the states fit together.
async fn whole(app: &TestApp, round: usize) {
    let (stock, held) = shelf(app).await;
    assert_eq!(stock + held, 1, "round {round}");
    assert_eq!(
        app.count("select cast(coalesce(sum(stock_held), 0) as bigint) from shop_orders").await,
        held,
        "round {round}"
    );
    let odd = app
        .count(
            "select count(*) from shop_orders s join payments p on p.shop_order_id = s.id where \
             (s.state in ('cancelled', 'declined') and p.state in ('open', 'claimed', 'paid')) \
             or (s.state = 'expired' and p.state in ('open', 'paid')) \
             or (s.state in ('asked', 'accepted', 'ready') and (p.state in ('lapsed', 'returned') or s.stock_held = 0))",
        )
        .await;
    assert_eq!(odd, 0, "round {round}");
}

/// Brings an order to its end, whatever became of it, so that the piece is for sale again.
async fn end(app: &TestApp, s: &mut Stage, code: &str) {
    for _ in 0..6 {
        let html = s.artisan.get(&format!("/studio/orders/{code}")).await.text();
        let offered = |act: &str| html.contains(&format!("/studio/orders/{code}/{act}\""));
        if offered("not-arrived") {
            artisan_taps(&mut s.artisan, code, "not-arrived", &[]).await;
        } else if offered("release") {
            artisan_taps(&mut s.artisan, code, "release", &[]).await;
        } else if offered("cancel") {
            artisan_taps(&mut s.artisan, code, "cancel", &[("reason", "sold")]).await;
        } else if offered("returned") {
            artisan_taps(&mut s.artisan, code, "returned", &[]).await;
        } else {
            break;
        }
    }
    tick(app).await;
}
