//! The field of a PIN: six figures, wide apart, with the phone's number keys.

use leptos::prelude::*;

use crate::accounts::rules::PIN_LENGTH;
use crate::form::Typed;
use crate::ui::field::error_line;
use crate::words::Words;

/// What the field is about.
#[derive(Clone, Copy, Debug)]
pub struct Pin {
    /// The key of its label.
    pub label: &'static str,
    /// The key of the hint below the label, or empty.
    pub hint: &'static str,
    /// True where a PIN is chosen: she sees what she types, so once is enough.
    pub visible: bool,
    /// True when the cursor starts here.
    pub first: bool,
}

/// The field, named `pin`. What was typed is never sent back.
pub fn pin_field(pin: Pin, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let wrong = typed.error("pin").is_some();
    let described = match (wrong, pin.hint.is_empty()) {
        (true, _) => Some("pin-err"),
        (false, false) => Some("pin-hint"),
        (false, true) => None,
    };
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for="pin">{w.t(pin.label)}</label>
            {(!pin.hint.is_empty()).then(|| view! { <p class="hint" id="pin-hint">{w.t(pin.hint)}</p> })}
            <input
                class="input pin"
                type=if pin.visible { "text" } else { "password" }
                id="pin"
                name="pin"
                inputmode="numeric"
                pattern="[0-9]{6}"
                maxlength=PIN_LENGTH.to_string()
                autocomplete=if pin.visible { "off" } else { "current-password" }
                required=true
                autofocus=pin.first
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
            />
            {error_line("pin", typed, w)}
        </div>
    }
}
