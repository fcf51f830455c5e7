//! What the artisan reads of card money: what lies with the operator, and what of it is hers to hand back.

use super::stage::{Cards, cards};
use crate::on_both;
use crate::orders::stage::{DAY, artisan_taps};
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
        december.says(&["Sekarang Rp450.000 ada di", "belum ada pembayaran"]);
        assert!(!december.text().contains("dari itu"));
        let november = artisan.get("/studio/money?month=2026-11").await;
        november.says(&["dari 1 pembayaran", "Rp450.000"]);
        assert!(!november.text().contains("Sekarang Rp450.000"));
    }
}
