//! Each act tells exactly the right side, once.

use super::stage::{Smtp, events, speaking_to, told, with_address};
use crate::on_both;
use crate::orders::stage::{DAY, HOUR, artisan_taps, at_checkout, checkout_in, key_of, stage, stage_of, tick};
use crate::support::TestApp;

/// What was told since the last look.
async fn since(app: &TestApp, seen: &mut Vec<String>) -> Vec<String> {
    let all = events(app).await;
    let mut new = all.clone();
    for old in seen.iter() {
        new.remove(new.iter().position(|one| one == old).expect("what was told stays told"));
    }
    new.sort();
    *seen = all;
    new
}

on_both! {
    async fn a_whole_journey_tells_each_side_what_the_other_did(app: TestApp) {
        let mut s = stage(&app).await;
        let mut seen = Vec::new();
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        assert_eq!(since(&app, &mut seen).await, ["new-order shop", "placed buyer"]);
        for (act, expected) in [("accept", vec!["accepted buyer"]), ("ready", vec!["ready buyer"])] {
            app.clock.forward(1000);
            artisan_taps(&mut s.artisan, &order.code, act, &[]).await.location();
            assert_eq!(since(&app, &mut seen).await, expected, "{act}");
        }
        for (act, expected) in [("not-arrived", "not-arrived buyer"), ("arrived", "paid buyer"), ("handed-over", "handed-over buyer")] {
            app.clock.forward(1000);
            if act != "handed-over" {
                order.tap("paid", &[]).await.location();
                assert_eq!(since(&app, &mut seen).await, ["claimed shop"]);
            }
            artisan_taps(&mut s.artisan, &order.code, act, &[]).await.location();
            assert_eq!(since(&app, &mut seen).await, [expected], "{act}");
        }
    }

    async fn every_end_tells_both_sides(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 9).await;
        let mut seen = Vec::new();
        // The buyer cancels.
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        since(&app, &mut seen).await;
        order.tap("cancel", &[]).await.location();
        assert_eq!(since(&app, &mut seen).await, ["buyer-cancelled shop", "own-cancel buyer"]);
        // The shop cancels what is paid, hands the money back, and the buyer confirms.
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        since(&app, &mut seen).await;
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "damaged"), ("text", "")]).await.location();
        assert_eq!(since(&app, &mut seen).await, ["cancelled buyer", "shop-cancelled shop"]);
        artisan_taps(&mut s.artisan, &order.code, "returned", &[]).await.location();
        assert_eq!(since(&app, &mut seen).await, ["returned buyer"]);
        order.tap("came-back", &[]).await.location();
        assert_eq!(since(&app, &mut seen).await, ["came-back shop"]);
        // She cannot; she lets go of it; nobody answers; nobody pays.
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        since(&app, &mut seen).await;
        artisan_taps(&mut s.artisan, &order.code, "decline", &[("reason", "away"), ("text", "")]).await.location();
        assert_eq!(since(&app, &mut seen).await, ["declined buyer"]);
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        since(&app, &mut seen).await;
        artisan_taps(&mut s.artisan, &order.code, "release", &[]).await.location();
        assert_eq!(since(&app, &mut seen).await, ["let-go buyer"]);
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        since(&app, &mut seen).await;
        app.clock.forward(4 * DAY);
        tick(&app).await;
        assert_eq!(since(&app, &mut seen).await, ["time-ran-out shop", "unanswered buyer"]);
        let mut artisan = app.owner_of(&s.shop).await;
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        artisan_taps(&mut artisan, &order.code, "accept", &[]).await.location();
        since(&app, &mut seen).await;
        app.clock.forward(20 * DAY);
        tick(&app).await;
        assert_eq!(since(&app, &mut seen).await, ["lapsed buyer", "time-ran-out shop"]);
    }

    async fn a_sale_at_the_stall_tells_nobody(app: TestApp) {
        let mut s = stage(&app).await;
        let path = format!("/studio/products/{}/sold", s.piece.id);
        let page = s.artisan.get(&path).await;
        let fields = [("key", page.field("key")), ("price", page.field("price")), ("quantity", "1".into()), ("method", "cash".into())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let code = s.artisan.post(&path, &fields).await.location();
        let code = code.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
        artisan_taps(&mut s.artisan, &code, "undo", &[]).await.location();
        assert_eq!(app.count("select count(*) from audit where action = 'order.sale_undone'").await, 1);
        assert_eq!(told(&app).await, Vec::<String>::new());
    }

    async fn a_hundred_replays_of_an_act_and_of_its_job_are_one_letter(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let mut s = stage(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "keep").await;
        let fields: Vec<(String, String)> = buyer.fields();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut links = Vec::new();
        for _ in 0..100 {
            links.push(buyer.client.post("/en/checkout", &fields).await.location());
        }
        links.dedup();
        assert_eq!(links.len(), 1);
        let code = crate::orders::stage::order_code(&buyer.client.get(&links[0]).await.text());
        let path = format!("/studio/orders/{code}");
        let key = key_of(&s.artisan.get(&path).await.text(), &format!("{path}/accept"));
        for _ in 0..100 {
            s.artisan.post(&format!("{path}/accept"), &[("key", &key)]).await.location();
        }
        tick(&app).await;
        let payloads: Vec<(String,)> = sqlx::query_as("select payload from jobs where kind = 'send_message' order by id")
            .fetch_all(app.house.store.read())
            .await
            .unwrap();
        assert_eq!(payloads.len(), 2);
        for (payload,) in payloads {
            let payload = serde_json::from_str(&payload).unwrap();
            for _ in 0..100 {
                server::notifications::deliver::deliver(&app.house, &payload, 0).await.unwrap();
            }
        }
        assert_eq!(smtp.letters().len(), 2, "one of the order, one of the answer");
        assert_eq!(told(&app).await.len(), 3);
    }

    async fn what_is_not_true_any_more_is_not_sent(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let mut s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        tick(&app).await;
        for act in ["accept", "ready"] {
            artisan_taps(&mut s.artisan, &order.code, act, &[]).await.location();
        }
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "sold"), ("text", "")]).await.location();
        tick(&app).await;
        let subjects: Vec<String> = smtp.letters().iter().map(|letter| letter.header("Subject").to_owned()).collect();
        assert_eq!(subjects, [format!("Order placed: {}, Benang Contoh", order.code), format!("Cancelled by the shop: {}, Benang Contoh", order.code)]);
        assert_eq!(app.count("select count(*) from messages where state = 'skipped'").await, 2);
    }

    async fn what_is_told_of_a_whole_order_twice_is_one_letter(app: TestApp) {
        // Told twice in one transaction, as a card's parts are paid.
        let s = stage(&app).await;
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        let (order,): (String,) = sqlx::query_as("select id from orders").fetch_one(app.house.store.read()).await.unwrap();
        let told_twice = order.clone();
        app.house.store.write(move |tx| Box::pin(async move {
            for _ in 0..2 {
                let told = server::notifications::Told::of_order(app::notifications::Event::Paid, &told_twice, tx.now);
                server::notifications::tell(tx, &told).await?;
            }
            Ok(())
        })).await.unwrap();
        assert_eq!(app.count("select count(*) from messages where event = 'paid'").await, 1);
        assert_eq!(app.count("select count(*) from jobs where kind = 'send_message'").await, 2);
    }

    async fn a_buyer_without_an_e_mail_address_is_sent_nothing_and_the_shop_has_its_news(app: TestApp) {
        let s = stage(&app).await;
        at_checkout(&app, &s.piece, "keep").await.order(&[("contact_kind", "whatsapp"), ("contact", "081234567890")]).await;
        assert_eq!(told(&app).await, ["new-order shop inbox sent"]);
    }

    async fn two_buyers_never_get_each_others_letters(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        let mut orders = Vec::new();
        for name in ["mia", "tom", "eva"] {
            let mail = format!("{name}@mail.example");
            let order = at_checkout(&app, &s.piece, "keep").await.order(&[("contact", &mail), ("name", name)]).await;
            orders.push((mail, order));
        }
        for (_, order) in &orders {
            artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        }
        tick(&app).await;
        let letters = smtp.letters();
        assert_eq!(letters.len(), 6);
        for (mail, order) in &orders {
            let own: Vec<_> = letters.iter().filter(|letter| letter.to == *mail).collect();
            assert_eq!(own.len(), 2);
            for letter in own {
                assert!(letter.text.contains(&order.link) && letter.text.contains(&order.code));
                for (other, foreign) in orders.iter().filter(|(other, _)| other != mail) {
                    let strange = [other.as_str(), &foreign.link, &foreign.code, &other[..3]];
                    assert!(!strange.iter().any(|text| letter.text.contains(text)), "{other} in a letter to {mail}");
                }
            }
        }
    }

    async fn each_side_reads_its_own_language_and_the_shop_never_gets_the_token(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let mut s = stage(&app).await;
        with_address(&app).await;
        let order = checkout_in(app.client(), "en", &s.piece, "keep").await.order(&[("name", "Mia")]).await;
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        tick(&app).await;
        let letters = smtp.letters();
        let (hers, his): (Vec<_>, Vec<_>) = letters.iter().partition(|letter| letter.to == "ina@toko.example");
        // Accepted before it was sent: it is still to be paid, so the news is true.
        assert_eq!((hers.len(), his.len()), (1, 2));
        assert!(hers[0].text.contains("Mia memesan.") && hers[0].text.contains("/studio/orders/"));
        let token = order.link.rsplit('/').next().unwrap();
        assert!(!hers[0].text.contains(token), "the token never travels to the shop");
        assert!(his.iter().all(|letter| letter.text.contains(&order.link)));
        assert!(his.iter().any(|letter| letter.text.contains("says yes and keeps it for you")));
    }

    async fn a_name_cannot_write_headers(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let s = stage(&app).await;
        with_address(&app).await;
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        let (id,): (String,) = sqlx::query_as("select id from orders").fetch_one(app.house.store.read()).await.unwrap();
        app.house.store.write(move |tx| Box::pin(async move {
            let named = sqlx::query("update orders set buyer_name = $2 where id = $1");
            named.bind(id).bind("Mia\r\nBcc: all@evil.example".to_owned()).execute(tx.db()).await.unwrap();
            Ok(())
        })).await.unwrap();
        tick(&app).await;
        for letter in smtp.letters() {
            let head = letter.raw.split("\r\n\r\n").next().unwrap();
            assert!(!head.contains("evil.example"), "{head}");
            assert_eq!(head.matches("\r\nSubject: ").count() + usize::from(head.starts_with("Subject: ")), 1);
        }
        let hers = smtp.letters().into_iter().find(|letter| letter.to == "ina@toko.example").unwrap();
        assert!(hers.text.contains("Mia Bcc: all@evil.example memesan."), "in one line of the text it does no harm");
    }

    async fn a_job_of_an_older_version_still_sends_the_link_once(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let s = stage(&app).await;
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        app.execute("delete from messages").await;
        app.execute("update jobs set kind = 'mail_order_link', payload = (select '{\"order\":\"' || id || '\"}' from orders) where kind = 'send_message'").await;
        tick(&app).await;
        app.clock.forward(HOUR);
        tick(&app).await;
        assert_eq!(smtp.letters().len(), 1);
        assert_eq!(told(&app).await, ["placed buyer email sent"]);
    }
}
