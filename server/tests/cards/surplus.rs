//! What was paid for nothing and no card takes back: the office sends it and says so, or the cardholder's bank gave it;
//! and what a card does not take after a bank has decided.

use axum::http::StatusCode;

use super::pages::twice;
use super::refunds::paid_and_handed;
use super::stage::{Cards, cards};
use crate::on_both;
use crate::orders::refunds::give_back;
use crate::orders::stage::{DAY, HOUR, Ordered, artisan_taps, key_of, tick};
use crate::support::Client;

/// An order that was paid twice, the second time for nothing, and a card that does not take it back. Gives the page that
/// paid for nothing.
pub async fn not_taken(at: &Cards) -> (Ordered, String) {
    at.stripe.state().wishes.refunds = "failed".to_owned();
    let (buyer, [first, _]) = twice(at).await;
    (buyer, first)
}

pub struct Office {
    pub officer: Client,
    list: String,
}

impl Office {
    pub async fn of(at: &Cards) -> Self {
        let officer = at.app.an_officer(&at.stage.place).await;
        Self { officer, list: format!("/office/{}/alarms", at.stage.place.slug) }
    }

    /// The address of the form that says that money was sent.
    pub async fn form(&mut self) -> (String, String) {
        let html = self.officer.get(&self.list).await.text();
        let part = html.split("<li>").find(|part| part.contains("Sudah dikirim")).expect("an alarm with money to send");
        let action = part.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let key = key_of(&html, &action);
        (action, key)
    }

    async fn has_nothing_to_send(&mut self) -> bool {
        !self.officer.get(&self.list).await.text().contains("Sudah dikirim")
    }
}

/// The pots of the operator and the buyer.
async fn pots(at: &Cards) -> (i64, i64) {
    (at.app.pot("operator").await, at.app.pot("buyer").await)
}

const TOLD: &str = "select count(*) from messages where event in ('surplus-refused', 'surplus-sent')";

