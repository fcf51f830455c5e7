//! The parcel on the scale: weight and size give the price, nothing is billed that was not shown.

use axum::http::StatusCode;

use super::super::stage::{artisan_taps, execute, key_of};
use super::{agrees, asked, sending};
use crate::on_both;
use crate::support::TestApp;

/// Rp100.000 a kilogram to Europe, 6,000 cubic centimetres to the kilogram, and one that counts by weight alone.
async fn two_services(app: &TestApp, s: &super::Stage) -> (String, String) {
    let sized = app.a_service(&s.place, "Kurir", "europe", 100_000).await;
    let plain = app.a_service(&s.place, "Pos", "europe", 120_000).await;
    execute(app, "update sending_services set divisor = 6000 where id = $1", &sized).await;
    (sized, plain)
}

fn input(html: &str, name: &str) -> String {
    html.split(&format!("name=\"{name}\""))
        .nth(1)
        .unwrap()
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

on_both! {
    async fn a_large_light_box_is_billed_by_its_size_where_the_service_counts_size(app: TestApp) {
        let mut s = sending(&app).await;
        let (sized, _) = two_services(&app, &s).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let path = format!("/studio/orders/{}/answer", order.code);
        execute(&app, "update order_lines set weight_g = null where product_id = $1", &s.piece.id).await;
        s.artisan.get(&path).await.says(&["Ketik berat paketnya", "Hitung ongkos"]);
        let page = s.artisan.get(&format!("{path}?weight=1.200&length=40&width=30&height=20&day=2026-11-27&text=Halo")).await;
        assert_eq!(page.status, StatusCode::OK);
        // 40 x 30 x 20 / 6000 = 4 kg.
        page.says(&["Rp400.000: Kurir, dihitung 4.000 g menurut ukuran", "Rp120.000: Pos, dihitung 1.000 g", "2026-11-27", "Halo"]);
        let html = page.text();
        let (key, counted) = (key_of(&html, &path), input(&html, "counted"));
        let fields = [("key", key.as_str()), ("counted", &counted), ("service", &sized), ("weight", "1.200"), ("length", "40"), ("width", "30"), ("height", "20"), ("price", ""), ("text", "")];
        s.artisan.post(&path, &fields).await.location();
        assert_eq!(app.count("select sending_minor from enquiries").await, 40_000_000);
        agrees(&mut order, "qris").await.location();
        assert_eq!(app.count("select total_minor from orders").await, 85_000_000);
    }

    async fn what_she_taps_wins_over_the_price_that_was_filled_in_and_her_own_over_both(app: TestApp) {
        let mut s = sending(&app).await;
        let (sized, _) = two_services(&app, &s).await;
        let order = asked(&app, &s, "send", &[]).await;
        let path = format!("/studio/orders/{}/answer", order.code);
        artisan_taps(&mut s.artisan, &order.code, "answer", &[("service", &sized), ("weight", "600"), ("price", "115.000")]).await.location();
        let answered = "select sending_minor from enquiries where service = 'Kurir'";
        assert_eq!(app.count(answered).await, 11_500_000);
        // Only the day is changed: the price stands, and so does by whom it is sent.
        let (price, had) = { let page = s.artisan.get(&path).await; (page.field("price"), page.field("price_had")) };
        let filled = [("price", price.as_str()), ("price_had", had.as_str())];
        artisan_taps(&mut s.artisan, &order.code, "answer", &[&filled[..], &[("day", "2026-11-27")]].concat()).await.location();
        assert_eq!(app.count(answered).await, 11_500_000);
        let tapped = [("service", sized.as_str()), ("weight", "1400")];
        artisan_taps(&mut s.artisan, &order.code, "answer", &[&filled[..], &tapped].concat()).await.location();
        assert_eq!(app.count(answered).await, 20_000_000);
        artisan_taps(&mut s.artisan, &order.code, "answer", &[&tapped[..], &[("price", "115.000")]].concat()).await.location();
        assert_eq!(app.count(answered).await, 11_500_000);
    }

    async fn a_small_price_is_asked_about_once_and_stands_when_the_form_comes_back(app: TestApp) {
        let mut s = sending(&app).await;
        let order = asked(&app, &s, "deliver", &[("stay", "Homestay Contoh, Waha")]).await;
        let path = format!("/studio/orders/{}/answer", order.code);
        let asks = artisan_taps(&mut s.artisan, &order.code, "answer", &[("price", "5000")]).await;
        assert_eq!(asks.status, StatusCode::UNPROCESSABLE_ENTITY);
        asks.says(&["name=\"price_is\" value=\"500000\"", "name=\"price_is\" value=\"500000000\""]);
        // She taps one of the two, and something else is wrong.
        let chosen = [("price", "5000"), ("price_is", "500000")];
        let back = artisan_taps(&mut s.artisan, &order.code, "answer", &[&chosen[..], &[("deposit", "91")]].concat()).await;
        assert_eq!((back.field("price"), back.field("price_had")), ("5.000".to_owned(), "500000".to_owned()));
        assert!(!back.text().contains("name=\"price_is\""));
        let same = [("price", "5.000"), ("price_had", "500000")];
        artisan_taps(&mut s.artisan, &order.code, "answer", &same).await.location();
        assert_eq!(app.count("select sending_minor from enquiries").await, 500_000);
        // What the house itself fills in is taken as it is.
        let page = s.artisan.get(&path).await;
        let (price, had) = (page.field("price"), page.field("price_had"));
        artisan_taps(&mut s.artisan, &order.code, "answer", &[("price", &price), ("price_had", &had), ("text", "Baik")]).await.location();
        assert_eq!(app.count("select sending_minor from enquiries where answer_text = 'Baik'").await, 500_000);
        artisan_taps(&mut s.artisan, &order.code, "answer", &[("price", "7000"), ("price_is", "700000")]).await.location();
        assert_eq!(app.count("select sending_minor from enquiries").await, 700_000);
    }

    async fn wrong_sizes_are_told_at_their_fields_and_everything_typed_stays(app: TestApp) {
        let mut s = sending(&app).await;
        two_services(&app, &s).await;
        let order = asked(&app, &s, "send", &[]).await;
        let path = format!("/studio/orders/{}/answer", order.code);
        for (query, words) in [
            ("weight=0", "Ketik gram bulat, 1 sampai 100000"),
            ("weight=1e3", "Ketik gram bulat"),
            ("weight=650&length=40", "Ketik panjang, lebar dan tinggi"),
            ("weight=650&length=40&width=301&height=9", "Ketik sentimeter bulat"),
        ] {
            let page = s.artisan.get(&format!("{path}?{query}&text=Halo+Mia&deposit=30")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            page.says(&[words, "Halo Mia", "value=\"30\""]);
            assert!(!page.text().contains("name=\"service\""), "nothing is offered for {query}");
        }
        assert_eq!(app.count("select count(*) from enquiries where state = 'asked'").await, 1);
    }

    async fn another_parcel_or_another_table_than_was_shown_is_not_billed_in_silence(app: TestApp) {
        let mut s = sending(&app).await;
        let (sized, _) = two_services(&app, &s).await;
        let order = asked(&app, &s, "send", &[]).await;
        let path = format!("/studio/orders/{}/answer", order.code);
        let html = s.artisan.get(&format!("{path}?weight=650")).await.text();
        let (key, counted) = (key_of(&html, &path), input(&html, "counted"));
        let heavier = [("key", key.as_str()), ("counted", &counted), ("service", &sized), ("weight", "2500")];
        let again = s.artisan.post(&path, &heavier).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says(&["Ini ongkos yang baru", "Rp300.000: Kurir", "value=\"2500\""]);
        execute(&app, "update sending_tables set version = version + 1 where regency_id = $1", &s.place.regency).await;
        let same = [("key", key.as_str()), ("counted", &counted), ("service", &sized), ("weight", "650")];
        assert_eq!(s.artisan.post(&path, &same).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count("select count(*) from enquiries where state = 'asked'").await, 1);
        // An answer from a script that saw no page is the table's price.
        artisan_taps(&mut s.artisan, &order.code, "answer", &[("service", &sized), ("weight", "2500")]).await.location();
        assert_eq!(app.count("select sending_minor from enquiries").await, 30_000_000);
        // Made better it starts from the service, so that another one can be tapped.
        assert_eq!(input(&s.artisan.get(&format!("{path}?weight=2500")).await.text(), "price"), "");
    }
}
