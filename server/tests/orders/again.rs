//! What was not done is said on the form itself, with what was typed: the artisan sends it once more.

use axum::http::StatusCode;

use super::enquiries::{agrees, answers, asked, sending};
use super::stage::{artisan_taps, at_checkout, hidden_of, key_of, stage};
use crate::on_both;

on_both! {
    async fn nobody_cancels_an_order_that_was_paid_since_the_page_asked(app: TestApp) {
        let mut s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash")]).await;
        let action = format!("/studio/orders/{}/cancel", order.code);
        let asks = s.artisan.get(&action).await;
        assert!(!asks.text().contains("Rp450.000"), "nothing has arrived");
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let mut page = asks.text();
        for (at, status) in [StatusCode::CONFLICT, StatusCode::SEE_OTHER].into_iter().enumerate() {
            let (key, arrived) = (key_of(&page, &action), hidden_of(&page, &action, "arrived").unwrap());
            let fields = [("key", key.as_str()), ("arrived", &arrived), ("reason", "other"), ("text", "Benangnya putus")];
            let reply = s.artisan.post(&action, &fields).await;
            assert_eq!(reply.status, status);
            if at == 0 {
                // Said on the form, with what is then to be handed back and what she typed.
                reply.says(&["Keadaan uangnya berubah", "Rp450.000", "Benangnya putus"]);
                assert_eq!(app.count("select count(*) from shop_orders where state = 'cancelled'").await, 0);
                page = reply.text();
            }
        }
        assert_eq!(app.count("select count(*) from payments where state = 'to_return'").await, 1);
        app.books_agree().await;
    }

    async fn an_answer_that_was_not_taken_stands_in_the_form(app: TestApp) {
        let mut s = sending(&app).await;
        let order = asked(&app, &s, "send", &[]).await;
        let action = format!("/studio/orders/{}/answer", order.code);
        let key = key_of(&s.artisan.get(&action).await.text(), &action);
        let first = [("key", key.as_str()), ("price", "85.000"), ("day", "2026-12-20"), ("text", "")];
        s.artisan.post(&action, &first).await.location();
        let other = [("key", key.as_str()), ("price", "99.000"), ("day", "2026-12-24"), ("text", "Dibungkus rapi")];
        let reply = s.artisan.post(&action, &other).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["99.000", "2026-12-24", "Dibungkus rapi"]);
        assert_eq!(app.count("select sending_minor from enquiries").await, 8_500_000, "the first one stands");
        // Sent once more it is taken.
        let key = key_of(&reply.text(), &action);
        s.artisan.post(&action, &[("key", key.as_str()), other[1], other[2], other[3]]).await.location();
        assert_eq!(app.count("select sending_minor from enquiries").await, 9_900_000);
    }

    async fn a_no_to_a_question_that_was_taken_back_is_told_by_the_order(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let action = format!("/studio/orders/{}/decline", order.code);
        let key = key_of(&s.artisan.get(&action).await.text(), &action);
        order.tap("cancel", &[]).await.location();
        let reply = s.artisan.post(&action, &[("key", &key), ("reason", "away"), ("text", "")]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["Pesanan ini sudah dibatalkan"]);
    }

    async fn a_parcel_that_was_not_sent_keeps_its_number(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        answers(&mut s, &order.code, &[("price", "85.000")]).await;
        agrees(&mut order, "qris").await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let action = format!("/studio/orders/{}/send", order.code);
        let page = s.artisan.get(&action).await.text();
        let old = key_of(&page, &action).replace(|one: char| one.is_ascii_digit(), "0");
        let fields = [("key", old.as_str()), ("service", "Pos Ekspor"), ("tracking", "EX123456789ID")];
        let reply = s.artisan.post(&action, &fields).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["Pos Ekspor", "EX123456789ID"]);
        let key = key_of(&reply.text(), &action);
        s.artisan.post(&action, &[("key", key.as_str()), fields[1], fields[2]]).await.location();
        assert_eq!(app.count("select count(*) from shop_orders where state = 'sent'").await, 1);
    }
}
