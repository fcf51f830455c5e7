//! Guessing links: what exists and what does not is answered the same, and asks the database the same, so that neither
//! words nor time tell. Times are not measured here: what takes time is asking.

use app::ids::OrderId;
use axum::http::StatusCode;
use server::orders::token;

use super::proofs::{photo, send};
use super::stage::{at_checkout, stage};
use crate::accounts::invite;
use crate::support::{Client, Reply, TestApp, statements};

/// The answer with what tells requests apart left out: the path that was asked for, and what is new each time. Names of
/// headers only: the length is that of the path.
fn answer(reply: &Reply, path: &str) -> (StatusCode, Vec<String>, String) {
    let mut names: Vec<String> = reply.headers.keys().map(ToString::to_string).collect();
    names.sort();
    // The page offers itself in other languages.
    let escaped: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    let text = reply.text().replace(path, "PATH").replace(&escaped, "PATH");
    let text = text.split("nonce=\"").enumerate().map(|(number, part)| match part.split_once('"') {
        Some((_, rest)) if number > 0 => rest.to_owned(),
        _ => part.to_owned(),
    });
    (reply.status, names, text.collect())
}

/// Every path is answered as the first is, with as many statements; gives how many.
async fn all_the_same(client: &Client, paths: &[String]) -> (StatusCode, usize) {
    let mut first = None;
    for path in paths {
        let (reply, asked) = statements(client.clone().get(path)).await;
        let found = (answer(&reply, path), asked);
        let first = first.get_or_insert_with(|| found.clone());
        assert_eq!(found.1, first.1, "{path} asks another number of times");
        assert_eq!(found.0, first.0, "{path} is answered otherwise");
    }
    let ((status, ..), asked) = first.unwrap();
    (status, asked)
}

/// The link with another tag: every symbol of it but one is right.
fn with_a_wrong_tag(link: &str) -> String {
    let (head, tag) = link.rsplit_once('.').unwrap();
    let other = if tag.starts_with('A') { "B" } else { "A" };
    format!("{head}.{other}{}", &tag[1..])
}

// Only PostgreSQL's driver is heard by the counter.
#[tokio::test]
async fn links_of_orders_that_are_not_there_are_like_those_with_a_wrong_tag() {
    let app = TestApp::on_postgres().await;
    let s = stage(&app).await;
    let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
    let (_, heard) = statements(order.page()).await;
    assert!(heard > 0, "the counter hears nothing");
    // Signed as one that was there: an order that was forgotten, or of another house with the same keys.
    let never = OrderId("01940000-0000-7000-8000-000000000001".to_owned());
    let never = format!("/en/o/{}", token::mint(&app.house.keys, &never));
    let wrong = [with_a_wrong_tag(&order.link), with_a_wrong_tag(&never)];
    let garbage =
        ["x", "..", "a.1.b", "%00", "%FF%FE", "AAAAAAAAAAAAAAAAAAAAAA.1.AAAAAAAAAAAAAAAAAAAAAA", "' or 1=1 --"];
    let garbage = garbage.map(|text| format!("/en/o/{}", text.replace(' ', "%20")));
    for door in ["", "/state", "/qris.png", "/plain.png", "/link.svg", "/proof"] {
        let paths: Vec<String> = wrong.iter().chain(&garbage).map(|path| format!("{path}{door}")).collect();
        let same = all_the_same(&app.client(), &paths).await;
        assert_eq!(same, (StatusCode::NOT_FOUND, 0), "{door}: nothing is asked of the database");
    }
    // Whoever has a cookie is looked up, and no more.
    let same = all_the_same(&order.client, &[wrong.as_slice(), &garbage[..1]].concat()).await;
    assert_eq!(same, (StatusCode::NOT_FOUND, 1));
    // A right link to nothing is answered the same; only whoever has the keys can write one.
    let (nothing, _) = statements(app.client().get(&never)).await;
    let (guessed, _) = statements(app.client().get(&wrong[0])).await;
    assert_eq!(answer(&nothing, &never), answer(&guessed, &wrong[0]));
    assert_eq!(order.page().await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_sent_to_a_link_that_opens_nothing_is_answered_the_same() {
    let app = TestApp::on_postgres().await;
    let s = stage(&app).await;
    let order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
    let paths = [with_a_wrong_tag(&order.link), "/en/o/x".to_owned()];
    for act in ["paid", "cancel", "method", "card", "came-back", "not-back", "tell", "agree", "received"] {
        let mut found = Vec::new();
        for path in &paths {
            let path = format!("{path}/{act}");
            let mut client = app.client();
            let (reply, asked) = statements(client.post(&path, &[("key", "x"), ("method", "cash")])).await;
            let link = path.rsplit_once('/').unwrap().0.to_owned();
            found.push((answer(&reply, &link), asked));
        }
        assert_eq!(found[0].0.0, StatusCode::NOT_FOUND, "{act}");
        assert_eq!(found[0], found[1], "{act}");
        assert_eq!(found[0].1, 0, "{act} asks the database");
    }
}

#[tokio::test]
async fn invitations_that_were_never_made_are_like_garbage() {
    let app = TestApp::on_postgres().await;
    let place = app.a_place().await;
    let link = invite(&mut app.an_officer(&place).await, &place, "Ina Contoh").await;
    let (head, token) = link.rsplit_once('/').unwrap();
    assert_eq!(app.client().get(&link).await.status, StatusCode::OK);
    let near = format!("{}{}", &token[..token.len() - 1], if token.ends_with('A') { "B" } else { "A" });
    let paths = [near, server::clock::token(), "x".to_owned(), token[1..].to_owned(), format!("{token}A")];
    let paths = paths.map(|token| format!("{head}/{token}"));
    // What is stored is the hash of a token: to ask for it is all there is, and it says nothing of a nearly right one.
    assert_eq!(all_the_same(&app.client(), &paths).await, (StatusCode::NOT_FOUND, 1));
}

#[tokio::test]
async fn private_files_of_others_are_like_those_that_are_not_there() {
    let app = TestApp::on_postgres().await;
    let mut s = stage(&app).await;
    let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
    send(&mut order, &photo()).await.location();
    let page = s.artisan.get(&format!("/studio/orders/{}", order.code)).await.text();
    let name = page.split("/private/proof/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(s.artisan.get(&format!("/private/proof/{name}")).await.status, StatusCode::OK);
    let other = app.owner_of(&app.a_shop(&s.place, "Toko Lain").await).await;
    let never = format!("{}{}", server::clock::token(), &name[22..]);
    for kind in ["proof", "photo"] {
        let paths = [&name, &never].map(|name| format!("/private/{kind}/{name}"));
        let (status, _) = all_the_same(&other, &paths).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{kind}");
    }
}
