//! Statements of a shop's makers.

use app::accounts::shop::Maker;
use app::error::AppError;
use app::ids::{MakerId, ShopId};
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

pub async fn makers(db: &AnyPool, shop: &ShopId) -> Result<Vec<Maker>, AppError> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("select id, name from makers where shop_id = $1 and left_at is null order by position, id")
            .bind(shop.0.clone())
            .fetch_all(db)
            .await
            .db()?;
    Ok(rows.into_iter().map(|(id, name)| Maker { id: MakerId(id), name }).collect())
}

/// Makers that have not left.
pub async fn count(tx: &mut Tx, shop: &ShopId) -> Result<i64, AppError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from makers where shop_id = $1 and left_at is null")
        .bind(shop.0.clone())
        .fetch_one(tx.db())
        .await
        .db()?;
    Ok(count)
}

/// A further maker, after the others.
pub async fn insert(tx: &mut Tx, shop: &ShopId, id: &str, name: &str) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query(
        "insert into makers (id, shop_id, name, position, created_at) \
         select $1, $2, $3, coalesce(max(position), -1) + 1, $4 from makers where shop_id = $2",
    )
    .bind(id.to_owned())
    .bind(shop.0.clone())
    .bind(name.to_owned())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

/// False when the maker is not this shop's or has left.
pub async fn rename(tx: &mut Tx, shop: &ShopId, id: &str, name: &str) -> Result<bool, AppError> {
    let done = sqlx::query("update makers set name = $3 where id = $1 and shop_id = $2 and left_at is null")
        .bind(id.to_owned())
        .bind(shop.0.clone())
        .bind(name.to_owned())
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}

/// False when the maker is not this shop's or has left already. Pieces keep the name of who made them.
pub async fn leave(tx: &mut Tx, shop: &ShopId, id: &str) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query("update makers set left_at = $3 where id = $1 and shop_id = $2 and left_at is null")
        .bind(id.to_owned())
        .bind(shop.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}
