//! What a shop says of itself, over HTTP.

mod portrait;

use axum::http::StatusCode;

use crate::on_both;
use crate::support::{Client, Reply, Shop, TestApp};

/// Opens a section's form and sends it with its own key and version.
async fn fill(client: &mut Client, page: &str, to: &str, fields: &[(&str, &str)]) -> Reply {
    let form = client.get(page).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let key = form.field("key");
    let version = if form.text().contains("name=\"version\"") { form.field("version") } else { String::new() };
    let mut all = vec![("key", key.as_str()), ("version", version.as_str())];
    all.extend_from_slice(fields);
    client.post(to, &all).await
}

async fn fill_section(client: &mut Client, section: &str, fields: &[(&str, &str)]) -> Reply {
    let page = format!("/studio/shop/{section}");
    fill(client, &page, &page, fields).await
}

async fn a_shop(app: &TestApp) -> (Shop, Client) {
    let place = app.a_place().await;
    let shop = app.a_shop(&place, "Benang Contoh").await;
    let owner = app.owner_of(&shop).await;
    (shop, owner)
}

fn about<'a>(village: &'a str, name: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("name", name),
        ("kind", "group"),
        ("village", village),
        ("language", "id"),
        ("story", "Dari nenek.\r\n\r\nSetiap sore."),
    ]
}

on_both! {
    async fn the_overview_shows_what_is_missing_first(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        let page = owner.get("/studio/shop").await;
        page.says(&["Benang Contoh", "Liya Togo", "Belum ada foto", "Belum ada nomor", "Kode toko", "/logout"]);
        let html = page.text();
        assert!(html.find("Belum ada cerita").unwrap() < html.find("Sudah dipilih").unwrap());
    }

    async fn name_kind_village_language_and_story_are_saved_as_written(app: TestApp) {
        let (shop, mut owner) = a_shop(&app).await;
        let saved = fill_section(&mut owner, "about", &about(&shop.village, "Rumah Tenun <Ombak> & Anak")).await;
        assert_eq!(saved.location(), "/studio/shop?saved");
        owner.get("/studio/shop?saved").await.says(&["Sudah tersimpan", "Rumah Tenun &lt;Ombak&gt; &amp; Anak", "Kelompok"]);
        let page = owner.get("/studio/shop/about").await;
        page.says(&["Dari nenek.\n\nSetiap sore.", "value=\"group\" checked"]);
        assert_eq!(app.count("select count(*) from audit where action = 'shop.described' and detail not like '%Ombak%'").await, 1);
    }

    async fn a_wrong_field_is_named_and_nothing_typed_is_lost(app: TestApp) {
        let (shop, mut owner) = a_shop(&app).await;
        let reply = fill_section(&mut owner, "about", &about(&shop.village, " ")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["Tulis namanya.", "Setiap sore.", "aria-invalid=\"true\""]);
        // The same page, mended, is accepted.
        let (key, version) = (reply.field("key"), reply.field("version"));
        let mended = about(&shop.village, "Rumah Tenun Ombak");
        let all = [&[("key", key.as_str()), ("version", version.as_str())], &mended[..]].concat();
        assert_eq!(owner.post("/studio/shop/about", &all).await.location(), "/studio/shop?saved");
    }

    async fn a_village_of_another_regency_is_refused(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        let other = app.a_place_named("53.06", "Kabupaten Flores Timur", "flores-timur").await;
        let reply = fill_section(&mut owner, "about", &about(&other.village, "Benang")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["Pilih desa di kabupaten ini."]);
        assert_eq!(app.count("select count(*) from shops where name = 'Benang Contoh' and version = 1").await, 1);
    }

    async fn a_form_older_than_the_shop_says_so_and_can_be_sent_again(app: TestApp) {
        let (shop, mut owner) = a_shop(&app).await;
        let old = owner.get("/studio/shop/about").await;
        fill_section(&mut owner, "band", &[("band", "7")]).await.location();
        let (key, version) = (old.field("key"), old.field("version"));
        let typed = about(&shop.village, "Benang Baru");
        let all = [&[("key", key.as_str()), ("version", version.as_str())], &typed[..]].concat();
        let reply = owner.post("/studio/shop/about", &all).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["baru saja diubah", "Benang Baru"]);
        let (key, version) = (reply.field("key"), reply.field("version"));
        let all = [&[("key", key.as_str()), ("version", version.as_str())], &typed[..]].concat();
        owner.post("/studio/shop/about", &all).await.location();
        assert_eq!(app.count("select count(*) from shops where name = 'Benang Baru' and band = 7").await, 1);
    }

    async fn sending_the_same_form_twice_saves_once(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        let form = owner.get("/studio/shop/makers").await;
        let key = form.field("key");
        for _ in 0..2 {
            let reply = owner.post("/studio/shop/makers", &[("key", &key), ("name", "Wa Contoh")]).await;
            assert_eq!(reply.location(), "/studio/shop/makers");
        }
        assert_eq!(app.count("select count(*) from makers where name = 'Wa Contoh'").await, 1);
        let other = owner.post("/studio/shop/makers", &[("key", &key), ("name", "Wa Lain")]).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
    }
}

