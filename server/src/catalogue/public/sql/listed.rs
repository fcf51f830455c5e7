//! Statements of what search engines may list.

use app::error::AppError;
use sqlx::AnyPool;

use crate::catalogue::public::sitemap::Entry;
use crate::store::DbResult as _;

/// Everything a search engine may list, in a fixed order: places with something on their shelves, open
/// shops, and published pieces.
macro_rules! listed {
    () => {
        concat!(
            "select '/r/' || r.slug as tail, r.updated_at as changed, r.id as id, 1 as kind from regions r \
               where r.level = 'regency' and r.open = 1 \
             union all select '/r/' || r.slug || '/' || v.slug, v.updated_at, v.id, 2 \
               from regions v join regions r on r.id = v.regency_id where v.level = 'village' and r.open = 1 \
               and exists (select 1 from shops s join products q on q.shop_id = s.id where s.village_id = v.id and ",
            on_shelf!(),
            ") union all select '/s/' || c.code, s.updated_at, s.id, 3 from shops s \
               join codes c on c.kind = 'shop' and c.target_id = s.id where s.opened_at is not null \
             union all select '/p/' || c.code, q.updated_at, q.id, 4 from products q \
               join codes c on c.kind = 'product' and c.target_id = q.id where q.state = 'published'"
        )
    };
}

pub async fn sitemap_count(db: &AnyPool) -> Result<i64, AppError> {
    const COUNT: &str = concat!("select count(*) from (", listed!(), ") listed");
    sqlx::query_scalar(COUNT).fetch_one(db).await.db()
}

pub async fn sitemap(db: &AnyPool, most: i64, after: i64) -> Result<Vec<Entry>, AppError> {
    const LIST: &str =
        concat!("select tail, changed from (", listed!(), ") listed order by kind, id limit $1 offset $2");
    let rows: Vec<(String, i64)> = sqlx::query_as(LIST).bind(most).bind(after).fetch_all(db).await.db()?;
    Ok(rows.into_iter().map(|(tail, changed)| Entry { tail, changed }).collect())
}
