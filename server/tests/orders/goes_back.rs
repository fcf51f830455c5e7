//! What is said to go back is what is not back yet, of all payments of a part: on the pages of buyer, artisan and office,
//! in both sides' letters and in her chat. Otherwise the same money is handed over twice.

use super::enquiries::{agrees, answers, asked};
use super::refunds::{give_back, hand_back};
use super::stage::{Ordered, Stage, artisan_taps, at_checkout, stage_of};
use crate::notifications::stage::{Smtp, speaking_to, with_address};
use crate::on_both;
use crate::support::TestApp;

/// A house whose letters can be read, and a paid order of a buyer who left an e-mail address.
struct Paid {
    app: TestApp,
    smtp: Smtp,
    s: Stage,
    order: Ordered,
}

async fn house(app: TestApp, kind: &str, stock: i64) -> (TestApp, Smtp, Stage) {
    let smtp = Smtp::open().await;
    let app = speaking_to(app, &smtp.url).await;
    let s = stage_of(&app, kind, stock).await;
    with_address(&app).await;
    (app, smtp, s)
}

/// Three of a piece of Rp450.000, paid in cash.
async fn three(app: TestApp) -> Paid {
    let (app, smtp, mut s) = house(app, "stocked", 5).await;
    let order = at_checkout(&app, &s.piece, "keep").await.order(&[("method", "cash"), ("quantity", "3")]).await;
    for act in ["accept", "arrived"] {
        artisan_taps(&mut s.artisan, &order.code, act, &[]).await.location();
    }
    Paid { app, smtp, s, order }
}

/// A piece that is made for Rp450.000: its deposit of 30 % is here, with the rest where `all` is.
async fn made(app: TestApp, all: bool) -> Paid {
    let (app, smtp, mut s) = house(app, "made_to_order", 0).await;
    let mut order = asked(&app, &s, "keep", &[]).await;
    answers(&mut s, &order.code, &[("day", "2026-12-20"), ("deposit", "30")]).await;
    agrees(&mut order, "cash").await.location();
    for _ in 0..1 + usize::from(all) {
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
    }
    Paid { app, smtp, s, order }
}

impl Paid {
    /// Gives back so much besides the pieces; `handed` where the buyer has it.
    async fn gives(&mut self, rupiah: &str, handed: bool) {
        give_back(&mut self.s.artisan, &self.order.code, &[("more", rupiah)]).await.location();
        if handed {
            hand_back(&mut self.s.artisan, &self.order.code).await.location();
        }
        self.app.run_jobs().await;
    }

    /// The letters that have left by now tell somebody this, once.
    async fn letters_say(&self, to: &str, sentence: &str) {
        self.app.run_jobs().await;
        let letters = self.smtp.letters().into_iter().filter(|letter| letter.to == to);
        let texts: Vec<String> = letters.map(|letter| letter.text).collect();
        let count = texts.iter().filter(|text| text.contains(sentence)).count();
        assert_eq!(count, 1, "{sentence:?} in {texts:#?}");
    }

    /// Cancels it, of which `owed` is still to go back; everybody reads that and no other sum. Of `paid` all is back in
    /// the end.
    async fn cancelled(mut self, owed: &str, paid: &str) {
        let (code, slug) = (self.order.code.clone(), self.s.place.slug.clone());
        let path = format!("/studio/orders/{code}");
        let sure = self.s.artisan.get(&format!("{path}/cancel")).await;
        sure.says(&[&format!("{owed} sudah masuk dan nanti harus dikembalikan")]);
        artisan_taps(&mut self.s.artisan, &code, "cancel", &[("reason", "damaged"), ("text", "")]).await.location();
        self.letters_say("ina@toko.example", &format!("Kembalikan {owed} kepada tamu")).await;
        self.letters_say("mia@mail.example", &format!("Ina Contoh has {owed} from you and hands it back.")).await;
        self.order.page().await.says(&[&format!("Ina Contoh has {owed} from you and will hand it back.")]);
        self.s.artisan.get(&path).await.says(&[&format!("<p class=\"purse num due\">{owed}</p>")]);
        self.s.artisan.get("/studio").await.says(&[&format!("<span class=\"price mid end\">{owed}</span>")]);
        let mut officer = self.app.an_officer(&self.s.place).await;
        let office = officer.get(&format!("/office/{slug}/orders?code={code}")).await;
        for page in [self.s.artisan.get("/studio/orders").await, office] {
            page.says(&["Uang harus dikembalikan", owed]);
            assert!(owed == paid || !page.text().contains(paid), "{paid} is not what goes back");
        }
        // Once more in one tap: what she hands over now, not what went back before.
        artisan_taps(&mut self.s.artisan, &code, "returned", &[]).await.location();
        self.letters_say("mia@mail.example", &format!("{owed} for the order at Ina Contoh’s is handed back.")).await;
        self.s.artisan.get(&path).await.says(&[&format!("<s>{paid}</s>")]);
        self.order.tap("came-back", &[]).await.location();
        self.letters_say("ina@toko.example", &format!("{paid} sudah kembali")).await;
        self.s.artisan.get("/studio/news").await.says(&[paid]);
        self.app.books_agree().await;
        assert_eq!(self.app.pot("pocket").await, 0);
    }
}

