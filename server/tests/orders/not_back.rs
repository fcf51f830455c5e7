//! "It has not come": a shop says that it handed money over, and whoever is to have it says that it is not there.

use axum::http::StatusCode;

use super::refunds::{give_back, hand_back};
use super::stage::{Ordered, artisan_taps, at_checkout, key_of, offers, stage, stage_of};
use crate::cards::stage::{Cards, cards};
use crate::on_both;
use crate::support::{Client, Reply, TestApp};

const OPEN: &str = "select count(*) from alarms where kind = 'not_back' and settled_at is null";

/// The buyer says it of what her page shows.
async fn misses(order: &mut Ordered) -> Reply {
    let refunds = order.page().await.field("refunds");
    order.tap("not-back", &[("part", "1"), ("refunds", &refunds)]).await
}

/// An order whose card was charged, and the page that was paid.
async fn charged(app: TestApp) -> (Cards, Ordered, String) {
    let at = cards(app).await;
    let (buyer, id) = at.gone_to_pay().await;
    at.pay(&id);
    at.tell().await;
    (at, buyer, id)
}

/// The card does not take what was sent back to it, and she hands it over.
async fn by_hand(at: &Cards, artisan: &mut Client, code: &str) {
    let refund = at.stripe.state().refunds.keys().next().unwrap().clone();
    assert!(at.stripe.state().finish_refund(&refund, false, at.app.clock.now()));
    at.tell().await;
    hand_back(artisan, code).await.location();
}

