//! What went while a basket was looked at: it is said, and nothing typed is lost. And how much goes into one.

use axum::http::StatusCode;

use super::market::{code_of, market};
use super::stage::{execute, stage_of};
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
        refused.says(&["Not for sale any more: Senja di karang"]);
        assert!(!refused.text().contains("somebody else"));
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
        buyer.clone().get(&to).await.says(&["Senja di karang"]);
        buyer.cookies.clear();
        let page = buyer.get(&to).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.says(&["needs one cookie to remember your basket"]);
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
