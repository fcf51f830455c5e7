//! What the shop says of itself.

/// Her shop.
pub const STUDIO_SHOP: &str = "/studio/shop";
/// The shop's code, held out to a guest.
pub const STUDIO_SHOP_CODE: &str = "/studio/shop/code";
/// A section of the shop's settings, such as `about` or `places/new`.
pub fn studio_shop(section: &str) -> String {
    format!("{STUDIO_SHOP}/{section}")
}
/// One of her makers.
pub fn studio_maker(id: &str) -> String {
    format!("{STUDIO_SHOP}/makers/{id}")
}
/// One of her meeting places.
pub fn studio_place(id: &str) -> String {
    format!("{STUDIO_SHOP}/places/{id}")
}
