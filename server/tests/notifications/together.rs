//! What ran out together is one letter, another way of paying is told, and nothing is said to be kept that is not.

use super::stage::{Smtp, events, speaking_to, with_address};
use crate::on_both;
use crate::orders::enquiries::{agrees, answers, asked};
use crate::orders::market::market;
use crate::orders::stage::{DAY, HOUR, MINUTE, Ordered, artisan_taps, at_checkout, stage_of, tick};
use crate::support::TestApp;

/// The text of the letters whose subject begins so.
fn about(smtp: &Smtp, subject: &str) -> Vec<String> {
    let all = smtp.letters().into_iter();
    all.filter(|letter| letter.header("Subject").starts_with(subject)).map(|letter| letter.text).collect()
}

/// The buyer of the one order can be written to; the second shop has a name of its own.
async fn with_mail(app: &TestApp) {
    app.execute("update orders set contact_kind = 'email', contact = 'mia@mail.example'").await;
    app.execute("update shops set name = 'Tenun Lain' where id = (select shop_id from shop_orders where number = 2)")
        .await;
}

async fn pays_by(order: &mut Ordered, method: &str) {
    order.tap("method", &[("method", method)]).await.location();
}

on_both! {
    async fn parts_that_run_out_together_are_one_letter_naming_every_shop(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let shops = market(&app).await;
        let (order, _, _) = shops.order(&app).await;
        with_mail(&app).await;
        app.clock.forward(2 * HOUR);
        tick(&app).await;
        let letters = about(&smtp, "Time ran out");
        assert_eq!(letters.len(), 1, "{letters:?}");
        for part in ["Benang Contoh: 1 \u{d7} Senja di karang", "Tenun Lain: 1 \u{d7} Senja di karang", "Rp900.000", &order.link] {
            assert!(letters[0].contains(part), "{part} is missing in {}", letters[0]);
        }
        assert_eq!(app.count("select count(*) from messages where event = 'time-ran-out' and channel = 'inbox'").await, 2, "each shop has its own news");
    }

    async fn a_part_that_ends_later_or_was_paid_is_not_in_the_others_letter(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let shops = market(&app).await;
        shops.order(&app).await;
        with_mail(&app).await;
        app.execute("update shop_orders set held_until = held_until + 3600000 where number = 2").await;
        app.clock.forward(45 * MINUTE);
        tick(&app).await;
        app.clock.forward(2 * HOUR);
        tick(&app).await;
        let letters = about(&smtp, "Time ran out");
        assert_eq!(letters.len(), 2, "{letters:?}");
        assert!(letters[0].contains("Rp450.000") && !letters[0].contains("Tenun Lain"), "{}", letters[0]);
        assert!(letters[1].contains("Rp450.000") && !letters[1].contains("Benang Contoh"), "{}", letters[1]);
    }

    async fn a_part_that_comes_too_late_for_the_letter_has_its_own(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        market(&app).await.order(&app).await;
        with_mail(&app).await;
        tick(&app).await;
        app.clock.forward(2 * HOUR);
        // The first part alone, its letter sent before the second is looked at.
        let parts: Vec<(String,)> = sqlx::query_as("select id from shop_orders order by number").fetch_all(app.house.store.read()).await.unwrap();
        let lets_go = |part: String| app.house.store.write(move |tx| Box::pin(async move { server::orders::moves::expire(tx, &part.into()).await }));
        assert!(lets_go(parts[0].0.clone()).await.unwrap());
        app.run_jobs().await;
        assert_eq!(about(&smtp, "Time ran out").len(), 1);
        assert!(lets_go(parts[1].0.clone()).await.unwrap());
        app.run_jobs().await;
        assert_eq!(about(&smtp, "Time ran out").len(), 2, "nothing is left untold");
        assert_eq!(app.count("select count(*) from messages where event = 'lapsed' and state = 'sent'").await, 2);
    }

    async fn another_way_of_paying_is_told_once_for_each_change(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 9).await;
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[("name", "Mia")]).await;
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        app.clock.forward(1000);
        let told = |all: Vec<String>| all.into_iter().filter(|line| line == "way-changed shop").count();
        let first = order.page().await.text();
        let (now, other) = if first.contains("name=\"method\" value=\"cash\"") { ("qris", "cash") } else { ("cash", "qris") };
        pays_by(&mut order, other).await;
        assert_eq!(told(events(&app).await), 1);
        let said = if other == "cash" { "tunai" } else { "QRIS" };
        s.artisan.get("/studio/news").await.says(&["Cara bayar diganti", said]);
        for (way, times) in [(now, 2), (other, 3)] {
            app.clock.forward(1000);
            pays_by(&mut order, way).await;
            assert_eq!(told(events(&app).await), times, "{way}");
        }
        // The same form sent again, and the same way once more.
        app.clock.forward(1000);
        let page = order.page().await;
        let key = crate::orders::stage::key_of(&page.text(), &format!("{}/method", order.link));
        for _ in 0..3 {
            order.client.post(&format!("{}/method", order.link), &[("key", &key), ("part", "1"), ("method", other)]).await;
        }
        assert_eq!(told(events(&app).await), 3);
    }

    async fn nothing_is_said_to_be_kept_of_what_is_made_to_order(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let mut s = stage_of(&app, "made_to_order", 0).await;
        with_address(&app).await;
        let mut order = asked(&app, &s, "keep", &[]).await;
        tick(&app).await;
        answers(&mut s, &order.code, &[("day", "2026-12-20")]).await;
        tick(&app).await;
        agrees(&mut order, "qris").await.location();
        tick(&app).await;
        app.clock.forward(10 * DAY);
        tick(&app).await;
        let letters = smtp.letters();
        let untrue = ["Kept", "kept", "keeps", "Disimpan", "disimpan", "dijual lagi", "for sale again", "Ready to fetch"];
        for letter in &letters {
            for word in untrue {
                assert!(!letter.text.contains(word), "{word} in {}", letter.text);
            }
        }
        let said: Vec<&str> = letters.iter().map(|letter| letter.text.as_str()).collect();
        for part in ["Thank you for asking", "Without an answer by", "The answer stands until", "Jawab sebelum", "Dibayar paling lambat", "so nothing is made", "Karyanya tidak perlu dibuat."] {
            assert!(said.iter().any(|text| text.contains(part)), "{part} is missing in {said:#?}");
        }
    }
}
