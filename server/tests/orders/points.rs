//! Pickup points: kept by the officer, used by a shop that says so, chosen by buyers, and remembered by orders.

use axum::http::StatusCode;

use super::stage::{at_checkout, key_of, stage};
use crate::on_both;
use crate::support::{Client, Reply};

const HOME: &str = "/office/wakatobi/pickup-points";
const USE: &str = "/studio/shop/points";

const POINT: [(&str, &str); 10] = [
    ("kind", "harbour"),
    ("name", "Pelabuhan Wanci"),
    ("name_en", "Wanci harbour"),
    ("find", "loket 2"),
    ("find_en", "ticket window 2"),
    ("lead", "120"),
    ("open", "yes"),
    ("day-3", "1"),
    ("from-3-1", "06.00"),
    ("to-3-1", "09.00"),
];

async fn post(client: &mut Client, html: &str, action: &str, changes: &[(&str, &str)]) -> Reply {
    let key = key_of(html, action);
    let form = html.split(&format!("action=\"{action}\"")).nth(1).unwrap();
    let version = form.split("name=\"version\"").nth(1).unwrap().split('"').nth(1).unwrap().to_owned();
    let mut fields = vec![("key", key.as_str()), ("version", version.as_str())];
    fields.extend(POINT.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)));
    fields.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
    client.post(action, &fields).await
}

async fn send(client: &mut Client, page: &str, action: &str, changes: &[(&str, &str)]) -> Reply {
    let html = client.get(page).await.text();
    post(client, &html, action, changes).await
}

async fn tick(artisan: &mut Client, points: &[&str]) -> Reply {
    let key = artisan.get(USE).await.field("key");
    let mut fields = vec![("key", key.as_str())];
    fields.extend(points.iter().map(|id| ("point", *id)));
    artisan.post(USE, &fields).await
}

on_both! {
    async fn a_point_is_named_used_chosen_closed_and_remembered(app: TestApp) {
        let mut at = stage(&app).await;
        let mut officer = app.an_officer(&at.place).await;
        officer.get(HOME).await.says(&["Belum ada"]);
        assert_eq!(send(&mut officer, &format!("{HOME}/new"), HOME, &[]).await.location(), format!("{HOME}?saved"));
        officer.get(HOME).await.says(&["Pelabuhan Wanci", "06.00–09.00", "diambil paling lambat 2 jam sebelum pulang"]);
        let page = at_checkout(&app, &at.piece, "keep").await.page;
        assert!(!page.text().contains("Wanci harbour"), "nobody uses it yet");
        let (point,): (String,) =
            sqlx::query_as("select id from pickup_points").fetch_one(app.house.store.read()).await.unwrap();
        assert_eq!(tick(&mut at.artisan, &[&point, &point, "nothing"]).await.location(), "/studio/shop/places");
        assert_eq!(app.count("select count(*) from shop_points").await, 1);
        let buyer = at_checkout(&app, &at.piece, "keep").await;
        buyer.page.says(&["<optgroup label=\"Wanci harbour\"", "ticket window 2"]);
        let html = buyer.page.text();
        let there = html.split("<optgroup label=\"Wanci harbour\"").nth(1).unwrap();
        let window = there.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut ordered = buyer.order(&[("pickup", &window)]).await;
        let one = format!("{HOME}/{point}");
        assert_eq!(send(&mut officer, &one, &one, &[("open", ""), ("name", "Lama")]).await.location(), format!("{HOME}?saved"));
        officer.get(HOME).await.says(&["Tidak ditawarkan"]);
        ordered.page().await.says(&["Pelabuhan Wanci / Wanci harbour", "loket 2 / ticket window 2"]);
        let after = app.a_product(&at.shop, "Lain", 450_000).await;
        assert!(!at_checkout(&app, &after, "keep").await.page.text().contains("Wanci harbour"));
    }

    async fn a_point_of_another_regency_is_nobodys_here(app: TestApp) {
        let mut at = stage(&app).await;
        let other = app.a_place_named("74.01", "Kabupaten Kolaka", "kolaka").await;
        let theirs = app.a_point(&other, "Rahasia", 0).await;
        app.a_point(&at.place, "Dermaga", 0).await;
        tick(&mut at.artisan, &[&theirs]).await.location();
        assert_eq!(app.count("select count(*) from shop_points").await, 0);
        app.uses_point(&at.shop, &theirs).await;
        assert!(!at_checkout(&app, &at.piece, "keep").await.page.text().contains("Rahasia"));
        let mut officer = app.an_officer(&at.place).await;
        assert_eq!(officer.get(&format!("{HOME}/{theirs}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn two_officers_at_one_point_lose_nothing_and_errors_keep_what_was_typed(app: TestApp) {
        let place = app.a_place().await;
        let (mut one, mut other) = (app.an_officer(&place).await, app.an_officer(&place).await);
        let page = format!("{HOME}/{}", app.a_point(&place, "Dermaga", 60).await);
        let (mine, theirs) = (one.get(&page).await.text(), other.get(&page).await.text());
        post(&mut one, &mine, &page, &[("name", "Dermaga Barat")]).await.location();
        let refused = post(&mut other, &theirs, &page, &[("name", "Dermaga Timur")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["Dermaga Barat", "Dermaga Timur", "Baru saja disimpan"]);
        let wrong = send(&mut one, &page, &page, &[("from-3-1", "pagi"), ("find_en", "my words")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says(&["my words", "pagi"]);
        // What the other one saves meanwhile is told, not overwritten by the form that came back for a typo.
        send(&mut other, &page, &page, &[("name", "Dermaga Utara")]).await.location();
        let late = post(&mut one, &wrong.text(), &page, &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says(&["Dermaga Utara"]);
        post(&mut one, &late.text(), &page, &[]).await.location();
    }
}
