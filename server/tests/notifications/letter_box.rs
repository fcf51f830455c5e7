//! "Messages by e-mail": an address is used once its code was typed, for messages and nothing else, and is forgotten
//! when its owner says so.

mod guarded;

use axum::http::StatusCode;

use super::stage::{Mood, Smtp, speaking_to};
use crate::on_both;
use crate::orders::stage::{DAY, HOUR, at_checkout, key_of, stage_of, tick};
use crate::support::{Client, Reply, TestApp};

const PAGE: &str = "/account";
const BACK: &str = "/account#letters";

/// Sends a form of the section.
async fn sends(artisan: &mut Client, action: &str, fields: &[(&str, &str)]) -> Reply {
    let action = format!("/account/letters{action}");
    let key = key_of(&artisan.get(PAGE).await.text(), &action);
    let mut all = vec![("key", key.as_str())];
    all.extend(fields);
    artisan.post(&action, &all).await
}

/// Wants an address; gives the code of the letter that came there.
async fn wanted(app: &TestApp, smtp: &Smtp, artisan: &mut Client, address: &str) -> String {
    assert_eq!(sends(artisan, "", &[("email", address)]).await.location(), BACK);
    app.run_jobs().await;
    code_to(smtp, address)
}

/// The code in the newest letter to an address.
fn code_to(smtp: &Smtp, address: &str) -> String {
    let letter = smtp.letters().into_iter().rfind(|letter| letter.to == address).expect("a letter");
    let code: String = letter.header("Subject").chars().filter(char::is_ascii_digit).collect();
    assert_eq!(code.len(), 6, "{}", letter.raw);
    assert!(letter.text.contains(&format!("{} {}", &code[..3], &code[3..])), "{}", letter.text);
    code
}

/// Another code than this one.
fn wrong(code: &str) -> String {
    let first = if code.starts_with('0') { "1" } else { "0" };
    format!("{first}{}", &code[1..])
}

/// A house that speaks to a mail server.
async fn with_mail(app: TestApp) -> (TestApp, Smtp) {
    let smtp = Smtp::open().await;
    let app = speaking_to(app, &smtp.url).await;
    (app, smtp)
}

async fn letters_to(app: &TestApp, smtp: &Smtp, address: &str) -> usize {
    tick(app).await;
    smtp.letters().iter().filter(|letter| letter.to == address && letter.text.contains("/studio/orders/")).count()
}

