//! "When do you leave?" at the checkout: only times that can be met are offered and taken, without script.

use axum::http::StatusCode;

use super::market::{Market, agree_part, code_of, market};
use super::stage::{artisan_taps, at_checkout, checkout_in, execute, stage};
use crate::on_both;
use crate::support::Reply;

/// How many times the page offers.
fn times(page: &Reply) -> usize {
    let html = page.text();
    html.split("<option value=\"").skip(1).filter(|rest| rest.split('"').next().unwrap().contains('@')).count()
}

on_both! {
    async fn only_times_before_leaving_are_offered_and_taken(app: TestApp) {
        let at = stage(&app).await;
        let buyer = at_checkout(&app, &at.piece, "keep").await;
        buyer.page.says(&["When do you leave?", "Show what fits"]);
        let all = times(&buyer.page);
        // Today, Tuesday the 24th, until 16, and tomorrow until 16: who leaves on Thursday morning has two times.
        let mut client = buyer.client;
        let asked = format!("/en/checkout?p={}&how=keep&leaving=2026-11-26&leaving_part=morning", at.piece.code);
        let page = client.get(&asked).await;
        page.says(&["type=\"hidden\" name=\"leaving\" value=\"2026-11-26\"", "name=\"leaving_part\" value=\"morning\""]);
        assert!(times(&page) == 2 && all > 2, "{} of {all}", times(&page));
        // A time after that, sent by hand, is not taken, and what was said stays.
        let late = checkout_in(client, "en", &at.piece, "keep").await;
        let html = late.page.text();
        let last = html.rsplit("<option value=\"").find(|rest| rest.contains('@')).unwrap();
        let last = last.split('"').next().unwrap().to_owned();
        let mut late = late;
        let said = [("leaving", "2026-11-26"), ("leaving_part", "morning")];
        let refused = late.send(&[said[0], said[1], ("pickup", &last)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&["Choose one of the places and times.", "value=\"2026-11-26\"", "mia@mail.example"]);
        assert!(late.send(&said).await.location().starts_with("/en/o/"), "the first time fits");
    }

    async fn where_nothing_fits_it_says_so_and_offers_what_can_be_done(app: TestApp) {
        let at = stage(&app).await;
        let mut client = app.client();
        let asked = |leaving: &str| format!("/en/checkout?p={}&how=keep&leaving={leaving}", at.piece.code);
        let page = client.get(&asked("2026-11-24")).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says(&["Nothing fits before you leave", "how=stall", "value=\"2026-11-24\""]);
        assert!(!page.text().contains("Ask to keep it"));
        let wrong = client.get(&asked("2026-11-23")).await;
        wrong.says(&["Choose a day from today on", "Ask to keep it"]);
        // It is mended in its own form: the order's can be sent without it.
        assert!(!wrong.text().contains("type=\"hidden\" name=\"leaving\""));
    }

    async fn a_point_of_the_region_asks_for_its_own_time_ahead(app: TestApp) {
        let at = stage(&app).await;
        let point = app.a_point(&at.place, "Pelabuhan", 480).await;
        app.uses_point(&at.shop, &point).await;
        let mut client = app.client();
        let page = client
            .get(&format!("/en/checkout?p={}&how=keep&leaving=2026-11-25&leaving_part=evening", at.piece.code))
            .await;
        let html = page.text();
        // Both are open from 8 to 16; at the harbour it must be fetched eight hours before 18.
        let [harbour, stall] = ["Pelabuhan EN", "Lapak pelabuhan"].map(|name| {
            let group = html.split(&format!("<optgroup label=\"{name}\"")).nth(1).unwrap();
            group.split("</optgroup>").next().unwrap().matches("<option").count()
        });
        assert_eq!((harbour, stall), (1, 2));
    }

    async fn a_basket_of_shops_that_only_bring_asks_as_well_and_she_reads_it_on_her_list(app: TestApp) {
        let mut m = market(&app).await;
        let mut changes = Vec::new();
        for stage in [&m.first, &m.second] {
            execute(&app, "delete from meeting_hours where place_id in (select id from meeting_places where shop_id = $1)", &stage.shop.id).await;
            execute(&app, "delete from meeting_places where shop_id = $1", &stage.shop.id).await;
            let code = code_of(&app, &stage.shop).await;
            changes.extend([(format!("how-{code}"), "deliver"), (format!("method-{code}"), "")]);
        }
        assert!(!m.checkout().await.text().contains("When do you leave?"), "nobody brings anything");
        for stage in [&m.first, &m.second] {
            execute(&app, "update shops set delivers = 1 where id = $1", &stage.shop.id).await;
        }
        m.checkout().await.says(&["When do you leave?", "name=\"leaving\""]);
        let said = [("leaving", "2026-11-28"), ("stay", "Homestay Contoh"), ("contact_kind", "email"), ("contact", "mia@mail.example")];
        changes.extend(said.map(|(name, value)| (name.to_owned(), value)));
        let (mut order, mut first, _) = m.order_with(&app, &changes).await;
        artisan_taps(&mut first.artisan, &order.code, "answer", &[("price", "0"), ("day", "2026-11-27")]).await.location();
        agree_part(&mut order, 1, "qris").await.location();
        first.artisan.get("/studio/orders/packing").await.says(&["Homestay Contoh", "Pulang 28 November 2026"]);
    }

    async fn a_basket_asks_once_for_all_its_shops(app: TestApp) {
        let Market { buyer: mut client, .. } = market(&app).await;
        let page = client.get("/en/checkout?r=wakatobi&leaving=2026-11-24").await;
        page.says(&["has no time and place before you leave", "value=\"2026-11-24\""]);
        assert!(!page.text().contains("value=\"keep\""));
        let fits = client.get("/en/checkout?r=wakatobi&leaving=2026-11-27&leaving_part=evening").await;
        fits.says(&["value=\"keep\"", "name=\"leaving\" value=\"2026-11-27\""]);
    }
}
