//! What a table's narrow columns leave out on a phone, as a line below the row's name.

use leptos::prelude::*;

/// `Scans 34 · Orders 5`, only where `.wide-only` columns are hidden.
pub fn narrow(parts: &[String]) -> impl IntoView + use<> {
    view! { <span class="narrow-only soft small">{parts.join(" \u{b7} ")}</span> }
}
