//! What a visitor's page may weigh, and what it may ask of the database.

use axum::http::{HeaderMap, StatusCode};
use server::http::site;
use server::store::Engine;

use super::{Stage, a_meeting_place, set, stage};
use crate::on_both;
use crate::support::{Reply, TestApp, statements};

/// Bytes over the wire of a tourist page, headers included.
const MOST: usize = 14_600;
/// What the inlined style may take of it; held back when the site was not built.
const STYLE: usize = 6_500;

/// Status line, headers and body as HTTP/1.1 sends them.
fn wire(reply: &Reply) -> usize {
    let head: usize = reply.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    "HTTP/1.1 200 OK\r\n".len() + head + "date: Tue, 24 Nov 2026 02:00:00 GMT\r\n".len() + 2 + reply.body.len()
}

/// A piece with everything a piece can have.
async fn a_full_piece(app: &TestApp) -> Stage {
    let s = stage(app).await;
    a_meeting_place(app, &s.shop).await;
    for fact in [
        "technique.warp_faced",
        "technique.extra_weft",
        "loom.daro",
        "time.four_seven_days",
        "fibre.cotton_mill",
        "dye.mengkudu_root",
        "dye.bought_coloured",
        "motif.stripes_lengthwise",
        "motif.checks_small",
        "use.sarong",
        "use.ceremony",
        "care.hand_wash_cold",
        "care.dry_in_shade",
        "care.wash_apart",
    ] {
        app.insert("product_facts", vec![("product_id", (&s.piece.id).into()), ("fact", fact.into())]).await;
    }
    for place in 1..8 {
        app.insert(
            "photos",
            vec![
                ("id", format!("photo {place}").into()),
                ("product_id", (&s.piece.id).into()),
                ("position", place.into()),
                ("private_key", server::clock::token().into()),
                ("public_key", server::clock::token().into()),
                ("width", 1600.into()),
                ("height", 1200.into()),
                ("tint", "#46301c".into()),
                ("created_at", 0.into()),
            ],
        )
        .await;
    }
    for n in 0..10 {
        app.a_product(&s.shop, &format!("Karya nomor {n}"), 100_000 + n * 5_000).await;
    }
    let story =
        "Benang merah digulung dulu, sebelum ayam berkokok. Kalau salah hitung, mulai lagi dari awal. ".repeat(14);
    let id = s.piece.id.clone();
    app.house
        .store
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query("update products set story = $2, size_note = '200 x 105 cm', weight_g = 420 where id = $1")
                    .bind(id)
                    .bind(story)
                    .execute(tx.db())
                    .await
                    .unwrap();
                Ok(())
            })
        })
        .await
        .unwrap();
    set(
        app,
        "update shops set story = 'Menenun sejak umur sebelas, di alat peninggalan ibu.', whatsapp = '+6281234567890', \
        whatsapp_public = 1 where id = $1",
        &s.shop.id,
    )
    .await;
    s
}

fn pages(s: &Stage) -> Vec<String> {
    vec![
        "/en/".to_owned(),
        "/en/r/wakatobi".to_owned(),
        "/en/r/wakatobi?list=pieces".to_owned(),
        "/en/r/wakatobi/liya-togo".to_owned(),
        format!("/en/s/{}", s.shop.code),
        format!("/en/p/{}", s.piece.code),
        format!("/id/p/{}", s.piece.code),
        "/en/privacy".to_owned(),
        "/en/help/wakatobi".to_owned(),
        "/k".to_owned(),
        "/k?code=7K309XH".to_owned(),
    ]
}

