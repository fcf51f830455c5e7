//! Where and when a kept piece can be fetched: windows made from a shop's meeting hours, in the region's zone.

use crate::ids::PlaceId;
use crate::time::{self, DAY_MS, Zone};
use crate::words::Lang;

/// How many days ahead a piece can be kept.
pub const DAYS_AHEAD: i64 = 14;

/// When somebody is at a place. Minutes since midnight; weekday 1 is Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub weekday: i64,
    pub from: i64,
    pub to: i64,
}

/// A place where the shop hands pieces over: its own, or a point of the region that it uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub id: PlaceId,
    pub name: String,
    /// How to find it, in the shop's language.
    pub find: String,
    pub hours: Vec<Hours>,
    /// So long before leaving it must be fetched there.
    pub lead_minutes: i64,
    /// Name and way in English, where the region has written them.
    pub english: Option<(String, String)>,
}

impl Default for Place {
    fn default() -> Self {
        let (name, find) = (String::new(), String::new());
        Self { id: PlaceId(String::new()), name, find, hours: Vec::new(), lead_minutes: 0, english: None }
    }
}

impl Place {
    /// Name and way for a reader.
    pub fn told(&self, lang: Lang) -> (&str, &str) {
        match &self.english {
            Some((name, find)) if lang == Lang::En => (name, find),
            _ => (&self.name, &self.find),
        }
    }

    /// What an order keeps: read by the artisan and by the buyer, so in both languages where they differ.
    pub fn kept(&self) -> (String, String) {
        let both = |own: &str, english: &str| match (own, english) {
            (own, "") => own.to_owned(),
            ("", english) => english.to_owned(),
            (own, english) if own == english => own.to_owned(),
            (own, english) => format!("{own} / {english}"),
        };
        let (name, find) = self.english.as_ref().map_or(("", ""), |(name, find)| (name.as_str(), find.as_str()));
        (both(&self.name, name), both(&self.find, find))
    }
}

/// One stretch of time at one place. The pickup time is its end. UTC ms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    pub place: PlaceId,
    pub from: i64,
    pub until: i64,
}

impl Window {
    /// What a form sends: place and end, so the choice stays right while a page is open.
    pub fn value(&self) -> String {
        format!("{}@{}", self.place, self.until)
    }
}

/// The windows of these places that end within the next 14 days, soonest first. A window that has begun
/// is still offered until it ends.
pub fn windows(places: &[Place], zone: Zone, now: i64) -> Vec<Window> {
    let mut found: Vec<Window> = Vec::new();
    for ahead in 0..=DAYS_AHEAD {
        let day = time::day_of(now + ahead * DAY_MS, zone);
        let weekday = time::weekday(day);
        for place in places {
            for hours in place.hours.iter().filter(|hours| hours.weekday == weekday) {
                let (from, until) = (time::at(day, hours.from, zone), time::at(day, hours.to, zone));
                if until > now && until <= now + DAYS_AHEAD * DAY_MS {
                    found.push(Window { place: place.id.clone(), from, until });
                }
            }
        }
    }
    found.sort_by_key(|window| window.until);
    found
}

/// True when something can be fetched in some week.
pub fn has_times(places: &[Place]) -> bool {
    places.iter().any(|place| !place.hours.is_empty())
}

/// The window a form chose, if it is still offered.
pub fn chosen<'a>(windows: &'a [Window], value: &str) -> Option<&'a Window> {
    windows.iter().find(|window| window.value() == value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{HOUR_MS, MINUTE_MS};

    /// 24 November 2026, a Tuesday, 10.00 WITA.
    const NOW: i64 = 1_795_485_600_000;

    fn place(hours: &[(i64, i64, i64)]) -> Place {
        let hours = hours.iter().map(|&(weekday, from, to)| Hours { weekday, from, to }).collect();
        Place { id: PlaceId("stall".into()), name: "Lapak".into(), hours, ..Place::default() }
    }

    #[test]
    fn a_weekly_hour_is_offered_twice_in_fourteen_days() {
        let offered = windows(&[place(&[(3, 8 * 60, 12 * 60)])], Zone::Wita, NOW);
        let tomorrow = NOW - 10 * HOUR_MS + DAY_MS;
        let ends: Vec<i64> = offered.iter().map(|window| window.until).collect();
        assert_eq!(ends, [tomorrow + 12 * HOUR_MS, tomorrow + 7 * DAY_MS + 12 * HOUR_MS]);
        assert_eq!(offered[0].from, tomorrow + 8 * HOUR_MS);
    }

    #[test]
    fn today_is_offered_until_its_window_ends_and_in_two_weeks_only_as_far_as_fourteen_days() {
        let until_ten = place(&[(2, 8 * 60, 10 * 60)]);
        let ends = |now| {
            windows(std::slice::from_ref(&until_ten), Zone::Wita, now).iter().map(|w| w.until).collect::<Vec<_>>()
        };
        assert_eq!(ends(NOW - 1), [NOW, NOW + 7 * DAY_MS]);
        assert_eq!(ends(NOW), [NOW + 7 * DAY_MS, NOW + 14 * DAY_MS]);
    }

    #[test]
    fn the_weekday_is_the_regions_and_midnight_may_be_an_end() {
        let late = place(&[(2, 23 * 60, 24 * 60)]);
        let now = NOW + 14 * HOUR_MS - MINUTE_MS;
        let offered = windows(std::slice::from_ref(&late), Zone::Wita, now);
        assert_eq!(offered[0].until, now + MINUTE_MS);
        // In WIT the same instant is Wednesday already.
        assert_eq!(windows(&[late], Zone::Wit, now)[0].until, now + MINUTE_MS - HOUR_MS + 7 * DAY_MS);
    }

    #[test]
    fn an_order_keeps_a_place_in_both_languages() {
        let mut place = place(&[]);
        assert_eq!(place.kept(), ("Lapak".to_owned(), String::new()));
        place.english = Some(("Stall".into(), "at the jetty".into()));
        assert_eq!(place.kept(), ("Lapak / Stall".to_owned(), "at the jetty".to_owned()));
        assert_eq!((place.told(Lang::En), place.told(Lang::Id)), (("Stall", "at the jetty"), ("Lapak", "")));
    }

    #[test]
    fn a_choice_counts_only_while_it_is_offered() {
        let offered = windows(&[place(&[(3, 480, 720)])], Zone::Wita, NOW);
        let value = offered[0].value();
        assert_eq!(chosen(&offered, &value), Some(&offered[0]));
        assert_eq!(chosen(&offered, "stall@1"), None);
        assert_eq!(chosen(&offered, ""), None);
        assert!(windows(&[], Zone::Wita, NOW).is_empty());
    }
}
