//! What visitors see: pieces, shops and places, whole without script, on both databases.

mod machines;
mod places;
mod shops;
mod sizes;

use axum::http::{StatusCode, header};

use crate::on_both;
use crate::support::{Place, Product, Shop, TestApp, Value};

/// Wakatobi with a shop that has two pieces.
struct Stage {
    place: Place,
    shop: Shop,
    piece: Product,
    other: Product,
}

async fn stage(app: &TestApp) -> Stage {
    let place = app.a_place().await;
    let shop = app.a_shop(&place, "Benang Contoh").await;
    let piece = app.a_product(&shop, "Senja di karang", 450_000).await;
    let other = app.a_product(&shop, "Laguna pagi", 520_000).await;
    Stage { place, shop, piece, other }
}

/// Runs one statement.
async fn set(app: &TestApp, sql: &'static str, id: &str) {
    let id = id.to_owned();
    app.house
        .store
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(sql).bind(id).execute(tx.db()).await.unwrap();
                Ok(())
            })
        })
        .await
        .unwrap();
}

/// A meeting place on Mondays.
async fn a_meeting_place(app: &TestApp, shop: &Shop) {
    app.insert(
        "meeting_places",
        vec![
            ("id", format!("place of {}", shop.id).into()),
            ("shop_id", (&shop.id).into()),
            ("name", "Bawah rumah".into()),
            ("how_to_find", "Di belakang masjid".into()),
            ("position", 0.into()),
            ("created_at", 0.into()),
        ],
    )
    .await;
    for weekday in [1, 3] {
        app.insert(
            "meeting_hours",
            vec![
                ("place_id", format!("place of {}", shop.id).into()),
                ("weekday", Value::Number(weekday)),
                ("from_minute", 540.into()),
                ("to_minute", 960.into()),
            ],
        )
        .await;
    }
}

