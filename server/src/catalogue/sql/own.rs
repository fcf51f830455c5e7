//! Reading a shop's own pieces.

use app::catalogue::facts;
use app::catalogue::rules::{self, Kind, State};
use app::catalogue::{Card, PAGE, Photo, Piece, Shelf};
use app::error::AppError;
use app::ids::{MakerId, PhotoId, ProductId, ShopId};
use app::money::{Currency, Money};
use app::words::Lang;
use sqlx::{Any, AnyConnection, AnyPool, Executor};

use crate::store::DbResult as _;

/// The amount of a price column.
fn idr(minor: i64) -> Money {
    Money { minor, currency: Currency::Idr }
}

#[derive(sqlx::FromRow)]
struct PieceRow {
    id: String,
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
    version: i64,
}

impl From<PieceRow> for Piece {
    fn from(row: PieceRow) -> Self {
        let language = Lang::parse(&row.language).unwrap_or(Lang::Id);
        Self {
            kind: Kind::parse(&row.kind).unwrap_or(Kind::Unique),
            state: State::parse(&row.state).unwrap_or(State::Archived),
            name: row.name,
            price: row.price_minor.map(idr),
            stock: row.stock,
            held: row.held,
            weeks: row.weeks,
            size_note: row.size_note,
            weight_g: row.weight_g,
            story: row.story,
            version: row.version,
            ..Self::blank(ProductId(row.id), language)
        }
    }
}

/// The row of a piece, without what hangs on it; None when it is not this shop's.
pub async fn piece<'e>(
    db: impl Executor<'e, Database = Any>,
    shop: &ShopId,
    id: &ProductId,
) -> Result<Option<Piece>, AppError> {
    let row: Option<PieceRow> = sqlx::query_as(
        "select id, kind, state, name, language, price_minor, stock, held, weeks, size_note, weight_g, story, version \
         from products where id = $1 and shop_id = $2",
    )
    .bind(id.0.clone())
    .bind(shop.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(Piece::from))
}

/// The draft that was written into last.
pub async fn newest_draft(db: &AnyPool, shop: &ShopId) -> Result<Option<Piece>, AppError> {
    let row: Option<PieceRow> = sqlx::query_as(
        "select id, kind, state, name, language, price_minor, stock, held, weeks, size_note, weight_g, story, version \
         from products where shop_id = $1 and state = 'draft' order by updated_at desc, id desc limit 1",
    )
    .bind(shop.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(Piece::from))
}

/// The piece with its facts, makers and photos.
pub async fn with_parts(db: &AnyPool, mut piece: Piece) -> Result<Piece, AppError> {
    let mut held = db.acquire().await.db()?;
    marks(&mut held, &mut piece).await?;
    piece.photos = photos(&mut *held, &piece.id).await?;
    Ok(piece)
}

/// Reads facts and makers into the piece.
pub async fn marks(db: &mut AnyConnection, piece: &mut Piece) -> Result<(), AppError> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "select 'fact', fact, 0 from product_facts where product_id = $1 \
         union all select 'maker', maker_id, position from product_makers where product_id = $1 order by 1, 3, 2",
    )
    .bind(piece.id.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    let (found, makers): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(what, _, _)| what == "fact");
    let ticked = |code: &str| found.iter().any(|(_, fact, _)| fact == code);
    piece.facts = facts::FACTS.iter().filter(|fact| ticked(fact.code)).collect();
    piece.makers = makers.into_iter().map(|(_, id, _)| MakerId(id)).collect();
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PhotoRow {
    id: String,
    private_key: String,
    public_key: Option<String>,
    width: i64,
    height: i64,
    tint: String,
    is_drawing: i64,
}

impl From<PhotoRow> for Photo {
    fn from(row: PhotoRow) -> Self {
        Self {
            id: PhotoId(row.id),
            private_key: row.private_key,
            public_key: row.public_key,
            width: row.width,
            height: row.height,
            tint: row.tint,
            is_drawing: row.is_drawing == 1,
        }
    }
}

