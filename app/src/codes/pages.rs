//! The form for typing a code by hand, and the page for a code nobody knows: it says what is wrong and
//! offers the codes that look alike.

use leptos::prelude::*;

use super::rules::{Code, CodeError, look_alikes};
use crate::backend::Backend;
use crate::error::{AppError, Message};
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::words::Words;

/// Most letters shown again of what was typed.
const SHOWN: usize = 40;

/// `/k`: an empty form. In the browser's language, so no proxy may keep it.
pub fn type_code(b: &Backend) -> Page {
    let w = b.words();
    Page::new(b.t("codes-type-title"), Frame::private(0, None), move || {
        let lead = w.t("codes-type-lead");
        view! {
            <div class="page">
                <div class="blank">
                    <Drawing name=Draw::Tag/>
                    <h1 class="name">{w.t("codes-type-title")}</h1>
                    <p class="soft">{lead}</p>
                    {form(String::new(), None, &w)}
                </div>
            </div>
        }
    })
    .about(b.t("codes-type-lead"))
}

/// A code that leads nowhere, answered with 404: what is wrong with it, what it may have been, and the
/// form once more.
///
/// # Errors
/// When the database cannot be asked for the codes that look alike.
pub async fn unknown(b: &Backend, typed: &str) -> Result<Page, AppError> {
    let alike = b.codes.issued(&look_alikes(typed)).await?;
    let typed: String = typed.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    let wrong = Code::parse(&typed).err().map(said);
    let w = b.words();
    let title = b.with("codes-unknown-title", &[("code", typed.to_uppercase().into())]);
    Ok(Page::new(title.clone(), Frame::private(0, None), move || {
        let text = if wrong.is_some() { "codes-unknown-typed" } else { "codes-unknown-text" };
        let home = routes::home(w.lang);
        view! {
            <div class="page">
                <div class="blank">
                    <Drawing name=Draw::Tag/>
                    <h1 class="name">{title}</h1>
                    <p class="soft">{w.t(text)}" "{w.t("codes-never")}</p>
                    {offered(alike, &w).into_any()}
                    {form(typed, wrong, &w).into_any()}
                    <a class="btn wide" href=home>{w.t("codes-to-shops")}</a>
                </div>
            </div>
        }
    })
    .status(404)
    .noindex())
}

fn said(error: CodeError) -> Message {
    match error {
        CodeError::Length { found, wanted } => Message::new("codes-length").with("found", found).with("wanted", wanted),
        CodeError::Symbol { position, symbol } => {
            Message::new("codes-symbol").with("position", position).with("symbol", symbol.to_uppercase())
        }
        CodeError::Check => Message::new("codes-check"),
    }
}

fn offered(alike: Vec<Code>, w: &Words) -> Option<impl IntoView + use<>> {
    if alike.is_empty() {
        return None;
    }
    let links = alike
        .into_iter()
        .map(|code| {
            let href = routes::scan(code.as_str());
            view! { <a class="btn line wide" href=href><span class="code">{code.to_string()}</span></a> }
        })
        .collect_view();
    Some(view! { <p>{w.t("codes-meant")}</p> {links} })
}

fn form(typed: String, wrong: Option<Message>, w: &Words) -> impl IntoView + use<> {
    let (label, open) = (w.t("codes-label"), w.t("codes-open"));
    let bad = wrong.is_some();
    let error = wrong.map(|message| view! { <p class="err" id="code-err">{w.message(&message)}</p> });
    view! {
        <form class=if bad { "field bad stack" } else { "field stack" } action=routes::TYPE_CODE>
            <label for="code">{label}</label>
            <input
                class="input code"
                id="code"
                name="code"
                value=typed
                required
                maxlength="20"
                autocapitalize="characters"
                autocomplete="off"
                spellcheck="false"
                aria-invalid=bad.then_some("true")
                aria-describedby=bad.then_some("code-err")
            />
            {error}
            <button class="btn main wide">{open}</button>
        </form>
    }
}
