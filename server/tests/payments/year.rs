//! A shop's year: the sum of its months, its line, its table, and the letter that is only given where it is true.

use app::payments::ledger::fees::CostBy;
use axum::http::StatusCode;

use super::selling::with_fees;
use crate::on_both;
use crate::orders::stage::{Stage, artisan_taps, at_checkout, stage};
use crate::support::TestApp;

const LETTER: &str = "/studio/money/year/2026/letter";

/// One sale of the stage's piece, for so much.
async fn sold_for(app: &TestApp, s: &mut Stage, rupiah: i64) {
    let piece = app.a_product(&s.shop, "Layar", rupiah).await;
    let order = at_checkout(app, &piece, "stall").await.order(&[("method", "cash")]).await;
    artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
}

on_both! {
    async fn a_year_is_told_by_months_with_its_line_its_table_and_its_letter(app: TestApp) {
        let mut s = stage(&app).await;
        with_fees(&app, &s, CostBy::Shop).await;
        let order = at_checkout(&app, &s.piece, "stall").await.order(&[]).await;
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        let year = s.artisan.get("/studio/money/year/2026").await;
        year.says(&["Tahun 2026", "Rp437.750", "Yang terbaik November", "Rp450.000", "Rp499.550.000", "Batas Rp500 juta"]);
        let csv = s.artisan.get("/studio/money/year/2026/table.csv").await.text();
        assert_eq!(csv.lines().count(), 13);
        assert!(csv.contains("2026-11,1,450000,-12250,0,437750,IDR"), "{csv}");
        s.artisan.get("/studio/money/year/2026/letter").await
            .says(&["Surat Pernyataan", "Ina Contoh", "Liya Togo", "tahun pajak 2026", "Rp450.000"]);
        let mut other = app.owner_of(&app.a_shop(&s.place, "Lain").await).await;
        assert!(!other.get("/studio/money/year/2026/table.csv").await.text().contains("450000"));
    }

    async fn a_year_above_the_line_has_no_letter_and_says_why(app: TestApp) {
        let mut s = stage(&app).await;
        sold_for(&app, &mut s, 500_000_000).await;
        s.artisan.get(LETTER).await.says(&["Surat Pernyataan", "Rp500.000.000"]);
        sold_for(&app, &mut s, 100_000).await;
        let why = "Surat untuk pajak hanya sampai Rp500 juta";
        let year = s.artisan.get("/studio/money/year/2026").await;
        year.says(&[why, "Rp500.100.000"]);
        assert!(!year.text().contains(LETTER));
        let letter = s.artisan.get(LETTER).await;
        assert_eq!(letter.status, StatusCode::CONFLICT);
        letter.says(&[why, "Tahun 2026 pembeli membayar Rp500.100.000"]);
        assert!(!letter.text().contains("Surat Pernyataan"));
        assert_eq!(s.artisan.get("/studio/money/year/2025/letter").await.status, StatusCode::OK, "of each year its own");
    }

    async fn a_group_has_no_letter_because_it_is_one_persons(app: TestApp) {
        let mut s = stage(&app).await;
        app.execute("update shops set maker_kind = 'group'").await;
        let why = "Surat untuk pajak hanya untuk satu orang";
        let year = s.artisan.get("/studio/money/year/2026").await;
        year.says(&[why, "kantor pajak bagaimana dihitung"]);
        // Nor is it told what is free of tax for a person.
        for persons in [LETTER, "sebelum ada pajak", "0,5 persen"] {
            assert!(!year.text().contains(persons), "{persons}");
        }
        let letter = s.artisan.get(LETTER).await;
        assert_eq!(letter.status, StatusCode::CONFLICT);
        letter.says(&[why]);
    }
}
