//! A basket of two shops of a village that is sent in one parcel: each answers with her share.

use axum::http::StatusCode;

use super::super::market::{Market, agree_part, code_of, market, tap_part};
use super::super::stage::{Ordered, Stage, artisan_taps, execute, key_of};
use crate::on_both;
use crate::support::TestApp;
use crate::support::pictures::{jpeg, scene};

/// What a basket form says of a parcel.
pub async fn to_be_sent(app: &TestApp, m: &Market) -> Vec<(String, &'static str)> {
    let mut changes = Vec::new();
    for stage in [&m.first, &m.second] {
        execute(app, "update shops set sends = 1, delivers = 1 where id = $1", &stage.shop.id).await;
        let code = code_of(app, &stage.shop).await;
        changes.push((format!("how-{code}"), "send"));
        // Nothing is chosen for what is agreed on first.
        changes.push((format!("method-{code}"), ""));
    }
    for (name, value) in super::TO {
        changes.push((name.to_owned(), value));
    }
    changes
}

/// 600 g of the first shop, 400 g of the second.
pub async fn weigh(app: &TestApp, m: &Market) {
    execute(app, "update products set weight_g = 600 where shop_id = $1", &m.first.shop.id).await;
    execute(app, "update products set weight_g = 400 where shop_id = $1", &m.second.shop.id).await;
}

/// Both shops have named their share, and the buyer has agreed with the second alone.
pub async fn one_answered_one_agreed(app: &TestApp) -> (Ordered, Stage, Stage) {
    let m = market(app).await;
    let service = app.a_service(&m.first.place.clone(), "Pos Ekspor", "europe", 100_000).await;
    weigh(app, &m).await;
    let changes = to_be_sent(app, &m).await;
    let (mut order, mut first, mut second) = m.order_with(app, &changes).await;
    for stage in [&mut first, &mut second] {
        artisan_taps(&mut stage.artisan, &order.code, "answer", &[("service", &service)]).await.location();
    }
    agree_part(&mut order, 2, "qris").await.location();
    (order, first, second)
}

