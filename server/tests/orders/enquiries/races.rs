//! Buyer, artisan and time at once: one of them wins, and what they hold is held once.

use axum::http::StatusCode;

use super::super::stage::{key_of, shelf, tick};
use super::{answers, asked, sending};
use crate::on_both;

on_both! {
    async fn agreeing_withdrawing_and_declining_leave_one_winner(app: TestApp) {
        let mut s = sending(&app).await;
        for round in 0..6 {
            let mut order = asked(&app, &s, "send", &[("contact", &format!("mia{round}@mail.example"))]).await;
            let code = order.code.clone();
            answers(&mut s, &code, &[("price", "85.000")]).await;
            let page = order.page().await;
            let html = page.text();
            let (agree, cancel) = (format!("{}/agree", order.link), format!("{}/cancel", order.link));
            let (agree_key, cancel_key) = (key_of(&html, &agree), key_of(&html, &cancel));
            let answer = page.field("answer");
            let hers = s.artisan.get(&format!("/studio/orders/{code}/decline")).await;
            let decline = format!("/studio/orders/{code}/decline");
            let decline_key = key_of(&hers.text(), &decline);
            let (mut one, mut two, mut three) = (order.client.clone(), order.client.clone(), s.artisan.clone());
            let agreed = tokio::spawn(async move {
                one.post(&agree, &[("key", &agree_key), ("answer", &answer), ("method", "qris")]).await
            });
            let cancelled = tokio::spawn(async move { two.post(&cancel, &[("key", &cancel_key)]).await });
            let declined = tokio::spawn(async move {
                three.post(&decline, &[("key", &decline_key), ("reason", "away")]).await
            });
            let done = [agreed.await.unwrap(), cancelled.await.unwrap(), declined.await.unwrap()];
            let moved = done.iter().filter(|reply| reply.status == StatusCode::SEE_OTHER).count();
            // Who agrees may still cancel: that is two, one after the other, and never a third.
            let ended = app.count("select count(*) from shop_orders where state in ('cancelled', 'declined')").await;
            let open = app.count("select count(*) from shop_orders where state = 'accepted'").await;
            assert_eq!(ended + open, round + 1);
            assert!((1..=2).contains(&moved), "{moved}");
            if open == 1 {
                order.tap("cancel", &[]).await.location();
            }
            assert_eq!(shelf(&app).await, (1, 0));
        }
        app.books_agree().await;
    }

    async fn an_answer_or_a_yes_in_the_moment_time_runs_out_leaves_one_winner(app: TestApp) {
        let mut s = sending(&app).await;
        let (mut ended, mut went_on) = (0, 0);
        for round in 0..12 {
            let mut order = asked(&app, &s, "send", &[("contact", &format!("mia{round}@mail.example"))]).await;
            let code = order.code.clone();
            // Every other round it is she who answers, otherwise the buyer who agrees.
            let (mut client, page, action) = if round % 2 == 0 {
                let action = format!("/studio/orders/{code}/answer");
                (s.artisan.clone(), s.artisan.get(&action).await, action)
            } else {
                answers(&mut s, &code, &[("price", "85.000")]).await;
                (order.client.clone(), order.page().await, format!("{}/agree", order.link))
            };
            let key = key_of(&page.text(), &action);
            let answer = if round % 2 == 0 { String::new() } else { page.field("answer") };
            let end = app.count("select max(held_until) from shop_orders where state = 'asked'").await;
            app.clock.forward(end - app.clock.now() - 1);
            let fields = [("key", key.as_str()), ("price", "85.000"), ("answer", &answer), ("method", "qris")];
            // Of each the first time is before, the last is after, and the others are at the same moment, sooner or later.
            let over = async |wait: usize| {
                for _ in 0..wait {
                    tokio::task::yield_now().await;
                }
                app.clock.forward(1);
                tick(&app).await;
            };
            let spoken = match round / 2 {
                0 => {
                    over(0).await;
                    client.post(&action, &fields).await
                }
                5 => {
                    let reply = client.post(&action, &fields).await;
                    over(0).await;
                    reply
                }
                wait => futures::join!(client.post(&action, &fields), over(wait)).0,
            };
            let spoken = spoken.status;
            tick(&app).await;
            let open = app.count("select count(*) from shop_orders where state in ('asked', 'accepted')").await;
            assert!(matches!((spoken, open), (StatusCode::SEE_OTHER, 1) | (StatusCode::CONFLICT, 0)), "{spoken} {open}");
            assert_eq!(shelf(&app).await, (1 - open, open));
            if open == 1 {
                went_on += 1;
                order.tap("cancel", &[]).await.location();
            } else {
                ended += 1;
            }
            s.artisan = app.owner_of(&s.shop).await;
        }
        assert!(ended >= 2 && went_on >= 2, "{ended} {went_on}");
        assert_eq!(app.count("select count(*) from audit where action = 'enquiry.lapsed'").await, ended);
        app.books_agree().await;
    }

    async fn the_same_yes_a_hundred_times_is_one(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let code = order.code.clone();
        answers(&mut s, &code, &[("price", "85.000")]).await;
        let page = order.page().await;
        let action = format!("{}/agree", order.link);
        let (key, answer) = (key_of(&page.text(), &action), page.field("answer"));
        let sent: Vec<_> = (0..100)
            .map(|_| {
                let (mut client, action, key, answer) = (order.client.clone(), action.clone(), key.clone(), answer.clone());
                tokio::spawn(async move { client.post(&action, &[("key", &key), ("answer", &answer), ("method", "qris")]).await.status })
            })
            .collect();
        for one in sent {
            assert_eq!(one.await.unwrap(), StatusCode::SEE_OTHER);
        }
        assert_eq!(app.count("select count(*) from payments where state <> 'abandoned'").await, 1);
        assert_eq!(app.count("select count(*) from audit where action = 'enquiry.agreed'").await, 1);
    }
}
