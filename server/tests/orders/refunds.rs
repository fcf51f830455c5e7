//! Money given back from the order's page: what it comes to, the shelf, both sides' words, races, and that what went
//! back wholly reads paid nowhere.

use axum::http::StatusCode;

use super::stage::{Ordered, Stage, artisan_taps, at_checkout, key_of, shelf, stage, stage_of};
use crate::on_both;
use crate::support::{Client, Reply, TestApp};

const RP: i64 = 100;

/// The first form that looks at what is to be given back.
pub async fn look(artisan: &mut Client, code: &str, fields: &[(&str, &str)]) -> Reply {
    let mut all = vec![("reason", "flaw"), ("text", "")];
    all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    all.extend(fields);
    artisan.post(&format!("/studio/orders/{code}/refund"), &all).await
}

/// The hidden fields of the page that asks once more.
pub fn hidden(page: &Reply, code: &str) -> Vec<(String, String)> {
    let html = page.text();
    let form = html.split(&format!("action=\"/studio/orders/{code}/refund/confirm\"")).nth(1).unwrap_or_else(|| {
        panic!("no second form: {}", page.status);
    });
    let form = form.split("</form>").next().unwrap();
    form.split("type=\"hidden\"")
        .skip(1)
        .map(|input| {
            let of =
                |name: &str| input.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
            (of("name"), of("value"))
        })
        .collect()
}

pub async fn send(artisan: &mut Client, code: &str, fields: &[(String, String)]) -> Reply {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    artisan.post(&format!("/studio/orders/{code}/refund/confirm"), &fields).await
}

/// Both forms.
pub async fn give_back(artisan: &mut Client, code: &str, fields: &[(&str, &str)]) -> Reply {
    let page = look(artisan, code, fields).await;
    let fields = hidden(&page, code);
    send(artisan, code, &fields).await
}

/// An order of three of a piece, paid in cash; `handed` when the buyer has them.
async fn paid(app: &TestApp, handed: bool) -> (Stage, Ordered) {
    let mut s = stage_of(app, "stocked", 5).await;
    let order = at_checkout(app, &s.piece, "stall").await.order(&[("method", "cash"), ("quantity", "3")]).await;
    artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
    if handed {
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
    }
    (s, order)
}

pub async fn hand_back(artisan: &mut Client, code: &str) -> Reply {
    let page = artisan.get(&format!("/studio/orders/{code}")).await;
    let action = format!("/studio/orders/{code}/handed-back");
    let key = key_of(&page.text(), &action);
    let refund = page.field("refund");
    artisan.post(&action, &[("key", &key), ("refund", &refund)]).await
}

