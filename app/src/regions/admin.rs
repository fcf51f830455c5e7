//! Regencies and places as the administrator sees and changes them.

use super::{Operator, Regency};
use crate::form::Typed;
use crate::ids::RegionId;
use crate::time::Zone;

/// One line of the administrator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegencyLine {
    pub id: RegionId,
    pub code: String,
    pub name: String,
    pub province: String,
    pub open: bool,
    pub villages: i64,
    pub shops: i64,
    /// True when everything a buyer may ask for is there.
    pub operator_complete: bool,
}

/// One regency with all that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegencySheet {
    pub regency: Regency,
    pub province: String,
    pub island: String,
    pub open: bool,
    pub villages: i64,
    pub shops: i64,
    pub officers: i64,
    /// When it was last changed, UTC ms: a form that carries an older one is shown again.
    pub version: i64,
}

/// A district or a village in the list of a regency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLine {
    pub id: RegionId,
    pub code: String,
    pub name: String,
    pub is_village: bool,
    pub island: String,
    pub zone: Zone,
}

/// One district or village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceSheet {
    pub line: PlaceLine,
    pub regency: RegionId,
    pub regency_name: String,
    pub version: i64,
}

/// The longest island, operator's name, address and contact, in characters.
pub const ISLAND_LENGTH: usize = 60;
pub const OPERATOR_LENGTH: usize = 120;
pub const ADDRESS_LENGTH: usize = 300;
/// Most days within which a complaint is answered.
pub const MOST_DAYS: i64 = 90;

/// Reads who runs a regency's pages. Empty fields are allowed: `check` warns while they are.
pub fn operator(typed: &mut Typed) -> Operator {
    for (field, most) in [
        ("operator_name", OPERATOR_LENGTH),
        ("operator_address", ADDRESS_LENGTH),
        ("operator_contact", OPERATOR_LENGTH),
    ] {
        if typed.get(field).chars().count() > most {
            typed.wrong(field, crate::error::Message::new("regions-too-long").with("most", most));
        }
    }
    let days = match typed.get("complaint_days") {
        "" => Some(0),
        days => days.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days)),
    };
    if days.is_none() {
        typed.wrong("complaint_days", crate::error::Message::new("regions-operator-days-bad").with("most", MOST_DAYS));
    }
    Operator {
        name: typed.get("operator_name").to_owned(),
        address: typed.get("operator_address").to_owned(),
        contact: typed.get("operator_contact").to_owned(),
        complaint_days: days.unwrap_or(0),
    }
}

/// Reads an island and a zone.
pub fn island_and_zone(typed: &mut Typed) -> (Option<String>, Zone) {
    let island = typed.get("island").split_whitespace().collect::<Vec<_>>().join(" ");
    if island.chars().count() > ISLAND_LENGTH {
        typed.wrong("island", crate::error::Message::new("regions-too-long").with("most", ISLAND_LENGTH));
    }
    let zone = Zone::parse(typed.get("zone"));
    if zone.is_none() {
        typed.wrong("zone", "regions-zone-choose");
    }
    (Some(island).filter(|island| !island.is_empty()), zone.unwrap_or(Zone::Wita))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn an_operator_may_be_empty_but_not_wrong() {
        let mut empty = typed(&[]);
        assert!(!operator(&mut empty).is_complete() && !empty.has_errors());
        let mut whole = typed(&[
            ("operator_name", "Dinas Contoh"),
            ("operator_address", "Jalan Contoh 1"),
            ("operator_contact", "0404-00000"),
            ("complaint_days", "14"),
        ]);
        assert!(operator(&mut whole).is_complete() && !whole.has_errors());
        for wrong in ["-1", "91", "two", "1.5"] {
            let mut typed = typed(&[("complaint_days", wrong)]);
            operator(&mut typed);
            assert!(typed.error("complaint_days").is_some(), "{wrong}");
        }
    }

    #[test]
    fn a_zone_is_one_of_three_and_an_empty_island_is_none() {
        let mut right = typed(&[("island", "  "), ("zone", "WIT")]);
        assert_eq!(island_and_zone(&mut right), (None, Zone::Wit));
        let mut wrong = typed(&[("zone", "UTC")]);
        island_and_zone(&mut wrong);
        assert!(wrong.error("zone").is_some());
    }
}
