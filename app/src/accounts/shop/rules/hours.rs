//! A meeting place's form: days ticked, and the windows of each, as people write times.

use super::{FIND_MAX, name_of, text_of};
use crate::accounts::shop::Hours;
use crate::form::Typed;
use crate::money::typed::plain;
use crate::time::DAY_MS;

/// Windows a day that a form offers.
pub const WINDOWS: usize = 2;

/// Minutes of a day.
const DAY: i64 = DAY_MS / 60_000;

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

/// The windows of one ticked day, in order; what is wrong is put at the window, or at the day.
fn day_hours(typed: &mut Typed, weekday: i64) -> Vec<Hours> {
    let mut hours: Vec<Hours> = Vec::new();
    let mut told = false;
    for window in 1..=WINDOWS {
        let (from, to) = (typed.get(&from_field(weekday, window)), typed.get(&to_field(weekday, window)));
        let wrong = match (minutes(from), minutes(to)) {
            _ if from.is_empty() && to.is_empty() => continue,
            (Some(from), Some(to)) if from < to => {
                hours.push(Hours { weekday, from, to });
                continue;
            }
            (Some(from), Some(0)) => {
                hours.push(Hours { weekday, from, to: DAY });
                continue;
            }
            (Some(_), Some(_)) => "accounts-shop-hours-order",
            _ => "accounts-shop-hours-time",
        };
        typed.wrong(&from_field(weekday, window), wrong);
        told = true;
    }
    hours.sort();
    if hours.windows(2).any(|pair| matches!(pair, [first, second] if second.from < first.to)) {
        typed.wrong(&day_field(weekday), "accounts-shop-hours-overlap");
    } else if hours.is_empty() && !told {
        typed.wrong(&day_field(weekday), "accounts-shop-hours-empty");
    }
    hours
}

/// Minutes since midnight of `8`, `8.30`, `08:30`, `0830` or `24.00`; None for anything else.
pub fn minutes(text: &str) -> Option<i64> {
    let text: String = text.chars().filter_map(plain).filter(|c| *c != ' ').collect();
    let (hours, minutes) = match text.split_once(['.', ':', ',']) {
        Some(parts) => parts,
        // Number keys without a dot: the last two are minutes.
        None if text.is_ascii() && text.len() > 2 => text.split_at(text.len() - 2),
        None => (text.as_str(), "0"),
    };
    let number =
        |part: &str| part.parse::<i64>().ok().filter(|_| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
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
            ("8", Some(480)),
            ("8.30", Some(510)),
            ("8,30", Some(510)),
            ("08:30", Some(510)),
            (" 17 . 05 ", Some(1025)),
            ("0830", Some(510)),
            ("830", Some(510)),
            ("08300", None),
            ("24.00", Some(1440)),
            ("0", Some(0)),
            ("", None),
            ("8.60", None),
            ("24.01", None),
            ("pagi", None),
            ("8.30.00", None),
            ("-8", None),
            ("+8", None),
            ("８：３０", Some(510)),
        ] {
            assert_eq!(minutes(text), expected, "{text}");
        }
    }

    #[test]
    fn a_ticked_day_has_up_to_two_windows_and_midnight_ends_a_day() {
        let (form, _) = place(&[
            ("day-1", "1"),
            ("from-1-1", "14.00"),
            ("to-1-1", "17.00"),
            ("from-1-2", "8"),
            ("to-1-2", "11.30"),
            ("day-6", "1"),
            ("from-6-1", "20:00"),
            ("to-6-1", "00:00"),
            ("from-7-1", "08:00"),
            ("to-7-1", "09:00"),
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
                ("day-2", "1"),
                ("from-2-1", from),
                ("to-2-1", to),
                ("from-2-2", second.0),
                ("to-2-2", second.1),
            ]);
            assert_eq!(form, None);
            let at = if matches!(key, "accounts-shop-hours-order" | "accounts-shop-hours-time") {
                "from-2-1"
            } else {
                "day-2"
            };
            assert_eq!(typed.error(at).unwrap().key, key);
            assert!(typed.error("from-2-2").is_none(), "the other window is not to blame");
        }
    }

    #[test]
    fn a_place_without_a_day_is_no_place_to_meet() {
        let (form, typed) = place(&[]);
        assert!(form.is_none());
        assert_eq!(typed.error("hours").unwrap().key, "accounts-shop-hours-missing");
    }
}
