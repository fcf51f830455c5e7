//! The administrator's regencies: made, opened, described, and never over another's change.

use axum::http::StatusCode;

use crate::on_both;

on_both! {
    async fn a_regency_is_made_by_code_and_name_and_opened(app: TestApp) {
        let mut admin = app.an_administrator().await;
        admin.get("/admin").await.says(&["homoru regions import"]);
        let key = admin.get("/admin").await.field("key");
        let fields = [("code", "74.07"), ("name", "Kabupaten Wakatobi"), ("province", ""), ("key", key.as_str())];
        let page = admin.post("/admin/regencies", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(&["id=\"province-err\"", "value=\"Kabupaten Wakatobi\""]);
        let key = page.field("key");
        let fields = [("code", "74.07"), ("name", "Kabupaten Wakatobi"), ("province", "Sulawesi Tenggara"), ("key", key.as_str())];
        let sheet = admin.post("/admin/regencies", &fields).await.location();
        assert_eq!(admin.post("/admin/regencies", &fields).await.location(), sheet, "sent twice, made once");
        assert_eq!(app.count("select count(*) from regions").await, 2);
        assert_eq!(app.client().get("/id/r/wakatobi").await.status, StatusCode::NOT_FOUND);
        assert_eq!(admin.post(&format!("{sheet}/open"), &[]).await.location(), sheet);
        assert_eq!(admin.post(&format!("{sheet}/open"), &[]).await.location(), sheet, "a second tap opens nothing more");
        assert_eq!(app.client().get("/id/r/wakatobi").await.status, StatusCode::OK);
        assert_eq!(app.count("select count(*) from audit where action = 'region.opened'").await, 1);
        let again = [("code", "74.07"), ("name", "Kabupaten Lain"), ("province", ""), ("key", admin.get("/admin").await.field("key").as_str())]
            .map(|(name, value)| (name, value.to_owned()));
        let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
        admin.post("/admin/regencies", &again).await.says(&["id=\"code-err\""]);
    }

    async fn what_is_saved_twice_is_saved_once(app: TestApp) {
        let place = app.a_place().await;
        let mut admin = app.an_administrator().await;
        for (path, count) in [(format!("/admin/regencies/{}", place.regency), 2), (format!("/admin/places/{}", place.village), 3)] {
            let version = admin.get(&path).await.field("version");
            let fields = [("operator_name", "Dinas Satu"), ("complaint_days", "14"), ("island", "Kapota"), ("zone", "WITA"),
                ("version", version.as_str())];
            let first = admin.post(&path, &fields).await.location();
            app.clock.forward(1000);
            assert_eq!(admin.post(&path, &fields).await.location(), first);
            let noted = "select count(*) from audit where action in ('region.changed', 'region.operator')";
            assert!(app.count(noted).await <= count + 1, "nothing is noted twice");
            let other = admin.post(&path, &[("island", "Tomia"), ("zone", "WITA"), ("version", version.as_str())]).await;
            assert_eq!(other.status, StatusCode::CONFLICT);
        }
    }

    async fn a_change_on_top_of_another_is_shown_again_with_what_was_typed(app: TestApp) {
        let place = app.a_place().await;
        let mut admin = app.an_administrator().await;
        let path = format!("/admin/regencies/{}", place.regency);
        let version = admin.get(&path).await.field("version");
        let of = |name: &'static str, version: String| {
            vec![("operator_name", name.to_owned()), ("operator_contact", "0404-1".to_owned()), ("complaint_days", "14".to_owned()),
                ("zone", "WIT".to_owned()), ("version", version)]
        };
        for (name, status) in [("Dinas Satu", StatusCode::SEE_OTHER), ("Dinas Dua", StatusCode::CONFLICT)] {
            let fields = of(name, version.clone());
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let reply = admin.post(&path, &fields).await;
            assert_eq!(reply.status, status);
            if status == StatusCode::CONFLICT {
                reply.says(&["value=\"Dinas Dua\""]);
                assert_ne!(reply.field("version"), version);
            }
        }
        assert_eq!(app.count("select count(*) from regions where operator_name = 'Dinas Satu' and zone = 'WIT'").await, 1);
        assert_eq!(app.count("select count(*) from regions where level = 'village' and zone = 'WIT'").await, 1, "its places follow");
        let audit: Vec<(String,)> = sqlx::query_as("select detail from audit where action = 'region.operator'")
            .fetch_all(app.house.store.read()).await.unwrap();
        assert_eq!(audit.len(), 3, "one entry for each field");
        assert!(!audit.iter().any(|(detail,)| detail.contains("0404-1")), "a contact may be a person's");
    }

    async fn a_districts_island_is_given_to_its_villages_on_wish(app: TestApp) {
        let place = app.a_place().await;
        let mut admin = app.an_administrator().await;
        let (district,): (String,) = sqlx::query_as("select parent_id from regions where id = $1")
            .bind(place.village.clone()).fetch_one(app.house.store.read()).await.unwrap();
        let path = format!("/admin/places/{district}");
        let version = admin.get(&path).await.field("version");
        let fields = [("island", "Kapota"), ("zone", "WITA"), ("below", "yes"), ("version", version.as_str())];
        assert_eq!(admin.post(&path, &fields).await.location(), format!("/admin/regencies/{}/places", place.regency));
        assert_eq!(app.count("select count(*) from regions where island = 'Kapota'").await, 2);
        // An old form that only adds the villages does add them.
        app.execute("update regions set island = null where level = 'village'").await;
        app.clock.forward(1000);
        admin.post(&path, &fields).await.location();
        assert_eq!(app.count("select count(*) from regions where island = 'Kapota'").await, 2);
    }
}
