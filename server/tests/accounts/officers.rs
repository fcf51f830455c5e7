//! Officers: made by an administrator, let in by a link.

use axum::http::StatusCode;

use super::link_on;
use crate::on_both;
use crate::support::{Client, Place, Reply};

/// The administrator makes an officer of the regency.
pub async fn new_officer(admin: &mut Client, place: &Place, email: &str) -> Reply {
    let key = admin.get("/admin/officers").await.field("key");
    let fields = [("name", "Petugas Baru"), ("email", email), ("regency", place.regency.as_str()), ("key", &key)];
    admin.post("/admin/officers", &fields).await
}

on_both! {
    async fn an_officer_sets_her_password_by_a_link_and_a_new_one_ends_her_stays(app: TestApp) {
        let place = app.a_place().await;
        let mut admin = app.an_administrator().await;
        let sheet = new_officer(&mut admin, &place, "Baru@Dinas.Test").await.location();
        let link = link_on(&admin.get(&sheet).await);
        let mut office = app.client();
        let key = office.get(&link).await.field("key");
        let short = office.post(&link, &[("password", "pendek"), ("key", &key)]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let set = office.post(&link, &[("password", "perahu biru di teluk"), ("key", &key)]).await;
        assert_eq!(set.location(), "/office/wakatobi");
        assert_eq!(office.get("/office/wakatobi/invitations").await.status, StatusCode::OK);
        let login = [("how", "password"), ("email", "baru@dinas.test"), ("password", "perahu biru di teluk")];
        let mut elsewhere = app.client();
        assert_eq!(elsewhere.post("/login", &login).await.location(), "/office/wakatobi");
        let key = admin.get(&sheet).await.field("key");
        assert_eq!(admin.post(&format!("{sheet}/link"), &[("key", &key)]).await.location(), sheet);
        let link = link_on(&admin.get(&sheet).await);
        let mut fresh = app.client();
        let key = fresh.get(&link).await.field("key");
        fresh.post(&link, &[("password", "jangkar tua dan layar"), ("key", &key)]).await.location();
        assert_eq!(elsewhere.get("/office/wakatobi/invitations").await.location(), "/login?to=%2Foffice%2Fwakatobi%2Finvitations");
        assert_eq!(app.client().post("/login", &login).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_new_password_ends_the_waiting_that_strangers_caused(app: TestApp) {
        let place = app.a_place().await;
        let mut admin = app.an_administrator().await;
        let sheet = new_officer(&mut admin, &place, "baru@dinas.test").await.location();
        let link = link_on(&admin.get(&sheet).await);
        for _ in 0..5 {
            let wrong = [("how", "password"), ("email", "baru@dinas.test"), ("password", "salah salah salah")];
            app.client().post("/login", &wrong).await;
        }
        let mut office = app.client();
        let key = office.get(&link).await.field("key");
        office.post(&link, &[("password", "perahu biru di teluk"), ("key", &key)]).await.location();
        let login = [("how", "password"), ("email", "baru@dinas.test"), ("password", "perahu biru di teluk")];
        assert_eq!(app.client().post("/login", &login).await.location(), "/office/wakatobi");
        // Her own slips on her own browser are forgiven too.
        office.post("/logout", &[]).await;
        for _ in 0..5 {
            office.post("/login", &[("how", "password"), ("email", "baru@dinas.test"), ("password", "salah salah salah")]).await;
        }
        assert_eq!(office.post("/login", &login).await.status, StatusCode::TOO_MANY_REQUESTS);
        let key = admin.get(&sheet).await.field("key");
        admin.post(&format!("{sheet}/link"), &[("key", &key)]).await.location();
        let link = link_on(&admin.get(&sheet).await);
        let key = office.get(&link).await.field("key");
        office.post(&link, &[("password", "jangkar tua dan layar"), ("key", &key)]).await.location();
        office.post("/logout", &[]).await;
        let login = [("how", "password"), ("email", "baru@dinas.test"), ("password", "jangkar tua dan layar")];
        assert_eq!(office.post("/login", &login).await.location(), "/office/wakatobi");
    }

    async fn two_officers_cannot_share_an_address(app: TestApp) {
        let place = app.a_place().await;
        let mut admin = app.an_administrator().await;
        for (n, status) in [(1, StatusCode::SEE_OTHER), (2, StatusCode::UNPROCESSABLE_ENTITY)] {
            assert_eq!(new_officer(&mut admin, &place, "sama@dinas.test").await.status, status, "officer {n}");
        }
    }
}
