//! What the HTTP tests of orders start from, under the same name.

#[path = "../orders/stage.rs"]
pub mod stage;
