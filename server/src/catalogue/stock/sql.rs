//! Statements of the shelf.

use app::error::AppError;
use app::ids::{ProductId, ShopId};
use app::money::Money;
use app::orders::{Kind, Other, Piece};
use app::words::Lang;
use sqlx::{Any, AnyPool, Executor};

use crate::store::{DbResult as _, Tx, among};

#[derive(sqlx::FromRow)]
struct PieceRow {
    id: String,
    shop_id: String,
    code: String,
    kind: String,
    state: String,
    name: String,
    language: String,
    price_minor: Option<i64>,
    stock: i64,
    version: i64,
    size_note: String,
    weight_g: Option<i64>,
    facts: Option<String>,
    makers: Option<String>,
    photo: Option<String>,
}

const PIECES: &str = "select p.id, p.shop_id, c.code, p.kind, p.state, p.name, p.language, p.price_minor, p.stock, p.version, \
    p.size_note, p.weight_g, \
    (select string_agg(f.fact, ',') from (select fact from product_facts where product_id = p.id order by fact) f) as facts, \
    (select string_agg(m.name, ', ') from (select k.name from product_makers pm join makers k on k.id = pm.maker_id \
      where pm.product_id = p.id order by pm.position) m) as makers, \
    (select public_key from photos where product_id = p.id and public_key is not null and removed_at is null \
      order by position, id limit 1) as photo \
  from codes c join products p on p.id = c.target_id \
  where c.kind = 'product' and p.state <> 'draft' and p.published_at is not null";

/// The pieces whose `column` is one of some values, in no order; values of nothing are left out.
pub async fn pieces<'e, E: Executor<'e, Database = Any>>(
    db: E,
    column: &'static str,
    values: &[String],
) -> Result<Vec<Piece>, AppError> {
    let sql = |places: &str| format!("{PIECES} and {column} in ({places})");
    let rows: Vec<PieceRow> = among(db, &[], values.iter().cloned(), sql).await?;
    Ok(rows.into_iter().filter_map(PieceRow::piece).collect())
}

impl PieceRow {
    fn piece(self) -> Option<Piece> {
        let list = |text: Option<String>, by: &str| {
            text.unwrap_or_default().split(by).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        Some(Piece {
            id: ProductId(self.id),
            shop: ShopId(self.shop_id),
            code: self.code,
            kind: Kind::parse(&self.kind)?,
            published: self.state == "published",
            name: self.name,
            lang: Lang::parse(&self.language).unwrap_or(Lang::Id),
            price: Money { minor: self.price_minor?, ..Money::rupiah(0) },
            left: self.stock,
            version: self.version,
            size_note: self.size_note,
            weight_g: self.weight_g,
            facts: list(self.facts, ","),
            makers: list(self.makers, ", "),
            photo: self.photo,
        })
    }
}

pub async fn take_turn(tx: &mut Tx, id: &str) -> Result<(), AppError> {
    sqlx::query("update products set held = held where id = $1").bind(id.to_owned()).execute(tx.db()).await.db()?;
    Ok(())
}

pub async fn reserve(tx: &mut Tx, id: &ProductId, quantity: i64, version: i64) -> Result<bool, AppError> {
    let done = sqlx::query(
        "update products set stock = stock - $2, held = held + $2 \
         where id = $1 and state = 'published' and kind <> 'made_to_order' and stock >= $2 and version = $3",
    )
    .bind(id.0.clone())
    .bind(quantity)
    .bind(version)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn take_again(tx: &mut Tx, id: &ProductId, quantity: i64) -> Result<bool, AppError> {
    let done = sqlx::query(
        "update products set stock = stock - $2, held = held + $2 \
         where id = $1 and state in ('published', 'hidden') and kind <> 'made_to_order' and stock >= $2",
    )
    .bind(id.0.clone())
    .bind(quantity)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn give_back(tx: &mut Tx, id: &ProductId, quantity: i64) -> Result<bool, AppError> {
    let done = sqlx::query("update products set stock = stock + $2, held = held - $2 where id = $1 and held >= $2")
        .bind(id.0.clone())
        .bind(quantity)
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}

/// Pieces that were gone are there again. A unique piece is never there twice: she may have put it on the shelf by hand
/// before.
pub async fn restock(tx: &mut Tx, id: &ProductId, quantity: i64) -> Result<(), AppError> {
    sqlx::query(
        "update products set stock = case when kind = 'unique' then 1 - held else stock + $2 end where id = $1",
    )
    .bind(id.0.clone())
    .bind(quantity)
    .execute(tx.db())
    .await
    .db()?;
    Ok(())
}

pub async fn settle(tx: &mut Tx, id: &ProductId, quantity: i64) -> Result<bool, AppError> {
    let done = sqlx::query("update products set held = held - $2 where id = $1 and held >= $2")
        .bind(id.0.clone())
        .bind(quantity)
        .execute(tx.db())
        .await
        .db()?;
    Ok(done.rows_affected() == 1)
}

#[derive(sqlx::FromRow)]
struct OtherRow {
    code: String,
    name: String,
    language: String,
    price_minor: Option<i64>,
    photo: Option<String>,
}

pub async fn others(db: &AnyPool, shop: &ShopId, except: &ProductId, most: i64) -> Result<Vec<Other>, AppError> {
    let rows: Vec<OtherRow> = sqlx::query_as(
        "select c.code, p.name, p.language, p.price_minor, \
           (select public_key from photos where product_id = p.id and public_key is not null and removed_at is null \
             order by position, id limit 1) as photo \
         from products p join codes c on c.kind = 'product' and c.target_id = p.id \
         where p.shop_id = $1 and p.id <> $2 and p.state = 'published' and (p.stock > 0 or p.kind = 'made_to_order') \
         order by p.published_at desc, p.id limit $3",
    )
    .bind(shop.0.clone())
    .bind(except.0.clone())
    .bind(most)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Other {
                code: row.code,
                name: row.name,
                lang: Lang::parse(&row.language).unwrap_or(Lang::Id),
                price: Money { minor: row.price_minor?, ..Money::rupiah(0) },
                photo: row.photo,
            })
        })
        .collect())
}
