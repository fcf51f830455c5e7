//! A shop's page, and the tap that gives its number away.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};

use server::http::router;
use server::startup;

use super::{a_meeting_place, set, stage};
use crate::on_both;
use crate::support::{Client, Value};

on_both! {
    async fn a_shop_tells_who_where_and_what(app: TestApp) {
        let s = stage(&app).await;
        a_meeting_place(&app, &s.shop).await;
        set(&app, "update shops set story = 'Menenun saat laut surut.', maker_kind = 'family' where id = $1", &s.shop.id).await;
        let page = app.client().get(&format!("/en/s/{}", s.shop.code)).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says(&[
            "Benang Contoh",
            "<p lang=\"id\" class=\"story\">Menenun saat laut surut.</p>",
            "Ina Contoh",
            "Bawah rumah",
            "Di belakang masjid",
            "<dt>Monday, Wednesday</dt><dd>09:00–16:00 WITA</dd>",
            "Senja di karang",
            "Laguna pagi",
            "href=\"/en/r/wakatobi/liya-togo\"",
            "property=\"og:image\"",
        ]);
        app.client().get(&format!("/id/s/{}", s.shop.code)).await.says(&["<dt>Senin, Rabu</dt><dd>09.00–16.00 WITA</dd>"]);
    }

    async fn a_maker_who_has_left_is_not_named_by_the_shop_but_stays_named_on_what_she_made(app: TestApp) {
        let s = stage(&app).await;
        app.insert("makers", vec![
            ("id", "left".into()), ("shop_id", (&s.shop.id).into()), ("name", "Wa Pergi".into()),
            ("position", 5.into()), ("left_at", 1.into()), ("created_at", 0.into()),
        ]).await;
        app.insert("product_makers", vec![
            ("product_id", (&s.piece.id).into()), ("maker_id", "left".into()), ("position", 0.into()),
        ]).await;
        set(&app, "update shops set maker_kind = 'group' where id = $1", &s.shop.id).await;
        let page = app.client().get(&format!("/en/s/{}", s.shop.code)).await;
        page.says(&["Ina Contoh"]);
        assert!(!page.text().contains("Wa Pergi"));
        app.client().get(&format!("/en/p/{}", s.piece.code)).await.says(&["Wa Pergi"]);
    }

    async fn a_portrait_is_shown_only_while_there_is_one(app: TestApp) {
        let s = stage(&app).await;
        let path = format!("/en/s/{}", s.shop.code);
        assert!(!app.client().get(&path).await.text().contains("<img width=\"104\""));
        set(&app, "update shops set portrait_key = 'portraitkeyportraitkey', portrait_of = 'Ina Contoh' where id = $1", &s.shop.id).await;
        app.client().get(&path).await.says(&["/media/portraitkeyportraitkey-320.jpg", "alt=\"Ina Contoh\""]);
    }

    async fn the_number_waits_for_a_tap_that_posts(app: TestApp) {
        let s = stage(&app).await;
        let (page, tap) = (format!("/en/s/{}", s.shop.code), format!("/en/s/{}/contact", s.shop.code));
        let mut guest = app.client();
        // Kept, but without consent: it does not exist.
        set(&app, "update shops set whatsapp = '+6281234567890' where id = $1", &s.shop.id).await;
        assert!(!guest.get(&page).await.text().contains("/contact"));
        assert_eq!(guest.post(&tap, &[]).await.status, StatusCode::NOT_FOUND);
        set(&app, "update shops set whatsapp_public = 1 where id = $1", &s.shop.id).await;
        let shop = guest.get(&page).await;
        shop.says(&[&format!("<form method=\"post\" action=\"{tap}\"")]);
        assert!(!shop.text().contains("34567890") && !shop.text().contains("wa.me"));
        let shown = guest.post(&tap, &[]).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert_eq!(shown.headers[header::CACHE_CONTROL], "no-store");
        shown.says(&["+62 812-3456-7890", "https://wa.me/6281234567890?text=Halo%20Benang%20Contoh", "noindex"]);
        // About a piece, in the words of who will read it.
        let about = guest.post(&tap, &[("p", &s.piece.code)]).await;
        about.says(&[&format!("Senja%20di%20karang%20%23{}%20%28Rp450.000%29", s.piece.code)]);
        // A reload leads back, and another site's form gets nothing.
        assert_eq!(guest.get(&tap).await.location(), page);
        guest.origin = Some("https://elsewhere.example".to_owned());
        assert_eq!(guest.post(&tap, &[]).await.status, StatusCode::FORBIDDEN);
        let head = guest.send(Method::HEAD, &tap, None, Body::empty()).await;
        assert_eq!(head.status, StatusCode::SEE_OTHER);
    }

    async fn a_long_shelf_is_paged_what_is_for_sale_first(app: TestApp) {
        let s = stage(&app).await;
        for n in 0..30 {
            app.a_product_of_kind(&s.shop, &format!("Kain {n:02}"), 100_000, "unique", i64::from(n % 2)).await;
        }
        let path = format!("/en/s/{}", s.shop.code);
        let first = app.client().get(&path).await;
        first.says(&["Page 1 of 2", "Senja di karang", &format!("href=\"{path}?page=2\"")]);
        let second = app.client().get(&format!("{path}?page=2")).await;
        second.says(&["Page 2 of 2", &format!("<link rel=\"canonical\" href=\"http://localhost:3000{path}?page=2\">")]);
        let tiles = |html: &str| html.matches("loading=\"lazy\"").count();
        assert_eq!((tiles(&first.text()), tiles(&second.text())), (24, 8));
        assert!(!second.text().contains("Kain 01"), "what is for sale stands on the first page");
        // A page that does not exist is the last one.
        app.client().get(&format!("{path}?page=99")).await.says(&["Page 2 of 2"]);
        app.client().get(&format!("{path}?page=-1")).await.says(&["Page 1 of 2"]);
    }

    async fn a_shop_with_an_empty_shelf_says_so_and_leads_on(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let page = app.client().get(&format!("/en/s/{}", shop.code)).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says(&["The loom is busy", "href=\"/en/r/wakatobi\""]);
    }

    async fn in_the_demo_no_button_leaves_the_house(app: TestApp) {
        app.insert("marks", vec![("name", "demo".into()), ("value", "1".into()), ("at", Value::Number(0))]).await;
        let s = stage(&app).await;
        set(&app, "update shops set whatsapp = '+6281234567890', whatsapp_public = 1 where id = $1", &s.shop.id).await;
        // A server started again on the same database knows that it is the demo.
        let house = startup::open(app.house.config.clone(), app.clock.clone()).await.unwrap();
        let mut guest = Client::new(router::router(house));
        let shown = guest.post(&format!("/en/s/{}/contact", s.shop.code), &[]).await;
        shown.says(&["href=\"/demo/whatsapp?text="]);
        assert!(!shown.text().contains("wa.me"));
        assert!(!guest.get(&format!("/en/p/{}", s.piece.code)).await.text().contains("wa.me"));
    }
}
