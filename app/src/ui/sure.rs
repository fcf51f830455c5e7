//! Asks once more before something that cannot be undone, without script: the first tap opens the drawer, the
//! second is the form's own button.

use leptos::prelude::*;

use crate::ui::field::key_field;
use crate::words::Words;

/// A button that opens the question. `text` says what will be, `key` is the form's idempotency key.
pub fn sure(
    label: String,
    class: &'static str,
    text: String,
    action: String,
    key: Option<String>,
    w: &Words,
) -> AnyView {
    sure_with(label, class, text, action, (key, None), w)
}

/// The same with a field of the form above its button.
pub fn sure_with(
    label: String,
    class: &'static str,
    text: String,
    action: String,
    (key, field): (Option<String>, Option<AnyView>),
    w: &Words,
) -> AnyView {
    view! {
        <details class="sure">
            <summary class=class>{label}</summary>
            <form class="stack" method="post" action=action>
                {key.map(key_field)}
                <p>{text}</p>
                {field}
                <button class="btn line no wide">{w.t("core-sure-yes")}</button>
            </form>
        </details>
    }
    .into_any()
}
