//! What somebody wrote, in the language it was written in, inside a sentence of ours.

use leptos::prelude::*;

use crate::words::Lang;

/// `text` with the first `name` in it marked as written in `lang`.
pub fn naming(text: &str, name: &str, lang: Lang) -> AnyView {
    match text.split_once(name).filter(|_| !name.is_empty()) {
        Some((before, after)) => {
            let (before, name, after) = (before.to_owned(), name.to_owned(), after.to_owned());
            view! { {before}<span lang=lang.code()>{name}</span>{after} }.into_any()
        }
        None => text.to_owned().into_any(),
    }
}
