//! Notes on a page: what happened, what is wrong, what comes next.

use leptos::prelude::*;

use crate::form::Typed;
use crate::ui::icons::{Ico, Icon};
use crate::words::Words;

/// The colour of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Waiting, or worth knowing.
    Turmeric,
    /// Done, or money received.
    Leaf,
    /// Needs attention.
    Madder,
    /// By the way.
    Plain,
}

/// A note with an icon.
pub fn note(tone: Tone, text: String) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Turmeric => ("note", Ico::Info),
        Tone::Leaf => ("note leaf", Ico::Check),
        Tone::Madder => ("note madder", Ico::Warning),
        Tone::Plain => ("note plain", Ico::Info),
    };
    view! { <p class=class><Icon name=icon/><span>{text}</span></p> }
}

/// What stands above a form that came back: the notice, or that fields need a look.
pub fn form_notice(typed: &Typed, w: &Words) -> Option<impl IntoView + use<>> {
    let text = match (&typed.notice, typed.has_errors()) {
        (Some(message), _) => w.message(message),
        (None, true) => w.t("core-form-wrong"),
        (None, false) => return None,
    };
    Some(view! { <div role="alert">{note(Tone::Madder, text)}</div> })
}
