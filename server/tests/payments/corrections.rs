//! Mending the books by hand: looked at before it is done, once, signed, and said to the shop in words.

use axum::http::StatusCode;

use super::selling::{paid_by_card, with_fees};
use crate::on_both;
use crate::orders::stage::stage;
use crate::support::{Client, Reply};

use app::payments::ledger::fees::CostBy;

async fn look(admin: &mut Client, path: &str, changes: &[(&str, &str)]) -> Reply {
    let mut fields = vec![("from", "operator"), ("to", "owed"), ("amount", "12.250"), ("note", "Biaya dihapus")];
    fields.retain(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    fields.extend(changes);
    admin.post(path, &fields).await
}

async fn mend(admin: &mut Client, path: &str, page: &Reply) -> Reply {
    let hidden = ["key", "shop", "from", "to", "amount", "note"].map(|name| (name, page.field(name)));
    let fields = hidden.each_ref().map(|(name, value)| (*name, value.as_str()));
    admin.post(&format!("{path}/confirm"), &fields).await
}

on_both! {
    async fn a_correction_is_looked_at_then_written_once_and_said_to_the_shop(app: TestApp) {
        let mut s = stage(&app).await;
        with_fees(&app, &s, CostBy::Shop).await;
        paid_by_card(&app, &s.piece).await;
        let owed = app.pot("owed").await;
        let id = app.an_account("administrator", None, "Admin Contoh").await;
        let mut admin = app.signed_in(&id).await;
        let path = format!("/admin/regencies/{}/corrections", s.place.regency);
        let page = look(&mut admin, &path, &[("shop", &s.shop.code)]).await;
        page.says(&["Benang Contoh", "Rp12.250", "Biaya dihapus", "tidak bisa dihapus"]);
        assert_eq!(app.count("select count(*) from ledger_entries where kind = 'correction'").await, 0, "looking writes nothing");
        for _ in 0..2 {
            assert_eq!(mend(&mut admin, &path, &page).await.location(), format!("{path}?saved"));
        }
        assert_eq!(app.count("select count(*) from ledger_entries where kind = 'correction' and signed_by is not null").await, 1);
        assert_eq!((app.pot("owed").await, app.pot("operator").await), (owed + 1_225_000, 0));
        app.books_agree().await;
        admin.get(&path).await.says(&["Admin Contoh", "Biaya dihapus", "Rp12.250"]);
        s.artisan.get("/studio/money").await.says(&["Uang saya ditambah", "Biaya dihapus", "Rp12.250"]);
        assert_eq!(app.count("select count(*) from audit where action = 'ledger.corrected'").await, 1);
    }

    async fn a_correction_stands_in_the_year_as_in_its_month(app: TestApp) {
        let mut s = stage(&app).await;
        with_fees(&app, &s, CostBy::Shop).await;
        paid_by_card(&app, &s.piece).await;
        let mut admin = app.an_administrator().await;
        let path = format!("/admin/regencies/{}/corrections", s.place.regency);
        let page = look(&mut admin, &path, &[("shop", &s.shop.code)]).await;
        mend(&mut admin, &path, &page).await.location();
        s.artisan.get("/studio/money").await.says(&["Rp432.950"]);
        s.artisan.get("/studio/money/year/2026").await.says(&["Rp432.950", "Perbaikan", "Rp12.250", "Rp499.550.000"]);
        let csv = s.artisan.get("/studio/money/year/2026/table.csv").await.text();
        assert!(csv.starts_with("Bulan,Pembayaran,Dibayar pembeli,Biaya,Perbaikan,Uang saya,Mata uang"), "{csv}");
        assert!(csv.contains("2026-11,1,450000,-29300,12250,432950,IDR"), "{csv}");
    }

    async fn what_is_wrong_is_said_at_its_field_and_a_stranger_finds_nothing(app: TestApp) {
        let s = stage(&app).await;
        let id = app.an_account("administrator", None, "Admin Contoh").await;
        let mut admin = app.signed_in(&id).await;
        let path = format!("/admin/regencies/{}/corrections", s.place.regency);
        for (changes, field) in [
            ([("shop", "2222222"), ("to", "owed")], "shop-err"),
            ([("shop", s.shop.code.as_str()), ("to", "operator")], "to-err"),
            ([("shop", s.shop.code.as_str()), ("amount", "-5")], "amount-err"),
            ([("shop", s.shop.code.as_str()), ("note", "")], "note-err"),
        ] {
            let page = look(&mut admin, &path, &changes).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            page.says(&[field]);
        }
        let other = app.a_place_named("74.01", "Kabupaten Kolaka", "kolaka").await;
        let elsewhere = format!("/admin/regencies/{}/corrections", other.regency);
        look(&mut admin, &elsewhere, &[("shop", &s.shop.code)]).await.says(&["shop-err"]);
        let mut officer = app.an_officer(&s.place).await;
        assert_eq!(look(&mut officer, &path, &[("shop", &s.shop.code)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.count("select count(*) from ledger_entries").await, 0);
    }
}
