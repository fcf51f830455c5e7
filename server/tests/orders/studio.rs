//! The artisan's home, lists and money.

use axum::http::StatusCode;

use super::stage::{DAY, MINUTE, artisan_taps, at_checkout, execute, key_of, stage, stage_of, tick};
use crate::on_both;
use crate::support::Client;

on_both! {
    async fn money_that_nobody_announced_takes_the_piece_again_or_is_owed(app: TestApp) {
        let mut s = stage_of(&app, "unique", 1).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        app.clock.forward(31 * MINUTE);
        tick(&app).await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        order.page().await.says(&["Paid"]);
        assert_eq!(app.count("select count(*) from shop_orders where state = 'accepted' and stock_held = 1").await, 1);
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        // The same when somebody else has the piece by then, and when she had cancelled it: it is owed.
        let many = app.a_product_of_kind(&s.shop, "Sapu tangan", 50_000, "unique", 1).await;
        let mut late = at_checkout(&app, &many, "stall").await.order(&[]).await;
        app.clock.forward(31 * MINUTE);
        tick(&app).await;
        let other = at_checkout(&app, &many, "stall").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &late.code, "arrived", &[]).await.location();
        late.page().await.says(&["Money to come back"]);
        artisan_taps(&mut s.artisan, &other.code, "cancel", &[("reason", "damaged")]).await.location();
        artisan_taps(&mut s.artisan, &other.code, "arrived", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'to_return'").await, 2);
        assert_eq!(app.count("select stock from products where name = 'Sapu tangan'").await, 1);
        app.books_agree().await;
    }

    async fn an_empty_studio_says_what_comes_next(app: TestApp) {
        let mut s = stage(&app).await;
        s.artisan.get("/studio").await.says(&["Selamat pagi, Ina Contoh", "Tidak ada pesanan menunggu", "/studio/add"]);
        s.artisan.get("/studio/orders").await.says(&["Tidak ada pesanan berjalan"]);
        s.artisan.get("/studio/money").await.says(&["Rp0", "November 2026, belum ada pembayaran", "/studio/money/settings"]);
    }

    async fn the_home_asks_by_itself_and_is_told_when_something_came(app: TestApp) {
        let mut s = stage(&app).await;
        s.artisan.get("/studio").await.says(&["src=\"/follow.js\"", "data-state=\"/api/waiting\""]);
        let quiet = follows(&mut s.artisan, "/studio", "/api/waiting").await;
        assert_eq!(follows(&mut s.artisan, "/studio", "/api/waiting").await, quiet);
        at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        assert_ne!(follows(&mut s.artisan, "/studio", "/api/waiting").await, quiet);
        assert_eq!(app.client().get("/api/waiting").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn her_page_of_an_order_asks_by_itself(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let (page, door) = (format!("/studio/orders/{}", order.code), format!("/api/orders/{}", order.code));
        let before = follows(&mut s.artisan, &page, &door).await;
        order.tap("paid", &[]).await.location();
        assert_ne!(follows(&mut s.artisan, &page, &door).await, before);
    }

    async fn a_piece_that_cannot_be_hidden_leads_to_the_order_that_holds_it(app: TestApp) {
        let mut s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let piece = format!("/studio/products/{}", s.piece.id);
        for what in ["hide", "archive"] {
            let key = s.artisan.get(&piece).await.field("key");
            let refused = s.artisan.post(&format!("{piece}/{what}"), &[("key", &key)]).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{what}");
            refused.says(&["sedang dipesan", &format!("href=\"/studio/orders/{}\"", order.code)]);
        }
        // Nobody has paid; the half hour is over, and no job has come by yet.
        app.clock.forward(31 * MINUTE);
        let key = s.artisan.get(&piece).await.field("key");
        s.artisan.post(&format!("{piece}/hide"), &[("key", &key)]).await.location();
        assert_eq!(app.count("select count(*) from products where state = 'hidden' and stock = 1 and held = 0").await, 1);
    }

    async fn a_piece_she_calls_sold_is_for_sale_again_and_she_is_told(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 2).await;
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        let away = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "decline", &[("reason", "sold"), ("text", "")]).await.location();
        let page = format!("/studio/orders/{}", order.code);
        s.artisan.get(&page).await.says(&["dijual lagi", &format!("/studio/products/{}", s.piece.id)]);
        artisan_taps(&mut s.artisan, &away.code, "decline", &[("reason", "away"), ("text", "")]).await.location();
        assert!(!s.artisan.get(&format!("/studio/orders/{}", away.code)).await.text().contains("dijual lagi"));
        execute(&app, "update products set state = 'hidden' where id = $1", &s.piece.id).await;
        assert!(!s.artisan.get(&page).await.text().contains("dijual lagi"), "she has hidden it");
    }

    async fn two_orders_of_one_piece_are_told_apart(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 2).await;
        at_checkout(&app, &s.piece, "stall").await.order(&[("name", "Mia")]).await;
        let nameless = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        s.artisan.get("/studio/orders").await.says(&[">Mia<", &format!(">{}<", nameless.code)]);
    }

    async fn lists_are_paged(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 40).await;
        for _ in 0..23 {
            at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        }
        let rows = |html: String| html.matches("line-card").count();
        assert_eq!(rows(s.artisan.get("/studio/orders").await.text()), 20);
        let second = s.artisan.get("/studio/orders?page=2").await;
        second.says(&["rel=\"prev\""]);
        assert_eq!(rows(second.text()), 3);
        s.artisan.get("/studio").await.says(&["23 pesanan menunggu", "Semua pesanan"]);
        app.clock.forward(DAY);
        assert_eq!(rows(s.artisan.get("/studio/orders").await.text()), 0, "time ran out, whether or not a job has come by");
        assert_eq!(rows(s.artisan.get("/studio/orders?show=done&page=2").await.text()), 3);
    }

    async fn the_months_money_is_counted_when_it_arrived_and_when_it_went_back(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 3).await;
        let november = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &november.code, "arrived", &[]).await.location();
        app.clock.forward(7 * DAY);
        let december = at_checkout(&app, &s.piece, "stall").await.order(&[("quantity", "2")]).await;
        artisan_taps(&mut s.artisan, &december.code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &november.code, "cancel", &[("reason", "damaged"), ("text", "")]).await.location();
        artisan_taps(&mut s.artisan, &november.code, "returned", &[]).await.location();
        s.artisan.get("/studio/money").await.says(&["Rp900.000", "Desember 2026, dari 1 pembayaran", "Rp450.000 dikembalikan pada bulan ini"]);
        s.artisan.get("/studio/money?month=2026-11").await.says(&["November 2026, dari 1 pembayaran", "Rp450.000", "sudah dikembalikan"]);
    }

    async fn the_orders_code_is_held_out_full_screen(app: TestApp) {
        let mut s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let page = s.artisan.get(&format!("/studio/orders/{}/qris", order.code)).await;
        page.says(&["fullcode", "TENUN CONTOH", "Rp450.000", "<path"]);
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        assert_eq!(s.artisan.get(&format!("/studio/orders/{}/qris", order.code)).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_double_tap_of_the_artisan_is_one_arrival(app: TestApp) {
        let mut s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let path = format!("/studio/orders/{}/arrived", order.code);
        let page = s.artisan.get(&format!("/studio/orders/{}", order.code)).await.text();
        let key = key_of(&page, &path);
        let (mut one, mut two) = (s.artisan.clone(), s.artisan.clone());
        let fields = [("key", key.as_str())];
        let (first, second) = tokio::join!(one.post(&path, &fields), two.post(&path, &fields));
        assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(app.count("select count(*) from audit where action = 'payment.arrived'").await, 1);
    }

    async fn the_database_itself_refuses_what_must_never_be(app: TestApp) {
        let s = stage(&app).await;
        at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        for sql in [
            "update products set stock = -1",
            "update products set held = -1",
            "update shop_orders set state = 'sold'",
            "update shop_orders set stock_held = 2",
            "update shop_orders set ended_by = 'nobody'",
            "update payments set state = 'maybe'",
            "update payments set amount_minor = 0",
            "update orders set total_minor = 0",
            "update order_lines set quantity = 0",
            "insert into payments (id, order_id, shop_order_id, shop_id, method, currency, amount_minor, state, created_at, updated_at) \
             select 'x', order_id, shop_order_id, shop_id, method, currency, amount_minor, 'open', 0, 0 from payments",
        ] {
            let done = app.house.store.write(move |tx| Box::pin(async move {
                use server::store::DbResult as _;
                sqlx::query(sql).execute(tx.db()).await.db()
            })).await;
            assert!(matches!(done, Err(app::error::AppError::Conflict(_))), "{sql}");
        }
    }
}

/// What a page that follows by itself was drawn from; the door it asks says the same.
async fn follows(artisan: &mut Client, page: &str, door: &str) -> String {
    let page = artisan.get(page).await.text();
    assert!(page.contains(&format!("data-state=\"{door}\"")), "{page}");
    let mark = page.split("data-mark=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let reply = artisan.get(door).await;
    assert_eq!(
        (reply.status, reply.headers["etag"].to_str().unwrap()),
        (StatusCode::OK, format!("\"{mark}\"").as_str())
    );
    mark
}
