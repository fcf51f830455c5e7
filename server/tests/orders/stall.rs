//! Sold at the stall without the buyer's phone: two taps, undone on the same day, and never what the web sold.

use axum::http::StatusCode;

use super::stage::{
    DAY, HOUR, MINUTE, Stage, artisan_taps, at_checkout, execute, key_of, shelf, stage, stage_at, stage_of, tap_on,
    with_bank,
};
use crate::on_both;
use crate::support::{Reply, TestApp};

/// The second tap: how it was paid.
async fn sell(s: &mut Stage, changes: &[(&str, &str)]) -> Reply {
    let path = format!("/studio/products/{}/sold", s.piece.id);
    let page = s.artisan.get(&path).await;
    let key = key_of(&page.text(), &path);
    let price = page.field("price");
    let had = page.field("price_had");
    let mut fields =
        vec![("key", key.as_str()), ("price", price.as_str()), ("price_had", had.as_str()), ("method", "cash")];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    s.artisan.post(&path, &fields).await
}

async fn paid(app: &TestApp) -> i64 {
    app.count("select cast(coalesce(sum(amount_minor), 0) as bigint) from payments where state = 'paid'").await
}

on_both! {
    async fn two_taps_write_down_a_sale_with_its_money(app: TestApp) {
        let mut s = stage(&app).await;
        let desk = format!("/studio/products/{}", s.piece.id);
        s.artisan.get(&desk).await.says(&[&format!("{desk}/sold")]);
        let order = sell(&mut s, &[]).await.location();
        s.artisan.get(&order).await.says(&["Rp450.000", "terjual di lapak, dicatat sendiri", "Batalkan lagi"]);
        assert_eq!(shelf(&app).await, (0, 0));
        assert_eq!(paid(&app).await, 45_000_000);
        assert_eq!(app.count("select count(*) from orders where channel = 'stall' and ended_at is not null and visitor_id is null").await, 1);
        assert_eq!(app.count("select count(*) from payments where paid_by is not null and method = 'cash'").await, 1);
        assert_eq!(app.count("select count(*) from audit where action = 'order.sold_at_stall'").await, 1);
        s.artisan.get("/studio/money").await.says(&["Rp450.000"]);
        app.client().get(&format!("/en/p/{}", s.piece.code)).await.says(&["has found its home"]);
    }

    async fn what_was_transferred_at_the_stall_is_hers_at_once(app: TestApp) {
        let mut s = stage(&app).await;
        with_bank(&app, &s.shop).await;
        sell(&mut s, &[("method", "transfer")]).await.location();
        assert_eq!((app.pot("pocket").await, app.pot("owed").await), (45_000_000, 0));
        app.books_agree().await;
    }

    async fn what_was_sold_on_the_web_meanwhile_is_refused_with_words(app: TestApp) {
        let mut s = stage(&app).await;
        let path = format!("/studio/products/{}/sold", s.piece.id);
        let page = s.artisan.get(&path).await;
        let key = key_of(&page.text(), &path);
        let (price, had) = (page.field("price"), page.field("price_had"));
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        let fields = [("key", key.as_str()), ("price", &price), ("price_had", &had), ("method", "cash")];
        let refused = s.artisan.post(&path, &fields).await;
        assert!(matches!(refused.status, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY), "{}", refused.status);
        refused.says(&["terjual"]);
        assert_eq!(paid(&app).await, 45_000_000);
    }

    async fn the_price_they_agreed_on_is_the_price_of_the_order(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        sell(&mut s, &[("price", "400.000"), ("quantity", "2"), ("method", "qris")]).await.location();
        assert_eq!(paid(&app).await, 80_000_000);
        assert_eq!(shelf(&app).await, (3, 0));
        assert_eq!(app.count("select price_minor from products").await, 45_000_000);
        for (name, wrong) in [("price", "gratis"), ("quantity", "0"), ("quantity", "4"), ("quantity", "-1"), ("method", "card"), ("method", "")] {
            assert_eq!(sell(&mut s, &[(name, wrong)]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {wrong}");
        }
        assert_eq!((paid(&app).await, shelf(&app).await), (80_000_000, (3, 0)));
    }

    async fn a_small_price_is_asked_about_once_and_the_way_it_was_paid_is_kept(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        let asks = sell(&mut s, &[("price", "6000")]).await;
        assert_eq!(asks.status, StatusCode::UNPROCESSABLE_ENTITY);
        asks.says(&["name=\"price_is\" value=\"600000\"", "type=\"hidden\" name=\"method\" value=\"cash\""]);
        sell(&mut s, &[("price", "6000"), ("price_is", "600000")]).await.location();
        assert_eq!(paid(&app).await, 600_000);
        // Where something else is wrong as well, the chosen price stands.
        let back = sell(&mut s, &[("price", "6000"), ("price_is", "600000"), ("method", "")]).await;
        assert_eq!((back.field("price"), back.field("price_had")), ("6.000".to_owned(), "600000".to_owned()));
        sell(&mut s, &[("price", "6.000"), ("price_had", "600000")]).await.location();
        assert_eq!(paid(&app).await, 1_200_000);
    }

    async fn it_is_undone_on_the_same_day_and_not_on_the_next(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        let order = sell(&mut s, &[]).await.location();
        let code = order.rsplit('/').next().unwrap().to_owned();
        artisan_taps(&mut s.artisan, &code, "undo", &[]).await.location();
        s.artisan.get(&order).await.says(&["Salah catat"]);
        assert_eq!((paid(&app).await, shelf(&app).await), (0, (5, 0)));
        app.books_agree().await;
        assert_eq!((app.pot("pocket").await, app.pot("buyer").await), (0, 0));
        let late = sell(&mut s, &[]).await.location();
        let page = s.artisan.get(&late).await.text();
        let action = format!("{late}/undo");
        let key = key_of(&page, &action);
        // It is ten in the morning; at midnight the day is over.
        app.clock.forward(14 * HOUR);
        let refused = s.artisan.post(&action, &[("key", &key)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(!s.artisan.get(&late).await.text().contains("/undo\""));
        assert_eq!((paid(&app).await, shelf(&app).await), (45_000_000, (4, 0)));
    }

    async fn a_unique_piece_that_was_put_back_by_hand_is_there_once_after_the_sale_is_undone(app: TestApp) {
        let mut s = stage(&app).await;
        let order = sell(&mut s, &[]).await.location();
        let code = order.rsplit('/').next().unwrap().to_owned();
        // She ticks it as for sale again, and somebody orders it; then she undoes the sale.
        execute(&app, "update products set stock = 1 where id = $1", &s.piece.id).await;
        let page = s.artisan.get(&order).await.text();
        at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        tap_on(&mut s.artisan, &page, &format!("/studio/orders/{code}/undo"), &[]).await.location();
        assert_eq!(shelf(&app).await, (0, 1));
        app.books_agree().await;
    }

    async fn a_unique_piece_that_was_sold_again_does_not_come_back_with_an_older_sale(app: TestApp) {
        let mut s = stage(&app).await;
        let order = sell(&mut s, &[]).await.location();
        let code = order.rsplit('/').next().unwrap().to_owned();
        execute(&app, "update products set stock = 1 where id = $1", &s.piece.id).await;
        let page = s.artisan.get(&order).await.text();
        let mut other = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        other.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &other.code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &other.code, "handed-over", &[]).await.location();
        tap_on(&mut s.artisan, &page, &format!("/studio/orders/{code}/undo"), &[]).await.location();
        assert_eq!(shelf(&app).await, (0, 0));
        app.books_agree().await;
    }

    async fn what_was_written_down_by_mistake_is_no_payment_and_nothing_that_went_back(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        for _ in 0..2 {
            let order = sell(&mut s, &[]).await.location();
            artisan_taps(&mut s.artisan, order.rsplit('/').next().unwrap(), "undo", &[]).await.location();
        }
        assert_eq!(app.count("select count(*) from ledger_entries where kind = 'sale'").await, 4, "nothing is rubbed out");
        assert_eq!(app.count("select count(*) from ledger_entries where kind <> 'sale'").await, 0);
        let csv = "/studio/money/year/2026/table.csv";
        let none = s.artisan.get("/studio/money").await;
        none.says(&["belum ada pembayaran"]);
        assert!(!none.text().contains("dikembalikan pada bulan ini") && !none.text().contains("Rp450.000"));
        assert!(s.artisan.get(csv).await.text().contains("2026-11,0,0,0,0,0,IDR"));
        s.artisan.get("/studio/money/year/2026").await.says(&["Belum ada pembayaran di tahun ini"]);
        sell(&mut s, &[]).await.location();
        s.artisan.get("/studio/money").await.says(&["dari 1 pembayaran", "Rp450.000"]);
        s.artisan.get("/studio").await.says(&["dari 1 pembayaran"]);
        assert!(s.artisan.get(csv).await.text().contains("2026-11,1,450000,0,0,450000,IDR"));
        app.books_agree().await;
        // One that was taken back before the books could say so: its state alone does.
        app.execute("update payments set state = 'lapsed' where state = 'paid'").await;
        for page in ["/studio", "/studio/money"] {
            assert!(!s.artisan.get(page).await.text().contains("dari 1 pembayaran"), "{page}");
        }
    }

    async fn what_a_guest_holds_is_refused_with_the_order_that_holds_it(app: TestApp) {
        let mut s = stage(&app).await;
        let path = format!("/studio/products/{}/sold", s.piece.id);
        let before = s.artisan.get(&path).await;
        let guest = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let key = key_of(&before.text(), &path);
        let refused = s.artisan.post(&path, &[("key", &key), ("price", "450.000"), ("method", "cash")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&[&guest.code, "Penjualan belum dicatat"]);
        s.artisan.get(&path).await.says(&[&guest.code, "Lihat pesanannya"]);
        assert_eq!((paid(&app).await, shelf(&app).await), (0, (0, 1)));
        // Once the half hour is over it is hers again, whether or not the job came by.
        app.clock.forward(31 * MINUTE);
        sell(&mut s, &[]).await.location();
        assert_eq!((paid(&app).await, shelf(&app).await), (45_000_000, (0, 0)));
        assert_eq!(app.count("select count(*) from shop_orders where state = 'expired'").await, 1);
    }

    async fn a_double_tap_sells_once(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        let path = format!("/studio/products/{}/sold", s.piece.id);
        let key = key_of(&s.artisan.get(&path).await.text(), &path);
        let fields = [("key", key.as_str()), ("price", "450.000"), ("method", "cash")];
        let first = s.artisan.post(&path, &fields).await.location();
        assert_eq!(s.artisan.post(&path, &fields).await.location(), first);
        assert_eq!((paid(&app).await, shelf(&app).await), (45_000_000, (4, 0)));
    }

    async fn stall_and_web_never_sell_the_last_piece_twice(app: TestApp) {
        for _ in 0..5 {
            let mut s = stage_at_new_place(&app).await;
            let mut buyer = at_checkout(&app, &s.piece, "stall").await;
            let path = format!("/studio/products/{}/sold", s.piece.id);
            let key = key_of(&s.artisan.get(&path).await.text(), &path);
            let fields = [("key", key.as_str()), ("price", "450.000"), ("method", "cash")];
            let (web, stall) = tokio::join!(buyer.send(&[]), s.artisan.post(&path, &fields));
            let won = [web.status, stall.status].iter().filter(|status| **status == StatusCode::SEE_OTHER).count();
            assert_eq!(won, 1, "{} {}", web.status, stall.status);
            let sold = app.count("select cast(sum(1 - stock) as bigint) from products").await;
            assert_eq!(app.count("select count(*) from orders").await, sold);
        }
    }

    async fn a_late_undo_leaves_no_trace_in_a_closed_month(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        // 30 November, 23.00 WITA: the day, and so the month, ends before the undo could change it.
        app.clock.forward(6 * DAY + 13 * HOUR);
        let order = sell(&mut s, &[]).await.location();
        let page = s.artisan.get(&order).await.text();
        let action = format!("{order}/undo");
        let key = key_of(&page, &action);
        app.clock.forward(HOUR);
        assert_eq!(s.artisan.post(&action, &[("key", &key)]).await.status, StatusCode::CONFLICT);
        assert_eq!(paid(&app).await, 45_000_000);
    }
}

async fn stage_at_new_place(app: &TestApp) -> Stage {
    let n = app.count("select count(*) from shops").await;
    let place = app.a_place_named(&format!("74.{:02}", n + 10), &format!("Contoh {n}"), &format!("contoh-{n}")).await;
    stage_at(app, place, "unique", 1).await
}
