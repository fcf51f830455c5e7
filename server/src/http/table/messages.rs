//! Messages: her news, where she wants letters, and what the office could not send.

use axum::http::Method;
use axum::routing::{MethodFilter, on};

use super::{Access, FORM, Route};
use crate::notifications::http::{self as notifications, letters};

pub fn routes() -> Vec<Route> {
    vec![
        get!("/studio/news", Artisan, notifications::news),
        post!("/studio/news/read", Artisan, notifications::read),
        post!("/account/letters", Artisan, letters::want),
        post!("/account/letters/code", Artisan, letters::code),
        post!("/account/letters/again", Artisan, letters::again),
        post!("/account/letters/stop", Artisan, letters::stop),
        get!("/office/{slug}/messages", Officer, notifications::stuck),
        post!("/office/{slug}/messages/{id}/again", Officer, notifications::again),
        post!("/office/{slug}/messages/{id}/leave", Officer, notifications::leave),
    ]
}
