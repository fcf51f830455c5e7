//! The books: what stands in them when money arrives, goes back, is disputed, and what was there before them.

use app::error::AppError;
use app::ids::{AccountId, RegionId, ShopId};
use app::money::Money;
use app::payments::ledger::fees::CostBy;
use app::payments::ledger::{Account, Posting};
use server::audit::By;
use server::payments::ledger;

use super::selling::{paid_by_card, refund, with_fees, write};
use crate::on_both;
use crate::orders::stage::{artisan_taps, at_checkout, stage};

const RP: i64 = 100;

on_both! {
    async fn the_figures_of_an_order_are_what_the_books_hold_of_it(app: TestApp) {
        let mut s = stage(&app).await;
        with_fees(&app, &s, CostBy::Shop).await;
        let (mut ordered, payment) = paid_by_card(&app, &s.piece).await;
        let path = format!("/studio/orders/{}", ordered.code);
        s.artisan.get(&path).await.says(&["Rp450.000", "Rp29.300", "Rp420.700"]);
        ordered.page().await.says(&["Rp29.300", "Rp420.700"]);
        refund(&app, &payment, 225_000, "half").await.unwrap();
        app.execute("update payments set refund_minor = returned_minor").await;
        // Half of it went back, and half of what it cost.
        s.artisan.get(&path).await.says(&["Rp225.000", "Rp14.650", "Rp210.350"]);
        ordered.page().await.says(&["Rp14.650", "Rp210.350"]);
        refund(&app, &payment, 225_000, "rest").await.unwrap();
        app.execute("update payments set refund_minor = returned_minor, state = 'returned'").await;
        let page = s.artisan.get(&path).await;
        assert!(!page.text().contains("Rp420.700") && !page.text().contains("Rp210.350"), "nothing is left of it");
    }

    async fn direct_money_is_in_her_pocket_and_never_owed(app: TestApp) {
        let mut s = stage(&app).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash")]).await;
        assert_eq!(app.count("select count(*) from ledger_entries").await, 0, "an order moves no money");
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        app.books_agree().await;
        assert_eq!((app.pot("pocket").await, app.pot("buyer").await), (450_000 * RP, -450_000 * RP));
        assert_eq!((app.pot("owed").await, app.pot("operator").await), (0, 0));
        s.artisan.get("/studio/money").await.says(&["Uang saya", "Rp450.000"]);
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "sold")]).await.location();
        assert_eq!(app.pot("pocket").await, 450_000 * RP, "owing it back is no movement");
        artisan_taps(&mut s.artisan, &order.code, "returned", &[]).await.location();
        app.books_agree().await;
        for pot in ["pocket", "buyer", "owed", "operator"] {
            assert_eq!(app.pot(pot).await, 0, "{pot}");
        }
        order.tap("came-back", &[]).await.location();
        assert_eq!(app.count("select count(*) from ledger_entries").await, 2, "her word moves nothing");
        assert_eq!(app.count("select count(*) from payments where returned_minor = amount_minor").await, 1);
    }

    async fn a_fee_on_a_direct_payment_is_owed_to_the_operator_and_said(app: TestApp) {
        let mut s = stage(&app).await;
        with_fees(&app, &s, CostBy::Shop).await;
        s.artisan.get(&format!("/studio/products/{}", s.piece.id)).await
            .says(&["Dibayar pembeli", "Rp12.250", "Rp437.750", "Kalau dengan kartu"]);
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        // The terms of an order are those of the moment it was placed.
        app.execute("update region_money set fee_bp = 3000").await;
        order.page().await.says(&["Rp12.250", "Ina Contoh gets", "Rp437.750"]);
        s.artisan.get(&format!("/studio/orders/{}", order.code)).await.says(&["Yang diterima", "Rp437.750"]);
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        app.books_agree().await;
        assert_eq!((app.pot("pocket").await, app.pot("owed").await), (450_000 * RP, -12_250 * RP));
        assert_eq!(app.pot("operator").await, 12_250 * RP);
        s.artisan.get("/studio/money").await.says(&["Rp437.750", "Rp12.250", "Dipotong dari uang berikutnya"]);
    }

    async fn what_selling_costs_is_said_before_anything_is_published(app: TestApp) {
        let mut s = stage(&app).await;
        with_fees(&app, &s, CostBy::Shop).await;
        let page = s.artisan.get("/studio/add").await;
        page.says(&["Biayanya 2,5% dari harga barang ditambah Rp1.000.", "Dengan kartu ditambah 2,9% dan Rp4.000."]);
        let draft = page.field("draft");
        let fields = [("draft", draft.as_str()), ("key", &page.field("key")), ("name", "Fajar"), ("price", "450.000"), ("kind", "unique"), ("do", "save")];
        s.artisan.post("/studio/add", &fields).await.location();
        assert_eq!(app.count("select count(*) from products where state = 'draft' and price_minor = 45000000").await, 1);
        let page = s.artisan.get(&format!("/studio/add?draft={draft}")).await;
        page.says(&["Dibayar pembeli", "Rp12.250", "Rp437.750", "value=\"publish\""]);
    }

    async fn card_money_is_owed_less_fee_and_card_cost(app: TestApp) {
        let mut s = stage(&app).await;
        with_fees(&app, &s, CostBy::Shop).await;
        let (_, payment) = paid_by_card(&app, &s.piece).await;
        app.books_agree().await;
        let cost = 13_050 + 4_000;
        assert_eq!(app.pot("owed").await, (450_000 - 12_250 - cost) * RP);
        assert_eq!((app.pot("operator").await, app.pot("provider").await), (12_250 * RP, cost * RP));
        assert_eq!(app.pot("pocket").await, 0);
        s.artisan.get("/studio/money").await.says(&["Dibayar dengan kartu", "Rp420.700", "akan dibayarkan"]);
        s.artisan.get("/studio").await.says(&["Rp420.700", "dari 1 pembayaran"]);
        // Told twice, booked once.
        let again = payment.clone();
        write(&app, move |tx| Box::pin(async move { ledger::sale(tx, &again).await })).await.unwrap();
        assert_eq!(app.count("select count(*) from ledger_entries").await, 3);
        assert_eq!(app.count("select count(*) from ledger_entries where payment_id is not null and order_code <> ''").await, 3);
        assert_eq!(payment.0.len(), 36);
    }

    async fn refunds_take_the_fee_back_in_proportion_and_the_last_one_what_is_left(app: TestApp) {
        let s = stage(&app).await;
        with_fees(&app, &s, CostBy::Shop).await;
        let (_, payment) = paid_by_card(&app, &s.piece).await;
        for (rupiah, key) in [(100_001, "a"), (7, "b"), (149_999, "c")] {
            refund(&app, &payment, rupiah, key).await.unwrap();
            app.books_agree().await;
        }
        assert_eq!(app.count("select count(*) from ledger_postings where amount_minor % 100 <> 0").await, 0, "whole rupiah");
        let too_much = refund(&app, &payment, 199_994, "d").await;
        assert!(matches!(too_much, Err(AppError::Conflict(_))), "{too_much:?}");
        refund(&app, &payment, 199_993, "e").await.unwrap();
        app.books_agree().await;
        assert_eq!(app.pot("owed").await, 0, "a sale undone costs her nothing");
        assert_eq!(app.pot("operator").await, -17_050 * RP, "the provider keeps its cost; the operator bears it");
        assert_eq!((app.pot("provider").await, app.pot("buyer").await), (17_050 * RP, 0));
        let before = app.count("select count(*) from ledger_entries").await;
        // The same hand-back, told again: not a second one, although nothing is left.
        let again = payment.clone();
        write(&app, move |tx| {
            Box::pin(async move { ledger::hand_back(tx, &again, Money::rupiah(199_993), "e").await })
        })
        .await
        .unwrap();
        assert_eq!(app.count("select count(*) from ledger_entries").await, before);
    }

    async fn a_dispute_takes_the_money_and_gives_it_again_when_it_is_won(app: TestApp) {
        let s = stage(&app).await;
        with_fees(&app, &s, CostBy::Region).await;
        let (_, payment) = paid_by_card(&app, &s.piece).await;
        let owed = app.pot("owed").await;
        assert_eq!(owed, 437_750 * RP, "the region bears the card");
        for _ in 0..2 {
            let lost = payment.clone();
            write(&app, move |tx| Box::pin(async move { ledger::disputed(tx, &lost, ("dp_1", "dp_1"), None).await })).await.unwrap();
            assert_eq!(app.pot("owed").await, 0);
        }
        for _ in 0..2 {
            let won = payment.clone();
            write(&app, move |tx| Box::pin(async move { ledger::undone::dispute_won(tx, &won, "dp_1").await })).await.unwrap();
            assert_eq!(app.pot("owed").await, owed);
        }
        app.books_agree().await;
    }

    async fn hand_backs_at_the_same_time_never_give_more_than_came(app: TestApp) {
        let s = stage(&app).await;
        let (_, payment) = paid_by_card(&app, &s.piece).await;
        let keys: [&'static str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];
        let tries = keys.map(|key| refund(&app, &payment, 200_000, key));
        let done = futures::future::join_all(tries).await;
        assert_eq!(done.iter().filter(|one| one.is_ok()).count(), 2, "{done:?}");
        app.books_agree().await;
        assert_eq!(app.pot("owed").await, 50_000 * RP);
    }

    async fn a_correction_is_signed_has_a_reason_and_comes_to_zero(app: TestApp) {
        let s = stage(&app).await;
        let officer = app.an_account("officer", Some(&s.place.regency), "Petugas").await;
        let (shop, regency) = (ShopId(s.shop.id.clone()), RegionId(s.place.regency.clone()));
        let try_it = |amounts: [i64; 2], note: &'static str, key: &'static str| {
            let (shop, regency, officer) = (shop.clone(), regency.clone(), AccountId(officer.clone()));
            write(&app, move |tx| {
                Box::pin(async move {
                    let by = By::Account(app::backend::Role::Officer, officer.clone());
                    let accounts = [Account::Operator, Account::Owed(shop)];
                    let postings = accounts.into_iter().zip(amounts.map(Money::rupiah));
                    let postings = postings.map(|(account, amount)| Posting { account, amount }).collect();
                    ledger::correction(tx, (&by, &officer), &regency, postings, (note, key)).await
                })
            })
        };
        for (amounts, note) in [([-5_000, 4_999], "salah hitung"), ([-5_000, 5_000], " "), ([0, 0], "apa")] {
            assert!(matches!(try_it(amounts, note, "x").await, Err(AppError::Invalid(_))), "{amounts:?} {note:?}");
        }
        for _ in 0..2 {
            try_it([-5_000, 5_000], "salah hitung", "k").await.unwrap();
        }
        assert_eq!((app.pot("owed").await, app.pot("operator").await), (5_000 * RP, -5_000 * RP));
        assert_eq!(app.count("select count(*) from ledger_entries where signed_by is not null and note <> ''").await, 1);
        assert_eq!(app.count("select count(*) from audit where action = 'ledger.corrected'").await, 1);
        app.books_agree().await;
    }

    async fn what_was_paid_before_there_were_books_stands_in_them(app: TestApp) {
        let mut s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let other = app.a_product(&s.shop, "Pagi", 300_000).await;
        let back = at_checkout(&app, &other, "stall").await.order(&[("method", "cash")]).await;
        artisan_taps(&mut s.artisan, &back.code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &back.code, "cancel", &[("reason", "sold")]).await.location();
        artisan_taps(&mut s.artisan, &back.code, "returned", &[]).await.location();
        // As a database from before would be, and then the migration's own words.
        for sql in ["delete from ledger_postings", "delete from ledger_entries"] {
            app.execute(sql).await;
        }
        let migration = include_str!("../../migrations/0004_ledger.sql");
        let (_, carried) = migration.split_once("-- What was paid before").unwrap();
        let (_, carried) = carried.split_once('\n').unwrap();
        for sql in carried.split(';').filter(|sql| !sql.trim().is_empty()) {
            app.execute(sql).await;
        }
        app.books_agree().await;
        assert_eq!(app.count("select count(*) from ledger_entries").await, 3);
        assert_eq!((app.pot("pocket").await, app.pot("buyer").await), (450_000 * RP, -450_000 * RP));
    }

    async fn fees_are_set_by_the_administrator_and_wrong_ones_are_said_at_their_field(app: TestApp) {
        let s = stage(&app).await;
        let mut admin = app.an_administrator().await;
        let page = format!("/admin/regencies/{}/fees", s.place.regency);
        let version = admin.get(&page).await.field("version");
        let form = |fee: &'static str, version: String| [
            ("fee", fee.to_owned()), ("fee_fixed", "1000".to_owned()), ("card", "2,9".to_owned()),
            ("card_fixed", "4000".to_owned()), ("card_by", "shop".to_owned()), ("version", version),
        ];
        let send = |fields: [(&'static str, String); 6]| fields;
        for wrong in ["31", "-1", "1e3", "2,555"] {
            let fields = send(form(wrong, version.clone()));
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let reply = admin.post(&page, &fields).await;
            assert_eq!(reply.status.as_u16(), 422, "{wrong}");
            reply.says(&["id=\"fee-err\"", &format!("value=\"{wrong}\"")]);
        }
        let fields = send(form("2,5", version.clone()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert!(admin.post(&page, &fields).await.location().ends_with("?saved"));
        assert!(admin.post(&page, &fields).await.location().ends_with("?saved"), "sent twice");
        let stale = send(form("3", version));
        let stale: Vec<(&str, &str)> = stale.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(admin.post(&page, &stale).await.status.as_u16(), 409);
        assert_eq!(app.count("select count(*) from region_money where fee_bp = 250 and fee_fixed_minor = 100000 and card_cost_bp = 290").await, 1);
        app.an_officer(&s.place).await.get("/office/wakatobi/payouts").await.says(&["2,5% dari harga barang", "Rp1.000"]);
    }
}

/// Every statement of the sources, in one line.
fn statements_of(folder: &std::path::Path, all: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            statements_of(&path, all);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            all.push(text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

#[test]
fn nothing_in_the_house_changes_or_removes_what_stands_in_the_books() {
    let mut all = Vec::new();
    statements_of(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let text = all.join("\n");
    assert!(text.contains("insert into ledger_entries") && text.contains("insert into ledger_postings"));
    for word in ["update", "delete from", "truncate", "drop table", "alter table", "replace into"] {
        for table in ["ledger_entries", "ledger_postings"] {
            assert!(!text.contains(&format!("{word} {table}")), "{word} {table}");
        }
    }
    for upsert in text.split("insert into ledger_").skip(1) {
        let statement = upsert.split('"').next().unwrap();
        assert!(!statement.contains("do update"), "{statement}");
    }
}
