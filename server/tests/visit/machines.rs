//! What machines read: robots.txt and the list of pages.

use axum::http::{StatusCode, header};

use super::{set, stage};
use crate::on_both;
use crate::support::TestApp;

fn addresses(xml: &str) -> Vec<String> {
    xml.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap().to_owned()).collect()
}

/// Twenty thousand published pieces of one shop, written by one statement.
async fn a_warehouse(app: &TestApp, shop: &str) {
    let digits = "(select 0 as n union all select 1 union all select 2 union all select 3 union all select 4 union all \
        select 5 union all select 6 union all select 7 union all select 8 union all select 9)";
    let numbers = format!(
        "select a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n as n from {digits} a cross join {digits} b \
         cross join {digits} c cross join {digits} d cross join {digits} e where e.n < 2"
    );
    let pieces = format!(
        "insert into products (id, shop_id, kind, state, name, language, price_minor, stock, created_at, updated_at, published_at) \
         select 'many ' || n, '{shop}', 'unique', 'published', 'Kain', 'id', 100, 1, 0, 0, 0 from ({numbers}) numbers"
    );
    let codes = "insert into codes (code, kind, target_id, issued_at) \
         select 'C' || id, 'product', id, 0 from products where id like 'many %'";
    app.house
        .store
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(sqlx::AssertSqlSafe(pieces)).execute(tx.db()).await.unwrap();
                sqlx::query(codes).execute(tx.db()).await.unwrap();
                Ok(())
            })
        })
        .await
        .unwrap();
}

on_both! {
    async fn robots_may_read_what_is_public_and_leave_the_rest(app: TestApp) {
        let reply = app.client().get("/robots.txt").await;
        assert_eq!(reply.headers[header::CONTENT_TYPE], "text/plain; charset=utf-8");
        reply.says(&[
            "Disallow: /studio", "Disallow: /q/", "Disallow: /*/o/", "Disallow: /*/checkout",
            "Sitemap: http://localhost:3000/sitemap.xml",
        ]);
    }

    async fn every_public_page_is_listed_in_every_language(app: TestApp) {
        let s = stage(&app).await;
        set(&app, "update products set state = 'hidden' where id = $1", &s.other.id).await;
        let reply = app.client().get("/sitemap.xml").await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.headers[header::CONTENT_TYPE], "application/xml; charset=utf-8");
        let found = addresses(&reply.text());
        let mut wanted = Vec::new();
        for tail in [
            "/".to_owned(), "/privacy".to_owned(), "/help".to_owned(), "/r/wakatobi".to_owned(),
            "/r/wakatobi/liya-togo".to_owned(), format!("/s/{}", s.shop.code), format!("/p/{}", s.piece.code),
        ] {
            wanted.extend(["id", "en"].map(|lang| format!("http://localhost:3000/{lang}{tail}")));
        }
        assert_eq!(found, wanted, "nothing hidden, nothing twice");
        // Whatever is listed answers, and says the same of itself.
        for address in found {
            let page = app.client().get(address.trim_start_matches("http://localhost:3000")).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            if !address.ends_with("/privacy") && !address.ends_with("/help") {
                page.says(&[&format!("<link rel=\"canonical\" href=\"{address}\">")]);
            }
        }
        assert_eq!(app.client().get("/sitemap/2").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.client().get("/sitemap/x").await.status, StatusCode::NOT_FOUND);
    }

    async fn too_many_pages_become_an_index_of_lists(app: TestApp) {
        let s = stage(&app).await;
        a_warehouse(&app, &s.shop.id).await;
        let index = app.client().get("/sitemap.xml").await;
        index.says(&["<sitemapindex"]);
        let lists = addresses(&index.text());
        assert_eq!(lists, ["http://localhost:3000/sitemap/1", "http://localhost:3000/sitemap/2"]);
        let mut all = Vec::new();
        for list in lists {
            let reply = app.client().get(list.trim_start_matches("http://localhost:3000")).await;
            assert_eq!(reply.status, StatusCode::OK);
            assert!(reply.body.len() < 50_000_000, "a list is at most 50 MB");
            let found = addresses(&reply.text());
            assert!(found.len() <= 50_000);
            all.extend(found);
        }
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!((all.len(), count), (count, 2 * (20_000 + 2 + 1 + 1 + 1 + 3)), "every page once in each language");
    }
}
