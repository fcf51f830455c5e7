//! "When do you leave?": of the times at which a kept piece can be fetched only those that can be met. Who says the
//! part of the day is taken to leave when it begins; who does not know it, when the day begins.

use super::pickup::{Place, Window};
use crate::time::{self, MINUTE_MS, Zone};

/// How far ahead a day of leaving may be.
pub const LEAVING_DAYS: i64 = 366;

/// The part of the day in which somebody leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
}

impl Part {
    /// All, in the order of the day.
    pub const ALL: [Self; 4] = [Self::Morning, Self::Midday, Self::Afternoon, Self::Evening];

    /// As a form sends it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Midday => "midday",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Morning => "orders-leaving-morning",
            Self::Midday => "orders-leaving-midday",
            Self::Afternoon => "orders-leaving-afternoon",
            Self::Evening => "orders-leaving-evening",
        }
    }

    /// When it begins, minutes since midnight.
    pub const fn begins(self) -> i64 {
        match self {
            Self::Morning => 6 * 60,
            Self::Midday => 11 * 60,
            Self::Afternoon => 14 * 60,
            Self::Evening => 18 * 60,
        }
    }
}

/// From when on somebody is gone, UTC ms; None for a day that is none, that has passed, or that is too far off.
pub fn moment(day: &str, part: &str, zone: Zone, now: i64) -> Option<i64> {
    let date = time::date_ahead(day, zone, now, LEAVING_DAYS)?;
    let begins = Part::ALL.into_iter().find(|one| one.as_str() == part).map_or(0, Part::begins);
    Some(time::at(date, begins, zone))
}

/// The windows that end before somebody leaves: at a place that asks for it so much earlier.
pub fn met(windows: &[Window], places: &[Place], leaving: i64) -> Vec<Window> {
    let lead = |window: &Window| {
        places.iter().find(|place| place.id == window.place).map_or(0, |place| place.lead_minutes * MINUTE_MS)
    };
    windows.iter().filter(|window| window.until.saturating_add(lead(window)) <= leaving).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PlaceId;
    use crate::orders::rules::pickup::{Hours, windows};
    use crate::time::HOUR_MS;

    /// 24 November 2026, a Tuesday, 10.00 WITA.
    const NOW: i64 = 1_795_485_600_000;

    fn place(id: &str, lead_minutes: i64, hours: &[(i64, i64, i64)]) -> Place {
        let hours = hours.iter().map(|&(weekday, from, to)| Hours { weekday, from: from * 60, to: to * 60 }).collect();
        Place { id: PlaceId(id.into()), lead_minutes, hours, ..Place::default() }
    }

    /// The stall on Wednesdays and Fridays; the harbour before each boat, two hours ahead of it.
    fn calendar() -> Vec<Place> {
        vec![place("stall", 0, &[(3, 8, 12), (5, 8, 16)]), place("harbour", 120, &[(3, 6, 8), (4, 14, 16), (6, 6, 8)])]
    }

    fn offered(day: &str, part: &str) -> Vec<String> {
        let places = calendar();
        let leaving = moment(day, part, Zone::Wita, NOW).unwrap();
        let hour = |window: &Window| (window.until - NOW) / HOUR_MS;
        met(&windows(&places, Zone::Wita, NOW), &places, leaving)
            .iter()
            .map(|window| format!("{} +{}", window.place, hour(window)))
            .collect()
    }

    #[test]
    fn only_what_the_ferry_leaves_time_for_is_offered() {
        // Wednesday morning's boat: the harbour's window ends at 8, the boat must be caught at 6.
        assert!(offered("2026-11-25", "morning").is_empty());
        assert!(offered("2026-11-25", "").is_empty(), "a day without its hour is over when it begins");
        // Midday, at 11: harbour until 8 and two hours more is 10.
        assert_eq!(offered("2026-11-25", "midday"), ["harbour +22"]);
        assert_eq!(offered("2026-11-25", "afternoon"), ["harbour +22", "stall +26"]);
        // Thursday's boat in the evening: until 16 and two hours more is 18 to the minute.
        assert_eq!(offered("2026-11-26", "evening"), ["harbour +22", "stall +26", "harbour +54"]);
        assert_eq!(offered("2026-11-26", "afternoon"), ["harbour +22", "stall +26"]);
        assert_eq!(offered("2026-11-28", "").len(), 4, "all before Saturday");
    }

    #[test]
    fn leaving_today_leaves_nothing_and_yesterday_is_no_day() {
        assert!(offered("2026-11-24", "evening").is_empty());
        for day in ["2026-11-23", "2027-11-27", "24.11.2026", "", "2026-02-30"] {
            assert_eq!(moment(day, "evening", Zone::Wita, NOW), None, "{day}");
        }
        assert!(moment("2027-11-24", "", Zone::Wita, NOW).is_some());
    }
}
