//! The room's work: may this actor, one transaction, its statements, what follows.

pub mod sticker;

use app::payments::Payments;

use crate::house::House;

#[async_trait::async_trait]
impl Payments for House {}
