//! Another shop's pieces do not exist, at any door; nobody gets in without signing in.

use axum::http::StatusCode;

use super::{a_weaver, hidden, photo, published};
use crate::on_both;
use crate::support::Client;

/// Every door of a piece, tried with a key of the stranger's own.
async fn every_door_is_closed(stranger: &mut Client, id: &str) {
    let (_, key) = hidden(&stranger.get("/studio/add?new=1").await);
    for page in
        [format!("/studio/products/{id}"), format!("/studio/products/{id}/archive"), format!("/studio/add?draft={id}")]
    {
        assert_eq!(stranger.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    for what in ["", "/hide", "/show", "/archive", "/discard", "/copy"] {
        let path = format!("/studio/products/{id}{what}");
        let fields =
            [("key", key.as_str()), ("name", "Punya saya"), ("price", "450rb"), ("kind", "unique"), ("do", "save")];
        assert_eq!(stranger.post(&path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let fields = [("draft", id), ("key", &key), ("do", "publish"), ("name", "Punya saya"), ("price", "450rb")];
    assert_eq!(
        stranger.upload("/studio/add", &fields, ("photo", "a.jpg", &photo(400))).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        stranger.upload("/studio/photos", &[("draft", id)], ("photo", "a.jpg", &photo(400))).await.status,
        StatusCode::NOT_FOUND
    );
}

on_both! {
    async fn another_shops_pieces_and_drafts_do_not_exist(app: TestApp) {
        let (place, _, mut owner) = a_weaver(&app).await;
        let other = app.a_shop(&place, "Toko lain").await;
        let mut stranger = app.owner_of(&other).await;
        let live = published(&mut owner, &[("kind", "unique")]).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        owner.upload("/studio/add", &[("draft", draft.as_str()), ("key", &key), ("do", "save"), ("name", "Draf")], ("photo", "a.jpg", &photo(410))).await.location();
        every_door_is_closed(&mut stranger, &live).await;
        every_door_is_closed(&mut stranger, &draft).await;
        let page = owner.get("/studio/add").await;
        let file = format!("/private/photo/{}", page.text().split("/private/photo/").nth(1).unwrap().split('"').next().unwrap());
        assert_eq!(owner.get(&file).await.status, StatusCode::OK);
        assert_eq!(stranger.get(&file).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.client().get(&file).await.status, StatusCode::SEE_OTHER, "to the sign-in page");
        assert!(!stranger.get("/studio/products").await.text().contains("Senja"));
        assert_eq!(app.count("select count(*) from products where name = 'Punya saya'").await, 0);
        assert_eq!(app.count("select count(*) from photos").await, 2);
    }

    async fn officers_and_guests_have_no_studio(app: TestApp) {
        let (place, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "unique")]).await;
        let mut officer = app.an_officer(&place).await;
        for page in ["/studio/add".to_owned(), "/studio/products".to_owned(), format!("/studio/products/{id}")] {
            assert_eq!(officer.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
            assert!(app.client().get(&page).await.location().starts_with("/login"), "{page}");
        }
    }
}
