//! What happened to an order: for its shop, and for the office without the buyer.

use axum::http::StatusCode;

use app::orders::trail::ACTIONS;

use super::stage::{artisan_taps, at_checkout, stage};
use crate::on_both;
use crate::support::sources::quoted;

/// What the program writes down of orders, and what there are sentences for.
#[test]
fn each_step_the_program_writes_down_has_a_sentence_and_each_sentence_its_step() {
    let written = quoted(&["order", "enquiry", "payment"]);
    let said: std::collections::BTreeSet<String> = ACTIONS.iter().map(|(action, _)| (*action).to_owned()).collect();
    assert_eq!(written.difference(&said).collect::<Vec<_>>(), Vec::<&String>::new(), "steps nobody could read");
    assert_eq!(said.difference(&written).collect::<Vec<_>>(), Vec::<&String>::new(), "sentences of nothing");
}

on_both! {
    async fn every_step_stands_on_the_shops_page_in_order(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("name", "Mia")]).await;
        app.clock.forward(60_000);
        order.tap("paid", &[]).await.location();
        app.clock.forward(60_000);
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        app.clock.forward(60_000);
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        let page = s.artisan.get(&format!("/studio/orders/{}", order.code)).await.text();
        let trail = page.split("Apa yang terjadi").nth(1).unwrap();
        let at = |text: &str| trail.find(text).unwrap_or_else(|| panic!("{text} is missing"));
        assert!(at("Dipesan") < at("Saya sudah bayar"));
        assert!(at("Saya sudah bayar") < at("Uang sudah masuk"));
        assert!(at("Uang sudah masuk") < at("Sudah diserahkan"));
        assert!(trail.contains("oleh tamu") && trail.contains("oleh toko"));
    }

    async fn every_step_that_is_written_down_has_a_sentence(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        order.tap("cancel", &[]).await.location();
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        s.artisan.get("/studio").await.says(&[]);
        let rows: Vec<(String,)> = sqlx::query_as("select distinct action from audit where object_kind = 'order'")
            .fetch_all(app.house.store.read())
            .await
            .unwrap();
        for (action,) in &rows {
            assert!(app::orders::trail::action(action).is_some(), "{action}");
        }
        assert!(rows.len() >= 2);
    }

    async fn the_office_sees_the_steps_of_its_own_orders_and_nothing_of_the_buyer(app: TestApp) {
        let s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[("name", "Mia Pembeli")]).await;
        let mut officer = app.an_officer(&s.place).await;
        let path = |code: &str| format!("/office/{}/orders?code={code}", s.place.slug);
        let page = officer.get(&path(&order.code)).await;
        page.says(&[&order.code, "Benang Contoh", "Rp450.000", "Dipesan", "oleh tamu"]);
        let html = page.text();
        assert!(!html.contains("Mia") && !html.contains("mail.example") && !html.contains("Senja"), "nothing of the buyer");
        // Typed as people type it; somebody else's order does not exist.
        let typed = order.code.replace('-', "").to_lowercase();
        officer.get(&path(&typed)).await.says(&[&order.code]);
        officer.get(&path("H4M2-R7")).await.says(&["Tidak ada pesanan"]);
        officer.get(&path("x")).await.says(&["Tidak ada pesanan"]);
        let elsewhere = app.a_place_named("74.09", "Lain Contoh", "lain-contoh").await;
        let mut other = app.an_officer(&elsewhere).await;
        other.get(&format!("/office/{}/orders?code={}", elsewhere.slug, order.code)).await.says(&["Tidak ada pesanan"]);
        assert_eq!(other.get(&path(&order.code)).await.status, StatusCode::NOT_FOUND);
    }
}
