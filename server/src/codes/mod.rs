//! The room's work: may this actor, one transaction, its statements, what follows.

pub mod symbol;

use app::codes::Codes;

use crate::house::House;

#[async_trait::async_trait]
impl Codes for House {}
