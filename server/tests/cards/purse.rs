//! What the artisan reads of card money: what lies with the operator, and what of it is hers to hand back.

use super::bounced::FEES;
use super::stage::{Cards, cards, cards_of};
use crate::on_both;
use crate::orders::stage::{DAY, artisan_taps, at_checkout};
use crate::support::{Client, TestApp};

const OWED: &str = "Rp450.000 harus dikembalikan";

/// A paid order that the shop has cancelled, whose refund waits at the payment service; gives the page that was paid.
async fn going_back(app: TestApp) -> (Cards, Client, String) {
    let at = cards(app).await;
    let (buyer, id) = at.gone_to_pay().await;
    at.pay(&id);
    at.tell().await;
    let mut artisan = at.stage.artisan.clone();
    artisan_taps(&mut artisan, &buyer.code, "cancel", &[("reason", "sold")]).await.location();
    at.stripe.state().wishes.refunds = "pending".to_owned();
    at.app.run_jobs().await;
    (at, artisan, id)
}

/// What the money page and the home say of money to be handed back.
async fn says_owed(artisan: &mut Client) -> [bool; 2] {
    [
        artisan.get("/studio/money").await.text().contains("Harus dikembalikan"),
        artisan.get("/studio").await.text().contains(OWED),
    ]
}

on_both! {
    async fn what_goes_back_to_a_card_is_not_hers_to_hand_back_until_it_is_refused(app: TestApp) {
        let (at, mut artisan, _) = going_back(app).await;
        assert_eq!(says_owed(&mut artisan).await, [false; 2]);
        artisan.get("/studio/money").await.says(&["kembali ke tamu", "Rp450.000 dari itu menunggu"]);
        let refund = at.stripe.state().refunds.keys().next().unwrap().clone();
        let now = at.app.clock.now();
        assert!(at.stripe.state().finish_refund(&refund, false, now));
        at.tell().await;
        assert_eq!(says_owed(&mut artisan).await, [true; 2], "the card did not take it");
    }

    async fn while_a_bank_asks_nobody_is_told_to_hand_over_what_the_card_did_not_take(app: TestApp) {
        let (at, mut artisan, id) = going_back(app).await;
        let refund = at.stripe.state().refunds.keys().next().unwrap().clone();
        let now = at.app.clock.now();
        assert!(at.stripe.state().finish_refund(&refund, false, now));
        assert!(at.stripe.state().dispute(&id, "needs_response", now));
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from refunds where state = 'failed'").await, 1);
        assert_eq!(says_owed(&mut artisan).await, [false; 2]);
        assert!(at.stripe.state().dispute(&id, "won", now));
        at.tell().await;
        assert_eq!(says_owed(&mut artisan).await, [true; 2]);
    }

    async fn what_lies_with_the_operator_is_told_as_of_now_and_of_no_month(app: TestApp) {
        let at = cards(app).await;
        let (_, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        at.app.clock.forward(8 * DAY);
        let mut artisan = at.stage.artisan.clone();
        let december = artisan.get("/studio/money").await;
        december.says(&["Sekarang Rp450.000 ada di", "belum ada pembayaran", "bukan uang sungguhan"]);
        let mut officer = at.app.an_officer(&at.stage.place).await;
        officer.get("/office/wakatobi/payouts").await.says(&["Rp450.000", "Jangan dibayarkan"]);
        assert!(!december.text().contains("dari itu"));
        let november = artisan.get("/studio/money?month=2026-11").await;
        november.says(&["dari 1 pembayaran", "Rp450.000"]);
        assert!(!november.text().contains("Sekarang Rp450.000"));
    }

    async fn a_debt_of_fees_is_not_told_as_money_that_went_back_after_it_was_paid_out(app: TestApp) {
        let at = cards_of(app, "stocked", 3).await;
        at.app.execute(FEES).await;
        let mut artisan = at.stage.artisan.clone();
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        artisan_taps(&mut artisan, &buyer.code, "cancel", &[("reason", "sold")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        let cash = at_checkout(&at.app, &at.stage.piece, "stall").await.order(&[("method", "cash")]).await;
        artisan_taps(&mut artisan, &cash.code, "arrived", &[]).await.location();
        assert!(at.app.pot("owed").await < 0);
        let page = artisan.get("/studio/money").await;
        page.says(&["Rp12.250 biaya dan koreksi belum dibayar"]);
        assert!(!page.text().contains("padahal uangnya sudah dibayarkan"));
    }
}
