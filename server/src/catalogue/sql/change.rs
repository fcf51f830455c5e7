//! Changing a shop's pieces. Every statement names the shop, and every change of state or stock is
//! conditional on what it starts from.

use app::catalogue::rules::typed::Sheet;
use app::catalogue::rules::{Kind, State, Step};
use app::error::AppError;
use app::ids::{ProductId, ShopId};
use app::words::Lang;

use crate::store::{DbResult as _, Tx};

/// Creates an empty draft under an id the form brought; false when the id is taken.
pub async fn insert_draft(tx: &mut Tx, shop: &ShopId, id: &ProductId, language: Lang) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "insert into products (id, shop_id, kind, state, language, created_at, updated_at) \
         values ($1, $2, 'unique', 'draft', $3, $4, $4) on conflict (id) do nothing",
    )
    .bind(id.0.clone())
    .bind(shop.0.clone())
    .bind(language.code())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Holds a piece's row until the transaction ends, so that what is read next stays true.
/// False when the piece is not this shop's.
pub async fn hold(tx: &mut Tx, shop: &ShopId, id: &ProductId) -> Result<bool, AppError> {
    let done = sqlx::query("update products set version = version where id = $1 and shop_id = $2")
        .bind(id.0.clone())
        .bind(shop.0.clone())
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}

/// Writes a form's fields. The stock changes by `by`, never to a number; `newer` is 1 when buyers have to see it again.
/// False when the stock would go below zero.
pub async fn write(tx: &mut Tx, id: &ProductId, sheet: &Sheet, by: i64, newer: i64) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update products set kind = $2, name = $3, language = $4, price_minor = $5, stock = stock + $6, weeks = $7, \
           size_note = $8, weight_g = $9, story = $10, version = version + $11, updated_at = $12 \
         where id = $1 and stock + $6 >= 0",
    )
    .bind(id.0.clone())
    .bind(sheet.kind.as_str())
    .bind(sheet.name.clone())
    .bind(sheet.language.code())
    .bind(sheet.price.map(|price| price.minor))
    .bind(by)
    .bind(sheet.weeks.filter(|_| sheet.kind == Kind::MadeToOrder))
    .bind(sheet.size_note.clone())
    .bind(sheet.weight_g)
    .bind(sheet.story.clone())
    .bind(newer)
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

/// Replaces the ticked facts and makers.
pub async fn write_marks(tx: &mut Tx, id: &ProductId, sheet: &Sheet) -> Result<(), AppError> {
    for table in ["delete from product_facts where product_id = $1", "delete from product_makers where product_id = $1"]
    {
        sqlx::query(table).bind(id.0.clone()).execute(tx.db()).await.db()?;
    }
    for fact in &sheet.facts {
        sqlx::query("insert into product_facts (product_id, fact) values ($1, $2)")
            .bind(id.0.clone())
            .bind(fact.code)
            .execute(tx.db())
            .await
            .db()?;
    }
    for (position, maker) in (0_i64..).zip(&sheet.makers) {
        sqlx::query("insert into product_makers (product_id, maker_id, position) values ($1, $2, $3)")
            .bind(id.0.clone())
            .bind(maker.0.clone())
            .bind(position)
            .execute(tx.db())
            .await
            .db()?;
    }
    Ok(())
}

/// Makes a step of the state table; false when the piece is not where the step starts.
/// A draft thrown away keeps none of its words.
pub async fn forget_words(tx: &mut Tx, id: &ProductId) -> Result<(), AppError> {
    sqlx::query("update products set name = '', story = '', size_note = '' where id = $1")
        .bind(id.0.clone())
        .execute(tx.db())
        .await
        .db()?;
    Ok(())
}

pub async fn step(tx: &mut Tx, id: &ProductId, step: Step) -> Result<bool, AppError> {
    let now = tx.now;
    let published = (step.to == State::Published).then_some(now);
    let done = sqlx::query(
        "update products set state = $3, updated_at = $4, published_at = coalesce(published_at, $5) \
         where id = $1 and state = $2",
    )
    .bind(id.0.clone())
    .bind(step.from.as_str())
    .bind(step.to.as_str())
    .bind(now)
    .bind(published)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}
