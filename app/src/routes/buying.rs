//! Addresses of buying: the basket, the checkout, an order's own link.

use super::percent_encoded;
use crate::words::Lang;

/// `/{lang}/cart`
pub fn cart(lang: Lang) -> String {
    format!("/{}/cart", lang.code())
}

/// `/{lang}/checkout?r={slug}`: the basket of a regency.
pub fn basket(lang: Lang, slug: &str) -> String {
    format!("/{}/checkout?r={}", lang.code(), percent_encoded(slug))
}

/// `/{lang}/checkout?p={code}&how={how}[&via=q]`
pub fn checkout(lang: Lang, code: &str, how: &str, via_scan: bool) -> String {
    format!("/{}/checkout?p={code}&how={how}{}", lang.code(), if via_scan { "&via=q" } else { "" })
}
/// `/{lang}/o/{token}`
pub fn order(lang: Lang, token: &str) -> String {
    format!("/{}/o/{token}", lang.code())
}

/// The picture of a parcel, for the buyer.
pub fn order_parcel(lang: Lang, token: &str, part: i64) -> String {
    format!("{}/parcel.webp?part={part}", order(lang, token))
}
