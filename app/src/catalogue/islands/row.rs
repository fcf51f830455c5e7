//! One photo on its way: its picture, its state, its progress, and what can be done about it.

use wasm_bindgen::prelude::*;
use web_sys::{Blob, Document, Element, Url};

use super::Said;
use super::page::{listen, tried};

/// How far a photo has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Waiting,
    Shrinking,
    /// The server is busy; this photo is the next one.
    Resting,
    /// Per cent that have left the phone.
    Going(u32),
    /// Kept by the server under this id.
    Done(String),
    /// What to tell, and whether trying again may help.
    Lost(String, bool),
}

/// The elements of a row.
pub struct Row {
    document: Document,
    item: Element,
    picture: Element,
    state: Element,
    progress: Element,
    acts: Element,
}

impl Row {
    /// A row at the end of a list.
    pub fn new(document: Document, list: &Element) -> Result<Self, JsValue> {
        let make = |name: &str| document.create_element(name);
        let (item, picture, state) = (make("li")?, make("img")?, make("p")?);
        let (progress, acts) = (make("progress")?, make("div")?);
        picture.set_attribute("alt", "")?;
        picture.set_attribute("hidden", "")?;
        state.set_attribute("role", "status")?;
        progress.set_attribute("max", "100")?;
        acts.set_class_name("acts");
        item.append_with_node_4(&picture, &state, &progress, &acts)?;
        list.append_with_node_1(&item)?;
        Ok(Self { document, item, picture, state, progress, acts })
    }

    /// Hangs up the picture that will be sent.
    pub fn picture(&self, small: &Blob) {
        if let Ok(address) = Url::create_object_url_with_blob(small) {
            tried(self.picture.set_attribute("src", &address));
            tried(self.picture.remove_attribute("hidden"));
        }
    }

    /// Shows a step and its buttons.
    pub fn show(&self, step: &Step, said: &Said, retry: impl Fn() + 'static, give_up: impl Fn() + 'static) {
        let (class, text) = match step {
            Step::Waiting | Step::Resting => ("state wait", &said.waiting),
            Step::Shrinking => ("state wait", &said.shrinking),
            Step::Going(_) => ("state wait", &said.going),
            Step::Done(_) => ("state here", &said.done),
            Step::Lost(told, _) => ("err", told),
        };
        self.state.set_class_name(class);
        if self.state.text_content().as_deref() != Some(text) {
            self.state.set_text_content(Some(text));
        }
        let moving = if let Step::Going(percent) = step {
            tried(self.progress.set_attribute("value", &percent.to_string()));
            tried(self.progress.set_attribute("aria-label", text));
            self.progress.remove_attribute("hidden")
        } else {
            self.progress.set_attribute("hidden", "")
        };
        tried(moving);
        match step {
            Step::Going(_) => return,
            _ => self.acts.set_text_content(None),
        }
        match step {
            Step::Lost(_, again) => {
                if *again {
                    self.button(&said.again, "btn line", retry);
                }
                self.button(&said.give_up, "btn quiet", give_up);
            }
            // The form's own button: removing needs no script.
            Step::Done(id) => {
                if let Some(button) = self.button(&said.remove, "btn quiet", || {}) {
                    tried(button.set_attribute("type", "submit"));
                    tried(button.set_attribute("name", "photo_do"));
                    tried(button.set_attribute("value", &["remove ", id].concat()));
                }
            }
            _ => {}
        }
    }

    fn button(&self, text: &str, class: &str, press: impl Fn() + 'static) -> Option<Element> {
        let button = self.document.create_element("button").ok()?;
        button.set_class_name(class);
        button.set_text_content(Some(text));
        tried(button.set_attribute("type", "button"));
        listen(&button, "click", move |_| press());
        tried(self.acts.append_with_node_1(&button));
        Some(button)
    }

    /// The row goes.
    pub fn remove(&self) {
        self.item.remove();
    }
}
