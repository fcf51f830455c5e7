//! A cart over several shops: what is told before paying, and one order with a part for each shop.

use axum::http::StatusCode;

use super::market::{Market, code_of, market, of, tap_part};
use super::stage::{DAY, artisan_taps, execute, stage_at, stage_of, tick, with_bank};
use crate::on_both;
use crate::support::TestApp;

on_both! {
    async fn pieces_of_two_shops_are_one_order_with_a_part_for_each(app: TestApp) {
        let m = market(&app).await;
        let (mut order, mut first, mut second) = m.order(&app).await;
        order.page().await.says(&["Your order at 2 shops", "Rp900.000 in all", "part-1", "part-2", "qris.png?part=2"]);
        assert_eq!(app.count("select count(*) from orders").await, 1);
        assert_eq!(app.count("select count(*) from shop_orders").await, 2);
        assert_eq!(app.count("select count(*) from payments where amount_minor = 45000000").await, 2);
        assert_eq!(app.count("select total_minor from orders").await, 90_000_000);
        assert_eq!(app.count("select count(*) from cart_lines").await, 0);
        // Each shop sees its own part only, under the same code, and answers for itself.
        let path = format!("/studio/orders/{}", order.code);
        first.artisan.get(&path).await.says(&["Rp450.000"]);
        artisan_taps(&mut first.artisan, &order.code, "arrived", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'paid'").await, 1);
        assert_eq!(app.count("select count(*) from payments where state = 'open'").await, 1);
        tap_part(&mut order, 2, "paid").await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'claimed'").await, 1);
        artisan_taps(&mut first.artisan, &order.code, "handed-over", &[]).await.location();
        assert_eq!(app.count("select count(*) from orders where ended_at is null").await, 1);
        artisan_taps(&mut second.artisan, &order.code, "arrived", &[]).await.location();
        artisan_taps(&mut second.artisan, &order.code, "handed-over", &[]).await.location();
        assert_eq!(app.count("select count(*) from orders where ended_at is not null").await, 1);
        assert_eq!(app.count("select cast(sum(held) as bigint) from products").await, 0);
    }

    async fn each_shop_is_paid_in_its_own_way_one_after_the_other(app: TestApp) {
        let m = market(&app).await;
        with_bank(&app, &m.second.shop).await;
        let (one, two) = (code_of(&app, &m.first.shop).await, code_of(&app, &m.second.shop).await);
        let ways = [(format!("method-{one}"), "cash"), (format!("method-{two}"), "transfer")];
        let (mut order, mut first, mut second) = m.order_with(&app, &ways).await;
        order.page().await.says(&["part-1", "part-2", "0099887766", "INA CONTOH", "Rp900.000 in all"]);
        assert_eq!(app.count("select count(*) from payments where method = 'cash' and amount_minor = 45000000").await, 1);
        assert_eq!(app.count("select count(*) from payments where method = 'transfer' and amount_minor = 45000000").await, 1);
        artisan_taps(&mut first.artisan, &order.code, "arrived", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where method = 'cash' and state = 'paid'").await, 1);
        assert_eq!(app.count("select count(*) from payments where method = 'transfer' and state = 'open'").await, 1);
        tap_part(&mut order, 2, "paid").await.location();
        artisan_taps(&mut second.artisan, &order.code, "arrived", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'paid'").await, 2);
        app.books_agree().await;
    }

    async fn the_plain_code_and_the_follow_mark_are_of_the_part_that_is_asked_for(app: TestApp) {
        let m = market(&app).await;
        let (mut order, _, mut second) = m.order(&app).await;
        let state = format!("{}/state", order.link);
        let before = order.client.get(&state).await.text();
        for part in ["", "?part=1", "?part=2"] {
            let path = format!("{}/plain.png{part}", order.link);
            assert_eq!(order.client.get(&path).await.status, StatusCode::OK, "{part}");
        }
        let path = format!("{}/plain.png?part=3", order.link);
        assert_eq!(order.client.get(&path).await.status, StatusCode::NOT_FOUND);
        artisan_taps(&mut second.artisan, &order.code, "arrived", &[]).await.location();
        assert_ne!(order.client.get(&state).await.text(), before);
    }

    async fn one_order_is_of_one_regency_and_the_rest_stays_in_the_basket(app: TestApp) {
        let first = stage_of(&app, "stocked", 5).await;
        let other = app.a_place_named("74.01", "Kabupaten Kolaka", "kolaka").await;
        let second = stage_at(&app, other, "stocked", 5).await;
        let mut m = of(&app, first, second).await;
        let cart = m.buyer.get("/en/cart").await;
        cart.says(&[&format!("name=\"r\" value=\"{}\"", m.first.place.slug), "name=\"r\" value=\"kolaka\""]);
        let placed = m.place(&app, &[]).await;
        assert_eq!(placed.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("select count(*) from orders").await, 1);
        assert_eq!(app.count("select count(*) from shop_orders").await, 1, "the other shop's fields change nothing");
        assert_eq!(app.count("select count(*) from cart_lines").await, 1);
        let of_first = "select count(*) from orders o join shop_orders s on s.order_id = o.id join shops h on h.id = s.shop_id \
                        where h.regency_id <> o.regency_id";
        assert_eq!(app.count(of_first).await, 0);
    }

    async fn cancelling_one_part_leaves_the_other(app: TestApp) {
        let m = market(&app).await;
        let (mut order, first, _) = m.order(&app).await;
        tap_part(&mut order, 1, "cancel").await.location();
        assert_eq!(app.count("select count(*) from shop_orders where state = 'cancelled'").await, 1);
        assert_eq!(app.count("select count(*) from shop_orders where state = 'accepted'").await, 1);
        assert_eq!(app.count("select count(*) from orders where ended_at is null").await, 1);
        let stock: (i64, i64) = sqlx::query_as("select stock, held from products where id = $1")
            .bind(first.piece.id.clone())
            .fetch_one(app.house.store.read())
            .await
            .unwrap();
        assert_eq!(stock, (5, 0));
    }

    async fn a_changed_price_is_told_in_the_basket_and_before_ordering_and_never_taken_in_silence(app: TestApp) {
        let mut m = market(&app).await;
        let page = m.checkout().await;
        let fields = m.fields(&app, &page, &[]).await;
        execute(&app, "update products set price_minor = 50000000, version = version + 1 where id = $1", &m.first.piece.id).await;
        m.buyer.get("/en/cart").await.says(&["changed from Rp450.000 to Rp500.000"]);
        let refused = m.send(&fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["changed this moment", "changed from Rp450.000 to Rp500.000", "Rp950.000"]);
        assert_eq!(app.count("select count(*) from orders").await, 0);
        let page = m.checkout().await;
        page.says(&["changed from Rp450.000 to Rp500.000"]);
        m.place(&app, &[]).await.location();
        assert_eq!(app.count("select total_minor from orders").await, 95_000_000);
    }

    async fn a_piece_that_went_is_named_and_the_rest_is_ordered_only_on_a_new_tap(app: TestApp) {
        let mut m = market(&app).await;
        let page = m.checkout().await;
        let fields = m.fields(&app, &page, &[]).await;
        execute(&app, "update products set stock = 0 where id = $1", &m.second.piece.id).await;
        m.buyer.get("/en/cart").await.says(&["This piece cannot be ordered here any more"]);
        let refused = m.send(&fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["One piece is gone and is not part of this order", "Not for sale just now: Senja di karang"]);
        assert!(!refused.text().contains("another window"));
        assert_eq!(app.count("select count(*) from orders").await, 0);
        assert_eq!(app.count("select cast(sum(held) as bigint) from products").await, 0);
        m.place(&app, &[]).await.location();
        assert_eq!(app.count("select count(*) from shop_orders").await, 1);
        assert_eq!(app.count("select count(*) from cart_lines").await, 1);
    }

    async fn more_than_there_are_goes_no_further_than_the_basket(app: TestApp) {
        let mut m = market(&app).await;
        let q = format!("q-{}", m.first.piece.code);
        m.buyer.post("/en/cart", &[("r", "x"), (&q, "6"), ("do", "save")]).await.location();
        m.buyer.get("/en/cart").await.says(&["Only 5 are left", "value=\"6\""]);
        let page = m.checkout().await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.says(&["Change what is marked", "Only 5 are left"]);
        for wrong in ["0", "-1", "1.5", "1e3", "9223372036854775808", ""] {
            let page = m.buyer.post("/en/cart", &[("r", "x"), (&q, wrong), ("do", "go")]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        m.buyer.post("/en/cart", &[("r", "x"), (&q, "3"), ("do", "save")]).await.location();
        let slug = m.slug().to_owned();
        assert_eq!(m.buyer.post("/en/cart", &[("r", &slug), ("do", "go")]).await.location(), format!("/en/checkout?r={slug}"));
        m.place(&app, &[]).await.location();
        assert_eq!(app.count("select total_minor from orders").await, 4 * 45_000_000);
    }

    async fn what_shrank_since_it_was_put_in_is_said_before_ordering(app: TestApp) {
        let mut m = market(&app).await;
        let q = format!("q-{}", m.first.piece.code);
        m.buyer.post("/en/cart", &[("r", "x"), (&q, "3"), ("do", "save")]).await.location();
        let page = m.checkout().await;
        let fields = m.fields(&app, &page, &[]).await;
        execute(&app, "update products set stock = 2 where id = $1", &m.first.piece.id).await;
        // The page that was open takes nothing in silence, and the basket says how many there are.
        let refused = m.send(&fields).await;
        assert!(refused.status.is_client_error() || refused.status == StatusCode::SEE_OTHER, "{}", refused.status);
        m.buyer.get("/en/cart").await.says(&["Only 2 are left", "value=\"3\""]);
        assert_eq!(app.count("select count(*) from orders").await, 0);
        assert_eq!(shelf_of(&app, &m.first.piece.id).await, (2, 0));
    }

    async fn amounts_and_numbers_in_the_form_are_never_believed(app: TestApp) {
        let mut m = market(&app).await;
        let code = m.first.piece.code.clone();
        for wrong in ["0", "-1", "1.5", "1e3", "9223372036854775808"] {
            let refused = m.place(&app, &[(format!("q-{code}"), wrong)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let refused = m.place(&app, &[(format!("q-{code}"), "6")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count("select count(*) from orders").await, 0);
        let changes: Vec<(String, &str)> = ["total", "price", "total_minor", "amount", "shop"].map(|name| (name.to_owned(), "1")).into();
        m.place(&app, &changes).await.location();
        assert_eq!(app.count("select total_minor from orders").await, 90_000_000);
    }

    async fn the_same_piece_twice_in_the_basket_is_one_line(app: TestApp) {
        let mut m = market(&app).await;
        for _ in 0..3 {
            let code = m.second.piece.code.clone();
            m.buyer.post("/en/cart/add", &[("p", &code)]).await.location();
        }
        m.place(&app, &[]).await.location();
        assert_eq!(app.count("select count(*) from order_lines").await, 2);
        assert_eq!(app.count("select min(stock) from products").await, 0);
    }

    async fn a_double_tap_is_one_order(app: TestApp) {
        let mut m = market(&app).await;
        let page = m.checkout().await;
        let fields = m.fields(&app, &page, &[]).await;
        let (first, second) = (m.send(&fields).await.location(), m.send(&fields).await.location());
        assert_eq!(first, second);
        assert_eq!(app.count("select count(*) from orders").await, 1);
    }

    async fn keeping_needs_a_time_and_a_contact_and_the_stall_does_not(app: TestApp) {
        let mut m = market(&app).await;
        let code = code_of(&app, &m.first.shop).await;
        let how = format!("how-{code}");
        let refused = m.place(&app, &[(how.clone(), "keep"), ("name".into(), "Mia")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&["value=\"Mia\""]);
        let page = m.checkout().await.text();
        let field = format!("pickup-{code}");
        let select = page.split(&format!("name=\"{field}\"")).nth(1).unwrap().split("<optgroup").nth(1).unwrap();
        let time = select.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let changes = [(how, "keep"), (field, time.as_str()), ("contact_kind".into(), "email"), ("contact".into(), "mia@mail.example")];
        m.place(&app, &changes).await.location();
        assert_eq!(app.count("select count(*) from shop_orders where how = 'keep' and state = 'asked'").await, 1);
        assert_eq!(app.count("select count(*) from shop_orders where how = 'stall' and state = 'accepted'").await, 1);
        assert_eq!(app.count("select count(*) from messages where event = 'placed' and state = 'queued'").await, 1);
    }

    async fn a_basket_of_somebody_else_is_not_seen_nor_changed(app: TestApp) {
        let mut m = market(&app).await;
        let mut other = app.client();
        other.get("/en/cart").await.says(&["Nothing in the basket yet"]);
        let code = m.second.piece.code.clone();
        let refused = other.post("/en/cart", &[("drop", &code)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let page = m.checkout().await;
        let fields = m.fields(&app, &page, &[]).await;
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let refused = other.post("/en/checkout", &pairs).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["needs one cookie to remember your basket"]);
        assert_eq!(app.count("select count(*) from orders").await, 0);
        assert_eq!(app.count("select count(*) from cart_lines").await, 2);
    }

    async fn one_buyer_with_the_last_piece_in_the_basket_wins(app: TestApp) {
        let m = market(&app).await;
        let mut rivals = Vec::new();
        for _ in 0..6 {
            let mut buyer = app.client();
            buyer.post("/en/cart/add", &[("p", &m.second.piece.code)]).await.location();
            buyer.post("/en/cart/add", &[("p", &m.first.piece.code)]).await.location();
            let mut rival = Market { first: m.first.clone(), second: m.second.clone(), buyer };
            let page = rival.checkout().await;
            let fields = rival.fields(&app, &page, &[]).await;
            rivals.push((rival, fields));
        }
        let races = rivals.into_iter().map(|(mut rival, fields)| async move { rival.send(&fields).await.status });
        let statuses = futures::future::join_all(races).await;
        let won = statuses.iter().filter(|status| **status == StatusCode::SEE_OTHER).count();
        assert_eq!(won, 1, "{statuses:?}");
        assert_eq!(app.count("select count(*) from orders").await, 1);
        // Whoever lost the last piece took nothing of the other one.
        assert_eq!(shelf_of(&app, &m.first.piece.id).await, (4, 1));
        assert_eq!(shelf_of(&app, &m.second.piece.id).await, (0, 1));
    }

    async fn without_keys_for_cards_the_basket_offers_none(app: TestApp) {
        let mut m = market(&app).await;
        let row = vec![
            ("regency_id", (&m.first.place.regency).into()),
            ("offers_card", 1.into()),
            ("updated_at", app.clock.now().into()),
        ];
        app.insert("region_money", row).await;
        let page = m.checkout().await.text();
        assert!(page.contains("value=\"qris\"") && !page.contains("value=\"card\""));
        let code = code_of(&app, &m.first.shop).await;
        let refused = m.place(&app, &[(format!("method-{code}"), "card")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_basket_is_forgotten_with_its_visitor(app: TestApp) {
        let _m = market(&app).await;
        app.clock.forward(31 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from visitors").await, 0);
        assert_eq!(app.count("select count(*) from cart_lines").await, 0);
    }
}

async fn shelf_of(app: &TestApp, product: &str) -> (i64, i64) {
    sqlx::query_as("select stock, held from products where id = $1")
        .bind(product.to_owned())
        .fetch_one(app.house.store.read())
        .await
        .unwrap()
}
