//! What has to be agreed before it can be paid: asked, answered, agreed; silence; and who may not.

mod deposits;
mod forgotten;
mod left;
mod papers;
mod parcel;
mod pictures;
mod races;
mod rest;
mod silence;
pub mod together;
mod ways;

use axum::http::StatusCode;

use super::stage::{
    Buyer, DAY, Ordered, Stage, artisan_taps, at_checkout, checkout_in, execute, key_of, offers, order_code, shelf,
    stage, stage_of, tick,
};
use crate::on_both;
use crate::support::TestApp;

/// Where the parcel goes.
const TO: [(&str, &str); 8] = [
    ("wish", "In dark blue, please"),
    ("to_name", "Mia Example"),
    ("to_street", "Beispielweg 7\n10999 Musterstadt"),
    ("to_country", "DE"),
    ("to_phone", "+49 170 1234567"),
    ("contact_kind", "email"),
    ("contact", "mia@mail.example"),
    ("name", "Mia"),
];

/// A shop that sends parcels and brings pieces, and its piece.
pub async fn sending(app: &TestApp) -> Stage {
    let s = stage(app).await;
    execute(app, "update shops set sends = 1, delivers = 1 where id = $1", &s.shop.id).await;
    s
}

/// A piece that is made when somebody asks.
async fn making(app: &TestApp) -> Stage {
    let s = stage_of(app, "made_to_order", 0).await;
    execute(app, "update shops set sends = 1 where id = $1", &s.shop.id).await;
    s
}

/// Asks with a form whose fields are these and no others.
async fn ask(buyer: &mut Buyer, more: &[(&str, &str)]) -> crate::support::Reply {
    let names = ["key", "p", "v"];
    let mut fields: Vec<(String, String)> =
        names.into_iter().map(|name| (name.to_owned(), buyer.page.field(name))).collect();
    fields.push(("how".into(), buyer.how.into()));
    fields.extend(TO.map(|(name, value)| (name.to_owned(), value.to_owned())));
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    buyer.client.post(&format!("/{}/checkout", buyer.lang), &fields).await
}

/// The link of an enquiry that was asked.
pub async fn asked(app: &TestApp, s: &Stage, how: &'static str, more: &[(&str, &str)]) -> Ordered {
    let mut buyer = at_checkout(app, &s.piece, how).await;
    let link = ask(&mut buyer, more).await.location();
    let page = buyer.client.get(&link).await;
    Ordered { client: buyer.client, code: order_code(&page.text()), link }
}

/// The artisan's price, and whatever else she says.
pub async fn answers(s: &mut Stage, code: &str, fields: &[(&str, &str)]) {
    artisan_taps(&mut s.artisan, code, "answer", fields).await.location();
}

/// The buyer agrees to what her page shows.
pub async fn agrees(order: &mut Ordered, method: &str) -> crate::support::Reply {
    let answer = order.page().await.field("answer");
    order.tap("agree", &[("answer", &answer), ("method", method)]).await
}

