//! The rest after a deposit: no clock runs beside it, and what comes after the end goes back.

use axum::http::StatusCode;

use super::super::stage::{DAY, Ordered, Stage, artisan_taps, offers, tap_on, tick};
use super::deposits::agreed;
use crate::on_both;
use crate::support::TestApp;

/// An order whose deposit of Rp135.000 came by QRIS; the rest of Rp315.000 is asked for.
async fn deposited(app: &TestApp) -> (Stage, Ordered) {
    let (mut s, mut order) = agreed(app, "qris").await;
    order.tap("paid", &[]).await.location();
    artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
    (s, order)
}

on_both! {
    async fn choosing_cash_for_it_before_it_is_ready_starts_no_clock(app: TestApp) {
        let (mut s, mut order) = deposited(&app).await;
        order.tap("method", &[("method", "cash")]).await.location();
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and state = 'open' and method = 'cash'").await, 1);
        assert_eq!(app.count("select count(*) from shop_orders where held_until is not null").await, 0);
        // Long after the promised day it still waits with her.
        app.clock.forward(100 * DAY);
        tick(&app).await;
        s.artisan = app.owner_of(&s.shop).await;
        s.artisan.get("/studio/orders").await.says(&[&order.code, "Uang muka masuk"]);
        order.tap("method", &[("method", "qris")]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "ready", &[]).await.location();
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        app.books_agree().await;
    }

    async fn one_that_comes_after_the_end_stands_in_the_books_and_goes_back_with_the_deposit(app: TestApp) {
        let (mut s, mut order) = deposited(&app).await;
        let path = format!("/studio/orders/{}", order.code);
        let came = format!("{path}/rest-came");
        assert!(!offers(&s.artisan.get(&path).await, &came), "it is asked for still");
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "unfinished")]).await.location();
        order.page().await.says(&["Rp135.000", "If you had paid the rest already, show Ina Contoh"]);
        s.artisan.get(&path).await.says(&["Sisanya ternyata masuk", "Rp315.000 dicatat sudah masuk"]);
        artisan_taps(&mut s.artisan, &order.code, "rest-came", &[]).await.location();
        assert_eq!(app.count("select cast(sum(amount_minor) as bigint) from payments where state = 'to_return'").await, 45_000_000);
        assert_eq!(app.count("select count(*) from messages where event = 'to-return'").await, 1);
        app.books_agree().await;
        let page = order.page().await;
        page.says(&["Money to come back", "Rp450.000"]);
        assert!(!page.text().contains("If you had paid the rest"));
        let page = s.artisan.get(&path).await;
        page.says(&["Rp450.000", "Uang harus dikembalikan"]);
        assert!(!offers(&page, &came), "it is said once");
        artisan_taps(&mut s.artisan, &order.code, "returned", &[]).await.location();
        order.tap("came-back", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'returned' and return_seen_at is not null").await, 2);
        app.books_agree().await;
        assert_eq!(app.pot("buyer").await, 0);
        s.artisan.get(&path).await.says(&["Sisanya ternyata masuk"]);
    }

    async fn an_old_page_hands_back_the_deposit_alone_and_never_what_came_since(app: TestApp) {
        let (mut s, mut order) = deposited(&app).await;
        // Paid by the code, though another way was chosen after it.
        order.tap("method", &[("method", "cash")]).await.location();
        let path = format!("/studio/orders/{}", order.code);
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "unfinished")]).await.location();
        order.page().await.says(&["If you had paid the rest already"]);
        let old = s.artisan.get(&path).await.text();
        artisan_taps(&mut s.artisan, &order.code, "rest-came", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and method = 'qris' and state = 'to_return'").await, 1);
        let told = tap_on(&mut s.artisan, &old, &format!("{path}/returned"), &[]).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.says(&["Rp450.000"]);
        assert_eq!(app.count("select count(*) from payments where state = 'to_return'").await, 2);
        artisan_taps(&mut s.artisan, &order.code, "returned", &[]).await.location();
        app.books_agree().await;
    }

    async fn one_that_comes_after_the_deposit_was_handed_back_goes_back_alone(app: TestApp) {
        let (mut s, mut order) = deposited(&app).await;
        let (code, path) = (order.code.clone(), format!("/studio/orders/{}", order.code));
        artisan_taps(&mut s.artisan, &code, "cancel", &[("reason", "damaged")]).await.location();
        artisan_taps(&mut s.artisan, &code, "returned", &[]).await.location();
        order.tap("came-back", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "rest-came", &[]).await.location();
        order.page().await.says(&["Money to come back", "Rp315.000"]);
        s.artisan.get("/studio/orders").await.says(&[&code, "Uang harus dikembalikan"]);
        artisan_taps(&mut s.artisan, &code, "returned", &[]).await.location();
        order.tap("came-back", &[]).await.location();
        order.page().await.says(&["Money came back"]);
        assert!(!s.artisan.get(&path).await.text().contains("/rest-came"));
        app.books_agree().await;
        assert_eq!((app.pot("buyer").await, app.pot("pocket").await), (0, 0));
    }
}
