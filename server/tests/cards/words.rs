//! What both sides read of card payments: what is paid now and later, what a bank works on, what comes back by itself.

use super::basket::two_shops;
use super::stage::{Cards, cards, cards_of};
use crate::on_both;
use crate::orders::enquiries::{agrees, answers, asked};
use crate::orders::stage::{DAY, artisan_taps, at_checkout, offers, tick};
use crate::support::Client;

/// Her page of an order.
async fn hers(artisan: &mut Client, code: &str) -> crate::support::Reply {
    artisan.get(&format!("/studio/orders/{code}")).await
}

/// The form with this action.
fn form<'a>(html: &'a str, action: &str) -> &'a str {
    let form = html.split(&format!("action=\"{action}\"")).nth(1).unwrap();
    form.split("</form>").next().unwrap()
}

/// A payment that a bank works on.
fn to_the_bank(at: &Cards, id: &str) {
    let now = at.app.clock.now();
    assert!(at.stripe.state().complete(id, false, now));
}

on_both! {
    async fn of_a_deposit_both_sides_read_what_is_paid_now_and_what_later(app: TestApp) {
        let mut at = cards_of(app, "made_to_order", 0).await;
        let mut order = asked(&at.app, &at.stage, "keep", &[]).await;
        answers(&mut at.stage, &order.code, &[("day", "2026-12-20"), ("deposit", "30")]).await;
        let offer = order.page().await.text();
        assert!(offer.find("To pay when it is ready") < offer.find("To pay now, as a deposit"), "what is paid now is last");
        agrees(&mut order, "card").await.location();
        let (mut artisan, code) = (at.stage.artisan.clone(), order.code.clone());
        hers(&mut artisan, &code).await.says(&["Sekarang dibayar", "Rp135.000", "Semuanya nanti", "Rp450.000"]);
        let deposit = at.to_pay(&mut order).await;
        at.pay(&deposit);
        at.tell().await;
        // The rest can be paid, and nothing urges to.
        let card = format!("{}/card", order.link);
        let page = order.page().await;
        page.says(&["To pay the rest already"]);
        assert!(!page.text().contains("What to do now") && form(&page.text(), &card).contains("btn line wide"));
        let page = hers(&mut artisan, &code).await;
        page.says(&["Sisanya, dibayar kalau sudah jadi", "Rp315.000"]);
        assert!(!offers(&page, &format!("/studio/orders/{code}/arrived")), "a card says so itself");
        artisan_taps(&mut artisan, &code, "ready", &[]).await.location();
        hers(&mut artisan, &code).await.says(&["Siap, tunggu sisanya", "Sisanya, sekarang dibayar"]);
        let page = order.page().await;
        page.says(&["What to do now"]);
        assert!(form(&page.text(), &card).contains("btn main wide"));
        let rest = at.to_pay(&mut order).await;
        at.pay(&rest);
        at.tell().await;
        order.page().await.says(&["Deposit, paid", "The rest, paid", "Paid in all", "Rp450.000"]);
        hers(&mut artisan, &code).await.says(&["Sisanya, sudah dibayar", "Rp450.000"]);
    }

    async fn while_a_bank_works_on_it_every_page_says_so_and_that_it_refused(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        let (mut artisan, code) = (at.stage.artisan.clone(), buyer.code.clone());
        buyer.page().await.says(&["Tap “Back to the card page”"]);
        to_the_bank(&at, &id);
        at.tell().await;
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let office = format!("/office/{}/orders?code={code}", at.stage.place.slug);
        for page in [hers(&mut artisan, &code).await, artisan.get("/studio/orders").await, officer.get(&office).await] {
            page.says(&["Bank memproses"]);
            assert!(!page.text().contains("belum bayar"));
        }
        let page = buyer.page().await;
        page.says(&["With the bank", "Card: your bank is still working on it."]);
        assert!(!offers(&page, &format!("{}/cancel", buyer.link)), "it would be refused");
        let now = at.app.clock.now();
        assert!(at.stripe.state().arrive(&id, false, now));
        at.tell().await;
        hers(&mut artisan, &code).await.says(&["Bank tidak meneruskan pembayaran kartu tamu", "belum bayar"]);
    }

    async fn a_bank_that_is_slower_than_the_hold_is_told_of_and_why_the_money_went_back(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, id) = at.gone_to_pay().await;
        let (mut artisan, code) = (at.stage.artisan.clone(), buyer.code.clone());
        to_the_bank(&at, &id);
        at.tell().await;
        at.app.clock.forward(5 * DAY);
        tick(&at.app).await;
        buyer.page().await.says(&["Time ran out", "Your bank is still working on it. If the money comes"]);
        hers(&mut artisan, &code).await.says(&["Bank masih memproses pembayaran kartu tamu"]);
        let other = at_checkout(&at.app, &at.stage.piece, "stall").await.order(&[("method", "cash")]).await;
        artisan_taps(&mut artisan, &other.code, "arrived", &[]).await.location();
        let now = at.app.clock.now();
        assert!(at.stripe.state().arrive(&id, true, now));
        at.tell().await;
        buyer.page().await.says(&["The money came after time ran out, and the piece was gone"]);
    }

    async fn what_goes_back_to_a_card_is_nothing_she_has_to_do(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        at.tell().await;
        let (mut artisan, code) = (at.stage.artisan.clone(), buyer.code.clone());
        let asks = artisan.get(&format!("/studio/orders/{code}/cancel")).await;
        asks.says(&["Rp450.000 sudah masuk dan kembali ke kartu tamu dengan sendirinya"]);
        artisan_taps(&mut artisan, &code, "cancel", &[("reason", "damaged")]).await.location();
        for page in [hers(&mut artisan, &code).await, artisan.get("/studio/orders").await] {
            page.says(&["Uang kembali ke kartu"]);
            assert!(!page.text().contains("Uang harus dikembalikan"));
        }
    }

    async fn what_she_let_go_of_was_charged_to_no_card(app: TestApp) {
        let at = cards(app).await;
        let mut buyer = at.ordered().await;
        let mut artisan = at.stage.artisan.clone();
        artisan_taps(&mut artisan, &buyer.code, "release", &[]).await.location();
        let page = buyer.page().await;
        page.says(&["Your card was not charged.", "Back to the piece", &format!("/en/p/{}", at.stage.piece.code)]);
        let page = hers(&mut artisan, &buyer.code).await;
        page.says(&["Dijual lagi", "Karya ini dijual lagi."]);
        assert!(!page.text().contains("Waktunya lewat") && !page.text().contains("Ina Contoh menjual"));
        artisan.get("/studio/orders?show=done").await.says(&["Dijual lagi"]);
    }

    async fn of_two_shops_paid_by_one_card_each_has_its_name_its_share_and_another_way(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, first, mut second) = two_shops(&at).await;
        let page = buyer.page().await.text();
        assert_eq!(page.matches("Pay in cash instead").count(), 2);
        for stage in [&first, &second] {
            assert!(page.contains(&format!("Cancel at {}", stage.shop.name)), "{}", stage.shop.name);
        }
        let slip = page.split("class=\"price big\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert_eq!(slip.matches("Rp450.000").count(), 2, "{slip}");
        artisan_taps(&mut second.artisan, &buyer.code, "release", &[]).await.location();
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let trail = officer.get(&format!("/office/{}/orders?code={}", at.stage.place.slug, buyer.code)).await;
        trail.says(&["Dilepas", &format!(", {}<br>", second.shop.name)]);
    }
}
