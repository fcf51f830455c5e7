//! What a shop may say of itself: lengths, bands, hours. Messages are keys; whose shop it is, is the server's.

use super::{Hours, MakerKind};
use crate::form::Typed;
use crate::money::typed::plain;
use crate::time::DAY_MS;
use crate::words::Lang;

/// Most characters of a shop's, a maker's or a place's name.
pub const NAME_MAX: usize = 80;
/// Most characters of a story.
pub const STORY_MAX: usize = 2_000;
/// Most characters of how to find a place.
pub const FIND_MAX: usize = 300;
/// Bands that can be chosen; 0 is the house's own.
pub const BANDS: u8 = 12;
/// Windows a day that a form offers.
pub const WINDOWS: usize = 2;
/// Makers of one shop.
pub const MAKERS_MAX: usize = 40;
/// Meeting places of one shop.
pub const PLACES_MAX: usize = 10;

/// Minutes of a day.
const DAY: i64 = DAY_MS / 60_000;

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
fn tidy(text: &str) -> String {
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

/// A meeting place as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceForm {
    pub name: String,
    pub how_to_find: String,
    pub hours: Vec<Hours>,
}

impl PlaceForm {
    /// Reads the form: `day-3` ticked, `from-3-1` to `to-3-1` its first window, `from-3-2` to `to-3-2` a second.
    pub fn read(typed: &mut Typed) -> Option<Self> {
        let name = name_of(typed, "name");
        let how_to_find = text_of(typed, "find", FIND_MAX);
        let mut hours = Vec::new();
        for weekday in 1..=7 {
            if typed.chose(&day_field(weekday), "1") {
                hours.extend(day_hours(typed, weekday));
            }
        }
        if hours.is_empty() && !typed.has_errors() {
            typed.wrong("hours", "accounts-shop-hours-missing");
        }
        Some(Self { name: name?, how_to_find: how_to_find?, hours }).filter(|_| !typed.has_errors())
    }
}

/// The tick of a weekday.
pub fn day_field(weekday: i64) -> String {
    format!("day-{weekday}")
}

/// The start of a window: weekday 1 to 7, window from 1.
pub fn from_field(weekday: i64, window: usize) -> String {
    format!("from-{weekday}-{window}")
}

/// The end of a window.
pub fn to_field(weekday: i64, window: usize) -> String {
    format!("to-{weekday}-{window}")
}

/// The windows of one ticked day, in order; what is wrong is put at the day.
fn day_hours(typed: &mut Typed, weekday: i64) -> Vec<Hours> {
    let mut hours: Vec<Hours> = Vec::new();
    let mut wrong = None;
    for window in 1..=WINDOWS {
        let (from, to) = (typed.get(&from_field(weekday, window)), typed.get(&to_field(weekday, window)));
        match (minutes(from), minutes(to)) {
            _ if from.is_empty() && to.is_empty() => {}
            (Some(from), Some(to)) if from < to => hours.push(Hours { weekday, from, to }),
            (Some(from), Some(0)) => hours.push(Hours { weekday, from, to: DAY }),
            (Some(_), Some(_)) => wrong = wrong.or(Some("accounts-shop-hours-order")),
            _ => wrong = wrong.or(Some("accounts-shop-hours-time")),
        }
    }
    hours.sort();
    if hours.windows(2).any(|pair| matches!(pair, [first, second] if second.from < first.to)) {
        wrong = wrong.or(Some("accounts-shop-hours-overlap"));
    }
    if hours.is_empty() {
        wrong = wrong.or(Some("accounts-shop-hours-empty"));
    }
    if let Some(message) = wrong {
        typed.wrong(&day_field(weekday), message);
    }
    hours
}

/// Minutes since midnight of `8`, `8.30`, `08:30` or `24.00`; None for anything else.
pub fn minutes(text: &str) -> Option<i64> {
    let text: String = text.chars().filter_map(plain).filter(|c| *c != ' ').collect();
    let (hours, minutes) = text.split_once(['.', ':', ',']).unwrap_or((&text, "0"));
    let number = |part: &str| part.parse::<i64>().ok().filter(|_| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= DAY).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    fn place(more: &[(&str, &str)]) -> (Option<PlaceForm>, Typed) {
        let mut typed = typed(&[&[("name", "Pasar Sentral"), ("find", "los 3")], more].concat());
        (PlaceForm::read(&mut typed), typed)
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, expected) in [
            ("8", Some(480)), ("8.30", Some(510)), ("8,30", Some(510)), ("08:30", Some(510)), (" 17 . 05 ", Some(1025)), ("24.00", Some(1440)),
            ("0", Some(0)), ("", None), ("8.60", None), ("24.01", None), ("pagi", None), ("8.30.00", None), ("-8", None),
            ("+8", None), ("８：３０", Some(510)),
        ] {
            assert_eq!(minutes(text), expected, "{text}");
        }
    }

    #[test]
    fn a_ticked_day_has_up_to_two_windows_and_midnight_ends_a_day() {
        let (form, _) = place(&[
            ("day-1", "1"), ("from-1-1", "14.00"), ("to-1-1", "17.00"), ("from-1-2", "8"), ("to-1-2", "11.30"),
            ("day-6", "1"), ("from-6-1", "20:00"), ("to-6-1", "00:00"),
            ("from-7-1", "08:00"), ("to-7-1", "09:00"),
        ]);
        let hours = |weekday, from, to| Hours { weekday, from, to };
        assert_eq!(form.unwrap().hours, [hours(1, 480, 690), hours(1, 840, 1020), hours(6, 1200, 1440)]);
    }

    #[test]
    fn hours_that_cannot_be_kept_say_what_is_wrong_at_their_day() {
        for (from, to, second, key) in [
            ("17:00", "08:00", ("", ""), "accounts-shop-hours-order"),
            ("08:00", "08:00", ("", ""), "accounts-shop-hours-order"),
            ("pagi", "09:00", ("", ""), "accounts-shop-hours-time"),
            ("08:00", "", ("", ""), "accounts-shop-hours-time"),
            ("", "", ("", ""), "accounts-shop-hours-empty"),
            ("08:00", "12:00", ("11:00", "13:00"), "accounts-shop-hours-overlap"),
        ] {
            let (form, typed) = place(&[
                ("day-2", "1"), ("from-2-1", from), ("to-2-1", to), ("from-2-2", second.0), ("to-2-2", second.1),
            ]);
            assert_eq!(form, None);
            assert_eq!(typed.error("day-2").unwrap().key, key);
        }
    }

    #[test]
    fn a_place_without_a_day_is_no_place_to_meet() {
        let (form, typed) = place(&[]);
        assert!(form.is_none());
        assert_eq!(typed.error("hours").unwrap().key, "accounts-shop-hours-missing");
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
        for (text, expected) in [("1", Some(1)), ("12", Some(12)), ("0", None), ("13", None), ("-1", None), ("", None)] {
            assert_eq!(band_of(&mut typed(&[("band", text)])), expected);
        }
    }
}
