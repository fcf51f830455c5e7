//! Her news: what happened while she was away, new until she says that she has read it.

use crate::on_both;
use crate::orders::stage::{artisan_taps, at_checkout, key_of, stage_of};

on_both! {
    async fn news_are_new_until_they_are_read_and_lead_to_their_order(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 9).await;
        s.artisan.get("/studio/news").await.says(&["Belum ada kabar"]);
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        app.clock.forward(1000);
        order.tap("cancel", &[]).await.location();
        s.artisan.get("/studio").await.says(&["2 kabar baru"]);
        let page = s.artisan.get("/studio/news").await;
        page.says(&["Pesanan baru", "Tamu membatalkan", "Senja di karang", &order.code, &format!("href=\"/studio/orders/{}\"", order.code)]);
        let text = page.text();
        assert!(text.find("Tamu membatalkan").unwrap() < text.find("Pesanan baru").unwrap(), "the newest first");
        // Something happens between the page and the tap: it stays new.
        app.clock.forward(1000);
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        let (key, until) = (key_of(&text, "/studio/news/read"), page.field("until"));
        s.artisan.post("/studio/news/read", &[("key", &key), ("until", &until)]).await.location();
        s.artisan.get("/studio").await.says(&["1 kabar baru"]);
        let page = s.artisan.get("/studio/news").await.text();
        assert_eq!((page.matches("1 kabar baru").count(), page.matches("Sebelumnya").count()), (1, 1), "said once, above each");
        // Another shop has none of it.
        let other = app.a_shop(&s.place, "Tenun Lain").await;
        let mut neighbour = app.owner_of(&other).await;
        neighbour.get("/studio/news").await.says(&["Belum ada kabar"]);
        assert!(!neighbour.get("/studio").await.text().contains("kabar baru"));
    }

    async fn two_people_of_one_shop_each_have_their_own_news(app: TestApp) {
        let s = stage_of(&app, "stocked", 9).await;
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        app.clock.forward(1000);
        // Her sister comes to the shop: what was before is not new to her.
        let sister = app.an_account("artisan", Some(&s.place.regency), "Sitti Contoh").await;
        let row = vec![("shop_id", (&s.shop.id).into()), ("account_id", (&sister).into()), ("role", "member".into()), ("created_at", app.clock.now().into())];
        app.insert("memberships", row).await;
        let (mut ina, mut sitti) = (s.artisan, app.signed_in(&sister).await);
        ina.get("/studio").await.says(&["1 kabar baru"]);
        let page = sitti.get("/studio/news").await.text();
        assert!(page.contains("Pesanan baru") && !page.contains("kabar baru"), "{page}");
        app.clock.forward(1000);
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        ina.get("/studio").await.says(&["2 kabar baru"]);
        let page = sitti.get("/studio/news").await;
        page.says(&["1 kabar baru"]);
        let (key, until) = (key_of(&page.text(), "/studio/news/read"), page.field("until"));
        sitti.post("/studio/news/read", &[("key", &key), ("until", &until)]).await.location();
        assert!(!sitti.get("/studio").await.text().contains("kabar baru"));
        ina.get("/studio").await.says(&["2 kabar baru"]);
        // A page of long ago takes nothing back, and a day to come hides nothing.
        for until in ["1", "9999999999999"] {
            let page = ina.get("/studio/news").await.text();
            ina.post("/studio/news/read", &[("key", &key_of(&page, "/studio/news/read")), ("until", until)]).await.location();
        }
        app.clock.forward(1000);
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        for phone in [&mut ina, &mut sitti] {
            phone.get("/studio").await.says(&["1 kabar baru"]);
        }
    }

    async fn a_chat_with_the_buyer_says_where_the_order_stands_in_the_buyers_language(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 9).await;
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[("contact_kind", "whatsapp"), ("contact", "081234567890")]).await;
        let token = order.link.rsplit('/').next().unwrap().to_owned();
        let steps = [("", "I have seen it"), ("accept", "yes, it is kept for you"), ("ready", "it is ready"), ("arrived", "it is ready")];
        for (act, said) in steps {
            if !act.is_empty() {
                artisan_taps(&mut s.artisan, &order.code, act, &[]).await.location();
            }
            let page = s.artisan.get(&format!("/studio/orders/{}", order.code)).await.text();
            let link = page.split("https://wa.me/6281234567890?text=").nth(1).unwrap().split('"').next().unwrap().to_owned();
            let text: String = form_urlencoded::parse(format!("t={link}").as_bytes()).next().unwrap().1.into_owned();
            for part in ["Hello! Your order", &order.code, "Benang Contoh", said, "1 \u{d7} Senja di karang", "Rp450.000"] {
                assert!(text.contains(part), "{act}: {part} is missing in {text}");
            }
            assert!(!text.contains(&token) && text.chars().count() <= 1000, "{text}");
        }
    }
}
