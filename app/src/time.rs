//! Days, weekdays and months in Indonesia's three zones. Instants are UTC milliseconds; sentences and
//! date formats live with the words, the clock with the server.

use jiff::{Timestamp, civil::Date, tz::Offset};

/// Milliseconds of a minute.
pub const MINUTE_MS: i64 = 60_000;
/// Milliseconds of an hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds of a day. Indonesia keeps no summer time: every day has this length.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// One of Indonesia's time zones (Keppres 41/1987).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    Wib,
    Wita,
    Wit,
}

impl Zone {
    /// All zones from west to east.
    pub const ALL: [Self; 3] = [Self::Wib, Self::Wita, Self::Wit];

    /// Hours ahead of UTC.
    pub const fn offset_hours(self) -> i8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// The letters people know, also as stored.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// The IANA name, for calendars and scripts.
    pub const fn iana(self) -> &'static str {
        match self {
            Self::Wib => "Asia/Jakarta",
            Self::Wita => "Asia/Makassar",
            Self::Wit => "Asia/Jayapura",
        }
    }

    /// Reads a label in any letter case, or an IANA name. Pontianak is WIB as well.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let named = |zone: &Self| text.eq_ignore_ascii_case(zone.label()) || text == zone.iana();
        Self::ALL.into_iter().find(named).or_else(|| (text == "Asia/Pontianak").then_some(Self::Wib))
    }

    fn offset_ms(self) -> i64 {
        i64::from(self.offset_hours()) * HOUR_MS
    }
}

/// The day it is in the zone at that instant. Instants before year -9999 or after 9999 stop there.
pub fn day_of(ms: i64, zone: Zone) -> Date {
    let end = if ms < 0 { Timestamp::MIN } else { Timestamp::MAX };
    let instant = Timestamp::from_millisecond(ms).unwrap_or(end);
    Offset::constant(zone.offset_hours()).to_datetime(instant).date()
}

/// The instant at which the day begins in the zone, in UTC ms.
pub fn start_of_day(date: Date, zone: Zone) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_secs() * 1_000 - zone.offset_ms()
}

/// A day as forms and files write it, `2026-08-08`; None for anything else.
pub fn date(text: &str) -> Option<Date> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    text.parse().ok().filter(|_| plain)
}

/// The same, when the day has not ended yet and lies at most so many days ahead.
pub fn date_ahead(text: &str, zone: Zone, now: i64, days: i64) -> Option<Date> {
    date(text).filter(|date| {
        let ends = at(*date, 1_440, zone);
        ends > now && ends <= now.saturating_add(days * DAY_MS)
    })
}

/// When the day of a moment ends in a zone, UTC ms: the first moment of the next.
pub fn day_end(ms: i64, zone: Zone) -> i64 {
    start_of_day(day_of(ms, zone), zone).saturating_add(DAY_MS)
}

/// A moment of the day that ends then: its end is the first moment of the next.
pub const fn of_day_ending(ends: i64) -> i64 {
    ends.saturating_sub(1)
}

/// Whole minutes since midnight in the zone, 0 to 1439.
pub fn minutes_of_day(ms: i64, zone: Zone) -> i64 {
    (ms.rem_euclid(DAY_MS) + zone.offset_ms()).rem_euclid(DAY_MS) / MINUTE_MS
}

/// The weekday, from Monday = 1 to Sunday = 7 (ISO 8601).
pub fn weekday(date: Date) -> i64 {
    i64::from(date.weekday().to_monday_one_offset())
}

/// The instant of a time of day, in minutes since midnight, in UTC ms. 1440 is the end of the day.
pub fn at(date: Date, minutes: i64, zone: Zone) -> i64 {
    start_of_day(date, zone).saturating_add(minutes.saturating_mul(MINUTE_MS))
}

