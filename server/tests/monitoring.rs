//! The officer's pages: figures against sums done by hand, the file against the page, what no page may say.

mod year;

use std::collections::BTreeMap;

use axum::http::StatusCode;
use server::store::Engine;

use self::year::{Sale, a_regency, a_village, a_year_end, key, order, paid, read, scans};
use crate::on_both;
use crate::support::statements;

const DAY: i64 = 86_400_000;

on_both! {
    async fn figures_are_the_sums_done_by_hand_and_the_file_is_the_page(app: TestApp) {
        let (place, _) = a_year_end(&app).await;
        let mut officer = app.an_officer(&place).await;
        // Twelve orders of 100.000 + n times 1.000, and one of 300.000 that was handed back later.
        let page = officer.get("/office/wakatobi?period=2026-11").await;
        page.says(&["November 2026", "Rp1.566.000", "12 toko menerima uang untuk 13 pesanan", "role=\"img\"", "Cara menghitung"]);
        let page = officer.get("/office/wakatobi?period=2026-12").await;
        page.says(&["Desember 2026", "Rp300.000", "6 toko menerima uang untuk 6 pesanan"]);
        // January: six of 25.000, less the 300.000 handed back.
        let page = officer.get("/office/wakatobi").await;
        page.says(&["Januari 2027", "−Rp150.000", "sampai hari ini", "/office/wakatobi/figures.csv?period=2027-01"]);
        let reply = officer.get("/office/wakatobi/figures.csv?period=2026-11").await;
        assert_eq!(reply.headers["content-type"], "text/csv; charset=utf-8");
        assert_eq!(reply.headers["cache-control"], "no-store");
        let rows = read(&reply.text());
        let cells = |table: &str, month: &str, name: &str| rows[&key(table, month, name)][5..].to_vec();
        assert_eq!(cells("bulan", "2026-11", "bulan"), ["12", "48", "13", "1566000"]);
        assert_eq!(cells("bulan", "2026-12", "bulan"), ["6", "0", "6", "300000"]);
        assert_eq!(cells("bulan", "2027-01", "bulan"), ["7", "12", "6", "-150000"]);
        assert_eq!(cells("bulan", "2027-01", "jumlah"), ["", "60", "25", "1716000"]);
        assert_eq!(cells("desa", "2026-11", "Liya Togo"), ["7", "28", "7", "721000"]);
        assert_eq!(cells("desa", "2026-11", "Numana + Pajam"), ["5", "20", "6", "845000"]);
        assert_eq!(cells("desa", "2026-11", "jumlah"), ["12", "48", "13", "1566000"]);
        assert_eq!(cells("saluran", "2027-01", "pindaian"), ["", "", "12", "930000"]);
        assert_eq!(cells("saluran", "2027-01", "web"), ["", "", "13", "786000"]);
        assert_eq!(cells("cara_bayar", "2027-01", "jumlah"), ["", "", "25", "1716000"]);
        assert_eq!(rows[&key("perajin", "", "terdaftar")][4], "12");
    }

    async fn a_month_begins_at_midnight_where_the_regency_lies(app: TestApp) {
        // 1 December 2026, 00.00 WITA.
        const MIDNIGHT: i64 = 1_796_054_400_000;
        let (place, shops) = a_regency(&app).await;
        app.clock.forward(MIDNIGHT + 9 * DAY - app.clock.now());
        for (n, shop) in shops.iter().enumerate() {
            let (rupiah, at) = if n < 6 { (100_000, MIDNIGHT - 1) } else { (200_000, MIDNIGHT) };
            order(&app, shop, paid(rupiah, "web", "cash", at)).await;
        }
        let mut officer = app.an_officer(&place).await;
        let rows = read(&officer.get("/office/wakatobi/figures.csv?period=2026-12").await.text());
        assert_eq!(rows[&key("bulan", "2026-11", "bulan")][5..], ["6", "0", "6", "600000"]);
        assert_eq!(rows[&key("bulan", "2026-12", "bulan")][5..], ["6", "0", "6", "1200000"]);
        for (n, month, amount) in [(0, "2026-11", "Rp100.000"), (6, "2026-12", "Rp200.000")] {
            let mut owner = app.owner_of(&shops[n].0).await;
            owner.get(&format!("/studio/money?month={month}")).await.says(&[amount, "dari 1 pembayaran"]);
        }
    }

    async fn every_row_of_every_file_has_five_shops_and_every_amount_stands_on_its_page(app: TestApp) {
        let (place, _) = a_year_end(&app).await;
        let mut officer = app.an_officer(&place).await;
        for period in ["2026-11", "2026-12", "2027-01"] {
            let page = officer.get(&format!("/office/wakatobi?period={period}")).await.text();
            let rows = read(&officer.get(&format!("/office/wakatobi/figures.csv?period={period}")).await.text());
            let mut by_table: BTreeMap<(String, String), (i64, i64)> = BTreeMap::new();
            for row in rows.values() {
                let Ok(rupiah) = row[8].parse::<i64>() else { continue };
                let sign = if rupiah < 0 { "−" } else { "" };
                let spelled = app::money::format_rupiah(app::money::Money::rupiah(rupiah.abs()));
                assert!(page.contains(&format!("{sign}{spelled}")), "{row:?}");
                assert!(row[5].is_empty() || row[5].parse::<i64>().unwrap() >= 5, "{row:?}");
                let sums = by_table.entry((row[0].clone(), String::new())).or_default();
                if row[3] == "jumlah" { sums.1 += rupiah } else { sums.0 += rupiah }
            }
            assert_eq!(by_table.len(), 4);
            for (table, (cells, sum)) in by_table {
                assert_eq!(cells, sum, "{table:?}");
            }
        }
    }

    async fn a_shop_that_moves_to_another_village_changes_no_figure(app: TestApp) {
        let (place, shops) = a_year_end(&app).await;
        let mut officer = app.an_officer(&place).await;
        let before = officer.get("/office/wakatobi/figures.csv?period=2026-11").await.text();
        let far = a_village(&app, &place, "74.07.05.2099", "Desa Baru").await;
        let (shop, village) = (shops[0].0.id.clone(), far.village);
        app.house
            .store
            .write(move |tx| {
                Box::pin(async move {
                    sqlx::query("update shops set village_id = $2 where id = $1").bind(shop).bind(village).execute(tx.db()).await.unwrap();
                    Ok(())
                })
            })
            .await
            .unwrap();
        assert_eq!(officer.get("/office/wakatobi/figures.csv?period=2026-11").await.text(), before);
    }

    async fn a_regency_of_four_shops_shows_no_money_no_orders_and_no_scans(app: TestApp) {
        let place = app.a_place().await;
        let now = app.clock.now();
        for n in 0..4 {
            let shop = app.a_shop(&place, &format!("Benang {n}")).await;
            let product = app.a_product(&shop, "Kain", 123_000).await;
            scans(&app, &product.code, now, 77).await;
            order(&app, &(shop, product), paid(123_000, "scan", "cash", now)).await;
        }
        let mut officer = app.an_officer(&place).await;
        let page = officer.get("/office/wakatobi").await;
        page.says(&["Angka tampil setelah lima toko", "Terdaftar"]);
        let file = officer.get("/office/wakatobi/figures.csv").await.text();
        for text in [page.text(), file] {
            for never in ["Rp", "123.000", "123000", ">308<", ",308", ">77<", ",77"] {
                assert!(!text.contains(never), "{never} in {text}");
            }
        }
    }

    async fn closed_months_stay_as_they_were_when_more_is_sold_later(app: TestApp) {
        let (place, shops) = a_year_end(&app).await;
        let mut officer = app.an_officer(&place).await;
        let before = read(&officer.get("/office/wakatobi/figures.csv?period=2026-12").await.text());
        let now = app.clock.now();
        for shop in &shops[..3] {
            order(&app, shop, paid(70_000, "scan", "cash", now)).await;
        }
        app.clock.forward(20 * DAY);
        order(&app, &shops[4], paid(1_000_000, "web", "qris", app.clock.now())).await;
        let mut officer = app.an_officer(&place).await;
        let page = officer.get("/office/wakatobi").await;
        // February has one seller: it waits, and says so.
        page.says(&["Mulai Februari 2027 belum cukup lima toko"]);
        assert!(!page.text().contains("1.000.000"));
        let after = read(&officer.get("/office/wakatobi/figures.csv?period=2026-12").await.text());
        for (key, row) in &before {
            if (key.0 == "desa" || key.0 == "bulan") && key.1.as_str() < "2027-01" && key.2 != "jumlah" {
                assert_eq!(after.get(key), Some(row));
            }
        }
    }
}

