//! The language of one's own pages, and the one that was chosen in this browser.

use axum::http::StatusCode;

use super::an_artisan;
use crate::on_both;

on_both! {
    async fn the_language_of_ones_own_pages_is_one_tap(app: TestApp) {
        let place = app.a_place().await;
        let (mut phone, _) = an_artisan(&app, &place, "Wa Ode Contoh").await;
        phone.get("/account").await.says(&["<html lang=\"id\">", "name=\"language\" value=\"en\""]);
        assert_eq!(phone.post("/account/language", &[("language", "en")]).await.location(), "/account");
        for page in ["/account", "/studio", "/k"] {
            phone.get(page).await.says(&["<html lang=\"en\">"]);
        }
        assert_eq!(phone.post("/account/language", &[("language", "xx")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let noted = "select count(*) from audit where action = 'account.language'";
        assert_eq!(app.count(noted).await, 1);
    }

    async fn a_language_that_was_chosen_stays_in_this_browser(app: TestApp) {
        let mut tourist = app.client();
        tourist.get("/k").await.says(&["<html lang=\"en\">", "/language/id?to=%2Fk"]);
        assert_eq!(tourist.get("/language/id?to=%2Fen%2Fprivacy%3Fpage%3D2").await.location(), "/id/privacy?page=2");
        tourist.get("/k").await.says(&["<html lang=\"id\">"]);
        tourist.get("/login").await.says(&["<html lang=\"id\">"]);
        tourist.get("/invite/nothing").await.says(&["<html lang=\"id\">", "/language/en?to=%2Finvite%2Fnothing"]);
        tourist.get("/nothing").await.says(&["<html lang=\"id\">", "/language/en?to=%2Fnothing"]);
        assert_eq!(tourist.get("/").await.location(), "/id/");
        assert_eq!(tourist.get("/language/en?to=//evil.example").await.location(), "/en/");
        assert_eq!(tourist.get("/").await.location(), "/en/");
        assert_eq!(tourist.get("/language/xx").await.status, StatusCode::NOT_FOUND);
    }
}
