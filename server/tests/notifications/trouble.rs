//! Where no mail server takes a letter: tried again by the clock, given up at the cap, listed, sent again, let be.

use std::time::Duration;

use server::jobs::{Kind, backoff};

use super::stage::{Mood, Smtp, speaking_to, told};
use crate::on_both;
use crate::orders::stage::{DAY, HOUR, Ordered, Stage, artisan_taps, at_checkout, key_of, stage, tick};
use crate::support::{Client, TestApp};

const LIST: &str = "/office/wakatobi/messages";

/// An order of Mia's, and what became of its letter by now.
async fn ordered(app: &TestApp) -> (Stage, Ordered) {
    let s = stage(app).await;
    let order = at_checkout(app, &s.piece, "keep").await.order(&[("name", "Mia")]).await;
    app.run_jobs().await;
    (s, order)
}

/// Taps a button of the first letter of the list.
async fn taps(officer: &mut Client, what: &str) -> crate::support::Reply {
    let html = officer.get(LIST).await.text();
    let action = html.split("action=\"").find(|form| form.split('"').next().unwrap().ends_with(&format!("/{what}")));
    let action = action.unwrap_or_else(|| panic!("no {what}")).split('"').next().unwrap().to_owned();
    let key = key_of(&html, &action);
    officer.post(&action, &[("key", &key)]).await
}

