//! What somebody typed into a form, and what is wrong with it: so a form can be shown again
//! with nothing lost.

use std::collections::BTreeMap;

use crate::error::{AppError, FieldError, Message};

/// The typed values of a form and the messages at its fields.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    values: BTreeMap<String, Vec<String>>,
    errors: BTreeMap<String, Message>,
    /// A message for the whole form, such as what happened meanwhile.
    pub notice: Option<Message>,
}

impl Typed {
    /// From the pairs of a form body, in order. No keyboard types a NUL and PostgreSQL keeps none in a text: it is left
    /// out.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let text = |text: String| if text.contains('\0') { text.replace('\0', "") } else { text };
        let mut typed = Self::default();
        for (name, value) in pairs {
            typed.values.entry(text(name)).or_default().push(text(value));
        }
        typed
    }

    /// Sets a value unless the person typed one: what an edit form starts from.
    pub fn default_to(&mut self, name: &str, value: impl Into<String>) {
        self.values.entry(name.to_owned()).or_insert_with(|| vec![value.into()]);
    }

    /// Sets a value whatever was typed.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), vec![value.into()]);
    }

    /// Adds one of several values of a name, as checkboxes do.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.values.entry(name.to_owned()).or_default().push(value.into());
    }

    /// True when nothing was typed yet.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The last value of a name, trimmed; empty when absent.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).and_then(|all| all.last()).map_or("", |value| value.trim())
    }

    /// The same, or `usual` when it is empty.
    pub fn or(&self, name: &str, usual: &str) -> String {
        let typed = self.get(name);
        if typed.is_empty() { usual.to_owned() } else { typed.to_owned() }
    }

    /// The version a form carries: the one it was made from while it comes back for a typo, so that what somebody else
    /// saves meanwhile is not overwritten in silence; the newest once a notice has told of that.
    pub fn version(&self, newest: i64) -> i64 {
        self.get("version").parse().ok().filter(|_| self.notice.is_none()).unwrap_or(newest)
    }

    /// True when the name was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// All values of a name, such as checkboxes.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// True when a checkbox or radio of this name has this value.
    pub fn chose(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|one| one == value)
    }

    /// Every name that was sent, once.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Every pair, in order of names: what a form's body hash is made of.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().flat_map(|(name, all)| all.iter().map(move |value| (name.as_str(), value.as_str())))
    }

    /// Puts a message at a field; the first one stays.
    pub fn wrong(&mut self, field: &str, message: impl Into<Message>) {
        self.errors.entry(field.to_owned()).or_insert_with(|| message.into());
    }

    /// The message at a field.
    pub fn error(&self, field: &str) -> Option<&Message> {
        self.errors.get(field)
    }

    /// True when a field has a message.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Ok while nothing is wrong, otherwise all that is.
    pub fn check(&self) -> Result<(), AppError> {
        if self.errors.is_empty() {
            return Ok(());
        }
        Err(AppError::Invalid(
            self.errors
                .iter()
                .map(|(field, message)| FieldError { field: field.clone().into(), message: message.clone() })
                .collect(),
        ))
    }

    /// Takes the messages of an answer; true when the form should be shown again with them.
    pub fn take(&mut self, error: &AppError) -> bool {
        match error {
            AppError::Invalid(fields) => {
                for field in fields {
                    self.wrong(&field.field, field.message.clone());
                }
                true
            }
            AppError::Conflict(message) | AppError::Forbidden(message) => {
                self.notice = Some(message.clone());
                true
            }
            _ => false,
        }
    }
}
