//! The first page, regencies, villages, and who is responsible for them.

use axum::http::{StatusCode, header};

use super::{set, stage};
use crate::on_both;
use crate::support::{Place, TestApp};

/// Another village of the place.
async fn a_village(app: &TestApp, place: &Place, name: &str, slug: &str, island: &str) -> Place {
    let id = format!("village {slug}");
    app.insert(
        "regions",
        vec![
            ("id", (&id).into()),
            ("code", format!("74.07.09.{}", 2000 + slug.len()).into()),
            ("level", "village".into()),
            ("parent_id", (&place.regency).into()),
            ("regency_id", (&place.regency).into()),
            ("name", name.into()),
            ("slug", slug.into()),
            ("island", island.into()),
            ("zone", "WITA".into()),
            ("created_at", 0.into()),
            ("updated_at", 0.into()),
        ],
    )
    .await;
    Place { regency: place.regency.clone(), slug: place.slug.clone(), village: id, village_slug: slug.to_owned() }
}

on_both! {
    async fn the_first_page_offers_regencies_a_code_and_what_is_new(app: TestApp) {
        app.client().get("/en/").await.says(&["No regency has opened yet"]);
        let s = stage(&app).await;
        let page = app.client().get("/en/").await;
        page.says(&[
            "href=\"/en/r/wakatobi\"", "Sulawesi Tenggara. One shop, 2 pieces", "action=\"/k\"", "Senja di karang", "Liya Togo",
        ]);
        set(&app, "update regions set open = 0 where id = $1", &s.place.regency).await;
        let page = app.client().get("/en/").await;
        assert!(!page.text().contains("Senja di karang"), "a regency that is closed shows nothing on the first page");
        assert_eq!(app.client().get("/en/r/wakatobi").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.client().get(&format!("/en/p/{}", s.piece.code)).await.status, StatusCode::OK, "what was printed works");
    }

    async fn an_address_without_its_last_slash_leads_home(app: TestApp) {
        let reply = app.client().get("/en").await;
        assert_eq!((reply.status, &reply.headers[header::LOCATION]), (StatusCode::MOVED_PERMANENTLY, &"/en/".parse().unwrap()));
    }

    async fn a_regency_shows_its_islands_pieces_and_shops(app: TestApp) {
        let s = stage(&app).await;
        let tomia = a_village(&app, &s.place, "Kulati", "kulati", "Tomia").await;
        a_village(&app, &s.place, "Palahidu", "palahidu", "Binongko").await;
        let shop = app.a_shop(&tomia, "Tenun Kemuning").await;
        app.a_product(&shop, "Kotak hutan", 475_000).await;
        app.a_shop(&tomia, "Toko Kosong").await;
        let page = app.client().get("/en/r/wakatobi").await;
        page.says(&[
            "<h1 class=\"name vast\">Wakatobi</h1>",
            "Wangi-Wangi", "Tomia", "Binongko", "Nobody sells here yet.",
            "href=\"/en/r/wakatobi/liya-togo\"", "href=\"/en/r/wakatobi/kulati\"",
            "Kotak hutan", "Senja di karang", "Tenun Kemuning", "Benang Contoh",
            "<b class=\"num\">3</b>", "3 pieces",
        ]);
        assert!(!page.text().contains("Toko Kosong"), "a shop without a piece is not listed");
        assert!(!page.text().contains("/palahidu"), "a village without a shop has no link");
        let village = app.client().get("/en/r/wakatobi/kulati").await;
        village.says(&["<h1 class=\"name vast\">Kulati</h1>", "href=\"/en/r/wakatobi\"", "Kotak hutan", "Tenun Kemuning"]);
        assert!(!village.text().contains("Senja di karang"));
        app.client().get("/en/r/wakatobi/palahidu").await.says(&["The looms are still empty"]);
    }

    async fn sold_hidden_and_draft_pieces_are_not_listed_in_places(app: TestApp) {
        let s = stage(&app).await;
        for (change, listed) in [
            ("update products set stock = 0, held = 1 where id = $1", true),
            ("update products set stock = 0, held = 0 where id = $1", false),
            ("update products set stock = 1, state = 'hidden' where id = $1", false),
            ("update products set state = 'archived' where id = $1", false),
            ("update products set state = 'draft' where id = $1", false),
            ("update products set state = 'published' where id = $1", true),
        ] {
            set(&app, change, &s.piece.id).await;
            for path in ["/en/", "/en/r/wakatobi", "/en/r/wakatobi/liya-togo", "/en/r/wakatobi?list=pieces"] {
                let seen = app.client().get(path).await.text().contains("Senja di karang");
                assert_eq!(seen, listed, "{change}: {path}");
            }
        }
    }

    async fn long_lists_are_paged(app: TestApp) {
        let s = stage(&app).await;
        for n in 0..26 {
            let shop = app.a_shop(&s.place, &format!("Toko {n:02}")).await;
            app.a_product(&shop, &format!("Kain {n:02}"), 100_000).await;
        }
        for (place, most) in [("/en/r/wakatobi", 28), ("/en/r/wakatobi/liya-togo", 28)] {
            let own = app.client().get(place).await;
            own.says(&[&format!("See all {most} pieces"), "See all 27 shops", &format!("href=\"{place}?list=pieces\"")]);
            let first = app.client().get(&format!("{place}?list=pieces")).await;
            first.says(&["Page 1 of 2", &format!("href=\"{place}?list=pieces&amp;page=2\"")]);
            assert_eq!(first.text().matches("loading=\"lazy\"").count(), 24);
            let second = app.client().get(&format!("{place}?list=pieces&page=2")).await;
            assert_eq!(second.text().matches("loading=\"lazy\"").count(), 4);
            app.client().get(&format!("{place}?list=shops&page=2")).await.says(&["Toko 25", "Page 2 of 2"]);
            // What is no list is the place itself.
            app.client().get(&format!("{place}?list=nothing&page=x")).await.says(&["See all 27 shops"]);
        }
    }

    async fn old_addresses_lead_to_those_of_today(app: TestApp) {
        let s = stage(&app).await;
        for (scope, slug, region) in [
            ("regency", "kepulauan-tukang-besi", &s.place.regency), ("74.07", "liya", &s.place.village),
        ] {
            app.insert("region_slugs", vec![
                ("scope", scope.into()), ("slug", slug.into()), ("region_id", region.into()), ("at", 0.into()),
            ]).await;
        }
        for (old, new) in [
            ("/en/r/kepulauan-tukang-besi", "/en/r/wakatobi"),
            ("/id/r/wakatobi/liya", "/id/r/wakatobi/liya-togo"),
            ("/id/r/kepulauan-tukang-besi/liya", "/id/r/wakatobi/liya-togo"),
            ("/en/help/kepulauan-tukang-besi", "/en/help/wakatobi"),
            ("/en/privacy/kepulauan-tukang-besi", "/en/privacy/wakatobi"),
        ] {
            let reply = app.client().get(old).await;
            assert_eq!(reply.status, StatusCode::MOVED_PERMANENTLY, "{old}");
            assert_eq!(reply.headers[header::LOCATION], new);
        }
        for lost in ["/en/r/nowhere", "/en/r/wakatobi/nowhere", "/en/r/nowhere/liya-togo", "/en/help/nowhere", "/en/privacy/nowhere"] {
            assert_eq!(app.client().get(lost).await.status, StatusCode::NOT_FOUND, "{lost}");
        }
    }

    async fn privacy_and_help_name_who_runs_the_regency(app: TestApp) {
        let s = stage(&app).await;
        for page in ["privacy", "help"] {
            app.client().get(&format!("/en/{page}/wakatobi")).await.says(&["has not written down all"]);
        }
        set(&app, "update regions set operator_name = 'Dinas Koperasi Contoh', operator_address = 'Jl. Contoh 1, Wanci', \
            operator_contact = 'dinas@contoh.test', complaint_days = 7 where id = $1", &s.place.regency).await;
        for (page, words) in [("privacy", "30 days after the order ends"), ("help", "I am at the stall")] {
            // The only regency's page stands at the address without a slug as well.
            for path in [format!("/en/{page}/wakatobi"), format!("/en/{page}")] {
                let reply = app.client().get(&path).await;
                assert_eq!(reply.status, StatusCode::OK, "{path}");
                reply.says(&[
                    "Dinas Koperasi Contoh", "Jl. Contoh 1, Wanci", "dinas@contoh.test", "within 7 days", words,
                    &format!("<link rel=\"canonical\" href=\"http://localhost:3000/en/{page}/wakatobi\">"),
                ]);
                assert!(!reply.text().contains("has not written down"));
            }
        }
        app.a_place_named("74.15", "Kabupaten Buton Selatan", "buton-selatan").await;
        app.client().get("/id/privacy").await.says(&["Kabupaten mana?", "/id/privacy/wakatobi", "/id/privacy/buton-selatan"]);
    }
}
