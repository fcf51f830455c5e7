//! Shops as visitors see them, and the number that is given away by a tap.

pub mod http;
mod sql;

use app::accounts::phone::Phone;
use app::accounts::public::PublicShop;
use app::codes::Kind;
use app::codes::rules::Code;
use app::error::AppError;
use app::ids::ShopId;

use crate::house::House;

/// The shop of a printed code, whether or not it is open yet.
pub async fn shop_by_code(house: &House, code: &str) -> Result<PublicShop, AppError> {
    let code = Code::parse(code).map_err(|_| AppError::NotFound)?;
    let target = house.codes.target(house.store.read(), &code).await?;
    if target.kind != Kind::Shop {
        return Err(AppError::NotFound);
    }
    shop(house, &ShopId(target.id)).await
}

/// What everybody may know of a shop.
pub async fn shop(house: &House, id: &ShopId) -> Result<PublicShop, AppError> {
    sql::shop(house.store.read(), id.as_str()).await?.ok_or(AppError::NotFound)
}

/// Its number, if its owner has said yes to showing it.
pub async fn number(house: &House, shop: &ShopId) -> Result<Phone, AppError> {
    let number = sql::public_number(house.store.read(), shop).await?.ok_or(AppError::NotFound)?;
    Phone::parse_any(&number).map_err(|_| AppError::NotFound)
}
