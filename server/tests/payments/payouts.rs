//! Payouts over HTTP: owed, batched, sent, received or returned; whoever does what at the same time.

use app::ids::{AccountId, PaymentId, RegionId};
use app::money::Money;
use app::payments::ledger::fees::CostBy;
use app::payments::payouts::By as Way;
use axum::http::StatusCode;
use server::audit::By;
use server::payments::{ledger, payouts};

use super::selling::{paid_by_card, refund, with_fees, write};
use crate::on_both;
use crate::orders::refunds::look;
use crate::orders::stage::{DAY, Stage, artisan_taps, at_checkout, execute, key_of, stage};
use crate::support::{Client, Reply, TestApp};

pub const OFFICE: &str = "/office/wakatobi/payouts";
pub const PIN: &str = "135790";
const OWED: i64 = 42_070_000;

async fn with_account(app: &TestApp, shop: &str) {
    execute(
        app,
        "update shop_payments set takes_transfer = 1, bank_name = 'Bank Contoh', bank_account = '0012345678', \
         bank_holder = 'Ina Contoh' where shop_id = $1",
        shop,
    )
    .await;
}

/// A shop that is owed Rp420.700 for a card sale, and its officer.
pub async fn owing(app: &TestApp) -> (Stage, Client) {
    let s = stage(app).await;
    with_fees(app, &s, CostBy::Shop).await;
    with_account(app, &s.shop.id).await;
    app.give_pin(&s.shop.owner, PIN).await;
    paid_by_card(app, &s.piece).await;
    let officer = app.an_officer(&s.place).await;
    (s, officer)
}

pub async fn make(officer: &mut Client, shop: &str, way: &str) -> Reply {
    let key = officer.get(OFFICE).await.field("key");
    officer.post(OFFICE, &[("key", &key), ("shop", shop), ("way", way)]).await
}

pub async fn tap(client: &mut Client, page: &str, action: &str, more: &[(&str, &str)]) -> Reply {
    let key = key_of(&client.get(page).await.text(), action);
    let mut fields = vec![("key", key.as_str())];
    fields.extend(more);
    client.post(action, &fields).await
}

pub async fn payout_id(app: &TestApp) -> String {
    let (id,): (String,) = sqlx::query_as("select id from payouts order by id desc limit 1")
        .fetch_one(app.house.store.read())
        .await
        .unwrap();
    id
}

