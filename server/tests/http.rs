//! The outermost floor: headers on every kind of answer, limits of bodies and of patience, a stop that
//! lets requests end, languages of errors.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use axum::routing::get;
use server::http::caller::{Access, guard};
use server::http::serve::{self, Patience};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::on_both;
use crate::support::Reply;

#[track_caller]
fn is_guarded(reply: &Reply, what: &str) {
    let of = |name: &str| {
        let value = reply.headers.get(name).unwrap_or_else(|| panic!("{what} lacks {name}"));
        value.to_str().unwrap().to_owned()
    };
    let policy = of("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; "), "{what}: {policy}");
    for part in ["base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"] {
        assert!(policy.contains(part), "{what}: {policy}");
    }
    for loose in ["unsafe-inline", "unsafe-eval'", "*", "http:"] {
        assert!(!policy.replace("'wasm-unsafe-eval'", "").contains(loose), "{what}: {policy}");
    }
    assert_eq!(of("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(of("referrer-policy"), "same-origin", "{what}");
    assert!(of("permissions-policy").contains("geolocation=()"), "{what}");
    assert!(!reply.headers.contains_key("strict-transport-security"), "{what}: no HSTS on plain http");
    assert!(!of("x-request-id").is_empty(), "{what}");
}

on_both! {
    async fn every_kind_of_answer_carries_the_guards(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let piece = app.a_product(&shop, "Kain", 450_000).await;
        let mut owner = app.owner_of(&shop).await;
        let mut tourist = app.client();
        let page = tourist.get(&format!("/id/p/{}", piece.code)).await;
        assert_eq!(page.status, StatusCode::OK);
        is_guarded(&page, "a tourist's page");
        is_guarded(&owner.get("/studio/shop").await, "a studio page");
        is_guarded(&owner.get("/studio").await, "a page with an island");
        for (what, path, status) in [
            ("a redirect", "/", 303),
            ("a page that is lost", "/id/p/2222222", 404),
            ("an address that never was", "/nothing/here", 404),
            ("a missing asset", "/pkg/nothing.js", 404),
            ("a missing photo", "/media/nothing", 404),
            ("a file", "/icon.svg", 200),
            ("robots", "/robots.txt", 200),
            ("health", "/healthz", 200),
            ("the way to the sign-in", "/studio", 303),
        ] {
            let reply = tourist.get(path).await;
            assert!(reply.status.as_u16() == status || path == "/icon.svg", "{path}: {}", reply.status);
            is_guarded(&reply, what);
        }
        let wrong = tourist.post("/login", &[("how", "pin")]).await;
        assert_eq!(wrong.status, StatusCode::FORBIDDEN);
        is_guarded(&wrong, "a form that comes back");
        let island = tourist.get("/api/waiting").await;
        assert_eq!(island.status, StatusCode::UNAUTHORIZED);
        assert!(island.headers["content-type"].to_str().unwrap().starts_with("application/json"));
        is_guarded(&island, "an island's answer");
        tourist.origin = Some("https://evil.example".to_owned());
        is_guarded(&tourist.post("/login", &[]).await, "a foreign form");
        let method = tourist.send(Method::PUT, "/login", None, Body::empty()).await;
        is_guarded(&method, "a method that is none");
    }

    async fn cookies_are_closed_to_scripts_and_carry_no_secure_on_plain_http(app: TestApp) {
        let place = app.a_place().await;
        let (_, account) = crate::accounts::an_artisan(&app, &place, "Wa Ode Contoh").await;
        let mut officer = app.an_officer(&place).await;
        let link = crate::accounts::invite(&mut officer, &place, "Wa Dua").await;
        let reply = crate::accounts::enrol(&mut app.client(), &link, &place, "Wa Dua").await;
        let lines: Vec<&str> = reply.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap()).collect();
        assert_eq!(lines.len(), 2, "{account}");
        for line in lines {
            for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age="] {
                assert!(line.contains(part), "{line}");
            }
            assert!(!line.contains("Secure") && !line.starts_with("__Host-"), "{line}");
        }
    }

    async fn a_form_over_its_limit_is_too_large_and_one_below_is_read(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let mut owner = app.owner_of(&shop).await;
        let form = Some("application/x-www-form-urlencoded");
        for path in ["/login", "/studio/shop/about"] {
            let below = format!("x={}", "a".repeat(60 * 1024));
            assert_ne!(owner.send(Method::POST, path, form, Body::from(below)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
            let over = format!("x={}", "a".repeat(64 * 1024));
            let reply = owner.send(Method::POST, path, form, Body::from(over)).await;
            assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        }
    }

    async fn a_character_that_no_text_holds_is_nowhere_and_left_out_of_what_was_typed(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let mut owner = app.owner_of(&shop).await;
        for path in ["/en/p/%00", "/en/s/a%00b", "/en/r/%00", "/en/help/%00", "/en/privacy/%00", "/en/o/%00", "/studio/orders/%00"] {
            assert_eq!(owner.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in [
            "/en/checkout?p=%00&how=stall&via=%00", "/studio/orders?q=%00&show=%00", "/en/cart?x=%00", "/studio/add?draft=%00",
            "/studio/add?draft=a%00b", "/studio/products?state=%00&page=%00", "/language/id?to=%00", "/login?to=%00",
        ] {
            assert!(!owner.get(path).await.status.is_server_error(), "{path}");
        }
        let mut officer = app.an_officer(&place).await;
        for path in ["device?q=%00&page=%00", "device?q=a%00b", "?state=%00&page=%00"] {
            let path = format!("/office/{}/invitations/{path}", place.slug).replace("/?", "?");
            assert_eq!(officer.get(&path).await.status, StatusCode::OK, "{path}");
        }
        let form = Some("application/x-www-form-urlencoded");
        for path in ["/en/cart", "/en/checkout", "/en/cart/add"] {
            let body = Body::from("key=%00&p=%00&drop=%00&q-%00=1&wish=a%00b&name=%00");
            assert!(!owner.send(Method::POST, path, form, body).await.status.is_server_error(), "{path}");
        }
    }

    async fn a_lost_page_speaks_the_language_of_its_address(app: TestApp) {
        app.client().get("/id/nothing/at/all").await.says(&["lang=\"id\"", "Benang ini tidak tersambung"]);
        app.client().get("/en/nothing/at/all").await.says(&["lang=\"en\"", "Nothing is tied to this thread"]);
    }

    async fn a_tourist_gets_no_cookie_from_reading(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let piece = app.a_product(&shop, "Kain", 450_000).await;
        for path in ["/id/".to_owned(), format!("/id/p/{}", piece.code), format!("/id/s/{}", shop.code), "/k".to_owned(), "/login".to_owned()] {
            let reply = app.client().get(&path).await;
            assert!(!reply.headers.contains_key("set-cookie"), "{path}");
        }
    }
}

/// A server of its own on a free port; gives its address, its stop, and its end.
async fn a_server(router: Router) -> (std::net::SocketAddr, CancellationToken, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let patience = Patience { idle: Duration::from_millis(300), grace: Duration::from_secs(5) };
    let task = tokio::spawn(serve::serve_with(listener, router, stop.clone(), patience));
    (address, stop, task)
}

async fn closed_within(stream: &mut TcpStream, time: Duration) -> bool {
    let mut bytes = Vec::new();
    tokio::time::timeout(time, stream.read_to_end(&mut bytes)).await.is_ok()
}

#[test]
fn patience_ends_after_ten_seconds() {
    assert_eq!(Patience::default().idle, Duration::from_secs(10));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_a_header_an_idle_and_an_empty_connection_are_cut() {
    let (address, stop, task) = a_server(Router::new().route("/", get(|| async { "ok" }))).await;
    for start in ["GET / HTTP/1.1\r\nHost: x", "PRI", "", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(start.as_bytes()).await.unwrap();
        assert!(closed_within(&mut stream, Duration::from_secs(4)).await, "{start:?} is kept open");
    }
    stop.cancel();
    task.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_lets_the_request_under_way_end_and_takes_no_new_one() {
    let slow = get(|| async {
        tokio::time::sleep(Duration::from_millis(600)).await;
        "whole"
    });
    let (address, stop, task) = a_server(Router::new().route("/slow", slow)).await;
    let mut running = TcpStream::connect(address).await.unwrap();
    running.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(150)).await;
    stop.cancel();
    let mut answer = String::new();
    running.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("whole"), "{answer}");
    tokio::time::timeout(Duration::from_secs(5), task).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err(), "the port is closed");
}

on_both! {
    async fn a_door_that_breaks_answers_with_a_page(app: TestApp) {
        async fn breaks() -> &'static str {
            panic!("a bug")
        }
        let guard = axum::middleware::from_fn_with_state((app.house.clone(), Access::Public), guard);
        let router = Router::new().route("/{lang}/breaks", get(breaks)).layer(guard);
        let request = axum::http::Request::get("/id/breaks").body(Body::empty()).unwrap();
        let reply = tower::ServiceExt::oneshot(router.with_state(app.house.clone()), request).await.unwrap();
        assert_eq!(reply.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let page = axum::body::to_bytes(reply.into_body(), 100_000).await.unwrap();
        assert!(String::from_utf8_lossy(&page).contains("<html lang=\"id\">"));
    }
}
