//! The room's work: may this actor, one transaction, its statements, what follows.

mod sql_settings;
mod start;
pub mod sticker;

use app::payments::Payments;

pub use start::start;

use crate::house::House;

#[async_trait::async_trait]
impl Payments for House {}
