//! Printed codes over HTTP and straight from the room.

use app::codes::rules::Code;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use server::clock::Clock;
use server::codes::{self, Kind, Scans};
use server::startup;
use server::store::Store;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::on_both;
use crate::support::TestApp;

async fn issue(app: &TestApp, kind: Kind, id: &str) -> String {
    let id = id.to_owned();
    app.house.store.write(move |tx| Box::pin(async move { codes::issue(tx, kind, &id).await })).await.unwrap()
}

on_both! {
    async fn a_thing_keeps_the_code_it_was_given(app: TestApp) {
        let first = issue(&app, Kind::Product, "piece").await;
        assert_eq!(issue(&app, Kind::Product, "piece").await, first);
        assert_ne!(issue(&app, Kind::Shop, "piece").await, first);
        let db = app.house.store.read();
        assert_eq!(codes::code_of(db, Kind::Product, "piece").await.unwrap(), Some(first.clone()));
        assert_eq!(codes::code_of(db, Kind::Product, "another").await.unwrap(), None);
        let target = codes::target(db, &Code::parse(&first).unwrap()).await.unwrap().unwrap();
        assert_eq!((target.kind, target.id.as_str()), (Kind::Product, "piece"));
    }

    async fn two_who_issue_at_once_get_the_same_code(app: TestApp) {
        for round in 0..10 {
            let id = format!("piece {round}");
            let (one, other) = tokio::join!(issue(&app, Kind::Product, &id), issue(&app, Kind::Product, &id));
            assert_eq!(one, other);
        }
        assert_eq!(app.count("select count(*) from codes").await, 10);
    }
}

/// Scans once and gives how many visits are counted in all.
async fn counted(app: &TestApp) -> i64 {
    app.house.scans.flush(&app.house.store, app.clock.now()).await.unwrap();
    app.count("select coalesce(cast(sum(visits) as bigint), 0) from scan_counts").await
}

/// Another code than this one that is well-formed and was not issued.
fn never_issued(code: &str) -> String {
    let six = std::array::from_fn(|_| 5);
    let other = Code::from_random(six).unwrap();
    assert_ne!(other.as_str(), code);
    other.to_string()
}