on_both! {
    async fn a_parcel_is_asked_for_priced_agreed_paid_sent_and_arrives(app: TestApp) {
        let mut s = sending(&app).await;
        app.client().get(&format!("/en/p/{}", s.piece.code)).await.says(&["how=send", "how=deliver"]);
        let mut order = asked(&app, &s, "send", &[]).await;
        assert_eq!(shelf(&app).await, (0, 1), "it is kept while it is asked about");
        let page = order.page().await;
        page.says(&["has been asked", "You have nothing to pay", "Beis***, Germany", "Pieces, without sending"]);
        for hidden in ["Musterstadt", "1234567", "In dark blue", "QRIS"] {
            assert!(!page.text().contains(hidden), "{hidden}");
        }
        assert!(!offers(&page, &format!("{}/paid", order.link)) && !offers(&page, &format!("{}/agree", order.link)));
        let hers = s.artisan.get(&format!("/studio/orders/{}", order.code)).await;
        hers.says(&["In dark blue, please", "Beispielweg 7", "10999 Musterstadt", "+49 170 1234567", "Pertanyaan"]);
        assert!(!hers.text().contains("/accept\"") && !hers.text().contains("/arrived\""));
        answers(&mut s, &order.code, &[("price", "85.000"), ("text", "Dikirim hari Jumat")]).await;
        order.page().await.says(&["has answered", "Rp85.000", "Rp535.000", "Dikirim hari Jumat", "I agree, pay Rp535.000", "European Union: tax is due"]);
        agrees(&mut order, "qris").await.location();
        order.page().await.says(&["Waiting for your payment", "Rp535.000"]);
        assert_eq!(app.count("select total_minor from orders").await, 53_500_000);
        assert_eq!(app.count("select sending_minor from order_terms").await, 8_500_000);
        assert_eq!(app.count("select amount_minor from payments where state = 'open'").await, 53_500_000);
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let sent = [("service", "Pos Ekspor"), ("tracking", "EX123456789ID")];
        artisan_taps(&mut s.artisan, &order.code, "send", &sent).await.location();
        assert_eq!(shelf(&app).await, (0, 0));
        order.page().await.says(&["has sent your parcel", "Pos Ekspor", "EX123456789ID", "It has arrived"]);
        order.tap("received", &[]).await.location();
        order.page().await.says(&["In your hands"]);
        assert_eq!(app.count("select count(*) from shop_orders where state = 'handed_over' and ended_at is not null").await, 1);
        app.books_agree().await;
        let trail = s.artisan.get(&format!("/studio/orders/{}", order.code)).await;
        trail.says(&["Menjawab pertanyaan", "Setuju", "Mengirim paket", "Sudah sampai"]);
    }

    async fn bringing_it_asks_for_the_place_and_costs_what_she_says(app: TestApp) {
        let mut s = sending(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "deliver").await;
        buyer.page.says(&["Where do you stay?", "When do you leave?"]);
        let reply = ask(&mut buyer, &[("stay", ""), ("leaving", "2026-11-20")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["Say where you stay", "Choose a day from today on", "In dark blue, please", "mia@mail.example"]);
        buyer.page = reply;
        let link = ask(&mut buyer, &[("stay", "Homestay Contoh, Waha"), ("leaving", "2026-11-28")]).await.location();
        let code = order_code(&buyer.client.get(&link).await.text());
        s.artisan.get(&format!("/studio/orders/{code}")).await.says(&["Homestay Contoh, Waha", "Pulang 28 November 2026"]);
        let gone = artisan_taps(&mut s.artisan, &code, "answer", &[("price", "0"), ("day", "2026-11-29")]).await;
        assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
        gone.says(&["Tamu pulang tanggal 28 November 2026", "value=\"2026-11-29\""]);
        answers(&mut s, &code, &[("price", "0"), ("day", "2026-11-27")]).await;
        let mut order = Ordered { client: buyer.client, link, code };
        order.page().await.says(&["Bringing it to you", "Promised for", "27 November 2026", "pay Rp450.000"]);
        agrees(&mut order, "cash").await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let page = s.artisan.get(&format!("/studio/orders/{}", order.code)).await;
        assert!(!page.text().contains("/send\""), "what is brought is not posted");
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        app.books_agree().await;
    }

    async fn what_is_typed_wrong_is_said_at_its_field_and_kept(app: TestApp) {
        let s = sending(&app).await;
        let mut buyer = at_checkout(&app, &s.piece, "send").await;
        let wrong = [("to_name", ""), ("to_street", ""), ("to_country", "XX"), ("contact", "mia"), ("wish", &"x".repeat(301))];
        let reply = ask(&mut buyer, &wrong.map(|(name, value)| (name, value))).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["to_name-err", "to_street-err", "to_country-err", "contact-err", "wish-err"] {
            reply.says(&[field]);
        }
        buyer.page = reply;
        let reply = ask(&mut buyer, &[("to_country", "ID"), ("to_zone", "")]).await;
        reply.says(&["to_zone-err", "Beispielweg 7"]);
        assert_eq!((app.count("select count(*) from orders").await, shelf(&app).await), (0, (1, 0)));
        buyer.page = reply;
        // Amounts that a form brings along mean nothing.
        let more = [("to_zone", "java_bali"), ("to_country", "ID"), ("sending", "1"), ("price", "1"), ("total_minor", "1"), ("method", "cash")];
        ask(&mut buyer, &more).await.location();
        assert_eq!(app.count("select total_minor from orders").await, 45_000_000);
        assert_eq!(app.count("select count(*) from payments where method = 'cash'").await, 0);
    }

    async fn a_shop_that_neither_sends_nor_brings_is_not_asked_to(app: TestApp) {
        let s = stage(&app).await;
        let page = app.client().get(&format!("/en/p/{}", s.piece.code)).await;
        assert!(!page.text().contains("how=send") && !page.text().contains("how=deliver"));
        let mut buyer = at_checkout(&app, &s.piece, "send").await;
        assert_eq!(buyer.page.status, StatusCode::CONFLICT);
        buyer.page.says(&["does not send or bring"]);
        // A form from when it still did.
        buyer.page = at_checkout(&app, &s.piece, "stall").await.page;
        let reply = ask(&mut buyer, &[]).await;
        assert_ne!(reply.status, StatusCode::SEE_OTHER);
        assert_eq!(app.count("select count(*) from orders").await, 0);
    }

    async fn the_buyer_agrees_only_to_the_answer_she_saw(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let code = order.code.clone();
        answers(&mut s, &code, &[("price", "85.000")]).await;
        let seen = order.page().await;
        let (old, key) = (seen.field("answer"), key_of(&seen.text(), &format!("{}/agree", order.link)));
        app.clock.forward(60_000);
        answers(&mut s, &code, &[("price", "95.000")]).await;
        let fields = [("key", key.as_str()), ("part", "1"), ("answer", &old), ("method", "qris")];
        let reply = order.client.post(&format!("{}/agree", order.link), &fields).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["The answer was changed a moment ago", "Rp545.000"]);
        assert_eq!(app.count("select count(*) from payments").await, 1);
        agrees(&mut order, "qris").await.location();
        assert_eq!(app.count("select total_minor from orders").await, 54_500_000);
        // Now it stands: neither side changes it any more.
        let path = format!("/studio/orders/{code}/answer");
        assert_eq!(s.artisan.get(&path).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_piece_that_is_sent_is_not_paid_in_cash(app: TestApp) {
        let mut s = sending(&app).await;
        let mut order = asked(&app, &s, "send", &[]).await;
        let code = order.code.clone();
        answers(&mut s, &code, &[("price", "85.000")]).await;
        let page = order.page().await;
        assert!(!page.text().contains("value=\"cash\""));
        let reply = agrees(&mut order, "cash").await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        order.page().await.says(&["has answered"]);
        // Nor by choosing anew once it can be paid.
        agrees(&mut order, "qris").await.location();
        let page = order.page().await;
        assert!(!page.text().contains("value=\"cash\""));
        let fields = [("key", "none"), ("part", "1"), ("method", "cash")];
        let reply = order.client.post(&format!("{}/method", order.link), &fields).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.says(&["not possible here"]);
    }

    async fn what_is_made_to_order_takes_nothing_off_a_shelf_and_needs_a_day(app: TestApp) {
        let mut s = making(&app).await;
        app.client().get(&format!("/en/p/{}", s.piece.code)).await.says(&["Have one made"]);
        let mut order = asked(&app, &s, "keep", &[("quantity", "2")]).await;
        assert_eq!(shelf(&app).await, (0, 0));
        let code = order.code.clone();
        let reply = artisan_taps(&mut s.artisan, &code, "answer", &[("text", "Baik")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["day-err", "Baik"]);
        answers(&mut s, &code, &[("day", "2026-12-20")]).await;
        order.page().await.says(&["20 December 2026", "pay Rp900.000"]);
        agrees(&mut order, "cash").await.location();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        // Its contact is kept until a month after it was promised.
        app.clock.forward(40 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from orders where contact is not null").await, 1);
        s.artisan = app.owner_of(&s.shop).await;
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        assert_eq!(shelf(&app).await, (0, 0));
        app.clock.forward(31 * DAY);
        tick(&app).await;
        let left = "select count(*) from enquiries where wish <> '' or to_name <> '' or to_street <> '' or to_phone <> ''";
        assert_eq!(app.count(left).await, 0);
        assert_eq!(app.count("select count(*) from orders where contact is not null").await, 0);
        app.books_agree().await;
    }

    async fn an_answer_is_the_shops_own_and_only_while_it_is_asked(app: TestApp) {
        let mut s = sending(&app).await;
        let order = asked(&app, &s, "send", &[]).await;
        let other = app.a_shop(&s.place, "Toko Lain").await;
        let mut stranger = app.owner_of(&other).await;
        for path in ["answer", "send"] {
            let path = format!("/studio/orders/{}/{path}", order.code);
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
            assert_eq!(stranger.post(&path, &[("price", "1000")]).await.status, StatusCode::NOT_FOUND);
        }
        for (field, value) in [("price", "-5"), ("price", "abc"), ("deposit", "91"), ("deposit", "1.5"), ("day", "2020-01-01"), ("service", "nothing")] {
            let reply = artisan_taps(&mut s.artisan, &order.code, "answer", &[("price", "85.000"), (field, value)]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        }
        assert_eq!(app.count("select count(*) from enquiries where state = 'asked'").await, 1);
    }

    async fn in_indonesian_it_reads_the_same(app: TestApp) {
        let s = sending(&app).await;
        let mut buyer = checkout_in(app.client(), "id", &s.piece, "send").await;
        buyer.page.says(&["Kirim ke saya", "Nama di paket", "Tidak ada yang dibayar sebelum setuju"]);
        let link = ask(&mut buyer, &[]).await.location();
        buyer.client.get(&link).await.says(&["sudah ditanya", "Jerman"]);
    }
}