on_both! {
    async fn a_visitors_page_fits_into_the_first_packets(app: TestApp) {
        let s = a_full_piece(&app).await;
        let most = if site::is_built() { MOST } else { MOST - STYLE };
        let mut guest = app.client();
        guest.extra = vec![("accept-encoding", "br".to_owned())];
        for path in pages(&s) {
            let reply = guest.get(&path).await;
            assert_eq!(reply.headers["content-encoding"], "br", "{path}");
            assert!(wire(&reply) <= most, "{path}: {} of {most} bytes", wire(&reply));
        }
        let (sold, path) = (&s.other, format!("/en/p/{}", s.other.code));
        set(&app, "update products set stock = 0 where id = $1", &sold.id).await;
        let reply = guest.get(&path).await;
        assert!(wire(&reply) <= most, "sold: {} of {most} bytes", wire(&reply));
    }

    async fn a_visitors_page_has_no_script_no_style_attribute_and_asks_nobody_else(app: TestApp) {
        let s = a_full_piece(&app).await;
        for path in pages(&s) {
            let html = app.client().get(&path).await.text();
            assert_eq!(html.matches("<script").count(), html.matches("<script type=\"application/ld+json\">").count(), "{path}");
            assert!(!html.contains(" style=") && !html.contains(" onclick") && !html.contains("wasm"), "{path}");
            for source in html.split(" src=\"").skip(1).chain(html.split(" srcset=\"").skip(1)) {
                assert!(source.starts_with('/'), "{path}: {source:.60}");
            }
        }
    }

    /// Document, icon, first photo and one more at most: further photos wait in closed drawers.
    async fn a_piece_asks_for_four_files_at_most(app: TestApp) {
        let s = a_full_piece(&app).await;
        let shown = |html: &str| -> usize {
            let open: String = html.split("<details").enumerate().map(|(place, part)| match place {
                0 => part,
                _ => part.split_once("</details>").map_or("", |(_, after)| after),
            }).collect();
            2 + open.matches("<img").count()
        };
        let whole = app.client().get(&format!("/en/p/{}", s.piece.code)).await.text();
        assert_eq!(shown(&whole), 3);
        assert!(whole.matches("<img").count() > 10, "the others are there, in drawers");
        assert!(!whole.contains("<details open") && !whole.contains(" open "));
        set(&app, "update products set stock = 0 where id = $1", &s.piece.id).await;
        assert_eq!(shown(&app.client().get(&format!("/en/p/{}", s.piece.code)).await.text()), 4);
    }

    /// On a phone the first photo is the file of 640 pixels, whose budget is 40 KB.
    async fn a_phone_gets_the_small_file_and_every_photo_its_measures(app: TestApp) {
        let s = a_full_piece(&app).await;
        let html = app.client().get(&format!("/en/p/{}", s.piece.code)).await.text();
        let phone = html.split("<source media=\"(max-width: 48rem)\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(phone.contains("-640.webp\"") && !phone.contains("1280"), "{phone}");
        for image in html.split("<img ").skip(1) {
            let tag = image.split('>').next().unwrap();
            for part in ["width=\"", "height=\"", "alt=\""] {
                assert!(tag.contains(part), "{tag}");
            }
        }
    }

    async fn no_page_asks_the_database_more_than_six_times(app: TestApp) {
        let s = a_full_piece(&app).await;
        if app.house.store.engine() != Engine::Postgres {
            return;
        }
        let mut all = pages(&s);
        all.extend(["/sitemap.xml".to_owned(), format!("/q/{}", s.piece.code), "/en/r/wakatobi?list=shops".to_owned()]);
        let mut heard = 0;
        for path in all {
            let mut guest = app.client();
            let (reply, count) = statements(guest.get(&path)).await;
            assert!(reply.status.is_success() || reply.status.is_redirection() || path.starts_with("/k"), "{path}: {}", reply.status);
            assert!(count <= 6, "{path}: {count} statements");
            heard += count;
        }
        assert!(heard > 20, "the counter hears nothing: {heard}");
    }

    async fn what_may_be_kept_says_so_and_carries_nothing_personal(app: TestApp) {
        let s = a_full_piece(&app).await;
        let mut owner = app.owner_of(&s.shop).await;
        for path in pages(&s) {
            let reply = owner.get(&path).await;
            let cached = reply.headers["cache-control"] == "public, max-age=30";
            assert_eq!(cached, !path.starts_with("/k"), "{path}");
            assert!(no_cookie(&reply.headers), "{path}");
            if cached {
                assert_eq!(reply.text(), app.client().get(&path).await.text(), "{path}: the same for everybody");
                assert!(!reply.text().contains("name=\"key\""), "{path}");
            }
        }
        assert_eq!(app.client().get("/en/p/7K3Q9XH").await.status, StatusCode::NOT_FOUND);
    }
}

fn no_cookie(headers: &HeaderMap) -> bool {
    !headers.contains_key("set-cookie")
}
