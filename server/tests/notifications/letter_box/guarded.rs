//! What an address for messages can never do, and what happens where letters do not leave.

use super::*;

on_both! {
    async fn an_address_for_messages_signs_nobody_in(app: TestApp) {
        let (app, smtp) = with_mail(app).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        // The address of an officer's sign-in, of all things.
        app.execute("update accounts set email = 'dinas@wakatobi.example' where role = 'officer'").await;
        let code = wanted(&app, &smtp, &mut s.artisan, "dinas@wakatobi.example").await;
        sends(&mut s.artisan, "/code", &[("code", &code)]).await.location();
        assert_eq!(app.count("select count(*) from accounts where role = 'artisan' and email is not null").await, 0);
        app.give_pin(&s.shop.owner, "482913").await;
        for password in ["482913", code.as_str(), ""] {
            let fields = [("how", "password"), ("email", "dinas@wakatobi.example"), ("password", password)];
            let reply = app.client().post("/login", &fields).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        }
    }

    async fn nobody_else_sees_it_and_the_audit_never_names_it(app: TestApp) {
        let (app, smtp) = with_mail(app).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        let code = wanted(&app, &smtp, &mut s.artisan, "ina@toko.example").await;
        // Two of one house: the code of one is nothing to the other.
        let other = app.a_shop(&s.place, "Tenun Lain").await;
        let mut neighbour = app.owner_of(&other).await;
        wanted(&app, &smtp, &mut neighbour, "lain@toko.example").await;
        assert_eq!(sends(&mut neighbour, "/code", &[("code", &code)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        sends(&mut s.artisan, "/code", &[("code", &code)]).await.location();
        let mut officer = app.an_officer(&s.place).await;
        for page in ["/account", "/office/wakatobi/shops", "/office/wakatobi/invitations/device"] {
            let text = officer.get(page).await.text();
            assert!(!text.contains("toko.example") && !text.contains("Kabar lewat e-mail"), "{page}");
        }
        assert!(!neighbour.get(PAGE).await.text().contains("ina@toko.example"));
        assert_eq!(app.count("select count(*) from audit where action like 'account.letters%'").await, 3);
        assert_eq!(app.count("select count(*) from audit where detail like '%toko.example%'").await, 0);
        assert_eq!(app.count("select count(*) from jobs where payload like '%toko.example%'").await, 0);
    }

    async fn a_tap_sent_twice_does_it_once(app: TestApp) {
        let (app, smtp) = with_mail(app).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        let key = key_of(&s.artisan.get(PAGE).await.text(), "/account/letters");
        for _ in 0..3 {
            assert_eq!(s.artisan.post("/account/letters", &[("key", &key), ("email", "ina@toko.example")]).await.location(), BACK);
        }
        let other = s.artisan.post("/account/letters", &[("key", &key), ("email", "all@evil.example")]).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        app.run_jobs().await;
        assert_eq!(smtp.letters().len(), 1);
        let code = code_to(&smtp, "ina@toko.example");
        let key = key_of(&s.artisan.get(PAGE).await.text(), "/account/letters/code");
        for _ in 0..3 {
            assert_eq!(s.artisan.post("/account/letters/code", &[("key", &key), ("code", &code)]).await.location(), BACK);
        }
        assert_eq!(app.count("select count(*) from audit where action = 'account.letters_begun'").await, 1);
    }

    async fn a_house_without_a_mail_server_says_so_and_offers_nothing(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 9).await;
        let page = s.artisan.get(PAGE).await;
        page.says(&["Dari sini belum bisa dikirim e-mail."]);
        assert!(!page.text().contains("name=\"email\""));
        // A form of before the mail server went.
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let mut artisan = app.owner_of(&s.shop).await;
        let code = wanted(&app, &smtp, &mut artisan, "ina@toko.example").await;
        sends(&mut artisan, "/code", &[("code", &code)]).await.location();
        let key = key_of(&artisan.get(PAGE).await.text(), "/account/letters");
        let cookies = artisan.cookies.clone();
        let app = app.with(|config| config.smtp_url = None).await;
        let mut artisan = app.client();
        artisan.cookies = cookies;
        let reply = artisan.post("/account/letters", &[("key", &key), ("email", "baru@toko.example")]).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
        artisan.get(PAGE).await.says(&["ina@toko.example", "Dari sini belum bisa dikirim e-mail."]);
        sends(&mut artisan, "/stop", &[("what", "all")]).await.location();
    }

    async fn her_page_says_when_letters_do_not_get_there(app: TestApp) {
        let (app, smtp) = with_mail(app).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        smtp.is(Mood::Refuses);
        sends(&mut s.artisan, "", &[("email", "inna@toko.example")]).await.location();
        app.run_jobs().await;
        s.artisan.get(PAGE).await.says(&["Surat terakhir tidak sampai.", "Alamatnya tidak ada"]);
        smtp.is(Mood::Takes);
        let code = wanted(&app, &smtp, &mut s.artisan, "ina@toko.example").await;
        sends(&mut s.artisan, "/code", &[("code", &code)]).await.location();
        assert!(!s.artisan.get(PAGE).await.text().contains("tidak sampai"));
        smtp.is(Mood::Refuses);
        at_checkout(&app, &s.piece, "keep").await.order(&[("contact_kind", "whatsapp"), ("contact", "081234567890")]).await;
        app.run_jobs().await;
        s.artisan.get(PAGE).await.says(&["Surat terakhir tidak sampai."]);
        smtp.is(Mood::Takes);
        at_checkout(&app, &s.piece, "keep").await.order(&[("contact_kind", "whatsapp"), ("contact", "081234567890")]).await;
        app.run_jobs().await;
        assert!(!s.artisan.get(PAGE).await.text().contains("tidak sampai"));
    }

    async fn a_code_waits_for_a_mail_server_that_is_away(app: TestApp) {
        let app = speaking_to(app, &Smtp::nobody().await).await;
        let mut s = stage_of(&app, "stocked", 9).await;
        sends(&mut s.artisan, "", &[("email", "ina@toko.example")]).await.location();
        app.run_jobs().await;
        assert!(!s.artisan.get(PAGE).await.text().contains("tidak sampai"));
        for _ in 0..8 {
            app.clock.forward(HOUR);
            app.run_jobs().await;
        }
        s.artisan.get(PAGE).await.says(&["Surat terakhir tidak sampai.", "Server surat belum menjawab"]);
        assert_eq!(app.count("select count(*) from jobs where kind = 'send_code' and done_at is null and dead_at is null").await, 0);
    }
}
