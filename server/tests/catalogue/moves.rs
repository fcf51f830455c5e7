//! Hiding, showing, archiving: what guests get, and what waits for an open order.

use axum::http::StatusCode;

use super::{a_weaver, media, published};
use crate::on_both;
use crate::support::{Client, Reply};

/// Makes a move with a fresh key.
async fn make(owner: &mut Client, id: &str, what: &str) -> Reply {
    let key = owner.get(&format!("/studio/products/{id}")).await.field("key");
    owner.post(&format!("/studio/products/{id}/{what}"), &[("key", &key)]).await
}

on_both! {
    async fn hiding_keeps_every_address_and_showing_brings_the_piece_back(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "unique")]).await;
        let file = media(&owner.get(&format!("/studio/products/{id}")).await).remove(0);
        let to = make(&mut owner, &id, "hide").await.location();
        owner.get(&to).await.says(&["Disembunyikan", "Sudah disembunyikan"]);
        assert_eq!(app.client().get(&file).await.status, StatusCode::OK);
        let to = make(&mut owner, &id, "show").await.location();
        owner.get(&to).await.says(&["Dijual"]);
        assert_eq!(app.count("select count(*) from products where state = 'published'").await, 1);
    }

    async fn archiving_asks_first_and_the_photos_answer_gone(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "unique")]).await;
        let file = media(&owner.get(&format!("/studio/products/{id}")).await).remove(0);
        let asks = owner.get(&format!("/studio/products/{id}/archive")).await;
        asks.says(&["Simpan ke arsip?", "Tidak jadi", "sembunyikan saja"]);
        let key = asks.field("key");
        owner.post(&format!("/studio/products/{id}/archive"), &[("key", &key)]).await.location();
        assert_eq!(app.client().get(&file).await.status, StatusCode::GONE);
        let page = owner.get(&format!("/studio/products/{id}")).await;
        page.says(&["Diarsipkan", "/private/photo/"]);
        assert!(!page.text().contains("Pasang lagi"));
        owner.get("/studio/products?state=archived&page=1").await.says(&["Senja"]);
        assert!(!owner.get("/studio/products").await.text().contains(">Senja<"));
        assert_eq!(make(&mut owner, &id, "show").await.status, StatusCode::CONFLICT);
    }

    async fn nothing_disappears_while_an_order_is_open(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "unique")]).await;
        app.execute("update products set stock = 0, held = 1").await;
        for what in ["hide", "archive"] {
            let reply = make(&mut owner, &id, what).await;
            assert_eq!(reply.status, StatusCode::CONFLICT, "{what}");
            reply.says(&["sedang dipesan"]);
        }
        owner.get("/studio/products").await.says(&["Dipesan"]);
        assert_eq!(app.count("select count(*) from products where state = 'published'").await, 1);
    }

    async fn a_move_sent_twice_is_made_once_and_one_too_late_is_told(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "unique")]).await;
        let key = owner.get(&format!("/studio/products/{id}")).await.field("key");
        let path = format!("/studio/products/{id}/hide");
        for _ in 0..2 {
            owner.post(&path, &[("key", &key)]).await.location();
        }
        assert_eq!(app.count("select count(*) from audit where action = 'product.hidden'").await, 1);
        let late = make(&mut owner, &id, "hide").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says(&["baru saja berubah"]);
    }
}
