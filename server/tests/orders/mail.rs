//! Letters and forgetting.

use super::market::{market, tap_part};
use super::stage::{DAY, artisan_taps, at_checkout, checkout_in, stage, stage_of, tick};
use crate::on_both;
use crate::support::TestApp;

/// The letters in the outbox folder, decoded.
fn outbox(app: &TestApp) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(app.house.config.data.join("outbox")) else {
        return Vec::new();
    };
    folder.map(|entry| decoded(&std::fs::read_to_string(entry.unwrap().path()).unwrap())).collect()
}

/// Quoted-printable back to text, as far as a test needs it.
pub fn decoded(letter: &str) -> String {
    let joined = letter.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = (*first == b'=').then(|| tail.get(..2)).flatten().and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

on_both! {
    async fn an_e_mail_brings_the_link_once_in_the_language_of_the_order(app: TestApp) {
        let s = stage_of(&app, "stocked", 2).await;
        for (lang, subject, thanks) in [("en", "Subject: Order placed", "Thank you for ordering at Benang Contoh."), ("id", "Subject: Pesanan tercatat", "Terima kasih sudah memesan di Benang Contoh.")] {
            let mail = format!("mia.{lang}@mail.example");
            let order = checkout_in(app.client(), lang, &s.piece, "keep").await.order(&[("contact", &mail)]).await;
            tick(&app).await;
            let letters = outbox(&app);
            let letter = letters.iter().find(|letter| letter.contains(&mail)).expect("no letter");
            for text in [subject, thanks, &order.code, &format!("http://localhost:3000{}", order.link), "Rp450.000", "Senja di karang"] {
                assert!(letter.contains(text), "{text} is missing in {letter}");
            }
            tick(&app).await;
        }
        assert_eq!(outbox(&app).len(), 2);
        assert_eq!(app.count("select count(*) from jobs where dead_at is not null or last_error is not null").await, 0);
        assert_eq!(app.count("select count(*) from jobs where payload like '%mail.example%'").await, 0);
    }

    async fn no_letter_goes_out_without_an_e_mail_address(app: TestApp) {
        let s = stage_of(&app, "stocked", 2).await;
        at_checkout(&app, &s.piece, "keep").await.order(&[("contact_kind", "whatsapp"), ("contact", "081234567890")]).await;
        at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        tick(&app).await;
        assert!(outbox(&app).is_empty());
    }

    async fn thirty_days_after_the_end_nobody_knows_who_bought(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[("name", "Mia")]).await;
        tick(&app).await;
        artisan_taps(&mut s.artisan, &order.code, "decline", &[("reason", "away"), ("text", "")]).await.location();
        app.clock.forward(30 * DAY - 60_000);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from orders where contact is not null").await, 1);
        app.clock.forward(60 * 60_000);
        tick(&app).await;
        assert_eq!(
            app.count(
                "select count(*) from orders where contact is null and contact_kind is null and contact_hash is null \
                 and buyer_name = '' and visitor_id is null and contact_removed_at is not null",
            )
            .await,
            1
        );
        assert!(outbox(&app).is_empty(), "the letter goes with the contact");
        let known = "select count(*) from audit where actor_kind = 'visitor' and actor_id is not null";
        assert_eq!(app.count(known).await, 0, "the trail does not tie the orders of one browser together");
        assert_eq!(app.count("select count(*) from audit where action = 'order.placed'").await, 1);
        order.page().await.says(&["Ina Contoh cannot", "whoever holds this link"]);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from audit where action = 'order.contact_removed'").await, 1);
    }

    async fn a_paid_order_that_nobody_marks_as_fetched_is_forgotten_too(app: TestApp) {
        let mut s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let with_contact = "select count(*) from orders where contact is not null";
        app.clock.forward(30 * DAY);
        tick(&app).await;
        assert_eq!(app.count(with_contact).await, 1, "the pickup time was a little later");
        app.clock.forward(14 * DAY);
        tick(&app).await;
        assert_eq!(app.count(with_contact).await, 0);
        // The books stay, and it can still be handed over.
        let mut artisan = app.owner_of(&s.shop).await;
        artisan_taps(&mut artisan, &order.code, "handed-over", &[]).await.location();
    }

    async fn who_says_that_money_has_not_come_is_kept_until_it_came(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        for act in ["accept", "arrived"] {
            artisan_taps(&mut s.artisan, &order.code, act, &[]).await.location();
        }
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "damaged")]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "returned", &[]).await.location();
        let refunds = order.page().await.field("refunds");
        order.tap("not-back", &[("part", "1"), ("refunds", &refunds)]).await.location();
        let with_contact = "select count(*) from orders where contact is not null";
        app.clock.forward(60 * DAY);
        tick(&app).await;
        assert_eq!(app.count(with_contact).await, 1);
        order.tap("came-back", &[]).await.location();
        app.clock.forward(DAY);
        tick(&app).await;
        assert_eq!(app.count(with_contact).await, 0);
    }

    async fn what_nobody_touched_for_years_is_forgotten_however_it_stands(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        order.tap("paid", &[]).await.location();
        let with_contact = "select count(*) from orders where contact is not null";
        app.clock.forward(759 * DAY);
        tick(&app).await;
        assert_eq!(app.count(with_contact).await, 1, "she has not said whether the money arrived");
        app.clock.forward(2 * DAY);
        tick(&app).await;
        assert_eq!(app.count(with_contact).await, 0);
        assert_eq!(app.count("select count(*) from payments where state = 'claimed'").await, 1);
    }

    async fn an_address_stays_while_one_of_the_shops_has_still_to_send(app: TestApp) {
        let (mut order, first, mut second) = market(&app).await.order(&app).await;
        for (part, stage) in [(1, &first), (2, &second)] {
            tap_part(&mut order, part, "paid").await.location();
            let mut artisan = stage.artisan.clone();
            artisan_taps(&mut artisan, &order.code, "arrived", &[]).await.location();
        }
        let mut artisan = first.artisan.clone();
        artisan_taps(&mut artisan, &order.code, "handed-over", &[]).await.location();
        app.execute("update orders set contact_kind = 'email', contact = 'mia@mail.example'").await;
        app.clock.forward(40 * DAY);
        // The second was paid only yesterday, and is to be sent.
        app.execute(
            "update payments set paid_at = paid_at + 3369600000 \
             where shop_order_id in (select id from shop_orders where number = 2)",
        )
        .await;
        tick(&app).await;
        let with_contact = "select count(*) from orders where contact is not null";
        assert_eq!(app.count(with_contact).await, 1);
        app.clock.forward(30 * DAY);
        tick(&app).await;
        assert_eq!(app.count(with_contact).await, 0, "nobody marked it as handed over");
        second.artisan = app.owner_of(&second.shop).await;
        artisan_taps(&mut second.artisan, &order.code, "handed-over", &[]).await.location();
    }

    async fn a_contact_stays_while_money_is_to_be_handed_back(app: TestApp) {
        let mut s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        tick(&app).await;
        assert_eq!(outbox(&app).len(), 1);
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "damaged"), ("text", "")]).await.location();
        tick(&app).await;
        assert_eq!(outbox(&app).len(), 2, "the link and the cancelling; what was untrue by then was not sent");
        app.clock.forward(29 * DAY);
        app.clock.forward(2 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from orders where contact is not null").await, 1);
        assert!(outbox(&app).is_empty(), "the letter's copy goes after 30 days all the same");
        let mut artisan = app.owner_of(&s.shop).await;
        artisan_taps(&mut artisan, &order.code, "returned", &[]).await.location();
        app.clock.forward(60 * 60_000);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from orders where contact is not null").await, 0);
    }
}
