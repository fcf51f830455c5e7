//! The demo region as it stands in `server/seed/*.csv`: who lives there, what they make. What happens
//! there in 90 days is made up by `history`.

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A shop.
#[derive(Clone, Debug, Deserialize)]
pub struct ShopRow {
    pub key: String,
    pub name: String,
    pub maker_kind: String,
    /// Its village's code.
    pub village: String,
    pub band: i64,
    pub whatsapp: String,
    pub whatsapp_public: String,
    pub pays: String,
    /// What is offered to guests who cannot come.
    pub offers: String,
    pub story: String,
}

/// Somebody who makes things; the first of each shop owns it.
#[derive(Clone, Debug, Deserialize)]
pub struct MakerRow {
    pub shop: String,
    pub name: String,
}

/// Where pieces are handed over.
#[derive(Clone, Debug, Deserialize)]
pub struct PlaceRow {
    pub shop: String,
    pub name: String,
    pub how_to_find: String,
    pub hours: String,
}

/// A piece.
#[derive(Clone, Debug, Deserialize)]
pub struct ProductRow {
    pub shop: String,
    pub maker: String,
    pub name: String,
    pub lang: String,
    pub kind: String,
    /// Whole rupiah.
    pub price: i64,
    pub stock: Option<i64>,
    pub weeks: Option<i64>,
    pub size: String,
    pub weight_g: Option<i64>,
    pub facts: String,
    pub story: String,
    pub status: String,
    pub warp: String,
    pub weft: String,
    pub figure: String,
    pub scenes: String,
}

/// Everything the files say, except the places of the regency.
#[derive(Clone, Debug)]
pub struct Content {
    pub shops: Vec<ShopRow>,
    pub makers: Vec<MakerRow>,
    pub places: Vec<PlaceRow>,
    pub products: Vec<ProductRow>,
}

/// The regency, its districts and villages, as `homoru regions import` reads them.
pub const REGIONS: &str = include_str!("../../seed/wakatobi.csv");
/// What sending costs.
pub const SENDING: &str = include_str!("../../seed/sending.csv");

impl Content {
    /// # Errors
    /// The file and line that cannot be read: the files are embedded, so a test finds it first.
    pub fn read() -> Result<Self, String> {
        Ok(Self {
            shops: rows("shops.csv", include_str!("../../seed/shops.csv"))?,
            makers: rows("makers.csv", include_str!("../../seed/makers.csv"))?,
            places: rows("places.csv", include_str!("../../seed/places.csv"))?,
            products: rows("products.csv", include_str!("../../seed/products.csv"))?,
        })
    }
}

fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<T>, String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().map_err(|error| format!("server/seed/{file}: {error}"))
}

/// One stretch of hours: weekday (1 is Monday), first and last minute of the day.
pub type Hours = (i64, i64, i64);

/// Reads `mon-fri 08:00-16:00; sat 08:00-12:00`.
///
/// # Errors
/// The part that is neither day nor time.
pub fn hours(text: &str) -> Result<Vec<Hours>, String> {
    let mut all = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let wrong = || format!("no days and hours: {part}");
        let (days, times) = part.split_once(' ').ok_or_else(wrong)?;
        let (from, to) = times.split_once('-').ok_or_else(wrong)?;
        let (from, to) = (minutes(from).ok_or_else(wrong)?, minutes(to).ok_or_else(wrong)?);
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let (first, last) = (weekday(first).ok_or_else(wrong)?, weekday(last).ok_or_else(wrong)?);
        all.extend((first..=last).map(|day| (day, from, to)));
    }
    Ok(all)
}

fn weekday(text: &str) -> Option<i64> {
    let at = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|day| *day == text)?;
    i64::try_from(at + 1).ok()
}

fn minutes(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn days_and_hours_are_read_as_written() {
        assert_eq!(
            hours("mon-tue 08:00-16:30; sun 07:00-12:00").unwrap(),
            [(1, 480, 990), (2, 480, 990), (7, 420, 720)]
        );
        assert!(hours("someday 08:00-16:00").is_err());
        assert!(hours("mon 8-16").is_err());
    }

    #[test]
    fn the_demo_is_as_large_as_it_says_and_its_files_fit_together() {
        let content = Content::read().unwrap();
        let with_pieces: BTreeSet<&str> = content.products.iter().map(|row| row.shop.as_str()).collect();
        assert!(with_pieces.len() >= 24 && content.products.len() >= 80);
        let mut villages: BTreeMap<&str, usize> = BTreeMap::new();
        for shop in &content.shops {
            assert!(content.makers.iter().any(|row| row.shop == shop.key), "{} has nobody", shop.key);
            assert!(REGIONS.contains(&shop.village), "{}", shop.village);
            if with_pieces.contains(shop.key.as_str()) {
                *villages.entry(&shop.village).or_default() += 1;
            }
        }
        assert!(villages.values().filter(|count| **count >= 6).count() >= 2, "{villages:?}");
        assert!(villages.values().filter(|count| **count < 5).count() >= 2, "{villages:?}");
        for row in &content.products {
            assert!(
                content.makers.iter().any(|maker| maker.shop == row.shop && maker.name == row.maker),
                "{}",
                row.name
            );
            for fact in row.facts.split_whitespace() {
                assert!(app::catalogue::facts::FACTS.iter().any(|known| known.code == fact), "{fact}");
            }
        }
        for place in &content.places {
            assert!(!hours(&place.hours).unwrap().is_empty());
        }
    }
}
