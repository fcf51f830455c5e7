//! Messages: her news, and what the office could not send.

use axum::http::Method;
use axum::routing::{MethodFilter, on};

use super::{Access, FORM, Route};
use crate::notifications::http as notifications;

pub fn routes() -> Vec<Route> {
    vec![
        get!("/studio/news", Artisan, notifications::news),
        post!("/studio/news/read", Artisan, notifications::read),
        get!("/office/{slug}/messages", Officer, notifications::stuck),
        post!("/office/{slug}/messages/{id}/again", Officer, notifications::again),
        post!("/office/{slug}/messages/{id}/leave", Officer, notifications::leave),
    ]
}
