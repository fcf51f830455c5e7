//! Money by card that is not paid out yet, because it may have to go back.

use axum::http::StatusCode;

use super::bounced::FEES;
use super::stage::{Cards, cards_of};
use crate::on_both;
use crate::orders::refunds::give_back;
use crate::orders::stage::{DAY, HOUR, Ordered, artisan_taps, at_checkout, key_of, tick};
use crate::support::{Client, Reply};

/// Two pieces, each paid with a card of its own and handed over.
async fn two_sold(at: &Cards) -> [(Ordered, String); 2] {
    let mut artisan = at.stage.artisan.clone();
    let mut sold = Vec::new();
    for _ in 0..2 {
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        artisan_taps(&mut artisan, &buyer.code, "handed-over", &[]).await.location();
        sold.push((buyer, id));
    }
    sold.try_into().ok().unwrap()
}

fn office(at: &Cards) -> String {
    format!("/office/{}/payouts", at.stage.place.slug)
}

async fn pay_out(at: &Cards, officer: &mut Client) -> Reply {
    let page = officer.get(&office(at)).await;
    let fields = [("key", page.field("key")), ("shop", at.stage.shop.id.clone()), ("way", "cash".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    officer.post(&office(at), &fields).await
}

on_both! {
    async fn what_a_bank_asks_for_is_paid_out_once_it_has_decided(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        let [(_, asked), _] = two_sold(&at).await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&asked, "needs_response", now));
        at.tell().await;
        let mut officer = at.app.an_officer(&at.stage.place).await;
        officer.get(&office(&at)).await.says(&["Rp900.000", "Rp450.000 menunggu"]);
        at.stage.artisan.clone().get("/studio/money").await.says(&["Rp450.000 dari itu menunggu"]);
        pay_out(&at, &mut officer).await.location();
        assert_eq!((at.app.pot("owed").await, at.app.pot("way").await), (45_000_000, 45_000_000));
        // What is left waits altogether: nothing can be ticked, and a form sent all the same pays nothing.
        let page = officer.get(&office(&at)).await;
        assert!(!page.text().contains("name=\"shop\"") && !page.text().contains("value=\"cash\""));
        assert_eq!(pay_out(&at, &mut officer).await.status, StatusCode::CONFLICT);
        assert!(at.stripe.state().dispute(&asked, "won", now));
        at.tell().await;
        pay_out(&at, &mut officer).await.location();
        assert_eq!((at.app.pot("owed").await, at.app.pot("way").await), (0, 90_000_000));
        at.app.books_agree().await;
    }

    async fn what_goes_back_to_a_card_is_not_paid_out(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        let [(buyer, id), _] = two_sold(&at).await;
        let mut artisan = at.stage.artisan.clone();
        give_back(&mut artisan, &buyer.code, &[("more", "100.000")]).await.location();
        let mut officer = at.app.an_officer(&at.stage.place).await;
        officer.get(&office(&at)).await.says(&["Rp100.000 menunggu"]);
        // A bank that asks for the same counts it once.
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        for event in at.stripe.take_events() {
            at.tell_one(&event).await;
        }
        at.app.execute("update jobs set run_at = run_at + 3600000 where kind = 'refund_card'").await;
        at.app.run_jobs().await;
        officer.get(&office(&at)).await.says(&["Rp450.000 menunggu"]);
        pay_out(&at, &mut officer).await.location();
        assert_eq!(at.app.pot("way").await, 45_000_000);
    }

    async fn what_waited_over_a_batch_is_owed_since_it_was_paid(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        let [(_, asked), _] = two_sold(&at).await;
        assert!(at.stripe.state().dispute(&asked, "needs_response", at.app.clock.now()));
        at.tell().await;
        let mut officer = at.app.an_officer(&at.stage.place).await;
        for _ in 0..2 {
            at.app.clock.forward(3 * DAY);
            pay_out(&at, &mut officer).await.location();
            let (buyer, id) = at.gone_to_pay().await;
            at.pay(&id);
            at.tell().await;
            artisan_taps(&mut at.stage.artisan.clone(), &buyer.code, "handed-over", &[]).await.location();
        }
        assert!(at.stripe.state().dispute(&asked, "won", at.app.clock.now()));
        at.tell().await;
        at.app.clock.forward(DAY);
        // The batches stand below with their own dates.
        let since = async |officer: &mut Client| {
            let page = officer.get(&office(&at)).await.text();
            page.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap().to_owned()
        };
        let line = since(&mut officer).await;
        assert!(line.contains("24 November 2026") && !line.contains("30 November"), "{line}");
        pay_out(&at, &mut officer).await.location();
        assert_eq!(at.app.count("select count(*) from payouts where owed_since = (select min(paid_at) from payments)").await, 2);
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        artisan_taps(&mut at.stage.artisan.clone(), &buyer.code, "handed-over", &[]).await.location();
        let line = since(&mut officer).await;
        assert!(line.contains("1 Desember 2026") && !line.contains("November"), "what waited was paid: {line}");
    }

    async fn a_batch_does_not_leave_with_what_a_bank_asks_for_since(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        let [(_, asked), _] = two_sold(&at).await;
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let batch = pay_out(&at, &mut officer).await.location();
        let (sent, undo) = (format!("{batch}/sent"), format!("{batch}/undo"));
        let before = officer.get(&batch).await.text();
        assert!(before.contains("/slips") && !before.contains("telanjur"));
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&asked, "needs_response", now));
        at.tell().await;
        let page = officer.get(&batch).await;
        page.says(&["Rp450.000 kembali ke tamu, diminta bank, atau", "Uangnya telanjur dikirim"]);
        assert!(!page.text().contains("/slips"));
        let late = officer.post(&sent, &[("key", &key_of(&before, &sent))]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says(&["Rp450.000 untuk Benang Contoh", "batalkan pembayaran ini lalu buat lagi"]);
        assert_eq!(at.app.count("select count(*) from payouts where state = 'batched'").await, 1);
        // Made again it leaves without what is asked for.
        let key = key_of(&officer.get(&batch).await.text(), &undo);
        officer.post(&undo, &[("key", &key)]).await.location();
        let batch = pay_out(&at, &mut officer).await.location();
        assert_eq!(at.app.pot("way").await, 45_000_000);
        let sent = format!("{batch}/sent");
        let key = key_of(&officer.get(&batch).await.text(), &sent);
        officer.post(&sent, &[("key", &key)]).await.location();
        assert_eq!(at.app.count("select count(*) from payouts where state = 'sent'").await, 1);
        at.app.books_agree().await;
    }

    async fn a_batch_is_not_kept_for_a_fee_because_of_what_came_and_went_since(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        at.app.execute(FEES).await;
        two_sold(&at).await;
        let (mut officer, mut artisan) = (at.app.an_officer(&at.stage.place).await, at.stage.artisan.clone());
        let batch = pay_out(&at, &mut officer).await.location();
        at.app.clock.forward(60_000);
        let cash = at_checkout(&at.app, &at.stage.piece, "stall").await.order(&[("method", "cash")]).await;
        artisan_taps(&mut artisan, &cash.code, "arrived", &[]).await.location();
        let (gone, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        artisan_taps(&mut artisan, &gone.code, "cancel", &[("reason", "sold")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        assert!(at.app.pot("owed").await < 0, "the fee of what was paid in cash");
        let sent = format!("{batch}/sent");
        let page = officer.get(&batch).await.text();
        assert!(!page.contains("kembali ke tamu"), "nothing of the batch went back");
        officer.post(&sent, &[("key", &key_of(&page, &sent))]).await.location();
        assert_eq!(at.app.count("select count(*) from payouts where state = 'sent'").await, 1);
    }

    async fn what_had_left_before_it_was_asked_for_can_be_told(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        let [(buyer, _), _] = two_sold(&at).await;
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let batch = pay_out(&at, &mut officer).await.location();
        let sent = format!("{batch}/sent");
        // It is back on the card: what the books say of the batch is too much for good.
        give_back(&mut at.stage.artisan.clone(), &buyer.code, &[("more", "100.000")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        assert_eq!(at.app.pot("owed").await, -10_000_000);
        let page = officer.get(&batch).await;
        page.says(&["Rp100.000 kembali ke tamu", "name=\"before\""]);
        let key = key_of(&page.text(), &sent);
        assert_eq!(officer.post(&sent, &[("key", &key)]).await.status, StatusCode::CONFLICT);
        let key = key_of(&officer.get(&batch).await.text(), &sent);
        officer.post(&sent, &[("key", &key), ("before", "1")]).await.location();
        assert_eq!(at.app.count("select count(*) from audit where action = 'payouts.sent' and detail like '%10000000%'").await, 1);
        assert!(!officer.get(&batch).await.text().contains("kembali ke tamu"));
        at.app.books_agree().await;
    }

    async fn what_was_paid_with_a_test_key_is_taken_out_of_the_books_with_a_real_one(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        at.app.execute(FEES).await;
        two_sold(&at).await;
        assert_ne!(at.app.pot("owed").await, 0);
        let live = [("STRIPE_SECRET_KEY", "sk_live_hidden"), ("STRIPE_WEBHOOK_SECRET", "whsec_hidden")];
        let at = Cards { app: at.app.with_cards(&live).await, ..at };
        for _ in 0..2 {
            at.app.clock.forward(10 * 60_000);
            tick(&at.app).await;
        }
        for pot in ["owed", "operator", "provider", "buyer"] {
            assert_eq!(at.app.pot(pot).await, 0, "{pot}");
        }
        assert_eq!(at.app.count("select count(*) from ledger_entries where dedupe like '%:test:test'").await, 0);
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let page = officer.get(&office(&at)).await;
        assert!(!page.text().contains("name=\"shop\""), "nothing is owed");
    }

    async fn what_was_paid_with_a_test_key_is_not_owed_by_hand_with_a_real_one(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        at.app.execute(FEES).await;
        let [(waiting, _), (later, _)] = two_sold(&at).await;
        let (cancelled, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        at.stripe.state().wishes.fail = 1_000;
        give_back(&mut at.stage.artisan.clone(), &waiting.code, &[("more", "100.000")]).await.location();
        at.app.run_jobs().await;
        // Whatever is asked of this address is asked again later.
        let live = [
            ("STRIPE_SECRET_KEY", "sk_live_hidden"),
            ("STRIPE_WEBHOOK_SECRET", "whsec_hidden"),
            ("STRIPE_API_BASE", "https://127.0.0.1:1"),
        ];
        let at = Cards { app: at.app.with_cards(&live).await, ..at };
        at.app.clock.forward(HOUR);
        tick(&at.app).await;
        let mut artisan = at.app.client();
        artisan.cookies = at.stage.artisan.cookies.clone();
        give_back(&mut artisan, &later.code, &[("more", "450.000")]).await.location();
        artisan_taps(&mut artisan, &cancelled.code, "cancel", &[("reason", "sold")]).await.location();
        at.app.clock.forward(HOUR);
        tick(&at.app).await;
        assert_eq!(at.app.count("select count(*) from refunds where state = 'handed_back'").await, 3);
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 2);
        assert_eq!(at.app.count("select count(*) from messages where event in ('not-on-card', 'refund-refused')").await, 0);
        assert_eq!((at.alarms("refund_failed").await, at.stripe.state().refunds.len()), (0, 0));
        for pot in ["owed", "operator", "provider", "buyer", "pocket"] {
            assert_eq!(at.app.pot(pot).await, 0, "{pot}");
        }
    }

    async fn a_batch_of_what_was_paid_with_a_test_key_says_so_with_a_real_one(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        two_sold(&at).await;
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let batch = pay_out(&at, &mut officer).await.location();
        let live = [("STRIPE_SECRET_KEY", "sk_live_hidden"), ("STRIPE_WEBHOOK_SECRET", "whsec_hidden")];
        let at = Cards { app: at.app.with_cards(&live).await, ..at };
        at.app.clock.forward(HOUR);
        tick(&at.app).await;
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let (page, sent) = (officer.get(&batch).await, format!("{batch}/sent"));
        page.says(&["name=\"before\"", "hanya pembayaran percobaan"]);
        let key = key_of(&page.text(), &sent);
        assert_eq!(officer.post(&sent, &[("key", &key)]).await.status, StatusCode::CONFLICT);
        assert_eq!(at.app.count("select count(*) from payouts where state = 'sent'").await, 0);
    }

    async fn what_failed_under_a_test_key_can_be_ticked_off(app: TestApp) {
        let at = cards_of(app, "stocked", 5).await;
        let [(buyer, _), _] = two_sold(&at).await;
        at.stripe.state().wishes.refunds = "failed".to_owned();
        give_back(&mut at.stage.artisan.clone(), &buyer.code, &[("more", "100.000")]).await.location();
        at.app.run_jobs().await;
        let live = [("STRIPE_SECRET_KEY", "sk_live_hidden"), ("STRIPE_WEBHOOK_SECRET", "whsec_hidden")];
        let at = Cards { app: at.app.with_cards(&live).await, ..at };
        at.app.clock.forward(HOUR);
        tick(&at.app).await;
        let mut artisan = at.app.client();
        artisan.cookies = at.stage.artisan.cookies.clone();
        let path = format!("/studio/orders/{}", buyer.code);
        let page = artisan.get(&path).await;
        let action = format!("{path}/handed-back");
        let (key, refund) = (key_of(&page.text(), &action), page.field("refund"));
        artisan.post(&action, &[("key", &key), ("refund", &refund)]).await.location();
        assert_eq!((at.app.pot("owed").await, at.app.pot("pocket").await), (0, 0));
        assert_eq!(at.app.count("select count(*) from refunds where state = 'handed_back'").await, 1);
    }
}
