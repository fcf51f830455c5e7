//! The same piece named twice: in one form, in one basket, in two lines. It is one line or refused in words, and never
//! more than there are.

use axum::http::StatusCode;

use super::market::{Market, code_of, market};
use super::stage::{shelf, stage, stage_of};
use crate::on_both;
use crate::support::{Reply, TestApp};

/// How many lines and orders there are, and how many pieces they are of.
async fn lines(app: &TestApp) -> (i64, i64, i64) {
    (
        app.count("select count(*) from orders").await,
        app.count("select count(*) from order_lines").await,
        app.count("select cast(coalesce(sum(quantity), 0) as bigint) from order_lines").await,
    )
}

/// Placed, or refused in words.
fn is_clear(reply: &Reply, when: &str) -> bool {
    let placed = reply.status == StatusCode::SEE_OTHER;
    let refused = matches!(reply.status, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY);
    assert!(placed || refused, "{when}: {}", reply.status);
    assert!(placed || reply.text().contains("role=\"alert\""), "{when}: refused without a word");
    placed
}

/// Sends the form of the checkout of one piece with these fields beside its own.
async fn with_more(app: &TestApp, code: &str, more: &[(&str, &str)], first: bool) -> Reply {
    let mut client = app.client();
    let page = client.get(&format!("/en/checkout?p={code}&how=stall&via=q")).await;
    let own: Vec<(String, String)> =
        ["key", "p", "v", "how"].iter().map(|name| ((*name).to_owned(), page.field(name))).collect();
    let mut fields: Vec<(&str, &str)> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("method", "qris"));
    if first {
        fields.splice(0..0, more.iter().copied());
    } else {
        fields.extend(more);
    }
    client.post("/en/checkout", &fields).await
}

/// The fields of the basket's form twice over, the second time with these values.
async fn doubled(m: &mut Market, app: &TestApp, changes: &[(String, &str)]) -> Reply {
    let page = m.checkout().await;
    let mut fields = m.fields(app, &page, &[]).await;
    let again = fields.clone();
    fields.extend(again.into_iter().filter(|(name, _)| name.starts_with("v-") || name.starts_with("q-")));
    fields.extend(changes.iter().map(|(name, value)| (name.clone(), (*value).to_owned())));
    m.send(&fields).await
}