on_both! {
    async fn messages_go_to_an_address_once_its_code_was_typed_and_no_more_after_it_was_taken_away(app: TestApp) {
        let (app, smtp) = with_mail(app).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        s.artisan.get(PAGE).await.says(&["Kabar lewat e-mail", "name=\"email\""]);
        assert_eq!(sends(&mut s.artisan, "", &[("email", " Ina@Toko.example ")]).await.location(), BACK);
        app.run_jobs().await;
        let code = code_to(&smtp, "ina@toko.example");
        s.artisan.get(PAGE).await.says(&["ina@toko.example", "Menunggu kode", "name=\"code\""]);
        // Not before the code: the letter with it is all that goes there.
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        assert_eq!(letters_to(&app, &smtp, "ina@toko.example").await, 0);
        let spoken = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(sends(&mut s.artisan, "/code", &[("code", &spoken)]).await.location(), BACK);
        s.artisan.get(PAGE).await.says(&["ina@toko.example", "Kabar toko dikirim ke sini.", "Ganti alamat"]);
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        assert_eq!(letters_to(&app, &smtp, "ina@toko.example").await, 1);
        let hers = smtp.letters().into_iter().rfind(|letter| letter.to == "ina@toko.example").unwrap();
        assert!(hers.text.contains("Tidak mau surat lagi: http://localhost:3000/account"), "{}", hers.text);
        assert_eq!(hers.header("List-Unsubscribe"), "<http://localhost:3000/account>");
        // What waits when she takes it away is not sent any more.
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        assert_eq!(sends(&mut s.artisan, "/stop", &[("what", "all")]).await.location(), BACK);
        at_checkout(&app, &s.piece, "keep").await.order(&[("contact", "tom@mail.example")]).await;
        assert_eq!(letters_to(&app, &smtp, "ina@toko.example").await, 1);
        let page = s.artisan.get(PAGE).await.text();
        assert!(!page.contains("ina@toko.example"), "{page}");
        assert_eq!(app.count("select count(*) from letter_boxes where address is not null or wanted is not null").await, 0);
    }

    async fn the_old_address_is_used_until_the_new_one_is_proved(app: TestApp) {
        let (app, smtp) = with_mail(app).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        let code = wanted(&app, &smtp, &mut s.artisan, "lama@toko.example").await;
        sends(&mut s.artisan, "/code", &[("code", &code)]).await.location();
        let code = wanted(&app, &smtp, &mut s.artisan, "baru@toko.example").await;
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        assert_eq!(letters_to(&app, &smtp, "lama@toko.example").await, 1);
        // She thinks better of it, then wants it after all.
        sends(&mut s.artisan, "/stop", &[("what", "waiting")]).await.location();
        s.artisan.get(PAGE).await.says(&["lama@toko.example"]);
        app.clock.forward(1);
        let newer = wanted(&app, &smtp, &mut s.artisan, "baru@toko.example").await;
        assert_ne!(newer, code, "another asking, another code");
        sends(&mut s.artisan, "/code", &[("code", &newer)]).await.location();
        at_checkout(&app, &s.piece, "keep").await.order(&[]).await;
        assert_eq!(letters_to(&app, &smtp, "baru@toko.example").await, 1);
        assert_eq!(letters_to(&app, &smtp, "lama@toko.example").await, 1);
    }

    async fn a_wrong_address_and_a_wrong_code_are_said_at_their_field(app: TestApp) {
        let (app, smtp) = with_mail(app).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        for typed in ["ina", "ina@toko", "ina@@toko.example", "ina@toko.example, all@evil.example", "ina toko@x.example", ""] {
            let reply = sends(&mut s.artisan, "", &[("email", typed)]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            reply.says(&["id=\"email-err\"", "Ini belum seperti alamat e-mail"]);
            assert_eq!(reply.field("email"), typed, "what was typed stays");
        }
        app.run_jobs().await;
        assert_eq!(smtp.letters().len(), 0);
        let code = wanted(&app, &smtp, &mut s.artisan, "ina@toko.example").await;
        let wrong = wrong(&code);
        for (typed, said) in [("12345", "Kodenya enam angka"), (wrong.as_str(), "Kodenya belum cocok")] {
            let reply = sends(&mut s.artisan, "/code", &[("code", typed)]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
            reply.says(&["id=\"code-err\"", said]);
            assert_eq!(reply.field("code"), typed);
        }
        sends(&mut s.artisan, "/code", &[("code", &code)]).await.location();
        let reply = sends(&mut s.artisan, "", &[("email", "INA@toko.example")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.says(&["Alamat ini sudah dipakai untuk kabar."]);
    }

    async fn codes_are_not_guessed_and_no_stranger_is_written_to_all_day(app: TestApp) {
        let (app, smtp) = with_mail(app).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        let code = wanted(&app, &smtp, &mut s.artisan, "ina@toko.example").await;
        let other = wrong(&code);
        for _ in 0..5 {
            let reply = sends(&mut s.artisan, "/code", &[("code", &other)]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let reply = sends(&mut s.artisan, "/code", &[("code", &code)]).await;
        assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS, "even the right one waits now");
        assert!(reply.headers.contains_key("retry-after"));
        reply.says(&["Terlalu banyak percobaan. Tunggu 1 menit"]);
        // Asking again is the same code, a few times a day.
        for _ in 1..5 {
            app.clock.forward(1000);
            sends(&mut s.artisan, "/again", &[]).await.location();
            app.run_jobs().await;
        }
        assert_eq!(smtp.letters().len(), 5);
        assert_eq!(code_to(&smtp, "ina@toko.example"), code);
        let mut ids: Vec<String> = smtp.letters().iter().map(|letter| letter.header("Message-ID").to_owned()).collect();
        ids.dedup();
        assert_eq!(ids.len(), 5, "mail programs fold letters of one id");
        for (action, fields) in [("/again", vec![]), ("", vec![("email", "all@evil.example")])] {
            let reply = sends(&mut s.artisan, action, &fields).await;
            assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
            reply.says(&["Hari ini sudah beberapa surat. Coba lagi 24 jam lagi."]);
        }
        // Taking it away and beginning anew forgets no count.
        sends(&mut s.artisan, "/stop", &[("what", "all")]).await.location();
        assert_eq!(sends(&mut s.artisan, "", &[("email", "all@evil.example")]).await.status, StatusCode::TOO_MANY_REQUESTS);
        app.clock.forward(DAY);
        let code = wanted(&app, &smtp, &mut s.artisan, "ina@toko.example").await;
        sends(&mut s.artisan, "/code", &[("code", &code)]).await.location();
        assert_eq!(app.count("select count(*) from letter_boxes where address = 'ina@toko.example'").await, 1);
    }

    async fn a_code_is_good_for_a_day_and_an_address_nobody_proves_is_forgotten(app: TestApp) {
        let (app, smtp) = with_mail(app).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        let code = wanted(&app, &smtp, &mut s.artisan, "ina@toko.example").await;
        let page = s.artisan.get(PAGE).await.text();
        app.clock.forward(DAY);
        s.artisan.get(PAGE).await.says(&["Kodenya sudah lewat waktu"]);
        let key = key_of(&page, "/account/letters/code");
        let reply = s.artisan.post("/account/letters/code", &[("key", &key), ("code", &code)]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        sends(&mut s.artisan, "/again", &[]).await.location();
        app.run_jobs().await;
        let newer = code_to(&smtp, "ina@toko.example");
        assert_ne!(newer, code);
        app.clock.forward(8 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from letter_boxes").await, 0);
        // A box that was begun anew sends its code, whatever was sent before.
        let again = wanted(&app, &smtp, &mut s.artisan, "ina@toko.example").await;
        sends(&mut s.artisan, "/code", &[("code", &again)]).await.location();
        app.clock.forward(40 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from letter_boxes where address is not null").await, 1, "what is used stays");
    }
}