on_both! {
    async fn the_list_of_shops_tells_states_and_never_amounts_counts_or_buyers(app: TestApp) {
        let (place, shops) = a_year_end(&app).await;
        let bare = app.a_shop(&place, "Toko Baru").await;
        let mut officer = app.an_officer(&place).await;
        let page = officer.get("/office/wakatobi/shops").await;
        page.says(&[
            "Uang belum dijawab lebih dari 48 jam",
            "Benang 1",
            "Belum ada tempat bertemu",
            "/office/wakatobi/invitations/device?q=Ina%20Contoh",
        ]);
        let text = page.text();
        for never in ["Rp", "888.000", "999.000", "Annelotte", "4917099887766", "Selendang", "pindai"] {
            assert!(!text.contains(never), "{never}");
        }
        // She for whom somebody waits stands first.
        let first = text.find("class=\"needs\"").unwrap();
        assert!(text[first..].find("Benang 1<").unwrap() < text[first..].find("Benang 0<").unwrap());
        let summary = officer.get("/office/wakatobi").await.text();
        for never in ["Annelotte", "4917099887766"] {
            assert!(!summary.contains(never));
        }
        let _ = (shops, bare);
    }

    async fn a_waiting_order_says_for_how_many_days(app: TestApp) {
        let (place, shops) = a_regency(&app).await;
        let asked = Sale { state: "asked", payment: "open", paid: None, ..paid(5_000, "web", "cash", 0) };
        order(&app, &shops[3], asked).await;
        let mut officer = app.an_officer(&place).await;
        officer.get("/office/wakatobi/shops").await.says(&["Pesanan menunggu 3 hari"]);
        // An order of three hours is nobody's need yet, and moves nobody up.
        let young = Sale { state: "asked", payment: "open", paid: None, ..paid(5_000, "web", "cash", 0) };
        order(&app, &shops[9], young).await;
        app.execute("update shop_orders set created_at = created_at + 248400000 where shop_id in (select id from shops where name = 'Benang 9')").await;
        app.execute("update shops set opened_at = null, opened_village_id = null where name = 'Benang 8'").await;
        let page = officer.get("/office/wakatobi/shops").await.text();
        let place = |shop: &str| page.find(&format!(">{shop}<")).unwrap();
        assert!(place("Benang 3") < place("Benang 8") && place("Benang 8") < place("Benang 9"));
    }

    async fn a_word_of_help_goes_to_the_number_the_office_knows_in_her_language(app: TestApp) {
        let (place, _) = a_regency(&app).await;
        app.execute("update accounts set phone = '+6281200000101', language = 'en' where role = 'artisan'").await;
        let mut officer = app.an_officer(&place).await;
        let page = officer.get("/office/wakatobi/shops").await;
        page.says(&["https://wa.me/6281200000101?text=Hello%20", "WhatsApp ke "]);
    }

    async fn changed_money_settings_are_told_without_the_code(app: TestApp) {
        let (place, shops) = a_regency(&app).await;
        app.insert(
            "audit",
            vec![
                ("id", "entry-1".into()),
                ("at", (app.clock.now() - DAY).into()),
                ("actor_kind", "artisan".into()),
                ("action", "payments.settings_changed".into()),
                ("object_kind", "shop".into()),
                ("object_id", (&shops[2].0.id).into()),
                ("detail", r#"{"cash":[true,true],"qris":[false,true],"code":[null,{"nmid":"ID1026000000012","hash":"geheim"}]}"#.into()),
            ],
        )
        .await;
        let mut officer = app.an_officer(&place).await;
        let page = officer.get("/office/wakatobi/shops").await;
        page.says(&["Perubahan cara bayar", "kode QRIS diganti, sekarang menerima QRIS", "23 November 2026"]);
        assert!(!page.text().contains("ID1026000000012") && !page.text().contains("geheim"));
    }

    async fn a_long_list_is_paged(app: TestApp) {
        let place = app.a_place().await;
        for n in 0..27 {
            app.a_shop(&place, &format!("Benang {n:02}")).await;
        }
        let mut officer = app.an_officer(&place).await;
        let (first, second) = (officer.get("/office/wakatobi/shops").await.text(), officer.get("/office/wakatobi/shops?page=2").await.text());
        assert_eq!((first.matches("<li>").count(), second.matches("<li>").count()), (25, 2));
    }

    async fn nobody_sees_the_office_of_another_regency(app: TestApp) {
        let (place, shops) = a_regency(&app).await;
        let other = app.a_place_named("74.04", "Kabupaten Buton", "buton").await;
        let mut officer = app.an_officer(&other).await;
        let mut artisan = app.owner_of(&shops[0].0).await;
        let mut administrator = app.an_administrator().await;
        let _ = place;
        for path in ["/office/wakatobi", "/office/wakatobi/figures.csv", "/office/wakatobi/shops"] {
            for client in [&mut officer, &mut artisan, &mut administrator] {
                assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            assert!(app.client().get(path).await.location().starts_with("/login"), "{path}");
        }
        assert_eq!(officer.get("/office/buton").await.status, StatusCode::OK);
    }

    async fn no_page_of_the_office_runs_more_than_six_statements_besides_the_session(app: TestApp) {
        if app.house.store.engine() == Engine::Sqlite {
            return;
        }
        let (place, _) = a_year_end(&app).await;
        let mut officer = app.an_officer(&place).await;
        for path in ["/office/wakatobi", "/office/wakatobi/figures.csv", "/office/wakatobi/shops"] {
            let (reply, count) = statements(officer.get(path)).await;
            assert_eq!(reply.status, StatusCode::OK);
            assert!(count <= 7, "{path} took {count}");
        }
    }
}