on_both! {
    async fn the_shop_and_the_office_are_told_once_and_it_ends_when_the_money_is_there(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash"), ("name", "Mia Contoh")]).await;
        let code = order.code.clone();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "cancel", &[("reason", "damaged"), ("text", "")]).await.location();
        let missing = format!("{}/not-back", order.link);
        assert!(!offers(&order.page().await, &missing), "nobody says yet that it was handed back");
        artisan_taps(&mut s.artisan, &code, "returned", &[]).await.location();
        let page = order.page().await;
        page.says(&["It has not come", "Ina Contoh says that Rp450.000 was handed back to you."]);
        let (late, shown) = (key_of(&page.text(), &missing), page.field("refunds"));
        misses(&mut order).await.location();
        let page = order.page().await;
        page.says(&["You say it has not come", "you said that Rp450.000 has not come", "I have my money back"]);
        // It waits for her again.
        s.artisan.get("/studio/orders").await.says(&[&code, "Kata tamu, belum sampai"]);
        assert!(!offers(&page, &missing), "it is said once");
        let again = order.client.post(&missing, &[("key", &late), ("part", "1"), ("refunds", &shown)]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        again.says(&["This cannot be said of this money any more."]);
        s.artisan.get("/studio/news").await.says(&["Kata tamu, uangnya belum sampai", "Rp450.000"]);
        let hers = s.artisan.get(&format!("/studio/orders/{code}")).await;
        hers.says(&["Kata tamu, belum sampai", "Tamu tidak meninggalkan kontak", "“Uangnya belum sampai”"]);
        let mut officer = app.an_officer(&s.place).await;
        let office = officer.get(&format!("/office/{}/alarms", s.place.slug)).await;
        office.says(&["Menurut tamu, uang belum diterima kembali", "Benang Contoh", "dikembalikan: Rp450.000"]);
        assert!(!office.text().contains("Mia Contoh"), "nothing of the buyer");
        assert_eq!((app.count(OPEN).await, app.count("select count(*) from messages where event = 'not-back'").await), (1, 1));
        // Word stands against word: nothing moved.
        app.books_agree().await;
        assert_eq!((app.pot("pocket").await, app.count("select count(*) from payments where state = 'returned'").await), (0, 1));
        order.tap("came-back", &[]).await.location();
        assert_eq!(app.count(OPEN).await, 0);
        officer.get(&format!("/office/{}/alarms", s.place.slug)).await.says(&["Tamu menyatakan uangnya sudah sampai"]);
        s.artisan.get(&format!("/studio/orders/{code}")).await.says(&["Tamu bilang uangnya sudah kembali"]);
        order.page().await.says(&["You confirmed that the money came back."]);
        s.artisan.get("/studio/orders").await.says(&["Tidak ada pesanan berjalan"]);
        assert!(!offers(&order.page().await, &missing));
    }

    async fn of_several_refunds_only_what_was_handed_over_and_not_confirmed(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash"), ("quantity", "3")]).await;
        let code = order.code.clone();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        give_back(&mut s.artisan, &code, &[("more", "100.000")]).await.location();
        hand_back(&mut s.artisan, &code).await.location();
        let refund = order.page().await.field("refund");
        order.tap("came-back", &[("part", "1"), ("refund", &refund)]).await.location();
        give_back(&mut s.artisan, &code, &[("more", "50.000")]).await.location();
        assert!(!offers(&order.page().await, &format!("{}/not-back", order.link)), "it is to be handed back still");
        hand_back(&mut s.artisan, &code).await.location();
        order.page().await.says(&["Rp50.000 was handed back to you."]);
        // What is handed over while the page stands open it does not speak of.
        let (page, missing) = (order.page().await, format!("{}/not-back", order.link));
        let (key, shown) = (key_of(&page.text(), &missing), page.field("refunds"));
        give_back(&mut s.artisan, &code, &[("more", "70.000")]).await.location();
        hand_back(&mut s.artisan, &code).await.location();
        order.client.post(&missing, &[("key", &key), ("part", "1"), ("refunds", &shown)]).await.location();
        order.page().await.says(&["you said that Rp50.000 has not come", "Rp70.000 was handed back to you."]);
        assert_eq!(app.count("select count(*) from refunds where missed_at is not null and amount_minor = 5000000").await, 1);
        // Also while the rest is still to come each can be confirmed.
        give_back(&mut s.artisan, &code, &[("more", "1.130.000")]).await.location();
        order.page().await.says(&["Money to come back", "I have my money back"]);
        let action = format!("{}/came-back", order.link);
        let page = order.page().await.text();
        let form = page.split(&format!("action=\"{action}\"")).skip(1).find(|form| form.split("</form>").next().unwrap().contains(&shown));
        let key = form.unwrap().split("name=\"key\"").nth(1).unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let fields = [("key", key.as_str()), ("part", "1"), ("refund", shown.as_str())];
        order.client.post(&action, &fields).await.location();
        assert_eq!(app.count(OPEN).await, 0);
        assert_eq!(app.count("select count(*) from refunds where state = 'seen'").await, 2);
        app.books_agree().await;
    }

    async fn what_the_shop_gave_besides_what_a_bank_took_is_confirmed(app: TestApp) {
        let (at, mut buyer, id) = charged(app).await;
        let mut artisan = at.stage.artisan.clone();
        artisan_taps(&mut artisan, &buyer.code, "handed-over", &[]).await.location();
        give_back(&mut artisan, &buyer.code, &[("more", "100.000")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        by_hand(&at, &mut artisan, &buyer.code).await;
        misses(&mut buyer).await.location();
        for state in ["needs_response", "lost"] {
            assert!(at.stripe.state().dispute(&id, state, at.app.clock.now()));
            at.tell().await;
        }
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 1);
        buyer.tap("came-back", &[("part", "1")]).await.location();
        assert_eq!(at.alarms("not_back").await, 0);
        assert!(!offers(&buyer.page().await, &format!("{}/came-back", buyer.link)));
        at.app.books_agree().await;
    }

    async fn of_a_card_it_can_be_said_only_where_the_shop_handed_it_over(app: TestApp) {
        let (at, mut buyer, _) = charged(app).await;
        let mut artisan = at.stage.artisan.clone();
        artisan_taps(&mut artisan, &buyer.code, "cancel", &[("reason", "sold")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        let missing = format!("{}/not-back", buyer.link);
        let page = buyer.page().await;
        page.says(&["went back to your card"]);
        assert!(!offers(&page, &missing), "banks show it days later");
        by_hand(&at, &mut artisan, &buyer.code).await;
        let page = buyer.page().await;
        page.says(&["Ina Contoh says the money was handed back."]);
        assert!(!page.text().contains("went back to your card"), "it did not");
        misses(&mut buyer).await.location();
        assert_eq!(at.alarms("not_back").await, 1);
        buyer.tap("came-back", &[]).await.location();
        assert_eq!(at.alarms("not_back").await, 0);
        at.app.books_agree().await;
    }

    async fn a_bank_that_took_the_money_leaves_nothing_to_confirm(app: TestApp) {
        let (at, mut buyer, id) = charged(app).await;
        for state in ["needs_response", "lost"] {
            assert!(at.stripe.state().dispute(&id, state, at.app.clock.now()));
            at.tell().await;
        }
        let page = buyer.page().await;
        assert!(!offers(&page, &format!("{}/came-back", buyer.link)));
        assert!(!offers(&page, &format!("{}/not-back", buyer.link)));
    }
}