on_both! {
    async fn less_than_a_rupiah_stays_owed(app: TestApp) {
        let (s, mut officer) = owing(&app).await;
        let (id,): (String,) =
            sqlx::query_as("select id from payments").fetch_one(app.house.store.read()).await.unwrap();
        // A bank took an odd amount.
        let taken = Money { minor: 12_345, ..Money::rupiah(0) };
        write(&app, move |tx| {
            Box::pin(async move { ledger::disputed(tx, &PaymentId(id), ("dp_1", "dp_1"), Some(taken)).await })
        })
        .await
        .unwrap();
        let owed = app.pot("owed").await;
        assert_ne!(owed % 100, 0);
        let batch = make(&mut officer, &s.shop.id, "bank").await.location();
        assert_eq!((app.pot("owed").await, app.pot("way").await), (owed % 100, owed - owed % 100));
        let csv = officer.get(&format!("{batch}/bank.csv")).await.text();
        assert!(csv.contains(&format!(",{},IDR,", owed / 100)), "{csv}");
    }

    async fn one_tap_sent_many_times_at_once_is_answered_the_same(app: TestApp) {
        let (s, mut officer) = owing(&app).await;
        let key = officer.get(OFFICE).await.field("key");
        let mut taps = Vec::new();
        for _ in 0..8 {
            let (mut client, key, shop) = (officer.clone(), key.clone(), s.shop.id.clone());
            taps.push(tokio::spawn(async move {
                client.post(OFFICE, &[("key", &key), ("shop", &shop), ("way", "bank")]).await.location()
            }));
        }
        let mut places = std::collections::HashSet::new();
        for tap in taps {
            places.insert(tap.await.unwrap());
        }
        assert_eq!(places.len(), 1);
        assert_eq!(app.count("select count(*) from payout_batches").await, 1);
    }

    async fn no_button_is_offered_where_nothing_is_to_be_paid(app: TestApp) {
        let mut s = stage(&app).await;
        with_fees(&app, &s, CostBy::Shop).await;
        let mut officer = app.an_officer(&s.place).await;
        let buttons = |page: &Reply| ["name=\"way\" value=\"bank\"", "name=\"way\" value=\"cash\""].map(|one| page.text().contains(one));
        let page = officer.get(OFFICE).await;
        page.says(&["Tidak ada yang harus dibayarkan", "Setiap pembayaran dengan kartu"]);
        assert_eq!(buttons(&page), [false, false]);
        // A fee on a payment in cash is all there is: the shop owes.
        let order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash")]).await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let page = officer.get(OFFICE).await;
        page.says(&["berutang", "Pembayaran kartu berikutnya melunasinya"]);
        assert_eq!(buttons(&page), [false, false]);
        let more = app.a_product_of_kind(&s.shop, "Fajar", 450_000, "unique", 1).await;
        paid_by_card(&app, &more).await;
        let page = officer.get(OFFICE).await;
        page.says(&["hanya bisa dibayar tunai"]);
        assert_eq!(buttons(&page), [false, true], "without an account only in cash");
        with_account(&app, &s.shop.id).await;
        assert_eq!(buttons(&officer.get(OFFICE).await), [true, true]);
    }

    async fn from_owed_to_received(app: TestApp) {
        let (mut s, mut officer) = owing(&app).await;
        app.clock.forward(3 * DAY);
        officer.get(OFFICE).await.says(&["Rp420.700", "1 toko", "Benang Contoh", "24 November 2026", "Bank Contoh …5678"]);
        let spare = officer.get(OFFICE).await.field("key");
        let batch = make(&mut officer, &s.shop.id, "bank").await.location();
        assert_eq!((app.pot("owed").await, app.pot("way").await), (0, OWED));
        let csv = officer.get(&format!("{batch}/bank.csv")).await.text();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "holder,bank,account,amount,currency,reference");
        assert!(lines[1].starts_with("Ina Contoh,Bank Contoh,0012345678,420700,IDR,") && lines.len() == 2, "{csv}");
        s.artisan.get("/studio/money").await.says(&["sedang disiapkan", "Bank Contoh …5678", "Rp420.700"]);
        let again = officer.post(OFFICE, &[("key", &spare), ("shop", &s.shop.id), ("way", "bank")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "nothing is owed twice");
        tap(&mut officer, &batch, &format!("{batch}/sent"), &[]).await.location();
        let money = s.artisan.get("/studio/money").await;
        money.says(&["dikirim 27 November 2026", "Uangnya sudah ada", "Sudah diterima", "Belum ada yang masuk"]);
        let id = payout_id(&app).await;
        let hers = [("payout", id.as_str()), ("pin", PIN)];
        for pin in ["", "000000"] {
            let wrong = tap(&mut s.artisan, "/studio/money", "/studio/money/received", &[("payout", &id), ("pin", pin)]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            wrong.says(&["<details open class=\"sure calm\"", "Supaya hanya pemilik toko", &format!("id=\"pin-{id}-err\"")]);
        }
        assert_eq!(app.pot("way").await, OWED, "whoever holds the phone is not yet the owner");
        assert_eq!(tap(&mut s.artisan, "/studio/money", "/studio/money/received", &hers).await.location(), "/studio/money");
        assert_eq!((app.pot("way").await, app.pot("pocket").await), (0, OWED));
        s.artisan.get("/studio/money").await.says(&["sudah diterima 27 November 2026"]);
        officer.get(&batch).await.says(&["sudah diterima", "Benang Contoh"]);
        app.books_agree().await;
        assert_eq!(app.count("select count(*) from audit where action in ('payouts.batched', 'payouts.sent', 'payout.received')").await, 3);
    }

    async fn nothing_has_arrived_tells_the_office_and_it_may_come_back(app: TestApp) {
        let (mut s, mut officer) = owing(&app).await;
        let batch = make(&mut officer, &s.shop.id, "bank").await.location();
        tap(&mut officer, &batch, &format!("{batch}/sent"), &[]).await.location();
        let id = payout_id(&app).await;
        tap(&mut s.artisan, "/studio/money", "/studio/money/missing", &[("payout", &id)]).await.location();
        s.artisan.get("/studio/money").await.says(&["Dinas sudah tahu"]);
        officer.get(OFFICE).await.says(&["1 bilang belum ada yang masuk"]);
        officer.get("/office/wakatobi").await.says(&["1 toko bilang uangnya belum masuk", "<span class=\"count\">1<"]);
        app.clock.forward(2 * DAY);
        officer.get(&batch).await.says(&["Rp420.700 untuk Benang Contoh kembali tercatat harus dibayarkan"]);
        let wrong = tap(&mut officer, &batch, &format!("{batch}/returned"), &[("payout", &id), ("reason", "x")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        tap(&mut officer, &batch, &format!("{batch}/returned"), &[("payout", &id), ("reason", "account")]).await.location();
        assert_eq!((app.pot("owed").await, app.pot("way").await), (OWED, 0));
        officer.get(OFFICE).await.says(&["Rp420.700", "24 November 2026"]);
        assert!(!officer.get("/office/wakatobi").await.text().contains("uangnya belum masuk"));
        s.artisan.get("/studio/money").await.says(&["sudah dihitung lagi", "Rekening tidak ada"]);
        s.artisan.get("/studio/news").await.says(&["Uang kiriman kembali", "Rp420.700"]);
        // And what the bank takes back after she had it is owed again too.
        let second = make(&mut officer, &s.shop.id, "bank").await.location();
        tap(&mut officer, &second, &format!("{second}/sent"), &[]).await.location();
        let id = payout_id(&app).await;
        tap(&mut s.artisan, "/studio/money", "/studio/money/received", &[("payout", &id), ("pin", PIN)]).await.location();
        tap(&mut officer, &second, &format!("{second}/returned"), &[("payout", &id), ("reason", "name")]).await.location();
        assert_eq!((app.pot("owed").await, app.pot("pocket").await), (OWED, 0));
        assert_eq!(app.count("select count(*) from messages where event = 'payout-back'").await, 2, "each is told once");
        app.books_agree().await;
    }

    async fn a_fee_that_a_shop_owes_is_no_reason_to_keep_its_batch(app: TestApp) {
        let (mut s, mut officer) = owing(&app).await;
        let batch = make(&mut officer, &s.shop.id, "bank").await.location();
        let more = app.a_product_of_kind(&s.shop, "Fajar", 450_000, "unique", 1).await;
        let order = at_checkout(&app, &more, "stall").await.order(&[("method", "cash")]).await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        assert!(app.pot("owed").await < 0);
        s.artisan.get("/studio/money").await.says(&["Rp12.250 biaya dan koreksi belum dibayar"]);
        tap(&mut officer, &batch, &format!("{batch}/sent"), &[]).await.location();
        assert_eq!(app.count("select count(*) from payouts where state = 'sent'").await, 1);
    }

    async fn a_batch_can_be_taken_apart_until_it_has_left(app: TestApp) {
        let (s, mut officer) = owing(&app).await;
        let batch = make(&mut officer, &s.shop.id, "cash").await.location();
        let (code,): (String,) =
            sqlx::query_as("select code from payouts").fetch_one(app.house.store.read()).await.unwrap();
        officer.get(&format!("{batch}/slips")).await.says(&["Benang Contoh", "Rp420.700", "Diterima oleh", &format!(">{}-{}<", &code[..4], &code[4..])]);
        let before = officer.get(&batch).await.text();
        let sent = key_of(&before, &format!("{batch}/sent"));
        tap(&mut officer, &batch, &format!("{batch}/undo"), &[]).await.location();
        assert_eq!((app.pot("owed").await, app.pot("way").await), (OWED, 0));
        let late = officer.post(&format!("{batch}/sent"), &[("key", &sent)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says(&["sudah dikirim atau sudah dibatalkan"]);
        make(&mut officer, &s.shop.id, "cash").await.location();
        app.books_agree().await;
    }

    async fn two_officers_at_once_pay_once(app: TestApp) {
        let (s, _) = owing(&app).await;
        let officer = app.an_account("officer", Some(&s.place.regency), "Petugas").await;
        let tries = (0..8).map(|_| {
            let (regency, shop, officer) =
                (RegionId(s.place.regency.clone()), s.shop.id.clone(), AccountId(officer.clone()));
            write(&app, move |tx| {
                Box::pin(async move {
                    let by = By::Account(app::backend::Role::Officer, officer.clone());
                    payouts::make(tx, (&by, &officer), &regency, Way::Bank, vec![shop]).await.map(|_| ())
                })
            })
        });
        let done = futures::future::join_all(tries).await;
        assert_eq!(done.iter().filter(|one| one.is_ok()).count(), 1, "{done:?}");
        assert_eq!((app.pot("owed").await, app.pot("way").await), (0, OWED));
        assert_eq!(app.count("select count(*) from payout_batches").await, 1);
        app.books_agree().await;
    }

    async fn a_refund_after_the_payout_is_said_in_words_and_paid_by_the_next_money(app: TestApp) {
        let (mut s, mut officer) = owing(&app).await;
        let spare = officer.get(OFFICE).await.field("key");
        let batch = make(&mut officer, &s.shop.id, "bank").await.location();
        tap(&mut officer, &batch, &format!("{batch}/sent"), &[]).await.location();
        let id = payout_id(&app).await;
        tap(&mut s.artisan, "/studio/money", "/studio/money/received", &[("payout", &id), ("pin", PIN)]).await.location();
        let (payment,): (String,) =
            sqlx::query_as("select id from payments").fetch_one(app.house.store.read()).await.unwrap();
        let (code,): (String,) =
            sqlx::query_as("select order_code from payments").fetch_one(app.house.store.read()).await.unwrap();
        let asked = look(&mut s.artisan, &app::orders::shown(&code), &[("more", "100.000")]).await;
        asked.says(&["Rp93.489 dari uang ini tidak ada lagi di Uang saya"]);
        refund(&app, &app::ids::PaymentId(payment), 450_000, "all").await.unwrap();
        app.books_agree().await;
        assert_eq!(app.pot("owed").await, -OWED);
        s.artisan.get("/studio/money").await.says(&["Rp420.700 sudah kembali ke pembeli", "Dipotong dari uang berikutnya"]);
        officer.get(OFFICE).await.says(&["-Rp420.700", "berutang"]);
        let nothing = officer.post(OFFICE, &[("key", &spare), ("shop", &s.shop.id), ("way", "bank")]).await;
        assert_eq!(nothing.status, StatusCode::CONFLICT, "less than nothing is not paid out");
        let next = app.a_product(&s.shop, "Pagi", 1_000_000).await;
        paid_by_card(&app, &next).await;
        // 1.000.000 less 26.000 and 33.000, less what she owes.
        assert_eq!(app.pot("owed").await, (941_000 - 420_700) * 100);
        make(&mut officer, &s.shop.id, "bank").await.location();
        assert_eq!((app.pot("owed").await, app.pot("way").await), (0, (941_000 - 420_700) * 100));
        // What is paid out is counted once: home says the same amount as the money page.
        for page in ["/studio", "/studio/money"] {
            s.artisan.get(page).await.says(&["Rp941.000"]);
        }
        app.books_agree().await;
    }

    async fn a_shop_without_an_account_is_paid_in_cash(app: TestApp) {
        let (s, mut officer) = owing(&app).await;
        execute(&app, "update shop_payments set bank_account = null where shop_id = $1", &s.shop.id).await;
        let refused = make(&mut officer, &s.shop.id, "bank").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&["Benang Contoh", "belum mengisi rekening bank"]);
        assert_eq!(app.count("select count(*) from payout_batches").await, 0);
        let none = officer.get(OFFICE).await.field("key");
        assert_eq!(officer.post(OFFICE, &[("key", &none), ("way", "cash")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        make(&mut officer, &s.shop.id, "cash").await.location();
    }

    async fn strangers_and_members_move_nothing(app: TestApp) {
        let (s, mut officer) = owing(&app).await;
        let batch = make(&mut officer, &s.shop.id, "bank").await.location();
        tap(&mut officer, &batch, &format!("{batch}/sent"), &[]).await.location();
        let id = payout_id(&app).await;
        let mut other = app.owner_of(&app.a_shop(&s.place, "Lain").await).await;
        let elsewhere = app.a_place_named("74.01", "Kabupaten Kolaka", "kolaka").await;
        let mut stranger = app.an_officer(&elsewhere).await;
        assert_eq!(other.post("/studio/money/received", &[("payout", &id)]).await.status, StatusCode::CONFLICT);
        assert_eq!(other.post("/studio/money/received", &[("payout", "none")]).await.status, StatusCode::CONFLICT);
        assert_eq!(stranger.get(&batch.replace("wakatobi", "kolaka")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.post(&format!("{batch}/returned"), &[]).await.status, StatusCode::NOT_FOUND);
        // A shop of another regency named in the form is not hers to pay.
        let key = stranger.get("/office/kolaka/payouts").await.text();
        assert!(!key.contains("Benang Contoh"));
        assert_eq!(app.pot("way").await, OWED);
    }
}
