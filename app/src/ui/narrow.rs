//! What a table's narrow columns leave out on a phone, as a line below the row's name.

use leptos::prelude::*;

/// `Scans 34 · Orders 5`, only where `.wide-only` columns are hidden.
pub fn narrow(parts: Vec<(String, String)>) -> impl IntoView {
    let parts: Vec<String> = parts.into_iter().map(|(label, value)| format!("{label} {value}")).collect();
    view! { <span class="narrow-only soft small">{parts.join(" \u{b7} ")}</span> }
}
