//! From the empty form to a published piece: drafts, what is kept, what is asked.

use axum::http::StatusCode;

use super::{a_weaver, files, hidden, media, photo, published};
use crate::on_both;

on_both! {
    async fn a_piece_is_photographed_and_published_on_one_screen_without_script(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        app.execute("update shops set opened_at = null, opened_village_id = null").await;
        let page = owner.get("/studio/add").await;
        page.says(&["Karya baru", "name=\"photo\"", "multipart/form-data", "Pasang karya"]);
        let (draft, key) = hidden(&page);
        let fields = [
            ("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Senja di karang"), ("price", "450rb"),
            ("kind", "unique"), ("fact", "use.sarong"), ("fact", "fibre.cotton_mill"), ("size", "200 × 105 cm"),
        ];
        let reply = owner.upload("/studio/add", &fields, ("photo", "kamera.jpg", &photo(640))).await;
        let page = owner.get(&reply.location()).await;
        page.says(&["Sudah dipasang", "Dijual", "Senja di karang", "value=\"450.000\"", "200 × 105 cm", "Kode "]);
        assert_eq!(app.count("select count(*) from products where state = 'published' and price_minor = 45000000 and stock = 1").await, 1);
        assert_eq!(app.count("select count(*) from codes where kind = 'product'").await, 1);
        assert_eq!(app.count("select count(*) from shops where opened_at is not null").await, 1);
        assert_eq!(app.count("select count(*) from product_facts").await, 2);
        let file = media(&page).remove(0);
        let served = app.client().get(&file).await;
        assert_eq!(served.status, StatusCode::OK);
        assert_eq!(served.headers["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(app.count("select count(*) from audit where action = 'product.published'").await, 1);
    }

    async fn a_photo_alone_makes_the_draft_and_it_is_offered_again(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "save"), ("name", "Laguna"), ("price", ""), ("kind", "unique")];
        let reply = owner.upload("/studio/add", &fields, ("photo", "a.jpg", &photo(400))).await;
        assert_eq!(reply.location(), format!("/studio/add?draft={draft}"));
        let again = owner.get("/studio/add").await;
        assert_eq!(again.field("draft"), draft);
        again.says(&["value=\"Laguna\"", "/private/photo/", "Draf tersimpan"]);
        assert_ne!(owner.get("/studio/add?new=1").await.field("draft"), draft);
        assert_eq!(files(&app, "public"), 0, "a draft's photo is nobody's business");
        let (_, key) = hidden(&again);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Laguna"), ("price", "520.000"), ("kind", "unique")];
        owner.post("/studio/add", &fields).await.location();
        assert_ne!(owner.get("/studio/add").await.field("draft"), draft, "a published piece is no draft");
    }

    async fn everything_missing_is_said_at_once_and_what_was_typed_stays(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("kind", "stocked"), ("story", "Kata ibu.")];
        let reply = owner.post("/studio/add", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["Ambil satu foto dulu", "Beri nama dulu", "Tulis harganya dulu", "Tulis ada berapa", "Kata ibu."]);
        assert_eq!(app.count("select count(*) from products where state = 'published'").await, 0);
    }

    async fn a_price_that_may_mean_two_things_is_asked_about_and_the_photo_is_kept(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Senja"), ("price", "450"), ("kind", "unique")];
        let asked = owner.upload("/studio/add", &fields, ("photo", "a.jpg", &photo(400))).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked.says(&["450 itu Rp450 atau Rp450.000?", "value=\"450\"", "value=\"45000000\"", "value=\"Senja\"", "/private/photo/"]);
        // The button that was tapped brings no `do`: what was asked for before goes on.
        let (_, key) = hidden(&asked);
        let before = asked.field("do_before");
        let fields = [
            ("draft", draft.as_str()), ("key", &key), ("do_before", &before), ("name", "Senja"), ("price", "450"),
            ("price_is", "45000000"), ("kind", "unique"),
        ];
        owner.post("/studio/add", &fields).await.location();
        assert_eq!(app.count("select price_minor from products where state = 'published'").await, 45_000_000);
    }

    async fn the_same_form_sent_twice_makes_one_piece_with_one_photo(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Senja"), ("price", "450rb"), ("kind", "stocked"), ("stock", "5")];
        let first = owner.upload("/studio/add", &fields, ("photo", "a.jpg", &photo(400))).await.location();
        let second = owner.upload("/studio/add", &fields, ("photo", "a.jpg", &photo(400))).await.location();
        assert_eq!(first, second);
        assert_eq!(app.count("select count(*) from products").await, 1);
        assert_eq!(app.count("select count(*) from photos").await, 1);
        assert_eq!(app.count("select stock from products").await, 5);
        // The same key with other words is refused, and nothing changes.
        let mut other = fields;
        other[3] = ("name", "Lain");
        let refused = owner.post("/studio/add", &other).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(app.count("select count(*) from products where name = 'Senja'").await, 1);
    }

    async fn two_taps_at_once_publish_once(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Senja"), ("price", "450rb"), ("kind", "unique")];
        let (mut one, mut two) = (owner.clone(), owner.clone());
        let picture = photo(400);
        let (first, second) = tokio::join!(
            one.upload("/studio/add", &fields, ("photo", "a.jpg", &picture)),
            two.upload("/studio/add", &fields, ("photo", "a.jpg", &picture)),
        );
        for reply in [&first, &second] {
            assert!(reply.status == StatusCode::SEE_OTHER || reply.status.is_server_error() || reply.status == StatusCode::CONFLICT, "{}", reply.status);
        }
        assert!(first.status == StatusCode::SEE_OTHER || second.status == StatusCode::SEE_OTHER);
        assert_eq!(app.count("select count(*) from products where state = 'published'").await, 1);
        assert_eq!(app.count("select count(*) from photos where removed_at is null").await, 1);
        assert_eq!(app.count("select count(*) from codes where kind = 'product'").await, 1);
    }

    async fn a_draft_id_that_no_page_minted_is_refused_with_words(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        for id in ["", "1", "../x", "00000000-0000-4000-8000-000000000000"] {
            let reply = owner.post("/studio/add", &[("draft", id), ("do", "save"), ("name", "Senja")]).await;
            assert_eq!(reply.status, StatusCode::CONFLICT, "{id}");
        }
        assert_eq!(app.count("select count(*) from products").await, 0);
    }

    async fn a_draft_is_thrown_away_with_its_photos(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        owner.upload("/studio/add", &[("draft", draft.as_str()), ("key", &key), ("do", "save"), ("name", "Kain rahasia")], ("photo", "a.jpg", &photo(400))).await.location();
        assert!(files(&app, "private") > 0);
        let page = owner.get("/studio/add").await;
        page.says(&["Buang draf ini"]);
        owner.post(&format!("/studio/products/{draft}/discard"), &[("key", &page.field("key"))]).await.location();
        assert_eq!(files(&app, "private"), 0);
        assert_ne!(owner.get("/studio/add").await.field("draft"), draft);
        assert!(!owner.get("/studio/products?state=archived").await.text().contains(&draft), "it is gone, not archived");
        assert_eq!(app.count("select count(*) from products where name <> ''").await, 0);
    }

    async fn the_number_of_several_and_the_weeks_of_an_order_are_asked(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        published(&mut owner, &[("kind", "stocked"), ("stock", "5")]).await;
        let (draft, key) = hidden(&owner.get("/studio/add?new=1").await);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Pesanan"), ("price", "450rb"), ("kind", "made_to_order"), ("weeks", "6")];
        let alone = owner.upload("/studio/add", &fields, ("photo", "a.jpg", &photo(401))).await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody could be asked");
        alone.says(&["Tamu harus bisa bertanya dulu"]);
        app.execute("update shops set whatsapp = '+628120000101', whatsapp_public = 1").await;
        let (_, key) = hidden(&owner.get("/studio/add").await);
        let fields = fields.map(|(name, value)| if name == "key" { (name, key.as_str()) } else { (name, value) });
        owner.post("/studio/add", &fields).await.location();
        assert_eq!(app.count("select stock from products where kind = 'stocked'").await, 5);
        assert_eq!(app.count("select weeks from products where kind = 'made_to_order' and stock = 0").await, 6);
        let list = owner.get("/studio/products").await;
        list.says(&["Dijual", "5 lagi", "Pesan dulu"]);
    }

    async fn publishing_that_fails_leaves_nothing_public(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        owner.upload("/studio/add", &[("draft", draft.as_str()), ("key", &key), ("do", "save")], ("photo", "a.jpg", &photo(400))).await.location();
        // The disk lost one of the files.
        let lost = std::fs::read_dir(app.media_folder("private")).unwrap().map(|file| file.unwrap().path());
        std::fs::remove_file(lost.into_iter().find(|file| file.to_string_lossy().ends_with("1280.webp")).unwrap()).unwrap();
        let (_, key) = hidden(&owner.get("/studio/add").await);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Senja"), ("price", "450rb"), ("kind", "unique")];
        let reply = owner.post("/studio/add", &fields).await;
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(app.count("select count(*) from products where state = 'draft' and name = 'Senja'").await, 1, "what was typed is kept");
        assert_eq!(app.count("select count(*) from photos where public_key is not null").await, 0);
        assert_eq!(app.count("select count(*) from codes where kind = 'product'").await, 0);
        assert_eq!(files(&app, "public"), 0);
    }

    async fn copies_of_a_publishing_that_was_not_written_down_are_removed(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        owner.upload("/studio/add", &[("draft", draft.as_str()), ("key", &key), ("do", "save")], ("photo", "a.jpg", &photo(400))).await.location();
        let (_, key) = hidden(&owner.get("/studio/add").await);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Senja"), ("price", "450rb"), ("kind", "unique")];
        // The photos are copied, and then the code cannot be issued.
        app.execute("alter table codes rename to codes_elsewhere").await;
        assert_eq!(owner.post("/studio/add", &fields).await.status, StatusCode::INTERNAL_SERVER_ERROR);
        app.execute("alter table codes_elsewhere rename to codes").await;
        assert_eq!(files(&app, "public"), 0);
        owner.post("/studio/add", &fields).await.location();
        assert!(files(&app, "public") > 0);
    }
}