on_both! {
    async fn what_was_handed_back_before_does_not_go_back_again(app: TestApp) {
        let mut paid = three(app).await;
        paid.gives("450.000", true).await;
        paid.cancelled("Rp900.000", "Rp1.350.000").await;
    }

    async fn what_was_promised_and_not_handed_back_yet_goes_back_with_the_rest(app: TestApp) {
        let mut paid = three(app).await;
        paid.gives("450.000", false).await;
        paid.cancelled("Rp1.350.000", "Rp1.350.000").await;
    }

    async fn of_two_refunds_the_one_that_is_back_is_not_counted_again(app: TestApp) {
        let mut paid = three(app).await;
        paid.gives("200.000", true).await;
        paid.gives("250.000", false).await;
        paid.cancelled("Rp1.150.000", "Rp1.350.000").await;
    }

    async fn two_refunds_that_are_back_are_not_counted_again(app: TestApp) {
        let mut paid = three(app).await;
        paid.gives("200.000", true).await;
        paid.gives("250.000", true).await;
        paid.cancelled("Rp900.000", "Rp1.350.000").await;
    }

    async fn of_a_deposit_alone_the_deposit_goes_back(app: TestApp) {
        let mut paid = made(app, false).await;
        paid.order.page().await.says(&["Deposit, paid"]);
        paid.cancelled("Rp135.000", "Rp135.000").await;
    }

    async fn a_deposit_and_its_rest_go_back_as_one_sum(app: TestApp) {
        made(app, true).await.cancelled("Rp450.000", "Rp450.000").await;
    }

    async fn what_went_back_of_a_deposit_before_does_not_go_back_again(app: TestApp) {
        let mut paid = made(app, true).await;
        // All of the deposit and Rp65.000 of the rest, a refund each.
        paid.gives("200.000", true).await;
        hand_back(&mut paid.s.artisan, &paid.order.code).await.location();
        paid.order.page().await.says(&["Deposit, paid", "Rp250.000"]);
        paid.cancelled("Rp250.000", "Rp450.000").await;
    }

    async fn a_refund_of_a_deposit_that_waits_goes_back_with_the_rest(app: TestApp) {
        let mut paid = made(app, true).await;
        paid.gives("200.000", false).await;
        paid.cancelled("Rp450.000", "Rp450.000").await;
    }

    async fn some_of_a_deposit_goes_back_while_she_is_at_work(app: TestApp) {
        let mut paid = made(app, false).await;
        paid.gives("35.000", false).await;
        let code = paid.order.code.clone();
        paid.s.artisan.get("/studio/orders").await.says(&["Uang harus dikembalikan", "Rp35.000"]);
        hand_back(&mut paid.s.artisan, &code).await.location();
        let refund = paid.order.page().await.field("refund");
        paid.order.tap("came-back", &[("part", "1"), ("refund", &refund)]).await.location();
        paid.s.artisan.get(&format!("/studio/orders/{code}")).await.says(&["Tinggal Rp100.000"]);
        paid.cancelled("Rp100.000", "Rp135.000").await;
    }

    async fn in_a_chat_she_gives_back_what_is_not_back_yet(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        let contact = [("method", "cash"), ("quantity", "3"), ("contact_kind", "whatsapp"), ("contact", "081234567890")];
        let order = at_checkout(&app, &s.piece, "keep").await.order(&contact).await;
        for act in ["accept", "arrived"] {
            artisan_taps(&mut s.artisan, &order.code, act, &[]).await.location();
        }
        give_back(&mut s.artisan, &order.code, &[("more", "450.000")]).await.location();
        hand_back(&mut s.artisan, &order.code).await.location();
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "damaged"), ("text", "")]).await.location();
        let page = s.artisan.get(&format!("/studio/orders/{}", order.code)).await;
        page.says(&["I%20give%20Rp900.000%20back%20to%20you"]);
        // On her own page of money, too.
        s.artisan.get("/studio/money").await.says(&["Rp900.000 harus dikembalikan"]);
    }
}
