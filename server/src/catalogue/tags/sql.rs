//! Statements of hang tags: a shop's pieces with the codes they carry.

use std::collections::BTreeMap;

use app::catalogue::tags::TagPiece;
use app::error::AppError;
use app::ids::ShopId;
use app::money::{Currency, Money};
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    code: String,
    name: String,
    language: String,
    price_minor: i64,
    kind: String,
    state: String,
    stock: i64,
    photo: Option<String>,
}

/// Pieces that carry a code and are not archived, those for sale first. `codes` narrows it: `,7K3Q9XH,4WMT8C4,`
/// for two, empty for all.
pub async fn pieces(
    db: &AnyPool,
    shop: &ShopId,
    codes: &str,
    (limit, offset): (i64, i64),
) -> Result<Vec<TagPiece>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select p.id, c.code, p.name, p.language, coalesce(p.price_minor, 0) as price_minor, p.kind, p.state, p.stock, \
           (select f.public_key from photos f where f.product_id = p.id and f.removed_at is null \
             order by f.position, f.id limit 1) as photo \
         from products p join codes c on c.kind = 'product' and c.target_id = p.id \
         where p.shop_id = $1 and p.state in ('published', 'hidden') and ($2 = '' or $2 like '%,' || c.code || ',%') \
         order by case when p.state = 'published' and (p.stock > 0 or p.kind = 'made_to_order') then 0 else 1 end, \
           p.updated_at desc, p.id limit $3 offset $4",
    )
    .bind(shop.0.clone())
    .bind(codes.to_owned())
    .bind(limit)
    .bind(offset)
    .fetch_all(db)
    .await
    .db()?;
    let mut makers = makers(db, shop).await?;
    Ok(rows.into_iter().map(|row| piece(row, &mut makers)).collect())
}

fn piece(row: Row, makers: &mut BTreeMap<String, Vec<String>>) -> TagPiece {
    let needed = match (row.state.as_str(), row.kind.as_str()) {
        ("published", "made_to_order") => 1,
        ("published", _) => row.stock,
        _ => 0,
    };
    TagPiece {
        makers: makers.remove(&row.id).unwrap_or_default(),
        id: row.id,
        code: row.code,
        name: row.name,
        language: Lang::parse(&row.language).unwrap_or(Lang::Id),
        price: Money { minor: row.price_minor, currency: Currency::Idr },
        photo: row.photo,
        needed,
    }
}

/// Who made each of the shop's pieces.
async fn makers(db: &AnyPool, shop: &ShopId) -> Result<BTreeMap<String, Vec<String>>, AppError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select pm.product_id, m.name from makers m join product_makers pm on pm.maker_id = m.id \
         where m.shop_id = $1 order by pm.product_id, pm.position, m.position",
    )
    .bind(shop.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    let mut makers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (product, name) in rows {
        makers.entry(product).or_default().push(name);
    }
    Ok(makers)
}

/// How many [`pieces`] there are.
pub async fn count(db: &AnyPool, shop: &ShopId) -> Result<i64, AppError> {
    let (count,): (i64,) = sqlx::query_as(
        "select count(*) from products p join codes c on c.kind = 'product' and c.target_id = p.id \
         where p.shop_id = $1 and p.state in ('published', 'hidden')",
    )
    .bind(shop.0.clone())
    .fetch_one(db)
    .await
    .db()?;
    Ok(count)
}
