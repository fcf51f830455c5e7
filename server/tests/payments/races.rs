//! Those who move a payout at the same time: it goes one way, once, and its money with it.

use axum::http::StatusCode;

use super::payouts::{OFFICE, PIN, make, owing, tap};
use super::selling::refund;
use crate::on_both;
use crate::orders::stage::key_of;
use crate::support::TestApp;

const OWED: i64 = 42_070_000;
const TIMES: usize = 6;

/// The payout that is on its way.
async fn on_its_way(app: &TestApp) -> String {
    let (id,): (String,) =
        sqlx::query_as("select id from payouts where state = 'sent'").fetch_one(app.house.store.read()).await.unwrap();
    id
}

on_both! {
    async fn a_batch_that_leaves_and_is_undone_at_once_does_one_of_both(app: TestApp) {
        let (s, mut officer) = owing(&app).await;
        let (mut left, mut undone) = (0, 0);
        for _ in 0..TIMES {
            let batch = make(&mut officer, &s.shop.id, "cash").await.location();
            let page = officer.get(&batch).await.text();
            let taps = (0..TIMES).map(|one| {
                let action = format!("{batch}/{}", if one % 2 == 0 { "sent" } else { "undo" });
                let (mut client, key) = (officer.clone(), key_of(&page, &action));
                async move { (one % 2 == 0, client.post(&action, &[("key", &key)]).await.status) }
            });
            let answers = futures::future::join_all(taps).await;
            // The same form sent again is answered as the first time.
            let done = |wanted| answers.iter().filter(|(sent, status)| *sent == wanted && *status == StatusCode::SEE_OTHER).count();
            assert!(matches!((done(true), done(false)), (3, 0) | (0, 3)), "{answers:?}");
            let sent = done(true) > 0;
            assert_eq!((app.pot("owed").await, app.pot("way").await), if sent { (0, OWED) } else { (OWED, 0) });
            app.books_agree().await;
            if sent {
                left += 1;
                let id = on_its_way(&app).await;
                tap(&mut officer, &batch, &format!("{batch}/returned"), &[("payout", &id), ("reason", "name")]).await.location();
            } else {
                undone += 1;
            }
        }
        assert_eq!(app.count("select count(*) from audit where action = 'payouts.sent'").await, left);
        assert_eq!(app.count("select count(*) from audit where action = 'payouts.undone'").await, undone);
        assert_eq!(app.count("select count(*) from messages where event = 'payout-sent'").await, left);
        officer.get(OFFICE).await.says(&["Rp420.700"]);
    }

    async fn what_is_received_missed_and_sent_back_at_once_is_each_at_most_once(app: TestApp) {
        let (s, mut officer) = owing(&app).await;
        let mut artisan = s.artisan.clone();
        for round in 1..=i64::try_from(TIMES).unwrap() {
            let batch = make(&mut officer, &s.shop.id, "bank").await.location();
            tap(&mut officer, &batch, &format!("{batch}/sent"), &[]).await.location();
            let id = on_its_way(&app).await;
            let (hers, his) = (artisan.get("/studio/money").await.text(), officer.get(&batch).await.text());
            let back = format!("{batch}/returned");
            let taps = (0..TIMES).map(|one| {
                let (mut client, page, action) = match one % 3 {
                    0 => (artisan.clone(), &hers, "/studio/money/received"),
                    1 => (artisan.clone(), &hers, "/studio/money/missing"),
                    _ => (officer.clone(), &his, back.as_str()),
                };
                let (key, action, id) = (key_of(page, action), action.to_owned(), id.clone());
                async move {
                    let fields = [("key", key.as_str()), ("payout", &id), ("pin", PIN), ("reason", "name")];
                    (one % 3, client.post(&action, &fields).await.status)
                }
            });
            for (who, status) in futures::future::join_all(taps).await {
                // Whatever she said in the same moment, it came back.
                let refused = who < 2 && status == StatusCode::CONFLICT;
                assert!(refused || status == StatusCode::SEE_OTHER, "{who}: {status}");
            }
            // It is owed again, once.
            assert_eq!(app.count("select count(*) from payouts where state <> 'returned'").await, 0);
            assert_eq!((app.pot("owed").await, app.pot("way").await, app.pot("pocket").await), (OWED, 0, 0));
            assert_eq!(app.count("select count(*) from audit where action = 'payout.returned'").await, round);
            assert!(app.count("select count(*) from audit where action = 'payout.received'").await <= round);
            assert!(app.count("select count(*) from audit where action = 'payout.missing'").await <= round);
            app.books_agree().await;
        }
    }

    async fn what_came_while_a_batch_was_made_is_held_back_in_it_as_well(app: TestApp) {
        let (s, mut officer) = owing(&app).await;
        // As on PostgreSQL: another server's payment, begun later, that is read all the same.
        for moved in ["update payments set paid_at = paid_at + 5", "update ledger_postings set at = at + 5"] {
            app.execute(moved).await;
        }
        let batch = make(&mut officer, &s.shop.id, "cash").await.location();
        app.clock.forward(10);
        let (payment,): (String,) = sqlx::query_as("select id from payments").fetch_one(app.house.store.read()).await.unwrap();
        refund(&app, &payment.into(), 450_000, "all").await.unwrap();
        let sent = format!("{batch}/sent");
        let page = officer.get(&batch).await;
        page.says(&["kembali ke tamu", "name=\"before\""]);
        let key = key_of(&page.text(), &sent);
        assert_eq!(officer.post(&sent, &[("key", &key)]).await.status, StatusCode::CONFLICT);
    }
}
