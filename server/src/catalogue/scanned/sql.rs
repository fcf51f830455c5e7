//! Statements about scans of a shop's pieces.

use app::catalogue::Scanned;
use app::error::AppError;
use app::ids::ShopId;
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::DbResult as _;

/// The piece with the most visits since `since`, UTC ms; full hours count.
pub async fn most(db: &AnyPool, shop: &ShopId, since: i64) -> Result<Option<Scanned>, AppError> {
    let row: Option<(String, String, i64)> = sqlx::query_as(
        "select p.name, p.language, cast(sum(s.visits) as bigint) as visits \
         from products p join codes c on c.kind = 'product' and c.target_id = p.id join scan_counts s on s.code = c.code \
         where p.shop_id = $1 and s.hour >= $2 group by p.id, p.name, p.language order by visits desc, p.id limit 1",
    )
    .bind(shop.0.clone())
    .bind(since)
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(|(name, language, visits)| Scanned {
        name,
        language: Lang::parse(&language).unwrap_or(Lang::Id),
        visits,
    }))
}
