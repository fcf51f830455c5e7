//! What cannot be paid from afar is not offered to be sent, says why, and loses nothing that was typed.

use axum::http::StatusCode;

use super::super::market::{code_of, market};
use super::super::stage::{DAY, Stage, artisan_taps, at_checkout, execute, stage_of, tick};
use super::{agrees, answers, ask, asked, sending};
use crate::on_both;
use crate::support::TestApp;

const ONLY_CASH: &str = "update shop_payments set takes_qris = 0 where shop_id = $1";
const ONLY_QRIS: &str = "update shop_payments set takes_cash = 0 where shop_id = $1";

/// A shop that sends and takes QRIS alone, with five of a piece for Rp6.000.000.
async fn only_qris(app: &TestApp) -> Stage {
    let s = stage_of(app, "stocked", 5).await;
    execute(app, "update shops set sends = 1 where id = $1", &s.shop.id).await;
    execute(app, "update products set price_minor = 600000000 where id = $1", &s.piece.id).await;
    execute(app, ONLY_QRIS, &s.shop.id).await;
    s
}

/// Something of the shop went while a buyer filled in the form of a parcel.
async fn went(app: &TestApp, went: &'static str, says: &str) {
    let s = sending(app).await;
    let mut buyer = at_checkout(app, &s.piece, "send").await;
    execute(app, went, &s.shop.id).await;
    let reply = ask(&mut buyer, &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = ["Beispielweg 7", "In dark blue, please", "mia@mail.example", "value=\"Mia\""];
    reply.says(&[says, "value=\"deliver\""]).says(&typed);
    // Where nothing else is offered the form stays, with a way back to the piece.
    execute(app, "update shops set delivers = 0 where id = $1", &s.shop.id).await;
    let reply = ask(&mut buyer, &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    reply.says(&typed).says(&[&format!("/en/p/{}", s.piece.code)]);
    assert_eq!(app.count("select count(*) from orders").await, 0);
}

on_both! {
    async fn a_shop_that_takes_only_cash_sends_nothing_and_says_why(app: TestApp) {
        let mut s = sending(&app).await;
        execute(&app, ONLY_CASH, &s.shop.id).await;
        let page = app.client().get(&format!("/en/p/{}", s.piece.code)).await;
        page.says(&["how=deliver", "has no way yet to be paid this price from afar"]);
        assert!(!page.text().contains("how=send"));
        s.artisan.get("/studio/shop/sending").await.says(&["Paket tidak bisa dibayar tunai"]);
        // Whoever follows an old link is told why, and can have it brought.
        let page = at_checkout(&app, &s.piece, "send").await.page;
        page.says(&["a parcel is not paid in cash", "value=\"deliver\""]);
        assert!(!page.text().contains("value=\"send\""));
        // Where it is not brought either, there is no form.
        execute(&app, "update shops set delivers = 0 where id = $1", &s.shop.id).await;
        let page = at_checkout(&app, &s.piece, "send").await.page;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.says(&["a parcel is not paid in cash"]);
        assert!(!page.text().contains("name=\"key\""));
    }

    async fn what_is_paid_in_cash_when_it_is_brought_is_kept_until_that_day_is_late(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "deliver", &[("stay", "Homestay Contoh, Waha")]).await;
        let code = order.code.clone();
        answers(&mut s, &code, &[("price", "20.000"), ("day", "2026-12-08")]).await;
        agrees(&mut order, "qris").await.location();
        // A wallet can pay now; whoever changes to cash pays at the door.
        order.tap("method", &[("method", "cash")]).await.location();
        let until = app.count("select held_until from shop_orders").await;
        assert!(until > app.clock.now() + 20 * DAY, "a week after the 8th of December");
        app.clock.forward(until - app.clock.now() - 1);
        tick(&app).await;
        s.artisan = app.owner_of(&s.shop).await;
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        app.books_agree().await;
    }

    async fn in_a_basket_it_is_not_offered_either(app: TestApp) {
        let mut m = market(&app).await;
        for stage in [&m.first, &m.second] {
            execute(&app, "update shops set sends = 1 where id = $1", &stage.shop.id).await;
        }
        execute(&app, ONLY_CASH, &m.first.shop.id).await;
        let (first, second) = (code_of(&app, &m.first.shop).await, code_of(&app, &m.second.shop).await);
        let page = m.checkout().await;
        page.says(&["a parcel is not paid in cash"]);
        let html = page.text();
        let of = |code: &str| html.split(&format!("id=\"shop-{code}\"")).nth(1).unwrap().split("</section>").next().unwrap();
        assert!(!of(&first).contains("value=\"send\"") && of(&second).contains("value=\"send\""));
        let refused = m.place(&app, &[(format!("how-{first}"), "send")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let why = "sends parcels, but has no way yet to be paid this amount";
        refused.says(&[why]);
        assert_eq!(refused.text().matches(why).count(), 1, "it is said once");
        assert!(!refused.text().contains("Choose how you want it"));
    }

    async fn cash_alone_meanwhile_is_said_and_what_was_typed_stays(app: TestApp) {
        went(&app, ONLY_CASH, "a parcel is not paid in cash").await;
    }

    async fn sending_no_more_meanwhile_is_said_and_what_was_typed_stays(app: TestApp) {
        went(&app, "update shops set sends = 0 where id = $1", "does not send parcels just now").await;
    }

    async fn more_pieces_than_qris_can_carry_is_said_in_words_that_help(app: TestApp) {
        let s = only_qris(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "send").await;
        let reply = ask(&mut buyer, &[("quantity", "2")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["quantity-err", "Choose fewer", "Beispielweg 7"]);
        assert!(!reply.text().contains("Type a whole number"));
        ask(&mut buyer, &[("quantity", "1")]).await.location();
    }

    async fn at_the_stall_so_many_are_refused_at_their_number(app: TestApp) {
        let s = only_qris(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "stall").await;
        let reply = buyer.send(&[("quantity", "2")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["quantity-err", "Choose fewer"]);
        assert!(!reply.text().contains("Choose the other one"), "there is no other one");
        buyer.page = reply;
        buyer.send(&[("quantity", "1")]).await.location();
    }

    async fn what_is_made_and_costs_more_than_a_payment_carries_is_asked_for_and_paid_in_two_parts(app: TestApp) {
        let mut s = stage_of(&app, "made_to_order", 0).await;
        execute(&app, ONLY_QRIS, &s.shop.id).await;
        execute(&app, "update products set price_minor = 1200000000 where id = $1", &s.piece.id).await;
        let mut order = asked(&app, &s, "keep", &[]).await;
        let whole = artisan_taps(&mut s.artisan, &order.code, "answer", &[("day", "2026-12-20")]).await;
        assert_eq!(whole.status, StatusCode::UNPROCESSABLE_ENTITY);
        whole.says(&["deposit-err", "Rp12.000.000 sekaligus belum bisa dibayar"]);
        answers(&mut s, &order.code, &[("day", "2026-12-20"), ("deposit", "50")]).await;
        agrees(&mut order, "qris").await.location();
        assert_eq!(app.count("select amount_minor from payments where state = 'open'").await, 600_000_000);
        // What no two payments carry is not asked for.
        execute(&app, "update products set price_minor = 2100000000 where id = $1", &s.piece.id).await;
        let page = at_checkout(&app, &s.piece, "keep").await.page;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.says(&["cannot be paid here yet"]);
    }

    async fn an_answer_that_nobody_could_pay_is_told_to_the_artisan(app: TestApp) {
        let mut s = only_qris(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let dear = [("price", "5.000.000"), ("text", "Baik")];
        let reply = artisan_taps(&mut s.artisan, &order.code, "answer", &dear).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["price-err", "Rp11.000.000 sekaligus belum bisa dibayar", "Baik"]);
        assert_eq!(app.count("select count(*) from enquiries where state = 'asked'").await, 1);
        // In two parts it can, as the words say.
        answers(&mut s, &order.code, &[("price", "5.000.000"), ("deposit", "50")]).await;
        agrees(&mut order, "qris").await.location();
        assert_eq!(app.count("select amount_minor from payments where state = 'open'").await, 550_000_000);
    }
}
