//! Money on its way back to a card.

use server::jobs::runner;
use tokio_util::sync::CancellationToken;

use super::stage::{Cards, SECRET, cards, cards_of, speaking_to};
use crate::on_both;
use crate::orders::refunds::give_back;
use crate::orders::stage::{Ordered, artisan_taps, at_checkout, tick};
use crate::support::TestApp;

/// A paid order that the shop has cancelled; no job has run.
pub async fn owed(app: TestApp) -> Cards {
    let at = cards(app).await;
    let (buyer, id) = at.gone_to_pay().await;
    at.pay(&id);
    at.tell().await;
    artisan_taps(&mut at.stage.artisan.clone(), &buyer.code, "cancel", &[("reason", "sold"), ("text", "")])
        .await
        .location();
    at
}

/// An order paid by card that the buyer has in hand.
pub async fn handed(app: TestApp) -> (Cards, Ordered) {
    let at = cards(app).await;
    let (buyer, _) = paid_and_handed(&at).await;
    (at, buyer)
}

/// An order that is paid by card and handed over; gives the page that was paid.
pub async fn paid_and_handed(at: &Cards) -> (Ordered, String) {
    let (buyer, id) = at.gone_to_pay().await;
    at.pay(&id);
    at.tell().await;
    artisan_taps(&mut at.stage.artisan.clone(), &buyer.code, "handed-over", &[]).await.location();
    (buyer, id)
}

