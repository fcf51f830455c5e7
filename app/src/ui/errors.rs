//! Pages for what went another way. Each says what happened, that nothing is lost, and what to do.

use leptos::prelude::*;

use crate::backend::{Role, Visit};
use crate::error::AppError;
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};

/// The page of an error that no form could show.
pub fn error(visit: &Visit, error: &AppError) -> Page {
    let w = visit.words.clone();
    let (draw, title, text) = match error {
        AppError::NotFound | AppError::Unauthenticated => (Draw::Boat, w.t("core-lost-title"), w.t("core-lost-text")),
        AppError::Forbidden(message) => (Draw::Boat, w.t("core-forbidden-title"), w.message(message)),
        AppError::Conflict(message) => (Draw::Thread, w.t("core-conflict-title"), w.message(message)),
        AppError::Invalid(fields) => {
            let first = fields.first().map(|field| w.message(&field.message)).unwrap_or_default();
            (Draw::Thread, w.t("core-invalid-title"), first)
        }
        AppError::TooLarge => (Draw::Thread, w.t("core-large-title"), w.t("core-large-text")),
        AppError::TooMany { .. } => (Draw::Hourglass, w.t("core-many-title"), w.t("core-many-text")),
        AppError::Unavailable { .. } => (Draw::Hourglass, w.t("core-busy-title"), w.t("core-busy-text")),
        AppError::Internal => (Draw::Thread, w.t("core-broken-title"), w.t("core-broken-text")),
    };
    let (home, home_words) = way_home(visit);
    let home_words = w.t(home_words);
    Page::new(title.clone(), Frame::Tourist { band: 0, shop: None, cached: false }, move || {
        view! {
            <div class="page">
                <div class="blank part">
                    <Drawing name=draw/>
                    <h1 class="name">{title}</h1>
                    <p class="soft">{text}</p>
                    <a class="btn main wide" href=home>{home_words}</a>
                </div>
            </div>
        }
    })
    .status(error.status())
    .noindex()
}

fn way_home(visit: &Visit) -> (String, &'static str) {
    match &visit.actor {
        None => (routes::home(visit.words.lang), "core-to-home"),
        Some(actor) => match actor.role {
            Role::Artisan => (routes::STUDIO.to_owned(), "core-to-studio"),
            Role::Officer => (routes::office(&actor.regency_slug), "core-to-office"),
            Role::Administrator => (routes::ADMIN.to_owned(), "core-to-admin"),
        },
    }
}
