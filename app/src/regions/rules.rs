//! Kemendagri codes, slugs and time zones of places, and the plan of an import. Reading files and writing
//! tables is the server's.

mod plan;
mod slug;
mod slugs;

use crate::time::Zone;
use std::fmt;

pub use plan::{Add, Adopt, Change, Existing, Plan, Row, RowError, plan};
pub use slug::slug;

/// The levels of the tree under the nation, from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    Province,
    Regency,
    District,
    Village,
}

impl Level {
    const ALL: [Self; 4] = [Self::Province, Self::Regency, Self::District, Self::Village];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Regency => "regency",
            Self::District => "district",
            Self::Village => "village",
        }
    }

    /// Digits of the code's last part.
    const fn digits(self) -> usize {
        match self {
            Self::Village => 4,
            _ => 2,
        }
    }
}

/// A Kemendagri code: `74`, `74.07`, `74.07.05` or `74.07.05.2022` (Kepmendagri 300.2.2-2138/2025). Sorted,
/// parents stand before their children.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionCode(String);

impl RegionCode {
    /// Reads a code with its dots; `None` if it is of no level.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let parts: Vec<&str> = text.split('.').collect();
        let of_level = |(part, level): (&&str, Level)| {
            part.len() == level.digits() && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let well_formed = parts.len() <= Level::ALL.len() && parts.iter().zip(Level::ALL).all(of_level);
        well_formed.then(|| Self(text.to_owned()))
    }

    /// The level, which follows from the length.
    pub fn level(&self) -> Level {
        match self.0.len() {
            2 => Level::Province,
            5 => Level::Regency,
            8 => Level::District,
            _ => Level::Village,
        }
    }

    /// The code of the place above; a province has none here.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(above, _)| Self(above.to_owned()))
    }

    /// The province's code; a province's own.
    pub fn province(&self) -> Self {
        Self(self.0.chars().take(2).collect())
    }

    /// The regency's code; a regency's own; `None` for a province.
    pub fn regency(&self) -> Option<Self> {
        self.0.get(..5).map(|code| Self(code.to_owned()))
    }

    /// The zone that the province keeps; `None` for a province that is not known yet.
    pub fn zone(&self) -> Option<Zone> {
        zone_of_province(self.0.get(..2)?)
    }

    /// With dots, as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits after the last dot.
    fn last_part(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or_default()
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The zone of each of the 38 provinces (Keppres 41/1987; later provinces keep their mother province's).
fn zone_of_province(code: &str) -> Option<Zone> {
    let zone = match code.parse::<u8>().ok()? {
        // Sumatra, Java, western and central Kalimantan
        11..=19 | 21 | 31..=36 | 61 | 62 => Zone::Wib,
        // Bali and Nusa Tenggara, southern, eastern and northern Kalimantan, Sulawesi
        51..=53 | 63..=65 | 71..=76 => Zone::Wita,
        // Maluku and Papua
        81 | 82 | 91..=96 => Zone::Wit,
        _ => return None,
    };
    Some(zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn the_level_follows_from_the_code() {
        for (text, level, parent) in [
            ("74", Level::Province, None),
            ("74.07", Level::Regency, Some("74")),
            ("74.07.05", Level::District, Some("74.07")),
            (" 74.07.05.2022 ", Level::Village, Some("74.07.05")),
        ] {
            let code = code(text);
            assert_eq!((code.level(), code.as_str()), (level, text.trim()));
            assert_eq!(code.parent().as_ref().map(RegionCode::as_str), parent);
            assert_eq!(code.province().as_str(), "74");
            assert_eq!(code.regency().is_some(), level != Level::Province);
        }
        assert_eq!(code("74.07.05.2022").regency(), Some(code("74.07")));
    }

    #[test]
    fn what_is_of_no_level_is_no_code() {
        for text in [
            "",
            "7",
            "740",
            "74.7",
            "74.07.",
            ".74",
            "74.07.5",
            "74.07.05.202",
            "74.07.05.2022.1",
            "7407",
            "ab",
            "74,07",
        ] {
            assert_eq!(RegionCode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn parents_are_sorted_before_their_children() {
        let mut codes = ["74.08", "74.07.05.2022", "74.07.05", "75", "74.07", "74"].map(code);
        codes.sort();
        assert_eq!(codes.map(|code| code.to_string()), ["74", "74.07", "74.07.05", "74.07.05.2022", "74.08", "75"]);
    }

    #[test]
    fn all_38_provinces_have_a_zone() {
        let known = |zone| (0..100).filter(|number| zone_of_province(&format!("{number:02}")) == Some(zone)).count();
        assert_eq!(Zone::ALL.map(known), [18, 12, 8]);
        for (text, zone) in [
            ("74.07", Zone::Wita),
            ("51", Zone::Wita),
            ("61.71", Zone::Wib),
            ("62", Zone::Wib),
            ("63", Zone::Wita),
            ("31", Zone::Wib),
            ("82.07", Zone::Wit),
            ("96.03", Zone::Wit),
        ] {
            assert_eq!(code(text).zone(), Some(zone), "{text}");
        }
        assert_eq!(code("99.01").zone(), None);
    }
}
