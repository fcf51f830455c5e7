//! Which of a shop's pieces people looked at by their tags.

mod sql;

pub use sql::most;
