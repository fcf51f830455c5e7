//! A tourist's browser with a checkout: a random id in a cookie, kept 30 days, stored hashed. It is made by
//! the checkout page alone; nothing before that needs it.

mod sql;

use app::error::AppError;
use app::ids::VisitorId;

use crate::clock;
use crate::house::House;
use crate::keys::token_hash;
use crate::store::Tx;

/// How long a visitor is remembered, in seconds.
pub const REMEMBERED_S: i64 = 30 * 86_400;

/// A new visitor, and the token for the cookie.
pub async fn welcome(house: &House) -> Result<(VisitorId, String), AppError> {
    let token = clock::token();
    let hash = token_hash(&token);
    let id = house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (id, until) = (tx.new_id(), tx.now + REMEMBERED_S * 1_000);
                sql::insert(tx, &id, &hash, until).await?;
                Ok(id)
            })
        })
        .await?;
    Ok((VisitorId(id), token))
}

/// Forgets visitors whose cookie has run out.
pub async fn prune(tx: &mut Tx) -> Result<(), AppError> {
    sql::prune(tx).await
}
