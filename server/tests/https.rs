//! The same house behind https: what browsers are told then, and what a plain one must not be told.

use crate::support::{ORIGIN, TestApp};

#[tokio::test]
async fn behind_https_browsers_stay_on_it_and_cookies_are_bound_to_it() {
    let app = TestApp::at("https://homoru.example").await;
    let mut client = app.client();
    client.origin = Some("https://homoru.example".to_owned());
    let page = client.get("/en/").await;
    assert!(page.headers["strict-transport-security"].to_str().unwrap().starts_with("max-age="));
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("upgrade-insecure-requests"));
    assert_eq!(page.headers["cross-origin-opener-policy"], "same-origin");

    let place = app.a_place().await;
    let shop = app.a_shop(&place, "Benang Contoh").await;
    let piece = app.a_product(&shop, "Kain", 450_000).await;
    let checkout = client.get(&format!("/en/checkout?p={}&how=stall", piece.code)).await;
    let cookie = checkout.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-visitor="), "{cookie}");
    for part in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn on_plain_http_nothing_of_it_is_said() {
    let app = TestApp::at(ORIGIN).await;
    let page = app.client().get("/en/").await;
    assert!(!page.headers.contains_key("strict-transport-security"));
    assert!(!page.headers["content-security-policy"].to_str().unwrap().contains("upgrade-insecure-requests"));
}
