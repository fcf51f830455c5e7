//! The demo: what it is made of, and what it does not do.

use axum::http::StatusCode;
use secrecy::SecretString;
use server::http::router;
use server::seed::{self, Amount, SEED, Secrets};
use server::startup;
use server::store::Engine;

use crate::on_both;
use crate::support::{Client, TestApp};

/// A browser of the same database after its server was started again.
async fn started_again(app: &TestApp) -> Client {
    let house = startup::open(app.house.config.clone(), app.clock.clone()).await.unwrap();
    Client::new(router::router(house))
}

async fn mark_as_demo(app: &TestApp) {
    app.insert("marks", vec![("name", "demo".into()), ("value", "1".into()), ("at", 0.into())]).await;
}

on_both! {
    async fn whatsapp_buttons_end_at_a_page_that_says_nothing_is_sent(app: TestApp) {
        let path = "/demo/whatsapp?text=Halo%20Ina%0A%3Cb%3EKain%20%237K3Q9XH";
        assert_eq!(app.client().get(path).await.status, StatusCode::NOT_FOUND);
        mark_as_demo(&app).await;
        let mut client = started_again(&app).await;
        client.language = Some("id".to_owned());
        let page = client.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says(&["Tidak ada yang dikirim", "Halo Ina", "&lt;b&gt;Kain #7K3Q9XH", "noindex"]);
        assert_eq!(page.headers["cache-control"], "no-store");
    }

    async fn the_demo_is_not_served_under_a_public_https_address(app: TestApp) {
        mark_as_demo(&app).await;
        let mut config = app.house.config.clone();
        config.origins = vec!["https://homoru.example".to_owned()];
        let refused = startup::open(config, app.clock.clone()).await.err().unwrap().to_string();
        assert!(refused.contains("public https address"), "{refused}");
    }
}

/// The demo without pictures: they take long where code is not optimised.
const NO_PICTURES: Amount = Amount { pixels: 16, scenes: 0 };

async fn seeded(app: &TestApp) {
    seed::demo(&app.house, SEED, NO_PICTURES).await.unwrap();
}

/// The path of a whole address.
fn path(url: &str) -> String {
    let rest = url.split_once("//").unwrap().1;
    rest[rest.find('/').unwrap()..].to_owned()
}

/// Cells of the file of figures.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