on_both! {
    async fn a_piece_for_sale_tells_everything_and_offers_both_ways(app: TestApp) {
        let s = stage(&app).await;
        a_meeting_place(&app, &s.shop).await;
        for fact in ["fibre.cotton_mill", "use.sarong", "care.hand_wash_cold"] {
            app.insert("product_facts", vec![("product_id", (&s.piece.id).into()), ("fact", fact.into())]).await;
        }
        set(&app, "update products set story = 'Benang merah dulu.', size_note = '200 x 105 cm', weight_g = 1420 where id = $1", &s.piece.id).await;
        let page = app.client().get(&format!("/en/p/{}", s.piece.code)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers[header::CACHE_CONTROL], "public, max-age=30");
        page.says(&[
            "<h1 lang=\"id\" class=\"name big\">Senja di karang</h1>",
            "Rp450.000",
            "Still here",
            "Liya Togo, Wangi-Wangi",
            "<p lang=\"id\" class=\"story\">Benang merah dulu.</p>",
            "Cotton, mill-spun",
            "200 x 105 cm",
            "1,420 g",
            &format!("href=\"/en/checkout?p={}&amp;how=stall\"", s.piece.code),
            &format!("href=\"/en/checkout?p={}&amp;how=keep\"", s.piece.code),
            "fetchpriority=\"high\"",
            "Laguna pagi",
            &format!("href=\"/en/s/{}\"", s.shop.code),
        ]);
        assert!(!page.headers.contains_key(header::SET_COOKIE), "looking sets no cookie");
    }

    async fn the_way_by_the_printed_code_stays_on_the_order_links_and_off_the_canonical_one(app: TestApp) {
        let s = stage(&app).await;
        a_meeting_place(&app, &s.shop).await;
        let page = app.client().get(&format!("/id/p/{}?via=q", s.piece.code)).await;
        let address = format!("http://localhost:3000/id/p/{}", s.piece.code);
        page.says(&[
            &format!("/id/checkout?p={}&amp;how=stall&amp;via=q", s.piece.code),
            &format!("/id/checkout?p={}&amp;how=keep&amp;via=q", s.piece.code),
            &format!("<link rel=\"canonical\" href=\"{address}\">"),
            &format!("hreflang=\"en\" href=\"http://localhost:3000/en/p/{}\"", s.piece.code),
            &format!("hreflang=\"id\" href=\"{address}\""),
        ]);
        assert_eq!(page.text().matches("how=stall&amp;via=q").count() + page.text().matches("how=keep&amp;via=q").count(), 2);
        // The language switch keeps it: the order would otherwise count as one from the web.
        let switch = format!("/language/en?to=%2Fid%2Fp%2F{}%3Fvia%3Dq", s.piece.code);
        page.says(&[&format!("href=\"{switch}\"")]);
        assert_eq!(app.client().get(&switch).await.location(), format!("/en/p/{}?via=q", s.piece.code));
        assert_eq!(page.text().matches("via=q").count(), 2);
    }

    async fn keeping_is_offered_only_where_there_is_an_open_place_with_hours(app: TestApp) {
        let s = stage(&app).await;
        let path = format!("/en/p/{}", s.piece.code);
        let asks = |page: String| page.contains("how=keep");
        assert!(!asks(app.client().get(&path).await.text()));
        a_meeting_place(&app, &s.shop).await;
        assert!(asks(app.client().get(&path).await.text()));
        set(&app, "delete from meeting_hours where place_id = $1", &format!("place of {}", s.shop.id)).await;
        assert!(!asks(app.client().get(&path).await.text()));
    }

    async fn ways_of_paying_are_told_as_the_shop_takes_them_for_this_price(app: TestApp) {
        let s = stage(&app).await;
        let path = format!("/en/p/{}", s.piece.code);
        app.client().get(&path).await.says(&["directly, in cash"]);
        set(&app, "update shop_payments set takes_qris = 1, qris_payload = 'x', qris_name = 'BENANG' where shop_id = $1", &s.shop.id).await;
        app.client().get(&path).await.says(&["by QRIS or in cash"]);
        set(&app, "update shop_payments set takes_cash = 0 where shop_id = $1", &s.shop.id).await;
        app.client().get(&path).await.says(&["directly, by QRIS."]);
        // QRIS ends at Rp10.000.000.
        set(&app, "update shop_payments set takes_cash = 1 where shop_id = $1", &s.shop.id).await;
        set(&app, "update products set price_minor = 1000000100 where id = $1", &s.piece.id).await;
        app.client().get(&path).await.says(&["directly, in cash"]);
    }

    async fn ordered_and_sold_out_follow_from_stock_and_holds(app: TestApp) {
        let s = stage(&app).await;
        let path = format!("/en/p/{}", s.piece.code);
        set(&app, "update products set stock = 0, held = 1 where id = $1", &s.piece.id).await;
        let page = app.client().get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        // The one way left is that of whoever has asked for it, to the open order.
        page.says(&["Ordered", "schema.org/OutOfStock", "Was it you?"]);
        assert_eq!(page.text().matches("checkout").count(), 1);
        set(&app, "update products set held = 0 where id = $1", &s.piece.id).await;
        let page = app.client().get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says(&["has found its home", "Sold", "Laguna pagi", "Rp520.000"]);
        assert!(!page.text().contains("checkout"));
    }

    async fn a_piece_made_to_order_shows_its_weeks_and_is_asked_for(app: TestApp) {
        let s = stage(&app).await;
        let made = app.a_product_of_kind(&s.shop, "Selendang pesanan", 300_000, "made_to_order", 0).await;
        let path = format!("/en/p/{}", made.code);
        let page = app.client().get(&path).await;
        page.says(&["about 4 weeks", "You pay nothing until you agree", "schema.org/PreOrder", &format!("checkout?p={}&amp;how=keep", made.code)]);
        assert!(!page.text().contains("how=stall"), "it is not at the stall");
        set(&app, "update shops set whatsapp = '+6281234567890', whatsapp_public = 1 where id = $1", &s.shop.id).await;
        let page = app.client().get(&path).await;
        page.says(&[&format!("action=\"/en/s/{}/contact\"", s.shop.code), "method=\"post\""]);
        assert!(!page.text().contains("1234567890"), "the number waits for a tap");
    }

    /// Every state a piece or a shop can be in, and what its address answers.
    async fn drafts_and_unknown_codes_are_not_found_and_everything_printed_answers(app: TestApp) {
        let s = stage(&app).await;
        let mut guest = app.client();
        for (state, status) in [("published", 200), ("hidden", 200), ("archived", 200), ("draft", 404)] {
            for (stock, held) in [(1, 0), (0, 1), (0, 0)] {
                for kind in ["unique", "stocked", "made_to_order"] {
                    let made = app.a_product_of_kind(&s.shop, "Karya lain", 100_000, kind, stock).await;
                    let id = made.id.clone();
                    app.house.store.write(move |tx| Box::pin(async move {
                        sqlx::query("update products set state = $2, held = $3 where id = $1")
                            .bind(id).bind(state).bind(i64::from(held)).execute(tx.db()).await.unwrap();
                        Ok(())
                    })).await.unwrap();
                    for lang in ["id", "en"] {
                        let page = guest.get(&format!("/{lang}/p/{}", made.code)).await;
                        assert_eq!(page.status.as_u16(), status, "{kind} {state} {stock} {held}");
                        // The large button says it in two lines.
                        let sells = page.text().contains("</small>");
                        assert_eq!(sells, state == "published" && kind != "made_to_order" && stock > 0, "{kind} {state} {stock} {held}");
                        if status == 200 && !sells && kind != "made_to_order" && held == 0 {
                            page.says(&["Senja di karang"]);
                        }
                    }
                    // The printed code itself never fails.
                    assert_eq!(guest.get(&format!("/q/{}", made.code)).await.status, StatusCode::SEE_OTHER);
                }
            }
        }
        for lost in ["/en/p/7K3Q9XH", "/en/p/7K3Q9XB", "/en/p/nothing", "/en/s/7K3Q9XH", "/en/p/%FF", "/xx/p/7K3Q9XH"] {
            assert_eq!(guest.get(lost).await.status, StatusCode::NOT_FOUND, "{lost}");
        }
        assert_eq!(guest.get(&format!("/en/s/{}", s.piece.code)).await.status, StatusCode::NOT_FOUND, "a piece is no shop");
        assert_eq!(guest.get(&format!("/en/p/{}", s.shop.code)).await.status, StatusCode::NOT_FOUND, "a shop is no piece");
        assert_eq!(guest.get(&format!("/en/p/{}", s.piece.code.to_lowercase())).await.status, StatusCode::OK);
        assert_eq!(guest.get(&format!("/ja/p/{}", s.piece.code)).await.location(), format!("/en/p/{}", s.piece.code));
        set(&app, "update shops set opened_at = null, opened_village_id = null where id = $1", &s.shop.id).await;
        let soon = guest.get(&format!("/en/s/{}", s.shop.code)).await;
        soon.says(&["This shop opens soon", "noindex"]);
        assert_eq!(soon.status, StatusCode::OK, "its code may be printed already");
        assert!(!soon.text().contains("Benang") && !soon.text().contains("Ina Contoh"), "nothing of who is behind it");
        assert_eq!(guest.post(&format!("/en/s/{}/contact", s.shop.code), &[]).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_hidden_keeps_its_price_story_and_photos_to_itself(app: TestApp) {
        let s = stage(&app).await;
        set(&app, "update products set state = 'hidden', story = 'Rahasia dapur' where id = $1", &s.piece.id).await;
        let page = app.client().get(&format!("/en/p/{}", s.piece.code)).await;
        page.says(&["is not shown now", "noindex", "Laguna pagi"]);
        for secret in ["Rahasia dapur", "Rp450.000", "application/ld+json", "og:image"] {
            assert!(!page.text().contains(secret), "{secret}");
        }
    }

    async fn search_engines_read_the_piece_its_offer_and_the_way(app: TestApp) {
        let s = stage(&app).await;
        app.insert("product_facts", vec![("product_id", (&s.piece.id).into()), ("fact", "fibre.cotton_mill".into())]).await;
        set(&app, "update products set name = 'Senja </script><script>' where id = $1", &s.piece.id).await;
        let page = app.client().get(&format!("/id/p/{}", s.piece.code)).await;
        let html = page.text();
        let documents: Vec<serde_json::Value> = html
            .split("<script type=\"application/ld+json\">")
            .skip(1)
            .map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap())
            .collect();
        assert_eq!(html.matches("<script").count(), documents.len(), "no other script");
        let product = documents.iter().find(|document| document["@type"] == "Product").unwrap();
        let address = format!("http://localhost:3000/id/p/{}", s.piece.code);
        assert_eq!(product["name"], "Senja </script><script>");
        assert_eq!(product["sku"], s.piece.code);
        assert_eq!(product["material"], "Katun, benang pabrik");
        assert!(product["image"][0].as_str().unwrap().ends_with("-1280.jpg"));
        let offer = &product["offers"];
        assert_eq!(offer["price"], "450000");
        assert_eq!(offer["priceCurrency"], "IDR");
        assert_eq!(offer["availability"], "https://schema.org/InStock");
        assert_eq!(offer["url"], address);
        assert_eq!(offer["seller"]["@type"], "Organization");
        assert_eq!(offer["seller"]["address"]["addressLocality"], "Wakatobi");
        let way = documents.iter().find(|document| document["@type"] == "BreadcrumbList").unwrap();
        assert_eq!(way["itemListElement"][3]["item"], address);
        page.says(&["property=\"og:image\" content=\"http://localhost:3000/media/", "-og.jpg\"", "property=\"og:image:width\" content=\"1200\""]);
        let shop = app.client().get(&format!("/en/s/{}", s.shop.code)).await;
        shop.says(&["\"@type\":\"Organization\"", "\"name\":\"Benang Contoh\""]);
    }
}
