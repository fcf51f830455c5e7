//! Statements of visitors' lists: shelves, streets of shops, and what stands there in all.

use std::collections::HashMap;

use app::catalogue::public::{House, Scope, Stretch, Tile};
use app::catalogue::rules::{self, Kind, State};
use app::error::AppError;
use app::ids::ShopId;
use app::regions::public::Tally;
use app::ui::photo::Picture;
use app::words::Lang;
use sqlx::AnyPool;

use super::rupiah;
use crate::store::DbResult as _;

#[derive(sqlx::FromRow)]
struct TileRow {
    code: String,
    name: String,
    language: String,
    price_minor: Option<i64>,
    kind: String,
    stock: i64,
    held: i64,
    village: String,
    public_key: Option<String>,
    width: Option<i64>,
    height: Option<i64>,
    tint: Option<String>,
    is_drawing: Option<i64>,
}

impl TileRow {
    fn tile(self) -> Tile {
        let kind = Kind::parse(&self.kind).unwrap_or(Kind::Unique);
        let photo = self.public_key.zip(self.width).zip(self.height).map(|((key, width), height)| Picture {
            key,
            width,
            height,
            tint: self.tint.unwrap_or_default(),
            drawing: self.is_drawing == Some(1),
        });
        Tile {
            code: self.code,
            name: self.name,
            language: Lang::parse(&self.language).unwrap_or(Lang::Id),
            price: rupiah(self.price_minor),
            shown: rules::shown(State::Published, kind, self.stock, self.held),
            photo,
            village: self.village,
        }
    }
}

/// The statement of a list of pieces: what is common, then whose, then in which order.
macro_rules! tiles {
    ($which:expr, $whose:literal, $order:literal) => {
        concat!(
            "select c.code, q.name, q.language, q.price_minor, q.kind, q.stock, q.held, v.name as village, \
               f.public_key, f.width, f.height, f.tint, f.is_drawing \
             from products q join shops s on s.id = q.shop_id join regions v on v.id = s.village_id \
             join codes c on c.kind = 'product' and c.target_id = q.id \
             left join photos f on f.id = (select g.id from photos g where g.product_id = q.id \
               and g.removed_at is null and g.public_key is not null order by g.position, g.id limit 1) \
             where ",
            $which,
            $whose,
            " order by ",
            $order,
            "q.published_at desc, q.id desc limit $1 offset $2"
        )
    };
}

/// A stretch of a list of pieces: the newest first; in a shop what can be bought comes first and what
/// is sold last.
pub async fn tiles(db: &AnyPool, scope: &Scope, stretch: Stretch) -> Result<Vec<Tile>, AppError> {
    const EVERYWHERE: &str =
        tiles!(on_shelf!(), " and exists (select 1 from regions r where r.id = s.regency_id and r.open = 1)", "");
    const REGENCY: &str = tiles!(on_shelf!(), " and s.regency_id = $3", "");
    const VILLAGE: &str = tiles!(on_shelf!(), " and s.village_id = $3", "");
    const SHOP: &str = tiles!(
        "q.state = 'published'",
        " and q.shop_id = $3 and q.id <> $4",
        "case when q.stock > 0 or q.kind = 'made_to_order' then 0 when q.held > 0 then 1 else 2 end, "
    );
    let (sql, whose, but) = match scope {
        Scope::Everywhere => (EVERYWHERE, None, None),
        Scope::Regency(id) => (REGENCY, Some(id.0.clone()), None),
        Scope::Village(id) => (VILLAGE, Some(id.0.clone()), None),
        Scope::Shop { shop, but } => {
            (SHOP, Some(shop.0.clone()), Some(but.as_ref().map(|id| id.0.clone()).unwrap_or_default()))
        }
    };
    let mut query = sqlx::query_as(sql).bind(stretch.most).bind(stretch.after);
    for value in [whose, but].into_iter().flatten() {
        query = query.bind(value);
    }
    let rows: Vec<TileRow> = query.fetch_all(db).await.db()?;
    Ok(rows.into_iter().map(TileRow::tile).collect())
}

/// How many published pieces a shop's page lists.
pub async fn pieces_of(db: &AnyPool, shop: &ShopId) -> Result<i64, AppError> {
    sqlx::query_scalar("select count(*) from products where shop_id = $1 and state = 'published'")
        .bind(shop.0.clone())
        .fetch_one(db)
        .await
        .db()
}

#[derive(sqlx::FromRow)]
struct HouseRow {
    code: String,
    name: String,
    band: i64,
    village: String,
    makers: i64,
}

/// The statement of a list of shops with something on their shelf.
macro_rules! houses {
    ($whose:literal) => {
        concat!(
            "select c.code, s.name, s.band, v.name as village, \
               (select count(*) from makers m where m.shop_id = s.id and m.left_at is null) as makers \
             from shops s join regions v on v.id = s.village_id \
             join codes c on c.kind = 'shop' and c.target_id = s.id \
             where ",
            $whose,
            " and exists (select 1 from products q where q.shop_id = s.id and ",
            on_shelf!(),
            ") order by s.name, s.id limit $2 offset $3"
        )
    };
}

/// Shops of a regency or a village, by name.
pub async fn houses(db: &AnyPool, scope: &Scope, stretch: Stretch) -> Result<Vec<House>, AppError> {
    const REGENCY: &str = houses!("s.regency_id = $1");
    const VILLAGE: &str = houses!("s.village_id = $1");
    let (sql, whose) = match scope {
        Scope::Regency(id) => (REGENCY, id),
        Scope::Village(id) => (VILLAGE, id),
        Scope::Everywhere | Scope::Shop { .. } => return Ok(Vec::new()),
    };
    let rows: Vec<HouseRow> =
        sqlx::query_as(sql).bind(whose.0.clone()).bind(stretch.most).bind(stretch.after).fetch_all(db).await.db()?;
    Ok(rows
        .into_iter()
        .map(|row| House {
            code: row.code,
            name: row.name,
            band: u8::try_from(row.band).unwrap_or_default(),
            village: row.village,
            makers: row.makers,
        })
        .collect())
}

/// What stands on shelves, by the id of the village or of the regency.
pub async fn tallies(db: &AnyPool, regency: Option<&str>) -> Result<HashMap<String, Tally>, AppError> {
    const BY_VILLAGE: &str = concat!(
        "select s.village_id, count(distinct s.id), count(distinct m.id), count(distinct q.id) \
         from products q join shops s on s.id = q.shop_id \
         left join makers m on m.shop_id = s.id and m.left_at is null where s.regency_id = $1 and ",
        on_shelf!(),
        " group by s.village_id"
    );
    const BY_REGENCY: &str = concat!(
        "select s.regency_id, count(distinct s.id), count(distinct m.id), count(distinct q.id) \
         from products q join shops s on s.id = q.shop_id \
         left join makers m on m.shop_id = s.id and m.left_at is null where ",
        on_shelf!(),
        " group by s.regency_id"
    );
    let rows: Vec<(String, i64, i64, i64)> = match regency {
        Some(id) => sqlx::query_as(BY_VILLAGE).bind(id.to_owned()).fetch_all(db).await.db()?,
        None => sqlx::query_as(BY_REGENCY).fetch_all(db).await.db()?,
    };
    Ok(rows.into_iter().map(|(id, shops, makers, pieces)| (id, Tally { shops, makers, pieces })).collect())
}
