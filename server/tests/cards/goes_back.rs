//! What is said to go back to a card is what is not on it yet, of the deposit and the rest; what an artisan hands over
//! beside it has its own sum; and a letter names what came, not another payment's amount.

use super::deposits::with_a_deposit;
use super::stage::{Cards, cards_of};
use crate::notifications::stage::{Smtp, speaking_to, with_address};
use crate::on_both;
use crate::orders::enquiries::{agrees, answers, asked};
use crate::orders::refunds::give_back;
use crate::orders::stage::{Ordered, artisan_taps, at_checkout, key_of};
use crate::support::{Client, TestApp};

/// An order whose buyer left an e-mail address, and the letters that leave.
struct Paid {
    at: Cards,
    smtp: Smtp,
    order: Ordered,
    artisan: Client,
}

async fn house(app: TestApp, kind: &str, stock: i64) -> (Cards, Smtp) {
    let smtp = Smtp::open().await;
    let mut at = cards_of(app, kind, stock).await;
    with_address(&at.app).await;
    at.app = speaking_to(at.app, &smtp.url).await;
    at.stage.artisan = at.app.owner_of(&at.stage.shop).await;
    (at, smtp)
}

/// Two of a piece of Rp450.000, paid by card.
async fn two(app: TestApp) -> Paid {
    let (at, smtp) = house(app, "stocked", 3).await;
    let mut artisan = at.stage.artisan.clone();
    let mut order =
        at_checkout(&at.app, &at.stage.piece, "keep").await.order(&[("method", "card"), ("quantity", "2")]).await;
    artisan_taps(&mut artisan, &order.code, "accept", &[]).await.location();
    let page = at.to_pay(&mut order).await;
    at.pay(&page);
    at.tell().await;
    Paid { at, smtp, order, artisan }
}

/// A piece that is made for Rp450.000, its deposit of 30 % paid by card, and the rest by card or in cash.
async fn made(app: TestApp, rest_in_cash: bool) -> Paid {
    let (mut at, smtp) = house(app, "made_to_order", 0).await;
    let mut order = with_a_deposit(&mut at).await;
    let mut artisan = at.stage.artisan.clone();
    if rest_in_cash {
        let action = format!("{}/method", order.link);
        let key = key_of(&order.page().await.text(), &action);
        order.client.post(&action, &[("key", &key), ("method", "cash")]).await.location();
        artisan_taps(&mut artisan, &order.code, "arrived", &[]).await.location();
    } else {
        let rest = at.to_pay(&mut order).await;
        at.pay(&rest);
        at.tell().await;
    }
    Paid { at, smtp, order, artisan }
}

impl Paid {
    /// What Stripe makes of refunds from now on: `""` is done at once.
    fn refunds(&self, wish: &str) {
        self.at.stripe.state().wishes.refunds = wish.to_owned();
    }

    /// A refund of so many rupiah is on the card.
    async fn lands(&self, rupiah: i64) {
        let now = self.at.app.clock.now();
        let id = {
            let state = self.at.stripe.state();
            let found = state.refunds.iter().find(|(_, one)| one.amount == rupiah * 100 && one.status == "pending");
            found.expect("no such refund").0.clone()
        };
        assert!(self.at.stripe.state().finish_refund(&id, true, now));
        self.at.tell().await;
    }

    async fn gives(&mut self, rupiah: &str) {
        give_back(&mut self.artisan, &self.order.code, &[("more", rupiah)]).await.location();
        self.at.app.run_jobs().await;
        self.at.tell().await;
    }

    /// Cancels it while refunds are on their way.
    async fn cancels(&mut self) {
        self.refunds("pending");
        artisan_taps(&mut self.artisan, &self.order.code, "cancel", &[("reason", "damaged"), ("text", "")])
            .await
            .location();
        self.at.app.run_jobs().await;
    }

    fn path(&self) -> String {
        format!("/studio/orders/{}", self.order.code)
    }

    /// The letters to somebody in which a sentence stands.
    fn letters(&self, to: &str, sentence: &str) -> usize {
        self.smtp.letters().iter().filter(|letter| letter.to == to && letter.text.contains(sentence)).count()
    }

    fn told_both(&self, buyer: &str, shop: &str) {
        assert_eq!(self.letters("mia@mail.example", buyer), 1, "{buyer}");
        assert_eq!(self.letters("ina@toko.example", shop), 1, "{shop}");
    }

    /// The money that the buyer was told is back.
    fn told_back(&self) -> usize {
        self.letters("mia@mail.example", "is handed back.")
    }
}

