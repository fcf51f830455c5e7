//! What a card will cost a shop is said before it is paid as it stands in the books after.

use super::basket::{second_is_asked, two_shops};
use super::bounced::FEES;
use super::refunds::paid_and_handed;
use super::stage::{cards, cards_of};
use crate::on_both;
use crate::orders::enquiries::{agrees, answers, asked};
use crate::orders::refunds::give_back;
use crate::orders::stage::artisan_taps;
use crate::support::Client;

/// What an artisan reads that she gets of an order.
async fn gets(artisan: &mut Client, code: &str) -> String {
    let page = artisan.get(&format!("/studio/orders/{code}")).await.text();
    let amount = page.split("Yang diterima").nth(1).and_then(|rest| rest.split("Rp").nth(1)).expect("an amount");
    amount.split('<').next().unwrap().to_owned()
}

on_both! {
    async fn of_one_charge_for_two_shops(app: TestApp) {
        let at = cards(app).await;
        at.app.execute(FEES).await;
        let (mut buyer, mut first, mut second) = two_shops(&at).await;
        // Rp450.000 less 2.5 % and Rp1.000, less 2.9 % and half of Rp4.000.
        assert_eq!(gets(&mut first.artisan, &buyer.code).await, "422.700");
        assert_eq!(gets(&mut second.artisan, &buyer.code).await, "422.700");
        let id = at.to_pay(&mut buyer).await;
        at.pay(&id);
        at.tell().await;
        assert_eq!(gets(&mut first.artisan, &buyer.code).await, "422.700");
        assert_eq!(gets(&mut second.artisan, &buyer.code).await, "422.700");
        assert_eq!(at.app.pot("owed").await, 2 * 42_270_000);
    }

    async fn and_what_is_on_its_way_back_is_not_hers_any_more(app: TestApp) {
        let at = cards(app).await;
        at.app.execute(FEES).await;
        let (buyer, _) = paid_and_handed(&at).await;
        let mut artisan = at.stage.artisan.clone();
        at.stripe.state().wishes.refunds = "pending".to_owned();
        give_back(&mut artisan, &buyer.code, &[("more", "150.000")]).await.location();
        at.app.run_jobs().await;
        let going = gets(&mut artisan, &buyer.code).await;
        let refund = at.stripe.state().refunds.keys().next().unwrap().clone();
        assert!(at.stripe.state().finish_refund(&refund, true, at.app.clock.now()));
        at.tell().await;
        assert_eq!(going, gets(&mut artisan, &buyer.code).await, "as it stands in the books after");
        let trail = artisan.get(&format!("/studio/orders/{}", buyer.code)).await;
        trail.says(&["Uang sudah dikembalikan: Rp150.000"]);
    }

    async fn of_a_charge_without_the_shop_that_has_not_answered(app: TestApp) {
        let at = cards(app).await;
        at.app.execute(FEES).await;
        let (mut buyer, mut first, _) = second_is_asked(&at).await;
        assert_eq!(gets(&mut first.artisan, &buyer.code).await, "420.700");
        let id = at.to_pay(&mut buyer).await;
        at.pay(&id);
        at.tell().await;
        assert_eq!(gets(&mut first.artisan, &buyer.code).await, "420.700");
        assert_eq!(at.app.pot("owed").await, 42_070_000);
    }

    async fn of_a_sale_that_is_too_small_for_its_costs(app: TestApp) {
        let at = cards(app).await;
        at.app.execute(FEES).await;
        at.app.execute("update region_money set fee_bp = 0, fee_fixed_minor = 1200000").await;
        at.app.execute("update products set price_minor = 1500000").await;
        let mut buyer = at.ordered().await;
        let mut artisan = at.stage.artisan.clone();
        assert_eq!(gets(&mut artisan, &buyer.code).await, "0");
        let id = at.to_pay(&mut buyer).await;
        at.pay(&id);
        at.tell().await;
        assert_eq!(gets(&mut artisan, &buyer.code).await, "0");
        // The card costs Rp4.435: Rp3.000 are left of the sale, the operator bears the rest from its fee.
        let pots = ["owed", "provider", "operator", "buyer"].map(|pot| at.app.pot(pot));
        assert_eq!(futures::future::join_all(pots).await, [0, 443_500, 1_056_500, -1_500_000]);
        at.app.books_agree().await;
        // Given back, it has cost her nothing either.
        artisan_taps(&mut artisan, &buyer.code, "cancel", &[("reason", "sold")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        assert_eq!((at.app.pot("owed").await, at.app.pot("operator").await), (0, -443_500));
        at.app.books_agree().await;
    }

    async fn of_a_deposit_and_the_rest(app: TestApp) {
        let mut at = cards_of(app, "made_to_order", 0).await;
        at.app.execute(FEES).await;
        let mut order = asked(&at.app, &at.stage, "keep", &[]).await;
        answers(&mut at.stage, &order.code, &[("day", "2026-12-20"), ("deposit", "30")]).await;
        agrees(&mut order, "card").await.location();
        let mut artisan = at.app.owner_of(&at.stage.shop).await;
        // Two charges cost Rp4.000 each.
        assert_eq!(gets(&mut artisan, &order.code).await, "416.700");
        for _ in ["the deposit", "the rest"] {
            let id = at.to_pay(&mut order).await;
            at.pay(&id);
            at.tell().await;
            assert_eq!(gets(&mut artisan, &order.code).await, "416.700");
        }
        assert_eq!(at.app.pot("owed").await, 41_670_000);
    }
}
