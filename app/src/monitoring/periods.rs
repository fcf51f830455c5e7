//! Months of a regency and the periods they form. A month to which fewer than five shops contributed is
//! joined with the months after it until there are enough; what is still too little at the end is held back,
//! because joining it with a month that was already shown would give it away by subtraction. So a period
//! that is over never changes.

use std::collections::BTreeSet;

use super::cells::{LEAST, ShopAt};
use crate::time::{self, Zone};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl Month {
    /// The month it is in the zone at that instant.
    pub fn of(ms: i64, zone: Zone) -> Self {
        let day = time::day_of(ms, zone);
        Self { year: day.year(), month: day.month() }
    }

    /// First instant and first one after it, UTC ms.
    pub fn bounds(self, zone: Zone) -> (i64, i64) {
        time::month_bounds(self.year, self.month, zone).unwrap_or((0, 0))
    }

    /// The one after it.
    pub fn next(self) -> Self {
        if self.month < 12 { Self { month: self.month + 1, ..self } } else { Self { year: self.year + 1, month: 1 } }
    }

    /// `2026-10`, as in addresses and files.
    pub fn key(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }
}

/// Every month from the one of `first` to the one of `now`; at most 100 years.
pub fn months(first: i64, now: i64, zone: Zone) -> Vec<Month> {
    let last = Month::of(now, zone);
    let start = Month::of(first.min(now), zone);
    std::iter::successors(Some(start), |month| Some(month.next()))
        .take_while(|month| *month <= last)
        .take(1200)
        .collect()
}

/// A stretch of months, as places in the list of months, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub first: usize,
    pub last: usize,
}

impl Stretch {
    /// True for a month in it.
    pub fn has(self, month: usize) -> bool {
        (self.first..=self.last).contains(&month)
    }
}

/// The periods: stretches of months with sales of at least [`LEAST`] shops, or with none at all and scans
/// of at least as many. Months at the end that are not enough yet are in none.
pub fn periods(sellers: &[BTreeSet<ShopAt>], scanned: &[BTreeSet<ShopAt>]) -> Vec<Stretch> {
    let mut periods = Vec::new();
    let mut first = 0;
    let (mut sold, mut seen) = (BTreeSet::<ShopAt>::new(), BTreeSet::<ShopAt>::new());
    for month in 0..sellers.len() {
        sold.extend(&sellers[month]);
        seen.extend(&scanned[month]);
        if sold.len() >= LEAST || (sold.is_empty() && seen.len() >= LEAST) {
            periods.push(Stretch { first, last: month });
            first = month + 1;
            sold.clear();
            seen.clear();
        }
    }
    periods
}

/// The stretches of periods whose scans are shown as one number, by the same rule: five shops or nobody.
/// Stretches of places in `scanned`, which holds the shops scanned in each period.
pub fn scan_spans(scanned: &[BTreeSet<ShopAt>]) -> Vec<Stretch> {
    let mut spans = Vec::new();
    let mut first = 0;
    let mut seen = BTreeSet::<ShopAt>::new();
    for (period, shops) in scanned.iter().enumerate() {
        seen.extend(shops);
        if seen.is_empty() || seen.len() >= LEAST {
            spans.push(Stretch { first, last: period });
            first = period + 1;
            seen.clear();
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(counts: &[usize]) -> Vec<BTreeSet<ShopAt>> {
        counts.iter().map(|count| (0..*count).collect()).collect()
    }

    fn stretch(first: usize, last: usize) -> Stretch {
        Stretch { first, last }
    }

    #[test]
    fn months_follow_each_other_over_the_new_year_in_the_regions_zone() {
        // 31 December 2026, 15:59 and 16:00 UTC: in WITA the second is the new year.
        let new_year = 1_798_732_800_000;
        assert_eq!(Month::of(new_year - 1, Zone::Wita).key(), "2026-12");
        assert_eq!(Month::of(new_year, Zone::Wita).key(), "2027-01");
        assert_eq!(Month::of(new_year, Zone::Wib).key(), "2026-12");
        let keys: Vec<String> = months(new_year - 1, new_year, Zone::Wita).into_iter().map(Month::key).collect();
        assert_eq!(keys, ["2026-12", "2027-01"]);
        assert_eq!(Month { year: 2026, month: 12 }.bounds(Zone::Wita).1, new_year);
    }

    #[test]
    fn a_month_of_few_shops_waits_for_the_next() {
        let scans = sets(&[9, 9, 9, 9]);
        assert_eq!(periods(&sets(&[5, 3, 6, 8]), &scans), [stretch(0, 0), stretch(1, 2), stretch(3, 3)]);
        assert_eq!(periods(&sets(&[6, 6, 6, 2]), &scans), [stretch(0, 0), stretch(1, 1), stretch(2, 2)]);
        assert_eq!(periods(&sets(&[1, 0, 2, 4]), &scans), []);
    }

    #[test]
    fn months_with_scans_and_no_sale_stand_and_empty_months_do_not() {
        assert_eq!(periods(&sets(&[0, 0, 5]), &sets(&[6, 0, 0])), [stretch(0, 0), stretch(1, 2)]);
        assert_eq!(periods(&sets(&[0, 0]), &sets(&[0, 4])), []);
    }

    #[test]
    fn scans_of_few_shops_are_shown_with_the_next_period_and_none_is_none() {
        assert_eq!(scan_spans(&sets(&[3, 7, 0, 2])), [stretch(0, 1), stretch(2, 2)]);
        assert_eq!(scan_spans(&sets(&[0, 0])), [stretch(0, 0), stretch(1, 1)]);
    }

    #[test]
    fn what_comes_later_never_changes_a_period_that_is_there() {
        for code in 0..8_usize.pow(5) {
            let counts: Vec<usize> = (0..5).map(|at| code / 8_usize.pow(at) % 8).collect();
            let (whole, scans) = (periods(&sets(&counts), &sets(&[9; 5])), sets(&[9; 5]));
            for end in 0..5 {
                let early = periods(&sets(&counts[..end]), &scans[..end]);
                assert_eq!(early[..], whole[..early.len()], "{counts:?}");
            }
        }
    }
}
