//! What is made after it was asked for, paid by card: a deposit, then the rest.

use axum::http::StatusCode;

use super::stage::{Cards, cards, cards_of};
use crate::accountant::{Known, audit};
use crate::on_both;
use crate::orders::enquiries::together::to_be_sent;
use crate::orders::enquiries::{agrees, answers, asked};
use crate::orders::market::{agree_part, beside};
use crate::orders::refunds::look;
use crate::orders::stage::{DAY, Ordered, artisan_taps, key_of, tick};
use crate::support::TestApp;

const PAID: &str = "select cast(coalesce(sum(amount_minor), 0) as bigint) from payments where state = 'paid'";

/// A piece that is made, its deposit of 30 % paid by card.
async fn at_work(app: TestApp) -> (Cards, Ordered) {
    let mut at = cards_of(app, "made_to_order", 0).await;
    let order = with_a_deposit(&mut at).await;
    assert_eq!(at.app.count(PAID).await, 13_500_000);
    (at, order)
}

/// What is made there is asked for and agreed on, and its deposit of 30 % paid by card.
pub async fn with_a_deposit(at: &mut Cards) -> Ordered {
    let mut order = asked(&at.app, &at.stage, "keep", &[]).await;
    answers(&mut at.stage, &order.code, &[("day", "2026-12-20"), ("deposit", "30")]).await;
    agrees(&mut order, "card").await.location();
    let deposit = at.to_pay(&mut order).await;
    at.pay(&deposit);
    at.tell().await;
    order
}

/// What the bank says of the deposit, the first page that was opened; then all that waits is told.
async fn bank_says(at: &Cards, said: &str) {
    let deposit = at.stripe.state().sessions.keys().next().unwrap().clone();
    let now = at.app.clock.now();
    assert!(at.stripe.state().dispute(&deposit, said, now));
    at.tell().await;
}

