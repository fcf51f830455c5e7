//! A shop does not send in the parcel it was to share: who has named or agreed on a share of it is told.

use app::orders::Orders as _;
use axum::http::StatusCode;

use super::super::market::{agree_part, market, tap_part};
use super::super::stage::{HOUR, artisan_taps, key_of, tick};
use super::together::{one_answered_one_agreed, to_be_sent, weigh};
use crate::on_both;

/// In which news it stands that a parcel is not shared any more.
const TOLD: &str = "select count(*) from messages where event = 'sharer-left'";

on_both! {
    async fn who_named_a_share_is_told_when_another_shop_does_not_send(app: TestApp) {
        let m = market(&app).await;
        let service = app.a_service(&m.first.place.clone(), "Pos Ekspor", "europe", 100_000).await;
        weigh(&app, &m).await;
        let changes = to_be_sent(&app, &m).await;
        let (order, mut first, mut second) = m.order_with(&app, &changes).await;
        artisan_taps(&mut first.artisan, &order.code, "answer", &[("service", &service)]).await.location();
        artisan_taps(&mut second.artisan, &order.code, "decline", &[("reason", "away")]).await.location();
        assert_eq!(app.count(TOLD).await, 1);
        first.artisan.get("/studio/news").await.says(&["Paketnya tidak jadi bersama"]);
        // Alone she bears all of it, and can say so.
        let path = format!("/studio/orders/{}/answer", order.code);
        first.artisan.get(&path).await.says(&["Rp100.000"]);
        artisan_taps(&mut first.artisan, &order.code, "answer", &[("service", &service)]).await.location();
        assert_eq!(app.count("select sending_minor from enquiries where state = 'answered'").await, 10_000_000);
    }

    async fn who_named_a_share_is_told_when_what_was_agreed_runs_out_unpaid(app: TestApp) {
        let (mut order, ..) = one_answered_one_agreed(&app).await;
        assert_eq!(app.count(TOLD).await, 0);
        app.clock.forward(73 * HOUR);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from shop_orders where state = 'expired'").await, 1);
        assert_eq!(app.count(TOLD).await, 1);
        order.page().await.says(&["has answered"]);
    }

    async fn what_a_shop_declined_is_not_in_the_buyers_sum_any_more(app: TestApp) {
        let (mut order, ..) = one_answered_one_agreed(&app).await;
        // Two pieces, and what sending the second costs.
        order.page().await.says(&["Rp940.000 in all"]);
        tap_part(&mut order, 2, "cancel").await.location();
        order.page().await.says(&["Rp450.000 in all", "<s>Rp490.000</s>"]);
        tap_part(&mut order, 1, "cancel").await.location();
        assert!(!order.page().await.text().contains("in all. Each shop"));
    }

    async fn who_named_a_share_is_told_when_what_was_agreed_is_cancelled(app: TestApp) {
        let (mut order, mut first, _) = one_answered_one_agreed(&app).await;
        tap_part(&mut order, 2, "cancel").await.location();
        assert_eq!(app.count(TOLD).await, 1);
        first.artisan.get("/studio/news").await.says(&["Paketnya tidak jadi bersama"]);
    }

    async fn who_agreed_on_a_share_is_told_as_well_and_her_price_stands(app: TestApp) {
        let (mut order, mut first, _) = one_answered_one_agreed(&app).await;
        agree_part(&mut order, 1, "qris").await.location();
        tap_part(&mut order, 2, "cancel").await.location();
        assert_eq!(app.count("select count(*) from messages where event = 'sharer-gone' and channel = 'inbox'").await, 1);
        assert_eq!(app.count(TOLD).await, 0);
        let news = first.artisan.get("/studio/news").await;
        news.says(&["Paketnya dikirim sendiri"]);
        assert!(!news.text().contains("Paketnya tidak jadi bersama"));
        assert_eq!(app.count("select sending_minor from shop_orders where number = 1").await, 6_000_000);
    }

    async fn a_piece_that_is_handed_over_in_person_is_not_in_the_parcel(app: TestApp) {
        let (mut order, _, mut second) = one_answered_one_agreed(&app).await;
        tap_part(&mut order, 2, "paid").await.location();
        artisan_taps(&mut second.artisan, &order.code, "arrived", &[]).await.location();
        assert_eq!(app.count(TOLD).await, 0);
        artisan_taps(&mut second.artisan, &order.code, "handed-over", &[]).await.location();
        assert_eq!(app.count("select count(*) from shop_orders where state = 'handed_over'").await, 1);
        assert_eq!(app.count(TOLD).await, 1);
    }

    async fn a_share_of_other_pieces_than_were_counted_is_not_written_down(app: TestApp) {
        use app::orders::rules::plan::Act;
        use app::payments::rules::Who;
        use server::audit::By;
        use server::orders::moves::{Doing, act};
        let (order, first, _) = one_answered_one_agreed(&app).await;
        let sheet = app.house.by_code(&first.shop.id.clone().into(), &order.code).await.unwrap();
        let counted = app.house.sharers(&sheet).await.unwrap();
        assert_eq!(counted.len(), 2);
        let answer = sheet.enquiry.as_ref().and_then(|enquiry| enquiry.answer.clone());
        let said = Doing { answer, shared_with: Some(counted), ..Doing::new(Who::Artisan, Act::Answer) };
        let says = |said: Doing| {
            let part = sheet.part.clone();
            app.house.store.write(move |tx| Box::pin(async move { act(tx, &By::System, &part, &said).await }))
        };
        says(said.clone()).await.unwrap();
        // The other one leaves after it was counted.
        app.execute("update shop_orders set state = 'cancelled' where number = 2").await;
        let refused = says(said).await.unwrap_err();
        assert!(matches!(refused, app::error::AppError::Conflict(_)), "{refused:?}");
    }

    async fn a_share_that_changed_is_shown_again_and_never_billed_in_silence(app: TestApp) {
        let m = market(&app).await;
        let service = app.a_service(&m.first.place.clone(), "Pos Ekspor", "europe", 100_000).await;
        weigh(&app, &m).await;
        let changes = to_be_sent(&app, &m).await;
        let (order, mut first, mut second) = m.order_with(&app, &changes).await;
        let path = format!("/studio/orders/{}/answer", order.code);
        let page = first.artisan.get(&path).await;
        page.says(&["Rp60.000"]);
        let (key, counted) = (key_of(&page.text(), &path), page.field("counted"));
        artisan_taps(&mut second.artisan, &order.code, "decline", &[("reason", "away")]).await.location();
        let fields = [("key", key.as_str()), ("counted", &counted), ("service", &service), ("text", "Baik")];
        let again = first.artisan.post(&path, &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says(&["Ini ongkos yang baru", "Rp100.000", "Baik"]);
        assert_eq!(app.count("select count(*) from enquiries where state = 'answered'").await, 0);
        let (key, counted) = (key_of(&again.text(), &path), again.field("counted"));
        let fields = [("key", key.as_str()), ("counted", &counted), ("service", &service), ("text", "Baik")];
        first.artisan.post(&path, &fields).await.location();
        assert_eq!(app.count("select sending_minor from enquiries where state = 'answered'").await, 10_000_000);
    }

    async fn a_parcel_that_has_left_is_shared_by_nobody_who_has_not_agreed(app: TestApp) {
        let (mut order, mut first, mut second) = one_answered_one_agreed(&app).await;
        tap_part(&mut order, 2, "paid").await.location();
        artisan_taps(&mut second.artisan, &order.code, "arrived", &[]).await.location();
        let path = format!("/studio/orders/{}/answer", order.code);
        first.artisan.get(&path).await.says(&["satu paket dengan", "Rp60.000"]);
        assert_eq!(app.count(TOLD).await, 0);
        artisan_taps(&mut second.artisan, &order.code, "send", &[]).await.location();
        assert_eq!(app.count(TOLD).await, 1, "she named a share and can still change it");
        let alone = first.artisan.get(&path).await;
        alone.says(&["Rp100.000"]);
        assert!(!alone.text().contains("satu paket dengan"));
    }

    async fn a_share_with_a_parcel_that_another_joins_is_shared_with_nobody_more(app: TestApp) {
        let (mut order, _, mut second) = one_answered_one_agreed(&app).await;
        tap_part(&mut order, 2, "paid").await.location();
        artisan_taps(&mut second.artisan, &order.code, "arrived", &[]).await.location();
        // As of three shops: a third has sent before, and the second's is in that parcel.
        app.execute("insert into parcels (id, order_id, service, tracking, sent_at) select 'third', id, '', '', 1 from orders").await;
        artisan_taps(&mut second.artisan, &order.code, "send", &[("parcel", "third")]).await.location();
        assert_eq!(app.count("select count(*) from shop_orders where parcel_id = 'third'").await, 1);
        assert_eq!(app.count(TOLD).await, 1);
    }

    async fn who_agreed_on_a_share_can_still_say_that_hers_left_with_it(app: TestApp) {
        let (mut order, mut first, mut second) = one_answered_one_agreed(&app).await;
        agree_part(&mut order, 1, "qris").await.location();
        for number in [1, 2] {
            tap_part(&mut order, number, "paid").await.location();
        }
        for stage in [&mut first, &mut second] {
            artisan_taps(&mut stage.artisan, &order.code, "arrived", &[]).await.location();
        }
        artisan_taps(&mut second.artisan, &order.code, "send", &[]).await.location();
        assert_eq!(app.count("select count(*) from messages where event in ('sharer-left', 'sharer-gone')").await, 0);
    }
}