on_both! {
    async fn what_is_on_the_card_does_not_go_back_to_it_again(app: TestApp) {
        let mut paid = two(app).await;
        paid.gives("470.000").await;
        assert_eq!(paid.told_back(), 0, "some of it stays, and that it goes back was told as it was given");
        paid.cancels().await;
        paid.told_both("Rp430.000 goes back to your card by itself.", "Rp430.000 kembali ke kartu tamu dengan sendirinya.");
        paid.order.page().await.says(&["Rp430.000 goes back to your card by itself."]);
        paid.artisan.get(&paid.path()).await.says(&["<p class=\"purse num due\">Rp430.000</p>"]);
        paid.artisan.get("/studio/money").await.says(&["Rp430.000 kembali ke tamu"]);
        paid.lands(430_000).await;
        assert_eq!((paid.told_back(), paid.letters("mia@mail.example", "Rp430.000 for the order at")), (1, 1));
        paid.order.page().await.says(&["Rp900.000 went back to your card."]);
        paid.artisan.get(&paid.path()).await.says(&["<s>Rp900.000</s>"]);
        paid.at.app.books_agree().await;
    }

    async fn what_is_still_on_its_way_goes_back_with_the_rest(app: TestApp) {
        let mut paid = two(app).await;
        paid.refunds("pending");
        paid.gives("470.000").await;
        paid.cancels().await;
        paid.told_both("Rp900.000 goes back to your card by itself.", "Rp900.000 kembali ke kartu tamu dengan sendirinya.");
        paid.lands(470_000).await;
        paid.order.page().await.says(&["Rp430.000 goes back to your card by itself."]);
        assert_eq!(paid.letters("mia@mail.example", "Rp470.000 for the order at"), 1);
        paid.lands(430_000).await;
        assert_eq!((paid.told_back(), paid.letters("mia@mail.example", "Rp430.000 for the order at")), (2, 1));
    }

    async fn what_the_card_did_not_take_is_hers_and_the_rest_goes_back_by_itself(app: TestApp) {
        let mut paid = two(app).await;
        paid.refunds("failed");
        paid.gives("470.000").await;
        paid.cancels().await;
        paid.told_both("Ina Contoh has Rp470.000 from you and hands it back.", "Kembalikan Rp470.000 kepada tamu");
        paid.told_both("Rp430.000 goes back to your card by itself.", "Rp430.000 kembali ke kartu tamu dengan sendirinya.");
        paid.order.page().await.says(&["Rp430.000 goes back to your card by itself.", "Your card did not take Rp470.000 back."]);
        paid.artisan.get("/studio/money").await.says(&["Rp470.000 harus dikembalikan"]);
        paid.artisan.get("/studio/orders").await.says(&["Rp900.000"]);
    }

    async fn a_deposit_and_its_rest_go_back_to_the_card_as_one_sum(app: TestApp) {
        let mut paid = made(app, false).await;
        paid.cancels().await;
        paid.told_both("Rp450.000 goes back to your card by itself.", "Rp450.000 kembali ke kartu tamu dengan sendirinya.");
        paid.order.page().await.says(&["Rp450.000 goes back to your card by itself."]);
        paid.lands(315_000).await;
        paid.order.page().await.says(&["Money to come back", "Rp135.000 goes back to your card by itself."]);
        paid.artisan.get(&paid.path()).await.says(&["<p class=\"purse num due\">Rp135.000</p>"]);
        paid.artisan.get("/studio/orders").await.says(&["Uang harus dikembalikan", "Rp135.000"]);
        paid.lands(135_000).await;
        paid.order.page().await.says(&["Money came back", "Rp450.000 went back to your card."]);
        for amount in ["Rp315.000", "Rp135.000"] {
            assert_eq!(paid.letters("mia@mail.example", &format!("{amount} for the order at")), 1, "{amount}");
        }
    }

    async fn while_some_of_the_rest_stays_no_letter_says_that_the_rest_is_back(app: TestApp) {
        let mut paid = made(app, false).await;
        paid.gives("150.000").await;
        assert_eq!(paid.at.app.count("select count(*) from payments where purpose = 'deposit' and state = 'returned'").await, 1);
        assert_eq!(paid.letters("mia@mail.example", "Rp150.000 comes back to you."), 1);
        assert_eq!(paid.told_back(), 0);
        paid.order.page().await.says(&["Deposit, paid", "Rp300.000"]);
        paid.cancels().await;
        paid.told_both("Rp300.000 goes back to your card by itself.", "Rp300.000 kembali ke kartu tamu dengan sendirinya.");
        paid.lands(300_000).await;
        assert_eq!((paid.told_back(), paid.letters("mia@mail.example", "Rp300.000 for the order at")), (1, 1));
    }

    async fn a_deposit_by_card_and_a_rest_in_cash_have_each_their_own_sum(app: TestApp) {
        let mut paid = made(app, true).await;
        paid.cancels().await;
        paid.told_both("Ina Contoh has Rp315.000 from you and hands it back.", "Kembalikan Rp315.000 kepada tamu");
        paid.told_both("Rp135.000 goes back to your card by itself.", "Rp135.000 kembali ke kartu tamu dengan sendirinya.");
        paid.order.page().await.says(&["Rp135.000 goes back to your card by itself.", "Ina Contoh has Rp315.000 from you"]);
        let hers = paid.artisan.get(&paid.path()).await;
        hers.says(&["Kembalikan Rp315.000 kepada tamu", "Rp135.000 kembali ke kartu tamu dengan sendirinya."]);
        artisan_taps(&mut paid.artisan, &paid.order.code, "returned", &[]).await.location();
        paid.at.app.run_jobs().await;
        assert_eq!(paid.letters("mia@mail.example", "Rp315.000 for the order at"), 1);
        paid.order.page().await.says(&["Money to come back", "Rp135.000 goes back to your card by itself."]);
        paid.lands(135_000).await;
        assert_eq!(paid.letters("mia@mail.example", "Rp135.000 for the order at"), 1);
        paid.order.tap("came-back", &[]).await.location();
        assert_eq!(paid.at.app.count("select count(*) from payments where return_seen_at is not null").await, 2);
        paid.at.app.books_agree().await;
    }

    async fn the_deposit_is_given_back_of_what_is_delivered_where_a_bank_took_the_rest(app: TestApp) {
        let mut paid = made(app, false).await;
        artisan_taps(&mut paid.artisan, &paid.order.code, "handed-over", &[]).await.location();
        let rest = "select s.provider_id from card_sessions s join payments p on p.paid_session = s.id where p.purpose = 'rest'";
        let (rest,): (String,) = sqlx::query_as(rest).fetch_one(paid.at.app.house.store.read()).await.unwrap();
        let now = paid.at.app.clock.now();
        assert!(paid.at.stripe.state().dispute(&rest, "lost", now));
        paid.at.tell().await;
        let hers = paid.artisan.get(&paid.path()).await;
        hers.says(&["<s>Rp315.000</s>", "Tinggal Rp135.000", "/refund\""]);
        paid.artisan.get(&format!("{}/refund", paid.path())).await.says(&["Paling banyak Rp135.000"]);
        paid.refunds("pending");
        paid.gives("100.000").await;
        paid.order.page().await.says(&["Money to come back", "Rp100.000 goes back to your card by itself."]);
        paid.gives("35.000").await;
        paid.artisan.get(&paid.path()).await.says(&["<p class=\"purse num due\">Rp135.000</p>"]);
        paid.lands(100_000).await;
        paid.lands(35_000).await;
        paid.order.page().await.says(&["Money came back", "Rp450.000 went back to your card."]);
        assert_eq!(paid.at.app.count("select count(*) from payments where state = 'returned'").await, 2);
        assert!(!paid.artisan.get(&paid.path()).await.text().contains("/refund\""), "nothing is left");
        paid.at.app.books_agree().await;
        assert_eq!((paid.at.app.pot("owed").await, paid.at.app.pot("buyer").await), (0, 0));
    }

    async fn a_deposit_in_cash_is_handed_back_where_a_bank_took_the_rest(app: TestApp) {
        let (mut at, smtp) = house(app, "made_to_order", 0).await;
        let mut order = asked(&at.app, &at.stage, "keep", &[]).await;
        answers(&mut at.stage, &order.code, &[("day", "2026-12-20"), ("deposit", "30")]).await;
        agrees(&mut order, "cash").await.location();
        let mut artisan = at.stage.artisan.clone();
        artisan_taps(&mut artisan, &order.code, "arrived", &[]).await.location();
        let action = format!("{}/method", order.link);
        let key = key_of(&order.page().await.text(), &action);
        order.client.post(&action, &[("key", &key), ("method", "card")]).await.location();
        let page = at.to_pay(&mut order).await;
        at.pay(&page);
        at.tell().await;
        artisan_taps(&mut artisan, &order.code, "handed-over", &[]).await.location();
        let now = at.app.clock.now();
        assert!(at.stripe.state().dispute(&page, "lost", now));
        at.tell().await;
        let mut paid = Paid { at, smtp, order, artisan };
        // Some of it has a button of its own, and all of it one.
        paid.gives("35.000").await;
        paid.artisan.get("/studio/orders").await.says(&["Uang harus dikembalikan", "Rp35.000"]);
        crate::orders::refunds::hand_back(&mut paid.artisan, &paid.order.code).await.location();
        paid.gives("100.000").await;
        paid.order.page().await.says(&["Money to come back", "Ina Contoh has Rp100.000 from you"]);
        artisan_taps(&mut paid.artisan, &paid.order.code, "returned", &[]).await.location();
        paid.at.app.run_jobs().await;
        assert_eq!(paid.letters("mia@mail.example", "Rp100.000 for the order at"), 1);
        paid.order.tap("came-back", &[]).await.location();
        assert_eq!(paid.at.app.count("select count(*) from refunds where state = 'seen'").await, 3);
        paid.at.app.books_agree().await;
    }

    async fn a_flawed_piece_is_not_for_sale_again_when_a_dispute_is_lost(app: TestApp) {
        let mut paid = two(app).await;
        let q = format!("q-{}", paid.at.stage.piece.code);
        give_back(&mut paid.artisan, &paid.order.code, &[(&q, "1")]).await.location();
        paid.at.app.run_jobs().await;
        let (id, now) = (paid.at.stripe.state().sessions.keys().next().unwrap().clone(), paid.at.app.clock.now());
        assert!(paid.at.stripe.state().dispute(&id, "lost", now));
        paid.at.tell().await;
        Cards::is(&paid.at.now().await, "returned", "cancelled", 2, 0);
        paid.at.app.books_agree().await;
    }
}
