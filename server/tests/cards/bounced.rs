//! Money that was on its way to a card, read as there, and came back days later; and what a card is not sent at all.

use super::refunds::owed;
use super::stage::{Cards, cards};
use crate::notifications::stage::{Smtp, speaking_to, with_address};
use crate::on_both;
use crate::orders::refunds::give_back;
use crate::orders::stage::{artisan_taps, key_of};
use crate::support::{Client, TestApp};

/// The card's bank sends back what was there already; told several times.
async fn bounces(at: &Cards) {
    let id = at.stripe.state().refunds.keys().next().unwrap().clone();
    let now = at.app.clock.now();
    assert!(at.stripe.state().finish_refund(&id, false, now));
    at.stripe.state().wishes.times = 3;
    at.tell().await;
}

/// 2.5 % and Rp1.000; a card 2.9 % and Rp4.000, borne by the shop.
pub const FEES: &str = "update region_money set fee_bp = 250, fee_fixed_minor = 100000, card_cost_bp = 290, \
                    card_cost_fixed_minor = 400000, card_cost_by = 'shop'";
const TOLD: &str = "select count(*) from messages where event in ('not-on-card', 'refund-refused')";

/// A paid order the shop has cancelled, and a bank that asks for the money before it is sent back. Gives the artisan, the
/// address of the order's page and the page that was paid.
async fn cancelled_and_asked_for(app: TestApp) -> (Cards, Client, String, String) {
    let at = cards(app).await;
    let (buyer, id) = at.gone_to_pay().await;
    at.pay(&id);
    at.tell().await;
    let mut artisan = at.stage.artisan.clone();
    artisan_taps(&mut artisan, &buyer.code, "cancel", &[("reason", "damaged")]).await.location();
    let now = at.app.clock.now();
    assert!(at.stripe.state().dispute(&id, "needs_response", now));
    at.tell().await;
    (at, artisan, format!("/studio/orders/{}", buyer.code), id)
}

/// What the card took and its bank sent back, while no mail server answers. Gives the page that was paid.
async fn bounced_without_mail(app: TestApp) -> (Cards, Client, String, String) {
    let mut at = cards(app).await;
    with_address(&at.app).await;
    at.app = speaking_to(at.app, &Smtp::nobody().await).await;
    let (buyer, id) = at.gone_to_pay().await;
    at.pay(&id);
    at.tell().await;
    let mut artisan = at.stage.artisan.clone();
    artisan_taps(&mut artisan, &buyer.code, "cancel", &[("reason", "sold")]).await.location();
    at.app.run_jobs().await;
    at.tell().await;
    bounces(&at).await;
    assert_eq!(at.app.count(QUEUED).await, 1);
    (at, artisan, format!("/studio/orders/{}", buyer.code), id)
}

const QUEUED: &str =
    "select count(*) from messages where event = 'refund-refused' and channel = 'email' and state = 'queued'";

/// The mail server answers; gives the letters that tell her to hand money over.
async fn letters_leave(at: Cards) -> (Cards, usize) {
    let smtp = Smtp::open().await;
    let at = Cards { app: speaking_to(at.app, &smtp.url).await, ..at };
    at.app.clock.forward(3_600_000);
    at.app.run_jobs().await;
    assert_eq!(at.app.count(QUEUED).await, 0);
    let letters = smtp.letters().into_iter().filter(|letter| letter.text.contains("Kartu tamu tidak menerima"));
    let count = letters.count();
    (at, count)
}

