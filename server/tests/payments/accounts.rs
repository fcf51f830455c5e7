//! A shop's bank account, and changes of where money goes that wait for their second yes.

use axum::http::StatusCode;

use super::{ACCENT, CONTOH, PIN, SETTINGS, an_owner, an_owner_in, confirm, propose};
use crate::on_both;
use crate::support::{Client, Reply};

const HOUR: i64 = 3_600_000;
const AGAIN: &str = "/studio/money/settings/again";
const DROP: &str = "/studio/money/settings/drop";
const FIRST: [(&str, &str); 5] = [
    ("cash", "1"),
    ("transfer", "1"),
    ("bank_name", "Bank Contoh"),
    ("bank_account", "0012-345 678"),
    ("bank_holder", "Ina Contoh"),
];
const OTHER: [(&str, &str); 5] = [
    ("cash", "1"),
    ("transfer", "1"),
    ("bank_name", "Bank Lain"),
    ("bank_account", "99887766"),
    ("bank_holder", "Orang Lain"),
];

/// Taps a button of the settings page.
async fn tap(owner: &mut Client, action: &str, pin: &str) -> Reply {
    let key = crate::orders::stage::key_of(&owner.get(SETTINGS).await.text(), action);
    owner.post(action, &[("key", &key), ("pin", pin)]).await
}

