//! The sending table: kept by the officer of the regency, by nobody else, and nobody's change is lost.

use axum::http::StatusCode;

use super::stage::key_of;
use crate::on_both;
use crate::support::{Client, Reply, TestApp};

const HOME: &str = "/office/wakatobi/sending";

const SERVICE: [(&str, &str); 14] = [
    ("name", "Pos Reguler"),
    ("zone", "java_bali"),
    ("first_step_g", "1.000"),
    ("first_price", "58rb"),
    ("next_step_g", "1000"),
    ("next_price", "52.000"),
    ("max_g", "30 kg"),
    ("tolerance_g", "0,3 kg"),
    ("minimum_g", ""),
    ("divisor", "6000"),
    ("days", "5-8"),
    ("tracked", "yes"),
    ("valid_from", "2026-01-01"),
    ("source", "kantor pos, 8 Agustus"),
];

/// Sends the form of a page with this action, the service's fields changed.
async fn send(client: &mut Client, page: &str, action: &str, changes: &[(&str, &str)]) -> Reply {
    let html = client.get(page).await.text();
    post(client, &html, action, changes).await
}

async fn post(client: &mut Client, html: &str, action: &str, changes: &[(&str, &str)]) -> Reply {
    let key = key_of(html, action);
    let form = html.split(&format!("action=\"{action}\"")).nth(1).unwrap();
    let version = form.split("name=\"version\"").nth(1).unwrap().split('"').nth(1).unwrap().to_owned();
    let mut fields = vec![("key", key.as_str()), ("version", version.as_str())];
    fields.extend(SERVICE.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)));
    fields.extend(changes);
    client.post(action, &fields).await
}

async fn id(app: &TestApp) -> String {
    let (id,): (String,) =
        sqlx::query_as("select id from sending_services").fetch_one(app.house.store.read()).await.unwrap();
    id
}

