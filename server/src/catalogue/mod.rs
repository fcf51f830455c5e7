//! The room's work: may this actor, one transaction, its statements, what follows.

use app::catalogue::Catalogue;

use crate::house::House;

#[async_trait::async_trait]
impl Catalogue for House {}
