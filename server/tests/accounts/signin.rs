//! Signing in and out, waiting after wrong PINs, stays and their end.

use axum::http::StatusCode;

use super::{PIN, an_artisan, is_in, pin};
use crate::on_both;
use crate::support::TestApp;

const MINUTE: i64 = 60_000;
const DAY: i64 = 1440 * MINUTE;

async fn an_officer_with_password(app: &TestApp, email: &str) {
    let place = app.a_place().await;
    let account = app.an_account("officer", Some(&place.regency), "Petugas").await;
    let hash = app.house.hashing.hash(&app.house.keys, &"perahu biru di teluk".into()).await.unwrap();
    let email = email.to_owned();
    app.house
        .store
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query("update accounts set password_hash = $2, email = $3 where id = $1")
                    .bind(account)
                    .bind(hash)
                    .bind(email)
                    .execute(tx.db())
                    .await
                    .unwrap();
                Ok(())
            })
        })
        .await
        .unwrap();
}

on_both! {
    async fn on_a_remembered_phone_she_picks_her_name_and_types_her_pin(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let before = phone.cookies["session"].clone();
        assert_eq!(phone.post("/logout", &[]).await.location(), "/login");
        assert!(!phone.cookies.contains_key("session") && phone.cookies.contains_key("device"));
        phone.get("/login").await.says(&["Wa Ode Contoh", "band-1", "lang=\"id\""]);
        assert_eq!(pin(&mut phone, &account, PIN).await.location(), "/studio");
        assert_ne!(phone.cookies["session"], before, "the session's id is new");
    }

    async fn several_people_share_a_phone(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, first) = an_artisan(&app, &place, "Wa Satu").await;
        let mut officer = app.an_officer(&place).await;
        let link = crate::accounts::invite(&mut officer, &place, "Wa Dua").await;
        assert_eq!(crate::accounts::enrol(&mut phone, &link, &place, "Wa Dua").await.location(), "/studio");
        phone.get("/studio/shop").await.says(&["Wa Dua"]);
        phone.post("/logout", &[]).await;
        phone.get("/login").await.says(&["Wa Satu", "Wa Dua"]);
        assert_eq!(pin(&mut phone, &first, PIN).await.location(), "/studio");
        phone.get("/studio/shop").await.says(&["Wa Satu"]);
        assert_eq!(app.count("select count(*) from devices").await, 1);
        assert_eq!(app.count("select count(*) from sessions s join devices d on d.id = s.device_id where s.ended_at is null").await, 1);
    }

    async fn the_session_of_an_old_cookie_ends_at_the_next_sign_in(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let mut stolen = phone.clone();
        assert_eq!(pin(&mut phone, &account, PIN).await.location(), "/studio");
        assert!(!is_in(&mut stolen).await, "the old session is over");
        assert!(is_in(&mut phone).await);
    }

    async fn an_unknown_phone_is_told_to_ask_for_a_link_whatever_it_types(app: TestApp) {
        let place = app.a_place().await;
        let (_, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let hashes = app.house.hashing.count();
        for account in [account.as_str(), "nobody"] {
            let reply = pin(&mut app.client(), account, PIN).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN);
            reply.says(&["for a new link"]);
        }
        assert_eq!(app.house.hashing.count(), hashes, "no hash for a phone that is not known");
    }

    async fn known_and_unknown_names_get_the_same_answer_after_the_same_work(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, mine) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let (_, elsewhere) = an_artisan(&app, &place, "Wa Lain").await;
        phone.post("/logout", &[]).await;
        let mut seen = Vec::new();
        for account in [mine.as_str(), elsewhere.as_str(), "nobody"] {
            let before = app.house.hashing.count();
            let reply = pin(&mut phone, account, "000001").await;
            let page = reply.text().replace(mine.as_str(), "").replace(" checked", "");
            seen.push((reply.status, page, app.house.hashing.count() - before));
        }
        assert_eq!(seen[0].2, 1);
        assert_eq!(seen[0], seen[1]);
        assert_eq!(seen[1], seen[2]);
    }

    async fn known_and_unknown_addresses_get_the_same_answer_after_the_same_work(app: TestApp) {
        an_officer_with_password(&app, "ada@dinas.test").await;
        let mut seen = Vec::new();
        for email in ["ada@dinas.test", "tidak@dinas.test"] {
            let before = app.house.hashing.count();
            let reply = app.client().post("/login", &[("how", "password"), ("email", email), ("password", "salah salah salah")]).await;
            seen.push((reply.status, reply.text().replace(email, ""), app.house.hashing.count() - before));
        }
        assert_eq!(seen[0].2, 1);
        assert_eq!(seen[0], seen[1]);
    }

    async fn after_five_wrong_pins_one_waits_1_5_15_and_60_minutes_and_after_ten_the_phone_is_forgotten(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        phone.post("/logout", &[]).await;
        for n in 1..=5 {
            assert_eq!(pin(&mut phone, &account, "000001").await.status, StatusCode::UNPROCESSABLE_ENTITY, "try {n}");
        }
        for minutes in [1, 5, 15, 60, 60] {
            let hashes = app.house.hashing.count();
            let waits = pin(&mut phone, &account, PIN).await;
            assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "even the right one waits {minutes} min");
            assert_eq!(waits.headers["retry-after"], (minutes * 60).to_string().as_str());
            assert_eq!(app.house.hashing.count(), hashes);
            app.clock.forward(minutes * MINUTE - 1);
            assert_eq!(pin(&mut phone, &account, PIN).await.status, StatusCode::TOO_MANY_REQUESTS);
            app.clock.forward(1);
            let last = pin(&mut phone, &account, "000001").await;
            if !phone.cookies.contains_key("device") {
                assert_eq!(last.status, StatusCode::FORBIDDEN);
                break;
            }
            assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert!(!phone.cookies.contains_key("device"), "forgotten after the tenth");
        assert_eq!(app.count("select count(*) from devices where forgotten_at is not null").await, 1);
        assert_eq!(pin(&mut phone, &account, PIN).await.status, StatusCode::FORBIDDEN);
    }

    async fn the_right_pin_forgives_the_wrong_ones_before(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        for _ in 0..3 {
            for _ in 0..4 {
                pin(&mut phone, &account, "000001").await;
            }
            assert_eq!(pin(&mut phone, &account, PIN).await.location(), "/studio");
        }
    }

    async fn a_hundred_guesses_at_once_are_no_more_than_one_after_the_other(app: TestApp) {
        let place = app.a_place().await;
        let (phone, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let before = app.house.hashing.count();
        let guesses = (0..20).map(|n| {
            let (mut phone, account) = (phone.clone(), account.clone());
            async move { pin(&mut phone, &account, &format!("0000{n:02}")).await.status }
        });
        let answers = futures::future::join_all(guesses).await;
        assert_eq!(app.house.hashing.count() - before, 5);
        assert_eq!(answers.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count(), 15);
    }

    async fn wrong_passwords_wait_too_and_an_officers_stay_lasts_12_hours(app: TestApp) {
        an_officer_with_password(&app, "ada@dinas.test").await;
        let right = [("how", "password"), ("email", " Ada@Dinas.Test "), ("password", "perahu biru di teluk")];
        let mut office = app.client();
        assert_eq!(office.post("/login", &right).await.location(), "/office/wakatobi");
        app.clock.forward(12 * 60 * MINUTE - 1);
        assert_eq!(office.get("/account").await.status, StatusCode::OK);
        app.clock.forward(1);
        assert_eq!(office.get("/account").await.location(), "/login?to=%2Faccount");
        for _ in 0..5 {
            let wrong = [("how", "password"), ("email", "ada@dinas.test"), ("password", "salah salah salah")];
            assert_eq!(app.client().post("/login", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(app.client().post("/login", &right).await.status, StatusCode::TOO_MANY_REQUESTS);
        app.clock.forward(MINUTE);
        assert_eq!(app.client().post("/login", &right).await.location(), "/office/wakatobi");
    }

    async fn strangers_who_guess_a_password_never_make_its_owner_wait_on_her_own_browser(app: TestApp) {
        an_officer_with_password(&app, "ada@dinas.test").await;
        let right = [("how", "password"), ("email", "ada@dinas.test"), ("password", "perahu biru di teluk")];
        let wrong = [("how", "password"), ("email", "ada@dinas.test"), ("password", "salah salah salah")];
        let mut hers = app.client();
        assert_eq!(hers.post("/login", &right).await.location(), "/office/wakatobi");
        hers.post("/logout", &[]).await;
        // Her browser is known, which shows no name to whoever opens it next.
        assert!(!hers.get("/login").await.text().contains("Petugas"));
        let mut stranger = app.client();
        for _ in 0..5 {
            stranger.post("/login", &wrong).await;
        }
        assert_eq!(stranger.post("/login", &right).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(hers.post("/login", &right).await.location(), "/office/wakatobi");
        hers.post("/logout", &[]).await;
        for _ in 0..5 {
            assert_eq!(hers.post("/login", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(hers.post("/login", &right).await.status, StatusCode::TOO_MANY_REQUESTS, "hers are counted too");
    }

    async fn an_artisans_stay_lasts_30_days_and_her_phone_is_remembered_180_more(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        app.clock.forward(30 * DAY - 1);
        assert!(is_in(&mut phone).await);
        app.clock.forward(1);
        assert!(!is_in(&mut phone).await);
        app.clock.forward(149 * DAY);
        assert_eq!(pin(&mut phone, &account, PIN).await.location(), "/studio");
        app.clock.forward(179 * DAY);
        assert_eq!(pin(&mut phone, &account, PIN).await.location(), "/studio", "remembered anew at every sign-in");
        app.clock.forward(180 * DAY);
        assert_eq!(pin(&mut phone, &account, PIN).await.status, StatusCode::FORBIDDEN);
    }

    async fn one_is_led_back_into_ones_own_room_and_nowhere_else(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        for (to, goes) in [
            ("/studio/shop", "/studio/shop"),
            ("/admin", "/studio"),
            ("https://evil.example/studio", "/studio"),
            ("//evil.example/studio", "/studio"),
            ("/studio\\evil", "/studio"),
        ] {
            let fields = [("how", "pin"), ("account", account.as_str()), ("pin", PIN), ("to", to)];
            assert_eq!(phone.post("/login", &fields).await.location(), goes, "{to}");
        }
        phone.post("/logout", &[]).await;
        assert_eq!(phone.get("/login?to=%2Fstudio%2Fshop").await.field("to"), "/studio/shop");
        assert_eq!(phone.get("/login?to=https%3A%2F%2Fevil.example").await.field("to"), "");
    }

    async fn ones_own_stays_are_listed_and_ended_and_nobody_elses(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let (mut other, _) = an_artisan(&app, &place, "Wa Lain").await;
        let mut second = app.signed_in(&account).await;
        let page = phone.get("/account").await;
        page.says(&["Wa Ode Contoh", "/end"]);
        let html = page.text();
        let at = html.find("/account/sessions/").unwrap();
        let path: String = html[at..].chars().take_while(|c| *c != '"').collect();
        assert_eq!(other.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
        assert!(is_in(&mut second).await);
        assert_eq!(phone.post(&path, &[]).await.location(), "/account");
        assert_eq!(phone.post(&path, &[]).await.location(), "/account", "a second tap ends nothing more");
        assert!(!is_in(&mut second).await && is_in(&mut phone).await);
    }

    async fn the_pin_is_asked_again_for_money_with_the_same_waits(app: TestApp) {
        let place = app.a_place().await;
        let (phone, _) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let now = app.clock.now();
        let (actor, _) = server::accounts::session_actor(&app.house, &phone.cookies["session"], now).await.unwrap().unwrap();
        let device = server::accounts::device(&app.house, &phone.cookies["device"], now).await.unwrap();
        let check = |pin: &'static str| {
            let (house, actor, device) = (app.house.clone(), actor.clone(), device.clone());
            async move { server::accounts::check_pin(&house, &actor, &pin.into(), device.as_ref()).await }
        };
        assert_eq!(check(PIN).await, Ok(()));
        for _ in 0..5 {
            assert_eq!(check("000001").await.unwrap_err().status(), 422);
        }
        assert_eq!(check(PIN).await.unwrap_err().status(), 429);
        for _ in 0..5 {
            app.clock.forward(60 * MINUTE);
            check("000001").await.unwrap_err();
        }
        assert_eq!(app.count("select count(*) from devices where forgotten_at is not null").await, 1);
        assert_eq!(app.count("select count(*) from sessions where device_id is not null and ended_at is null").await, 0);
    }

    async fn last_use_is_written_at_most_once_an_hour(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, _) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let seen = "select coalesce(max(seen_at), 0) from sessions where ended_at is null";
        let start = app.count(seen).await;
        app.clock.forward(59 * MINUTE);
        phone.get("/account").await;
        assert_eq!(app.count(seen).await, start);
        app.clock.forward(2 * MINUTE);
        phone.get("/account").await;
        for _ in 0..200 {
            if app.count(seen).await > start {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("the last use was not written");
    }
}
