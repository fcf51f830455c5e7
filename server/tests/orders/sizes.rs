//! What a buyer's page may weigh, and what pages of orders may ask of the database.

use server::http::site;
use server::store::Engine;

use super::stage::{artisan_taps, at_checkout, stage, stage_of};
use crate::on_both;
use crate::support::{Reply, statements};

/// Bytes over the wire of a tourist page, headers included.
const MOST: usize = 14_600;
/// What the inlined style may take of it; held back when the site was not built.
const STYLE: usize = 6_500;
/// Statements of a page, besides the one that finds the session or the visitor.
const STATEMENTS: usize = 6;

fn wire(reply: &Reply) -> usize {
    let head: usize = reply.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    "HTTP/1.1 200 OK\r\ndate: Tue, 24 Nov 2026 02:00:00 GMT\r\n\r\n".len() + head + reply.body.len()
}

on_both! {
    async fn a_buyers_page_fits_into_the_first_packets(app: TestApp) {
        let s = stage_of(&app, "stocked", 5).await;
        let most = if site::is_built() { MOST } else { MOST - STYLE };
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("name", "Mia")]).await;
        let kept = at_checkout(&app, &s.piece, "keep").await.order(&[("name", "Mia")]).await;
        order.client.extra = vec![("accept-encoding", "br".to_owned())];
        let checkout = format!("/id/checkout?p={}&how=keep&again=1", s.piece.code);
        let indonesian = order.link.replacen("/en/", "/id/", 1);
        for path in [order.link.as_str(), &indonesian, &kept.link, &checkout] {
            let reply = order.client.get(path).await;
            assert_eq!(reply.headers["content-encoding"], "br", "{path}");
            assert!(wire(&reply) <= most, "{path}: {} of {most} bytes", wire(&reply));
        }
        assert!(order.client.get("/follow.js").await.body.len() <= 2_048);
    }

    async fn a_buyers_page_has_one_script_at_most_and_no_style_attribute(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let html = order.page().await.text();
        assert_eq!(html.matches("<script").count(), 1);
        assert!(!html.contains(" style=") && !html.contains(" onclick") && !html.contains("wasm"));
        for source in html.split(" src=\"").skip(1) {
            assert!(source.starts_with('/'), "{source:.60}");
        }
        // A saved page of a sold piece must not follow for ever: the script is the house's own file.
        assert!(html.contains("<script src=\"/follow.js\" data-state=\"/en/o/"));
    }

    async fn no_page_of_orders_asks_the_database_more_than_six_times(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 9).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let paid = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &paid.code, "arrived", &[]).await.location();
        if app.house.store.engine() != Engine::Postgres {
            return;
        }
        let studio = format!("/studio/orders/{}", order.code);
        let mut heard = 0;
        for path in ["/studio", "/studio/orders", "/studio/orders?show=done", "/studio/money", &studio, &format!("{studio}/qris"), &format!("{studio}/cancel")] {
            let (reply, count) = statements(s.artisan.get(path)).await;
            assert!(reply.status.is_success(), "{path}: {}", reply.status);
            assert!(count <= STATEMENTS + 1, "{path}: {count} statements");
            heard += count;
        }
        let (checkout, another) = (format!("/en/checkout?p={}&how=keep", s.piece.code), format!("/en/checkout?p={}&how=stall&again=1", s.piece.code));
        for path in [&order.link, &format!("{}/state", order.link), &checkout, &another] {
            let (reply, count) = statements(order.client.get(path)).await;
            assert!(reply.status.is_success(), "{path}: {}", reply.status);
            assert!(count <= STATEMENTS + 1, "{path}: {count} statements");
            heard += count;
        }
        assert!(heard > 20, "the counter hears nothing: {heard}");
    }
}
