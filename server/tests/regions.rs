//! Places over HTTP.

mod import;
mod regencies;

use axum::http::StatusCode;

use crate::on_both;

on_both! {
    async fn the_front_door_leads_to_the_browsers_language(app: TestApp) {
        let mut client = app.client();
        client.language = Some("id-ID,en;q=0.5".to_owned());
        assert_eq!(client.get("/").await.location(), "/id/");
        client.language = Some("de".to_owned());
        assert_eq!(client.get("/").await.location(), "/en/");
    }

    async fn a_planned_language_leads_to_the_english_page_and_an_unknown_one_is_lost(app: TestApp) {
        let mut client = app.client();
        assert_eq!(client.get("/ja/").await.location(), "/en/");
        assert_eq!(client.get("/xx/").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_home_page_is_whole_without_script(app: TestApp) {
        let page = app.client().get("/id/").await;
        assert_eq!(page.status, StatusCode::OK);
        page.says(&["<html lang=\"id\">", "<link rel=\"canonical\" href=\"http://localhost:3000/id/\">"]);
        assert!(!page.text().contains("<script"));
    }
}

on_both! {
    async fn an_open_regency_stands_on_the_home_page_with_what_it_has(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        app.a_product(&shop, "Senja di karang", 450_000).await;
        app.client().get("/id/").await.says(&["Kabupaten Wakatobi", "/id/r/wakatobi"]);
        let mut owner = app.owner_of(&shop).await;
        assert_eq!(owner.get("/id/").await.status, StatusCode::OK);
    }
}
