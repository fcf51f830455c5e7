//! Links for another phone: her own PIN lets her in, and whoever makes links guesses no faster for it.

use axum::http::StatusCode;

use super::{PIN, an_artisan, is_in, link_on};
use crate::on_both;
use crate::support::TestApp;

const MINUTE: i64 = 60_000;

on_both! {
    async fn a_fresh_device_link_lets_her_in_with_her_own_pin_once(app: TestApp) {
        let place = app.a_place().await;
        let (_, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let link = fresh_link(&app, &place, &account).await;
        let mut new = app.client();
        let page = new.get(&link).await;
        page.says(&["Halo, Wa Ode Contoh"]);
        assert!(!page.text().contains("081200"), "no phone number");
        let key = page.field("key");
        assert_eq!(new.post(&link, &[("pin", PIN), ("key", &key)]).await.location(), "/studio");
        assert!(is_in(&mut new).await);
        assert_eq!(app.client().get(&link).await.status, StatusCode::GONE);
        assert_eq!(app.count("select count(*) from devices").await, 2);
        assert_eq!(app.count("select count(*) from accounts where role = 'artisan'").await, 1);
    }

    async fn the_fifth_wrong_pin_uses_a_fresh_device_link_up(app: TestApp) {
        let place = app.a_place().await;
        let (_, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let link = fresh_link(&app, &place, &account).await;
        let mut thief = app.client();
        let key = thief.get(&link).await.field("key");
        for n in 1..=4 {
            let reply = thief.post(&link, &[("pin", "000001"), ("key", &key)]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "try {n}");
        }
        let spent = thief.post(&link, &[("pin", "000001"), ("key", &key)]).await;
        assert_eq!(spent.status, StatusCode::GONE);
        let right = thief.post(&link, &[("pin", PIN), ("key", &key)]).await;
        assert_eq!(right.status, StatusCode::GONE);
        assert!(thief.cookies.is_empty());
    }

    async fn the_fifth_try_may_still_be_the_right_one(app: TestApp) {
        let place = app.a_place().await;
        let (_, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let link = fresh_link(&app, &place, &account).await;
        let mut phone = app.client();
        let key = phone.get(&link).await.field("key");
        for _ in 1..=4 {
            phone.post(&link, &[("pin", "000001"), ("key", &key)]).await;
        }
        assert_eq!(phone.post(&link, &[("pin", PIN), ("key", &key)]).await.location(), "/studio");
    }

    async fn a_newer_fresh_device_link_revokes_the_older_one(app: TestApp) {
        let place = app.a_place().await;
        let (_, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let old = fresh_link(&app, &place, &account).await;
        let new = fresh_link(&app, &place, &account).await;
        assert_eq!(app.client().get(&old).await.status, StatusCode::GONE);
        assert_eq!(app.client().get(&new).await.status, StatusCode::OK);
    }

    async fn many_links_guess_no_faster_than_one(app: TestApp) {
        let place = app.a_place().await;
        let (_, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let mut thief = app.client();
        for wait in [0, 1, 5, 15, 60, 60] {
            app.clock.forward(wait * MINUTE);
            let link = fresh_link(&app, &place, &account).await;
            let key = thief.get(&link).await.field("key");
            // The first link spends the five free tries; from then on each wrong one makes the next wait.
            for _ in 0..if wait == 0 { 5 } else { 1 } {
                thief.post(&link, &[("pin", "000001"), ("key", &key)]).await;
            }
            let link = fresh_link(&app, &place, &account).await;
            let key = thief.get(&link).await.field("key");
            let hashes = app.house.hashing.count();
            let waits = thief.post(&link, &[("pin", PIN), ("key", &key)]).await;
            assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "even the right one waits after {wait} min");
            assert!(waits.headers.contains_key("retry-after"));
            assert_eq!(app.house.hashing.count(), hashes);
            assert_eq!(thief.get(&link).await.status, StatusCode::OK, "waiting does not use the link up");
        }
        app.clock.forward(60 * MINUTE);
        let link = fresh_link(&app, &place, &account).await;
        let mut phone = app.client();
        let key = phone.get(&link).await.field("key");
        assert_eq!(phone.post(&link, &[("pin", PIN), ("key", &key)]).await.location(), "/studio");
        assert!(is_in(&mut phone).await);
    }

    async fn an_officer_makes_no_link_for_another_regencys_artisan(app: TestApp) {
        let (place, other) = (app.a_place().await, app.a_place_named("74.04", "Kabupaten Buton", "buton").await);
        let (_, hers) = an_artisan(&app, &other, "Wa Ode Contoh").await;
        let mut officer = app.an_officer(&place).await;
        let (_, own) = an_artisan(&app, &place, "Wa Lain").await;
        let list = "/office/wakatobi/invitations/device";
        let key = officer.get(list).await.field("key");
        let links = "select count(*) from invitations where kind = 'fresh_device'";
        assert_eq!(officer.post(list, &[("account", &hers), ("key", &key)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.count(links).await, 0);
        officer.post(list, &[("account", &own), ("key", &key)]).await.location();
        assert_eq!(app.count(links).await, 1);
    }
}

/// The officer makes a link for an artisan's other phone.
pub async fn fresh_link(app: &TestApp, place: &crate::support::Place, account: &str) -> String {
    let mut officer = app.an_officer(place).await;
    let list = format!("/office/{}/invitations/device", place.slug);
    let page = officer.get(&list).await;
    page.says(&["Wa Ode Contoh"]);
    let key = page.field("key");
    let sheet = officer.post(&list, &[("account", account), ("key", &key)]).await.location();
    link_on(&officer.get(&sheet).await)
}
