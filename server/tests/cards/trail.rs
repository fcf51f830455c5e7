//! What happens to a card payment is read by the artisan, and by the officer without the buyer.

use std::sync::Arc;

use app::orders::trail;
use app::words::{Lang, Words};
use server::locale::Fluent;

use super::pages::twice;
use super::stage::{Cards, cards, cards_of};
use super::surplus::{Office, not_taken};
use crate::on_both;
use crate::orders::refunds::{give_back, hand_back};
use crate::orders::stage::at_checkout;

/// Fails unless each step of the order that was written down is read on both pages, and these are among them.
async fn both_read(at: &Cards, code: &str, expected: &[&str]) {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select distinct a.action from audit a join orders o on o.id = a.object_id and a.object_kind = 'order' where o.code = $1",
    )
    .bind(code.replace('-', ""))
    .fetch_all(at.app.house.store.read())
    .await
    .unwrap();
    let written: Vec<&str> = rows.iter().map(|(action,)| action.as_str()).collect();
    for action in expected {
        assert!(written.contains(action), "{action} is not among {written:?}");
    }
    let mut officer = at.app.an_officer(&at.stage.place).await;
    let pages = [
        at.app.owner_of(&at.stage.shop).await.get(&format!("/studio/orders/{code}")).await.text(),
        officer.get(&format!("/office/{}/orders?code={code}", at.stage.place.slug)).await.text(),
    ];
    let words = Words::new(Lang::Id, Arc::new(Fluent));
    for (action, page) in written.iter().flat_map(|action| pages.iter().map(move |page| (action, page))) {
        let steps = page.split("Apa yang terjadi").nth(1).unwrap_or_else(|| panic!("no steps in\n{page}"));
        let sentence = words.t(trail::action(action).unwrap_or_else(|| panic!("{action} has no sentence")).1);
        assert!(steps.contains(&format!("<span>{sentence}")), "{action}: {sentence} is missing in\n{steps}");
    }
    for personal in ["Mia", "mail.example"] {
        assert!(!pages[1].contains(personal), "the office reads {personal}");
    }
}

on_both! {
    async fn each_step_of_a_card_payment_is_read_by_the_artisan_and_by_the_officer(app: TestApp) {
        let at = cards(app).await;
        let mut buyer = at_checkout(&at.app, &at.stage.piece, "stall").await.order(&[("method", "card"), ("name", "Mia Pembeli")]).await;
        let now = at.app.clock.now();
        let closed = at.to_pay(&mut buyer).await;
        assert!(at.stripe.state().close(&closed, now));
        at.tell().await;
        let failed = at.to_pay(&mut buyer).await;
        assert!(at.stripe.state().complete(&failed, false, now));
        at.tell().await;
        assert!(at.stripe.state().arrive(&failed, false, now));
        at.tell().await;
        let paid = at.to_pay(&mut buyer).await;
        at.pay(&paid);
        at.tell().await;
        for said in ["needs_response", "won"] {
            assert!(at.stripe.state().dispute(&paid, said, now));
            at.tell().await;
        }
        at.stripe.state().wishes.refunds = "failed".to_owned();
        let mut artisan = at.stage.artisan.clone();
        give_back(&mut artisan, &buyer.code, &[("more", "100.000")]).await.location();
        at.app.run_jobs().await;
        hand_back(&mut artisan, &buyer.code).await.location();
        let steps = ["order.placed", "payment.card_begun", "payment.card_closed", "payment.card_at_bank", "payment.card_not_paid",
            "payment.card_paid", "payment.disputed", "payment.dispute_won", "payment.refunded", "payment.refund_failed",
            "payment.handed_back"];
        both_read(&at, &buyer.code, &steps).await;
    }

    async fn money_that_paid_for_nothing_and_money_a_bank_took_are_read_too(app: TestApp) {
        let at = cards_of(app, "stocked", 3).await;
        let (buyer, _) = not_taken(&at).await;
        at.app.execute("update orders set buyer_name = 'Mia Pembeli'").await;
        let mut office = Office::of(&at).await;
        let (action, key) = office.form().await;
        let fields = [("key", key.as_str()), ("note", "transfer"), ("sent", "1")];
        office.officer.post(&action, &fields).await.location();
        both_read(&at, &buyer.code, &["payment.surplus", "payment.surplus_sent"]).await;
        at.stripe.state().wishes.refunds.clear();
        let (other, [_, paid]) = twice(&at).await;
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&paid, "lost", now));
        at.tell().await;
        both_read(&at, &other.code, &["payment.surplus", "payment.dispute_lost"]).await;
    }
}
