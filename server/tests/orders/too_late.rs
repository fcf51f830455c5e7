//! A tap on a page that is old by now: it does nothing, and says what happened meanwhile.

use axum::http::StatusCode;

use super::enquiries::{agrees, answers, asked, sending};
use super::stage::{Ordered, Stage, artisan_taps, at_checkout, stage_of, tap_on, tick};
use crate::on_both;
use crate::support::{Reply, TestApp};

fn is_told(reply: &Reply, words: &str) {
    assert_eq!(reply.status, StatusCode::CONFLICT, "{words}");
    reply.says(&[words]);
}

/// An order and the buyer's page of it, before anything happens.
async fn bought(app: &TestApp, s: &Stage, how: &'static str, method: &str) -> (Ordered, String) {
    let contact = format!("mia{}@mail.example", app.count("select count(*) from orders").await);
    let mut fields = vec![("method", method)];
    if how == "keep" {
        fields.push(("contact", &contact));
    }
    let mut order = at_checkout(app, &s.piece, how).await.order(&fields).await;
    let page = order.page().await.text();
    (order, page)
}

/// The buyer's tap on that page.
async fn taps(order: &mut Ordered, page: &str, act: &str, more: &[(&str, &str)]) -> Reply {
    let action = format!("{}/{act}", order.link);
    tap_on(&mut order.client, page, &action, &[&[("part", "1")], more].concat()).await
}

/// The artisan's page of it, and her tap there later.
async fn hers(s: &mut Stage, code: &str) -> String {
    s.artisan.get(&format!("/studio/orders/{code}")).await.text()
}

async fn she_taps(s: &mut Stage, page: &str, code: &str, act: &str) -> Reply {
    tap_on(&mut s.artisan, page, &format!("/studio/orders/{code}/{act}"), &[]).await
}

on_both! {
    async fn the_buyer_is_told_what_the_shop_did(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 20).await;
        let (mut order, page) = bought(&app, &s, "keep", "cash").await;
        artisan_taps(&mut s.artisan, &order.code, "decline", &[("reason", "away")]).await.location();
        is_told(&taps(&mut order, &page, "cancel", &[]).await, "This order was declined meanwhile.");

        let (mut order, page) = bought(&app, &s, "stall", "cash").await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        is_told(&taps(&mut order, &page, "paid", &[]).await, "The maker already has the money.");
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        is_told(&taps(&mut order, &page, "cancel", &[]).await, "This piece was handed over already.");

        let (mut order, page) = bought(&app, &s, "stall", "cash").await;
        order.tap("paid", &[]).await.location();
        is_told(&taps(&mut order, &page, "cancel", &[]).await, "You have said that you paid.");
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "damaged")]).await.location();
        is_told(&taps(&mut order, &page, "cancel", &[]).await, "This order was cancelled meanwhile.");

        let (mut order, page) = bought(&app, &s, "stall", "qris").await;
        app.clock.forward(3 * 3_600_000);
        tick(&app).await;
        is_told(&taps(&mut order, &page, "cancel", &[]).await, "Time ran out meanwhile.");

        let (mut order, page) = bought(&app, &s, "stall", "qris").await;
        artisan_taps(&mut s.artisan, &order.code, "release", &[]).await.location();
        is_told(&taps(&mut order, &page, "cancel", &[]).await, "The maker has put the piece up for sale again.");
        assert_eq!(app.count("select count(*) from audit where action = 'order.cancelled'").await, 1, "only hers");
        app.books_agree().await;
    }

    async fn the_artisan_is_told_what_the_buyer_did(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 20).await;
        let (mut order, _) = bought(&app, &s, "keep", "cash").await;
        let page = hers(&mut s, &order.code).await;
        order.tap("cancel", &[]).await.location();
        let code = order.code.clone();
        is_told(&she_taps(&mut s, &page, &code, "accept").await, "Pesanan ini sudah dibatalkan.");

        let (mut order, _) = bought(&app, &s, "stall", "cash").await;
        let code = order.code.clone();
        let page = hers(&mut s, &code).await;
        order.tap("paid", &[]).await.location();
        is_told(&she_taps(&mut s, &page, &code, "release").await, "Tamu bilang sudah bayar. Jawab dulu");
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        let page = hers(&mut s, &code).await;
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        is_told(&she_taps(&mut s, &page, &code, "handed-over").await, "Karya ini sudah diserahkan.");
        assert_eq!(app.count("select count(*) from audit where action = 'order.handed_over'").await, 1);
    }

    async fn of_a_question_it_is_told_how_it_went_on(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let code = order.code.clone();
        let form = s.artisan.get(&format!("/studio/orders/{code}/answer")).await.text();
        answers(&mut s, &code, &[("price", "85.000")]).await;
        agrees(&mut order, "qris").await.location();
        let answer = format!("/studio/orders/{code}/answer");
        let late = tap_on(&mut s.artisan, &form, &answer, &[("price", "90.000")]).await;
        is_told(&late, "Tamu sudah setuju; jawaban ini tetap berlaku.");
        assert_eq!(app.count("select sending_minor from order_terms").await, 8_500_000);
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        let cancel = format!("/studio/orders/{code}/cancel");
        let form = s.artisan.get(&cancel).await.text();
        artisan_taps(&mut s.artisan, &code, "send", &[]).await.location();
        let late = tap_on(&mut s.artisan, &form, &cancel, &[("reason", "damaged"), ("text", "")]).await;
        is_told(&late, "Paketnya sudah dikirim.");
        assert_eq!(app.count("select count(*) from shop_orders where state = 'sent'").await, 1);
    }
}
