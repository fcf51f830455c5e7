//! A deposit now and the rest later: in one order and in the same books.

use axum::http::StatusCode;

use super::super::proofs::{on_page, photo};
use super::super::refunds::{give_back, hand_back};
use super::super::stage::{DAY, HOUR, Ordered, Stage, artisan_taps, execute, key_of, offers, tap_on, tick};
use super::{agrees, answers, asked, making};
use crate::on_both;
use crate::support::TestApp;

/// A piece that is made, its deposit of 30 % agreed on.
pub async fn agreed(app: &TestApp, method: &str) -> (Stage, Ordered) {
    let mut s = making(app).await;
    let mut order = asked(app, &s, "keep", &[]).await;
    let code = order.code.clone();
    answers(&mut s, &code, &[("day", "2026-12-20"), ("deposit", "30")]).await;
    order.page().await.says(&["To pay now", "Rp135.000", "To pay when it is ready", "Rp315.000", "pay Rp135.000"]);
    agrees(&mut order, method).await.location();
    (s, order)
}

/// A piece of Rp15.000.000 whose deposit by QRIS is said to be paid: QRIS carries at most Rp10.000.000, so not the rest.
async fn costly(app: &TestApp) -> (Stage, Ordered, String) {
    let mut s = making(app).await;
    execute(app, "update products set price_minor = 1500000000 where id = $1", &s.piece.id).await;
    let mut order = asked(app, &s, "keep", &[]).await;
    let code = order.code.clone();
    answers(&mut s, &code, &[("day", "2026-12-20"), ("deposit", "30")]).await;
    agrees(&mut order, "qris").await.location();
    order.tap("paid", &[]).await.location();
    (s, order, code)
}

