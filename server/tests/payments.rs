//! How a shop is paid, over HTTP: the owner, her PIN, old and new side by side.

mod accounts;
mod books;
mod corrections;
mod payouts;
mod races;
mod selling;
mod steps;
mod year;

use axum::http::StatusCode;

use crate::on_both;
use crate::support::pictures;
use crate::support::stickers::{self, Shot};
use crate::support::{Client, Place, Reply, Shop, TestApp};

const PIN: &str = "135790";
const SETTINGS: &str = "/studio/money/settings";
const CONFIRM: &str = "/studio/money/settings/confirm";

/// Invented codes of an unassigned issuer: TENUN CONTOH, its double with a wrong NMID digit, and one with an accent.
const CONTOH: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI5204513753033605802ID5912TENUN CONTOH6008WAKATOBI61059379563047BA8";
const ACCENT: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI5204513753033605802ID5909TENUN ODÉ6008WAKATOBI61059379563049E33";
const ONE_TIME: &str = "00020101021226680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI52045137530336054064500005802ID5912TENUN CONTOH6008WAKATOBI6105937956304B745";

async fn an_owner(app: &TestApp) -> (Shop, Client) {
    an_owner_in(app, &app.a_place().await).await
}

async fn an_owner_in(app: &TestApp, place: &Place) -> (Shop, Client) {
    let shop = app.a_shop(place, "Benang Contoh").await;
    app.give_pin(&shop.owner, PIN).await;
    let owner = app.owner_of(&shop).await;
    (shop, owner)
}

/// A code with another value in one of its tags, and the checksum made right again.
fn altered(from: &str, to: &str) -> String {
    let text = CONTOH.replace(from, to);
    assert_ne!(text, CONTOH);
    let body = text.strip_suffix("7BA8").unwrap();
    let crc = body.bytes().fold(0xFFFF_u16, |crc, byte| {
        (0..8).fold(
            crc ^ (u16::from(byte) << 8),
            |crc, _| {
                if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
            },
        )
    });
    format!("{body}{crc:04X}")
}