/// The first instant of a month in the zone and the first one after it, in UTC ms; `None` for a month
/// that does not exist.
pub fn month_bounds(year: i16, month: i8, zone: Zone) -> Option<(i64, i64)> {
    let first = Date::new(year, month, 1).ok()?;
    let days = i64::from(first.days_in_month());
    let start = start_of_day(first, zone);
    Some((start, start + days * DAY_MS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn utc(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn zones_have_their_labels_offsets_and_names() {
        for (label, hours, name) in
            [("WIB", 7, "Asia/Jakarta"), ("WITA", 8, "Asia/Makassar"), ("WIT", 9, "Asia/Jayapura")]
        {
            let zone = Zone::parse(label).unwrap();
            assert_eq!((zone.label(), zone.offset_hours(), zone.iana()), (label, hours, name));
            assert_eq!(Zone::parse(name), Some(zone));
            assert_eq!(Zone::parse(&format!(" {} ", label.to_lowercase())), Some(zone));
        }
        assert_eq!(Zone::parse("Asia/Pontianak"), Some(Zone::Wib));
        for other in ["", "UTC", "WI", "WITAA", "+8", "Asia/Tokyo"] {
            assert_eq!(Zone::parse(other), None);
        }
    }

    #[test]
    fn the_day_changes_at_midnight_in_the_zone() {
        let last = utc("2026-08-08T15:59:59.999Z");
        assert_eq!(day_of(last, Zone::Wita), date(2026, 8, 8));
        assert_eq!(day_of(last + 1, Zone::Wita), date(2026, 8, 9));
        assert_eq!(day_of(last + 1, Zone::Wib), date(2026, 8, 8));
        assert_eq!(day_of(last, Zone::Wit), date(2026, 8, 9));
        assert_eq!(day_of(-1, Zone::Wib), date(1970, 1, 1));
        assert_eq!(day_of(-8 * HOUR_MS, Zone::Wib), date(1969, 12, 31));
    }

    #[test]
    fn instants_beyond_the_calendar_stop_at_its_end() {
        assert_eq!(day_of(i64::MAX, Zone::Wita).year(), 9999);
        assert_eq!(day_of(i64::MIN, Zone::Wita).year(), -9999);
        for zone in Zone::ALL {
            for ms in [i64::MIN, i64::MAX] {
                assert!((0..1_440).contains(&minutes_of_day(ms, zone)));
            }
        }
    }

    #[test]
    fn a_day_starts_where_the_day_before_ends() {
        for zone in Zone::ALL {
            for day in [date(1969, 12, 31), date(2024, 2, 28), date(2026, 8, 8), date(2026, 12, 31)] {
                let start = start_of_day(day, zone);
                assert_eq!(day_of(start, zone), day);
                assert_eq!(day_of(start - 1, zone), day.yesterday().unwrap());
                assert_eq!(start + DAY_MS, start_of_day(day.tomorrow().unwrap(), zone));
                assert_eq!(minutes_of_day(start, zone), 0);
                assert_eq!(minutes_of_day(start - 1, zone), 1_439);
            }
        }
        assert_eq!(start_of_day(date(2026, 8, 8), Zone::Wita), utc("2026-08-07T16:00:00Z"));
    }

    #[test]
    fn a_time_of_day_is_an_instant_and_comes_back() {
        let half_past_eight = at(date(2026, 8, 8), 8 * 60 + 30, Zone::Wita);
        assert_eq!(half_past_eight, utc("2026-08-08T00:30:00Z"));
        assert_eq!(minutes_of_day(half_past_eight, Zone::Wita), 510);
        assert_eq!(minutes_of_day(half_past_eight, Zone::Wit), 570);
        assert_eq!(at(date(2026, 8, 8), 1_440, Zone::Wita), start_of_day(date(2026, 8, 9), Zone::Wita));
        for zone in Zone::ALL {
            assert_eq!(day_of(of_day_ending(at(date(2026, 8, 8), 1_440, zone)), zone), date(2026, 8, 8));
        }
    }

    #[test]
    fn a_day_is_read_as_forms_write_it() {
        assert_eq!(super::date("2026-08-08"), Some(date(2026, 8, 8)));
        for text in ["", "2026-8-8", "2026-02-30", "08-08-2026", "2026-08-08T10:00", "20260808", "+002026-08"] {
            assert_eq!(super::date(text), None, "{text}");
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(weekday(date(2026, 8, 3)), 1);
        assert_eq!(weekday(date(2026, 8, 8)), 6);
        assert_eq!(weekday(date(2026, 8, 9)), 7);
    }

    #[test]
    fn months_of_every_length_meet_without_a_gap() {
        for zone in Zone::ALL {
            for year in [2024, 2026] {
                for month in 1..12 {
                    let (_, end) = month_bounds(year, month, zone).unwrap();
                    assert_eq!(Some(end), month_bounds(year, month + 1, zone).map(|(start, _)| start));
                }
                let (_, end) = month_bounds(year, 12, zone).unwrap();
                assert_eq!(end, start_of_day(date(year + 1, 1, 1), zone));
            }
        }
        let (start, end) = month_bounds(2024, 2, Zone::Wita).unwrap();
        assert_eq!((start, end), (utc("2024-01-31T16:00:00Z"), utc("2024-02-29T16:00:00Z")));
        for (year, month) in [(2026, 0), (2026, 13), (2026, -1), (i16::MAX, 1)] {
            assert_eq!(month_bounds(year, month, Zone::Wita), None);
        }
        assert!(month_bounds(9_999, 12, Zone::Wib).is_some());
    }
}
