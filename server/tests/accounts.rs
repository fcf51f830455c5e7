//! People over HTTP: invitations, enrolment, fresh devices, sign-in, stays, officers and administrators.

mod devices;
mod invitations;
mod language;
mod officers;
mod shops;
mod signin;

use axum::http::StatusCode;

use crate::support::{Client, Place, Reply, TestApp};

/// The PIN of everybody here.
pub const PIN: &str = "482913";

/// The officer invites somebody; gives the link's path.
pub async fn invite(officer: &mut Client, place: &Place, name: &str) -> String {
    let list = format!("/office/{}/invitations", place.slug);
    let key = officer.get(&list).await.field("key");
    let fields = [("name", name), ("phone", "0812 0000 0101"), ("village", place.village.as_str()), ("key", &key)];
    let sheet = officer.post(&list, &fields).await.location();
    link_on(&officer.get(&sheet).await)
}

/// The path of the link that a page shows.
pub fn link_on(page: &Reply) -> String {
    let html = page.text();
    let at = html.find("/invite/").unwrap_or_else(|| panic!("no link in {html}"));
    html[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || "/-_".contains(*c)).collect()
}

/// Fills the enrolment form in and sends it.
pub async fn enrol(phone: &mut Client, link: &str, place: &Place, name: &str) -> Reply {
    let key = phone.get(link).await.field("key");
    let fields = [
        ("name", name),
        ("phone", "0812 0000 0101"),
        ("village", place.village.as_str()),
        ("language", "id"),
        ("consent", "yes"),
        ("pin", PIN),
        ("key", key.as_str()),
    ];
    phone.post(link, &fields).await
}

/// An enrolled artisan: her phone, signed in, and her account's id.
pub async fn an_artisan(app: &TestApp, place: &Place, name: &str) -> (Client, String) {
    let mut officer = app.an_officer(place).await;
    let link = invite(&mut officer, place, name).await;
    let mut phone = app.client();
    assert_eq!(enrol(&mut phone, &link, place, name).await.location(), "/studio");
    let signed_out = {
        let mut copy = phone.clone();
        copy.post("/logout", &[]).await;
        copy.get("/login").await
    };
    // The copy has ended the stay: sign in anew.
    let account = signed_out.field("account");
    let fields = [("how", "pin"), ("account", account.as_str()), ("pin", PIN)];
    assert_eq!(phone.post("/login", &fields).await.location(), "/studio");
    (phone, account)
}

/// Signs in with a PIN.
pub async fn pin(phone: &mut Client, account: &str, pin: &str) -> Reply {
    phone.post("/login", &[("how", "pin"), ("account", account), ("pin", pin)]).await
}

/// True when the browser is let into the studio's shop page.
pub async fn is_in(phone: &mut Client) -> bool {
    phone.get("/studio/shop").await.status == StatusCode::OK
}
