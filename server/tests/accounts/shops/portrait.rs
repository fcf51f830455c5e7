//! The picture of whoever makes the pieces, with consent and without.

use axum::http::StatusCode;

use super::a_shop;
use crate::on_both;
use crate::support::{Client, Reply, pictures};

/// A portrait with its form's key and version.
async fn hang(client: &mut Client, of: &str, consent: bool, photo: &[u8]) -> Reply {
    let form = client.get("/studio/shop/portrait").await;
    // Where a picture hangs already, its withdrawal is the first form of the page.
    let html = form.text();
    let hanging = html.rsplit("<form").next().unwrap().to_owned();
    let own = Reply { status: form.status, headers: form.headers.clone(), body: hanging.into_bytes() };
    let (key, version) = (own.field("key"), own.field("version"));
    let mut fields = vec![("key", key.as_str()), ("version", version.as_str()), ("of", of)];
    if consent {
        fields.push(("consent", "yes"));
    }
    client.upload("/studio/shop/portrait", &fields, ("photo", "ina.jpg", photo)).await
}

on_both! {
    async fn a_portrait_hangs_with_consent_and_is_gone_with_it(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        let photo = pictures::jpeg_with(&pictures::scene(640, 480), &pictures::exif(6, true));
        let refused = hang(&mut owner, "Ina Contoh", false, &photo).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&["Tanpa izin orangnya", "Ina Contoh"]);
        assert_eq!(app.house.media.list_public_keys().await.unwrap().len(), 0);
        assert_eq!(hang(&mut owner, "Ina Contoh", true, &photo).await.location(), "/studio/shop?saved");
        assert_eq!(app.count("select count(*) from consents where kind = 'portrait' and withdrawn_at is null").await, 1);
        let kept = app.house.media.list_public_keys().await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(app.house.media.list_private_keys().await.unwrap(), []);
        let address = format!("/media/{}-320.webp", kept[0].key.as_str());
        owner.get("/studio/shop").await.says(&[&address]);
        let shown = app.client().get(&address).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(!shown.body.windows(4).any(|bytes| bytes == b"EXIF" || bytes == b"Exif"));
        let page = owner.get("/studio/shop/portrait").await;
        page.says(&["Ina Contoh setuju pada 24 November 2026."]);
        let key = page.field("key");
        owner.post("/studio/shop/portrait/withdraw", &[("key", &key)]).await.location();
        assert_eq!(app.house.media.list_public_keys().await.unwrap(), []);
        assert_eq!(app.client().get(&address).await.status, StatusCode::GONE);
        assert_eq!(app.count("select count(*) from consents where withdrawn_at is null").await, 0);
        assert_eq!(app.count("select count(*) from gone_media").await, 1);
        assert_eq!(app.count("select count(*) from shops where portrait_key is null and portrait_of = ''").await, 1);
        assert_eq!(app.count("select count(*) from audit where action like 'shop.portrait%' and detail not like '%Ina%'").await, 2);
    }

    async fn another_portrait_takes_the_place_of_the_first(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        hang(&mut owner, "Ina Contoh", true, &pictures::jpeg(&pictures::scene(320, 240))).await.location();
        let first = app.house.media.list_public_keys().await.unwrap();
        hang(&mut owner, "Wa Dua", true, &pictures::png(&pictures::cloth(300, 300))).await.location();
        let second = app.house.media.list_public_keys().await.unwrap();
        assert_eq!(second.len(), 1);
        assert_ne!(first, second);
        assert_eq!(app.count("select count(*) from consents where withdrawn_at is null").await, 1);
        assert_eq!(app.count("select count(*) from gone_media").await, 1);
    }

    async fn a_file_that_is_no_photo_is_refused_and_the_rest_is_kept(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        for wrong in [pictures::boxed(b"heic"), pictures::png_claiming(40_000, 40_000), b"halo".to_vec()] {
            let reply = hang(&mut owner, "Ina Contoh", true, &wrong).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
            reply.says(&["value=\"Ina Contoh\"", "id=\"photo-err\"", "value=\"yes\" required checked"]);
        }
        let none = hang(&mut owner, "Ina Contoh", true, b"").await;
        none.says(&["Pilih fotonya."]);
        assert_eq!(app.house.media.list_public_keys().await.unwrap(), []);
    }
}
