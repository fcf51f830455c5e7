//! A shop's own pieces over HTTP: drafts, photos, publishing, changes, moves, and what strangers get.

mod changes;
mod drafts;
mod moves;
mod photos;
mod print;
mod strangers;
mod tags;

use crate::support::{Client, Place, Reply, Shop, TestApp, pictures};

/// A shop and its owner's browser.
async fn a_weaver(app: &TestApp) -> (Place, Shop, Client) {
    let place = app.a_place().await;
    let shop = app.a_shop(&place, "Benang Contoh").await;
    let owner = app.owner_of(&shop).await;
    (place, shop, owner)
}

/// A photo as a phone sends it; another width is another photo.
fn photo(width: u32) -> Vec<u8> {
    pictures::jpeg(&pictures::scene(width, 300))
}

/// The draft and the key of a form.
fn hidden(page: &Reply) -> (String, String) {
    (page.field("draft"), page.field("key"))
}

/// Publishes a piece on the one screen, with further fields; gives its id.
async fn published(owner: &mut Client, further: &[(&str, &str)]) -> String {
    let (draft, key) = hidden(&owner.get("/studio/add?new=1").await);
    let mut fields =
        vec![("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Senja"), ("price", "450.000")];
    fields.extend(further);
    let to = owner.upload("/studio/add", &fields, ("photo", "kamera.jpg", &photo(400))).await.location();
    assert_eq!(to, format!("/studio/products/{draft}?done=published"));
    draft
}

/// The fields of a piece's own form, as its page shows them.
async fn edit_form(owner: &mut Client, id: &str) -> Vec<(&'static str, String)> {
    let page = owner.get(&format!("/studio/products/{id}")).await;
    ["draft", "key", "had", "name", "price", "stock", "weeks", "size"].map(|name| (name, page.field(name))).to_vec()
}

/// Sends a piece's form with some fields changed or added.
async fn send(owner: &mut Client, id: &str, form: &[(&'static str, String)], changed: &[(&str, &str)]) -> Reply {
    let mut fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.retain(|(name, _)| !changed.iter().any(|(other, _)| name == other));
    fields.extend(changed);
    fields.push(("do", "save"));
    owner.post(&format!("/studio/products/{id}"), &fields).await
}

/// The published files named on a page.
fn media(page: &Reply) -> Vec<String> {
    let html = page.text();
    html.split("\"/media/").skip(1).map(|rest| format!("/media/{}", rest.split('"').next().unwrap())).collect()
}

/// How many files lie in a media folder.
fn files(app: &TestApp, which: &str) -> usize {
    std::fs::read_dir(app.media_folder(which)).unwrap().count()
}
