//! What a shop may say of itself: lengths, bands, hours. Messages are keys; whose shop it is, is the server's.

pub mod hours;

use super::MakerKind;
use crate::form::Typed;
use crate::money::typed::plain;
use crate::words::Lang;

/// Most characters of a shop's, a maker's or a place's name.
pub const NAME_MAX: usize = 80;
/// Most characters of a story.
pub const STORY_MAX: usize = 2_000;
/// Most characters of how to find a place.
pub const FIND_MAX: usize = 300;
/// Bands that can be chosen; 0 is the house's own.
pub const BANDS: u8 = 12;
/// Makers of one shop.
pub const MAKERS_MAX: usize = 40;
/// Meeting places of one shop.
pub const PLACES_MAX: usize = 10;

/// What the shop says of itself in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub name: String,
    pub kind: MakerKind,
    /// The village's id, to be looked up in the shop's own regency.
    pub village: String,
    pub language: Lang,
    pub story: String,
}

impl About {
    /// Reads the form; what is wrong is put at its fields.
    pub fn read(typed: &mut Typed) -> Option<Self> {
        let name = name_of(typed, "name");
        let story = text_of(typed, "story", STORY_MAX);
        let kind = MakerKind::parse(typed.get("kind"));
        if kind.is_none() {
            typed.wrong("kind", "accounts-shop-kind-missing");
        }
        let language = Lang::parse(typed.get("language"));
        if language.is_none() {
            typed.wrong("language", "accounts-shop-language-missing");
        }
        let village = typed.get("village").to_owned();
        if village.is_empty() {
            typed.wrong("village", "accounts-shop-village-missing");
        }
        Some(Self { name: name?, kind: kind?, village, language: language?, story: story? })
            .filter(|_| !typed.has_errors())
    }
}

/// The name in a field, its spaces tidied; 1 to [`NAME_MAX`] characters.
pub fn name_of(typed: &mut Typed, field: &'static str) -> Option<String> {
    let name = tidy(typed.get(field));
    match name.chars().count() {
        0 => typed.wrong(field, "accounts-shop-name-missing"),
        1..=NAME_MAX => return Some(name),
        _ => typed.wrong(field, "accounts-shop-name-long"),
    }
    None
}

/// The text in a field with its lines kept; at most `max` characters.
pub fn text_of(typed: &mut Typed, field: &'static str, max: usize) -> Option<String> {
    let lines: Vec<String> = typed.get(field).lines().map(|line| line.trim_end().to_owned()).collect();
    let text = lines.join("\n").trim().to_owned();
    if text.chars().count() <= max {
        return Some(text);
    }
    typed.wrong(field, crate::error::Message::new("accounts-shop-text-long").with("max", max));
    None
}

/// One line: odd spaces become plain ones, each once.
pub fn tidy(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).filter_map(plain_space).collect();
    plain.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Spaces and invisible marks made plain; everything else as she writes it.
fn plain_space(c: char) -> Option<char> {
    match plain(c) {
        None => None,
        Some(' ') => Some(' '),
        Some(_) => Some(c),
    }
}

/// A band that can be chosen.
pub fn band_of(typed: &mut Typed) -> Option<u8> {
    let band = typed.get("band").parse().ok().filter(|band| (1..=BANDS).contains(band));
    if band.is_none() {
        typed.wrong("band", "accounts-shop-band-missing");
    }
    band
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn names_are_tidied_and_neither_empty_nor_endless() {
        let name = |text: &str| {
            let mut form = typed(&[("name", text)]);
            name_of(&mut form, "name").ok_or_else(|| form.error("name").unwrap().key.to_string())
        };
        assert_eq!(name("  Ina\u{00A0} Odé\u{200B} "), Ok("Ina Odé".to_owned()));
        assert_eq!(name(" \u{200B} "), Err("accounts-shop-name-missing".to_owned()));
        assert_eq!(name(&"é".repeat(80)).unwrap().chars().count(), 80);
        assert_eq!(name(&"é".repeat(81)), Err("accounts-shop-name-long".to_owned()));
    }

    #[test]
    fn every_wrong_field_of_a_shop_is_named_at_once() {
        let mut form = typed(&[("kind", "firm"), ("language", "de")]);
        assert_eq!(About::read(&mut form), None);
        for field in ["name", "kind", "language", "village"] {
            assert!(form.error(field).is_some(), "{field}");
        }
    }

    #[test]
    fn the_house_keeps_its_own_band() {
        for (text, expected) in [("1", Some(1)), ("12", Some(12)), ("0", None), ("13", None), ("-1", None), ("", None)]
        {
            assert_eq!(band_of(&mut typed(&[("band", text)])), expected);
        }
    }
}
