//! Who may what: every route of the table, every role, one's own object and somebody else's. A route that
//! is missing here fails the walk: write down who may use it.

mod made;
mod objects;
mod origins;
mod table;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use server::http::caller::Access;
use server::http::router::routes;
use server::store::Engine;

use self::objects::{Role, Stage};
use self::table::{Object, Row, TABLE};
use crate::on_both;
use crate::support::{Client, Reply, TestApp, statements};

/// Sends a request without fields.
async fn ask(client: &mut Client, row: &Row, path: &str) -> Reply {
    let kind = (row.method == "POST").then_some("application/x-www-form-urlencoded");
    let method = Method::from_bytes(row.method.as_bytes()).unwrap();
    client.send(method, path, kind, Body::empty()).await
}

fn leads_to_login(reply: &Reply) -> bool {
    let to = reply.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
    reply.status == StatusCode::SEE_OTHER && to.starts_with("/login")
}

/// True for an answer of the door itself: whatever it says, it is neither hidden nor broken.
fn is_let_in(row: &Row, reply: &Reply) -> bool {
    let asked_to_sign_in = leads_to_login(reply) && !row.path.starts_with("/log") && !row.path.ends_with("/end");
    !asked_to_sign_in
        && reply.status != StatusCode::NOT_FOUND
        && reply.status != StatusCode::UNAUTHORIZED
        && !reply.status.is_server_error()
}

#[test]
fn every_route_stands_in_this_table_with_its_access_and_no_other() {
    let real: BTreeSet<(String, String, String)> = routes()
        .iter()
        .map(|route| (route.method.to_string(), route.path.to_owned(), format!("{:?}", route.access)))
        .collect();
    let written: BTreeSet<(String, String, String)> =
        TABLE.iter().map(|row| (row.method.to_owned(), row.path.to_owned(), format!("{:?}", row.access))).collect();
    let missing: Vec<_> = real.difference(&written).collect();
    assert!(missing.is_empty(), "write down in tests/policy/table.rs who may use {missing:#?}");
    let gone: Vec<_> = written.difference(&real).collect();
    assert!(gone.is_empty(), "in tests/policy/table.rs, but not in the router: {gone:#?}");
}

/// Forms whose key or choice is looked at before their object: without one, one's own and somebody else's
/// get the very same refusal, which tells nothing.
const KEY_FIRST: [&str; 3] =
    ["/studio/shop/makers/{id}/leave", "/studio/shop/places/{id}/close", "/{lang}/o/{token}/method"];

/// Walks the rows of one access class and gives everything that is not as it should be.
async fn walk(app: &TestApp, access: Access) {
    let stage = Stage::set(app).await;
    let rows: Vec<&Row> = TABLE.iter().filter(|row| row.access == access).collect();
    let mut wrong = Vec::new();
    for row in rows {
        for role in Role::ALL {
            let own = stage.path(app, row, role, true).await;
            let reply = ask(&mut stage.client(app, role).await, row, &own).await;
            let refusal = reply.status;
            if !is_expected(row, role, &reply) {
                wrong.push(format!("{} {} as {role:?}: {}", row.method, row.path, reply.status));
            }
            if role.may(access) && row.has_object() {
                let other = stage.path(app, row, role, false).await;
                let reply = ask(&mut stage.client(app, role).await, row, &other).await;
                let same = KEY_FIRST.contains(&row.path) && refusal.is_client_error() && reply.status == refusal;
                let hidden = reply.status == StatusCode::NOT_FOUND || same;
                if !hidden || reply.text().contains("Rahasia") {
                    wrong.push(format!("{} {} as {role:?}, somebody else's: {}", row.method, row.path, reply.status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether a role's answer for its own object is the table's.
fn is_expected(row: &Row, role: Role, reply: &Reply) -> bool {
    if matches!(row.object, Object::Asset | Object::SiteFile) && !server::http::site::is_built() {
        reply.status == StatusCode::NOT_FOUND
    } else if row.object == Object::Elsewhere {
        reply.status == StatusCode::NOT_FOUND || is_let_in(row, reply)
    } else if role.may(row.access) {
        is_let_in(row, reply)
    } else if role == Role::Nobody {
        let api = row.path.starts_with("/api/") && reply.status == StatusCode::UNAUTHORIZED;
        api || leads_to_login(reply)
    } else {
        reply.status == StatusCode::NOT_FOUND
    }
}

on_both! {
    async fn what_is_public_is_open_to_everybody(app: TestApp) {
        walk(&app, Access::Public).await;
    }

    async fn ones_own_account_is_for_whoever_is_signed_in(app: TestApp) {
        walk(&app, Access::SignedIn).await;
    }

    async fn the_studio_is_for_the_people_of_the_shop(app: TestApp) {
        walk(&app, Access::Artisan).await;
    }

    async fn the_office_is_for_the_officers_of_the_regency(app: TestApp) {
        walk(&app, Access::Officer).await;
    }

    async fn the_administration_is_for_administrators(app: TestApp) {
        walk(&app, Access::Administrator).await;
    }
}

on_both! {
    async fn money_settings_are_for_the_owner_alone(app: TestApp) {
        walk(&app, Access::Owner).await;
    }
}

on_both! {
    async fn no_page_runs_more_than_six_statements_besides_the_session(app: TestApp) {
        // Only PostgreSQL's driver is heard.
        if app.house.store.engine() == Engine::Sqlite {
            return;
        }
        let stage = Stage::set(&app).await;
        let mut many = Vec::new();
        for row in TABLE.iter().filter(|row| row.method == "GET") {
            let role = Role::ALL.into_iter().rev().find(|role| role.may(row.access)).unwrap();
            let path = stage.path(&app, row, role, true).await;
            let mut client = stage.client(&app, role).await;
            let (_, count) = statements(client.get(&path)).await;
            if count > 6 + usize::from(role != Role::Nobody) {
                many.push(format!("{} took {count}", row.path));
            }
        }
        assert!(many.is_empty(), "{many:#?}");
    }
}

on_both! {
    async fn a_forms_address_opened_as_a_page_leads_to_where_the_form_stands(app: TestApp) {
        let mut client = app.client();
        assert_eq!(client.get("/studio/money/settings/confirm").await.location(), "/studio/money/settings");
        assert_eq!(client.get("/en/o/abc/paid").await.location(), "/en/o/abc");
        assert_eq!(client.send(Method::PUT, "/login", None, Body::empty()).await.status, StatusCode::METHOD_NOT_ALLOWED);
    }
}

#[test]
fn the_contract_names_every_address_and_no_other() {
    let contract = include_str!("../README.md");
    let named: BTreeSet<(&str, &str)> = contract
        .split('`')
        .filter_map(|code| code.split_once(' '))
        .filter(|(method, path)| matches!(*method, "GET" | "POST") && path.starts_with('/'))
        .collect();
    let routes = routes();
    let there: BTreeSet<(&str, &str)> = routes.iter().map(|route| (route.method.as_str(), route.path)).collect();
    let unnamed: Vec<_> = there.difference(&named).collect();
    let gone: Vec<_> = named.difference(&there).collect();
    assert!(unnamed.is_empty() && gone.is_empty(), "not in server/README.md: {unnamed:?}; only there: {gone:?}");
}
