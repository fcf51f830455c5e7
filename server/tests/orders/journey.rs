//! The whole way, as people walk it.

use axum::http::StatusCode;

use super::stage::{QRIS, artisan_taps, at_checkout, checkout_in, key_of, offers, shelf, stage, stage_of, tap_on};
use crate::on_both;

on_both! {
    async fn a_tourist_at_the_stall_orders_pays_by_qris_and_takes_it_home(app: TestApp) {
        for (lang, waiting, kept) in [("en", "Waiting for your payment", "Kept for you until 10:30 WITA today"), ("id", "Menunggu pembayaran", "Disimpan untuk Anda sampai hari ini pukul 10.30 WITA")] {
            let mut s = if lang == "en" { stage(&app).await } else { second_stage(&app).await };
            let buyer = checkout_in(app.client(), lang, &s.piece, "stall").await;
            assert_eq!(buyer.page.headers["cache-control"], "no-store");
            let mut order = buyer.order(&[]).await;
            let page = order.page().await;
            page.says(&[waiting, kept, "TENUN CONTOH", "Rp450.000", &order.code]);
            assert_eq!(page.text().matches("<script").count(), 1, "only the one that follows");
            assert!(page.text().contains("src=\"/follow.js\""));

            s.artisan.get("/studio").await.says(&["1 pesanan menunggu", "Senja di karang", "Tamu di lapak"]);
            order.tap("paid", &[]).await.location();
            s.artisan.get(&format!("/studio/orders/{}", order.code)).await.says(&["Tamu bilang sudah bayar", "Foto bukti dari tamu bisa palsu"]);
            artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
            let paid = order.page().await;
            paid.says(&[if lang == "en" { "Ina Contoh has the money" } else { "Uangnya sudah diterima Ina Contoh" }]);
            artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
            order.page().await.says(&[if lang == "en" { "In your hands" } else { "Di tangan Anda" }]);
            s.artisan.get("/studio/money").await.says(&["Rp450.000", "Senja di karang"]);
            s.artisan.get("/studio/orders").await.says(&["Tidak ada pesanan berjalan"]);
            s.artisan.get("/studio/orders?show=done").await.says(&["Sudah diserahkan"]);
        }
        assert_eq!(app.count("select cast(sum(stock) as bigint) from products").await, 0);
        assert_eq!(app.count("select cast(sum(held) as bigint) from products").await, 0);
        assert_eq!(app.count("select count(*) from orders where channel = 'scan'").await, 2);
    }

    async fn a_kept_piece_is_accepted_paid_in_cash_made_ready_and_fetched(app: TestApp) {
        let mut s = stage(&app).await;
        let buyer = at_checkout(&app, &s.piece, "keep").await;
        let mut order = buyer.order(&[("method", "cash"), ("name", "Mia")]).await;
        let asked = order.page().await;
        asked.says(&["Ina Contoh will say yes or no", "m***@mail.example", "Lapak pelabuhan"]);
        assert!(!asked.text().contains("mia@mail.example"), "the contact is masked");
        assert!(!offers(&asked, &format!("{}/paid", order.link)), "it cannot be paid before the yes");
        s.artisan.get(&format!("/studio/orders/{}", order.code)).await.says(&["Pesanan baru", "Mia", "mia@mail.example"]);
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        order.page().await.says(&["Waiting for your payment", "Pay in cash to"]);
        artisan_taps(&mut s.artisan, &order.code, "ready", &[]).await.location();
        order.page().await.says(&["Ready for you"]);
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        order.page().await.says(&["In your hands"]);
        assert_eq!(shelf(&app).await, (0, 0));
    }

    async fn a_decline_says_why_and_frees_the_piece(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        assert_eq!(shelf(&app).await, (0, 1));
        let again = artisan_taps(&mut s.artisan, &order.code, "decline", &[("reason", "other")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        artisan_taps(&mut s.artisan, &order.code, "decline", &[("reason", "unfinished"), ("text", "Minggu depan jadi.")]).await.location();
        order.page().await.says(&["Ina Contoh cannot: it is not finished. Minggu depan jadi.", "No money changed hands"]);
        assert_eq!(shelf(&app).await, (1, 0));
    }

    async fn a_buyer_changes_the_way_of_paying_until_the_first_claim(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        order.tap("method", &[("method", "cash")]).await.location();
        order.page().await.says(&["Pay in cash to", "Pay with QRIS instead"]);
        assert_eq!(app.count("select count(*) from payments where state = 'abandoned' and method = 'qris'").await, 1);
        assert_eq!(app.count("select count(*) from payments where state = 'open' and method = 'cash'").await, 1);
        order.tap("paid", &[]).await.location();
        assert!(!offers(&order.page().await, &format!("{}/method", order.link)));
    }

    async fn the_artisan_cancels_what_was_paid_and_the_money_comes_back(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        assert!(!offers(&order.page().await, &format!("{}/cancel", order.link)), "after payment only the artisan cancels");
        s.artisan.get(&format!("/studio/orders/{}/cancel", order.code)).await.says(&["Rp450.000 sudah masuk"]);
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "damaged"), ("text", "")]).await.location();
        order.page().await.says(&["Money to come back", "Cancelled by Ina Contoh: the piece has a flaw."]);
        s.artisan.get("/studio/money").await.says(&["Harus dikembalikan", "Rp450.000"]);
        artisan_taps(&mut s.artisan, &order.code, "returned", &[]).await.location();
        order.page().await.says(&["Money came back"]);
        let (action, pages) = (format!("{}/came-back", order.link), [order.page().await.text(), order.page().await.text()]);
        tap_on(&mut order.client, &pages[0], &action, &[]).await.location();
        let told = tap_on(&mut order.client, &pages[1], &action, &[]).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.says(&["You have said already that the money came back"]);
        assert_eq!(app.count("select count(*) from audit where action = 'payment.came_back'").await, 1);
        order.page().await.says(&["You confirmed that the money came back."]);
        assert_eq!(shelf(&app).await, (1, 0));
    }

    async fn a_buyer_cancels_before_paying(app: TestApp) {
        let s = stage_of(&app, "stocked", 3).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("quantity", "2")]).await;
        assert_eq!(shelf(&app).await, (1, 2));
        order.page().await.says(&["Rp900.000", "2 pieces at Rp450.000"]);
        order.tap("cancel", &[]).await.location();
        order.page().await.says(&["You cancelled this order", "Back to the piece", "No money was seen. If you had paid already"]);
        assert_eq!(shelf(&app).await, (3, 0));
    }

    async fn a_buyer_may_say_why_and_both_sides_read_it(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        order.tap("cancel", &[("text", "Kapal kami berangkat.")]).await.location();
        order.page().await.says(&["You cancelled this order: “Kapal kami berangkat.”", "No money was seen"]);
        s.artisan.get(&format!("/studio/orders/{}", order.code)).await.says(&[
            "Dibatalkan oleh tamu, karena “Kapal kami berangkat.”",
            "Tidak ada uang yang masuk untuk pesanan ini.",
            "<s>Rp450.000</s>",
        ]);
    }

    async fn the_way_of_paying_can_be_changed_before_the_answer(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        order.page().await.says(&["after the seller’s yes", "Pay in cash instead"]);
        order.tap("method", &[("method", "cash")]).await.location();
        assert_eq!(app.count("select count(*) from payments where state = 'open' and method = 'cash'").await, 1);
    }

    async fn money_that_was_not_found_is_never_called_none(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        order.tap("method", &[("method", "cash")]).await.location();
        order.tap("paid", &[]).await.location();
        order.page().await.says(&["Being checked", "said to be paid"]);
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
        order.page().await.says(&["Pay Ina Contoh, then tap"]);
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
        let over = order.page().await;
        over.says(&["Ina Contoh did not find your money. If you paid"]);
        assert!(!over.text().contains("No money changed hands"));
    }

    async fn an_archived_piece_leaves_no_broken_picture_on_its_order(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let square = |page: String| page.contains("-square.webp");
        assert!(square(order.page().await.text()));
        order.tap("cancel", &[]).await.location();
        let archive = format!("/studio/products/{}/archive", s.piece.id);
        let key = key_of(&s.artisan.get(&archive).await.text(), &archive);
        s.artisan.post(&archive, &[("key", &key)]).await.location();
        assert!(!square(order.page().await.text()));
        assert!(!s.artisan.get(&format!("/studio/orders/{}", order.code)).await.text().contains("/media/"));
    }

    async fn every_move_leaves_an_audit_entry_without_personal_values(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "keep").await.order(&[("name", "Mia")]).await;
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        order.tap("paid", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "not-arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let entries: Vec<(String, String, String)> =
            sqlx::query_as("select action, actor_kind, detail from audit where object_kind = 'order' order by at, id")
                .fetch_all(app.house.store.read())
                .await
                .unwrap();
        let mut told: Vec<(&str, &str)> = entries.iter().map(|(action, who, _)| (action.as_str(), who.as_str())).collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                ("order.accepted", "artisan"),
                ("order.placed", "visitor"),
                ("payment.arrived", "artisan"),
                ("payment.claimed", "visitor"),
                ("payment.not_arrived", "artisan"),
            ]
        );
        for (.., detail) in entries {
            assert!(!detail.contains("Mia") && !detail.contains("mail.example"), "{detail}");
        }
    }

    async fn the_tickets_codes_decode_to_the_shops_qris_with_amount_and_order(app: TestApp) {
        let s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        let read = |bytes: &[u8]| {
            let picture = image::load_from_memory(bytes).unwrap().to_luma8();
            let mut picture = rqrr::PreparedImage::prepare(picture);
            picture.detect_grids()[0].decode().unwrap().1
        };
        let ticket = order.client.get(&format!("{}/qris.png", order.link)).await;
        assert_eq!((ticket.headers["content-type"].as_bytes(), ticket.headers["cache-control"].as_bytes()), (&b"image/png"[..], &b"no-store"[..]));
        let text = read(&ticket.body);
        let read_on = tags(&text);
        let value = |tag: &str| read_on.iter().find(|(one, _)| one == tag).map(|(_, value)| value.as_str());
        assert_eq!((value("01"), value("54")), (Some("12"), Some("450000")));
        assert!(value("62").is_some_and(|label| label.contains(&order.code.replace('-', ""))));
        assert!(!["55", "56", "57"].iter().any(|tag| value(tag).is_some()));
        assert_eq!(read_on.iter().filter(|(tag, _)| tag == "54").count(), 1);
        // All else is the shop's own code, letter for letter.
        let own: Vec<_> = tags(QRIS).into_iter().filter(|(tag, _)| !matches!(tag.as_str(), "01" | "63")).collect();
        assert!(own.iter().all(|field| read_on.contains(field)), "{read_on:?}");
        let page = order.page().await;
        page.says(&["value=\"450000\"", "Indonesian wallets and bank apps read QRIS", "plain.png"]);
        let plain = order.client.get(&format!("{}/plain.png", order.link)).await;
        assert_eq!(read(&plain.body), QRIS);
        let link = order.client.get(&format!("{}/link.svg", order.link)).await;
        let svg = link.text();
        let whole = format!("{}{}", app.house.config.origin(), order.link);
        let symbol = server::codes::symbol::Symbol::of_payload(&whole).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains(&symbol.svg_path()), "{svg}");
    }

    async fn the_receipt_says_all_that_the_law_asks_for(app: TestApp) {
        let s = stage(&app).await;
        app.execute("update regions set operator_name = 'Koperasi Contoh', operator_address = 'Jalan Contoh 1', \
                     operator_contact = '0404-1', complaint_days = 7 where level = 'regency'").await;
        for (lang, labels) in [
            ("en", ["Sold by", "Bought by", "Goods", "Origin", "Payment", "Hand-over", "If it is not right", "Cancelling", "Disputes", "These pages are run by"]),
            ("id", ["Penjual", "Pembeli", "Barang", "Asal barang", "Pembayaran", "Penyerahan", "Kalau tidak sesuai", "Pembatalan", "Sengketa", "Pengelola halaman ini"]),
        ] {
            let order = checkout_in(app.client(), lang, &s.piece, "stall").await.order(&[]).await;
            let mut client = order.client;
            let page = client.get(&order.link).await;
            page.says(&labels);
            page.says(&["Koperasi Contoh", "Senja di karang", "Rp450.000", "Ina Contoh"]);
            app.execute("update products set stock = 1, held = 0").await;
            app.execute("update shop_orders set stock_held = 0").await;
        }
    }
}

/// Tags and values of a QRIS text, by the plainest reading there is, once its checksum is right (CRC-16/CCITT-FALSE).
fn tags(text: &str) -> Vec<(String, String)> {
    let (covered, crc) = text.split_at(text.len() - 4);
    let sum = covered.bytes().fold(0xffff_u16, |sum, byte| {
        (0..8)
            .fold(sum ^ (u16::from(byte) << 8), |sum, _| if sum & 0x8000 == 0 { sum << 1 } else { (sum << 1) ^ 0x1021 })
    });
    assert_eq!(format!("{sum:04X}"), crc);
    let mut rest: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let length: usize = rest[2..4].iter().collect::<String>().parse().unwrap();
        let value = rest[4..4 + length].iter().collect();
        found.push((rest[..2].iter().collect(), value));
        rest.drain(..4 + length);
    }
    assert_eq!(found.last().map(|(tag, _): &(String, String)| tag.as_str()), Some("63"));
    found
}

/// Another regency's stall, so that both languages walk in one house.
async fn second_stage(app: &crate::support::TestApp) -> super::stage::Stage {
    let place = app.a_place_named("74.08", "Kabupaten Contoh", "contoh").await;
    super::stage::stage_at(app, place, "unique", 1).await
}
