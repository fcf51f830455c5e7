//! A shop as visitors see it. The number is not in it: that is given away by a tap that posts.

mod contact;
pub mod pages;

pub use contact::contact;

use super::shop::{Hours, MakerKind};
use crate::ids::ShopId;
use crate::time::Zone;
use crate::words::{Lang, Words};

/// A picture of a person who has said yes to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    pub key: String,
    /// Who is in the picture.
    pub of: String,
}

/// What everybody may know of a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicShop {
    pub id: ShopId,
    pub code: String,
    pub name: String,
    pub kind: MakerKind,
    /// What its story is written in.
    pub language: Lang,
    pub story: String,
    pub face: Option<Face>,
    pub band: u8,
    /// Those who make pieces there now.
    pub makers: Vec<String>,
    /// True once its first piece was published.
    pub open: bool,
    /// True when its WhatsApp number may be asked for.
    pub reachable: bool,
    /// True when there is a place with hours at which a kept piece can be fetched.
    pub keeps: bool,
    /// It sends parcels.
    pub sends: bool,
    /// It brings pieces to where guests stay.
    pub delivers: bool,
    pub village: String,
    pub village_slug: String,
    /// Empty where the regency is not one of islands.
    pub island: String,
    pub regency: String,
    pub regency_slug: String,
    pub province: String,
    pub zone: Zone,
}

/// Weekdays with the same hours, told in one line: `(from, to, weekdays)`.
pub fn by_hours(hours: &[Hours]) -> Vec<(i64, i64, Vec<i64>)> {
    let mut lines: Vec<(i64, i64, Vec<i64>)> = Vec::new();
    for one in hours {
        match lines.iter_mut().find(|(from, to, _)| (*from, *to) == (one.from, one.to)) {
            Some((_, _, days)) => days.push(one.weekday),
            None => lines.push((one.from, one.to, vec![one.weekday])),
        }
    }
    lines
}

/// Days that follow each other, as first and last.
fn runs(days: &[i64]) -> Vec<(i64, i64)> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *day => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    runs
}

/// `Monday–Saturday`, `Monday, Wednesday`.
pub fn days_in_words(days: &[i64], w: &Words) -> String {
    let runs: Vec<String> = runs(days)
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => w.weekday(first),
            1 => format!("{}, {}", w.weekday(first), w.weekday(last)),
            _ => format!("{}–{}", w.weekday(first), w.weekday(last)),
        })
        .collect();
    runs.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_with_the_same_hours_stand_in_one_line() {
        assert_eq!(runs(&[1, 2, 3, 5, 7]), [(1, 3), (5, 5), (7, 7)]);
        let at = |weekday, from| Hours { weekday, from, to: 960 };
        assert_eq!(by_hours(&[at(1, 540), at(3, 540), at(6, 600)]), [(540, 960, vec![1, 3]), (600, 960, vec![6])]);
    }
}