on_both! {
    async fn the_deposit_and_the_rest_are_paid_by_card(app: TestApp) {
        let (at, mut order) = at_work(app).await;
        // No clock runs while she is at work.
        at.app.clock.forward(20 * DAY);
        tick(&at.app).await;
        let rest = at.to_pay(&mut order).await;
        at.pay(&rest);
        at.tell().await;
        assert_eq!(at.app.count(PAID).await, 45_000_000);
        let mut artisan = at.app.owner_of(&at.stage.shop).await;
        artisan_taps(&mut artisan, &order.code, "handed-over", &[]).await.location();
        at.app.books_agree().await;
        assert_eq!(at.app.pot("owed").await, 45_000_000);
        assert_eq!(audit(&at.app.house.store, &Known::default()).await, Vec::<String>::new());
    }

    async fn a_bank_that_takes_the_rest_sends_the_deposit_back_too(app: TestApp) {
        let (at, mut order) = at_work(app).await;
        let rest = at.to_pay(&mut order).await;
        at.pay(&rest);
        at.tell().await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&rest, "lost", now));
        at.tell().await;
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from shop_orders where state = 'cancelled'").await, 1);
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 2);
        let sums: Vec<i64> = at.stripe.state().refunds.values().map(|refund| refund.amount).collect();
        assert_eq!(sums, [13_500_000], "the bank has the rest, the house sends the deposit");
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 0));
        at.app.books_agree().await;
    }

    async fn a_deposit_that_comes_when_cards_were_switched_off_leaves_the_rest_to_be_paid_otherwise(app: TestApp) {
        let mut at = cards_of(app, "made_to_order", 0).await;
        let mut order = asked(&at.app, &at.stage, "keep", &[]).await;
        answers(&mut at.stage, &order.code, &[("day", "2026-12-20"), ("deposit", "30")]).await;
        agrees(&mut order, "card").await.location();
        let deposit = at.to_pay(&mut order).await;
        at.app.execute("update region_money set offers_card = 0").await;
        at.pay(&deposit);
        at.tell().await;
        assert_eq!(at.app.count(PAID).await, 13_500_000);
        assert_eq!(at.app.count("select count(*) from payments where purpose = 'rest' and state = 'open' and method <> 'card'").await, 1);
        assert_eq!(at.app.count("select count(*) from card_refunds").await, 0, "nothing came for nothing");
        order.page().await.says(&["Deposit paid", "Rp315.000"]);
        at.app.books_agree().await;
    }

    async fn while_a_bank_asks_for_the_deposit_no_refund_is_offered(app: TestApp) {
        let (at, mut order) = at_work(app).await;
        let rest = at.to_pay(&mut order).await;
        at.pay(&rest);
        at.tell().await;
        bank_says(&at, "needs_response").await;
        let mut artisan = at.stage.artisan.clone();
        let page = artisan.get(&format!("/studio/orders/{}", order.code)).await;
        assert!(!page.text().contains("/refund\""));
    }

    async fn a_bank_that_takes_the_deposit_ends_what_is_not_paid(app: TestApp) {
        let (at, mut order) = at_work(app).await;
        let key = key_of(&order.page().await.text(), &format!("{}/card", order.link));
        bank_says(&at, "needs_response").await;
        assert!(!order.page().await.text().contains("/card\""), "the rest waits for the bank");
        let path = format!("{}/card", order.link);
        assert_eq!(order.client.post(&path, &[("key", &key)]).await.status, StatusCode::CONFLICT);
        at.stripe.state().wishes.times = 2;
        bank_says(&at, "lost").await;
        assert_eq!(at.app.count("select count(*) from shop_orders where state = 'cancelled'").await, 1);
        assert_eq!(at.app.count("select count(*) from payments where state in ('open', 'to_return')").await, 0);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 0));
        at.app.books_agree().await;
        let page = order.page().await;
        assert!(!page.text().contains("/card\"") && !page.text().contains("/paid\""), "the rest is asked for");
        at.stage.artisan.clone().get(&format!("/studio/orders/{}", order.code)).await.says(&["Rp135.000"]);
    }

    async fn a_bank_that_takes_the_deposits_of_two_shops_ends_both(app: TestApp) {
        let at = cards(app).await;
        let market = beside(&at.app, at.stage.clone()).await;
        let changes = to_be_sent(&at.app, &market).await;
        let (mut order, mut first, mut second) = market.order_with(&at.app, &changes).await;
        for (stage, number) in [(&mut first, 1), (&mut second, 2)] {
            answers(stage, &order.code, &[("price", "50.000"), ("deposit", "30")]).await;
            agree_part(&mut order, number, "card").await.location();
        }
        let page = at.to_pay(&mut order).await;
        at.pay(&page);
        at.tell().await;
        assert_eq!((at.app.count(PAID).await, at.app.pot("owed").await), (30_000_000, 30_000_000));
        bank_says(&at, "lost").await;
        assert_eq!(at.app.count("select count(*) from shop_orders where state = 'cancelled'").await, 2);
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 2);
        assert_eq!(at.app.count("select count(*) from payments where state in ('open', 'paid', 'to_return')").await, 0);
        assert_eq!((at.app.pot("owed").await, at.app.pot("operator").await, at.app.pot("buyer").await), (0, 0, 0));
        for stage in [&mut first, &mut second] {
            stage.artisan.get(&format!("/studio/orders/{}", order.code)).await.says(&["Rp150.000"]);
        }
        at.app.books_agree().await;
    }

    async fn while_the_rest_is_being_paid_the_artisan_decides_what_becomes_of_it(app: TestApp) {
        let (at, mut order) = at_work(app).await;
        let rest = at.to_pay(&mut order).await;
        bank_says(&at, "lost").await;
        assert_eq!(at.app.count("select count(*) from shop_orders where state = 'accepted'").await, 1);
        let page = order.page().await;
        assert!(!page.text().contains("/card\""), "nobody else is sent there");
        page.says(&["Your bank took the deposit back"]);
        at.stage.artisan.clone().get(&format!("/studio/orders/{}", order.code)).await.says(&["mengambil uang mukanya"]);
        at.pay(&rest);
        at.tell().await;
        let mut artisan = at.stage.artisan.clone();
        artisan_taps(&mut artisan, &order.code, "cancel", &[("reason", "unfinished")]).await.location();
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 2);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 0));
        at.app.books_agree().await;
    }

    async fn nothing_leaves_for_the_rest_alone_when_a_bank_took_the_deposit(app: TestApp) {
        let (at, mut order) = at_work(app).await;
        let rest = at.to_pay(&mut order).await;
        at.pay(&rest);
        at.tell().await;
        bank_says(&at, "lost").await;
        let mut artisan = at.stage.artisan.clone();
        let page = artisan.get(&format!("/studio/orders/{}", order.code)).await;
        assert!(!page.text().contains("/handed-over\""));
        artisan_taps(&mut artisan, &order.code, "cancel", &[("reason", "unfinished")]).await.location();
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 2);
        at.app.books_agree().await;
        assert_eq!(at.app.pot("buyer").await, 0);
    }

    async fn what_came_by_card_and_in_cash_is_said_to_go_back_each_in_its_way(app: TestApp) {
        let (at, mut order) = at_work(app).await;
        let action = format!("{}/method", order.link);
        let key = key_of(&order.page().await.text(), &action);
        order.client.post(&action, &[("key", &key), ("method", "cash")]).await.location();
        let mut artisan = at.stage.artisan.clone();
        artisan_taps(&mut artisan, &order.code, "arrived", &[]).await.location();
        artisan_taps(&mut artisan, &order.code, "handed-over", &[]).await.location();
        let sure = look(&mut artisan, &order.code, &[("more", "450.000")]).await;
        sure.says(&["Rp135.000 kembali ke kartu tamu dengan sendirinya.", "Kembalikan Rp315.000 kepada tamu"]);
        assert!(!sure.text().contains("Jangan diberi tunai") && !sure.text().contains("tidak ada lagi di Uang saya"));
    }
}
