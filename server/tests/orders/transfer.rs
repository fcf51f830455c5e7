//! Paying into the shop's bank account: no bank tells us anything, so only the shop's word counts; and what a region does
//! not offer.

use axum::http::StatusCode;

use super::proofs::{photo, send};
use super::stage::{artisan_taps, at_checkout, stage, stage_of, with_bank};
use crate::on_both;

on_both! {
    async fn only_the_shops_word_makes_a_transfer_paid_and_it_is_never_owed(app: TestApp) {
        let mut s = stage(&app).await;
        with_bank(&app, &s.shop).await;
        app.client().get(&format!("/en/p/{}", s.piece.code)).await.says(&["by QRIS or in cash", "A bank transfer is possible too."]);
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "transfer")]).await;
        let page = order.page().await;
        page.says(&["Bank Contoh", "0099887766", "INA CONTOH", "Rp450.000"]);
        assert!(!page.text().contains("qris.png"));
        order.tap("paid", &[]).await.location();
        send(&mut order, &photo()).await.location();
        assert_eq!(app.count("select count(*) from payments where method = 'transfer' and state = 'claimed'").await, 1);
        assert_eq!(app.count("select count(*) from ledger_entries").await, 0, "a picture is no money");
        let hers = s.artisan.get(&format!("/studio/orders/{}", order.code)).await;
        hers.says(&["Foto bukti bayar dari tamu"]);
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'paid' and paid_by is not null").await, 1);
        assert_eq!((app.pot("pocket").await, app.pot("owed").await), (45_000_000, 0));
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "damaged")]).await.location();
        order.page().await.says(&["Rp450.000"]);
        artisan_taps(&mut s.artisan, &order.code, "returned", &[]).await.location();
        order.tap("came-back", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'returned' and return_seen_at is not null").await, 1);
        assert_eq!((app.pot("pocket").await, app.pot("owed").await, app.pot("buyer").await), (0, 0, 0));
        app.books_agree().await;
    }

    async fn the_account_of_an_order_stays_when_the_shops_changes(app: TestApp) {
        let s = stage(&app).await;
        with_bank(&app, &s.shop).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "transfer")]).await;
        app.execute("update shop_payments set bank_account = '1111111111'").await;
        order.page().await.says(&["0099887766"]);
        // It may be on its way when somebody cancels.
        order.tap("cancel", &[]).await.location();
        order.page().await.says(&["If you had paid already, show Ina Contoh"]);
    }

    async fn what_a_region_does_not_offer_is_neither_shown_nor_taken(app: TestApp) {
        let s = stage_of(&app, "stocked", 5).await;
        with_bank(&app, &s.shop).await;
        let mut cash = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash")]).await;
        let row = vec![("regency_id", s.place.regency.as_str().into()), ("updated_at", app.clock.now().into())];
        app.insert("region_money", row).await;
        for (method, column) in [("qris", "offers_qris"), ("transfer", "offers_transfer"), ("cash", "offers_cash")] {
            let offered = |page: &str| page.contains(&format!("name=\"method\" value=\"{method}\""));
            let mut before = at_checkout(&app, &s.piece, "stall").await;
            assert!(offered(&before.page.text()), "{method}");
            let off = match column {
                "offers_qris" => "update region_money set offers_qris = 0",
                "offers_transfer" => "update region_money set offers_transfer = 0",
                _ => "update region_money set offers_cash = 0, offers_qris = 1",
            };
            app.execute(off).await;
            assert!(!offered(&at_checkout(&app, &s.piece, "stall").await.page.text()), "{method}");
            let refused = before.send(&[("method", method)]).await.status;
            assert!(matches!(refused, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY), "{method}: {refused}");
            if method == "qris" {
                assert_eq!(cash.tap("method", &[("method", method)]).await.status, StatusCode::CONFLICT, "nor changed to");
            }
        }
        assert_eq!(app.count("select count(*) from orders").await, 1);
    }
}