/// Sends what a confirm page carries, with a PIN and with chosen fields put in place of its own.
async fn confirm(client: &mut Client, page: &Reply, pin: &str, instead: &[(&str, &str)]) -> Reply {
    let names = ["key", "cash", "qris", "transfer", "payload", "made_at", "replaces", "seal"];
    let mut fields: Vec<(&str, String)> = names.iter().map(|name| (*name, page.field(name))).collect();
    let account = ["bank_name", "bank_account", "bank_holder"];
    let sent = account.iter().filter(|name| page.text().contains(&format!("name=\"{name}\"")));
    fields.extend(sent.map(|name| (*name, page.field(name))));
    fields.push(("pin", pin.to_owned()));
    for (name, value) in instead {
        fields.iter_mut().find(|(own, _)| own == name).unwrap().1 = (*value).to_owned();
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(CONFIRM, &fields).await
}

async fn propose(client: &mut Client, fields: &[(&str, &str)]) -> Reply {
    client.post(SETTINGS, fields).await
}

on_both! {
    async fn a_pasted_code_is_shown_back_and_holds_after_the_pin(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        owner.get(SETTINGS).await.says(&["Tunai", "multipart/form-data"]);
        let page = propose(&mut owner, &[("cash", "1"), ("qris", "1"), ("payload", &format!(" {CONTOH}\n"))]).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says(&["Sekarang", "Sesudah ini", "TENUN CONTOH", "WAKATOBI", "ID1026000000012", "name=\"pin\""]);
        assert_eq!(app.count("select count(*) from shop_payments where takes_qris = 1").await, 0, "nothing yet");
        assert_eq!(confirm(&mut owner, &page, PIN, &[]).await.location(), "/studio/money/settings?changed");
        owner.get("/studio/money/settings?changed").await.says(&["Sudah berganti", "TENUN CONTOH"]);
        assert_eq!(
            app.count("select count(*) from shop_payments where takes_cash = 1 and takes_qris = 1 \
                       and qris_name = 'TENUN CONTOH' and qris_city = 'WAKATOBI' and qris_nmid = 'ID1026000000012'").await,
            1
        );
        assert_eq!(
            app.count("select count(*) from audit where action = 'payments.settings_changed' and object_kind = 'shop' \
                       and detail like '%ID1026000000012%' and detail not like '%TENUN%' and detail not like '%6304%'").await,
            1
        );
    }

    async fn the_officer_reads_that_it_was_changed_and_not_what_it_is(app: TestApp) {
        let place = app.a_place().await;
        let (_, mut owner) = an_owner_in(&app, &place).await;
        let page = propose(&mut owner, &[("cash", "1"), ("qris", "1"), ("payload", CONTOH)]).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        let list = app.an_officer(&place).await.get("/office/wakatobi/shops").await;
        list.says(&["Perubahan cara bayar", "Benang Contoh", "kode QRIS diganti, sekarang menerima QRIS"]);
        assert!(!list.text().contains("TENUN CONTOH") && !list.text().contains("ID1026000000012"));
    }

    async fn old_and_new_stand_side_by_side_and_the_old_holds_until_the_end(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let page = propose(&mut owner, &[("cash", "1"), ("payload", CONTOH)]).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        let page = propose(&mut owner, &[("cash", "1"), ("qris", "1"), ("payload", ACCENT)]).await;
        page.says(&["TENUN CONTOH", "TENUN ODÉ"]);
        assert_eq!(app.count("select count(*) from shop_payments where qris_name = 'TENUN CONTOH'").await, 1);
        page.says(&["48 jam"]);
        assert_eq!(confirm(&mut owner, &page, PIN, &[]).await.location(), "/studio/money/settings?waits");
        assert_eq!(app.count("select count(*) from shop_payments where qris_name = 'TENUN CONTOH'").await, 1);
    }

    async fn a_photo_of_the_sticker_is_read_and_not_kept(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let photo = stickers::sticker_photo(CONTOH, Shot { lean: 0.22, blur: 1.8, shade: 0.7, turn: 14.0 });
        let page = owner.upload(SETTINGS, &[("cash", "1")], ("photo", "stiker.jpg", &photo)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        page.says(&["TENUN CONTOH"]);
        confirm(&mut owner, &page, PIN, &[]).await.location();
        assert_eq!(app.count("select count(*) from shop_payments where qris_name = 'TENUN CONTOH'").await, 1);
        assert_eq!(app.house.media.list_private_keys().await.unwrap(), []);
        assert_eq!(app.house.media.list_public_keys().await.unwrap(), []);
    }

    async fn a_photo_that_cannot_be_read_offers_to_paste_and_keeps_the_rest(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let photo = pictures::jpeg(&pictures::cloth(640, 480));
        let page = owner.upload(SETTINGS, &[("qris", "1"), ("payload", "000201")], ("photo", "kain.jpg", &photo)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(&["belum terbaca", "tempel isi kodenya", "000201</textarea>", "id=\"photo-err\""]);
        assert!(page.text().contains("name=\"qris\" value=\"1\" checked"));
        assert!(!page.text().contains("name=\"cash\" value=\"1\" checked"), "the tick she took away stays away");
        let page = owner.upload(SETTINGS, &[("cash", "1")], ("photo", "x.heic", &pictures::boxed(b"heic"))).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_code_that_is_not_the_shops_own_qris_is_refused_with_words(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let cases = [
            ("https://contoh.test/q".to_owned(), "bukan kode QRIS"),
            (CONTOH.replace("TENUN CONTOH", "TENUN CONTOX"), "Ada huruf yang berubah"),
            (CONTOH[..120].to_owned(), "terpotong"),
            (altered("5303360", "5303840"), "bukan untuk rupiah"),
            (altered("5802ID", "5802SG"), "bukan dari Indonesia"),
            (altered("ID.CO.QRIS.WWW", "ID.CO.LAIN.WWW"), "hanya untuk satu dompet"),
            (ONE_TIME.to_owned(), "satu kali bayar"),
        ];
        for (text, words) in cases {
            let page = propose(&mut owner, &[("cash", "1"), ("qris", "1"), ("payload", &text)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            page.says(&[words, "name=\"cash\" value=\"1\" checked"]);
        }
        let none = propose(&mut owner, &[("cash", "0")]).await;
        none.says(&["paling sedikit satu cara"]);
        propose(&mut owner, &[("qris", "1")]).await.says(&["supaya tamu bisa bayar dengan QRIS"]);
    }

    async fn a_wrong_nmid_digit_warns_and_does_not_refuse(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let doubtful = altered("ID1026000000012", "ID1026000000013");
        let page = propose(&mut owner, &[("cash", "1"), ("payload", &doubtful)]).await;
        page.says(&["Angka terakhir NMID ini tidak cocok"]);
        confirm(&mut owner, &page, PIN, &[]).await.location();
        let right = propose(&mut owner, &[("cash", "1"), ("payload", CONTOH)]).await;
        assert!(!right.text().contains("tidak cocok"));
    }
}

on_both! {
    async fn a_wrong_pin_changes_nothing_and_the_right_one_may_follow(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let page = propose(&mut owner, &[("cash", "1"), ("payload", CONTOH)]).await;
        let again = confirm(&mut owner, &page, "864209", &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says(&["TENUN CONTOH", "pin-err"]);
        assert!(!again.text().contains("864209"));
        assert_eq!(app.count("select count(*) from shop_payments where takes_qris = 1").await, 0);
        confirm(&mut owner, &again, PIN, &[]).await.location();
        assert_eq!(app.count("select count(*) from shop_payments where takes_qris = 1").await, 1);
    }

    async fn nothing_can_be_put_in_the_place_of_what_was_shown(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let page = propose(&mut owner, &[("cash", "1"), ("payload", CONTOH)]).await;
        for swapped in [("payload", ACCENT), ("payload", ""), ("cash", "0"), ("qris", "0"), ("replaces", "1"), ("seal", "1.AAAAAAAAAAAAAAAAAAAAAA")] {
            let reply = confirm(&mut owner, &page, PIN, &[swapped]).await;
            assert_eq!(reply.status, StatusCode::CONFLICT, "{swapped:?}");
        }
        assert_eq!(app.count("select count(*) from shop_payments where takes_qris = 1").await, 0);
        // Nor by another session, nor by the same page much later.
        let (_, mut other) = {
            let place = app.a_place_named("53.06", "Kabupaten Flores Timur", "flores-timur").await;
            let shop = app.a_shop(&place, "Rumah Lain").await;
            app.give_pin(&shop.owner, PIN).await;
            let owner = app.owner_of(&shop).await;
            (shop, owner)
        };
        assert_eq!(confirm(&mut other, &page, PIN, &[]).await.status, StatusCode::CONFLICT);
        app.clock.forward(31 * 60_000);
        assert_eq!(confirm(&mut owner, &page, PIN, &[]).await.status, StatusCode::CONFLICT);
        assert_eq!(app.count("select count(*) from shop_payments where takes_qris = 1").await, 0);
    }

    async fn two_open_pages_do_not_overwrite_each_other(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let first = propose(&mut owner, &[("cash", "1"), ("payload", CONTOH)]).await;
        let second = propose(&mut owner, &[("cash", "1"), ("payload", ACCENT)]).await;
        confirm(&mut owner, &second, PIN, &[]).await.location();
        let late = confirm(&mut owner, &first, PIN, &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says(&["baru saja diubah", "TENUN ODÉ"]);
        // The same confirmation sent twice is one change.
        assert_eq!(confirm(&mut owner, &second, PIN, &[]).await.location(), "/studio/money/settings?changed");
        assert_eq!(app.count("select count(*) from audit where action = 'payments.settings_changed'").await, 1);
    }

    async fn qris_can_be_switched_off_and_its_code_stays_for_later(app: TestApp) {
        let (_, mut owner) = an_owner(&app).await;
        let page = propose(&mut owner, &[("cash", "1"), ("payload", CONTOH)]).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        let page = propose(&mut owner, &[("cash", "1")]).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        assert_eq!(app.count("select count(*) from shop_payments where takes_qris = 0 and qris_payload is not null").await, 1);
        propose(&mut owner, &[("cash", "1")]).await.says(&["Tidak ada yang berubah"]);
        let page = propose(&mut owner, &[("qris", "1")]).await;
        confirm(&mut owner, &page, PIN, &[]).await.location();
        assert_eq!(app.count("select count(*) from shop_payments where takes_qris = 1 and takes_cash = 0").await, 1);
    }

    async fn nobody_but_the_owner_has_these_pages(app: TestApp) {
        let place = app.a_place().await;
        let shop = app.a_shop(&place, "Benang Contoh").await;
        let member = app.an_account("artisan", Some(&place.regency), "Wa Anggota").await;
        let joined = vec![
            ("shop_id", (&shop.id).into()),
            ("account_id", (&member).into()),
            ("role", "member".into()),
            ("created_at", 1.into()),
        ];
        app.insert("memberships", joined).await;
        for mut client in [app.signed_in(&member).await, app.an_officer(&place).await, app.an_administrator().await] {
            assert_eq!(client.get(SETTINGS).await.status, StatusCode::NOT_FOUND);
            assert_eq!(propose(&mut client, &[("cash", "1"), ("payload", CONTOH)]).await.status, StatusCode::NOT_FOUND);
            assert_eq!(client.post(CONFIRM, &[("pin", PIN)]).await.status, StatusCode::NOT_FOUND);
        }
    }
}
