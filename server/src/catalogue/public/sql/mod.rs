//! Statements of what visitors see of pieces. They read the tables of the rooms below (shops, codes,
//! places), because a list that asked each room for each line would ask a hundred times.

use app::catalogue::facts;
use app::catalogue::public::PublicPiece;
use app::catalogue::rules::{self, Kind, State};
use app::error::AppError;
use app::ids::{ProductId, ShopId};
use app::money::{Currency, Money};
use app::ui::photo::Picture;
use app::words::Lang;
use sqlx::AnyPool;

use crate::store::DbResult as _;

/// On a shelf: published, and for sale, asked for or made to order.
macro_rules! on_shelf {
    () => {
        "q.state = 'published' and (q.stock > 0 or q.held > 0 or q.kind = 'made_to_order') and s.opened_at is not null"
    };
}

mod listed;
mod lists;

pub use listed::{sitemap, sitemap_count};
pub use lists::{houses, pieces_of, tallies, tiles};

/// Between values that are read as one text; nobody can type it.
const BETWEEN: &str = "\u{1f}";

#[derive(sqlx::FromRow)]
struct PieceRow {
    id: String,
    code: String,
    shop_id: String,
    kind: String,
    state: String,
    name: String,
    language: String,
    price_minor: Option<i64>,
    stock: i64,
    held: i64,
    weeks: Option<i64>,
    size_note: String,
    weight_g: Option<i64>,
    story: String,
    facts: Option<String>,
    makers: Option<String>,
}

impl PieceRow {
    fn piece(self) -> Option<PublicPiece> {
        let (kind, state) = (Kind::parse(&self.kind)?, State::parse(&self.state)?);
        if state == State::Draft {
            return None;
        }
        let split = |text: Option<String>| -> Vec<String> {
            text.map(|text| text.split(BETWEEN).map(str::to_owned).collect()).unwrap_or_default()
        };
        Some(PublicPiece {
            id: ProductId(self.id),
            code: self.code,
            shop: ShopId(self.shop_id),
            kind,
            shown: rules::shown(state, kind, self.stock, self.held),
            name: self.name,
            language: Lang::parse(&self.language).unwrap_or(Lang::Id),
            price: rupiah(self.price_minor),
            stock: self.stock,
            weeks: self.weeks,
            size_note: self.size_note,
            weight_g: self.weight_g,
            story: self.story,
            facts: split(self.facts).iter().filter_map(|code| facts::fact(code)).collect(),
            makers: split(self.makers),
            photos: Vec::new(),
        })
    }
}

fn rupiah(minor: Option<i64>) -> Money {
    Money { minor: minor.unwrap_or_default(), currency: Currency::Idr }
}

/// A piece by its id, without photos; None for drafts and for what does not exist.
pub async fn piece(db: &AnyPool, id: &str) -> Result<Option<PublicPiece>, AppError> {
    let row: Option<PieceRow> = sqlx::query_as(
        "select q.id, c.code, q.shop_id, q.kind, q.state, q.name, q.language, q.price_minor, q.stock, q.held, \
           q.weeks, q.size_note, q.weight_g, q.story, \
           (select string_agg(f.fact, $2 order by f.fact) from product_facts f where f.product_id = q.id) as facts, \
           (select string_agg(m.name, $2 order by p.position, m.id) from product_makers p \
             join makers m on m.id = p.maker_id where p.product_id = q.id) as makers \
         from products q join codes c on c.kind = 'product' and c.target_id = q.id where q.id = $1",
    )
    .bind(id.to_owned())
    .bind(BETWEEN)
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.and_then(PieceRow::piece))
}

#[derive(sqlx::FromRow)]
struct PhotoRow {
    public_key: String,
    width: i64,
    height: i64,
    tint: String,
    is_drawing: i64,
}

/// The published photos of a piece, the main one first.
pub async fn photos(db: &AnyPool, id: &ProductId) -> Result<Vec<Picture>, AppError> {
    let rows: Vec<PhotoRow> = sqlx::query_as(
        "select public_key, width, height, tint, is_drawing from photos \
         where product_id = $1 and removed_at is null and public_key is not null order by position, id",
    )
    .bind(id.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows
        .into_iter()
        .map(|row| Picture {
            key: row.public_key,
            width: row.width,
            height: row.height,
            tint: row.tint,
            drawing: row.is_drawing == 1,
        })
        .collect())
}
