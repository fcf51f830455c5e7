//! Messages that never come: what a bank decided, and what a card's bank sent back, is asked about.

use super::refunds::{handed, owed};
use super::stage::Cards;
use crate::on_both;
use crate::orders::refunds::give_back;
use crate::orders::stage::{DAY, HOUR, Ordered, artisan_taps, tick};
use crate::support::TestApp;

const OPEN: &str = "select count(*) from card_disputes where state = 'open'";

/// An order that is paid, and a bank that asks for its charge. Gives the page that was paid.
async fn asked_for(app: TestApp) -> (Cards, Ordered, String) {
    let at = super::stage::cards(app).await;
    let (buyer, id) = at.gone_to_pay().await;
    at.pay(&id);
    at.tell().await;
    assert!(at.stripe.state().dispute(&id, "needs_response", at.app.clock.now()));
    at.tell().await;
    assert_eq!(at.app.count(OPEN).await, 1);
    (at, buyer, id)
}

/// The bank decides, and the message is lost.
fn decides(at: &Cards, id: &str, says: &str) {
    assert!(at.stripe.state().dispute(id, says, at.app.clock.now()));
    assert_eq!(at.stripe.take_events().len(), 1);
}

async fn passes(at: &Cards, ms: i64) {
    at.app.clock.forward(ms);
    tick(&at.app).await;
}

on_both! {
    async fn a_dispute_whose_loss_nobody_told_is_lost_within_a_day(app: TestApp) {
        let (at, _, id) = asked_for(app).await;
        decides(&at, &id, "lost");
        passes(&at, 12 * HOUR).await;
        assert_eq!(at.app.count(OPEN).await, 1, "a bank takes longer");
        passes(&at, 13 * HOUR).await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (0, 0));
        assert_eq!(at.alarms("dispute_lost").await, 1);
        at.app.books_agree().await;
    }

    async fn a_dispute_whose_end_nobody_told_lets_the_order_go_on(app: TestApp) {
        let (at, buyer, id) = asked_for(app).await;
        // What is not decided yet stays as it is, however often it is asked about.
        for _ in 0..3 {
            passes(&at, DAY).await;
            assert_eq!(at.app.count(OPEN).await, 1);
        }
        decides(&at, &id, "won");
        passes(&at, DAY).await;
        assert_eq!(at.app.count(OPEN).await, 0);
        let mut artisan = at.app.owner_of(&at.stage.shop).await;
        artisan_taps(&mut artisan, &buyer.code, "handed-over", &[]).await.location();
        assert_eq!(at.app.pot("owed").await, 45_000_000);
        assert_eq!(at.app.count("select count(*) from audit where action in ('payment.disputed', 'payment.dispute_won')").await, 2);
    }

    async fn a_service_that_is_away_is_asked_in_the_next_turn(app: TestApp) {
        let (at, _, id) = asked_for(app).await;
        decides(&at, &id, "lost");
        at.stripe.state().wishes.fail = 10_000;
        passes(&at, 2 * DAY).await;
        assert_eq!(at.app.count(OPEN).await, 1);
        at.stripe.state().wishes.fail = 0;
        passes(&at, 7 * HOUR).await;
        assert_eq!(at.app.count("select count(*) from card_disputes where state = 'lost'").await, 1);
        assert_eq!(at.app.count("select count(*) from jobs where kind = 'follow_cards' and (dead_at is not null or done_at is null)").await, 0);
    }

    async fn a_dispute_that_the_service_does_not_know_stays_open_and_keeps_no_other_waiting(app: TestApp) {
        let (at, _, id) = asked_for(app).await;
        at.app
            .execute("insert into card_disputes (provider_id, session_id, amount_minor, currency, state, opened_at) \
                      select 'dp_0', session_id, 1, 'idr', 'open', opened_at from card_disputes")
            .await;
        decides(&at, &id, "won");
        passes(&at, 2 * DAY).await;
        assert_eq!(at.app.count(OPEN).await, 1);
        assert_eq!(at.app.count("select count(*) from card_disputes where state = 'won'").await, 1);
    }

    async fn money_that_a_cards_bank_sent_back_without_a_word_is_owed_by_hand_within_a_week(app: TestApp) {
        let at = owed(app).await;
        at.tell().await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        // It was there a week later, and is not after another.
        passes(&at, 8 * DAY).await;
        Cards::is(&at.now().await, "returned", "cancelled", 1, 0);
        let refund = at.stripe.state().refunds.keys().next().unwrap().clone();
        assert!(at.stripe.state().finish_refund(&refund, false, at.app.clock.now()));
        at.stripe.take_events();
        passes(&at, 8 * DAY).await;
        Cards::is(&at.now().await, "to_return", "cancelled", 1, 0);
        assert_eq!((at.app.pot("owed").await, at.app.pot("buyer").await), (45_000_000, -45_000_000));
        assert_eq!(at.alarms("refund_failed").await, 1);
        assert_eq!(at.app.count("select count(*) from messages where event = 'refund-refused'").await, 1);
        at.app.books_agree().await;
    }

    async fn a_refund_is_asked_about_once_a_week_and_for_a_month(app: TestApp) {
        let (at, buyer) = handed(app).await;
        give_back(&mut at.stage.artisan.clone(), &buyer.code, &[("more", "100.000")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        let asked = "select (max(updated_at) - max(done_at)) / 86400000 from card_refunds";
        let mut seen = Vec::new();
        for _ in 0..50 {
            passes(&at, DAY).await;
            seen.push(at.app.count(asked).await);
        }
        seen.dedup();
        assert_eq!(seen, [0, 7, 14, 21, 28]);
    }
}
