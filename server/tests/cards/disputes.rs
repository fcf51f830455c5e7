//! Money that a cardholder's bank asks for.

use axum::http::StatusCode;

use super::refunds::handed;
use super::stage::{Cards, cards};
use crate::on_both;
use crate::orders::refunds::{give_back, hidden, look, send};
use crate::orders::stage::{DAY, artisan_taps, key_of, tick};
use crate::stand_in::hooks::Event;

/// A dispute that was closed with this decision, as Stripe would tell it.
fn closed(at: &Cards, id: &str, (event, status): (&str, &str), (minor, currency): (i64, &str)) -> Event {
    let intent = at.stripe.state().sessions[id].intent.clone();
    let dispute = serde_json::json!({
        "id": "dp_1", "object": "dispute", "amount": minor, "currency": currency, "payment_intent": intent,
        "charge": intent.replacen("pi_", "ch_", 1), "reason": "general", "status": status, "created": 1,
        "livemode": false, "metadata": {},
    });
    at.event(event, "charge.dispute.closed", &dispute)
}

on_both! {
    async fn a_dispute_is_told_and_closed(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        at.tell().await;
        assert_eq!(at.alarms("dispute").await, 1);
        assert_eq!(at.app.count("select count(*) from card_disputes where state = 'open'").await, 1);
        let mut officer = at.app.an_officer(&at.stage.place).await;
        officer.get("/office/wakatobi").await.says(&["1 hal soal uang kartu perlu dilihat", "<span class=\"count\">1<"]);
        let told = ["Benang Contoh", "dibayar: Rp450.000", "diminta: Rp450.000", "dijawab paling lambat"];
        let page = officer.get("/office/wakatobi/alarms").await;
        page.says(&told);
        page.says(&[&format!("href=\"/office/wakatobi/orders?code={}\"", buyer.code)]);
        assert!(at.stripe.state().dispute(&id, "lost", now));
        at.tell().await;
        assert_eq!((at.alarms("dispute").await, at.alarms("dispute_lost").await), (0, 1));
        assert_eq!(at.app.count("select count(*) from card_disputes where state = 'lost'").await, 1);
        let page = officer.get("/office/wakatobi/alarms").await;
        page.says(&["Bank sudah memutuskan: uangnya diambil", "dari uang toko: Rp450.000", "diambil bank: Rp450.000"]);
    }

    async fn nobody_is_forgotten_while_a_bank_asks(app: TestApp) {
        let mut at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        artisan_taps(&mut at.stage.artisan, &buyer.code, "handed-over", &[]).await.location();
        assert!(at.stripe.state().dispute(&id, "needs_response", at.app.clock.now()));
        at.tell().await;
        let forgotten = "select count(*) from orders where contact_removed_at is not null";
        at.app.clock.forward(60 * DAY);
        tick(&at.app).await;
        assert_eq!(at.app.count(forgotten).await, 0);
        assert!(at.stripe.state().dispute(&id, "won", at.app.clock.now()));
        at.tell().await;
        at.app.clock.forward(DAY);
        tick(&at.app).await;
        assert_eq!(at.app.count(forgotten).await, 1);
    }

    async fn while_a_bank_asks_nothing_leaves_the_shop_and_won_releases_it(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let (mut artisan, code) = (at.stage.artisan.clone(), buyer.code.clone());
        let path = format!("/studio/orders/{code}");
        let before = artisan.get(&path).await;
        let (over, now) = (key_of(&before.text(), &format!("{path}/handed-over")), at.app.clock.now());
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        at.stripe.state().wishes.times = 3;
        at.tell().await;
        let held = artisan.get(&path).await;
        held.says(&["Bank tamu sedang meminta Rp450.000 kembali"]);
        // Nor does a list say that it can be handed over.
        for list in ["/studio", "/studio/orders", "/studio/orders/packing"] {
            let page = artisan.get(list).await;
            page.says(&[&code, "Bank meminta uangnya kembali"]);
            assert!(!page.text().contains("Uang masuk, serahkan"), "{list}");
        }
        for act in ["handed-over", "cancel", "refund"] {
            assert!(!held.text().contains(&format!("{path}/{act}\"")), "{act} is offered");
        }
        let refused = artisan.post(&format!("{path}/handed-over"), &[("key", &over)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["sampai bank memutuskan"]);
        artisan.get(&format!("{path}/refund")).await.location();
        artisan.get(&format!("{path}/cancel")).await.location();
        artisan.get("/studio/money").await.says(&["menunggu keputusan bank tamu"]);
        assert!(at.stripe.state().dispute(&id, "won", now));
        at.tell().await;
        artisan.get("/studio/news").await.says(&["Bank memutuskan: uangnya tetap milik toko", "Rp450.000"]);
        assert!(!artisan.get("/studio/money").await.text().contains("menunggu keputusan bank tamu"));
        // The office does not tell her to hold it for ever, and reads how it ended.
        assert_eq!(at.alarms("dispute").await, 0);
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let page = officer.get("/office/wakatobi/alarms").await;
        page.says(&["Selesai dengan sendirinya", "uangnya tetap milik toko. Toko tidak perlu menahan"]);
        assert!(!page.text().contains("Minta toko menahan karya"));
        artisan_taps(&mut artisan, &code, "handed-over", &[]).await.location();
        Cards::is(&at.now().await, "paid", "handed_over", 0, 0);
        assert_eq!(at.app.pot("owed").await, 45_000_000);
        at.app.books_agree().await;
        assert_eq!(at.app.count("select count(*) from audit where action in ('payment.disputed', 'payment.dispute_won')").await, 2);
    }

    async fn a_lost_dispute_takes_the_money_once_and_what_is_still_here_is_for_sale_again(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let now = at.app.clock.now();
        // Told in the wrong order, and often: closed before it was opened.
        assert!(at.stripe.state().dispute(&id, "lost", now));
        at.stripe.state().wishes.times = 3;
        at.tell().await;
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        at.tell().await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 0));
        at.app.books_agree().await;
        assert_eq!(at.app.count("select count(*) from refunds where reason = 'dispute' and state = 'handed_back'").await, 1);
        assert_eq!(at.app.count("select count(*) from audit where action = 'payment.dispute_lost'").await, 1);
        buyer.page().await.says(&["took the money back"]);
        at.stage.artisan.clone().get(&format!("/studio/orders/{}", buyer.code)).await.says(&["Diputuskan bank"]);
    }

    async fn a_lost_dispute_takes_what_was_not_given_back_before(app: TestApp) {
        let (at, buyer) = handed(app).await;
        let mut artisan = at.stage.artisan.clone();
        give_back(&mut artisan, &buyer.code, &[("more", "150.000")]).await.location();
        at.app.run_jobs().await;
        let (id, now) = (at.stripe.state().sessions.keys().next().unwrap().clone(), at.app.clock.now());
        assert!(at.stripe.state().dispute(&id, "lost", now));
        at.tell().await;
        Cards::is(&at.now().await, "returned", "handed_over", 0, 0);
        artisan.get("/studio/news").await.says(&["Bank memutuskan: uangnya diambil", "Rp300.000"]);
        let mut officer = at.app.an_officer(&at.stage.place).await;
        officer.get("/office/wakatobi/alarms").await.says(&["dari uang toko: Rp300.000", "diambil bank: Rp450.000"]);
        // The bank took the whole charge though a third of it was back already: that the operator bears.
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 15_000_000));
        assert_eq!(at.app.pot("operator").await, -15_000_000);
        at.app.books_agree().await;
        let sums = at.app.count("select cast(sum(amount_minor) as bigint) from refunds where state = 'handed_back'").await;
        assert_eq!(sums, 45_000_000);
    }

    async fn a_dispute_and_a_hand_over_or_a_refund_at_once_leave_the_books_right(app: TestApp) {
        let (at, buyer) = handed(app).await;
        let mut artisan = at.stage.artisan.clone();
        let (id, now) = (at.stripe.state().sessions.keys().next().unwrap().clone(), at.app.clock.now());
        let page = look(&mut artisan, &buyer.code, &[("more", "100.000")]).await;
        let fields = hidden(&page, &buyer.code);
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        assert!(at.stripe.state().dispute(&id, "lost", now));
        let (given, ()) = tokio::join!(send(&mut artisan, &buyer.code, &fields), at.tell());
        at.app.run_jobs().await;
        // Who comes too late is led back to the order (303 as well), or told why not.
        let hers = at.app.count("select count(*) from refunds where reason <> 'dispute'").await;
        assert!(hers == 0 || (hers == 1 && given.status == StatusCode::SEE_OTHER), "{hers} after {}", given.status);
        assert_eq!(at.app.count("select count(*) from refunds where reason = 'dispute'").await, 1);
        assert_eq!(at.app.count("select cast(sum(amount_minor) as bigint) from refunds").await, 45_000_000);
        Cards::is(&at.now().await, "returned", "handed_over", 0, 0);
        // Where hers was on the card before the bank took all of the charge, the operator bears it.
        let twice = at.app.pot("buyer").await;
        assert!(twice == 0 || (hers == 1 && twice == 10_000_000), "{twice} with {hers}");
        assert_eq!(at.app.pot("operator").await, -twice);
        at.app.books_agree().await;
    }

    async fn what_was_promised_back_and_never_reached_the_card_is_made_good_by_the_bank_once(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let (mut artisan, code) = (at.stage.artisan.clone(), buyer.code.clone());
        at.stripe.state().wishes.refunds = "failed".to_owned();
        artisan_taps(&mut artisan, &code, "cancel", &[("reason", "damaged")]).await.location();
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        at.tell().await;
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from refunds where state = 'failed'").await, 1);
        // While the bank decides she hands nothing back by hand.
        let path = format!("/studio/orders/{code}");
        assert!(!artisan.get(&path).await.text().contains("/handed-back\""));
        assert!(at.stripe.state().dispute(&id, "lost", now));
        at.tell().await;
        assert_eq!(at.now().await.0, "returned");
        assert_eq!(at.app.count("select count(*) from refunds where state = 'handed_back'").await, 1);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 0));
        assert!(!artisan.get(&path).await.text().contains("/handed-back\""));
        buyer.page().await.says(&["Rp450.000"]);
        at.app.books_agree().await;
    }

    async fn a_piece_is_for_sale_again_once_the_rest_of_its_money_is_back_too(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let mut artisan = at.stage.artisan.clone();
        at.stripe.state().wishes.refunds = "pending".to_owned();
        give_back(&mut artisan, &buyer.code, &[("more", "150.000")]).await.location();
        at.app.run_jobs().await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&id, "lost", now));
        at.tell().await;
        Cards::is(&at.now().await, "to_return", "accepted", 0, 1);
        let refund = at.stripe.state().refunds.keys().next().unwrap().clone();
        assert!(at.stripe.state().finish_refund(&refund, true, now));
        at.tell().await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        at.app.books_agree().await;
    }

    async fn a_lost_dispute_of_a_charge_that_paid_for_nothing_takes_nothing_from_the_shop(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        // As if another payment had been chosen while the money was on its way.
        at.app.execute("update payments set state = 'abandoned'").await;
        at.app
            .execute(
                "insert into payments (id, order_id, shop_order_id, shop_id, method, currency, amount_minor, state, created_at, updated_at) \
                 select 'cash', order_id, shop_order_id, shop_id, 'cash', currency, amount_minor, 'open', created_at, updated_at from payments",
            )
            .await;
        // The refund does not reach the card.
        at.stripe.state().wishes.refunds = "failed".to_owned();
        at.tell().await;
        let now = at.app.clock.now();
        assert_eq!(at.alarms("paid_for_nothing").await, 1);
        assert_eq!(at.alarms("refund_failed").await, 1);
        assert_eq!((at.app.pot("operator").await, at.app.pot("buyer").await), (45_000_000, -45_000_000));
        assert!(at.stripe.state().dispute(&id, "lost", now));
        at.tell().await;
        assert_eq!((at.app.pot("operator").await, at.app.pot("buyer").await), (0, 0));
        assert_eq!(at.app.count("select count(*) from provider_events where applied_at is null").await, 0);
        assert_eq!(at.alarms("dispute_lost").await, 1);
        assert_eq!(at.app.count("select count(*) from refunds").await, 0);
        at.app.books_agree().await;
    }

    async fn a_bank_that_names_another_currency_takes_all_that_is_left_of_the_charge(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        artisan_taps(&mut at.stage.artisan.clone(), &buyer.code, "handed-over", &[]).await.location();
        at.tell_one(&closed(&at, &id, ("evt_lost", "lost"), (3_500, "sgd"))).await;
        at.app.run_jobs().await;
        assert_eq!((at.app.pot("owed").await, at.app.pot("operator").await), (0, 0));
        at.app.books_agree().await;
        assert_eq!(at.app.count("select count(*) from alarms where kind = 'dispute_lost' and came like '%sgd%'").await, 1);
        at.stage.artisan.clone().get("/studio/news").await.says(&["Bank memutuskan: uangnya diambil", "Rp450.000"]);
    }

    async fn a_bank_that_decides_otherwise_later_is_told_to_the_office_once(app: TestApp) {
        let at = cards(app).await;
        let (_, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        at.tell_one(&closed(&at, &id, ("evt_lost", "lost"), (45_000_000, "idr"))).await;
        at.app.run_jobs().await;
        assert_eq!((at.app.pot("owed").await, at.alarms("dispute_turned").await), (0, 0));
        for event in ["evt_won", "evt_won_again"] {
            at.tell_one(&closed(&at, &id, (event, "won"), (45_000_000, "idr"))).await;
            at.app.run_jobs().await;
        }
        assert_eq!((at.app.pot("owed").await, at.alarms("dispute_turned").await), (0, 1), "the books wait for a correction");
        let mut officer = at.app.an_officer(&at.stage.place).await;
        officer.get("/office/wakatobi/alarms").await.says(&["Bank memutuskan lain dari sebelumnya", "tulis koreksi"]);
    }
}
