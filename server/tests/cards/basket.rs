//! One card payment for several shops, and what time does to it.

use axum::http::StatusCode;

use super::stage::{Cards, cards, cards_of};
use crate::on_both;
use crate::orders::stage::{MINUTE, Ordered, at_checkout, order_code, stage_at, tick};

/// The seven symbols after each `name="{field}-`, once each.
fn codes(html: &str, field: &str) -> Vec<String> {
    let mut codes: Vec<String> =
        html.split(&format!("name=\"{field}-")).skip(1).map(|rest| rest.chars().take(7).collect()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// An order at two shops, both to be paid by card at the stall.
async fn two_shops(at: &Cards) -> Ordered {
    let second = stage_at(&at.app, at.stage.place.clone(), "unique", 1).await;
    let mut client = at.app.client();
    for code in [&at.stage.piece.code, &second.piece.code] {
        client.post("/en/cart/add", &[("p", code)]).await.location();
        at.app.clock.forward(1);
    }
    let page = client.get(&format!("/en/checkout?r={}", at.stage.place.slug)).await;
    let html = page.text();
    let mut fields = vec![("key".to_owned(), page.field("key")), ("r".to_owned(), page.field("r"))];
    for shop in codes(&html, "how") {
        fields.push((format!("how-{shop}"), "stall".to_owned()));
        fields.push((format!("method-{shop}"), "card".to_owned()));
    }
    for piece in codes(&html, "v") {
        for name in ["v", "q"] {
            fields.push((format!("{name}-{piece}"), page.field(&format!("{name}-{piece}"))));
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let link = client.post("/en/checkout", &fields).await.location();
    let code = order_code(&client.get(&link).await.text());
    Ordered { client, link, code }
}

on_both! {
    async fn one_card_payment_pays_all_shops_of_an_order(app: TestApp) {
        let at = cards(app).await;
        let mut buyer = two_shops(&at).await;
        buyer.page().await.says(&["Rp900.000", "paid together"]);
        let id = at.to_pay(&mut buyer).await;
        assert_eq!(at.app.count("select count(*) from card_sessions where amount_minor = 90000000").await, 1);
        assert_eq!(at.app.count("select count(*) from card_session_payments").await, 2);
        at.pay(&id);
        at.come_back(&mut buyer).await.says(&["Paid by card"]);
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where state = 'paid' and method = 'card'").await, 2);
        assert_eq!(at.times_paid().await, 2);
        at.app.books_agree().await;
        assert_eq!(at.app.count("select count(*) from alarms").await, 0);
    }

    async fn cancelling_one_shops_part_after_paying_sends_its_share_back_once(app: TestApp) {
        let at = cards(app).await;
        let mut buyer = two_shops(&at).await;
        let id = at.to_pay(&mut buyer).await;
        at.pay(&id);
        at.tell().await;
        let mut artisan = at.stage.artisan.clone();
        let fields = [("reason", "damaged")];
        crate::orders::stage::artisan_taps(&mut artisan, &buyer.code, "cancel", &fields).await.location();
        at.tell().await;
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 1);
        assert_eq!(at.app.count("select count(*) from payments where state = 'paid'").await, 1);
        assert_eq!(at.app.count("select count(*) from card_refunds where state = 'done' and amount_minor = 45000000").await, 1);
        at.app.books_agree().await;
    }

    async fn a_payment_on_its_way_holds_its_piece_and_stops_no_other_buyer(app: TestApp) {
        let at = cards_of(app, "stocked", 2).await;
        at.gone_to_pay().await;
        at.app.execute("update card_sessions set state = 'processing', live_until = live_until + 86400000").await;
        at.app.clock.forward(50 * MINUTE);
        // By the clock its hold is over; the job asks Stripe first, and a checkout leaves it alone.
        let mut other = at_checkout(&at.app, &at.stage.piece, "stall").await;
        assert_eq!(other.send(&[("method", "cash")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(at.app.count("select held from products").await, 2);
        at.app.execute("update card_sessions set live_until = 0").await;
        tick(&at.app).await;
        assert_eq!(at.app.count("select held from products").await, 1);
    }
}