on_both! {
    async fn a_deposit_then_the_rest_then_it_is_handed_over(app: TestApp) {
        let (mut s, mut order) = agreed(&app, "qris").await;
        let code = order.code.clone();
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        order.page().await.says(&["Deposit paid", "has your deposit and is at work", "Rp315.000", "Deposit, paid"]);
        app.books_agree().await;
        let paid = "select cast(sum(amount_minor) as bigint) from payments where state = 'paid'";
        assert_eq!(app.count(paid).await, 13_500_000);
        // No clock runs while the deposit is here, and it is not handed over before the rest.
        app.clock.forward(200 * DAY);
        tick(&app).await;
        s.artisan = app.owner_of(&s.shop).await;
        let page = s.artisan.get(&format!("/studio/orders/{code}")).await;
        page.says(&["Uang muka masuk"]);
        assert!(!page.text().contains("/handed-over\""));
        s.artisan.get("/studio/orders").await.says(&[&code]);
        artisan_taps(&mut s.artisan, &code, "ready", &[]).await.location();
        // The rest another way than the deposit.
        let (key, action) = {
            let page = order.page().await;
            (key_of(&page.text(), &format!("{}/method", order.link)), format!("{}/method", order.link))
        };
        order.client.post(&action, &[("key", &key), ("method", "cash")]).await.location();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        order.page().await.says(&["Deposit: QRIS, received", "Cash, received"]);
        assert_eq!(app.count(paid).await, 45_000_000);
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        order.page().await.says(&["In your hands"]);
        app.books_agree().await;
        let sold = "select cast(sum(-l.amount_minor) as bigint) from ledger_postings l join ledger_entries e on e.id = l.entry_id \
            where l.account = 'buyer' and e.kind = 'sale'";
        assert_eq!(app.count(sold).await, 45_000_000);
    }

    async fn a_rest_that_its_deposits_way_cannot_carry_is_asked_for_in_another(app: TestApp) {
        let (mut s, mut order, code) = costly(&app).await;
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and method = 'cash' and amount_minor = 1050000000").await, 1);
        order.page().await.says(&["Deposit paid", "Rp10.500.000"]);
        artisan_taps(&mut s.artisan, &code, "ready", &[]).await.location();
        order.page().await.says(&["It is ready. The rest is still to be paid"]);
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        let hers = s.artisan.get(&format!("/studio/orders/{code}")).await;
        hers.says(&["Rp15.000.000", "Uang muka, sudah dibayar", "Sisanya, sudah dibayar"]);
        assert!(!hers.text().contains("Uang muka masuk"), "all of it is paid");
        app.books_agree().await;
    }

    async fn a_rest_that_no_way_can_carry_is_still_to_be_paid_and_can_be_said_to_have_come(app: TestApp) {
        let (mut s, mut order, code) = costly(&app).await;
        execute(&app, "update shop_payments set takes_cash = 0, takes_transfer = 0 where shop_id = $1", &s.shop.id).await;
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and state = 'open' and qris_payload is null").await, 1);
        order.page().await.says(&["Deposit paid", "Rp10.500.000"]);
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        assert_eq!(app.count("select cast(sum(amount_minor) as bigint) from payments where state = 'paid'").await, 1_500_000_000);
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        app.books_agree().await;
    }

    async fn money_that_goes_back_of_a_deposit_is_told_to_both(app: TestApp) {
        let (mut s, mut order) = agreed(&app, "cash").await;
        let code = order.code.clone();
        for _ in 0..2 {
            artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        }
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        give_back(&mut s.artisan, &code, &[("more", "50.000")]).await.location();
        let path = format!("/studio/orders/{code}");
        s.artisan.get(&path).await.says(&["Rp50.000", "Rp400.000", "/handed-back\""]);
        order.page().await.says(&["Money that comes back", "Rp50.000", "Rp400.000"]);
        app.books_agree().await;
    }

    async fn what_she_gives_back_of_a_deposit_does_not_keep_the_piece(app: TestApp) {
        let (mut s, order) = agreed(&app, "cash").await;
        let code = order.code.clone();
        for _ in 0..2 {
            artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        }
        artisan_taps(&mut s.artisan, &code, "ready", &[]).await.location();
        give_back(&mut s.artisan, &code, &[("more", "135.000")]).await.location();
        hand_back(&mut s.artisan, &code).await.location();
        assert_eq!(app.count("select count(*) from payments where purpose = 'deposit' and state = 'returned'").await, 1);
        let page = s.artisan.get(&format!("/studio/orders/{code}")).await;
        page.says(&["/handed-over\""]);
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        app.books_agree().await;
    }

    async fn a_deposit_that_is_not_paid_lets_go(app: TestApp) {
        let (_, mut order) = agreed(&app, "qris").await;
        app.clock.forward(72 * HOUR);
        tick(&app).await;
        order.page().await.says(&["Time ran out"]);
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest'").await, 0);
    }

    async fn cancelling_after_the_deposit_owes_the_deposit_alone(app: TestApp) {
        let (mut s, mut order) = agreed(&app, "cash").await;
        let code = order.code.clone();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        assert!(!offers(&order.page().await, &format!("{}/cancel", order.link)), "she is at work");
        artisan_taps(&mut s.artisan, &code, "cancel", &[("reason", "unfinished")]).await.location();
        order.page().await.says(&["Money to come back", "Rp135.000"]);
        assert_eq!(app.count("select amount_minor from payments where state = 'to_return'").await, 13_500_000);
        assert_eq!(app.count("select count(*) from payments where state = 'open'").await, 0);
        artisan_taps(&mut s.artisan, &code, "returned", &[]).await.location();
        order.tap("came-back", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'returned' and return_seen_at is not null").await, 1);
        app.books_agree().await;
        assert_eq!(app.pot("buyer").await, 0);
    }

    async fn cancelling_after_both_hands_both_back_in_one_tap(app: TestApp) {
        let (mut s, mut order) = agreed(&app, "cash").await;
        let code = order.code.clone();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "cancel", &[("reason", "damaged")]).await.location();
        assert_eq!(app.count("select cast(sum(amount_minor) as bigint) from payments where state = 'to_return'").await, 45_000_000);
        artisan_taps(&mut s.artisan, &code, "returned", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'returned'").await, 2);
        order.tap("came-back", &[]).await.location();
        assert_eq!(app.count("select count(*) from payments where return_seen_at is not null").await, 2);
        app.books_agree().await;
        assert_eq!(app.pot("buyer").await, 0);
    }

    async fn the_rest_that_did_not_arrive_can_be_said_again_and_again(app: TestApp) {
        let (mut s, mut order) = agreed(&app, "qris").await;
        let code = order.code.clone();
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        for _ in 0..3 {
            order.tap("paid", &[]).await.location();
            artisan_taps(&mut s.artisan, &code, "not-arrived", &[]).await.location();
        }
        order.page().await.says(&["has your deposit"]);
        assert_eq!(app.count("select count(*) from shop_orders where state = 'accepted'").await, 1);
    }

    async fn ten_taps_on_arrived_open_one_rest(app: TestApp) {
        let (mut s, order) = agreed(&app, "cash").await;
        let path = format!("/studio/orders/{}", order.code);
        let page = s.artisan.get(&path).await;
        let action = format!("{path}/arrived");
        let key = key_of(&page.text(), &action);
        let sent: Vec<_> = (0..10)
            .map(|_| {
                let (mut client, action, key) = (s.artisan.clone(), action.clone(), key.clone());
                tokio::spawn(async move { client.post(&action, &[("key", &key)]).await.status })
            })
            .collect();
        for one in sent {
            assert_eq!(one.await.unwrap(), StatusCode::SEE_OTHER);
        }
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest'").await, 1);
        assert_eq!(app.count("select count(*) from payments where state = 'paid'").await, 1);
    }

    async fn two_open_pages_that_say_the_deposit_arrived_do_not_pay_the_rest(app: TestApp) {
        let (mut s, mut order) = agreed(&app, "cash").await;
        let path = format!("/studio/orders/{}", order.code);
        let action = format!("{path}/arrived");
        let pages = [s.artisan.get(&path).await.text(), s.artisan.get(&path).await.text()];
        let buyers = order.page().await.text();
        tap_on(&mut s.artisan, &pages[0], &action, &[]).await.location();
        let told = tap_on(&mut s.artisan, &pages[1], &action, &[]).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.says(&["Uang mukanya sudah ditandai masuk", "sekarang sisanya"]);
        // The same form again hears what it heard.
        tap_on(&mut s.artisan, &pages[0], &action, &[]).await.location();
        // The buyer's old page shows the deposit: nothing it says is about the rest.
        let told = tap_on(&mut order.client, &buyers, &format!("{}/method", order.link), &[("method", "qris")]).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        assert_eq!(app.count("select count(*) from payments where state = 'paid'").await, 1);
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and state = 'open'").await, 1);
        app.books_agree().await;
    }

    async fn a_picture_sent_from_an_old_page_claims_no_other_payment(app: TestApp) {
        let (mut s, mut order) = agreed(&app, "qris").await;
        let action = format!("{}/proof", order.link);
        let old = order.client.get(&action).await.text();
        // "Nothing has arrived", and the page of before it.
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
        let told = on_page(&mut order, &old, &photo()).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.says(&["What is to be paid has changed"]);
        let second = order.client.get(&action).await.text();
        order.tap("paid", &[]).await.location();
        assert_eq!(on_page(&mut order, &old, &photo()).await.status, StatusCode::CONFLICT, "nor while it is claimed");
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let told = on_page(&mut order, &second, &photo()).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.says(&["the deposit has arrived"]);
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and state = 'open'").await, 1);
        assert_eq!(app.count("select count(*) from payment_proofs").await, 0);
        let now = order.client.get(&action).await.text();
        on_page(&mut order, &now, &photo()).await.location();
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and state = 'claimed'").await, 1);
    }

    async fn when_the_promised_day_is_long_over_the_buyer_takes_the_order_back(app: TestApp) {
        let (mut s, mut order) = agreed(&app, "cash").await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let cancel = format!("{}/cancel", order.link);
        assert!(!offers(&order.page().await, &cancel));
        // An order whose deposit is here is not one of the three unpaid ones.
        for _ in 0..3 {
            asked(&app, &s, "keep", &[]).await;
        }
        let hers = format!("/studio/orders/{}", order.code);
        let (past, told) = ("that day is over", "Hari yang dijanjikan sudah lewat");
        assert!(!order.page().await.text().contains(past) && !s.artisan.get(&hers).await.text().contains(told));
        // Past 20 December, and past seven days more.
        app.clock.forward(DAY * 50);
        s.artisan = app.owner_of(&s.shop).await;
        order.page().await.says(&[past]);
        s.artisan.get(&hers).await.says(&[told]);
        order.page().await.says(&["You have waited long and it is not ready"]);
        order.tap("cancel", &[]).await.location();
        order.page().await.says(&["Money to come back", "Rp135.000"]);
        assert_eq!(app.count("select count(*) from payments where purpose = 'deposit' and state = 'to_return'").await, 1);
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and state = 'abandoned'").await, 1);
        s.artisan.get("/studio/orders").await.says(&["Uang harus dikembalikan"]);
        artisan_taps(&mut s.artisan, &order.code, "returned", &[]).await.location();
        order.page().await.says(&["Money came back"]);
        // The list says what came back, not what it would have come to.
        s.artisan.get("/studio/orders?show=done").await.says(&["Rp135.000"]);
        app.books_agree().await;
    }

    async fn some_money_back_after_both_takes_the_deposit_first_and_the_order_still_reads_paid(app: TestApp) {
        let (mut s, mut order) = agreed(&app, "cash").await;
        let code = order.code.clone();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        give_back(&mut s.artisan, &code, &[("more", "200.000")]).await.location();
        assert_eq!(app.count("select refund_minor from payments where purpose = 'deposit'").await, 13_500_000);
        assert_eq!(app.count("select refund_minor from payments where purpose = 'rest'").await, 6_500_000);
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and state = 'paid'").await, 1);
        order.page().await.says(&["In your hands", "Rp135.000", "of the deposit", "Rp65.000", "of the rest"]);
        app.books_agree().await;
        give_back(&mut s.artisan, &code, &[("more", "250.000")]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'to_return'").await, 2);
        assert_eq!(app.count("select cast(sum(amount_minor) as bigint) from refunds").await, 45_000_000);
    }
}
