//! What is refused: too many orders, changed prices, foreign keys, false links, other shops' orders.

use axum::http::StatusCode;

use super::stage::{
    Buyer, Ordered, artisan_taps, at_checkout, checkout_in, execute, key_of, offers, shelf, stage, stage_of,
};
use crate::on_both;

on_both! {
    async fn a_fourth_unpaid_order_of_one_visitor_waits_for_the_first(app: TestApp) {
        let s = stage_of(&app, "stocked", 9).await;
        let mut orders: Vec<Ordered> = Vec::new();
        let mut browser = app.client();
        for _ in 0..3 {
            let page = browser.get(&format!("/en/checkout?p={}&how=stall&again=1", s.piece.code)).await;
            let buyer = Buyer { client: browser.clone(), lang: "en", page, how: "stall" };
            let order = buyer.order(&[]).await;
            browser = order.client.clone();
            orders.push(order);
        }
        let page = browser.get(&format!("/en/checkout?p={}&how=stall&again=1", s.piece.code)).await;
        let mut fourth = Buyer { client: browser.clone(), lang: "en", page, how: "stall" };
        let refused = fourth.send(&[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["You have three orders that are not paid yet", "name=\"key\""]);
        for order in &orders {
            refused.says(&[&format!("href=\"{}\"", order.link), &order.code]);
        }
        assert_eq!(shelf(&app).await, (6, 3));
        orders[0].tap("cancel", &[]).await.location();
        fourth.send(&[]).await.location();
        assert_eq!(app.count("select count(*) from orders").await, 4);
    }

    async fn one_contact_has_at_most_three_unpaid_orders_whatever_the_browser(app: TestApp) {
        let s = stage_of(&app, "stocked", 9).await;
        for spelling in ["+62 812 3456 7890", "081234567890", "62812-3456-7890"] {
            at_checkout(&app, &s.piece, "keep").await.order(&[("contact_kind", "whatsapp"), ("contact", spelling)]).await;
        }
        let mut fourth = at_checkout(&app, &s.piece, "keep").await;
        let refused = fourth.send(&[("contact_kind", "phone"), ("contact", "0812 3456 7890")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["in another browser or on another phone"]);
        // Whoever types somebody's number is not led to that person's orders.
        assert!(!refused.text().contains("/en/o/"));
        fourth.send(&[("contact_kind", "phone"), ("contact", "0812 3456 7891")]).await.location();
    }

    async fn four_checkouts_at_once_of_one_visitor_make_three_orders(app: TestApp) {
        let s = stage_of(&app, "stocked", 9).await;
        let browser = at_checkout(&app, &s.piece, "stall").await.client;
        let mut waiting = Vec::new();
        for _ in 0..4 {
            let mut client = browser.clone();
            let page = client.get(&format!("/en/checkout?p={}&how=stall&again=1", s.piece.code)).await;
            let mut buyer = Buyer { client, lang: "en", page, how: "stall" };
            waiting.push(tokio::spawn(async move { buyer.send(&[]).await.status }));
        }
        let mut placed = 0;
        for one in waiting {
            placed += i32::from(one.await.unwrap() == StatusCode::SEE_OTHER);
        }
        assert_eq!(placed, 3);
        assert_eq!(shelf(&app).await, (6, 3));
    }

    async fn a_price_that_changed_is_shown_before_anything_is_ordered(app: TestApp) {
        let s = stage(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "stall").await;
        execute(&app, "update products set price_minor = 50000000, version = version + 1 where id = $1", &s.piece.id).await;
        let again = buyer.send(&[("name", "Mia")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        again.says(&["Rp500.000 is the price now", "value=\"Mia\""]);
        assert_eq!(app.count("select count(*) from orders").await, 0);
        buyer.page = again;
        let mut order = buyer.order(&[]).await;
        order.page().await.says(&["Rp500.000"]);
        assert_eq!(app.count("select total_minor from orders").await, 50_000_000);
    }

    async fn an_amount_in_the_request_is_never_believed(app: TestApp) {
        let s = stage(&app).await;
        at_checkout(&app, &s.piece, "stall").await.order(&[("price", "1"), ("amount", "1"), ("total_minor", "1")]).await;
        assert_eq!(app.count("select amount_minor from payments").await, 45_000_000);
    }

    async fn wrong_fields_come_back_with_words_and_what_was_typed(app: TestApp) {
        let s = stage(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "keep").await;
        let again = buyer.send(&[("contact", "mia@"), ("pickup", "x@1"), ("method", ""), ("name", "Mia")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says(&["This does not look like an e-mail address", "Choose one of the places and times", "Choose a way to pay", "value=\"Mia\"", "value=\"mia@\""]);
        assert_eq!(app.count("select count(*) from idempotency").await, 0, "only what changed something uses up a key");
    }

    async fn more_than_what_is_left_is_refused_with_the_number(app: TestApp) {
        let s = stage_of(&app, "stocked", 2).await;
        let mut buyer = at_checkout(&app, &s.piece, "stall").await;
        for (typed, says) in [("3", "There are only 2 left"), ("0", "Type a whole number"), ("-1", "Type a whole number"), ("x", "Type a whole number")] {
            let again = buyer.send(&[("quantity", typed)]).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
            again.says(&[says]);
        }
        assert_eq!(shelf(&app).await, (2, 0));
    }

    async fn a_changed_token_opens_nothing_and_does_nothing(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let token = order.link.rsplit('/').next().unwrap().to_owned();
        let mut stranger = app.client();
        for at in [0, 5, 21, 23, 26, token.len() - 1] {
            let mut wrong = token.clone();
            let other = if &token[at..=at] == "A" { "B" } else { "A" };
            wrong.replace_range(at..=at, other);
            for tail in ["", "/state", "/qris.png", "/plain.png", "/link.svg"] {
                assert_eq!(stranger.get(&format!("/en/o/{wrong}{tail}")).await.status, StatusCode::NOT_FOUND, "{wrong}{tail}");
            }
            for act in ["paid", "cancel", "method", "came-back", "not-back", "tell"] {
                let reply = stranger.post(&format!("/en/o/{wrong}/{act}"), &[("key", "x"), ("method", "cash")]).await;
                assert_eq!(reply.status, StatusCode::NOT_FOUND, "{act}");
            }
        }
        order.page().await.says(&["Waiting for your payment"]);
    }

    async fn the_link_works_in_another_browser_and_a_key_of_another_order_does_not(app: TestApp) {
        let s = stage_of(&app, "stocked", 2).await;
        let mut one = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let mut two = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let foreign = key_of(&one.page().await.text(), &format!("{}/paid", one.link));
        let refused = two.client.post(&format!("{}/paid", two.link), &[("key", &foreign)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["This form was open too long"]);
        let mut elsewhere = Ordered { client: app.client(), link: one.link.clone(), code: one.code.clone() };
        elsewhere.tap("paid", &[]).await.location();
        one.page().await.says(&["You said you have paid"]);
    }

    async fn another_shops_order_does_not_exist(app: TestApp) {
        let s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let other = app.a_shop(&s.place, "Toko Lain").await;
        let mut stranger = app.owner_of(&other).await;
        let path = format!("/studio/orders/{}", order.code);
        for tail in ["", "/qris", "/decline", "/cancel"] {
            assert_eq!(stranger.get(&format!("{path}{tail}")).await.status, StatusCode::NOT_FOUND, "{tail}");
        }
        for act in ["accept", "decline", "cancel", "release", "arrived", "not-arrived", "ready", "handed-over", "returned"] {
            let reply = stranger.post(&format!("{path}/{act}"), &[("key", "x"), ("reason", "sold")]).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{act}");
        }
        assert!(!stranger.get("/studio/orders").await.text().contains(&order.code));
        assert!(!stranger.get("/studio/money").await.text().contains("Senja"));
        assert_eq!(app.client().get(&path).await.location(), format!("/login?to={}", path.replace('/', "%2F")));
    }

    async fn keeping_needs_a_place_and_a_piece_that_is_made_to_order_cannot_be_ordered(app: TestApp) {
        let s = stage(&app).await;
        execute(&app, "update meeting_places set closed_at = 1 where shop_id = $1", &s.shop.id).await;
        let page = at_checkout(&app, &s.piece, "keep").await.page;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.says(&["Ina Contoh has named no place and time"]);
        let made = app.a_product_of_kind(&s.shop, "Selimut", 900_000, "made_to_order", 0).await;
        let mut client = app.client();
        let to = client.get(&format!("/en/checkout?p={}&how=stall", made.code)).await;
        assert_eq!(to.location(), format!("/en/p/{}", made.code));
    }

    async fn over_ten_million_rupiah_only_cash_is_offered(app: TestApp) {
        let s = stage(&app).await;
        let dear = app.a_product(&s.shop, "Kain besar", 10_000_001).await;
        let mut buyer = at_checkout(&app, &dear, "stall").await;
        assert!(!buyer.page.text().contains("value=\"qris\""));
        let refused = buyer.send(&[("method", "qris")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        buyer.send(&[("method", "cash")]).await.location();
    }

    async fn a_new_qris_of_the_shop_applies_to_new_payments_only(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        execute(&app, "update shop_payments set qris_name = 'LAIN', qris_payload = null, takes_qris = 0 where shop_id = $1", &s.shop.id).await;
        order.page().await.says(&["TENUN CONTOH"]);
        assert_eq!(order.client.get(&format!("{}/plain.png", order.link)).await.status, StatusCode::OK);
    }

    async fn the_maker_is_told_by_code_and_studio_link_never_by_the_token(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let tell = format!("{}/tell", order.link);
        assert!(!offers(&order.page().await, &tell), "no public number, no button");
        assert_eq!(order.client.post(&tell, &[]).await.status, StatusCode::NOT_FOUND);
        execute(&app, "update shops set whatsapp = '+6281200000101', whatsapp_public = 1 where id = $1", &s.shop.id).await;
        let page = order.page().await;
        assert!(offers(&page, &tell) && !page.text().contains("81200000101"), "the number waits behind a tap that posts");
        let told = order.client.post(&tell, &[]).await;
        assert_eq!(told.headers["cache-control"], "no-store");
        let link = told.text().split("https://wa.me/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let token = order.link.rsplit('/').next().unwrap();
        assert!(link.starts_with("6281200000101?text=") && link.contains(&order.code) && link.contains("studio%2Forders"));
        assert!(!link.contains(token));
    }

    async fn the_follow_door_answers_only_what_is_new(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        let door = format!("{}/state", order.link);
        let first = order.client.get(&door).await;
        let tag = first.headers["etag"].to_str().unwrap().to_owned();
        order.page().await.says(&[&format!("data-mark={tag}"), &format!("data-state=\"{door}\"")]);
        let ask = |tag: String| {
            let request = axum::http::Request::get(&door).header("if-none-match", tag).body(axum::body::Body::empty()).unwrap();
            tower::ServiceExt::oneshot(app.router.clone(), request)
        };
        assert_eq!(ask(tag.clone()).await.unwrap().status(), StatusCode::NOT_MODIFIED);
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        assert_eq!(ask(tag).await.unwrap().status(), StatusCode::OK);
    }

    async fn the_checkout_page_is_whole_without_script_in_both_languages(app: TestApp) {
        let s = stage(&app).await;
        for (lang, title, button) in [("en", "Keep it for me", "Ask to keep it"), ("id", "Simpankan untuk saya", "Minta disimpankan")] {
            let buyer = checkout_in(app.client(), lang, &s.piece, "keep").await;
            buyer.page.says(&[title, button, "Lapak pelabuhan", "Rp450.000", "noindex"]);
            assert!(!buyer.page.text().contains("<script"));
        }
    }
}
