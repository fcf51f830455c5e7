//! Statements of photos and of the keys their files lie under.

use app::catalogue::Photo;
use app::error::AppError;
use app::ids::{PhotoId, ProductId, ShopId};
use sqlx::{Any, AnyPool, Executor};

use crate::store::{DbResult as _, Tx};

/// A photo about to be written.
pub struct NewPhoto {
    pub id: PhotoId,
    pub private_key: String,
    pub public_key: Option<String>,
    pub width: i64,
    pub height: i64,
    pub tint: String,
    /// The hash of the bytes that were sent: the same picture sent again is the same photo. None for copies.
    pub sent_hash: Option<String>,
    pub is_drawing: bool,
}

/// Adds a photo behind the others; false when the piece has the same picture already.
pub async fn insert(tx: &mut Tx, product: &ProductId, photo: &NewPhoto) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "insert into photos (id, product_id, position, private_key, public_key, width, height, tint, sent_hash, \
           is_drawing, created_at) \
         select $1, $2, coalesce(max(position), -1) + 1, $3, $4, $5, $6, $7, $8, $9, $10 \
         from photos where product_id = $2 and removed_at is null \
         on conflict (product_id, sent_hash) where removed_at is null do nothing",
    )
    .bind(photo.id.0.clone())
    .bind(product.0.clone())
    .bind(photo.private_key.clone())
    .bind(photo.public_key.clone())
    .bind(photo.width)
    .bind(photo.height)
    .bind(photo.tint.clone())
    .bind(photo.sent_hash.clone())
    .bind(i64::from(photo.is_drawing))
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// The photo that was made from these bytes before, if the piece still has it.
pub async fn of_hash<'e>(
    db: impl Executor<'e, Database = Any>,
    product: &ProductId,
    sent_hash: &str,
) -> Result<Option<PhotoId>, AppError> {
    let row: Option<(String,)> =
        sqlx::query_as("select id from photos where product_id = $1 and sent_hash = $2 and removed_at is null")
            .bind(product.0.clone())
            .bind(sent_hash.to_owned())
            .fetch_optional(db)
            .await
            .db()?;
    Ok(row.map(|(id,)| PhotoId(id)))
}

/// Writes the order of a piece's photos.
pub async fn put_in_order(tx: &mut Tx, photos: &[Photo]) -> Result<(), AppError> {
    for (position, photo) in (0_i64..).zip(photos) {
        sqlx::query("update photos set position = $2 where id = $1")
            .bind(photo.id.0.clone())
            .bind(position)
            .execute(tx.db())
            .await
            .db()?;
    }
    Ok(())
}

/// Names a photo's public files, if it has none yet.
pub async fn name_public(tx: &mut Tx, id: &PhotoId, public_key: &str) -> Result<bool, AppError> {
    let done =
        sqlx::query("update photos set public_key = $2 where id = $1 and public_key is null and removed_at is null")
            .bind(id.0.clone())
            .bind(public_key.to_owned())
            .execute(tx.db())
            .await
            .db()?;
    Ok(done.rows_affected() == 1)
}

/// Takes a photo off its piece.
pub async fn remove(tx: &mut Tx, id: &PhotoId) -> Result<(), AppError> {
    let now = tx.now;
    sqlx::query("update photos set removed_at = $2, public_key = null where id = $1")
        .bind(id.0.clone())
        .bind(now)
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

/// Takes a photo's public name away and keeps the photo.
pub async fn unname(tx: &mut Tx, id: &PhotoId) -> Result<(), AppError> {
    sqlx::query("update photos set public_key = null where id = $1").bind(id.0.clone()).execute(tx.db()).await.db()?;
    Ok(())
}

/// True when a private key names a photo of this shop.
pub async fn is_own(db: &AnyPool, shop: &ShopId, private_key: &str) -> Result<bool, AppError> {
    let row: Option<(String,)> = sqlx::query_as(
        "select f.id from photos f join products p on p.id = f.product_id \
         where f.private_key = $1 and p.shop_id = $2 and f.removed_at is null",
    )
    .bind(private_key.to_owned())
    .bind(shop.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.is_some())
}

/// Every key that names files which must stay: (private, public).
pub async fn live_keys(db: &AnyPool) -> Result<Vec<(String, Option<String>)>, AppError> {
    sqlx::query_as("select private_key, public_key from photos where removed_at is null").fetch_all(db).await.db()
}