on_both! {
    async fn the_first_account_holds_at_once(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let page = propose(&mut owner, &FIRST).await;
        page.says(&["Bank Contoh", "0012345678", "Ina Contoh", "Transfer bank"]);
        assert_eq!(app.count("select count(*) from shop_payments where bank_account is not null").await, 0, "nothing yet");
        assert_eq!(confirm(&mut owner, &page, PIN, &[]).await.location(), "/studio/money/settings?changed");
        assert_eq!(app.count("select count(*) from shop_payments where takes_transfer = 1 and bank_name = 'Bank Contoh' \
                              and bank_account = '0012345678' and bank_holder = 'Ina Contoh'").await, 1);
        assert_eq!(app.count("select count(*) from audit where detail like '%0012345678%'").await, 0, "never the number");
        propose(&mut owner, &FIRST).await.says(&["Tidak ada yang berubah"]);
        // Switching off is no other place for money: at once, and the account stays for later.
        let page = propose(&mut owner, &[("cash", "1"), ("bank_name", ""), ("bank_account", ""), ("bank_holder", "")]).await;
        assert_eq!(confirm(&mut owner, &page, PIN, &[]).await.location(), "/studio/money/settings?changed");
        assert_eq!(app.count("select count(*) from shop_payments where takes_transfer = 0 and bank_account = '0012345678'").await, 1);
    }

    async fn another_account_waits_48_hours_and_a_second_pin(app: TestApp) {
        let place = app.a_place().await;
        let (_, mut owner) = an_owner_in(&app, &place).await;
        let page = propose(&mut owner, &FIRST).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        let page = propose(&mut owner, &OTHER).await;
        page.says(&["48 jam", "Orang Lain", "Ina Contoh"]);
        assert_eq!(confirm(&mut owner, &page, PIN, &[]).await.location(), "/studio/money/settings?waits");
        let held = "select count(*) from shop_payments where bank_account = '0012345678'";
        assert_eq!(app.count(held).await, 1, "the old one holds");
        owner.get(SETTINGS).await.says(&["Menunggu", "Bank Lain", "Bisa disetujui mulai 26 November 2026"]);
        app.an_officer(&place).await.get("/office/wakatobi/shops").await.says(&["rekening bank diganti", "menunggu 48 jam"]);
        app.clock.forward(48 * HOUR - 1);
        assert!(!owner.get(SETTINGS).await.text().contains(AGAIN), "not yet");
        app.clock.forward(1);
        let wrong = tap(&mut owner, AGAIN, "000000").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count(held).await, 1);
        assert_eq!(tap(&mut owner, AGAIN, PIN).await.location(), "/studio/money/settings?changed");
        assert_eq!(app.count("select count(*) from shop_payments where bank_account = '99887766'").await, 1);
        assert_eq!(app.count("select count(*) from shop_payments_waiting").await, 0);
    }

    async fn everybody_of_the_shop_is_told_until_each_has_seen_it(app: TestApp) {
        let place = app.a_place().await;
        let (shop, mut owner) = an_owner_in(&app, &place).await;
        let member = app.an_account("artisan", Some(&place.regency), "Anggota").await;
        let row = vec![("shop_id", (&shop.id).into()), ("account_id", (&member).into()), ("role", "member".into()), ("created_at", 0.into())];
        app.insert("memberships", row).await;
        let (mut member, mut other_phone) = (app.signed_in(&member).await, app.signed_in(&shop.owner).await);
        assert!(!member.get("/studio").await.text().contains("/studio/money/seen"));
        let page = propose(&mut owner, &FIRST).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        for client in [&mut other_phone, &mut member] {
            client.get("/studio").await.says(&["Cara toko dibayar diganti", "hubungi dinas"]);
        }
        assert_eq!(member.post("/studio/money/seen", &[]).await.location(), "/studio");
        assert!(!member.get("/studio").await.text().contains("/studio/money/seen"));
        owner.get("/studio").await.says(&["Sudah saya lihat"]);
        let page = propose(&mut owner, &OTHER).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        member.get("/studio").await.says(&["Sudah saya lihat"]);
    }

    async fn a_change_that_waits_can_be_dropped_and_not_forced_early(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let page = propose(&mut owner, &[("cash", "1"), ("payload", CONTOH)]).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        let page = propose(&mut owner, &[("cash", "1"), ("payload", ACCENT)]).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        app.clock.forward(48 * HOUR);
        let key = crate::orders::stage::key_of(&owner.get(SETTINGS).await.text(), AGAIN);
        // Asked for anew, it waits anew: a key that was shown before does not help.
        let page = propose(&mut owner, &[("cash", "1"), ("payload", ACCENT)]).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        let early = owner.post(AGAIN, &[("key", &key), ("pin", PIN)]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        early.says(&["Belum lewat 48 jam"]);
        assert_eq!(tap(&mut owner, DROP, "").await.location(), "/studio/money/settings?dropped");
        app.clock.forward(48 * HOUR);
        assert_eq!(owner.post(AGAIN, &[("key", &key), ("pin", PIN)]).await.status, StatusCode::CONFLICT);
        assert_eq!(app.count("select count(*) from shop_payments where qris_name = 'TENUN CONTOH'").await, 1);
    }

    async fn what_is_changed_while_another_account_waits_is_not_undone_by_its_second_yes(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        for account in [&FIRST, &OTHER] {
            let page = propose(&mut owner, account).await;
            confirm(&mut owner, &page, PIN, &[]).await.location();
        }
        // Her first code, at once; and no cash any more.
        let kept = &FIRST[1..];
        let page = propose(&mut owner, &[kept, &[("qris", "1"), ("payload", CONTOH)]].concat()).await;
        assert_eq!(confirm(&mut owner, &page, PIN, &[]).await.location(), "/studio/money/settings?changed");
        app.clock.forward(48 * HOUR);
        assert_eq!(tap(&mut owner, AGAIN, PIN).await.location(), "/studio/money/settings?changed");
        let now = "select count(*) from shop_payments where bank_account = '99887766' and takes_transfer = 1 \
                   and takes_qris = 1 and qris_payload is not null and takes_cash = 0";
        assert_eq!(app.count(now).await, 1);
    }

    async fn what_a_bank_would_refuse_is_said_and_kept_as_typed(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let reply = propose(&mut owner, &[("transfer", "1"), ("bank_name", "BRI"), ("bank_account", "12 34x"), ("bank_holder", "Odé")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["id=\"bank_account-err\"", "id=\"bank_holder-err\"", "value=\"12 34x\"", "value=\"Odé\""]);
        propose(&mut owner, &[("transfer", "1")]).await.says(&["rekening tujuan transfer tamu"]);
    }

    async fn an_account_cannot_be_put_in_the_place_of_what_was_shown(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let page = propose(&mut owner, &FIRST).await;
        for swapped in [("bank_account", "99887766"), ("bank_holder", "Orang Lain"), ("bank_name", "Bank Lain"), ("transfer", "0")] {
            assert_eq!(confirm(&mut owner, &page, PIN, &[swapped]).await.status, StatusCode::CONFLICT, "{swapped:?}");
        }
        assert_eq!(app.count("select count(*) from shop_payments where bank_account is not null").await, 0);
    }
}
