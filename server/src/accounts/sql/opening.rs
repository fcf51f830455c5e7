//! Statements of what pieces need of their shop.

use app::accounts::shop::Maker;
use app::error::AppError;
use app::ids::{MakerId, ShopId};
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::{DbResult as _, Tx};

type Row = (String, Option<String>, Option<String>);

/// The language, and who makes pieces now; one row per maker, or one without.
pub async fn workbench(db: &AnyPool, shop: &ShopId) -> Result<Option<(Lang, Vec<Maker>)>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select s.language, m.id, m.name from shops s \
         left join makers m on m.shop_id = s.id and m.left_at is null \
         where s.id = $1 order by m.position, m.id",
    )
    .bind(shop.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    let Some((language, _, _)) = rows.first() else {
        return Ok(None);
    };
    let language = Lang::parse(language).unwrap_or(Lang::Id);
    let makers = rows.into_iter().filter_map(|(_, id, name)| Some(Maker { id: MakerId(id?), name: name? })).collect();
    Ok(Some((language, makers)))
}

pub async fn open_shop(tx: &mut Tx, shop: &ShopId) -> Result<bool, AppError> {
    let now = tx.now;
    let done = sqlx::query(
        "update shops set opened_at = $2, opened_village_id = village_id, updated_at = $2 \
         where id = $1 and opened_at is null",
    )
    .bind(shop.0.clone())
    .bind(now)
    .execute(tx.db())
    .await
    .db()?;
    Ok(done.rows_affected() == 1)
}

pub async fn can_be_found(tx: &mut Tx, shop: &ShopId) -> Result<bool, AppError> {
    let (found,): (i64,) = sqlx::query_as(
        "select count(*) from shops s where s.id = $1 and ((s.whatsapp is not null and s.whatsapp_public = 1) \
           or exists (select 1 from meeting_places g where g.shop_id = s.id and g.closed_at is null))",
    )
    .bind(shop.0.clone())
    .fetch_one(tx.db())
    .await
    .db()?;
    Ok(found > 0)
}

pub async fn portrait_keys(db: &AnyPool) -> Result<Vec<String>, AppError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("select portrait_key from shops where portrait_key is not null").fetch_all(db).await.db()?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
