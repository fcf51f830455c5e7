//! Hang tags and code files, over HTTP. What the paper looks like is tried in a browser (`tests/browser`).

use axum::http::{StatusCode, header};

use crate::on_both;

/// How many tags stand on a sheet's page.
fn tags(html: &str) -> usize {
    html.matches("class=\"tag\"").count()
}

on_both! {
    async fn a_sheet_has_a_tag_for_every_piece_for_sale(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let one = app.a_product(&shop, "Senja di karang", 450_000).await;
        let many = app.a_product_of_kind(&shop, "Syal angin barat", 95_000, "stocked", 12).await;
        app.a_product_of_kind(&shop, "Sudah terjual", 100_000, "unique", 0).await;
        let ordered = app.a_product_of_kind(&shop, "Pesan dulu", 900_000, "made_to_order", 0).await;
        let mut owner = app.owner_of(&shop).await;
        let page = owner.get("/studio/tags/sheet").await;
        page.says(&[
            "Senja di karang", "Rp450.000", &one.code, "localhost:3000/k", "Liya Togo, Wangi-Wangi", "Benang Contoh",
            "Pindai saya", "Scan me", "band band-1", &ordered.code, "viewBox=\"0 0 297 210\"",
        ]);
        let html = page.text();
        assert_eq!(tags(&html), 14, "1 unique, 12 alike, 1 made to order");
        assert_eq!(html.matches(&format!("<span class=\"code\">{}</span>", many.code)).count(), 12);
        assert_eq!(html.matches("class=\"a4\"").count(), 2);
        assert!(!html.contains("Sudah terjual"));
        assert!(!html.contains("style=\""));
    }

    async fn pieces_and_numbers_can_be_chosen(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let one = app.a_product(&shop, "Senja di karang", 450_000).await;
        let two = app.a_product(&shop, "Laguna pagi", 520_000).await;
        let mut owner = app.owner_of(&shop).await;
        owner.get("/studio/tags").await.says(&[&format!("name=\"n-{}\"", one.code), "value=\"1\"", "Jumlah label untuk Laguna pagi"]);
        let html = owner.get(&format!("/studio/tags/sheet?n-{}=3&n-{}=0", one.code, two.code)).await.text();
        assert_eq!(tags(&html), 3);
        assert!(!html.contains("Laguna pagi"));
        let mut all = vec![one.code.clone(), two.code.clone()];
        for n in 0..3 {
            all.push(app.a_product(&shop, &format!("Kain {n}"), 100_000).await.code);
        }
        let many = all.iter().map(|code| format!("n-{code}=50")).collect::<Vec<_>>().join("&");
        let many = owner.get(&format!("/studio/tags/sheet?{many}")).await;
        assert_eq!(tags(&many.text()), 200);
        many.says(&["50 lagi tidak muat"]);
        let none = owner.get(&format!("/studio/tags/sheet?n-{}=0", one.code)).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        none.says(&["Belum ada yang dipilih"]);
    }

    async fn tags_warn_while_the_address_is_not_https(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        app.a_product(&shop, "Senja di karang", 450_000).await;
        let mut owner = app.owner_of(&shop).await;
        for page in ["/studio/tags", "/studio/tags/sheet"] {
            owner.get(page).await.says(&["belum https (http://localhost:3000)"]);
        }
        owner.get("/studio/tags/sheet").await.says(&["Simpan sebagai PDF", "ukuran 100 %"]);
    }

    async fn a_shop_without_pieces_is_shown_the_next_step(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let mut owner = app.owner_of(&shop).await;
        for page in ["/studio/tags", "/studio/tags/sheet"] {
            owner.get(page).await.says(&["Belum ada karya untuk diberi label", "/studio/add"]);
        }
    }

    async fn another_shops_codes_are_not_printed_here(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let piece = app.a_product(&shop, "Senja di karang", 450_000).await;
        let other = app.a_shop(&place, "Rumah Ombak").await;
        let mut owner = app.owner_of(&shop).await;
        let mut stranger = app.owner_of(&other).await;
        for path in [
            format!("/studio/tags/sheet?n-{}=1", piece.code),
            format!("/studio/codes/{}.svg", piece.code),
            format!("/studio/codes/{}.png", piece.code),
            format!("/studio/codes/{}.svg", shop.code),
        ] {
            assert_eq!(owner.get(&path).await.status, StatusCode::OK, "{path}");
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["/studio/codes/7K3Q9XH.svg", "/studio/codes/x.svg", "/studio/codes/7K3Q9XH", "/studio/tags/sheet?n-%25=1"] {
            assert_eq!(owner.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn a_code_file_leads_to_the_printed_address(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let mut owner = app.owner_of(&shop).await;
        let png = owner.get(&format!("/studio/codes/{}.png", shop.code)).await;
        assert_eq!(png.headers[header::CONTENT_TYPE], "image/png");
        let grey = image::load_from_memory(&png.body).unwrap().into_luma8();
        let mut prepared = rqrr::PreparedImage::prepare(grey);
        let (_, text) = prepared.detect_grids()[0].decode().unwrap();
        assert_eq!(text, format!("HTTP://LOCALHOST:3000/Q/{}", shop.code));
        let svg = owner.get(&format!("/studio/codes/{}.svg", shop.code)).await;
        assert_eq!(svg.headers[header::CONTENT_TYPE], "image/svg+xml");
        svg.says(&["<svg", &shop.code]);
        owner.get("/studio/shop/code").await.says(&["class=\"fullcode\"", &shop.code, "Benang Contoh"]);
    }
}
