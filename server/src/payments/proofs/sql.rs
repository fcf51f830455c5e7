//! Statements of buyers' pictures of payments.

use app::error::AppError;
use app::ids::{PaymentId, ShopId};
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

/// Names the picture of a payment; gives the key of the one it takes the place of.
pub async fn put(tx: &mut Tx, payment: &PaymentId, key: &str) -> Result<Option<String>, AppError> {
    let old: Option<(String,)> = sqlx::query_as("select media_key from payment_proofs where payment_id = $1")
        .bind(payment.0.clone())
        .fetch_optional(tx.db())
        .await
        .db()?;
    let now = tx.now;
    sqlx::query(
        "insert into payment_proofs (payment_id, order_id, shop_id, media_key, created_at) \
         select p.id, p.order_id, p.shop_id, $2, $3 from payments p where p.id = $1 \
         on conflict (payment_id) do update set media_key = excluded.media_key, created_at = excluded.created_at",
    )
    .bind(payment.0.clone())
    .bind(key.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(old.map(|(key,)| key))
}

/// True when the picture is one of a payment to this shop.
pub async fn is_of_shop(db: &AnyPool, shop: &ShopId, key: &str) -> Result<bool, AppError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from payment_proofs where media_key = $1 and shop_id = $2")
        .bind(key.to_owned())
        .bind(shop.0.clone())
        .fetch_one(db)
        .await
        .db()?;
    Ok(count > 0)
}

/// Every picture that is still named, for the sweep of files.
pub async fn keys(db: &AnyPool) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as("select media_key from payment_proofs").fetch_all(db).await.db()?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// Forgets the pictures of an order; gives their keys, whose files are to be removed after the transaction.
pub async fn forget(tx: &mut Tx, order: &str) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> = sqlx::query_as("select media_key from payment_proofs where order_id = $1")
        .bind(order.to_owned())
        .fetch_all(tx.db())
        .await
        .db()?;
    sqlx::query("delete from payment_proofs where order_id = $1").bind(order.to_owned()).execute(tx.db()).await.db()?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
