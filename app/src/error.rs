//! The one error that crosses the wire. The server logs causes; people get a message key.

use std::borrow::Cow;

use serde::Serialize;

/// A sentence to be said in the reader's language: a Fluent key and its arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    pub key: Cow<'static, str>,
    pub args: Vec<(Cow<'static, str>, String)>,
}

impl Message {
    /// A sentence without arguments.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }

    /// The same sentence with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name.into(), value.to_string()));
        self
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    pub field: Cow<'static, str>,
    pub message: Message,
}

/// Everything that can be answered instead of what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in: 303 to the sign-in page, 401 for islands.
    #[error("not signed in")]
    Unauthenticated,
    /// It does not exist, or it is somebody else's: 404.
    #[error("not found")]
    NotFound,
    /// One's own object, but not this move: 403.
    #[error("forbidden: {}", .0.key)]
    Forbidden(Message),
    /// Something happened meanwhile: 409. The message tells what.
    #[error("conflict: {}", .0.key)]
    Conflict(Message),
    /// The form's fields, each with what to do: 422.
    #[error("invalid")]
    Invalid(Vec<FieldError>),
    /// More than the route takes: 413.
    #[error("too large")]
    TooLarge,
    /// Asked too often; seconds to wait: 429.
    #[error("too many, retry after {retry_after} s")]
    TooMany { retry_after: u32 },
    /// Busy or not reachable; seconds to wait: 503.
    #[error("unavailable, retry after {retry_after} s")]
    Unavailable { retry_after: u32 },
    /// A fault of ours; the cause is in the log under the request's id: 500.
    #[error("internal")]
    Internal,
}

impl AppError {
    /// One wrong field.
    pub fn invalid(field: impl Into<Cow<'static, str>>, message: impl Into<Message>) -> Self {
        Self::Invalid(vec![FieldError { field: field.into(), message: message.into() }])
    }

    /// Something happened meanwhile.
    pub fn conflict(message: impl Into<Message>) -> Self {
        Self::Conflict(message.into())
    }

    /// One's own, but not this move.
    pub fn forbidden(message: impl Into<Message>) -> Self {
        Self::Forbidden(message.into())
    }

    /// The HTTP status it is answered with.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::NotFound => 404,
            Self::Forbidden(_) => 403,
            Self::Conflict(_) => 409,
            Self::Invalid(_) => 422,
            Self::TooLarge => 413,
            Self::TooMany { .. } => 429,
            Self::Unavailable { .. } => 503,
            Self::Internal => 500,
        }
    }
}
