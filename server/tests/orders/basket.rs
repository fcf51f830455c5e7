//! What went while a basket was looked at: it is said, and nothing typed is lost. And how much goes into one.

use axum::http::StatusCode;

use super::market::{code_of, market};
use super::stage::{checkout_in, execute, stage_of};
use crate::on_both;
use crate::support::TestApp;

on_both! {
    async fn a_piece_that_was_hidden_is_not_said_to_be_sold(app: TestApp) {
        let mut m = market(&app).await;
        let page = m.checkout().await;
        let fields = m.fields(&app, &page, &[]).await;
        execute(&app, "update products set state = 'hidden' where id = $1", &m.second.piece.id).await;
        let refused = m.send(&fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["Not for sale just now: Senja di karang"]);
        assert!(!refused.text().contains("somebody else"));
        // The answer to a form opens in another language where the basket does.
        refused.says(&[&format!("/language/id?to=%2Fen%2Fcheckout%3Fr%3D{}", m.slug())]);
        execute(&app, "update products set state = 'hidden' where id = $1", &m.first.piece.id).await;
        let refused = m.send(&fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["/language/id?to=%2Fen%2Fcart"]);
    }

    async fn who_has_the_piece_herself_is_led_to_her_order(app: TestApp) {
        let mut m = market(&app).await;
        let page = m.checkout().await;
        let fields = m.fields(&app, &page, &[]).await;
        let mut tab = checkout_in(m.buyer.clone(), "en", &m.second.piece, "stall").await;
        let order = tab.send(&[]).await.location();
        let open = format!("href=\"{order}\"");
        m.buyer.get("/en/cart").await.says(&["You have ordered this piece already", &open]);
        let refused = m.send(&fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["You have ordered already: Senja di karang", &open]);
        assert!(!refused.text().contains("Not for sale just now"));
        // For anybody else it is only kept for a while.
        let mut other = app.client();
        other.post("/en/cart/add", &[("p", &m.second.piece.code)]).await.location();
        let cart = other.get("/en/cart").await;
        cart.says(&["kept for somebody"]);
        assert!(!cart.text().contains("You have ordered"));
    }

    async fn a_piece_that_was_hidden_meanwhile_is_not_put_in_and_a_new_guest_keeps_her_cookie(app: TestApp) {
        let s = stage_of(&app, "stocked", 3).await;
        execute(&app, "update products set state = 'hidden' where id = $1", &s.piece.id).await;
        let reply = app.client().post("/en/cart/add", &[("p", &s.piece.code)]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["Not for sale any more", &format!("/language/id?to=%2Fen%2Fp%2F{}", s.piece.code)]);
        assert!(!reply.text().contains("typing mistake") && !reply.text().contains("a moment ago"));
        assert!(reply.headers.contains_key("set-cookie"));
        assert_eq!(app.count("select count(*) from cart_lines").await, 0);
    }

    async fn what_no_way_of_paying_carries_is_mended_in_the_basket(app: TestApp) {
        let mut m = market(&app).await;
        let only = "update shop_payments set takes_cash = 0 where shop_id = $1";
        execute(&app, only, &m.first.shop.id).await;
        execute(&app, "update products set price_minor = 600000000 where id = $1", &m.first.piece.id).await;
        let q = format!("q-{}", m.first.piece.code);
        let page = m.checkout().await;
        page.says(&["Order now"]);
        let fields = m.fields(&app, &page, &[]).await;
        m.buyer.post("/en/cart", &[("r", "x"), (&q, "2"), ("do", "save")]).await.location();
        let cart = m.buyer.get("/en/cart").await;
        cart.says(&["So much at once cannot be paid", "Choose fewer"]);
        assert!(!cart.text().contains("value=\"go\""), "nothing could be ordered");
        let page = m.checkout().await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.says(&["Change what is marked", "Choose fewer"]);
        // A form that was open meanwhile is answered where it can be mended.
        let refused = m.send(&fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["Choose fewer", &format!("name=\"{q}\"")]);
        assert!(!refused.text().contains("Order now"));
        m.buyer.post("/en/cart", &[("r", "x"), (&q, "1"), ("do", "save")]).await.location();
        m.place(&app, &[]).await.location();
    }

    async fn what_went_while_the_form_was_filled_in_is_said_and_nothing_typed_is_lost(app: TestApp) {
        let mut m = market(&app).await;
        let code = code_of(&app, &m.first.shop).await;
        execute(&app, "update shops set sends = 1 where id = $1", &m.first.shop.id).await;
        let page = m.checkout().await;
        let sent = [(format!("how-{code}"), "send"), ("to_name".into(), "Mia Example"), ("to_street".into(), "Beispielweg 7"),
            ("to_country".into(), "DE"), ("contact_kind".into(), "email"), ("contact".into(), "mia@mail.example")];
        let fields = m.fields(&app, &page, &sent).await;
        execute(&app, "update shops set sends = 0 where id = $1", &m.first.shop.id).await;
        let refused = m.send(&fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&["does not send or bring pieces", "Beispielweg 7", "mia@mail.example"]);
        // Nor is the last time to fetch it missed in silence.
        let kept = [(format!("how-{code}"), "keep"), (format!("pickup-{code}"), "x@1"), ("contact_kind".into(), "email"),
            ("contact".into(), "mia@mail.example")];
        let fields = m.fields(&app, &page, &kept).await;
        let hours = "delete from meeting_hours where place_id in (select id from meeting_places where shop_id = $1)";
        for shop in [&m.first.shop, &m.second.shop] {
            execute(&app, hours, &shop.id).await;
        }
        let refused = m.send(&fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&["has named no place and time", "mia@mail.example"]);
        assert_eq!(app.count("select count(*) from orders").await, 0);
    }

    async fn taps_at_the_same_time_do_not_overfill_the_basket(app: TestApp) {
        let s = stage_of(&app, "unique", 1).await;
        let mut codes = Vec::new();
        for _ in 0..36 {
            codes.push(app.a_product(&s.shop, "Sapu tangan", 50_000).await.code);
        }
        let mut buyer = app.client();
        let last = codes.split_off(29);
        for code in &codes {
            buyer.post("/en/cart/add", &[("p", code)]).await.location();
        }
        let taps = last.into_iter().map(|code| {
            let mut tab = buyer.clone();
            async move { tab.post("/en/cart/add", &[("p", &code)]).await.status }
        });
        let statuses = futures::future::join_all(taps).await;
        assert_eq!(statuses.iter().filter(|status| **status == StatusCode::SEE_OTHER).count(), 1, "{statuses:?}");
        assert_eq!(app.count("select count(*) from cart_lines").await, 30);
        // One that was overfilled before is told so, and is no fault of the house.
        let row = vec![
            ("visitor_id", visitor(&app).await.into()), ("product_id", (&s.piece.id).into()), ("quantity", 1.into()),
            ("seen_minor", 45_000_000.into()), ("scanned", 0.into()), ("added_at", app.clock.now().into()),
        ];
        app.insert("cart_lines", row).await;
        let page = buyer.get(&format!("/en/checkout?r={}", s.place.slug)).await;
        let code = code_of(&app, &s.shop).await;
        let mut fields = vec![("key".to_owned(), page.field("key")), ("r".to_owned(), page.field("r")),
            (format!("how-{code}"), "stall".to_owned()), (format!("method-{code}"), "cash".to_owned())];
        for code in codes_of(&page.text()) {
            fields.extend(["v", "q"].map(|name| (format!("{name}-{code}"), page.field(&format!("{name}-{code}")))));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let refused = buyer.post("/en/checkout", &fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["More than 30 different pieces do not fit"]);
        assert_eq!(app.count("select count(*) from orders").await, 0);
    }

    async fn a_browser_that_takes_no_cookie_is_told_so_at_its_basket(app: TestApp) {
        let s = stage_of(&app, "unique", 1).await;
        let mut buyer = app.client();
        let to = buyer.post("/en/cart/add", &[("p", &s.piece.code)]).await.location();
        // Where it was taken the address is the basket's own, and is right in any browser.
        let own = buyer.clone().get(&to).await.location();
        assert_eq!(own, "/en/cart");
        buyer.clone().get(&own).await.says(&["Senja di karang"]);
        buyer.cookies.clear();
        let page = buyer.get(&to).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.says(&["needs one cookie to remember your basket", "another browser", "put the piece in once more"]);
        assert_eq!(buyer.get("/en/cart").await.status, StatusCode::OK, "who has put nothing in is told nothing");
    }
}

async fn visitor(app: &TestApp) -> String {
    let (id,): (String,) = sqlx::query_as("select id from visitors").fetch_one(app.house.store.read()).await.unwrap();
    id
}

/// The codes of the pieces on a form.
fn codes_of(html: &str) -> Vec<String> {
    html.split("name=\"v-").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}
