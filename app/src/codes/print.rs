//! Codes to be held out or printed: the drawn symbol, and a page that shows nothing else.

use leptos::prelude::*;

use crate::ui::icons::{Ico, Icon};
use crate::words::Words;

/// A QR symbol ready for a page: black modules as one path, in a square of `size` modules with its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub size: usize,
    pub path: String,
}

/// The symbol as a picture with a name. Where it stands must be white.
pub fn symbol(drawn: Drawn, label: String) -> impl IntoView {
    let side = format!("0 0 {0} {0}", drawn.size);
    view! {
        <svg viewBox=side role="img" aria-label=label shape-rendering="crispEdges">
            <path d=drawn.path/>
        </svg>
    }
}

/// A page with one symbol as large as the screen allows, white in every mode, for `Frame::Code`.
/// `below` says what it is, such as the typed code or the amount, with the page's `h1`.
pub fn full_code(back: String, drawn: Drawn, label: String, below: AnyView, w: &Words) -> impl IntoView + use<> {
    let back_word = w.t("core-back");
    view! {
        <a class="icon" href=back aria-label=back_word><Icon name=Ico::Back/></a>
        <div class="qr">{symbol(drawn, label)}</div>
        {below}
    }
}