on_both! {
    async fn the_demo_is_put_into_an_empty_database_once(app: TestApp) {
        // Pictures are drawn on one of the two databases only.
        let sqlite = app.house.store.engine() == Engine::Sqlite;
        let amount = if sqlite { Amount { pixels: 24, scenes: 1 } } else { NO_PICTURES };
        seed::demo(&app.house, SEED, amount).await.unwrap();
        assert!(app.count("select count(*) from shops where opened_at is not null").await >= 24);
        let products = app.count("select count(*) from products").await;
        assert!(products >= 80);
        let drawn = app.count("select count(*) from products where state <> 'draft'").await;
        assert_eq!(app.count("select count(distinct v.island) from shops s join regions v on v.id = s.village_id").await, 4);
        assert_eq!(app.count("select count(*) from accounts where role <> 'artisan'").await, 2);
        let orders = app.count("select count(*) from orders").await;
        let days = app.count("select count(distinct hour / 86400000) from scan_counts").await;
        assert!((85..=91).contains(&days), "scans on {days} days");
        assert!(orders > 200);
        if sqlite {
            assert_eq!(app.count("select count(*) from photos where is_drawing = 1 and public_key is not null").await, drawn);
            assert_eq!(app.house.media.list_public_keys().await.unwrap().len(), usize::try_from(drawn).unwrap());
        }
        seeded(&app).await;
        assert_eq!(app.count("select count(*) from orders").await, orders);
    }

    async fn guests_ask_the_demo_weaver_and_about_half_of_the_shops_send_or_bring(app: TestApp) {
        seeded(&app).await;
        let shops = app.count("select count(*) from shops").await;
        let offering = app.count("select count(*) from shops where sends = 1 or delivers = 1").await;
        assert!((shops / 3..=shops * 2 / 3).contains(&offering), "{offering} of {shops}");
        assert_eq!(app.count("select count(*) from pickup_points where open = 1").await, 2);
        assert_eq!(app.count("select count(*) from sending_tables where sdr_minor > 0").await, 1);
        app.run_jobs().await;
        server::jobs::timetable::enqueue_due(&app.house).await.unwrap();
        app.run_jobs().await;
        assert_eq!(app.count("select count(*) from enquiries where state = 'asked'").await, 1);
        assert_eq!(app.count("select count(*) from enquiries where state = 'answered'").await, 1);
        assert_eq!(app.count("select count(*) from enquiries where state = 'agreed'").await, 1);
        assert_eq!(app.count("select count(*) from payments where purpose = 'deposit' and state = 'paid'").await, 1);
        assert_eq!(app.count("select count(*) from payments where purpose = 'rest' and state = 'open'").await, 1);
        app.books_agree().await;
    }

    async fn a_database_with_a_shop_of_its_own_is_refused_and_stays_as_it_is(app: TestApp) {
        let place = app.a_place().await;
        app.a_shop(&place, "Toko Sungguhan").await;
        let refused = seed::demo(&app.house, SEED, NO_PICTURES).await.unwrap_err().to_string();
        assert!(refused.contains("accounts or shops of its own"), "{refused}");
        let opened = startup::open_demo(app.house.config.clone(), app.clock.clone()).await.err().unwrap().to_string();
        assert!(opened.contains("HOMORU_DATA"), "{opened}");
        assert_eq!(app.count("select count(*) from shops").await, 1);
        assert!(!seed::is_demo(&app.house.store).await.unwrap());
    }

    async fn what_the_demo_tells_opens_and_lost_secrets_are_made_anew(app: TestApp) {
        seeded(&app).await;
        let first = seed::fresh(&app.house).await.unwrap();
        let mut client = started_again(&app).await;
        for link in [&first.invitation, &first.fresh_device] {
            assert_eq!(client.get(&path(link)).await.status, StatusCode::OK, "{link}");
        }
        assert_eq!(client.get(&format!("/en/p/{}", first.product_code)).await.status, StatusCode::OK);
        let email = first.secrets.officer.email.clone();
        let fits = async |secrets: &Secrets| {
            let (hash,): (String,) = sqlx::query_as("select password_hash from accounts where email = $1")
                .bind(email.clone())
                .fetch_one(app.house.store.read())
                .await
                .unwrap();
            let password = SecretString::from(secrets.officer.password.clone());
            app.house.hashing.matches(&app.house.keys, &password, Some(&hash)).await.unwrap()
        };
        assert!(fits(&first.secrets).await);
        // The next start makes other links and keeps the secrets; without the file they are new.
        let second = seed::fresh(&app.house).await.unwrap();
        assert_ne!(second.invitation, first.invitation);
        assert_eq!(second.secrets, first.secrets);
        std::fs::remove_file(app.house.config.data.join("demo.json")).unwrap();
        let third = seed::fresh(&app.house).await.unwrap();
        assert_ne!(third.secrets.officer.password, first.secrets.officer.password);
        assert!(fits(&third.secrets).await && !fits(&first.secrets).await);
        // Only the newest links are open.
        let mine = "name = 'Wa Tamu Contoh' and revoked_at is null and used_at is null";
        let open: (i64,) = sqlx::query_as(sqlx::AssertSqlSafe(format!("select count(*) from invitations where {mine}")))
            .fetch_one(app.house.store.read())
            .await
            .unwrap();
        assert_eq!(open.0, 1);
    }

    async fn waiting_orders_have_no_end_and_one_is_fetched_tomorrow_after_every_start(app: TestApp) {
        seeded(&app).await;
        for days in [0, 2, 5] {
            app.clock.forward(days * 86_400_000);
            // A long night: the accepted order's time runs out before the next start.
            server::jobs::timetable::enqueue_due(&app.house).await.unwrap();
            app.run_jobs().await;
            seed::fresh(&app.house).await.unwrap();
            app.run_jobs().await;
            let now = app.clock.now();
            let (from,): (i64,) = sqlx::query_as(
                "select s.pickup_from from shop_orders s join payments p on p.shop_order_id = s.id \
                 where s.state = 'accepted' and s.how = 'keep' and p.state = 'open'",
            )
            .fetch_one(app.house.store.read())
            .await
            .unwrap();
            let day = |ms: i64| app::time::day_of(ms, app::time::Zone::Wita);
            assert_eq!(day(from), day(now + 86_400_000));
            assert_eq!(app.count("select count(*) from payments where state = 'claimed'").await, 5);
        }
    }

    async fn the_demo_officers_figures_are_those_of_the_books_and_no_cell_is_too_small(app: TestApp) {
        seeded(&app).await;
        let (officer,): (String,) =
            sqlx::query_as("select id from accounts where role = 'officer'").fetch_one(app.house.store.read()).await.unwrap();
        app.books_agree().await;
        assert!(app.pot("owed").await > 0 && app.pot("way").await > 0, "something is owed, and something is on its way");
        let mut client = app.signed_in(&officer).await;
        let books = app
            .count(
                "select (select cast(sum(amount_minor) as bigint) from payments where state in ('paid', 'to_return', 'returned')) \
                 - (select cast(sum(amount_minor) as bigint) from refunds where state in ('handed_back', 'seen'))",
            )
            .await;
        let first = rows(&client.get("/office/wakatobi/figures.csv").await.text());
        let periods: Vec<String> = first.iter().filter(|row| row[0] == "bulan" && row[3] != "jumlah").map(|row| row[2].clone()).collect();
        assert!(periods.len() >= 3, "{periods:?}");
        let mut villages = 0;
        for period in &periods {
            let page = client.get(&format!("/office/wakatobi?period={period}")).await;
            assert_eq!(page.status, StatusCode::OK);
            page.says(&["Liya Togo", "Pajam", "toko di desa lain (disatukan)"]);
            let rows = rows(&client.get(&format!("/office/wakatobi/figures.csv?period={period}")).await.text());
            let amount = |row: &Vec<String>| row[8].parse::<i64>().unwrap();
            for table in ["bulan", "saluran", "cara_bayar", "desa"] {
                let of: Vec<&Vec<String>> = rows.iter().filter(|row| row[0] == table).collect();
                let (sums, cells): (Vec<_>, Vec<_>) = of.into_iter().partition(|row| row[3] == "jumlah");
                assert_eq!(cells.iter().map(|row| amount(row)).sum::<i64>(), amount(sums[0]), "{table} {period}");
                assert!(cells.iter().all(|row| row[5].is_empty() || row[5].parse::<i64>().unwrap() >= 5), "{table}");
                if table != "desa" {
                    assert_eq!(amount(sums[0]) * 100, books, "{table}");
                }
                villages += if table == "desa" { cells.iter().map(|row| amount(row)).sum::<i64>() } else { 0 };
            }
        }
        assert_eq!(villages * 100, books);
        client.get("/office/wakatobi/shops").await.says(&["Uang belum dijawab lebih dari 48 jam", "Belum pernah memasang karya"]);
    }
}
