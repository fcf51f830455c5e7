//! Links: enrolment, another phone, passwords; single use, revocable, over after 14 days.

use axum::http::{Method, StatusCode};

use super::devices::fresh_link;
use super::officers::new_officer;
use super::{PIN, an_artisan, enrol, invite, is_in, link_on};
use crate::on_both;

const DAY: i64 = 86_400_000;

on_both! {
    async fn an_invited_artisan_enrols_and_has_a_shop_with_all_it_needs(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let link = invite(&mut officer, &place, "Wa Ode Contoh").await;
        let mut phone = app.client();
        phone.get(&link).await.says(&["Selamat datang, Wa Ode Contoh", "value=\"Wa Ode Contoh\"", "Kabupaten Wakatobi"]);
        assert_eq!(enrol(&mut phone, &link, &place, "Wa Ode Contoh").await.location(), "/studio");
        assert!(phone.cookies.contains_key("session") && phone.cookies.contains_key("device"));
        assert!(is_in(&mut phone).await);
        for (what, sql) in [
            ("a shop of her name in her village with the first band, not open yet",
             "select count(*) from shops where name = 'Wa Ode Contoh' and band = 1 and opened_at is null and maker_kind = 'person'"),
            ("an owner", "select count(*) from memberships where role = 'owner'"),
            ("a maker", "select count(*) from makers where name = 'Wa Ode Contoh'"),
            ("cash", "select count(*) from shop_payments where takes_cash = 1 and takes_qris = 0"),
            ("a printed code", "select count(*) from codes where kind = 'shop'"),
            ("a consent", "select count(*) from consents where kind = 'enrolment' and withdrawn_at is null"),
            ("a used link", "select count(*) from invitations where used_at is not null and account_id is not null"),
            ("an audit entry", "select count(*) from audit where action = 'account.enrolled' and actor_kind = 'artisan'"),
            ("a number in one spelling", "select count(*) from accounts where phone = '+6281200000101'"),
        ] {
            assert_eq!(app.count(sql).await, 1, "{what}");
        }
    }

    async fn neither_the_pin_nor_the_token_is_anywhere_in_the_database(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let link = invite(&mut officer, &place, "Wa Ode Contoh").await;
        enrol(&mut app.client(), &link, &place, "Wa Ode Contoh").await;
        let token = link.trim_start_matches("/invite/").to_owned();
        let (stored,): (String,) = sqlx::query_as("select token_hash from invitations").fetch_one(app.house.store.read()).await.unwrap();
        assert_ne!(stored, token);
        let (hash,): (String,) = sqlx::query_as("select pin_hash from accounts where role = 'artisan'").fetch_one(app.house.store.read()).await.unwrap();
        assert!(hash.starts_with("1:$argon2id$") && !hash.contains(PIN));
        let audit: Vec<(String,)> = sqlx::query_as("select detail from audit").fetch_all(app.house.store.read()).await.unwrap();
        for (detail,) in audit {
            assert!(!detail.contains(PIN) && !detail.contains("81200000101") && !detail.contains("Wa Ode"), "{detail}");
        }
    }

    async fn a_link_is_shown_as_a_symbol_to_scan_and_as_a_message_to_send(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let link = invite(&mut officer, &place, "Wa Ode Contoh").await;
        let (id,): (String,) = sqlx::query_as("select id from invitations").fetch_one(app.house.store.read()).await.unwrap();
        let whole = format!("{}{link}", app.house.config.origin());
        let symbol = server::codes::symbol::Symbol::of_payload(&whole).unwrap();
        let sent = whole.replace(':', "%3A").replace('/', "%2F");
        officer.get(&format!("/office/wakatobi/invitations/{id}")).await.says(&[&symbol.svg_path(), "https://wa.me/6281200000101?text=", &sent]);
    }

    async fn her_consent_is_written_down_in_the_language_she_read_it_in(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let link = invite(&mut officer, &place, "Wa Ode Contoh").await;
        let mut phone = app.client();
        let page = phone.get(&link).await;
        page.says(&["lang=\"id\""]);
        let key = page.field("key");
        let fields = [("name", "Wa Ode Contoh"), ("phone", "081200000101"), ("village", place.village.as_str()),
            ("language", "en"), ("consent", "yes"), ("pin", PIN), ("key", key.as_str())];
        phone.post(&link, &fields).await.location();
        assert_eq!(app.count("select count(*) from consents where language = 'id'").await, 1);
        assert_eq!(app.count("select count(*) from accounts where role = 'artisan' and language = 'en'").await, 1);
    }

    async fn opening_a_link_changes_nothing_and_shows_no_preview(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let link = invite(&mut officer, &place, "Wa Ode Contoh").await;
        for method in [Method::GET, Method::HEAD, Method::GET] {
            let page = app.client().send(method, &link, None, axum::body::Body::empty()).await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.headers["cache-control"], "no-store");
            assert!(page.headers["x-robots-tag"].to_str().unwrap().contains("noindex"));
            assert!(!page.text().contains("og:"), "a preview");
            assert!(!page.headers.contains_key("set-cookie"));
        }
        assert_eq!(app.count("select count(*) from invitations where used_at is null and wrong = 0").await, 1);
        assert_eq!(app.count("select count(*) from accounts where role = 'artisan'").await, 0);
    }

    async fn a_link_enrols_one_person_once(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let link = invite(&mut officer, &place, "Wa Ode Contoh").await;
        let (mut first, mut second) = (app.client(), app.client());
        let key = second.get(&link).await.field("key");
        assert_eq!(enrol(&mut first, &link, &place, "Wa Ode Contoh").await.status, StatusCode::SEE_OTHER);
        let fields = [("name", "Orang Lain"), ("phone", "081200000102"), ("village", place.village.as_str()),
            ("language", "id"), ("consent", "yes"), ("pin", "739204"), ("key", key.as_str())];
        let refused = second.post(&link, &fields).await;
        assert_eq!(refused.status, StatusCode::GONE);
        assert!(second.cookies.is_empty());
        assert_eq!(second.get(&link).await.status, StatusCode::GONE);
        assert_eq!(app.count("select count(*) from accounts where role = 'artisan'").await, 1);
    }

    async fn a_form_sent_twice_enrols_once_and_lets_in_both_times(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let link = invite(&mut officer, &place, "Wa Ode Contoh").await;
        let mut phone = app.client();
        let key = phone.get(&link).await.field("key");
        let fields = [("name", "Wa Ode Contoh"), ("phone", "081200000101"), ("village", place.village.as_str()),
            ("language", "id"), ("consent", "yes"), ("pin", PIN), ("key", key.as_str())];
        let mut again = phone.clone();
        let (one, two) = tokio::join!(phone.post(&link, &fields), again.post(&link, &fields));
        assert_eq!((one.location(), two.location()), ("/studio".to_owned(), "/studio".to_owned()));
        assert!(is_in(&mut again).await);
        assert_eq!(app.count("select count(*) from shops").await, 1);
        let wrong = [("name", "Wa Ode Contoh"), ("phone", "081200000101"), ("village", place.village.as_str()),
            ("language", "id"), ("consent", "yes"), ("pin", "739204"), ("key", key.as_str())];
        assert_ne!(app.client().post(&link, &wrong).await.status, StatusCode::SEE_OTHER);
    }

    async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let link = invite(&mut officer, &place, "Wa Ode Contoh").await;
        let mut phone = app.client();
        let key = phone.get(&link).await.field("key");
        let fields = [("name", "Wa Ode Baru"), ("phone", "12"), ("village", place.village.as_str()), ("language", "en"),
            ("pin", "123456"), ("key", key.as_str())];
        let page = phone.post(&link, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(&["value=\"Wa Ode Baru\"", "value=\"12\"", "id=\"phone-err\"", "id=\"pin-err\"", "id=\"consent-err\"", "mudah ditebak"]);
        assert!(!page.text().contains("123456"), "the PIN is never sent back");
        assert_eq!(app.count("select count(*) from invitations where used_at is null").await, 1);
    }

    async fn a_village_of_another_regency_cannot_be_chosen(app: TestApp) {
        let place = app.a_place().await;
        let other = app.a_place_named("74.01", "Kabupaten Kolaka", "kolaka").await;
        let mut officer = app.an_officer(&place).await;
        let list = "/office/wakatobi/invitations";
        let key = officer.get(list).await.field("key");
        let fields = [("name", "Wa Ode"), ("phone", "081200000101"), ("village", other.village.as_str()), ("key", key.as_str())];
        assert_eq!(officer.post(list, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let link = invite(&mut officer, &place, "Wa Ode").await;
        let reply = enrol(&mut app.client(), &link, &other, "Wa Ode").await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count("select count(*) from accounts where role = 'artisan'").await, 0);
        assert_eq!(app.count("select count(*) from invitations where used_at is null").await, 1);
    }

    async fn a_revoked_link_and_one_of_14_days_open_nothing(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let revoked = invite(&mut officer, &place, "Wa Satu").await;
        let (id,): (String,) = sqlx::query_as("select id from invitations").fetch_one(app.house.store.read()).await.unwrap();
        let path = format!("/office/wakatobi/invitations/{id}/revoke");
        assert_eq!(officer.post(&path, &[]).await.location(), "/office/wakatobi/invitations");
        assert_eq!(app.client().get(&revoked).await.status, StatusCode::GONE);
        assert_eq!(officer.post(&path, &[]).await.location(), "/office/wakatobi/invitations", "a second tap revokes nothing more");
        assert_eq!(app.count("select count(*) from audit where action = 'invitation.revoked'").await, 1);
        let late = invite(&mut officer, &place, "Wa Dua").await;
        let key = app.client().get(&late).await.field("key");
        app.clock.forward(14 * DAY);
        assert_eq!(app.client().get(&late).await.status, StatusCode::GONE);
        let reply = app.client().post(&late, &[("key", key.as_str()), ("pin", PIN)]).await;
        assert_eq!(reply.status, StatusCode::GONE);
        assert_eq!(app.client().get("/invite/nonsense").await.status, StatusCode::NOT_FOUND);
    }

    async fn neighbours_get_different_bands(app: TestApp) {
        let place = app.a_place().await;
        for name in ["Wa Satu", "Wa Dua", "Wa Tiga"] {
            an_artisan(&app, &place, name).await;
        }
        assert_eq!(app.count("select count(distinct band) from shops").await, 3);
        assert_eq!(app.count("select count(*) from shops where band = 0").await, 0);
    }

    async fn the_officer_sees_what_became_of_every_link(app: TestApp) {
        let place = app.a_place().await;
        an_artisan(&app, &place, "Wa Terpakai").await;
        let mut officer = app.an_officer(&place).await;
        invite(&mut officer, &place, "Wa Terbuka").await;
        let all = officer.get("/office/wakatobi/invitations").await;
        all.says(&["Wa Terpakai", "Wa Terbuka", "Terpakai", "Terbuka"]);
        let used = officer.get("/office/wakatobi/invitations?state=used").await;
        used.says(&["Wa Terpakai"]);
        assert!(!used.text().contains("Wa Terbuka"));
        officer.get("/office/wakatobi/invitations?state=revoked").await.says(&["Tidak ada yang cocok"]);
    }

    async fn a_double_tap_on_a_link_lets_in_both_times(app: TestApp) {
        let place = app.a_place().await;
        let (_, account) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        let link = fresh_link(&app, &place, &account).await;
        let mut phone = app.client();
        let key = phone.get(&link).await.field("key");
        let mut again = phone.clone();
        let fields = [("pin", PIN), ("key", key.as_str())];
        let (one, two) = tokio::join!(phone.post(&link, &fields), again.post(&link, &fields));
        assert_eq!((one.location(), two.location()), ("/studio".to_owned(), "/studio".to_owned()));
        assert!(is_in(&mut phone).await && is_in(&mut again).await);
        let mut admin = app.an_administrator().await;
        let sheet = new_officer(&mut admin, &place, "baru@dinas.test").await.location();
        let link = link_on(&admin.get(&sheet).await);
        let mut office = app.client();
        let key = office.get(&link).await.field("key");
        let mut again = office.clone();
        let fields = [("password", "perahu biru di teluk"), ("key", key.as_str())];
        let (one, two) = tokio::join!(office.post(&link, &fields), again.post(&link, &fields));
        assert_eq!((one.location(), two.location()), ("/office/wakatobi".to_owned(), "/office/wakatobi".to_owned()));
    }

    async fn names_of_links_long_over_are_forgotten_and_their_count_stays(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        invite(&mut officer, &place, "Wa Ode Contoh").await;
        app.clock.forward(14 * DAY + 91 * DAY);
        app.house.store.write(|tx| Box::pin(async move { server::accounts::prune(tx).await })).await.unwrap();
        assert_eq!(app.count("select count(*) from invitations where name = '' and phone is null").await, 1);
        officer = app.an_officer(&place).await;
        let list = "/office/wakatobi/invitations";
        officer.get(list).await.says(&["nama sudah dihapus"]);
        // Whoever has enrolled is known by her account.
        app.a_shop(&place, "Benang Contoh").await;
        app.execute("update invitations set used_at = 1, account_id = (select id from accounts where role = 'artisan')").await;
        let known = officer.get(list).await;
        known.says(&["Ina Contoh"]);
        assert!(!known.text().contains("nama sudah dihapus"));
    }
}