on_both! {
    async fn a_printed_code_leads_to_its_page_in_the_readers_language_in_any_letter_case(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let piece = app.a_product(&shop, "Senja di karang", 450_000).await;
        let mut guest = app.client();
        let page = format!("/en/p/{}?via=q", piece.code);
        for way in ["q", "Q"] {
            assert_eq!(guest.get(&format!("/{way}/{}", piece.code)).await.location(), page);
            assert_eq!(guest.get(&format!("/{way}/{}", piece.code.to_lowercase())).await.location(), page);
        }
        guest.language = Some("id-ID,id;q=0.9".to_owned());
        assert_eq!(guest.get(&format!("/q/{}", shop.code)).await.location(), format!("/id/s/{}?via=q", shop.code));
    }

    async fn a_code_answers_from_memory_and_a_new_one_is_found_at_once(app: TestApp) {
        let code = issue(&app, Kind::Product, "piece").await;
        let lost = never_issued(&code);
        let mut guest = app.client();
        assert_eq!(guest.get(&format!("/q/{lost}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(guest.get(&format!("/q/{code}")).await.status, StatusCode::SEE_OTHER);
        // Written by another server a second later, behind this one's back.
        app.insert("codes", vec![("code", (&lost).into()), ("kind", "shop".into()), ("target_id", "x".into()), ("issued_at", 1.into())]).await;
        assert_eq!(guest.get(&format!("/q/{lost}")).await.location(), format!("/en/s/{lost}?via=q"));
        // What is known is answered without the database.
        app.house.store.close().await;
        assert_eq!(guest.get(&format!("/q/{code}")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(guest.get("/q/7K3Q9XH").await.status, StatusCode::SERVICE_UNAVAILABLE);
    }

    async fn a_code_that_leads_nowhere_is_helped_with_404(app: TestApp) {
        let code = issue(&app, Kind::Product, "piece").await;
        let mut guest = app.client();
        let page = guest.get(&format!("/q/{}", never_issued(&code))).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        page.says(&["We do not know the code", "0, O, 1, I or L", "action=\"/k\"", "name=\"code\""]);
        for malformed in ["7K3Q9XB", "7K3Q9X", "%20", "%FF%FE", "abc%2Fdef", "%3Cscript%3E", "7K3Q9XH7K3Q9XH7K3Q9XH7K3Q9XH7K3Q9XH7K3Q9XH7K3Q9XH"] {
            let page = guest.get(&format!("/q/{malformed}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{malformed}");
            page.says(&["name=\"code\""]);
            assert!(!page.text().contains("<script>"));
        }
    }

    async fn a_typed_code_goes_the_way_a_scan_goes(app: TestApp) {
        let code = issue(&app, Kind::Shop, "shop").await;
        let mut guest = app.client();
        let form = guest.get("/k").await;
        assert_eq!(form.status, StatusCode::OK);
        form.says(&["<form", "action=\"/k\""]);
        let spelled = format!("{}-{}", code[..4].to_lowercase(), &code[4..]);
        assert_eq!(guest.get(&format!("/k?code=+{spelled}+")).await.location(), format!("/q/{code}"));
        guest.get(&format!("/k?code={}", never_issued(&code))).await.says(&["We do not know the code"]);
    }

    async fn the_form_says_what_is_wrong_and_offers_look_alikes_that_were_issued(app: TestApp) {
        app.insert("codes", vec![("code", "7K3Q9XH".into()), ("kind", "shop".into()), ("target_id", "x".into()), ("issued_at", 1.into())]).await;
        let mut guest = app.client();
        let page = guest.get("/k?code=7k309xh").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        page.says(&["Did you mean", "href=\"/q/7K3Q9XH\"", "0, in place 4, never occurs", "value=\"7k309xh\""]);
        assert_eq!(page.text().matches("href=\"/q/").count(), 1, "codes that were never issued are not offered");
        guest.get("/k?code=7K3Q9").await.says(&["5 letters and figures; a code has 7"]);
        guest.get("/k?code=7K3Q9XB").await.says(&["does not fit the others"]);
        guest.language = Some("id".to_owned());
        guest.get("/k?code=7K3Q9XB").await.says(&["tidak cocok dengan yang lain"]);
    }

    async fn visits_of_people_are_counted_once_in_half_an_hour(app: TestApp) {
        let code = issue(&app, Kind::Product, "piece").await;
        let path = format!("/q/{code}");
        let mut guest = app.client();
        guest.address = "203.0.113.9".parse().ok();
        for _ in 0..3 {
            guest.get(&path).await.location();
        }
        assert_eq!(counted(&app).await, 1);
        guest.user_agent = "Mozilla/5.0 (iPhone) Safari".to_owned();
        guest.get(&path).await;
        guest.address = "203.0.113.10".parse().ok();
        guest.get(&path).await;
        assert_eq!(counted(&app).await, 3);
        app.clock.forward(30 * 60_000);
        guest.get(&path).await;
        assert_eq!(counted(&app).await, 4);
        let rows = app.count("select count(*) from scan_counts where hour % 3600000 = 0").await;
        assert_eq!(rows, 1, "half an hour past ten is still the hour of ten");
    }

    async fn machines_heads_and_pages_fetched_ahead_are_led_but_not_counted(app: TestApp) {
        let code = issue(&app, Kind::Product, "piece").await;
        let path = format!("/q/{code}");
        let mut guest = app.client();
        for machine in ["WhatsApp/2.24.12.78 A", "Mozilla/5.0 (compatible; Googlebot/2.1)", ""] {
            let mut robot = app.client();
            robot.user_agent = machine.to_owned();
            assert_eq!(robot.get(&path).await.status, StatusCode::SEE_OTHER, "{machine}");
        }
        let head = guest.send(Method::HEAD, &path, None, Body::empty()).await;
        assert_eq!(head.status, StatusCode::SEE_OTHER);
        guest.extra = vec![("sec-purpose", "prefetch;prerender".to_owned())];
        assert_eq!(guest.get(&path).await.status, StatusCode::SEE_OTHER);
        assert_eq!(counted(&app).await, 0);
        guest.extra.clear();
        guest.get(&path).await;
        assert_eq!(counted(&app).await, 1);
    }

    async fn a_strangers_word_about_its_address_makes_no_visits(app: TestApp) {
        let code = issue(&app, Kind::Product, "piece").await;
        let mut guest = app.client();
        guest.address = "203.0.113.9".parse().ok();
        for last in 1..5 {
            guest.extra = vec![("x-forwarded-for", format!("198.51.100.{last}"))];
            guest.get(&format!("/q/{code}")).await;
        }
        assert_eq!(counted(&app).await, 1);
    }

    async fn what_cannot_be_written_is_kept_and_a_scan_is_led_all_the_same(app: TestApp) {
        // A visit noted for a code whose row is missing breaks the reference.
        let gone = Code::parse("7K3Q9XH").unwrap();
        app.house.scans.note(&gone, None, "Chrome", app.clock.now());
        assert!(app.house.scans.flush(&app.house.store, app.clock.now()).await.is_err());
        app.insert("codes", vec![("code", "7K3Q9XH".into()), ("kind", "shop".into()), ("target_id", "x".into()), ("issued_at", 1.into())]).await;
        assert_eq!(counted(&app).await, 1);
        assert_eq!(counted(&app).await, 1, "a visit is written once");
    }

    async fn many_servers_add_to_the_same_hour(app: TestApp) {
        let code = issue(&app, Kind::Product, "piece").await;
        let code = Code::parse(&code).unwrap();
        let now = app.clock.now();
        let (one, other) = (Scans::default(), Scans::default());
        for server in [&one, &other] {
            server.note(&code, None, "Chrome", now);
        }
        let (first, second) = tokio::join!(one.flush(&app.house.store, app.clock.now()), other.flush(&app.house.store, app.clock.now()));
        first.unwrap();
        second.unwrap();
        assert_eq!(counted(&app).await, 2);
    }

    async fn visits_gathered_at_a_stop_are_written(app: TestApp) {
        let code = issue(&app, Kind::Product, "piece").await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stop = CancellationToken::new();
        let running = tokio::spawn(startup::run_until(app.house.clone(), listener, stop.clone()));
        app.client().get(&format!("/q/{code}")).await.location();
        stop.cancel();
        running.await.unwrap();
        let database = app.house.config.database_url.clone();
        let store = Store::open(&database, Clock::system()).await.unwrap();
        let (visits,): (i64,) = sqlx::query_as("select visits from scan_counts").fetch_one(store.read()).await.unwrap();
        assert_eq!(visits, 1);
    }
}