on_both! {
    async fn one_of_three_goes_back_and_stands_on_the_shelf_again(app: TestApp) {
        let (mut s, mut order) = paid(&app, true).await;
        let (code, q) = (order.code.clone(), format!("q-{}", s.piece.code));
        let shelf_field = format!("shelf-{}", s.piece.code);
        s.artisan.get(&format!("/studio/orders/{code}")).await.says(&["Kembalikan uang"]);
        s.artisan.get(&format!("/studio/orders/{code}/refund")).await.says(&["Paling banyak Rp1.350.000", &q]);
        let page = look(&mut s.artisan, &code, &[(&q, "1"), (&shelf_field, "1"), ("more", "25.000")]).await;
        page.says(&["Sudah benar?", "Rp475.000", "dijual lagi", "Uang saya", "ketuk “Uang sudah dikembalikan”"]);
        assert_eq!(app.count("select count(*) from refunds").await, 0, "looking changes nothing");
        send(&mut s.artisan, &code, &hidden(&page, &code)).await.location();
        assert_eq!(shelf(&app).await, (3, 0));
        assert_eq!(app.count("select returned_minor from payments").await, 0, "promised, not handed back");
        assert_eq!(app.pot("pocket").await, 1_350_000 * RP);
        s.artisan.get("/studio/orders").await.says(&["Uang harus dikembalikan"]);
        s.artisan.get("/studio/money").await.says(&["Rp475.000"]);
        order.page().await.says(&["Money that comes back", "Ina Contoh will hand it back", "There is a flaw", "-Rp475.000", "Rp875.000"]);
        hand_back(&mut s.artisan, &code).await.location();
        app.books_agree().await;
        assert_eq!(app.pot("pocket").await, 875_000 * RP);
        s.artisan.get(&format!("/studio/orders/{code}")).await.says(&["Sudah dikembalikan", "Sudah diserahkan", "Tinggal Rp875.000"]);
        order.page().await.says(&["says it was handed back", "In your hands"]);
        let refund = order.page().await.field("refund");
        order.tap("came-back", &[("part", "1"), ("refund", &refund)]).await.location();
        s.artisan.get(&format!("/studio/orders/{code}")).await.says(&["Tamu bilang uangnya sudah kembali"]);
        assert_eq!(app.count("select count(*) from refunds where state = 'seen' and seen_at is not null").await, 1);
        assert_eq!(app.count("select count(*) from payments where state = 'paid'").await, 1);
    }

    async fn what_is_wrong_is_said_at_its_field_and_kept(app: TestApp) {
        let (mut s, order) = paid(&app, true).await;
        let (code, q) = (order.code.clone(), format!("q-{}", s.piece.code));
        for (fields, said) in [
            (vec![(q.as_str(), "4")], "Isi 0 sampai 3."),
            (vec![(q.as_str(), "-1")], "Isi 0 sampai 3."),
            (vec![(q.as_str(), "1.5")], "Isi 0 sampai 3."),
            (vec![(q.as_str(), "99999999999999999")], "Isi 0 sampai 3."),
            (vec![("more", "banyak")], "Tulis jumlahnya"),
            (vec![("more", "1.350.001")], "Lebih banyak dari yang dibayar"),
            (vec![(q.as_str(), "3"), ("more", "1.000")], "Lebih banyak dari yang dibayar"),
            (vec![(q.as_str(), "0")], "Belum ada yang dipilih"),
            (vec![(q.as_str(), "1"), ("reason", "")], "Pilih satu alasan"),
            (vec![(q.as_str(), "1"), ("reason", "other")], "name=\"text\""),
        ] {
            let page = look(&mut s.artisan, &code, &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            page.says(&[said, "-err\""]);
        }
        look(&mut s.artisan, &code, &[(&q, "9"), ("text", "Maaf ya")]).await.says(&["value=\"9\"", "Maaf ya"]);
        assert_eq!(app.count("select count(*) from refunds").await, 0);
    }

    async fn everything_of_what_is_still_here_is_a_cancellation(app: TestApp) {
        let (mut s, order) = paid(&app, false).await;
        let (code, q, again) = (order.code.clone(), format!("q-{}", s.piece.code), format!("shelf-{}", s.piece.code));
        look(&mut s.artisan, &code, &[(&q, "3")]).await.says(&["Batalkan saja pesanannya", &format!("/studio/orders/{code}/cancel")]);
        // Some of it is none: what she has again is for sale, the rest stays kept.
        give_back(&mut s.artisan, &code, &[(&q, "1"), (&again, "1")]).await.location();
        assert_eq!(shelf(&app).await, (3, 2));
        artisan_taps(&mut s.artisan, &code, "cancel", &[("reason", "sold")]).await.location();
        assert_eq!(shelf(&app).await, (5, 0));
        assert_eq!(app.count("select count(*) from refunds where state = 'owed'").await, 2, "one list");
        assert_eq!(app.count("select cast(sum(amount_minor) as bigint) from refunds").await, 1_350_000 * RP);
        artisan_taps(&mut s.artisan, &code, "returned", &[]).await.location();
        assert_eq!(app.count("select count(*) from refunds where state = 'handed_back'").await, 2);
        app.books_agree().await;
        assert_eq!(app.pot("pocket").await, 0);
    }

    async fn a_piece_goes_back_for_what_is_left_of_its_price(app: TestApp) {
        let (mut s, order) = paid(&app, true).await;
        give_back(&mut s.artisan, &order.code, &[("more", "25.000")]).await.location();
        hand_back(&mut s.artisan, &order.code).await;
        let field = format!("q-{}", s.piece.code);
        let page = look(&mut s.artisan, &order.code, &[(&field, "3")]).await;
        page.says(&["Rp1.325.000"]);
        let fields = hidden(&page, &order.code);
        send(&mut s.artisan, &order.code, &fields).await.location();
        assert_eq!(app.count("select refund_minor from payments").await, 1_350_000 * RP);
        assert_eq!(app.count("select amount_minor from refund_lines").await, 1_325_000 * RP);
        // What she types besides is hers to keep within what is left.
        app.books_agree().await;
    }

    async fn what_was_not_put_back_is_settled_when_the_rest_is_handed_over(app: TestApp) {
        let (mut s, order) = paid(&app, false).await;
        let (code, q, again) = (order.code.clone(), format!("q-{}", s.piece.code), format!("shelf-{}", s.piece.code));
        give_back(&mut s.artisan, &code, &[(&q, "1"), (&again, "1")]).await.location();
        give_back(&mut s.artisan, &code, &[(&q, "1")]).await.location();
        assert_eq!(shelf(&app).await, (3, 2), "one has a flaw and is nobody's");
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        assert_eq!(shelf(&app).await, (3, 0));
    }

    async fn wholly_given_back_reads_paid_nowhere(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash")]).await;
        let code = order.code.clone();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        let q = format!("q-{}", s.piece.code);
        let page = look(&mut s.artisan, &code, &[(&q, "1"), ("reason", "changed")]).await;
        page.says(&["Ini semua yang dibayar", "tidak lagi tercatat lunas"]);
        send(&mut s.artisan, &code, &hidden(&page, &code)).await.location();
        let mut officer = app.an_officer(&s.place).await;
        let office = format!("/office/{}/orders?code={code}", s.place.slug);
        let unpaid = |page: &Reply| {
            let html = page.text();
            for word in ["Sudah dibayar", "Lunas", "state paid\">Sudah diserahkan", "Paid</span>", ">Paid<"] {
                assert!(!html.contains(word), "{word}");
            }
        };
        for (owed, buyer, hers) in [(true, "Money to come back", "Uang harus dikembalikan"), (false, "Money came back", "Uang sudah dikembalikan")] {
            if !owed {
                artisan_taps(&mut s.artisan, &code, "returned", &[]).await.location();
            }
            let page = order.page().await;
            page.says(&[buyer]);
            unpaid(&page);
            let lists = if owed { "/studio/orders" } else { "/studio/orders?show=done" };
            for path in [format!("/studio/orders/{code}"), lists.to_owned()] {
                let page = s.artisan.get(&path).await;
                page.says(&[hers]);
                unpaid(&page);
            }
            let page = officer.get(&office).await;
            page.says(&[hers]);
            unpaid(&page);
        }
        assert!(!s.artisan.get(&format!("/studio/orders/{code}")).await.text().contains("/refund\""), "nothing is left to give back");
        s.artisan.get(&format!("/studio/orders/{code}/refund")).await.location();
        s.artisan.get("/studio").await.says(&["Rp450.000"]);
        s.artisan.get("/studio/money").await.says(&["dikembalikan"]);
        let csv = s.artisan.get("/studio/money/year/2026/table.csv").await.text();
        let november: Vec<&str> = csv.lines().find(|line| line.contains(",11,") || line.starts_with("2026-11")).unwrap_or_default().split(',').collect();
        assert!(!november.contains(&"450000"), "{november:?}");
        order.tap("came-back", &[("part", "1")]).await.location();
        assert_eq!(app.count("select count(*) from refunds where state = 'seen'").await, 1);
        app.books_agree().await;
        assert_eq!(app.pot("pocket").await, 0);
    }

    async fn a_form_sent_twice_or_at_once_gives_back_once(app: TestApp) {
        let (mut s, order) = paid(&app, true).await;
        let (code, q) = (order.code.clone(), format!("q-{}", s.piece.code));
        let page = look(&mut s.artisan, &code, &[(&q, "1")]).await;
        let fields = hidden(&page, &code);
        let mut taps = Vec::new();
        for _ in 0..5 {
            let (mut client, code, fields) = (s.artisan.clone(), code.clone(), fields.clone());
            taps.push(tokio::spawn(async move { send(&mut client, &code, &fields).await.location() }));
        }
        for tap in taps {
            assert_eq!(tap.await.unwrap(), format!("/studio/orders/{code}"));
        }
        assert_eq!(app.count("select count(*) from refunds").await, 1);
        assert_eq!(app.count("select refund_minor from payments").await, 450_000 * RP);
    }

    async fn different_refunds_at_once_never_exceed_the_payment(app: TestApp) {
        let (mut s, order) = paid(&app, true).await;
        let code = order.code.clone();
        for round in 0..4 {
            let mut ready = Vec::new();
            for rupiah in ["400.000", "500.000", "600.000"] {
                let page = look(&mut s.artisan, &code, &[("more", rupiah)]).await;
                if page.status == StatusCode::OK {
                    ready.push(hidden(&page, &code));
                }
            }
            let sent: Vec<_> = ready
                .into_iter()
                .map(|fields| {
                    let (mut client, code) = (s.artisan.clone(), code.clone());
                    tokio::spawn(async move { send(&mut client, &code, &fields).await.status })
                })
                .collect();
            let mut won = 0;
            for one in sent {
                let status = one.await.unwrap();
                won += usize::from(status == StatusCode::SEE_OTHER);
                let refused = matches!(status, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY);
                assert!(status == StatusCode::SEE_OTHER || refused, "{status}");
            }
            assert!(won <= 1, "round {round}: whoever looked before the other moved it looks again");
        }
        let (promised, paid) = (app.count("select refund_minor from payments").await, 1_350_000 * RP);
        assert!((1..=paid).contains(&promised));
        assert_eq!(app.count("select cast(sum(amount_minor) as bigint) from refunds").await, promised);
    }

    async fn a_refund_and_a_cancellation_at_once_give_back_what_was_paid(app: TestApp) {
        let s = stage_of(&app, "stocked", 3).await;
        for _ in 0..6 {
            let piece = app.a_product_of_kind(&s.shop, "Laut tenang", 450_000, "stocked", 3).await;
            let order = at_checkout(&app, &piece, "stall").await.order(&[("method", "cash"), ("quantity", "2")]).await;
            let (code, mut one, mut other) = (order.code.clone(), s.artisan.clone(), s.artisan.clone());
            artisan_taps(&mut one, &code, "arrived", &[]).await.location();
            let page = look(&mut one, &code, &[(&format!("q-{}", piece.code), "1"), (&format!("shelf-{}", piece.code), "1")]).await;
            let fields = hidden(&page, &code);
            tokio::join!(send(&mut one, &code, &fields), artisan_taps(&mut other, &code, "cancel", &[("reason", "sold")]));
            artisan_taps(&mut other, &code, "returned", &[]).await.location();
            assert_eq!(app.count("select count(*) from payments where state <> 'returned' or refund_minor <> amount_minor or returned_minor <> amount_minor").await, 0);
            assert_eq!(app.count("select cast(sum(amount_minor) as bigint) from refunds").await, app.count("select cast(sum(amount_minor) as bigint) from payments").await);
            assert_eq!(app.count("select cast(sum(stock) as bigint) from products where held = 0").await, 3 * app.count("select count(*) from products").await);
        }
        app.books_agree().await;
        assert_eq!(app.pot("pocket").await, 0);
    }

    async fn somebody_elses_order_and_refund_do_not_exist(app: TestApp) {
        let (mut s, order) = paid(&app, true).await;
        let code = order.code.clone();
        give_back(&mut s.artisan, &code, &[("more", "10.000")]).await.location();
        let page = s.artisan.get(&format!("/studio/orders/{code}")).await;
        let (key, refund) = (key_of(&page.text(), &format!("/studio/orders/{code}/handed-back")), page.field("refund"));
        let other = app.a_shop(&s.place, "Toko Lain").await;
        let mut stranger = app.owner_of(&other).await;
        for path in ["refund", "refund/confirm", "handed-back"] {
            let reply = stranger.post(&format!("/studio/orders/{code}/{path}"), &[("key", &key), ("refund", &refund)]).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        }
        // A key of one refund is none of another.
        let reply = s.artisan.post(&format!("/studio/orders/{code}/handed-back"), &[("key", &key), ("refund", "nothing")]).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        assert_eq!(app.count("select count(*) from refunds where state = 'owed'").await, 1);
    }
}
