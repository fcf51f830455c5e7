//! Hang tags: the shop's pieces with their codes, and the doors of the pages that print them.

pub mod http;
mod sql;

use app::catalogue::tags::{MOST, TagPiece};
use app::codes::rules::Code;
use app::error::AppError;
use app::ids::ShopId;

use crate::codes::{self, Kind};
use crate::house::House;

/// Pieces with a code that are not archived, those for sale first.
pub async fn pieces(house: &House, shop: &ShopId, limit: i64, offset: i64) -> Result<Vec<TagPiece>, AppError> {
    sql::pieces(house.store.read(), shop, "", (limit, offset)).await
}

/// How many there are.
pub async fn count(house: &House, shop: &ShopId) -> Result<i64, AppError> {
    sql::count(house.store.read(), shop).await
}

/// The pieces of the given codes.
///
/// # Errors
/// `NotFound` when one is not a code of this shop's pieces.
pub async fn pieces_of(house: &House, shop: &ShopId, wanted: &[String]) -> Result<Vec<TagPiece>, AppError> {
    let codes: Vec<Code> =
        wanted.iter().map(|code| Code::parse(code)).collect::<Result<_, _>>().map_err(|_| AppError::NotFound)?;
    let listed: String = codes.iter().map(|code| format!("{},", code.as_str())).collect();
    let limit = i64::try_from(MOST).unwrap_or(i64::MAX);
    let found = sql::pieces(house.store.read(), shop, &format!(",{listed}"), (limit, 0)).await?;
    let complete = codes.iter().all(|code| found.iter().any(|piece| piece.code == code.as_str()));
    if complete { Ok(found) } else { Err(AppError::NotFound) }
}

/// True when the code leads to the shop itself or to one of its pieces.
async fn owns(house: &House, shop: &ShopId, code: &Code) -> Result<bool, AppError> {
    match codes::target(house.store.read(), code).await? {
        None => Ok(false),
        Some(target) if target.kind == Kind::Shop => Ok(target.id == shop.0),
        Some(_) => match pieces_of(house, shop, &[code.as_str().to_owned()]).await {
            Ok(_) => Ok(true),
            Err(AppError::NotFound) => Ok(false),
            Err(error) => Err(error),
        },
    }
}
