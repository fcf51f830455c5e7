//! Changing a piece that others can see: in place, by the difference, and not while it would mislead.

use axum::http::StatusCode;

use super::{a_weaver, edit_form, hidden, published, send};
use crate::on_both;

on_both! {
    async fn a_price_is_changed_in_place_and_buyers_see_it_again(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "stocked"), ("stock", "5")]).await;
        assert_eq!(app.count("select version from products").await, 1);
        let form = edit_form(&mut owner, &id).await;
        let to = send(&mut owner, &id, &form, &[("kind", "stocked"), ("price", "500.000")]).await.location();
        owner.get(&to).await.says(&["Sudah tersimpan", "value=\"500.000\""]);
        assert_eq!(app.count("select version from products where price_minor = 50000000 and state = 'published'").await, 2);
        let form = edit_form(&mut owner, &id).await;
        send(&mut owner, &id, &form, &[("kind", "stocked"), ("story", "Ditenun waktu hujan.")]).await.location();
        assert_eq!(app.count("select version from products where story <> ''").await, 2, "a story changes no order");
        assert_eq!(app.count("select count(*) from codes where kind = 'product'").await, 1);
    }

    async fn the_difference_is_applied_to_what_is_there_now(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "stocked"), ("stock", "5")]).await;
        let form = edit_form(&mut owner, &id).await;
        app.execute("update products set stock = stock - 1, held = held + 1").await;
        send(&mut owner, &id, &form, &[("kind", "stocked"), ("stock", "8")]).await.location();
        assert_eq!(app.count("select stock from products where held = 1").await, 7);
    }

    async fn a_difference_that_does_not_fit_shows_the_new_number(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "stocked"), ("stock", "5")]).await;
        let form = edit_form(&mut owner, &id).await;
        app.execute("update products set stock = 3").await;
        let reply = send(&mut owner, &id, &form, &[("kind", "stocked"), ("stock", "1"), ("name", "Nama baru")]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["sekarang tersisa 3", "value=\"Nama baru\""]);
        assert_eq!(reply.field("had"), "3");
        assert_eq!(app.count("select stock from products where name = 'Senja'").await, 3);
    }

    async fn what_she_saw_stays_what_she_saw_while_the_form_comes_back(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "stocked"), ("stock", "5")]).await;
        let form = edit_form(&mut owner, &id).await;
        app.execute("update products set stock = 4, held = 1").await;
        // The price may mean two things: the form comes back, and nothing else of it may change meanwhile.
        let asked = send(&mut owner, &id, &form, &[("kind", "stocked"), ("stock", "5"), ("price", "450")]).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(asked.field("had"), "5");
        let key = asked.field("key");
        let had = asked.field("had");
        send(&mut owner, &id, &form, &[("kind", "stocked"), ("stock", "5"), ("price", "450.000"), ("had", &had), ("key", &key)]).await.location();
        assert_eq!(app.count("select stock from products where held = 1").await, 4, "no piece was made up");
    }

    async fn one_key_never_makes_two_moves(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[]).await;
        let page = format!("/studio/products/{id}");
        let key = owner.get(&page).await.field("key");
        owner.post(&format!("{page}/hide"), &[("key", key.as_str())]).await.location();
        for other in ["show", "archive", "copy"] {
            let again = owner.post(&format!("{page}/{other}"), &[("key", key.as_str())]).await;
            assert_eq!(again.status, StatusCode::CONFLICT, "{other}");
        }
        owner.post(&format!("{page}/hide"), &[("key", key.as_str())]).await.location();
        assert_eq!(app.count("select count(*) from products where state = 'hidden'").await, 1);
        assert_eq!(app.count("select count(*) from photos where public_key is not null").await, 1);
    }

    async fn the_same_edit_sent_twice_counts_once(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "stocked"), ("stock", "5")]).await;
        let form = edit_form(&mut owner, &id).await;
        for _ in 0..2 {
            send(&mut owner, &id, &form, &[("kind", "stocked"), ("stock", "6")]).await.location();
        }
        assert_eq!(app.count("select stock from products").await, 6);
    }

    async fn many_differences_at_once_lose_nothing(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "stocked"), ("stock", "100")]).await;
        let mut forms = Vec::new();
        for _ in 0..12 {
            forms.push(edit_form(&mut owner, &id).await);
        }
        let edits = forms.iter().map(|form| {
            let (mut owner, id) = (owner.clone(), id.clone());
            async move { send(&mut owner, &id, form, &[("kind", "stocked"), ("stock", "99")]).await.location() }
        });
        futures::future::join_all(edits).await;
        assert_eq!(app.count("select stock from products").await, 88);
    }

    async fn a_unique_piece_sold_elsewhere_is_ticked_off_and_on_again(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "unique")]).await;
        let form = edit_form(&mut owner, &id).await;
        send(&mut owner, &id, &form, &[("kind", "unique"), ("left", "0")]).await.location();
        owner.get(&format!("/studio/products/{id}")).await.says(&["Terjual"]);
        let form = edit_form(&mut owner, &id).await;
        send(&mut owner, &id, &form, &[("kind", "unique"), ("left", "1")]).await.location();
        assert_eq!(app.count("select stock from products").await, 1);
        let form = edit_form(&mut owner, &id).await;
        app.execute("update products set stock = 0, held = 1").await;
        let reply = send(&mut owner, &id, &form, &[("kind", "unique"), ("left", "0")]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["sedang dipesan"]);
    }

    async fn a_published_piece_cannot_lose_what_makes_it_sellable(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "stocked"), ("stock", "5")]).await;
        let form = edit_form(&mut owner, &id).await;
        let reply = send(&mut owner, &id, &form, &[("kind", "stocked"), ("name", ""), ("price", "")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["Beri nama dulu", "Tulis harganya dulu"]);
        assert_eq!(app.count("select count(*) from products where name = 'Senja' and price_minor = 45000000").await, 1);
        let form = edit_form(&mut owner, &id).await;
        send(&mut owner, &id, &form, &[("kind", "stocked"), ("stock", "0")]).await.location();
        owner.get("/studio/products").await.says(&["Terjual"]);
    }

    async fn the_kind_stays_while_an_order_is_open(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "stocked"), ("stock", "5")]).await;
        app.execute("update products set stock = 4, held = 1").await;
        let form = edit_form(&mut owner, &id).await;
        let reply = send(&mut owner, &id, &form, &[("kind", "made_to_order"), ("weeks", "4")]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["sedang dipesan"]);
        app.execute("update products set held = 0").await;
        app.execute("update shops set whatsapp = '+628120000101', whatsapp_public = 1").await;
        let form = edit_form(&mut owner, &id).await;
        send(&mut owner, &id, &form, &[("kind", "made_to_order"), ("weeks", "4")]).await.location();
        assert_eq!(app.count("select version from products where kind = 'made_to_order' and stock = 0 and weeks = 4").await, 2);
    }

    async fn a_copy_is_a_new_draft_with_the_same_words_and_photos_of_its_own(app: TestApp) {
        let (_, _, mut owner) = a_weaver(&app).await;
        let id = published(&mut owner, &[("kind", "unique"), ("fact", "use.shawl"), ("size", "2 × 1 m")]).await;
        let key = owner.get(&format!("/studio/products/{id}")).await.field("key");
        let path = format!("/studio/products/{id}/copy");
        let to = owner.post(&path, &[("key", &key)]).await.location();
        assert_eq!(owner.post(&path, &[("key", &key)]).await.location(), to, "two taps make one copy");
        let page = owner.get(&to).await;
        page.says(&["value=\"Senja\"", "2 × 1 m", "value=\"450.000\""]);
        let (draft, key) = hidden(&page);
        assert_ne!(draft, id);
        assert_eq!(app.count("select count(*) from products where state = 'draft'").await, 1);
        assert_eq!(app.count("select count(*) from product_facts").await, 2);
        assert_eq!(app.count("select count(distinct private_key) from photos where removed_at is null").await, 2);
        let fields = [("draft", draft.as_str()), ("key", &key), ("do", "publish"), ("name", "Senja dua"), ("price", "450.000"), ("kind", "unique")];
        owner.post("/studio/add", &fields).await.location();
        assert_eq!(app.count("select count(*) from codes where kind = 'product'").await, 2);
    }
}
