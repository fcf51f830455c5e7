//! Printed codes over HTTP and straight from the room.

use app::codes::rules::Code;
use server::codes::{self, Kind};

use crate::on_both;
use crate::support::TestApp;

async fn issue(app: &TestApp, kind: Kind, id: &str) -> String {
    let id = id.to_owned();
    app.house.store.write(move |tx| Box::pin(async move { codes::issue(tx, kind, &id).await })).await.unwrap()
}

on_both! {
    async fn a_thing_keeps_the_code_it_was_given(app: TestApp) {
        let first = issue(&app, Kind::Product, "piece").await;
        assert_eq!(issue(&app, Kind::Product, "piece").await, first);
        assert_ne!(issue(&app, Kind::Shop, "piece").await, first);
        let db = app.house.store.read();
        assert_eq!(codes::code_of(db, Kind::Product, "piece").await.unwrap(), Some(first.clone()));
        assert_eq!(codes::code_of(db, Kind::Product, "another").await.unwrap(), None);
        let target = codes::target(db, &Code::parse(&first).unwrap()).await.unwrap().unwrap();
        assert_eq!((target.kind, target.id.as_str()), (Kind::Product, "piece"));
    }

    async fn two_who_issue_at_once_get_the_same_code(app: TestApp) {
        for round in 0..10 {
            let id = format!("piece {round}");
            let (one, other) = tokio::join!(issue(&app, Kind::Product, &id), issue(&app, Kind::Product, &id));
            assert_eq!(one, other);
        }
        assert_eq!(app.count("select count(*) from codes").await, 10);
    }
}