on_both! {
    async fn the_same_piece_named_twice_at_the_checkout_is_one_line(app: TestApp) {
        let s = stage(&app).await;
        let code = s.piece.code.clone();
        // Of a piece of which there is one, two cannot be asked for however it is written.
        let more = [("p", code.as_str()), ("v", "1"), ("p", &code), ("quantity", "2"), ("quantity", "2")];
        assert!(is_clear(&with_more(&app, &code, &more, true).await, "twice"));
        assert_eq!((lines(&app).await, shelf(&app).await), ((1, 1, 1), (0, 1)));
    }

    async fn a_number_sent_twice_is_the_last_one_and_never_more_than_there_are(app: TestApp) {
        let s = stage_of(&app, "stocked", 3).await;
        for (numbers, pieces) in [(["1", "2"], 2), (["2", "4"], 0), (["9", "-1"], 0), (["4", "1"], 1)] {
            let before = lines(&app).await.2;
            let more = numbers.map(|number| ("quantity", number));
            let placed = is_clear(&with_more(&app, &s.piece.code, &more, false).await, &format!("{numbers:?}"));
            assert_eq!((placed, lines(&app).await.2 - before), (pieces > 0, pieces), "{numbers:?}");
        }
        assert_eq!((lines(&app).await, shelf(&app).await), ((2, 2, 3), (0, 3)));
    }

    async fn two_pieces_named_at_the_checkout_of_one_are_not_mixed_up(app: TestApp) {
        let s = stage_of(&app, "stocked", 3).await;
        let dear = app.a_product(&s.shop, "Fajar", 900_000).await;
        // The price of the one that is ordered is paid, whichever stands first.
        let wrong = "select count(*) from order_lines l join products p on p.id = l.product_id where l.unit_minor <> p.price_minor";
        for first in [true, false] {
            is_clear(&with_more(&app, &s.piece.code, &[("p", &dear.code)], first).await, "two pieces");
            assert_eq!(app.count(wrong).await, 0);
            assert_eq!(app.count("select count(*) from products where stock < 0 or held > 2").await, 0);
        }
    }

    async fn a_form_that_names_each_line_of_a_basket_twice_is_one_order_with_each_line_once(app: TestApp) {
        let mut m = market(&app).await;
        let reply = doubled(&mut m, &app, &[]).await;
        assert!(is_clear(&reply, "doubled"));
        assert_eq!(lines(&app).await, (1, 2, 2));
        assert_eq!(app.count("select total_minor from orders").await, 90_000_000);
    }

    async fn a_basket_whose_number_is_sent_twice_sells_no_more_than_there_are(app: TestApp) {
        let mut m = market(&app).await;
        let q = format!("q-{}", m.first.piece.code);
        for numbers in [["1", "6"], ["5", "-1"], ["6", "6"], ["", "1e3"]] {
            let changes = numbers.map(|number| (q.clone(), number));
            let reply = doubled(&mut m, &app, &changes).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{numbers:?}");
            assert_eq!(lines(&app).await, (0, 0, 0), "{numbers:?}");
        }
        assert!(is_clear(&doubled(&mut m, &app, &[(q.clone(), "5"), (q, "3")]).await, "the last one"));
        assert_eq!(lines(&app).await, (1, 2, 4));
        assert_eq!(app.count("select cast(sum(held) as bigint) from products").await, 4);
    }

    async fn a_version_sent_twice_is_the_last_one(app: TestApp) {
        let mut m = market(&app).await;
        let (v, shop) = (format!("v-{}", m.first.piece.code), code_of(&app, &m.first.shop).await);
        let reply = doubled(&mut m, &app, &[(v, "99"), (format!("how-{shop}"), "stall")]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT, "another piece than the one that was seen");
        assert_eq!(lines(&app).await, (0, 0, 0));
    }

    async fn the_same_piece_cannot_stand_in_two_lines_of_a_basket(app: TestApp) {
        let mut m = market(&app).await;
        let (code, other) = (m.second.piece.code.clone(), m.first.piece.code.clone());
        // Both at once, and the same one in one form twice.
        m.buyer.post("/en/cart/add", &[("p", &code), ("p", &code)]).await.location();
        futures::future::join_all((0..4).map(|_| {
            let (mut tab, code) = (m.buyer.clone(), code.clone());
            async move { tab.post("/en/cart/add", &[("p", &code)]).await.location() }
        }))
        .await;
        let q = format!("q-{other}");
        m.buyer.post("/en/cart", &[("r", "x"), (&q, "2"), (&q, "3"), ("do", "save")]).await.location();
        assert_eq!(app.count("select count(*) from cart_lines").await, 2);
        assert_eq!(app.count("select cast(sum(quantity) as bigint) from cart_lines").await, 4);
        // Nor does the database take a second one.
        let twice = app.house.store.write(|tx| Box::pin(async move {
            use server::store::DbResult as _;
            sqlx::query("insert into cart_lines select * from cart_lines").execute(tx.db()).await.db().map(|_| ())
        }));
        assert!(matches!(twice.await, Err(app::error::AppError::Conflict(_))));
    }

    async fn two_tabs_of_one_basket_at_once_sell_it_once(app: TestApp) {
        let mut m = market(&app).await;
        // Enough for every tab: only the basket itself says that it was ordered.
        app.execute("update products set stock = 20, kind = 'stocked'").await;
        let mut tabs = Vec::new();
        for _ in 0..6 {
            // A key of its own for each tab: not the same form sent again.
            let page = m.checkout().await;
            let fields = m.fields(&app, &page, &[]).await;
            tabs.push(Market { first: m.first.clone(), second: m.second.clone(), buyer: m.buyer.clone() }.sends(fields));
        }
        let placed = futures::future::join_all(tabs).await.into_iter().filter(|one| is_clear(one, "a tab")).count();
        assert_eq!((placed, lines(&app).await), (1, (1, 2, 2)));
        assert_eq!(app.count("select cast(sum(held) as bigint) from products").await, 2);
    }
}

impl Market {
    async fn sends(mut self, fields: Vec<(String, String)>) -> Reply {
        self.send(&fields).await
    }
}