on_both! {
    async fn the_band_page_names_the_neighbours_that_have_one(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        app.a_shop(&place, "Rumah Ombak").await;
        let mut owner = app.owner_of(&shop).await;
        let page = owner.get("/studio/shop/band").await;
        page.says(&["Rumah Ombak", "band band-12", "Pita 12"]);
        fill_section(&mut owner, "band", &[("band", "12")]).await.location();
        owner.get("/studio/shop").await.says(&["band tall band-12"]);
        for wrong in ["0", "13", "x"] {
            assert_eq!(fill_section(&mut owner, "band", &[("band", wrong)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }

    async fn makers_come_are_renamed_and_leave_but_not_the_last(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        fill_section(&mut owner, "makers", &[("name", "Wa Dua")]).await.location();
        let page = owner.get("/studio/shop/makers").await.says(&["Ina Contoh", "Wa Dua"]).text();
        let at = page.rfind("/studio/shop/makers/").unwrap();
        let maker: String = page[at..].chars().take_while(|c| *c != '"').collect();
        assert_eq!(fill(&mut owner, &maker, &maker, &[("name", "Wa Tiga")]).await.location(), "/studio/shop/makers");
        owner.get(&maker).await.says(&["Wa Tiga", "Tidak ikut lagi"]);
        let key = owner.get(&maker).await.text();
        let leave = key.rsplit("name=\"key\" value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(owner.post(&format!("{maker}/leave"), &[("key", &leave)]).await.location(), "/studio/shop/makers");
        assert_eq!(owner.get(&maker).await.status, StatusCode::NOT_FOUND);
        assert!(!owner.get("/studio/shop/makers").await.text().contains("Wa Tiga"));
    }

    async fn the_last_maker_cannot_leave(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        fill_section(&mut owner, "makers", &[("name", "Wa Dua")]).await.location();
        let list = owner.get("/studio/shop/makers").await.text();
        let makers: Vec<String> = list
            .split("/studio/shop/makers/")
            .skip(1)
            .map(|rest| format!("/studio/shop/makers/{}", rest.split('"').next().unwrap()))
            .collect();
        assert_eq!(makers.len(), 2);
        let mut replies = Vec::new();
        // Both pages are open before either maker leaves.
        let mut keys = Vec::new();
        for maker in &makers {
            let page = owner.get(maker).await.text();
            keys.push(page.rsplit("name=\"key\" value=\"").next().unwrap().split('"').next().unwrap().to_owned());
        }
        for (maker, key) in makers.iter().zip(&keys) {
            replies.push(owner.post(&format!("{maker}/leave"), &[("key", key)]).await.status);
        }
        assert_eq!(replies, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        assert_eq!(app.count("select count(*) from makers where left_at is null").await, 1);
    }
}

on_both! {
    async fn a_number_is_normalised_and_public_only_with_a_recorded_yes(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        fill_section(&mut owner, "whatsapp", &[("whatsapp", "0812 3456-7890")]).await.location();
        assert_eq!(app.count("select count(*) from shops where whatsapp = '+6281234567890' and whatsapp_public = 0").await, 1);
        assert_eq!(app.count("select count(*) from consents").await, 0);
        owner.get("/studio/shop").await.says(&["+62 812-3456-7890, tidak tampil"]);
        fill_section(&mut owner, "whatsapp", &[("whatsapp", "081234567890"), ("public", "yes")]).await.location();
        assert_eq!(app.count("select count(*) from consents where kind = 'public_phone' and withdrawn_at is null").await, 1);
        owner.get("/studio/shop/whatsapp").await.says(&["value=\"+62 812-3456-7890\"", "value=\"yes\" checked"]);
        // Saved again: the same yes still stands.
        fill_section(&mut owner, "whatsapp", &[("whatsapp", "081234567890"), ("public", "yes")]).await.location();
        assert_eq!(app.count("select count(*) from consents").await, 1);
        // Another number needs another yes.
        fill_section(&mut owner, "whatsapp", &[("whatsapp", "081234567899"), ("public", "yes")]).await.location();
        assert_eq!(app.count("select count(*) from consents where withdrawn_at is null").await, 1);
        assert_eq!(app.count("select count(*) from consents").await, 2);
        fill_section(&mut owner, "whatsapp", &[("whatsapp", "081234567899")]).await.location();
        assert_eq!(app.count("select count(*) from consents where withdrawn_at is null").await, 0);
        assert_eq!(app.count("select count(*) from shops where whatsapp_public = 1").await, 0);
        assert_eq!(app.count("select count(*) from audit where detail like '%8123456789%'").await, 0);
        assert_eq!(app.count("select count(*) from audit where action = 'shop.whatsapp_set'").await, 5);
    }

    async fn a_number_that_cannot_be_called_is_refused_with_words(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        for wrong in ["0812", "telepon", "+49 170 1234567"] {
            let reply = fill_section(&mut owner, "whatsapp", &[("whatsapp", wrong), ("public", "yes")]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            reply.says(&[wrong, "value=\"yes\" checked"]);
        }
        let reply = fill_section(&mut owner, "whatsapp", &[("whatsapp", ""), ("public", "yes")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

on_both! {
    async fn a_meeting_place_has_days_with_several_hours(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        let fields = [
            ("name", "Pasar Sentral"), ("find", "los 3, dekat tangga"),
            ("day-1", "1"), ("from-1-1", "08:00"), ("to-1-1", "11:30"), ("from-1-2", "14.00"), ("to-1-2", "17.00"),
            ("day-7", "1"), ("from-7-1", "09:00"), ("to-7-1", "00:00"), ("from-7-2", ""), ("to-7-2", ""),
            ("from-3-1", "08:00"), ("to-3-1", "17:00"),
        ];
        let saved = fill(&mut owner, "/studio/shop/places/new", "/studio/shop/places", &fields).await;
        assert_eq!(saved.location(), "/studio/shop/places");
        assert_eq!(app.count("select count(*) from meeting_hours").await, 3);
        assert_eq!(app.count("select to_minute from meeting_hours where weekday = 7").await, 1440);
        let list = owner.get("/studio/shop/places").await.says(&["Pasar Sentral", "Senin, 08.00–11.30", "Senin, 14.00–17.00", "Minggu, 09.00–24.00"]).text();
        let at = list.find("/studio/shop/places/").unwrap();
        let place: String = list[at..].chars().take_while(|c| *c != '"').collect();
        let place = if place.ends_with("/new") { panic!("{list}") } else { place };
        owner.get(&place).await.says(&["los 3, dekat tangga", "value=\"14.00\"", "value=\"24.00\"", "WITA"]);
        let changed = [("name", "Pasar Baru"), ("find", ""), ("day-2", "1"), ("from-2-1", "8"), ("to-2-1", "9")];
        fill(&mut owner, &place, &place, &changed).await.location();
        assert_eq!(app.count("select count(*) from meeting_hours where weekday = 2 and from_minute = 480").await, 1);
        assert_eq!(app.count("select count(*) from meeting_hours").await, 1);
        let form = owner.get(&place).await;
        let (typing, version, page) = (form.field("key"), form.field("version"), form.text());
        let key = page.rsplit("name=\"key\" value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        owner.post(&format!("{place}/close"), &[("key", &key)]).await.location();
        assert_eq!(owner.get(&place).await.status, StatusCode::NOT_FOUND);
        owner.get("/studio/shop").await.says(&["Belum ada tempat"]);
        // Somebody of the shop was typing while it was closed.
        let late = [("key", typing.as_str()), ("version", &version), ("name", "Pasar Lama"), ("find", "los 9"), ("day-2", "1"), ("from-2-1", "8"), ("to-2-1", "9")];
        let told = owner.post(&place, &late).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.says(&["baru saja ditutup", "Pasar Lama", "los 9", "action=\"/studio/shop/places\""]);
        let unknown = owner.post(&place, &late[1..]).await;
        assert!(unknown.status.is_client_error() && !unknown.text().contains("baru saja ditutup"), "without a key nothing is told");
    }

    async fn hours_that_make_no_sense_come_back_with_what_was_typed(app: TestApp) {
        let (_, mut owner) = a_shop(&app).await;
        let fields = [("name", "Rumah"), ("find", "pintu biru"), ("day-4", "1"), ("from-4-1", "17:00"), ("to-4-1", "08:00")];
        let reply = fill(&mut owner, "/studio/shop/places/new", "/studio/shop/places", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["Jam tutup harus sesudah jam buka.", "pintu biru", "value=\"17:00\""]);
        let reply = fill(&mut owner, "/studio/shop/places/new", "/studio/shop/places", &[("name", "Rumah")]).await;
        reply.says(&["Centang paling sedikit satu hari."]);
        assert_eq!(app.count("select count(*) from meeting_places").await, 0);
    }
}

on_both! {
    async fn another_shops_maker_and_place_do_not_exist(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let other = app.a_shop(&place, "Rumah Ombak").await;
        let mut stranger = app.owner_of(&other).await;
        let mut owner = app.owner_of(&shop).await;
        let fields = [("name", "Rumah"), ("day-4", "1"), ("from-4-1", "08:00"), ("to-4-1", "17:00")];
        fill(&mut owner, "/studio/shop/places/new", "/studio/shop/places", &fields).await.location();
        for section in ["makers", "places"] {
            let list = owner.get(&format!("/studio/shop/{section}")).await.text();
            let at = list.find(&format!("/studio/shop/{section}/")).unwrap();
            let address: String = list[at..].chars().take_while(|c| *c != '"').collect();
            assert_eq!(owner.get(&address).await.status, StatusCode::OK);
            assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
            let own = if section == "makers" { "/studio/shop/makers" } else { "/studio/shop/places/new" };
            let key = stranger.get(own).await.field("key");
            // A key of another form, and the right form on a foreign object: nothing changes either way.
            for to in [address.clone(), format!("{address}/leave"), format!("{address}/close")] {
                let reply = stranger.post(&to, &[("key", &key), ("version", "1"), ("name", "Dicuri"), ("day-1", "1"), ("from-1-1", "8"), ("to-1-1", "9")]).await;
                assert!(reply.status.is_client_error(), "{to}");
            }
        }
        assert_eq!(app.count("select count(*) from makers where name = 'Dicuri' or left_at is not null").await, 0);
        assert_eq!(app.count("select count(*) from meeting_places where name = 'Dicuri' or closed_at is not null").await, 0);
    }

    async fn without_a_session_the_shop_leads_to_the_sign_in(app: TestApp) {
        let mut nobody = app.client();
        assert_eq!(nobody.get("/studio/shop").await.location(), "/login?to=%2Fstudio%2Fshop");
        let place = app.a_place().await;
        assert_eq!(app.an_officer(&place).await.get("/studio/shop").await.status, StatusCode::NOT_FOUND);
    }
}
