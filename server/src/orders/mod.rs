//! The room's work: may this actor, one transaction, its statements, what follows.

use app::orders::Orders;

use crate::house::House;

#[async_trait::async_trait]
impl Orders for House {}
