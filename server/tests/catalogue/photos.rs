//! Photos over HTTP: hostile files, retries, order, what is private and what is gone.

use std::sync::mpsc;

use axum::http::StatusCode;

use super::{a_weaver, files, hidden, media, photo, published};
use crate::on_both;
use crate::support::{Client, Reply, TestApp, pictures};

/// Sends one photo into a new draft; gives the draft and the answer.
async fn sent(owner: &mut Client, bytes: &[u8]) -> (String, Reply) {
    let (draft, key) = hidden(&owner.get("/studio/add?new=1").await);
    let fields = [("draft", draft.as_str()), ("key", &key), ("do", "save"), ("name", "Ditulis dulu")];
    let reply = owner.upload("/studio/add", &fields, ("photo", "foto", bytes)).await;
    (draft, reply)
}

fn uploads(owner: &Client) -> Client {
    let mut island = owner.clone();
    island.accept = Some("application/json".to_owned());
    island
}

fn json(reply: &Reply) -> serde_json::Value {
    serde_json::from_slice(&reply.body).unwrap()
}

on_both! {
    async fn every_served_file_is_upright_and_tells_nothing_of_where_it_was_taken(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let scene = pictures::scene(96, 64);
        for orientation in 1..=8 {
            let exif = pictures::exif(orientation, true);
            let held = pictures::held(&scene, orientation);
            for bytes in [pictures::jpeg_with(&held, &exif), pictures::png_with(&held, &exif), pictures::webp_with(&held, &exif)] {
                let (_, reply) = sent(&mut owner, &bytes).await;
                let page = owner.get(&reply.location()).await;
                let key = page.text().split("/private/photo/").nth(1).unwrap()[..22].to_owned();
                for suffix in ["master.jpg", "320.webp", "320.jpg", "640.webp", "640.jpg", "1280.webp", "1280.jpg"] {
                    let file = owner.get(&format!("/private/photo/{key}-{suffix}")).await;
                    assert_eq!(file.status, StatusCode::OK, "{suffix}");
                    assert_eq!(file.headers["cache-control"], "private, no-store");
                    let text = String::from_utf8_lossy(&file.body);
                    for mark in ["Exif", "eXIf", "tEXt", "Wakatobi", "GPS", "ICC_PROFILE"] {
                        assert!(!text.contains(mark), "{mark} in {suffix}");
                    }
                    let picture = image::load_from_memory(&file.body).unwrap().to_rgb8();
                    assert_eq!(pictures::corners(&picture), pictures::CORNERS, "orientation {orientation}, {suffix}");
                }
            }
        }
    }

    async fn what_is_no_photo_is_refused_with_its_own_sentence_and_nothing_typed_is_lost(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let whole = photo(400);
        let refused: [(&str, Vec<u8>, &str); 8] = [
            ("heic", pictures::boxed(b"heic"), "HEIC"),
            ("avif", pictures::boxed(b"avif"), "AVIF"),
            ("film", pictures::boxed(b"isom"), "video"),
            ("bomb", pictures::png_claiming(60_000, 60_000), "foto"),
            ("cut", whole[..whole.len() / 2].to_vec(), "foto"),
            ("noise", pictures::noise(7, 4_000), "foto"),
            ("gif", b"GIF89a\x01\x00\x01\x00".to_vec(), "GIF"),
            ("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "SVG"),
        ];
        for (what, bytes, says) in refused {
            let (_, reply) = sent(&mut owner, &bytes).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            reply.says(&["class=\"err\"", says, "value=\"Ditulis dulu\""]);
        }
        assert_eq!(app.count("select count(*) from photos").await, 0);
        assert_eq!(app.count("select count(*) from products where name = 'Ditulis dulu'").await, 8, "drafts keep what was typed");
        assert_eq!(files(&app, "private"), 0);
    }

    async fn a_file_over_15_mb_is_refused_and_the_form_comes_back(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let mut bytes = photo(400);
        bytes.resize(15 * 1024 * 1024 + 200_000, 0);
        let (_, reply) = sent(&mut owner, &bytes).await;
        assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
        reply.says(&["15 MB", "value=\"Ditulis dulu\""]);
    }

    async fn damaged_files_never_break_the_door(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let whole = pictures::jpeg_with(&pictures::scene(80, 60), &pictures::exif(6, true));
        for seed in 1..13 {
            let (_, reply) = sent(&mut owner, &pictures::damage(&whole, seed)).await;
            assert!(matches!(reply.status, StatusCode::SEE_OTHER | StatusCode::UNPROCESSABLE_ENTITY), "{}", reply.status);
        }
    }

    async fn the_island_sends_photos_into_the_draft_and_a_retry_adds_nothing(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, _) = hidden(&owner.get("/studio/add").await);
        let mut island = uploads(&owner);
        let first = island.upload("/studio/photos", &[("draft", &draft)], ("photo", "1.jpg", &photo(400))).await;
        assert_eq!(first.status, StatusCode::OK);
        let again = island.upload("/studio/photos", &[("draft", &draft)], ("photo", "1.jpg", &photo(400))).await;
        assert_eq!(json(&first)["photo"], json(&again)["photo"]);
        let second = island.upload("/studio/photos", &[("draft", &draft)], ("photo", "2.jpg", &photo(410))).await;
        assert_eq!(json(&second)["count"], 2);
        let picture = owner.get(json(&second)["src"].as_str().unwrap()).await;
        assert_eq!(picture.headers["content-type"], "image/webp");
        let wrong = island.upload("/studio/photos", &[("draft", &draft)], ("photo", "3.jpg", &pictures::boxed(b"heic"))).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(json(&wrong)["error"].as_str().unwrap().contains("HEIC"));
        assert!(json(&wrong)["wait"].is_null());
        let mut stranger = app.client();
        stranger.accept = Some("application/json".to_owned());
        let out = stranger.upload("/studio/photos", &[("draft", &draft)], ("photo", "4.jpg", &photo(420))).await;
        assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_draft_saved_by_the_island_is_told_truly(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, _) = hidden(&owner.get("/studio/add").await);
        let mut island = uploads(&owner);
        let saved = island.post("/studio/add", &[("draft", &draft), ("do", "save"), ("name", "Senja"), ("price", "450rb")]).await;
        assert_eq!(json(&saved)["saved"], true);
        let unsure = island.post("/studio/add", &[("draft", &draft), ("do", "save"), ("name", "Senja"), ("price", "450")]).await;
        assert_eq!(json(&unsure)["saved"], false, "a price that has to be asked about is not saved");
    }

    async fn there_are_at_most_eight_photos(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, _) = hidden(&owner.get("/studio/add").await);
        let mut island = uploads(&owner);
        for width in 0..8 {
            let kept = island.upload("/studio/photos", &[("draft", &draft)], ("photo", "a.jpg", &photo(300 + width))).await;
            assert_eq!(kept.status, StatusCode::OK);
        }
        // The answer to the eighth was lost: sent again it is the same photo, not one too many.
        let again = island.upload("/studio/photos", &[("draft", &draft)], ("photo", "a.jpg", &photo(307))).await;
        assert_eq!(again.status, StatusCode::OK);
        let ninth = island.upload("/studio/photos", &[("draft", &draft)], ("photo", "a.jpg", &photo(350))).await;
        assert_eq!(ninth.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(json(&ninth)["error"].as_str().unwrap().contains('8'));
        assert_eq!(app.count("select count(*) from photos").await, 8);
    }

    async fn a_full_pool_says_when_to_come_back(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        let (mut let_go, mut busy) = (Vec::new(), Vec::new());
        let full = loop {
            let (hold, stop) = mpsc::channel::<()>();
            let house = app.house.clone();
            busy.push(tokio::spawn(async move {
                house.intake.run(photo(200).into(), move |_| { let _ = stop.recv(); Ok(()) }).await
            }));
            let_go.push(hold);
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            if busy.last().unwrap().is_finished() {
                break busy.len();
            }
        };
        assert!(full > 1);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "save"), ("name", "Sabar")];
        let reply = owner.upload("/studio/add", &fields, ("photo", "a.jpg", &photo(400))).await;
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(reply.headers.contains_key("retry-after"));
        reply.says(&["value=\"Sabar\""]);
        let told = uploads(&owner).upload("/studio/photos", &[("draft", &draft)], ("photo", "a.jpg", &photo(400))).await;
        assert_eq!(told.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(told.headers.contains_key("retry-after") && json(&told)["wait"].is_number());
        // The other two doors that take a photo keep what was typed as well.
        let portrait = owner.get("/studio/shop/portrait").await;
        let (key, version) = (portrait.field("key"), portrait.field("version"));
        let fields = [("key", key.as_str()), ("version", &version), ("of", "Wa Ode Contoh"), ("consent", "yes")];
        let reply = owner.upload("/studio/shop/portrait", &fields, ("photo", "a.jpg", &photo(400))).await;
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(reply.headers.contains_key("retry-after"));
        reply.says(&["value=\"Wa Ode Contoh\"", "photo-err"]);
        let fields = [("cash", "1"), ("qris", "1")];
        let reply = owner.upload("/studio/money/settings", &fields, ("photo", "a.jpg", &photo(400))).await;
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        reply.says(&["photo-err"]);
        drop(let_go);
    }

    async fn photos_change_places_by_buttons_of_the_form(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "unique")]).await;
        let mut island = uploads(&owner);
        let mut ids = Vec::new();
        for width in [410, 420] {
            let kept = island.upload("/studio/photos", &[("draft", &id)], ("photo", "a.jpg", &photo(width))).await;
            ids.push(json(&kept)["photo"].as_str().unwrap().to_owned());
        }
        assert_eq!(app.count("select count(*) from photos where public_key is not null").await, 3, "a published piece's photo is public at once");
        let path = format!("/studio/products/{id}");
        let moved = owner.post(&path, &[("photo_do", &format!("main {}", ids[1])), ("name", "Belum disimpan")]).await;
        assert_eq!(moved.status, StatusCode::OK);
        moved.says(&["Isian lain belum disimpan", "value=\"Belum disimpan\""]);
        assert_eq!(app.count("select width from photos where removed_at is null order by position limit 1").await, 420);
        owner.post(&path, &[("photo_do", &format!("down {}", ids[1]))]).await;
        assert_eq!(app.count("select position from photos where width = 420").await, 1);
        owner.post(&path, &[("photo_do", &format!("up {}", ids[1]))]).await;
        assert_eq!(app.count("select position from photos where width = 420").await, 0);
        assert_eq!(app.count("select count(*) from products where name = 'Senja'").await, 1);
    }

    async fn a_photo_taken_off_a_published_piece_is_gone_for_good(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "unique")]).await;
        let path = format!("/studio/products/{id}");
        let page = owner.get(&path).await;
        let old = media(&page).remove(0);
        assert!(!page.text().contains("Buang foto 1"), "the last photo stays");
        let kept = uploads(&owner).upload("/studio/photos", &[("draft", &id)], ("photo", "a.jpg", &photo(410))).await;
        assert_eq!(kept.status, StatusCode::OK);
        let first = owner.get(&path).await.text().split("remove ").nth(1).unwrap()[..36].to_owned();
        owner.post(&path, &[("photo_do", &format!("remove {first}"))]).await.says(&["Foto sudah diatur"]);
        for suffix in ["320.webp", "640.jpg", "1280.webp", "og.jpg"] {
            let gone = format!("{}-{suffix}", &old[.."/media/".len() + 22]);
            assert_eq!(app.client().get(&gone).await.status, StatusCode::GONE, "{gone}");
        }
        let last = owner.get(&path).await;
        assert_eq!(app.client().get(&media(&last)[0]).await.status, StatusCode::OK);
        let only = json(&kept)["photo"].as_str().unwrap().to_owned();
        let refused = owner.post(&path, &[("photo_do", &format!("remove {only}"))]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says(&["Ini foto terakhir"]);
    }

    async fn an_address_that_was_never_a_photo_is_not_found(app: TestApp) {
        for name in ["AAAAAAAAAAAAAAAAAAAAAA-320.webp", "AAAAAAAAAAAAAAAAAAAAAA-master.jpg", "x", "..%2F..%2Fsecret.keys", "AAAAAAAAAAAAAAAAAAAAAA-320.gif"] {
            assert_eq!(app.client().get(&format!("/media/{name}")).await.status, StatusCode::NOT_FOUND, "{name}");
        }
    }

    async fn the_sweep_removes_orphans_and_never_live_or_young_files(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        published(&mut owner, &[("kind", "unique")]).await;
        let (draft, key) = hidden(&owner.get("/studio/add").await);
        owner.upload("/studio/add", &[("draft", draft.as_str()), ("key", &key), ("do", "save")], ("photo", "a.jpg", &photo(410))).await.location();
        for folder in ["private", "public"] {
            std::fs::write(app.media_folder(folder).join("OLDOLDOLDOLDOLDOLDOLDO-320.webp"), "left behind").unwrap();
        }
        age_everything(&app);
        for folder in ["private", "public"] {
            std::fs::write(app.media_folder(folder).join("YOUNGYOUNGYOUNGYOUNGYO-320.webp"), "of an open transaction").unwrap();
            set_age(&app.media_folder(folder).join("YOUNGYOUNGYOUNGYOUNGYO-320.webp"), app.clock.now());
        }
        let (private, public) = (files(&app, "private"), files(&app, "public"));
        server::catalogue::sweep::sweep(&app.house).await.unwrap();
        assert_eq!((files(&app, "private"), files(&app, "public")), (private - 1, public - 1));
        for folder in ["private", "public"] {
            assert!(app.media_folder(folder).join("YOUNGYOUNGYOUNGYOUNGYO-320.webp").exists());
            assert!(!app.media_folder(folder).join("OLDOLDOLDOLDOLDOLDOLDO-320.webp").exists());
        }
    }
}

/// Makes every file two days old by the house's clock.
fn age_everything(app: &TestApp) {
    for folder in ["private", "public"] {
        for file in std::fs::read_dir(app.media_folder(folder)).unwrap() {
            set_age(&file.unwrap().path(), app.clock.now() - 2 * 86_400_000);
        }
    }
}

fn set_age(file: &std::path::Path, ms: i64) {
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_millis(u64::try_from(ms).unwrap());
    std::fs::File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
}