on_both! {
    async fn what_no_card_takes_back_the_office_sends_and_says_so_once(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, first) = not_taken(&at).await;
        buyer.page().await.says(&["did not take it back", "Koperasi Contoh", "say how it reaches you"]);
        assert_eq!((pots(&at).await, at.alarms("refund_failed").await), ((45_000_000, -90_000_000), 1));
        let mut office = Office::of(&at).await;
        office.officer.get(&office.list.clone()).await.says(&["Kirim kepada tamu dengan cara lain", "Rp450.000"]);
        let (action, key) = office.form().await;
        for fields in [[("note", ""), ("sent", "1")], [("note", "transfer"), ("sent", "")]] {
            let fields = [&[("key", key.as_str())][..], &fields[..]].concat();
            assert_eq!(office.officer.post(&action, &fields).await.status, StatusCode::CONFLICT);
        }
        buyer.page().await.says(&["did not take it back"]);
        let fields = [("key", key.as_str()), ("note", "transfer, 3 April"), ("sent", "1")];
        assert_eq!(office.officer.post(&action, &fields).await.location(), office.list);
        assert_eq!(office.officer.post(&action, &fields).await.location(), office.list);
        buyer.page().await.says(&["was sent to you in another way"]);
        assert_eq!((pots(&at).await, at.app.pot("owed").await), ((0, -45_000_000), 45_000_000));
        at.app.books_agree().await;
        assert_eq!(at.app.count(TOLD).await, 2);
        assert_eq!(at.app.count("select count(*) from audit where action = 'payment.surplus_sent'").await, 1);
        // Told again that it failed, and by a bank that asks for the same money: the guest has it.
        let failed = at.stripe.state().refunds.values().next().unwrap().clone();
        let again = serde_json::json!({
            "id": failed.id, "amount": failed.amount, "currency": "idr", "status": "failed", "metadata": failed.metadata,
        });
        at.tell_one(&at.event("evt_again", "refund.failed", &again)).await;
        at.app.run_jobs().await;
        assert!(at.stripe.state().dispute(&first, "won", at.app.clock.now()));
        at.tell().await;
        buyer.page().await.says(&["was sent to you in another way"]);
        assert_eq!((pots(&at).await, at.app.count(TOLD).await), ((0, -45_000_000), 2));
        assert!(office.has_nothing_to_send().await);
    }

    async fn an_order_that_is_paid_in_another_way_tells_of_it_as_well(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().complete(&id, false, now) && at.stripe.state().arrive(&id, false, now));
        at.tell().await;
        buyer.tap("method", &[("method", "cash")]).await.location();
        assert!(at.stripe.state().arrive(&id, true, now));
        at.tell().await;
        assert_eq!(at.alarms("paid_for_nothing").await, 1);
        let page = buyer.page().await;
        page.says(&["Rp450.000 was paid beyond what was owed", "Pay in cash"]);
        assert!(!page.text().contains("Test payment"), "the cash is no test");
        at.app.books_agree().await;
    }

    async fn an_officer_of_another_regency_cannot_say_that_it_was_sent(app: TestApp) {
        let at = cards(app).await;
        not_taken(&at).await;
        let (action, key) = Office::of(&at).await.form().await;
        let other = at.app.a_place_named("99.02", "Tempat Lain", "tempat-lain").await;
        let mut stranger = at.app.an_officer(&other).await;
        for action in [action.clone(), action.replace(&at.stage.place.slug, &other.slug)] {
            let done = stranger.post(&action, &[("key", &key), ("note", "x"), ("sent", "1")]).await;
            assert!(matches!(done.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN), "{}", done.status);
        }
        assert_eq!(at.app.count("select count(*) from card_refunds where made_good is not null").await, 0);
    }

    async fn what_came_back_days_later_is_sent_by_the_office_as_well(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, _) = twice(&at).await;
        assert_eq!(pots(&at).await, (0, -45_000_000));
        at.app.clock.forward(3 * 86_400_000);
        let id = at.stripe.state().refunds.keys().next().unwrap().clone();
        assert!(at.stripe.state().finish_refund(&id, false, at.app.clock.now()));
        at.tell().await;
        assert_eq!(pots(&at).await, (45_000_000, -90_000_000));
        let mut office = Office::of(&at).await;
        let (action, key) = office.form().await;
        office.officer.post(&action, &[("key", &key), ("note", "tunai"), ("sent", "1")]).await.location();
        buyer.page().await.says(&["was sent to you in another way"]);
        assert_eq!(pots(&at).await, (0, -45_000_000));
        at.app.books_agree().await;
    }

    async fn while_a_bank_asks_nobody_sends_it_and_what_the_bank_gave_nobody_owes(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, first) = not_taken(&at).await;
        let mut office = Office::of(&at).await;
        let (action, key) = office.form().await;
        assert!(at.stripe.state().dispute(&first, "needs_response", at.app.clock.now()));
        at.tell().await;
        let done = office.officer.post(&action, &[("key", &key), ("note", "transfer"), ("sent", "1")]).await;
        assert_eq!(done.status, StatusCode::CONFLICT);
        done.says(&["tunggu sampai bank memutuskan"]);
        assert!(office.has_nothing_to_send().await);
        office.officer.get(&office.list.clone()).await.says(&["tunggu sampai bank memutuskan"]);
        buyer.page().await.says(&["bank has asked for it"]);
        assert!(at.stripe.state().dispute(&first, "lost", at.app.clock.now()));
        at.tell().await;
        buyer.page().await.says(&["bank gave it back to you"]);
        assert_eq!(pots(&at).await, (0, -45_000_000));
        let page = office.officer.get(&office.list.clone()).await;
        page.says(&["tidak ada yang perlu dikirim", "telanjur dikirim"]);
        // She had sent it after all: the guest has it twice, and the operator bears that.
        assert_eq!(office.officer.post(&action, &[("key", &key), ("note", "transfer"), ("sent", "1")]).await.location(), office.list);
        assert_eq!((pots(&at).await, at.app.pot("owed").await), ((-45_000_000, 0), 45_000_000));
        assert!(!office.officer.get(&office.list.clone()).await.text().contains("tidak ada yang perlu dikirim"));
        at.app.books_agree().await;
    }

    async fn what_the_bank_gave_is_put_aside_without_sending_it(app: TestApp) {
        let at = cards(app).await;
        let (_, first) = not_taken(&at).await;
        let mut office = Office::of(&at).await;
        let (action, key) = office.form().await;
        assert!(at.stripe.state().dispute(&first, "lost", at.app.clock.now()));
        at.tell().await;
        assert_eq!(office.officer.post(&action, &[("key", &key), ("note", "bank")]).await.location(), office.list);
        assert_eq!(pots(&at).await, (0, -45_000_000));
        assert_eq!(at.app.count("select count(*) from audit where action = 'payment.surplus_sent'").await, 0);
        at.app.books_agree().await;
    }

    async fn the_contact_stays_until_the_money_was_sent(app: TestApp) {
        let at = cards(app).await;
        let (buyer, _) = not_taken(&at).await;
        artisan_taps(&mut at.stage.artisan.clone(), &buyer.code, "handed-over", &[]).await.location();
        let contacts = "select count(*) from orders where contact is not null";
        at.app.clock.forward(40 * DAY);
        tick(&at.app).await;
        assert_eq!(at.app.count(contacts).await, 1);
        let mut office = Office::of(&at).await;
        let (action, key) = office.form().await;
        office.officer.post(&action, &[("key", &key), ("note", "tunai"), ("sent", "1")]).await.location();
        at.app.clock.forward(DAY);
        tick(&at.app).await;
        assert_eq!(at.app.count(contacts).await, 0);
    }

    async fn what_was_refused_while_a_bank_asked_is_the_offices_once_it_has_decided(app: TestApp) {
        let at = cards(app).await;
        at.stripe.state().wishes.refunds = "pending".to_owned();
        let (mut buyer, [first, _]) = twice(&at).await;
        let refund = at.stripe.state().refunds.keys().next().unwrap().clone();
        assert!(at.stripe.state().dispute(&first, "needs_response", at.app.clock.now()));
        at.tell().await;
        assert!(at.stripe.state().finish_refund(&refund, false, at.app.clock.now()));
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from card_refunds where state = 'failed'").await, 1);
        assert_eq!((at.alarms("refund_failed").await, at.app.count(TOLD).await), (0, 0));
        buyer.page().await.says(&["bank has asked for it"]);
        assert!(at.stripe.state().dispute(&first, "won", at.app.clock.now()));
        at.tell().await;
        assert_eq!((at.alarms("refund_failed").await, at.app.count(TOLD).await), (1, 1));
        let mut office = Office::of(&at).await;
        let (action, key) = office.form().await;
        office.officer.post(&action, &[("key", &key), ("note", "tunai"), ("sent", "1")]).await.location();
        buyer.page().await.says(&["was sent to you in another way"]);
        at.app.books_agree().await;
    }

    async fn a_refund_on_its_way_that_fails_after_a_bank_took_all_is_owed_by_nobody(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = paid_and_handed(&at).await;
        let mut artisan = at.stage.artisan.clone();
        at.stripe.state().wishes.refunds = "pending".to_owned();
        give_back(&mut artisan, &buyer.code, &[("more", "150.000")]).await.location();
        at.app.run_jobs().await;
        assert!(at.stripe.state().dispute(&id, "lost", at.app.clock.now()));
        at.tell().await;
        // What was on its way the operator bears, as long as it may arrive.
        assert_eq!((pots(&at).await, at.app.pot("owed").await), ((-15_000_000, 0), 15_000_000));
        let refund = at.stripe.state().refunds.keys().next().unwrap().clone();
        assert!(at.stripe.state().finish_refund(&refund, false, at.app.clock.now()));
        at.stripe.state().wishes.times = 3;
        at.tell().await;
        assert_eq!((pots(&at).await, at.app.pot("owed").await), ((0, 0), 0));
        assert_eq!(at.app.count("select count(*) from refunds where state = 'failed'").await, 0);
        assert_eq!(at.app.count("select count(*) from messages where event in ('not-on-card', 'refund-refused')").await, 0);
        assert_eq!(at.alarms("refund_failed").await, 0);
        Cards::is(&at.now().await, "returned", "handed_over", 0, 0);
        at.app.books_agree().await;
        let page = buyer.page().await.text();
        assert!(!page.contains("hands it to you"), "the bank gave it");
    }

    async fn a_refund_that_was_never_sent_ends_the_order_when_the_bank_has_taken_all(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let mut artisan = at.stage.artisan.clone();
        at.stripe.state().wishes.fail = 1;
        give_back(&mut artisan, &buyer.code, &[("more", "150.000")]).await.location();
        at.app.run_jobs().await;
        assert_eq!(at.app.count("select count(*) from card_refunds where state = 'wanted' and first_sent_at is not null").await, 1);
        assert!(at.stripe.state().dispute(&id, "lost", at.app.clock.now()));
        at.tell().await;
        Cards::is(&at.now().await, "to_return", "accepted", 0, 1);
        // Asked again, the payment service refuses it: the charge is the bank's.
        at.app.clock.forward(HOUR);
        tick(&at.app).await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!((pots(&at).await, at.app.pot("owed").await), ((0, 0), 0));
        assert_eq!(at.app.count("select count(*) from refunds where state in ('sent', 'failed')").await, 0);
        at.app.books_agree().await;
    }
}