on_both! {
    async fn two_shops_of_a_village_share_a_parcel_by_weight(app: TestApp) {
        let m = market(&app).await;
        let place = m.first.place.clone();
        // Rp100.000 up to a kilogram, and as much again for each further one.
        let service = app.a_service(&place, "Pos Ekspor", "europe", 100_000).await;
        weigh(&app, &m).await;
        let changes = to_be_sent(&app, &m).await;
        let (mut order, mut first, mut second) = m.order_with(&app, &changes).await;
        assert_eq!(app.count("select count(*) from enquiries where shared = 1 and to_country = 'DE'").await, 2);
        let path = format!("/studio/orders/{}/answer", order.code);
        first.artisan.get(&path).await.says(&["satu paket dengan", "Rp60.000"]);
        second.artisan.get(&path).await.says(&["satu paket dengan", "Rp40.000"]);
        for stage in [&mut first, &mut second] {
            artisan_taps(&mut stage.artisan, &order.code, "answer", &[("service", &service)]).await.location();
        }
        assert_eq!(app.count("select cast(sum(sending_minor) as bigint) from enquiries").await, 10_000_000);
        for number in [1, 2] {
            agree_part(&mut order, number, "qris").await.location();
        }
        assert_eq!(app.count("select total_minor from orders").await, 100_000_000);
        for number in [1, 2] {
            tap_part(&mut order, number, "paid").await.location();
        }
        for stage in [&mut first, &mut second] {
            artisan_taps(&mut stage.artisan, &order.code, "arrived", &[]).await.location();
        }
        // Who takes it to the post is said where each would say that it has left, with the other's name.
        let own = format!("/studio/orders/{}", order.code);
        let names = [second.shop.name.clone(), first.shop.name.clone()];
        for (stage, other) in [&mut first, &mut second].into_iter().zip(names) {
            for page in [own.clone(), format!("{own}/send")] {
                stage.artisan.get(&page).await.says(&[&format!("satu paket dengan {other}. Sepakati siapa yang mengirim")]);
            }
        }
        // She has no number yet; whoever brings it to the post writes it.
        artisan_taps(&mut first.artisan, &order.code, "send", &[("service", "Pos Ekspor")]).await.location();
        let page = second.artisan.get(&format!("/studio/orders/{}/send", order.code)).await;
        page.says(&["Ikut paket"]);
        assert!(!page.text().contains("Sepakati siapa"), "the other has sent it");
        let parcel = page.text().split("name=\"parcel\" value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
        // A parcel of somebody else's order is none of this one.
        let reply = artisan_taps(&mut second.artisan, &order.code, "send", &[("parcel", "elsewhere")]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        let joins = [("parcel", parcel.as_str()), ("tracking", "EX1")];
        artisan_taps(&mut second.artisan, &order.code, "send", &joins).await.location();
        assert_eq!(app.count("select count(*) from parcels where tracking = 'EX1' and service = 'Pos Ekspor'").await, 1);
        assert_eq!(app.count("select count(*) from parcels").await, 1);
        assert_eq!(app.count("select count(*) from shop_orders where state = 'sent' and parcel_id is not null").await, 2);
        for number in [1, 2] {
            tap_part(&mut order, number, "received").await.location();
        }
        assert_eq!(app.count("select count(*) from orders where ended_at is not null").await, 1);
        app.books_agree().await;
    }

    async fn where_a_piece_was_not_weighed_no_share_is_told_and_each_names_a_price(app: TestApp) {
        let m = market(&app).await;
        let service = app.a_service(&m.first.place.clone(), "Pos Ekspor", "europe", 100_000).await;
        weigh(&app, &m).await;
        execute(&app, "update products set weight_g = null where shop_id = $1", &m.second.shop.id).await;
        let changes = to_be_sent(&app, &m).await;
        let (order, mut first, mut second) = m.order_with(&app, &changes).await;
        let path = format!("/studio/orders/{}/answer", order.code);
        for stage in [&mut first, &mut second] {
            let page = stage.artisan.get(&path).await;
            page.says(&["satu paket dengan", "belum semua karya ditimbang"]);
            let html = page.text();
            for untrue in ["bagian toko ini, menurut berat", "name=\"service\"", "tulis beratnya di karya itu"] {
                assert!(!html.contains(untrue), "{untrue}");
            }
            let tapped = artisan_taps(&mut stage.artisan, &order.code, "answer", &[("service", &service)]).await;
            assert_eq!(tapped.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody bills the whole as a share");
            artisan_taps(&mut stage.artisan, &order.code, "answer", &[("price", "50.000")]).await.location();
        }
        assert_eq!(app.count("select cast(sum(sending_minor) as bigint) from enquiries").await, 10_000_000);
    }

    async fn one_customs_form_is_for_all_that_is_in_the_parcel(app: TestApp) {
        let m = market(&app).await;
        let service = app.a_service(&m.first.place.clone(), "Pos Ekspor", "europe", 100_000).await;
        weigh(&app, &m).await;
        execute(&app, "update products set weight_g = 1500 where shop_id = $1", &m.first.shop.id).await;
        execute(&app, "update products set weight_g = 700 where shop_id = $1", &m.second.shop.id).await;
        let changes = to_be_sent(&app, &m).await;
        let (mut order, mut first, mut second) = m.order_with(&app, &changes).await;
        let at = format!("/studio/orders/{}", order.code);
        for stage in [&mut first, &mut second] {
            artisan_taps(&mut stage.artisan, &order.code, "answer", &[("service", &service)]).await.location();
        }
        agree_part(&mut order, 1, "qris").await.location();
        let alone = first.artisan.get(&format!("{at}/cn22")).await;
        alone.says(&["1.500", "450000 IDR"]);
        assert!(!alone.text().contains("0.700"), "who has not agreed is not in it yet");
        agree_part(&mut order, 2, "qris").await.location();
        // Neither is heavier than two kilograms, the parcel is.
        for stage in [&mut first, &mut second] {
            let form = stage.artisan.get(&format!("{at}/cn22")).await;
            form.says(&["Satu paket dengan", "1.500", "0.700", "2.200", "450000 IDR", "900000 IDR", "perlu CN23"]);
        }
        // In a parcel of its own each has a form of its own.
        for number in [1, 2] {
            tap_part(&mut order, number, "paid").await.location();
        }
        for stage in [&mut first, &mut second] {
            artisan_taps(&mut stage.artisan, &order.code, "arrived", &[]).await.location();
            artisan_taps(&mut stage.artisan, &order.code, "send", &[("tracking", "EX1")]).await.location();
        }
        assert!(!second.artisan.get(&format!("{at}/cn22")).await.text().contains("1.500"));
    }

    async fn another_number_than_the_parcel_has_is_refused_in_words_and_stays_in_the_form(app: TestApp) {
        let (mut order, mut first, mut second) = one_answered_one_agreed(&app).await;
        agree_part(&mut order, 1, "qris").await.location();
        for (number, stage) in [(1, &mut first), (2, &mut second)] {
            tap_part(&mut order, number, "paid").await.location();
            artisan_taps(&mut stage.artisan, &order.code, "arrived", &[]).await.location();
        }
        artisan_taps(&mut second.artisan, &order.code, "send", &[("tracking", "EX1")]).await.location();
        let action = format!("/studio/orders/{}/send", order.code);
        let page = first.artisan.get(&action).await.text();
        let parcel = page.split("name=\"parcel\" value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
        let refused = artisan_taps(&mut first.artisan, &order.code, "send", &[("parcel", &parcel), ("tracking", "EX2")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&["sudah punya nomor", "EX1", "value=\"EX2\""]);
        // A picture it has none of yet is its picture.
        let key = key_of(&page, &action);
        let fields = [("key", key.as_str()), ("parcel", &parcel), ("tracking", "EX1")];
        let photo = jpeg(&scene(800, 600));
        first.artisan.upload(&action, &fields, ("photo", "paket.jpg", &photo)).await.location();
        assert_eq!(app.count("select count(*) from parcels where tracking = 'EX1' and private_key is not null").await, 1);
        assert_eq!(app.count("select count(*) from shop_orders where state = 'sent'").await, 2);
    }

    async fn shops_of_two_villages_send_a_parcel_each(app: TestApp) {
        let m = market(&app).await;
        let place = m.first.place.clone();
        let service = app.a_service(&place, "Pos Ekspor", "europe", 100_000).await;
        weigh(&app, &m).await;
        // The second shop is in the next village.
        let next = "insert into regions (id, parent_id, regency_id, code, level, name, slug, island, zone, open, created_at, updated_at) \
           select $1, parent_id, regency_id, '74.07.05.2099', level, 'Desa Sebelah', 'desa-sebelah', island, zone, open, created_at, updated_at \
           from regions where level = 'village'";
        execute(&app, next, "01990000-0000-7000-8000-000000000001").await;
        let moves = "update shops set village_id = (select id from regions where slug = 'desa-sebelah') where id = $1";
        execute(&app, moves, &m.second.shop.id).await;
        let changes = to_be_sent(&app, &m).await;
        let (order, mut first, mut second) = m.order_with(&app, &changes).await;
        let path = format!("/studio/orders/{}/answer", order.code);
        for stage in [&mut first, &mut second] {
            let page = stage.artisan.get(&path).await;
            assert!(!page.text().contains("satu paket dengan"));
            artisan_taps(&mut stage.artisan, &order.code, "answer", &[("service", &service)]).await.location();
        }
        assert_eq!(app.count("select cast(sum(sending_minor) as bigint) from enquiries").await, 20_000_000);
    }

    async fn one_shop_sends_and_the_other_is_paid_at_the_stall(app: TestApp) {
        let m = market(&app).await;
        let mut changes = to_be_sent(&app, &m).await;
        let code = code_of(&app, &m.second.shop).await;
        changes.retain(|(name, _)| !name.ends_with(&code));
        let (mut order, ..) = m.order_with(&app, &changes).await;
        order.page().await.says(&["has been asked", "Waiting for your payment"]);
        assert_eq!(app.count("select count(*) from enquiries where shared = 0").await, 1);
        assert_eq!(app.count("select count(*) from shop_orders where state = 'accepted'").await, 1);
    }

    async fn an_address_is_asked_for_where_something_is_sent(app: TestApp) {
        let mut m = market(&app).await;
        let mut changes = to_be_sent(&app, &m).await;
        changes.retain(|(name, _)| name != "to_street" && name != "to_country");
        let page = m.checkout().await;
        page.says(&["Send it to me", "Name on the parcel", "if-now"]);
        let reply = m.place(&app, &changes).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["to_street-err", "to_country-err", "Mia Example"]);
        assert_eq!(app.count("select count(*) from orders").await, 0);
    }
}