on_both! {
    async fn the_letter_to_hand_the_money_over_leaves_only_while_it_is_owed(app: TestApp) {
        let (at, mut artisan, path, _) = bounced_without_mail(app).await;
        let action = format!("{path}/handed-back");
        let page = artisan.get(&path).await;
        let (key, refund) = (key_of(&page.text(), &action), page.field("refund"));
        artisan.post(&action, &[("key", &key), ("refund", &refund)]).await.location();
        let (at, letters) = letters_leave(at).await;
        assert_eq!(letters, 0, "she would pay it twice");
        assert_eq!(at.app.count("select count(*) from messages where event = 'refund-refused' and state = 'skipped'").await, 1);
    }

    async fn while_a_bank_asks_the_letter_to_hand_the_money_over_is_not_sent_and_once_it_has_decided_it_is(app: TestApp) {
        let (at, _, _, id) = bounced_without_mail(app).await;
        assert!(at.stripe.state().dispute(&id, "needs_response", at.app.clock.now()));
        at.tell().await;
        let (at, letters) = letters_leave(at).await;
        assert_eq!(letters, 0, "the bank may take it");
        assert!(at.stripe.state().dispute(&id, "won", at.app.clock.now()));
        at.tell().await;
        let sent = "select count(*) from messages where event = 'refund-refused' and channel = 'email' and state = 'sent'";
        assert_eq!(at.app.count(sent).await, 1);
    }

    async fn the_letter_to_hand_the_money_over_leaves_late_and_is_true(app: TestApp) {
        let (at, ..) = bounced_without_mail(app).await;
        assert_eq!(letters_leave(at).await.1, 1);
    }

    async fn what_a_cards_bank_sends_back_days_later_is_owed_by_hand_again(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let (mut artisan, path) = (at.stage.artisan.clone(), format!("/studio/orders/{}", buyer.code));
        artisan_taps(&mut artisan, &buyer.code, "cancel", &[("reason", "sold")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 0));
        at.app.clock.forward(3 * 86_400_000);
        bounces(&at).await;
        Cards::is(&at.now().await, "to_return", "cancelled", 1, 0);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (45_000_000, -45_000_000));
        assert_eq!(at.app.count("select count(*) from payments where returned_minor > 0 or returned_at is not null").await, 0);
        at.app.books_agree().await;
        assert_eq!(at.alarms("refund_failed").await, 1);
        assert_eq!(at.app.count("select count(*) from messages where event = 'refund-refused'").await, 1);
        // Told late that it had been there: it is not.
        let gone = at.stripe.state().refunds.values().next().unwrap().clone();
        let late = serde_json::json!({
            "id": gone.id, "amount": gone.amount, "currency": "idr", "status": "succeeded", "metadata": gone.metadata,
        });
        at.tell_one(&at.event("evt_late", "refund.updated", &late)).await;
        at.app.run_jobs().await;
        Cards::is(&at.now().await, "to_return", "cancelled", 1, 0);
        let page = artisan.get(&path).await;
        page.says(&["Kartu tamu tidak bisa menerima"]);
        let action = format!("{path}/handed-back");
        let (key, refund) = (key_of(&page.text(), &action), page.field("refund"));
        artisan.post(&action, &[("key", &key), ("refund", &refund)]).await.location();
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!(at.alarms("refund_failed").await, 0, "the guest has it");
        let mut officer = at.app.an_officer(&at.stage.place).await;
        officer.get("/office/wakatobi/alarms").await.says(&["Uangnya sudah pada tamu", "dikembalikan: Rp450.000"]);
        artisan.get(&path).await.says(&["Uang sudah dikembalikan: Rp450.000"]);
        assert_eq!((at.app.pot("pocket").await, at.app.pot("owed").await, at.app.pot("buyer").await), (-45_000_000, 45_000_000, 0));
        at.app.books_agree().await;
    }

    async fn some_of_the_money_that_comes_back_takes_its_fee_with_it_and_leaves_the_order_paid(app: TestApp) {
        let at = cards(app).await;
        at.app.execute(FEES).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let mut artisan = at.stage.artisan.clone();
        artisan_taps(&mut artisan, &buyer.code, "handed-over", &[]).await.location();
        let pots = async || (at.app.pot("owed").await, at.app.pot("operator").await, at.app.pot("provider").await);
        let before = pots().await;
        assert!(before.1 != 0 && before.2 != 0, "{before:?}");
        give_back(&mut artisan, &buyer.code, &[("more", "150.000")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        assert_ne!(pots().await, before);
        let refund = buyer.page().await.field("refund");
        buyer.tap("came-back", &[("part", "1"), ("refund", &refund)]).await.location();
        assert_eq!(at.app.count("select count(*) from refunds where state = 'seen'").await, 1);
        bounces(&at).await;
        assert_eq!(pots().await, before);
        assert_eq!(at.app.count("select count(*) from refunds where state = 'failed'").await, 1);
        Cards::is(&at.now().await, "paid", "handed_over", 0, 0);
        assert_ne!(at.app.count(TOLD).await, 0);
        at.app.books_agree().await;
        buyer.page().await.says(&["did not take it", "hands it to you"]);
    }

    async fn a_card_that_a_bank_asks_about_is_sent_nothing_and_nobody_is_told_to_hand_it_over(app: TestApp) {
        let (at, mut artisan, path, id) = cancelled_and_asked_for(app).await;
        assert_eq!(at.stripe.state().refunds.len(), 0, "the payment service refuses it");
        assert_eq!(at.app.count("select count(*) from refunds where state = 'failed'").await, 1);
        assert_eq!(at.app.count(TOLD).await, 0);
        let page = artisan.get(&path).await.text();
        assert!(!page.contains("tidak bisa menerima") && !page.contains("/handed-back\""), "she would pay what the bank may take");
        let money = artisan.get("/studio/money").await;
        money.says(&["menunggu keputusan bank tamu"]);
        assert!(!money.text().contains("kembali ke tamu"), "it does not go back while the bank has not decided");
        assert!(at.stripe.state().dispute(&id, "lost", at.app.clock.now()));
        at.tell().await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await, at.app.pot("operator").await), (0, 0, 0));
        at.app.books_agree().await;
    }

    async fn what_was_refused_the_moment_before_the_bank_decided_is_told_as_any_other(app: TestApp) {
        let at = owed(app).await;
        at.app.execute("update jobs set run_at = run_at + 3600000 where kind = 'refund_card'").await;
        let id = at.stripe.state().sessions.keys().next().unwrap().clone();
        for says in ["needs_response", "won"] {
            assert!(at.stripe.state().dispute(&id, says, at.app.clock.now()));
            at.tell().await;
        }
        // The answer is from before the end of the dispute, which another server heard of first.
        at.stripe.state().sessions.get_mut(&id).unwrap().disputed = true;
        at.app.clock.forward(3_600_000);
        at.app.run_jobs().await;
        assert_eq!(at.app.count("select count(*) from refunds where state = 'failed'").await, 1);
        assert_eq!(at.alarms("refund_failed").await, 1);
        assert_eq!(at.app.count("select count(*) from messages where event = 'refund-refused'").await, 1);
        at.app.books_agree().await;
    }

    async fn what_was_refused_while_a_bank_asked_is_told_once_it_has_decided_for_the_shop(app: TestApp) {
        let (at, mut artisan, path, id) = cancelled_and_asked_for(app).await;
        assert_eq!((at.app.count(TOLD).await, at.alarms("refund_failed").await), (0, 0), "nobody is to send it");
        assert!(at.stripe.state().dispute(&id, "won", at.app.clock.now()));
        at.stripe.state().wishes.times = 2;
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from messages where event = 'refund-refused'").await, 1);
        artisan.get(&path).await.says(&["Kartu tamu tidak bisa menerima"]);
        at.app.books_agree().await;
    }
}
