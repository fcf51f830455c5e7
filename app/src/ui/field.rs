//! Fields of forms. Each shows its label, what was typed, and what is wrong with it. Every wrong field asks for the
//! focus; browsers give it to the first, so that a form that comes back opens where it is to be mended.

use leptos::prelude::*;

use crate::form::Typed;
use crate::words::Words;

/// The message at a field, if there is one; its id is named by `aria-describedby`.
pub fn error_line(name: &str, typed: &Typed, w: &Words) -> Option<impl IntoView + use<>> {
    let message = typed.error(name)?;
    let text = w.message(message);
    Some(view! { <p class="err" id=format!("{name}-err")>{text}</p> })
}

/// What a text field is about.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pub name: &'static str,
    /// The key of its label.
    pub label: &'static str,
    /// The key of the hint below the label, or empty.
    pub hint: &'static str,
    /// `text`, `email`, `tel`, `password`, `date`.
    pub kind: &'static str,
    /// `numeric`, `tel`, `email` or empty.
    pub mode: &'static str,
    pub autocomplete: &'static str,
    /// Most characters, 0 for no limit.
    pub max: u16,
    pub required: bool,
}

impl Text {
    /// A plain text field.
    pub fn new(name: &'static str, label: &'static str) -> Self {
        Self { name, label, kind: "text", autocomplete: "off", ..Self::default() }
    }
}

/// One line of text.
pub fn text_field(field: Text, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let Text { name, label, hint, kind, mode, autocomplete, max, required } = field;
    let wrong = typed.error(name).is_some();
    let described = match (wrong, hint.is_empty()) {
        (true, _) => Some(format!("{name}-err")),
        (false, false) => Some(format!("{name}-hint")),
        (false, true) => None,
    };
    let value = if kind == "password" { String::new() } else { typed.get(name).to_owned() };
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for=name>{w.t(label)}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint soft small" id=format!("{name}-hint")>{w.t(hint)}</p> })}
            <input
                class="input"
                type=kind
                id=name
                name=name
                value=value
                inputmode=(!mode.is_empty()).then_some(mode)
                autocomplete=autocomplete
                maxlength=(max > 0).then(|| max.to_string())
                required=required
                aria-invalid=wrong.then_some("true")
                autofocus=wrong
                aria-describedby=described
            />
            {error_line(name, typed, w)}
        </div>
    }
}

/// Several lines of text.
pub fn text_area(field: Text, rows: u8, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let Text { name, label, hint, max, required, .. } = field;
    let wrong = typed.error(name).is_some();
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for=name>{w.t(label)}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint soft small" id=format!("{name}-hint")>{w.t(hint)}</p> })}
            <textarea
                class="input"
                id=name
                name=name
                rows=rows.to_string()
                maxlength=(max > 0).then(|| max.to_string())
                required=required
                aria-invalid=wrong.then_some("true")
                autofocus=wrong
                aria-describedby=wrong.then(|| format!("{name}-err"))
            >
                {typed.get(name).to_owned()}
            </textarea>
            {error_line(name, typed, w)}
        </div>
    }
}

/// What the house can read of pictures, for a file field.
pub const PICTURES: &str = "image/jpeg,image/png,image/webp";

/// A picture in the field `photo`; `hint` may be empty.
pub fn photo_field(label: &str, hint: &str, required: bool, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let wrong = typed.error("photo").is_some();
    let hint = (!hint.is_empty()).then(|| w.t(hint));
    let described = match (wrong, &hint) {
        (true, _) => Some("photo-err"),
        (false, Some(_)) => Some("photo-hint"),
        (false, None) => None,
    };
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for="photo">{w.t(label)}</label>
            {hint.map(|hint| view! { <p class="hint" id="photo-hint">{hint}</p> })}
            <input type="file" id="photo" name="photo" accept=PICTURES required=required
                aria-invalid=wrong.then_some("true") aria-describedby=described/>
            {error_line("photo", typed, w)}
        </div>
    }
}

/// A choice out of a list; `options` are (value, text).
pub fn select(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    typed: &Typed,
    w: &Words,
) -> impl IntoView + use<> {
    let wrong = typed.error(name).is_some();
    let chosen = typed.get(name).to_owned();
    let options = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for=name>{w.t(label)}</label>
            <select class="input" id=name name=name autofocus=wrong aria-invalid=wrong.then_some("true") aria-describedby=wrong.then(|| format!("{name}-err"))>
                {options}
            </select>
            {error_line(name, typed, w)}
        </div>
    }
}

/// A checkbox with its sentence.
pub fn tick(name: &'static str, value: &'static str, text: String, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    ticked(name, value, false, text, typed, w)
}

/// What must be agreed to: a tick named `consent`.
pub fn consent(text: String, typed: &Typed, w: &Words) -> impl IntoView + use<> {
    ticked("consent", "yes", true, text, typed, w)
}

fn ticked(
    name: &'static str,
    value: &'static str,
    required: bool,
    text: String,
    typed: &Typed,
    w: &Words,
) -> impl IntoView + use<> {
    let wrong = typed.error(name).is_some();
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label class="tick">
                <input type="checkbox" name=name value=value required=required checked=typed.chose(name, value) autofocus=wrong aria-invalid=wrong.then_some("true")/>
                <span>{text}</span>
            </label>
            {error_line(name, typed, w)}
        </div>
    }
}

/// The hidden idempotency key.
pub fn key_field(key: String) -> impl IntoView {
    view! { <input type="hidden" name="key" value=key/> }
}
