//! What is printed for a parcel: only for one that is sent, only for the shop that sends it, and nothing is kept.

use axum::http::StatusCode;

use super::super::stage::{artisan_taps, at_checkout, execute};
use super::{agrees, answers, asked, sending};
use crate::on_both;

on_both! {
    async fn a_parcel_abroad_has_its_form_and_its_label(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let at = format!("/studio/orders/{}", order.code);
        assert!(!s.artisan.get(&at).await.text().contains("/label"), "nothing is packed before both agree");
        answers(&mut s, &order.code, &[("price", "85.000")]).await;
        agrees(&mut order, "qris").await.location();
        s.artisan.get(&at).await.says(&[&format!("{at}/label")]);
        let form = s.artisan.get(&format!("{at}/cn22")).await;
        form.says(&["CN22", "CUSTOMS DECLARATION / DÉCLARATION EN DOUANE", "\u{2612} ", "Sale of goods", "450000 IDR",
            "Mia Example", "Beispielweg 7", "GERMANY", "Benang Contoh", "Liya Togo", "NPWP / NIK:", "24 November 2026"]);
        // A phone that the shop does not show is written by hand.
        form.says(&["Sender’s phone / Téléphone de l’expéditeur:"]);
        assert!(!form.text().contains("mia@mail.example"), "her contact is not the post's business");
        s.artisan.get(&format!("{at}/label")).await.says(&["Mia Example", "GERMANY", &order.code, "Senja di karang", "/cn22"]);
        let mut stranger = app.owner_of(&app.a_shop(&s.place, "Rahasia").await).await;
        for page in ["cn22", "label"] {
            assert_eq!(stranger.get(&format!("{at}/{page}")).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn what_was_given_back_is_neither_declared_nor_packed(app: TestApp) {
        let mut s = sending(&app).await;
        execute(&app, "update products set stock = 5, kind = 'stocked', weight_g = 500 where id = $1", &s.piece.id).await;
        let mut order = asked(&app, &s, "send", &[("quantity", "3")]).await;
        answers(&mut s, &order.code, &[("price", "85.000")]).await;
        agrees(&mut order, "qris").await.location();
        let at = format!("/studio/orders/{}", order.code);
        s.artisan.get(&format!("{at}/cn22")).await.says(&["3 x ", "1.500", "1350000 IDR"]);
        execute(&app, "update order_lines set refunded = 1 where product_id = $1", &s.piece.id).await;
        let form = s.artisan.get(&format!("{at}/cn22")).await;
        form.says(&["2 x ", "1.000", "900000 IDR"]);
        assert!(!form.text().contains("1350000") && !form.text().contains("1.500"), "{}", form.text());
        s.artisan.get(&format!("{at}/label")).await.says(&["2 \u{d7} "]);
        execute(&app, "update order_lines set refunded = quantity where product_id = $1", &s.piece.id).await;
        assert_eq!(s.artisan.get(&format!("{at}/label")).await.status, StatusCode::CONFLICT, "nothing is in it");
    }

    async fn within_the_country_there_is_a_label_and_no_customs_form(app: TestApp) {
        let mut s = sending(&app).await;
        let order = asked(&app, &s, "send", &[("to_country", "ID"), ("to_zone", "java_bali")]).await;
        let at = format!("/studio/orders/{}", order.code);
        // What the buyer chose sets the price: she can hold it against the address.
        for page in [at.clone(), format!("{at}/answer")] {
            s.artisan.get(&page).await.says(&["Ongkos kirim: Jawa dan Bali"]);
        }
        s.artisan.get(&format!("{at}/label")).await.says(&["INDONESIA"]);
        assert_eq!(s.artisan.get(&format!("{at}/cn22")).await.status, StatusCode::CONFLICT);
    }

    async fn what_waits_to_be_fetched_stands_on_the_list_by_its_day(app: TestApp) {
        let mut s = sending(&app).await;
        s.artisan.get("/studio/orders/packing").await.says(&["Tidak ada yang menunggu"]);
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[("name", "Mia")]).await;
        let page = s.artisan.get("/studio/orders/packing").await;
        assert!(!page.text().contains(&order.code), "nobody has said yes");
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        s.artisan.get("/studio/orders/packing").await.says(&["24 November 2026", &order.code, "Mia", "16.00 WITA"]);
        s.artisan.get("/studio/orders").await.says(&["/studio/orders/packing"]);
    }

    async fn every_piece_stands_on_the_list_at_its_place_with_what_was_written(app: TestApp) {
        let mut s = sending(&app).await;
        execute(&app, "update products set stock = 5, kind = 'stocked', size_note = '4x1 m' where id = $1", &s.piece.id).await;
        let other = app.a_product_of_kind(&s.shop, "Sarung leja biru", 300_000, "unique", 1).await;
        let fetched = at_checkout(&app, &s.piece, "keep").await.order(&[("name", "Mia"), ("quantity", "2")]).await;
        artisan_taps(&mut s.artisan, &fetched.code, "accept", &[]).await.location();
        // A second piece in the same order, as a basket puts it there.
        let part: (String,) = sqlx::query_as("select id from shop_orders").fetch_one(app.house.store.read()).await.unwrap();
        let line = vec![
            ("id", server::clock::new_id(app.clock.now()).into()), ("shop_order_id", part.0.into()), ("product_id", (&other.id).into()),
            ("product_code", (&other.code).into()), ("quantity", 1.into()), ("unit_minor", 30_000_000.into()),
            ("name", "Sarung leja biru".into()), ("language", "id".into()),
        ];
        app.insert("order_lines", line).await;
        let mut sent = asked(&app, &s, "send", &[]).await;
        answers(&mut s, &sent.code, &[("price", "85.000"), ("day", "2026-11-27")]).await;
        agrees(&mut sent, "qris").await.location();
        let page = s.artisan.get("/studio/orders/packing").await;
        page.says(&["2 \u{d7}", "Senja di karang, 4x1 m", "Sarung leja biru", &other.code, "Lapak pelabuhan", "In dark blue, please",
            "Beispielweg 7", "24 November 2026", "27 November 2026", "08.00–"]);
        let html = page.text();
        assert!(html.find("Lapak pelabuhan").unwrap() < html.find("27 November 2026</h2>").unwrap(), "by day");
        // One day alone, and a day on which nothing waits.
        let day = s.artisan.get("/studio/orders/packing?day=2026-11-27").await;
        day.says(&[&sent.code]);
        assert!(!day.text().contains(&fetched.code));
        s.artisan.get("/studio/orders/packing?day=2026-12-01").await.says(&["Untuk pilihan ini tidak ada"]);
        s.artisan.get("/studio/orders/packing?day=none").await.says(&["Untuk pilihan ini tidak ada"]);
        // What was given back is not packed, and another shop sees nothing of it.
        execute(&app, "update order_lines set refunded = quantity where product_id = $1", &other.id).await;
        assert!(!s.artisan.get("/studio/orders/packing").await.text().contains("Sarung leja biru"));
        let mut stranger = app.owner_of(&app.a_shop(&s.place, "Rahasia").await).await;
        assert!(!stranger.get("/studio/orders/packing").await.text().contains(&sent.code));
    }

    async fn the_list_is_paged_and_every_order_is_on_one_page(app: TestApp) {
        let mut s = sending(&app).await;
        execute(&app, "update products set stock = 90, kind = 'stocked' where id = $1", &s.piece.id).await;
        let mut codes = Vec::new();
        for buyer in 0..61 {
            let contact = format!("mia{buyer}@mail.example");
            let order = at_checkout(&app, &s.piece, "keep").await.order(&[("contact", &contact)]).await;
            codes.push(order.code);
        }
        execute(&app, "update shop_orders set state = 'accepted' where shop_id = $1", &s.shop.id).await;
        let (first, second) = (s.artisan.get("/studio/orders/packing").await, s.artisan.get("/studio/orders/packing?page=2").await);
        let on = |page: &crate::support::Reply| codes.iter().filter(|code| page.text().contains(code.as_str())).count();
        assert_eq!((on(&first), on(&second)), (60, 1));
    }
}
