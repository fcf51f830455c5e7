//! What happens while a checkout stands open: the piece goes, the times go, the cookie goes. It is said, and nothing
//! that was typed is lost.

use axum::http::StatusCode;

use super::stage::{at_checkout, execute, shelf, stage, stage_of};
use crate::on_both;

on_both! {
    async fn a_piece_that_was_hidden_meanwhile_is_gone_with_words(app: TestApp) {
        let s = stage_of(&app, "stocked", 3).await;
        let mut buyer = at_checkout(&app, &s.piece, "stall").await;
        for (state, status) in [("hidden", StatusCode::CONFLICT), ("archived", StatusCode::CONFLICT), ("draft", StatusCode::NOT_FOUND)] {
            let sql = "update products set state = $1";
            execute(&app, sql, state).await;
            for reply in [buyer.send(&[]).await, buyer.client.get(&format!("/en/checkout?p={}&how=stall", s.piece.code)).await] {
                assert_eq!(reply.status, status, "{state}");
                if status == StatusCode::CONFLICT {
                    reply.says(&["Not for sale any more", "Senja di karang", "Nothing was ordered"]);
                }
                assert!(!reply.text().contains("Somebody was quicker"), "{state}");
                assert_eq!(reply.text().contains("typing mistake"), status == StatusCode::NOT_FOUND, "{state}");
            }
        }
        assert_eq!((app.count("select count(*) from orders").await, shelf(&app).await), (0, (3, 0)));
    }

    async fn a_shop_whose_last_time_went_says_so_and_the_contact_stays(app: TestApp) {
        let s = stage(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "keep").await;
        let fields = buyer.fields();
        let pickup = fields.iter().find(|(name, _)| name == "pickup").unwrap().1.clone();
        let hours = "delete from meeting_hours where place_id in (select id from meeting_places where shop_id = $1)";
        execute(&app, hours, &s.shop.id).await;
        let refused = buyer.send(&[("name", "Mia"), ("pickup", &pickup)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&["has named no place and time", "mia@mail.example", "value=\"Mia\"", &format!("/en/p/{}", s.piece.code)]);
        // Whoever comes now is told before she types.
        let late = at_checkout(&app, &s.piece, "keep").await.page;
        assert_eq!(late.status, StatusCode::CONFLICT);
        // Where there is no time at all, leaving later helps nobody.
        let path = format!("/en/checkout?p={}&how=keep&leaving=2026-11-26", s.piece.code);
        let leaving = app.client().get(&path).await;
        assert_eq!(leaving.status, StatusCode::CONFLICT);
        leaving.says(&["has named no place and time"]);
        assert!(!leaving.text().contains("before you leave"));
        assert_eq!(app.count("select count(*) from orders").await, 0);
    }

    async fn a_browser_that_takes_no_cookie_is_told_so_and_one_that_lost_it_orders_at_the_second_try(app: TestApp) {
        let s = stage(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "keep").await;
        for _ in 0..2 {
            buyer.client.cookies.clear();
            let again = buyer.send(&[("name", "Mia")]).await;
            assert_eq!(again.status, StatusCode::CONFLICT);
            again.says(&["needs one cookie to remember your order", "value=\"Mia\"", "mia@mail.example", "name=\"key\""]);
            assert!(again.headers.contains_key("set-cookie"), "a new one is tried");
            buyer.page = again;
        }
        assert_eq!(app.count("select count(*) from orders").await, 0);
        buyer.send(&[("name", "Mia")]).await.location();
        assert_eq!(app.count("select count(*) from orders where buyer_name = 'Mia'").await, 1);
    }
}