/// A piece's photos in the order they are shown.
pub async fn photos<'e>(db: impl Executor<'e, Database = Any>, id: &ProductId) -> Result<Vec<Photo>, AppError> {
    let rows: Vec<PhotoRow> = sqlx::query_as(
        "select id, private_key, public_key, width, height, tint, is_drawing from photos \
         where product_id = $1 and removed_at is null order by position, id",
    )
    .bind(id.0.clone())
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(Photo::from).collect())
}

/// The price of the piece that was published last.
pub async fn last_price(db: &AnyPool, shop: &ShopId) -> Result<Option<Money>, AppError> {
    let row: Option<(i64,)> = sqlx::query_as(
        "select price_minor from products where shop_id = $1 and state = 'published' and price_minor is not null \
         order by published_at desc, id desc limit 1",
    )
    .bind(shop.0.clone())
    .fetch_optional(db)
    .await
    .db()?;
    Ok(row.map(|(minor,)| idr(minor)))
}

#[derive(sqlx::FromRow)]
struct CardRow {
    id: String,
    kind: String,
    state: String,
    name: String,
    language: String,
    price_minor: Option<i64>,
    stock: i64,
    held: i64,
    photo: Option<String>,
    private_key: String,
    public_key: Option<String>,
    width: i64,
    height: i64,
    tint: String,
    is_drawing: i64,
}

/// One page of the shop's pieces in a state, or in all but the archived; the latest changed first.
pub async fn shelf(db: &AnyPool, shop: &ShopId, state: Option<State>, page: i64) -> Result<Shelf, AppError> {
    let state = state.map(|state| state.as_str().to_owned());
    let (total,): (i64,) = sqlx::query_as(
        "select count(*) from products where shop_id = $1 and (state = $2 or ($2 is null and state <> 'archived')) \
           and (state <> 'archived' or published_at is not null)",
    )
    .bind(shop.0.clone())
    .bind(state.clone())
    .fetch_one(db)
    .await
    .db()?;
    let cards = cards(db, shop, state, PAGE, (page.max(1) - 1).saturating_mul(PAGE)).await?;
    Ok(Shelf { cards, total })
}

/// The pieces in one state, or in all but the archived, the latest changed first.
pub async fn cards(
    db: &AnyPool,
    shop: &ShopId,
    state: Option<String>,
    most: i64,
    skip: i64,
) -> Result<Vec<Card>, AppError> {
    let rows: Vec<CardRow> = sqlx::query_as(
        "select p.id, p.kind, p.state, p.name, p.language, p.price_minor, p.stock, p.held, \
           f.id as photo, coalesce(f.private_key, '') as private_key, f.public_key, coalesce(f.width, 0) as width, \
           coalesce(f.height, 0) as height, coalesce(f.tint, '') as tint, coalesce(f.is_drawing, 0) as is_drawing \
         from products p left join photos f on f.id = (select m.id from photos m where m.product_id = p.id \
           and m.removed_at is null order by m.position, m.id limit 1) \
         where p.shop_id = $1 and (p.state = $2 or ($2 is null and p.state <> 'archived')) \
           and (p.state <> 'archived' or p.published_at is not null) \
         order by p.updated_at desc, p.id desc limit $3 offset $4",
    )
    .bind(shop.0.clone())
    .bind(state)
    .bind(most)
    .bind(skip)
    .fetch_all(db)
    .await
    .db()?;
    Ok(rows.into_iter().map(card).collect())
}

fn card(row: CardRow) -> Card {
    let kind = Kind::parse(&row.kind).unwrap_or(Kind::Unique);
    let state = State::parse(&row.state).unwrap_or(State::Archived);
    Card {
        id: ProductId(row.id),
        name: row.name,
        language: Lang::parse(&row.language).unwrap_or(Lang::Id),
        price: row.price_minor.map(idr),
        kind,
        stock: row.stock,
        shown: rules::shown(state, kind, row.stock, row.held),
        photo: row.photo.map(|id| Photo {
            id: PhotoId(id),
            private_key: row.private_key,
            public_key: row.public_key,
            width: row.width,
            height: row.height,
            tint: row.tint,
            is_drawing: row.is_drawing == 1,
        }),
    }
}