on_both! {
    async fn a_service_is_added_shown_with_an_example_changed_and_taken_out(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        officer.get(HOME).await.says(&["Tabel masih kosong"]);
        let added = send(&mut officer, &format!("{HOME}/new"), HOME, &[]).await;
        assert_eq!(added.location(), format!("{HOME}?saved"));
        officer.get(HOME).await.says(&["Jawa dan Bali", "Kain 650 g: Rp58.000: Pos Reguler, dihitung 1.000 g, 5-8 hari, bisa dilacak",
            "Rp58.000 sampai 1.000 g, lalu Rp52.000 per 1.000 g", "lebih 300 g tidak dihitung", "kantor pos, 8 Agustus"]);
        let page = format!("{HOME}/{}", id(&app).await);
        assert_eq!(send(&mut officer, &page, &page, &[("first_price", "61000")]).await.location(), format!("{HOME}?saved"));
        officer.get(HOME).await.says(&["Kain 650 g: Rp61.000"]);
        let removed = send(&mut officer, &page, &format!("{page}/remove"), &[]).await;
        assert_eq!(removed.location(), format!("{HOME}?saved"));
        officer.get(HOME).await.says(&["Tabel masih kosong"]);
        assert_eq!(officer.get(&page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.count("select version from sending_tables").await, 3);
        assert_eq!(app.count("select count(*) from audit where action like 'sending.%'").await, 3);
    }

    async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let new = format!("{HOME}/new");
        for (field, text, words) in [
            ("name", "", "Ketik nama layanannya"),
            ("name", "=1+1", "Tidak boleh diawali"),
            ("zone", "bulan", "Pilih salah satu tujuan"),
            ("first_price", "58", "Ketik harga dalam rupiah penuh"),
            ("first_price", "-58000", "Ketik harga dalam rupiah penuh"),
            ("first_price", "1e9", "Ketik harga dalam rupiah penuh"),
            ("first_step_g", "1,5", "Ketik gram bulat"),
            ("first_step_g", "0", "Ketik gram bulat"),
            ("first_step_g", "1 ton", "Ketik gram bulat"),
            ("first_step_g", "10 ons", "Ketik gram bulat"),
            ("max_g", "9223372036854775807", "Ketik gram bulat"),
            ("tolerance_g", "1000", "Harus kurang dari langkah"),
            ("divisor", "6", "Ketik angka 1000"),
            ("valid_from", "besok", "Pilih hari"),
        ] {
            let reply = send(&mut officer, &new, HOME, &[(field, text), ("days", "kata saya")]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {text}");
            let html = reply.text();
            assert!(html.contains(words) && html.contains("kata saya"), "{field} {text}: {words}");
        }
        assert_eq!(app.count("select count(*) from sending_services").await, 0);
    }

    async fn two_officers_at_once_lose_nothing(app: TestApp) {
        let place = app.a_place().await;
        let (mut one, mut other) = (app.an_officer(&place).await, app.an_officer(&place).await);
        let page = format!("{HOME}/{}", app.a_service(&place, "Pos Reguler", "java_bali", 58_000).await);
        let (mine, theirs) = (one.get(&page).await.text(), other.get(&page).await.text());
        post(&mut one, &mine, &page, &[("first_price", "61000")]).await.location();
        let refused = post(&mut other, &theirs, &page, &[("first_price", "63000")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let html = refused.text();
        assert!(html.contains("Di tabel sekarang: Pos Reguler, Rp61.000") && html.contains("63000"), "both are shown");
        let stale = post(&mut other, &theirs, &format!("{page}/remove"), &[]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "nobody takes out what changed");
        post(&mut other, &html, &page, &[("first_price", "63000")]).await.location();
        assert_eq!(app.count("select first_minor from sending_services").await, 6_300_000);
    }

    async fn taking_out_the_newest_price_says_that_the_older_one_is_offered_again(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let page = format!("{HOME}/{}", app.a_service(&place, "Pos Reguler", "java_bali", 58_000).await);
        assert!(!officer.get(&page).await.text().contains("ditawarkan lagi"));
        send(&mut officer, &format!("{HOME}/new"), HOME, &[("first_price", "61000")]).await.location();
        let newest = "select id from sending_services where first_minor = 6100000";
        let (newest,): (String,) = sqlx::query_as(newest).fetch_one(app.house.store.read()).await.unwrap();
        let page = format!("{HOME}/{newest}");
        officer.get(&page).await.says(&["Harga lamanya", "ditawarkan lagi"]);
        send(&mut officer, &page, &format!("{page}/remove"), &[]).await.location();
        officer.get(HOME).await.says(&["Kain 650 g: Rp58.000"]);
    }

    async fn a_form_that_comes_back_for_a_typo_still_knows_what_it_was_made_from(app: TestApp) {
        let place = app.a_place().await;
        let (mut one, mut other) = (app.an_officer(&place).await, app.an_officer(&place).await);
        let page = format!("{HOME}/{}", app.a_service(&place, "Pos Reguler", "java_bali", 58_000).await);
        let (at, rate) = (format!("{HOME}/import"), format!("{HOME}/rate"));
        let rated = [("sdr", "22150"), ("sdr_on", "2026-11-01")];
        let stale = [other.get(&page).await.text(), other.get(&at).await.text(), other.get(HOME).await.text()];
        send(&mut one, &page, &page, &[("first_price", "61000")]).await.location();
        let typo = post(&mut other, &stale[0], &page, &[("first_price", "6")]).await.text();
        let file = post(&mut other, &stale[1], &at, &[("table", include_str!("../../seed/sending.csv"))]).await.text();
        let wrong = post(&mut other, &stale[2], &rate, &[("sdr", "0"), ("sdr_on", "2026-11-01")]).await.text();
        for (html, action, fields) in [
            (&typo, &page, &[("first_price", "63000")][..]),
            (&typo, &format!("{page}/remove"), &[]),
            (&file, &at, &[("table", include_str!("../../seed/sending.csv")), ("sure", "yes")]),
            (&wrong, &rate, &rated),
        ] {
            assert_eq!(post(&mut other, html, action, fields).await.status, StatusCode::CONFLICT, "{action}");
        }
        assert_eq!(app.count("select first_minor from sending_services").await, 6_100_000);
        // Once it was told, the same form is sent again and counts.
        let told = post(&mut other, &typo, &page, &[("first_price", "63000")]).await.text();
        post(&mut other, &told, &page, &[("first_price", "63000")]).await.location();
        assert_eq!(app.count("select first_minor from sending_services").await, 6_300_000);
    }

    async fn what_was_typed_about_a_service_that_is_gone_can_be_added_again(app: TestApp) {
        let place = app.a_place().await;
        let (mut one, mut other) = (app.an_officer(&place).await, app.an_officer(&place).await);
        let page = format!("{HOME}/{}", app.a_service(&place, "Pos Reguler", "java_bali", 58_000).await);
        let (mine, theirs) = (one.get(&page).await.text(), other.get(&page).await.text());
        post(&mut one, &mine, &format!("{page}/remove"), &[]).await.location();
        let wrong = post(&mut other, &theirs, &page, &[("first_price", "63001"), ("zone", "bulan")]).await;
        assert_eq!(wrong.status, StatusCode::CONFLICT, "gone comes before what is wrong");
        let late = post(&mut other, &theirs, &page, &[("first_price", "63000")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says(&["baru saja dihapus orang lain", "63000", "kantor pos, 8 Agustus"]);
        assert_eq!(app.count("select count(*) from sending_services").await, 0);
        post(&mut other, &late.text(), HOME, &[("first_price", "63000")]).await.location();
        assert_eq!(app.count("select first_minor from sending_services").await, 6_300_000);
        // To take out what is out is done; who never saw the form is told nothing.
        assert_eq!(post(&mut other, &theirs, &format!("{page}/remove"), &[]).await.location(), format!("{HOME}?saved"));
        for path in [page.clone(), format!("{page}/remove")] {
            assert_eq!(other.post(&path, &SERVICE).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(app.count("select count(*) from sending_services").await, 1);
    }

    async fn the_same_form_sent_twice_adds_one(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let html = officer.get(&format!("{HOME}/new")).await.text();
        for _ in 0..2 {
            post(&mut officer, &html, HOME, &[]).await.location();
        }
        let other = post(&mut officer, &html, HOME, &[("name", "Lain")]).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert_eq!(app.count("select count(*) from sending_services").await, 1);
    }
}

/// The file's text in the form of the import.
async fn import(client: &mut Client, at: &str, table: &str) -> Reply {
    let html = client.get(at).await.text();
    post(client, &html, at, &[("table", table), ("sure", "yes")]).await
}

on_both! {
    async fn the_table_comes_back_from_its_file_as_it_was(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let at = format!("{HOME}/import");
        let table = include_str!("../../seed/sending.csv");
        assert_eq!(import(&mut officer, &at, table).await.location(), format!("{HOME}?saved"));
        let file = officer.get(&format!("{HOME}/table.csv")).await.text();
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(&file), sorted(table));
        import(&mut officer, &at, &file).await.location();
        assert_eq!(officer.get(&format!("{HOME}/table.csv")).await.text(), file);
        assert_eq!(app.count("select count(*) from sending_services").await, 9);
    }

    async fn one_wrong_line_and_nothing_is_taken(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        app.a_service(&place, "Pos Reguler", "java_bali", 58_000).await;
        let at = format!("{HOME}/import");
        let table = include_str!("../../seed/sending.csv").replace("32000", "32").replace("java_bali", "jawa");
        let refused = import(&mut officer, &at, &table).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let html = refused.text();
        for words in ["Baris 3, first_price", "Baris 4, zone", "Baris 5, zone", "Kapal antarpulau"] {
            assert!(html.contains(words), "{words}");
        }
        let unsure = send(&mut officer, &at, &at, &[("table", include_str!("../../seed/sending.csv"))]).await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        unsure.says(&["Centang bahwa tabelnya diganti"]);
        let stale = officer.get(&at).await.text();
        send(&mut officer, &format!("{HOME}/new"), HOME, &[]).await.location();
        let late = post(&mut officer, &stale, &at, &[("table", include_str!("../../seed/sending.csv")), ("sure", "yes")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says(&["Kapal antarpulau"]);
        assert_eq!(app.count("select count(*) from sending_services").await, 2);
    }

    async fn the_administrator_keeps_the_table_of_any_regency(app: TestApp) {
        let place = app.a_place().await;
        let mut administrator = app.an_administrator().await;
        let at = format!("/admin/regencies/{}/sending", place.regency);
        import(&mut administrator, &at, include_str!("../../seed/sending.csv")).await.location();
        let mut officer = app.an_officer(&place).await;
        officer.get(HOME).await.says(&["Pos Ekspor Contoh", "bukan tarif asli", "Eropa"]);
    }

    async fn the_rate_of_customs_forms_is_kept_with_its_day(app: TestApp) {
        let place = app.a_place().await;
        let mut officer = app.an_officer(&place).await;
        let at = format!("{HOME}/rate");
        let page = officer.get(HOME).await;
        page.says(&["Kursnya belum diisi"]);
        let wrong = send(&mut officer, HOME, &at, &[("sdr", "0"), ("sdr_on", "2026-11-01")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        send(&mut officer, HOME, &at, &[("sdr", "Rp22.150"), ("sdr_on", "2026-11-01")]).await.location();
        officer.get(HOME).await.says(&["Satu SDR = Rp22.150, dilihat pada 1 November 2026"]);
        let late = post(&mut officer, &page.text(), &at, &[("sdr", "1000"), ("sdr_on", "2026-11-01")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(app.count("select sdr_minor from sending_tables").await, 2_215_000);
    }
}
