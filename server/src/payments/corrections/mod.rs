//! Mending the books by hand: the administrator's, always a new entry, signed, with its reason.
//!
//! Cannot be undone: another correction takes it back.

pub mod http;
mod sql;

pub use sql::{of_regency, of_shop, shop_of_code};
