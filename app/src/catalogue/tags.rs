//! Hang tags: which pieces get one and how many, and the sheets they are printed on. What a tag's code
//! leads to is `codes`; its style is `style/codes.css`.

pub mod pages;

use crate::form::Typed;
use crate::money::Money;
use crate::words::Lang;

/// Tags of one A4 sheet: two rows of five.
pub const PER_SHEET: usize = 10;
/// Most tags printed at once: twenty sheets.
pub const MOST: usize = 200;
/// Most tags of one piece at once.
pub const MOST_OF_ONE: usize = 50;
/// Pieces of one page of the choice.
pub const PER_PAGE: i64 = 40;

/// A piece as its tag shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagPiece {
    pub id: String,
    pub code: String,
    pub name: String,
    /// The language the name is written in.
    pub language: Lang,
    pub price: Money,
    /// Who made it, names in their order; empty when nobody is named.
    pub makers: Vec<String>,
    /// The main photo's public key.
    pub photo: Option<String>,
    /// Tags it needs now: one for a piece that is unique or made to order, one for each that is left for sale.
    /// 0 when it is hidden or sold.
    pub needed: i64,
}

/// One line of a choice: a code and how many of its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub code: String,
    pub count: usize,
}

/// The field of a code on the choice's form.
pub fn field(code: &str) -> String {
    format!("n-{code}")
}

/// Reads a choice: `n-7K3Q9XH=2`. Zero and empty are not wanted; more than [`MOST_OF_ONE`] are as many.
pub fn wanted(typed: &Typed) -> Vec<Wanted> {
    typed
        .pairs()
        .filter_map(|(name, value)| {
            let code = name.strip_prefix("n-")?.to_owned();
            let count: usize = value.trim().parse().unwrap_or(0);
            (count > 0).then(|| Wanted { code, count: count.min(MOST_OF_ONE) })
        })
        .collect()
}

/// How a name is set so that it stays on its tag: 47 mm wide, two lines, the longest three.
pub fn name_class(name: &str) -> &'static str {
    match name.chars().count() {
        0..=28 => "name",
        29..=44 => "name long",
        _ => "name longest",
    }
}

/// The address to type, without its scheme: `homoru.example/k`.
pub fn short_address(origin: &str) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    format!("{host}{}", crate::routes::TYPE_CODE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_from_its_fields() {
        let pairs = [
            ("n-7K3Q9XH", "2"),
            ("n-4WMT8C4", "0"),
            ("n-P9R2HVX", ""),
            ("n-B6XN3EA", "900"),
            ("page", "2"),
            ("n-X", "-1"),
        ];
        let typed = Typed::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let wanted: Vec<(String, usize)> = wanted(&typed).into_iter().map(|one| (one.code, one.count)).collect();
        assert_eq!(wanted, [("7K3Q9XH".to_owned(), 2), ("B6XN3EA".to_owned(), MOST_OF_ONE)]);
    }

    #[test]
    fn the_typed_address_has_no_scheme() {
        assert_eq!(short_address("https://homoru.example"), "homoru.example/k");
        assert_eq!(short_address("http://192.168.1.5:3000"), "192.168.1.5:3000/k");
    }

    #[test]
    fn long_names_get_a_smaller_letter() {
        assert_eq!(name_class("Senja di karang"), "name");
        assert_eq!(name_class("Selendang tenun ikat dua warna laut"), "name long");
        assert_eq!(name_class(&"Kain ".repeat(16)), "name longest");
    }
}
