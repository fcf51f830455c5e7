//! Statements of a shop's own pieces. Rows stay here and are turned into the app's types.

pub mod change;
pub mod own;
pub mod photos;
