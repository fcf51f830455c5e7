//! What is printed for a parcel: only for one that is sent, only for the shop that sends it, and nothing is kept.

use axum::http::StatusCode;

use super::super::stage::{artisan_taps, at_checkout};
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
        assert!(!form.text().contains("mia@mail.example"), "her contact is not the post's business");
        s.artisan.get(&format!("{at}/label")).await.says(&["Mia Example", "GERMANY", &order.code, "Senja di karang", "/cn22"]);
        let mut stranger = app.owner_of(&app.a_shop(&s.place, "Rahasia").await).await;
        for page in ["cn22", "label"] {
            assert_eq!(stranger.get(&format!("{at}/{page}")).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn within_the_country_there_is_a_label_and_no_customs_form(app: TestApp) {
        let mut s = sending(&app).await;
        let order = asked(&app, &s, "send", &[("to_country", "ID"), ("to_zone", "java_bali")]).await;
        let at = format!("/studio/orders/{}", order.code);
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
}
