//! The room's work: may this actor, one transaction, its statements, what follows.

use app::monitoring::Monitoring;

use crate::house::House;

#[async_trait::async_trait]
impl Monitoring for House {}
