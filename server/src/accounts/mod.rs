//! People and shops: sign-in, devices, invitations, consents, and what a shop says of itself.

mod sql;

use app::accounts::Accounts;
use app::backend::Actor;
use app::error::AppError;
use app::ids::{DeviceId, VisitorId};
use app::words::Lang;

use crate::house::House;
use crate::keys::token_hash;

/// Who a session token belongs to, and the language that person reads. None when it has ended.
pub async fn session_actor(house: &House, token: &str, now: i64) -> Result<Option<(Actor, Lang)>, AppError> {
    sql::session_actor(house.store.read(), &token_hash(token), now).await
}

/// The remembered device of a token.
pub async fn device(house: &House, token: &str, now: i64) -> Result<Option<DeviceId>, AppError> {
    sql::device(house.store.read(), &token_hash(token), now).await
}

/// The visitor of a token.
pub async fn visitor(house: &House, token: &str, now: i64) -> Result<Option<VisitorId>, AppError> {
    sql::visitor(house.store.read(), &token_hash(token), now).await
}

#[async_trait::async_trait]
impl Accounts for House {}
