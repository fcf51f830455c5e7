//! Doors of people: signing in and out, opened links, the officer's invitations, the administrator's
//! officers, and everybody's own stays.

pub mod doors;
pub mod invite;
pub mod office;
pub mod officers;
pub mod own;

use app::words::Lang;

use crate::http::Here;

/// A page before the sign-in in a language of the person's choice.
fn speak(here: &mut Here, lang: Lang) {
    here.backend.visit.words = here.backend.visit.words.in_lang(lang);
    here.caller.lang = lang;
}
