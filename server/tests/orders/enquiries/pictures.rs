//! The picture of a parcel: for those of the order alone, and gone with the address it shows.

use axum::http::StatusCode;

use super::super::stage::{DAY, Ordered, Stage, artisan_taps, key_of, tick};
use super::{agrees, answers, asked, sending};
use crate::on_both;
use crate::support::TestApp;
use crate::support::pictures::{jpeg, scene};

async fn paid(app: &TestApp) -> (Stage, Ordered) {
    let mut s = sending(app).await;
    let mut order = asked(app, &s, "send", &[]).await;
    let code = order.code.clone();
    answers(&mut s, &code, &[("price", "85.000")]).await;
    agrees(&mut order, "qris").await.location();
    artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
    (s, order)
}

/// Private files there are.
fn files(app: &TestApp) -> usize {
    std::fs::read_dir(app.media_folder("private")).map_or(0, Iterator::count)
}

on_both! {
    async fn a_parcel_is_photographed_for_the_two_of_the_order(app: TestApp) {
        let (mut s, mut order) = paid(&app).await;
        let before = files(&app);
        let action = format!("/studio/orders/{}/send", order.code);
        let page = s.artisan.get(&action).await;
        let key = key_of(&page.text(), &action);
        let fields = [("key", key.as_str()), ("service", "Pos"), ("tracking", "")];
        let reply = s.artisan.upload(&action, &fields, ("photo", "paket.jpg", b"no picture")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["photo-err", "value=\"Pos\""]);
        assert_eq!(files(&app), before);
        let photo = jpeg(&scene(800, 600));
        s.artisan.upload(&action, &fields, ("photo", "paket.jpg", &photo)).await.location();
        let kept = files(&app);
        assert!(kept > before);
        // The same form once more keeps no second picture.
        s.artisan.upload(&action, &fields, ("photo", "paket.jpg", &photo)).await.location();
        assert_eq!(files(&app), kept);
        let hers = format!("/studio/orders/{}/parcel.webp", order.code);
        let buyers = format!("{}/parcel.webp?part=1", order.link);
        order.page().await.says(&[&buyers.replace('&', "&amp;")]);
        for reply in [s.artisan.get(&hers).await, order.client.get(&buyers).await] {
            assert_eq!(reply.status, StatusCode::OK);
            assert_eq!(reply.headers["content-type"], "image/webp");
            assert_eq!(reply.headers["cache-control"], "no-store");
        }
        let other = app.a_shop(&s.place, "Toko Lain").await;
        assert_eq!(app.owner_of(&other).await.get(&hers).await.status, StatusCode::NOT_FOUND);
        // The sweep leaves it, and forgetting the address takes it away.
        app.clock.forward(2 * DAY);
        tick(&app).await;
        assert_eq!(files(&app), kept);
        order.tap("received", &[]).await.location();
        app.clock.forward(31 * DAY);
        tick(&app).await;
        assert_eq!(files(&app), before);
        assert_eq!(order.client.get(&buyers).await.status, StatusCode::NOT_FOUND);
    }
}
