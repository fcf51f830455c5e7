//! `homoru check`: says what is wrong and how to mend it.

use server::check::{self, Finding, Weight};

use crate::on_both;
use crate::support::TestApp;

async fn found(app: &TestApp) -> Vec<Finding> {
    check::all(&app.house.config).await
}

fn says(found: &[Finding], weight: Weight, text: &str) -> bool {
    found.iter().any(|finding| finding.weight == weight && finding.said.contains(text))
}

on_both! {
    async fn an_empty_house_is_told_its_next_steps(app: TestApp) {
        let found = found(&app).await;
        assert!(says(&found, Weight::Good, "database opens"), "{found:?}");
        assert!(says(&found, Weight::Good, "secret key"), "{found:?}");
        assert!(says(&found, Weight::Warning, "homoru admin create"), "{found:?}");
        assert!(says(&found, Weight::Warning, "homoru regions import"), "{found:?}");
        assert!(says(&found, Weight::Warning, "without https"), "{found:?}");
    }

    async fn an_open_regency_without_an_operator_is_named_until_it_has_one(app: TestApp) {
        let place = app.a_place().await;
        app.an_administrator().await;
        assert!(says(&found(&app).await, Weight::Warning, "Kabupaten Wakatobi does not say who runs it"));
        let mut admin = app.an_administrator().await;
        let path = format!("/admin/regencies/{}", place.regency);
        let version = admin.get(&path).await.field("version");
        let fields = [("operator_name", "Dinas Contoh"), ("operator_address", "Jalan Contoh 1"), ("operator_contact", "0404-0000"),
            ("complaint_days", "14"), ("island", ""), ("zone", "WITA"), ("version", version.as_str())];
        assert_eq!(admin.post(&path, &fields).await.location(), format!("{path}?saved=1"));
        let found = found(&app).await;
        assert!(!found.iter().any(|finding| finding.said.contains("who runs it")), "{found:?}");
    }

    async fn a_database_that_cannot_be_opened_is_broken_and_says_how(app: TestApp) {
        let mut config = app.house.config.clone();
        config.database_url = "sqlite:///nowhere/at/all/homoru.sqlite".to_owned();
        let found = check::all(&config).await;
        assert!(says(&found, Weight::Broken, "DATABASE_URL"), "{found:?}");
    }
}
