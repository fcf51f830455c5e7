//! Each step of a payout is written down, and stands where the artisan and the officer read it, without a buyer.

use axum::http::StatusCode;

use super::payouts::{OFFICE, PIN, make, owing, payout_id, tap};
use crate::on_both;
use crate::orders::stage::key_of;
use crate::support::Client;
use crate::support::sources::quoted;

const MONEY: &str = "/studio/money";

/// What both read of it now.
async fn read(artisan: &mut Client, officer: &mut Client, batch: &str, hers: &str, theirs: &str) {
    artisan.get(MONEY).await.says(&[hers]);
    let (list, sheet) = (officer.get(OFFICE).await.text(), officer.get(batch).await.text());
    assert!(list.contains(theirs) || sheet.contains(theirs), "{theirs} is missing in:\n{list}\n{sheet}");
    assert!(!list.contains("Mia") && !sheet.contains("Mia"), "nothing of the buyer");
}

on_both! {
    async fn each_step_of_a_payout_is_read_by_the_artisan_and_by_the_officer(app: TestApp) {
        let (mut s, mut officer) = owing(&app).await;
        app.execute("update orders set buyer_name = 'Mia Pembeli', contact_kind = 'email', contact = 'mia@mail.example'").await;
        let first = make(&mut officer, &s.shop.id, "bank").await.location();
        read(&mut s.artisan, &mut officer, &first, "sedang disiapkan", "disiapkan").await;
        tap(&mut officer, &first, &format!("{first}/undo"), &[]).await.location();
        read(&mut s.artisan, &mut officer, &first, "akan dibayarkan", "dibatalkan").await;
        app.clock.forward(1);
        let batch = make(&mut officer, &s.shop.id, "bank").await.location();
        tap(&mut officer, &batch, &format!("{batch}/sent"), &[]).await.location();
        read(&mut s.artisan, &mut officer, &batch, "dikirim 24 November 2026", "belum menyatakan terima").await;
        let id = payout_id(&app).await;
        tap(&mut s.artisan, MONEY, "/studio/money/missing", &[("payout", &id)]).await.location();
        read(&mut s.artisan, &mut officer, &batch, "Dinas sudah tahu", "1 bilang belum ada yang masuk").await;
        tap(&mut s.artisan, MONEY, "/studio/money/received", &[("payout", &id), ("pin", PIN)]).await.location();
        read(&mut s.artisan, &mut officer, &batch, "sudah diterima 24 November 2026", "sudah diterima").await;
        tap(&mut officer, &batch, &format!("{batch}/returned"), &[("payout", &id), ("reason", "name")]).await.location();
        read(&mut s.artisan, &mut officer, &batch, "sudah dihitung lagi", "kembali").await;
        let rows: Vec<(String,)> = sqlx::query_as("select distinct action from audit where action like 'payout%'")
            .fetch_all(app.house.store.read())
            .await
            .unwrap();
        // The program writes no other: a new step is to be read here as well.
        assert_eq!(rows.into_iter().map(|(action,)| action).collect::<std::collections::BTreeSet<_>>(), quoted(&["payout", "payouts"]));
    }

    async fn cash_that_she_says_she_has_is_not_noted_as_come_back(app: TestApp) {
        let (mut s, mut officer) = owing(&app).await;
        let batch = make(&mut officer, &s.shop.id, "cash").await.location();
        tap(&mut officer, &batch, &format!("{batch}/sent"), &[]).await.location();
        let (page, back, id) = (officer.get(&batch).await, format!("{batch}/returned"), payout_id(&app).await);
        page.says(&["Pilih alasannya", "Tidak ada yang mengambil uangnya"]);
        assert!(!page.text().contains("Nama tidak cocok dengan rekening"), "no bank has it");
        let early = key_of(&page.text(), &back);
        tap(&mut s.artisan, "/studio/money", "/studio/money/received", &[("payout", &id), ("pin", PIN)]).await.location();
        assert!(!officer.get(&batch).await.text().contains(&back));
        let fields = [("key", early.as_str()), ("payout", &id), ("reason", "absent")];
        let late = officer.post(&back, &fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says(&["Toko sudah menyatakan menerima uang tunai ini"]);
        assert_eq!((app.pot("pocket").await, app.pot("owed").await), (42_070_000, 0));
        app.books_agree().await;
    }
}
