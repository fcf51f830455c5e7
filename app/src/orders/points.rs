//! Pickup points of a region: a stall, a homestay, a harbour where pieces of any of its shops can be handed over. The
//! officer keeps them, a shop says which it uses, and buyers choose from their hours as from a shop's own.

pub mod pages;

use crate::accounts::shop::rules::hours::PlaceForm;
use crate::accounts::shop::rules::{FIND_MAX, NAME_MAX, text_of, tidy};
use crate::form::Typed;
use crate::ids::PlaceId;

/// Points of one regency.
pub const MOST_POINTS: usize = 40;
/// How long before leaving a piece must be fetched there, in minutes, as offered.
pub const LEADS: [i64; 8] = [0, 60, 120, 180, 240, 360, 720, 1_440];

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointKind {
    Stall,
    Homestay,
    Harbour,
    Resort,
    Office,
    Other,
}

impl PointKind {
    /// All, in the order they are offered.
    pub const ALL: [Self; 6] = [Self::Stall, Self::Homestay, Self::Harbour, Self::Resort, Self::Office, Self::Other];

    /// As it stands in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stall => "stall",
            Self::Homestay => "homestay",
            Self::Harbour => "harbour",
            Self::Resort => "resort",
            Self::Office => "office",
            Self::Other => "other",
        }
    }

    /// Reads what the database or a form holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Stall => "orders-points-stall",
            Self::Homestay => "orders-points-homestay",
            Self::Harbour => "orders-points-harbour",
            Self::Resort => "orders-points-resort",
            Self::Office => "orders-points-office",
            Self::Other => "orders-points-other",
        }
    }
}

/// A point as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointForm {
    pub kind: PointKind,
    /// Name, way and hours in Indonesian.
    pub place: PlaceForm,
    pub name_en: String,
    pub find_en: String,
    pub lead_minutes: i64,
    /// False: not offered any more. Orders keep what they were told.
    pub open: bool,
}

/// A point of a regency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub id: PlaceId,
    pub form: PointForm,
    /// Grows with every change.
    pub version: i64,
    /// Whether the shop that asks uses it.
    pub used: bool,
}

impl PointForm {
    /// Reads the form; what is wrong is put at its field.
    pub fn read(typed: &mut Typed) -> Option<Self> {
        let kind = PointKind::parse(typed.get("kind"));
        if kind.is_none() {
            typed.wrong("kind", "orders-points-kind-choose");
        }
        let lead = typed.get("lead").parse().ok().filter(|lead| LEADS.contains(lead));
        if lead.is_none() {
            typed.wrong("lead", "orders-points-lead-choose");
        }
        let name_en = tidy(typed.get("name_en"));
        if name_en.chars().count() > NAME_MAX {
            typed.wrong("name_en", "accounts-shop-name-long");
        }
        let find_en = text_of(typed, "find_en", FIND_MAX);
        let open = typed.chose("open", "yes");
        let place = PlaceForm::read(typed);
        let form = Self { kind: kind?, place: place?, name_en, find_en: find_en?, lead_minutes: lead?, open };
        Some(form).filter(|_| !typed.has_errors())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_needs_a_kind_hours_and_a_time_ahead_that_is_offered() {
        let read = |changes: &[(&str, &str)]| {
            let usual = [("kind", "harbour"), ("name", "Pelabuhan"), ("lead", "120"), ("open", "yes"), ("day-3", "1")];
            let more = [("from-3-1", "8"), ("to-3-1", "12"), ("name_en", " Wanci  harbour ")];
            let pairs = usual.iter().chain(&more).filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
            let pairs = pairs.chain(changes).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let mut typed = Typed::from_pairs(pairs);
            (PointForm::read(&mut typed), typed)
        };
        let form = read(&[]).0.unwrap();
        assert_eq!((form.name_en.as_str(), form.lead_minutes, form.open), ("Wanci harbour", 120, true));
        assert!(!read(&[("open", "")]).0.unwrap().open);
        for (field, value) in [("kind", "boat"), ("lead", "-60"), ("lead", "61"), ("name", ""), ("from-3-1", "x")] {
            let (form, typed) = read(&[(field, value)]);
            assert!(form.is_none() && typed.error(field).is_some(), "{field}");
        }
    }
}