on_both! {
    async fn a_server_that_does_not_answer_is_tried_later_and_later_then_the_letter_is_listed_and_sent_again_once(app: TestApp) {
        let app = speaking_to(app, &Smtp::nobody().await).await;
        let (s, order) = ordered(&app).await;
        let most = Kind::SendMessage.most_tries();
        for tries in 1..most {
            assert_eq!(app.count("select attempts from messages where channel = 'email'").await, tries);
            assert_eq!(app.count("select next_at from messages where channel = 'email'").await, app.clock.now() + backoff(tries));
            app.run_jobs().await;
            assert_eq!(app.count("select attempts from messages where channel = 'email'").await, tries, "not before its time");
            app.clock.forward(backoff(tries));
            app.run_jobs().await;
        }
        let dead = "select count(*) from messages where state = 'dead' and attempts = 16 and last_error = 'unreachable'";
        assert_eq!(app.count(dead).await, 1);
        assert_eq!(app.count("select count(*) from jobs where kind = 'send_message' and done_at is null").await, 0);
        assert_eq!(app.count("select count(*) from audit where action = 'message.given_up'").await, 1);
        let mut officer = app.an_officer(&s.place).await;
        let page = officer.get(LIST).await;
        page.says(&[&order.code, "Benang Contoh", "Pesanan tercatat", "Server surat belum menjawab", "dicoba 16 kali"]);
        for hidden in ["Mia", "mail.example", "Senja di karang"] {
            assert!(!page.text().contains(hidden), "{hidden} is not the office's");
        }
        officer.get("/office/wakatobi/alarms").await.says(&["1 pesan belum terkirim"]);
        // The server is back.
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let mut officer = app.an_officer(&s.place).await;
        let again = app.an_officer(&s.place).await;
        let html = officer.get(LIST).await.text();
        taps(&mut officer, "again").await.location();
        app.run_jobs().await;
        assert_eq!(smtp.letters().len(), 1);
        assert!(smtp.letters()[0].text.contains(&order.link));
        officer.get(LIST).await.says(&["Semua pesan sudah terkirim."]);
        // Somebody who still sees the old list.
        let action = html.split("action=\"").find(|form| form.contains("/again\"")).unwrap().split('"').next().unwrap().to_owned();
        let mut again = again;
        let key = key_of(&html, &action);
        assert_eq!(again.post(&action, &[("key", &key)]).await.status, 409, "a key of another session");
        app.run_jobs().await;
        assert_eq!(smtp.letters().len(), 1);
        assert_eq!(app.count("select count(*) from audit where action = 'message.sent_again' and actor_kind = 'officer'").await, 1);
        assert_eq!(app.count("select round from messages where channel = 'email'").await, 2);
    }

    async fn an_address_that_does_not_exist_is_listed_at_once_and_can_be_let_be(app: TestApp) {
        let smtp = Smtp::open().await;
        smtp.is(Mood::Refuses);
        let app = speaking_to(app, &smtp.url).await;
        let (s, _) = ordered(&app).await;
        assert_eq!(app.count("select count(*) from messages where state = 'dead' and last_error = 'refused' and attempts = 1").await, 1);
        let mut officer = app.an_officer(&s.place).await;
        officer.get(LIST).await.says(&["Alamatnya tidak ada"]);
        let other = app.a_place_named("74.01", "Kabupaten Kolaka", "kolaka").await;
        let mut stranger = app.an_officer(&other).await;
        assert!(!stranger.get("/office/kolaka/messages").await.text().contains("Alamatnya tidak ada"));
        taps(&mut officer, "leave").await.location();
        officer.get(LIST).await.says(&["Semua pesan sudah terkirim."]);
        assert_eq!(app.count("select count(*) from messages where state = 'dead' and settled_at is not null").await, 1, "its history stays");
        assert_eq!(app.count("select count(*) from audit where action = 'message.let_be'").await, 1);
        let personal = "select count(*) from messages where dedupe like '%@%' or last_error like '%mia%'";
        assert_eq!(app.count(personal).await, 0);
    }

    async fn a_letter_that_waits_for_an_hour_is_listed_too_and_two_rounds_never_send_two(app: TestApp) {
        let app = speaking_to(app, &Smtp::nobody().await).await;
        let (s, _) = ordered(&app).await;
        let mut officer = app.an_officer(&s.place).await;
        officer.get(LIST).await.says(&["Semua pesan sudah terkirim."]);
        app.clock.forward(HOUR);
        officer.get(LIST).await.says(&["Menunggu dikirim kepada pembeli"]);
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let mut officer = app.an_officer(&s.place).await;
        taps(&mut officer, "again").await.location();
        // The job of the first round and that of the second are both due.
        assert_eq!(app.count("select count(*) from jobs where kind = 'send_message' and done_at is null").await, 2);
        app.run_jobs().await;
        assert_eq!(smtp.letters().len(), 1);
    }

    async fn a_letter_whose_answer_was_lost_leaves_twice_under_one_name(app: TestApp) {
        let smtp = Smtp::open().await;
        smtp.is(Mood::HangsUp);
        let app = speaking_to(app, &smtp.url).await;
        ordered(&app).await;
        assert_eq!(told(&app).await, ["placed buyer email queued", "new-order shop inbox sent"]);
        smtp.is(Mood::Takes);
        app.clock.forward(backoff(1));
        app.run_jobs().await;
        let names: Vec<String> = smtp.letters().iter().map(|letter| letter.header("Message-ID").to_owned()).collect();
        assert_eq!(names.len(), 2, "at least once");
        assert!(!names[0].is_empty() && names[0] == names[1], "mail programs fold the two: {names:?}");
        assert_eq!(app.count("select count(*) from messages where state = 'sent' and channel = 'email'").await, 1);
    }

    async fn a_mail_server_that_says_nothing_is_given_up_and_all_other_work_goes_on(app: TestApp) {
        let smtp = Smtp::open().await;
        smtp.is(Mood::Silent);
        let app = speaking_to(app, &smtp.url).await.with(|config| config.mail_patience = Duration::from_millis(200)).await;
        ordered(&app).await;
        assert_eq!(app.count("select count(*) from messages where attempts = 1 and last_error = 'unreachable'").await, 1);
        assert_eq!(app.count("select count(*) from jobs where done_at is null and claimed_until > 0").await, 0);
        smtp.is(Mood::Takes);
        app.clock.forward(backoff(1));
        // A server under load answers late, and is not silent.
        let app = app.with(|config| config.mail_patience = Duration::from_secs(60)).await;
        app.run_jobs().await;
        assert_eq!(smtp.letters().len(), 1);
    }

    async fn a_forgotten_contact_gets_no_letter_and_letters_are_forgotten_after_half_a_year(app: TestApp) {
        let app = speaking_to(app, &Smtp::nobody().await).await;
        let (mut s, order) = ordered(&app).await;
        artisan_taps(&mut s.artisan, &order.code, "decline", &[("reason", "away"), ("text", "")]).await.location();
        app.clock.forward(31 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from orders where contact is not null").await, 0);
        assert_eq!(app.count("select count(*) from messages where channel = 'email' and state = 'skipped'").await, 2);
        app.clock.forward(150 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from messages").await, 0);
    }
}
