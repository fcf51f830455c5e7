//! Silence: 48 hours remind the artisan, 96 hours let go of what is held.

use super::super::stage::{HOUR, MINUTE, artisan_taps, offers, shelf, tick};
use super::{agrees, answers, asked, making, sending};
use crate::on_both;

on_both! {
    async fn after_48_hours_she_is_reminded_once_and_after_96_it_ends(app: TestApp) {
        let s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        app.clock.forward(48 * HOUR - 1);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from audit where action = 'enquiry.reminded'").await, 0);
        for _ in 0..3 {
            app.clock.forward(MINUTE);
            tick(&app).await;
        }
        assert_eq!(app.count("select count(*) from audit where action = 'enquiry.reminded'").await, 1);
        app.clock.forward(48 * HOUR - 3 * MINUTE);
        order.page().await.says(&["has been asked"]);
        app.clock.forward(1);
        order.page().await.says(&["Time ran out"]);
        tick(&app).await;
        assert_eq!(shelf(&app).await, (1, 0));
        assert_eq!(app.count("select count(*) from enquiries where state = 'lapsed' and closed_at is not null").await, 1);
        let page = order.page().await;
        page.says(&["Time ran out"]);
        assert!(!offers(&page, &format!("{}/paid", order.link)), "nothing was agreed, so nothing can be paid");
    }

    async fn an_answer_waits_96_hours_for_the_buyer_and_she_pays_within_72(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let code = order.code.clone();
        app.clock.forward(95 * HOUR);
        answers(&mut s, &code, &[("price", "85.000")]).await;
        app.clock.forward(96 * HOUR - 1);
        tick(&app).await;
        agrees(&mut order, "qris").await.location();
        assert_eq!(app.count("select count(*) from audit where action = 'enquiry.reminded'").await, 0);
        app.clock.forward(72 * HOUR - 1);
        order.page().await.says(&["Waiting for your payment"]);
        app.clock.forward(1);
        tick(&app).await;
        order.page().await.says(&["Time ran out"]);
        assert_eq!(shelf(&app).await, (1, 0));
        // It was agreed: money that was on its way is still heard, and takes the piece again.
        order.tap("paid", &[]).await.location();
        assert_eq!(shelf(&app).await, (0, 1));
    }

    async fn what_was_made_for_nobody_comes_to_no_shelf(app: TestApp) {
        let mut s = making(&app).await;
        let mut order = asked(&app, &s, "keep", &[("quantity", "3")]).await;
        let code = order.code.clone();
        answers(&mut s, &code, &[("day", "2026-12-20")]).await;
        agrees(&mut order, "qris").await.location();
        app.clock.forward(73 * HOUR);
        tick(&app).await;
        order.page().await.says(&["Time ran out"]);
        assert_eq!(shelf(&app).await, (0, 0));
        // A late claim finds nothing gone: it is made when it is paid.
        order.tap("paid", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'claimed'").await, 1);
        assert_eq!(shelf(&app).await, (0, 0));
    }

    async fn a_parcel_nobody_speaks_of_has_arrived_after_sixty_days(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let code = order.code.clone();
        answers(&mut s, &code, &[("price", "85.000")]).await;
        agrees(&mut order, "qris").await.location();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "send", &[]).await.location();
        app.clock.forward(60 * 24 * HOUR - MINUTE);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from shop_orders where state = 'sent'").await, 1);
        app.clock.forward(MINUTE);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from shop_orders where state = 'handed_over'").await, 1);
    }

    async fn what_is_made_is_spoken_of_as_made_and_where_it_is_fetched_is_said(app: TestApp) {
        let mut s = making(&app).await;
        let (mut unpaid, mut paid) = (asked(&app, &s, "keep", &[]).await, asked(&app, &s, "keep", &[]).await);
        for order in [&mut unpaid, &mut paid] {
            let code = order.code.clone();
            answers(&mut s, &code, &[("day", "2026-12-20")]).await;
            agrees(order, "qris").await.location();
        }
        let list = s.artisan.get("/studio/orders").await;
        list.says(&["Disepakati, belum bayar"]);
        assert!(!list.text().contains("Disimpan, belum bayar"));
        artisan_taps(&mut s.artisan, &paid.code, "arrived", &[]).await.location();
        let page = paid.page().await;
        page.says(&["Paid. It is being made for you", "To be fetched from"]);
        assert!(!page.text().contains("It is kept for you"));
        s.artisan.get("/studio/orders").await.says(&["Uang masuk, buat karyanya"]);
        artisan_taps(&mut s.artisan, &paid.code, "handed-over", &[]).await.location();
        assert!(!paid.page().await.text().contains("To be fetched from"), "the buyer has it");
        s.artisan.get(&format!("/studio/orders/{}", unpaid.code)).await.says(&["Tidak menunggu lagi"]);
        artisan_taps(&mut s.artisan, &unpaid.code, "release", &[]).await.location();
        let page = unpaid.page().await;
        page.says(&["has not waited any longer for the money", "It is made after all"]);
        assert!(!page.text().contains("up for sale again"));
    }
}
