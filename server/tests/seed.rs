//! The demo: what it is made of, and what it does not do.

use axum::http::StatusCode;
use server::http::router;
use server::startup;

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
