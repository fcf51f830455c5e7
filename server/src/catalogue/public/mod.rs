//! Pieces as visitors see them: answers the public pages of this room, and the list for search engines.

pub mod http;
pub mod sitemap;
mod sql;

use std::collections::HashMap;

use app::catalogue::public::{House as Shopfront, PublicPiece, Scope, Stretch, Tile};
use app::codes::Kind;
use app::codes::rules::Code;
use app::error::AppError;
use app::ids::{RegionId, ShopId};
use app::regions::public::Tally;

use crate::house::House;

/// The piece of a printed code with its photos. Drafts, shops' codes and unknown ones do not exist.
pub async fn piece(house: &House, code: &str) -> Result<PublicPiece, AppError> {
    let code = Code::parse(code).map_err(|_| AppError::NotFound)?;
    let db = house.store.read();
    let target = house.codes.target(db, &code).await?;
    if target.kind != Kind::Product {
        return Err(AppError::NotFound);
    }
    let mut piece = sql::piece(db, &target.id).await?.ok_or(AppError::NotFound)?;
    piece.photos = sql::photos(db, &piece.id).await?;
    Ok(piece)
}

/// A stretch of a list of pieces.
pub async fn tiles(house: &House, scope: &Scope, stretch: Stretch) -> Result<Vec<Tile>, AppError> {
    sql::tiles(house.store.read(), scope, stretch).await
}

/// How many pieces a shop's page lists.
pub async fn pieces_of(house: &House, shop: &ShopId) -> Result<i64, AppError> {
    sql::pieces_of(house.store.read(), shop).await
}

/// Shops with something on their shelf.
pub async fn shopfronts(house: &House, scope: &Scope, stretch: Stretch) -> Result<Vec<Shopfront>, AppError> {
    sql::houses(house.store.read(), scope, stretch).await
}

/// What stands on shelves: by village within a regency, or by regency.
pub async fn tallies(house: &House, regency: Option<&RegionId>) -> Result<HashMap<RegionId, Tally>, AppError> {
    let found = sql::tallies(house.store.read(), regency.map(RegionId::as_str)).await?;
    Ok(found.into_iter().map(|(id, tally)| (RegionId(id), tally)).collect())
}