on_both! {
    async fn a_refund_whose_answer_was_lost_is_made_once(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.fail_after = 1;
        at.app.run_jobs().await;
        Cards::is(&at.now().await, "to_return", "cancelled", 1, 0);
        at.app.clock.forward(60_000);
        at.app.run_jobs().await;
        assert_eq!(at.stripe.state().refunds.len(), 1);
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
    }

    async fn a_refund_whose_key_stripe_has_forgotten_is_found_not_repeated(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.fail_after = 1;
        at.app.run_jobs().await;
        at.stripe.state().keys.clear();
        at.app.clock.forward(25 * 3_600_000);
        tick(&at.app).await;
        assert_eq!(at.stripe.state().refunds.len(), 1);
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
    }

    async fn a_refund_is_sent_even_after_the_service_was_away_for_a_day(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.fail = 1_000;
        for _ in 0..12 {
            at.app.clock.forward(2 * 3_600_000);
            tick(&at.app).await;
        }
        let sent = at.stripe.state().refunds.len();
        assert_eq!((sent, at.alarms("refund_late").await), (0, 0));
        // Money that is owed for a day and does not move is somebody's to look at, once.
        for _ in 0..2 {
            at.app.clock.forward(6 * 60_000);
            tick(&at.app).await;
            assert_eq!(at.alarms("refund_late").await, 1);
        }
        let mut officer = at.app.an_officer(&at.stage.place).await;
        officer.get("/office/wakatobi/alarms").await.says(&["Sudah sehari uang belum juga kembali", "Rp450.000", "apakah saldonya cukup"]);
        at.stripe.state().wishes.fail = 0;
        at.app.clock.forward(3_600_000);
        tick(&at.app).await;
        assert_eq!(at.stripe.state().refunds.len(), 1);
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        // Nobody has to look any more, and it is said why.
        assert_eq!(at.alarms("refund_late").await, 0);
        let page = officer.get("/office/wakatobi/alarms").await;
        page.says(&["Selesai dengan sendirinya", "Uangnya sudah kembali ke kartu", "otomatis"]);
        assert!(!page.text().contains("jangan kirim lewat cara lain"));
    }

    async fn a_service_that_says_nothing_keeps_no_other_work_waiting(app: TestApp) {
        let at = owed(app).await;
        // The refund would be the first of all.
        at.app.execute("update jobs set run_at = run_at - 60000 where kind = 'refund_card'").await;
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let app = speaking_to(at.app, &format!("http://{}", silent.local_addr().unwrap()), SECRET).await;
        let seen = async || {
            let asks = app.count("select count(*) from jobs where kind = 'refund_card' and claimed_until > 0").await;
            let done = app.count("select count(*) from jobs where kind in ('release_holds', 'prune') and done_at is not null").await;
            (asks, done)
        };
        let others_are_done = async {
            for _ in 0..400 {
                if seen().await == (1, 2) {
                    return;
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
            panic!("all wait for the card service: {:?}", seen().await);
        };
        tokio::select! {
            () = runner::run(app.house.clone(), CancellationToken::new()) => panic!("it stopped"),
            () = others_are_done => {}
        }
    }

    async fn a_refund_that_waits_is_done_when_stripe_says_so(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.refunds = "pending".to_owned();
        at.app.run_jobs().await;
        Cards::is(&at.now().await, "to_return", "cancelled", 1, 0);
        let id = at.stripe.state().refunds.keys().next().unwrap().clone();
        let now = at.app.clock.now();
        assert!(at.stripe.state().finish_refund(&id, true, now));
        at.stripe.state().wishes.times = 3;
        at.tell().await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!(at.app.count("select returned_minor from payments").await, 45_000_000);
    }

    async fn a_refund_that_fails_raises_an_alarm_and_is_still_owed(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.refunds = "failed".to_owned();
        at.app.run_jobs().await;
        at.tell().await;
        Cards::is(&at.now().await, "to_return", "cancelled", 1, 0);
        assert_eq!(at.alarms("refund_failed").await, 1);
        assert_eq!(at.app.count("select count(*) from audit where action = 'payment.refund_failed'").await, 1);
        assert_eq!(at.stripe.state().refunds.len(), 1);
    }

    async fn money_sent_back_outside_raises_an_alarm(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let intent = at.stripe.state().sessions[&id].intent.clone();
        let now = at.app.clock.now();
        assert!(at.stripe.state().refund(&intent, Some(10_000_000), std::collections::BTreeMap::new(), now).is_some());
        at.tell().await;
        assert_eq!(at.alarms("refunded_elsewhere").await, 1);
        Cards::is(&at.now().await, "paid", "accepted", 0, 1);
        // It stands in the books and on both pages, and the rest of it ends the order.
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (35_000_000, -35_000_000));
        at.app.books_agree().await;
        let mut artisan = at.stage.artisan.clone();
        let path = format!("/studio/orders/{}", buyer.code);
        artisan.get(&path).await.says(&["Dikembalikan lewat layanan pembayaran", "Rp100.000"]);
        buyer.page().await.says(&["Sent back at the payment service", "Rp100.000"]);
        assert!(at.stripe.state().refund(&intent, Some(35_000_000), std::collections::BTreeMap::new(), now).is_some());
        at.stripe.state().wishes.times = 2;
        at.tell().await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 0));
        buyer.page().await.says(&["was sent back at the payment service"]);
        at.app.books_agree().await;
        // The card did not take it: the operator has it again and is told.
        let (id, now) = (at.stripe.state().refunds.keys().next_back().unwrap().clone(), at.app.clock.now());
        assert!(at.stripe.state().finish_refund(&id, false, now));
        at.tell().await;
        assert_eq!(at.alarms("refund_failed").await, 1);
        at.app.books_agree().await;
    }

    async fn a_page_that_is_paid_when_nothing_is_owed_is_sent_back_with_an_alarm(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        // As if another payment had been chosen while the money was on its way.
        at.app.execute("update payments set state = 'abandoned'").await;
        at.stripe.state().wishes.times = 2;
        at.tell().await;
        assert_eq!(at.alarms("paid_for_nothing").await, 1);
        let sums: Vec<i64> = at.stripe.state().refunds.values().map(|refund| refund.amount).collect();
        assert_eq!(sums, [45_000_000]);
        // In, out again, and in when the card's bank sends it back days later.
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from ledger_entries").await, 2);
        assert_eq!((at.app.pot("operator").await, at.app.pot("buyer").await), (0, 0));
        let (id, now) = (at.stripe.state().refunds.keys().next().unwrap().clone(), at.app.clock.now());
        assert!(at.stripe.state().finish_refund(&id, false, now));
        at.tell().await;
        assert_eq!((at.app.pot("operator").await, at.app.pot("buyer").await), (45_000_000, -45_000_000));
        assert_eq!(at.alarms("refund_failed").await, 1);
    }

    async fn some_of_a_card_goes_back_by_itself_and_the_rest_when_it_is_cancelled(app: TestApp) {
        let at = cards_of(app, "stocked", 3).await;
        let mut buyer = at_checkout(&at.app, &at.stage.piece, "stall").await.order(&[("method", "card"), ("quantity", "2")]).await;
        let id = at.to_pay(&mut buyer).await;
        at.pay(&id);
        at.tell().await;
        let (mut artisan, code) = (at.stage.artisan.clone(), buyer.code.clone());
        let q = format!("q-{}", at.stage.piece.code);
        artisan.get(&format!("/studio/orders/{code}/refund")).await.says(&["Rp900.000"]);
        at.stripe.state().wishes.refunds = "pending".to_owned();
        give_back(&mut artisan, &code, &[(&q, "1"), ("more", "20.000")]).await.location();
        at.app.run_jobs().await;
        buyer.page().await.says(&["On its way to your card", "Rp470.000"]);
        artisan.get(&format!("/studio/orders/{code}")).await.says(&["Dalam perjalanan ke kartu"]);
        assert_eq!(at.app.pot("owed").await, 90_000_000, "nothing is booked before it is there");
        let refund = at.stripe.state().refunds.keys().next().unwrap().clone();
        let now = at.app.clock.now();
        assert!(at.stripe.state().finish_refund(&refund, true, now));
        at.stripe.state().wishes.times = 3;
        at.tell().await;
        assert_eq!(at.app.pot("owed").await, 43_000_000);
        Cards::is(&at.now().await, "paid", "accepted", 1, 2);
        at.app.books_agree().await;
        buyer.page().await.says(&["On your card"]);
        // What was sent already is not sent again with the rest.
        at.stripe.state().wishes.refunds = String::new();
        artisan_taps(&mut artisan, &code, "cancel", &[("reason", "sold")]).await.location();
        at.app.run_jobs().await;
        let mut sums: Vec<i64> = at.stripe.state().refunds.values().map(|refund| refund.amount).collect();
        sums.sort_unstable();
        assert_eq!(sums, [43_000_000, 47_000_000]);
        // The piece that has a flaw is not for sale again.
        Cards::is(&at.now().await, "returned", "cancelled", 2, 0);
        assert_eq!(at.app.pot("owed").await, 0);
        at.app.books_agree().await;
        assert_eq!(at.app.count("select count(*) from refunds where state = 'handed_back'").await, 2);
    }

    async fn what_a_card_does_not_take_is_handed_back_and_the_operators_money_stays_hers(app: TestApp) {
        let at = handed(app).await;
        let (mut artisan, code) = (at.0.stage.artisan.clone(), at.1.code.clone());
        let (at, mut buyer) = at;
        at.stripe.state().wishes.refunds = "failed".to_owned();
        give_back(&mut artisan, &code, &[("more", "450.000"), ("reason", "changed")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        assert_eq!(at.alarms("refund_failed").await, 1);
        Cards::is(&at.now().await, "to_return", "handed_over", 0, 0);
        let page = artisan.get(&format!("/studio/orders/{code}")).await;
        page.says(&["Kartu tidak menerima", "tetap milik toko"]);
        artisan.get("/studio/orders").await.says(&["Uang harus dikembalikan"]);
        let action = format!("/studio/orders/{code}/handed-back");
        let (key, refund) = (crate::orders::stage::key_of(&page.text(), &action), page.field("refund"));
        artisan.post(&action, &[("key", &key), ("refund", &refund)]).await.location();
        Cards::is(&at.now().await, "returned", "handed_over", 0, 0);
        assert_eq!((at.app.pot("pocket").await, at.app.pot("owed").await), (-45_000_000, 45_000_000));
        at.app.books_agree().await;
        buyer.page().await.says(&["Money came back"]);
    }

    async fn a_refund_after_the_payout_is_said_as_less_than_nothing(app: TestApp) {
        let (at, buyer) = handed(app).await;
        let mut artisan = at.stage.artisan.clone();
        at.app.execute("update shop_payments set bank_name = 'Bank Contoh', bank_account = '0012345678', bank_holder = 'Ina Contoh'").await;
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let list = format!("/office/{}/payouts", at.stage.place.slug);
        let page = officer.get(&list).await;
        let key = crate::orders::stage::key_of(&page.text(), &list);
        // A batch and a refund at once: whatever comes first, nothing is lost.
        let look = crate::orders::refunds::look(&mut artisan, &buyer.code, &[("more", "100.000")]).await;
        let fields = crate::orders::refunds::hidden(&look, &buyer.code);
        let shop = at.stage.shop.id.clone();
        let sent = [("key", key.as_str()), ("way", "bank"), ("shop", shop.as_str())];
        let (batch, given) = tokio::join!(officer.post(&list, &sent), crate::orders::refunds::send(&mut artisan, &buyer.code, &fields));
        let batch = batch.location();
        given.location();
        at.app.run_jobs().await;
        at.app.books_agree().await;
        let way = at.app.pot("way").await;
        assert_eq!(at.app.pot("owed").await + way, 35_000_000);
        if way == 45_000_000 {
            artisan.get("/studio/money").await.says(&["Rp100.000", "Dipotong dari uang berikutnya"]);
        }
        officer.get(&batch).await.says(&["Benang Contoh"]);
    }

    async fn a_refund_whose_key_is_known_with_other_values_is_looked_for_and_never_handed_over(app: TestApp) {
        let at = owed(app).await;
        at.stripe.state().wishes.fail_after = 1;
        at.app.run_jobs().await;
        // The answer was lost, and what Stripe keeps under the key is not what is sent now.
        at.stripe.state().keys.values_mut().for_each(|(form, ..)| form.clear());
        at.app.clock.forward(60_000);
        at.app.run_jobs().await;
        assert_eq!(at.stripe.state().refunds.len(), 1);
        assert_eq!(at.alarms("refund_failed").await, 0);
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
    }
}
