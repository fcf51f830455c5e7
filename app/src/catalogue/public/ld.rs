//! What search engines read of a piece: schema.org Product with its offer, and the way to the page.

use serde_json::{Value, json};

use super::PublicPiece;
use crate::accounts::public::PublicShop;
use crate::catalogue::facts::Group;
use crate::catalogue::rules::Shown;
use crate::money::Money;
use crate::routes;
use crate::words::Words;

/// The description of a piece and its offer.
pub fn product(piece: &PublicPiece, shop: &PublicShop, description: &str, origin: &str, w: &Words) -> Value {
    let url = format!("{origin}{}", routes::product(w.lang, &piece.code));
    let images: Vec<String> =
        piece.photos.iter().map(|photo| format!("{origin}{}", routes::media(&photo.key, 1280, "jpg"))).collect();
    let material: Vec<String> = piece.facts_of(Group::Fibre).map(|fact| w.t(&fact.message_key())).collect();
    let mut product = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": piece.name,
        "sku": piece.code,
        "url": url,
        "image": images,
        "description": description,
        "countryOfOrigin": { "@type": "Country", "name": "ID" },
        "brand": { "@type": "Brand", "name": shop.name },
        "offers": {
            "@type": "Offer",
            "url": url,
            "price": decimal(piece.price),
            "priceCurrency": piece.price.currency.code(),
            "availability": availability(piece.shown),
            "itemCondition": "https://schema.org/NewCondition",
            "seller": organization(shop, origin, w),
        },
    });
    if let (false, Some(map)) = (material.is_empty(), product.as_object_mut()) {
        map.insert("material".to_owned(), Value::String(material.join(", ")));
    }
    product
}

/// A shop as a seller.
pub fn organization(shop: &PublicShop, origin: &str, w: &Words) -> Value {
    json!({
        "@type": "Organization",
        "name": shop.name,
        "url": format!("{origin}{}", routes::shop(w.lang, &shop.code)),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": shop.village,
            "addressLocality": crate::regions::short_name(&shop.regency),
            "addressRegion": shop.province,
            "addressCountry": "ID",
        },
    })
}

/// The way from the regency to here: `(name, path)`.
pub fn breadcrumbs(steps: &[(String, String)], origin: &str) -> Value {
    let items: Vec<Value> = steps
        .iter()
        .enumerate()
        .map(|(place, (name, path))| {
            json!({ "@type": "ListItem", "position": place + 1, "name": name, "item": format!("{origin}{path}") })
        })
        .collect();
    json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items })
}

/// `450000` or, should there ever be sen, `450000.50`: schema.org wants a point and no separators.
pub fn decimal(money: Money) -> String {
    match money.whole_rupiah() {
        Some(whole) => whole.to_string(),
        None => format!("{}.{:02}", money.minor / 100, money.minor.rem_euclid(100)),
    }
}

fn availability(shown: Shown) -> &'static str {
    match shown {
        Shown::ForSale => "https://schema.org/InStock",
        Shown::ToOrder => "https://schema.org/PreOrder",
        _ => "https://schema.org/OutOfStock",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn a_price_is_a_decimal_text_without_separators() {
        assert_eq!(decimal(Money::rupiah(1_250_000)), "1250000");
        assert_eq!(decimal(Money { minor: 125_050, currency: Currency::Idr }), "1250.50");
    }

    #[test]
    fn only_what_can_be_bought_now_is_in_stock() {
        assert!(availability(Shown::ForSale).ends_with("/InStock"));
        assert!(availability(Shown::ToOrder).ends_with("/PreOrder"));
        assert!(availability(Shown::Ordered).ends_with("/OutOfStock"));
        assert!(availability(Shown::SoldOut).ends_with("/OutOfStock"));
    }

    #[test]
    fn the_way_is_numbered_from_one() {
        let way = breadcrumbs(&[("Wakatobi".into(), "/id/r/wakatobi".into())], "https://homoru.example");
        assert_eq!(way["itemListElement"][0]["position"], 1);
        assert_eq!(way["itemListElement"][0]["item"], "https://homoru.example/id/r/wakatobi");
    }
}
