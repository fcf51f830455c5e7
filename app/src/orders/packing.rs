//! What waits to be handed over, brought or sent, with every piece of it: grouped by day, and within the day by place.
//! It is printed, or read where there is no signal.

pub mod pages;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::enquiry::Address;
use super::rules::How;
use super::{Line, Status};
use crate::money::Money;
use crate::time::{self, Zone};
use crate::ui::pager::Paging;
use crate::words::Lang;

/// A shop's part of an order that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    pub code: String,
    /// The buyer's name, or empty.
    pub buyer: String,
    pub lang: Lang,
    pub status: Status,
    /// Where it is fetched; empty where it is not kept at a point.
    pub place: String,
    /// When it is to be there, UTC ms: when the buyer comes, or by when it was promised.
    pub at: Option<i64>,
    /// The time it is fetched.
    pub window: Option<(i64, i64)>,
    /// Where it is brought or sent to.
    pub to: Option<Address>,
    /// The service that was agreed on, or empty.
    pub service: String,
    /// The end of the day on which the buyer leaves, where she said it.
    pub leaving: Option<i64>,
    /// The buyer's own words.
    pub wish: String,
    pub total: Money,
    /// Without those whose money went back.
    pub lines: Vec<Line>,
}

/// Which days a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    All,
    One(Date),
    /// What has no day yet.
    Without,
}

impl Days {
    /// From a form; what is no day shows all.
    pub fn parse(text: &str) -> Self {
        match text {
            "none" => Self::Without,
            _ => time::date(text).map_or(Self::All, Self::One),
        }
    }

    /// As forms and links write it.
    pub fn text(self) -> String {
        match self {
            Self::All => String::new(),
            Self::One(day) => day.to_string(),
            Self::Without => "none".to_owned(),
        }
    }
}

/// One page of the list, and the days on which something waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    pub parts: Vec<Packed>,
    pub days: Vec<Days>,
    pub paging: Paging,
}

/// Where pieces change hands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// A pickup point, by its name.
    Point(String),
    Stall,
    Bring,
    /// By the service that was agreed on, or none.
    Parcel(String),
}

/// Where this part changes hands.
pub fn spot(part: &Packed) -> Spot {
    match part.status.how {
        How::Deliver => Spot::Bring,
        How::Send => Spot::Parcel(part.service.clone()),
        How::Keep if !part.place.is_empty() => Spot::Point(part.place.clone()),
        How::Keep | How::Stall | How::Sold => Spot::Stall,
    }
}

/// The parts of a day, by place.
pub type Day<'a> = BTreeMap<Spot, Vec<&'a Packed>>;

/// By day, then by place; what has no day comes last. Within a place whoever comes first stands first.
pub fn by_day(parts: &[Packed], zone: Zone) -> Vec<(Option<Date>, Day<'_>)> {
    let mut days: BTreeMap<(bool, Option<Date>), Day<'_>> = BTreeMap::new();
    for part in parts {
        let day = part.at.map(|at| time::day_of(at, zone));
        days.entry((day.is_none(), day)).or_default().entry(spot(part)).or_default().push(part);
    }
    days.into_iter().map(|((_, day), spots)| (day, spots)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::Aside;
    use crate::orders::rules::State;
    use crate::payments::rules::State as Pay;
    use jiff::civil::date;

    fn part(code: &str, how: How, place: &str, at: Option<i64>) -> Packed {
        Packed {
            code: code.to_owned(),
            buyer: String::new(),
            lang: Lang::En,
            status: Status {
                state: State::Accepted,
                payment: Pay::Paid,
                how,
                rest: false,
                enquiry: None,
                made: false,
                disputed: false,
                aside: Aside::Nothing,
            },
            place: place.to_owned(),
            at,
            window: None,
            to: None,
            service: String::new(),
            leaving: None,
            wish: String::new(),
            total: Money::rupiah(1),
            lines: Vec::new(),
        }
    }

    #[test]
    fn parts_stand_by_day_and_then_by_place_and_those_without_a_day_last() {
        let noon = time::at(date(2026, 8, 8), 720, Zone::Wita);
        let parts = [
            part("later", How::Keep, "Pelabuhan", Some(noon + time::DAY_MS)),
            part("parcel", How::Send, "", None),
            part("harbour", How::Keep, "Pelabuhan", Some(noon)),
            part("bring", How::Deliver, "", Some(noon)),
            part("market", How::Keep, "Lapak", Some(noon)),
            part("second", How::Keep, "Pelabuhan", Some(noon + 1)),
            part("stall", How::Stall, "", Some(noon)),
        ];
        let told: Vec<(Option<Date>, Vec<Vec<&str>>)> = by_day(&parts, Zone::Wita)
            .into_iter()
            .map(|(day, spots)| {
                (day, spots.into_values().map(|at| at.into_iter().map(|one| one.code.as_str()).collect()).collect())
            })
            .collect();
        assert_eq!(
            told,
            [
                (Some(date(2026, 8, 8)), vec![vec!["market"], vec!["harbour", "second"], vec!["stall"], vec!["bring"]]),
                (Some(date(2026, 8, 9)), vec![vec!["later"]]),
                (None, vec![vec!["parcel"]]),
            ]
        );
    }

    #[test]
    fn a_day_is_read_as_it_is_written() {
        for days in [Days::All, Days::Without, Days::One(date(2026, 8, 8))] {
            assert_eq!(Days::parse(&days.text()), days);
        }
        assert_eq!(Days::parse("tomorrow"), Days::All);
    }
}
