//! Reads a service as it was typed, in a form or in a line of a file: the fields have the names of the columns.

use super::{SendZone, Table};
use crate::accounts::shop::rules::tidy;
use crate::csv::is_formula;
use crate::error::Message;
use crate::form::Typed;
use crate::money::typed::{grams as typed_grams, plain, whole};
use crate::money::{Money, whole_rupiah};
use crate::time::{self, Zone};

/// The fields of a form and the columns of a file, in this order.
pub const FIELDS: [&str; 14] = [
    "name",
    "zone",
    "first_step_g",
    "first_price",
    "next_step_g",
    "next_price",
    "max_g",
    "tolerance_g",
    "minimum_g",
    "divisor",
    "days",
    "tracked",
    "valid_from",
    "source",
];
/// Most characters of a name, of the days and of the source.
pub const NAME_MAX: usize = 80;
pub const DAYS_MAX: usize = 30;
pub const SOURCE_MAX: usize = 200;
/// Services of one regency.
pub const MOST_SERVICES: usize = 60;
/// The heaviest of anything, in grams.
const HEAVIEST: i64 = 1_000_000;
/// Volumetric divisors that carriers use lie well within.
const DIVISORS: std::ops::RangeInclusive<i64> = 1_000..=100_000;
/// Below this a price has lost its zeros; nothing is free but a further step.
const LEAST_PRICE: i64 = 500;

/// What a service asks, and where to: all of it but its place in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    pub name: String,
    pub zone: SendZone,
    /// The price covers this many grams.
    pub first_step_g: i64,
    pub first_price: Money,
    /// Each further step, begun or full.
    pub next_step_g: i64,
    pub next_price: Money,
    /// Heavier is not taken.
    pub max_g: i64,
    /// So many grams into a step are not counted.
    pub tolerance_g: i64,
    /// Less is billed as this.
    pub minimum_g: i64,
    /// Cubic centimetres that count as a kilogram; None where size does not count.
    pub divisor: Option<i64>,
    /// How many days it takes, as the carrier says it.
    pub days: String,
    pub tracked: bool,
    /// The price holds from here on, UTC ms.
    pub valid_from: i64,
    /// Where the price was found and when.
    pub source: String,
}

impl Tariff {
    /// Reads the fields; what is wrong is put at its field. Without a day it holds from today.
    pub fn read(typed: &mut Typed, now: i64, clock: Zone) -> Option<Self> {
        let name = line_of(typed, "name", NAME_MAX);
        if name.as_deref() == Some("") {
            typed.wrong("name", "orders-shipping-name-missing");
        }
        let zone = SendZone::parse(typed.get("zone"));
        if zone.is_none() {
            typed.wrong("zone", "orders-shipping-zone-unknown");
        }
        let first_step_g = grams(typed, "first_step_g", 1);
        let next_step_g = grams(typed, "next_step_g", 1);
        let max_g = grams(typed, "max_g", 1);
        let tolerance_g = grams(typed, "tolerance_g", 0);
        let minimum_g = grams(typed, "minimum_g", 0);
        let first_price = price(typed, "first_price", false);
        let next_price = price(typed, "next_price", true);
        let divisor = divisor(typed);
        let (days, source) = (line_of(typed, "days", DAYS_MAX), line_of(typed, "source", SOURCE_MAX));
        let tracked = tracked(typed);
        let valid_from = valid_from(typed, now, clock);
        if next_step_g.zip(tolerance_g).is_some_and(|(step, tolerance)| tolerance >= step) {
            typed.wrong("tolerance_g", "orders-shipping-tolerance-bad");
        }
        let tariff = Self {
            name: name?,
            zone: zone?,
            first_step_g: first_step_g?,
            first_price: first_price?,
            next_step_g: next_step_g?,
            next_price: next_price?,
            max_g: max_g?,
            tolerance_g: tolerance_g?,
            minimum_g: minimum_g?,
            divisor: divisor?,
            days: days?,
            tracked: tracked?,
            valid_from: valid_from?,
            source: source?,
        };
        Some(tariff).filter(|_| !typed.has_errors())
    }

    /// What a form shows of it and a file holds, in the order of [`FIELDS`]: read again it is the same.
    pub fn texts(&self, clock: Zone) -> [String; 14] {
        let rupiah = |price: Money| (price.minor / 100).to_string();
        [
            self.name.clone(),
            self.zone.as_str().to_owned(),
            self.first_step_g.to_string(),
            rupiah(self.first_price),
            self.next_step_g.to_string(),
            rupiah(self.next_price),
            self.max_g.to_string(),
            self.tolerance_g.to_string(),
            self.minimum_g.to_string(),
            self.divisor.map(|divisor| divisor.to_string()).unwrap_or_default(),
            self.days.clone(),
            if self.tracked { "yes" } else { "no" }.to_owned(),
            time::day_of(self.valid_from, clock).to_string(),
            self.source.clone(),
        ]
    }
}

/// The table as rows of a file, below [`FIELDS`].
pub fn rows(table: &Table, clock: Zone) -> Vec<[String; 14]> {
    table.services.iter().map(|service| service.tariff.texts(clock)).collect()
}

/// One line of at most `max` characters that no spreadsheet takes for a formula.
fn line_of(typed: &mut Typed, field: &'static str, max: usize) -> Option<String> {
    let line = tidy(typed.get(field));
    if line.chars().count() > max {
        typed.wrong(field, Message::new("accounts-shop-text-long").with("max", max));
        return None;
    }
    if is_formula(&line) {
        typed.wrong(field, "orders-shipping-sign-bad");
        return None;
    }
    Some(line)
}

fn grams(typed: &mut Typed, field: &'static str, least: i64) -> Option<i64> {
    let text = typed.get(field);
    let grams = if text.is_empty() && least == 0 { Some(0) } else { typed_grams(text) };
    let grams = grams.filter(|grams| (least..=HEAVIEST).contains(grams));
    if grams.is_none() {
        typed.wrong(field, Message::new("orders-shipping-grams-bad").with("least", least));
    }
    grams
}

fn price(typed: &mut Typed, field: &'static str, or_nothing: bool) -> Option<Money> {
    let read = whole_rupiah(typed.get(field)).filter(|price| {
        let whole = price.minor / 100;
        whole >= LEAST_PRICE || (or_nothing && whole == 0)
    });
    if read.is_none() {
        typed.wrong(field, "orders-shipping-price-bad");
    }
    read
}

fn divisor(typed: &mut Typed) -> Option<Option<i64>> {
    if typed.get("divisor").is_empty() {
        return Some(None);
    }
    let divisor = whole(typed.get("divisor")).filter(|divisor| DIVISORS.contains(divisor));
    if divisor.is_none() {
        typed.wrong("divisor", "orders-shipping-divisor-bad");
    }
    divisor.map(Some)
}

fn tracked(typed: &mut Typed) -> Option<bool> {
    let tracked = match typed.get("tracked").to_lowercase().as_str() {
        "yes" | "ya" | "1" => Some(true),
        "" | "no" | "tidak" | "0" => Some(false),
        _ => None,
    };
    if tracked.is_none() {
        typed.wrong("tracked", "orders-shipping-tracked-bad");
    }
    tracked
}

fn valid_from(typed: &mut Typed, now: i64, clock: Zone) -> Option<i64> {
    let text: String = typed.get("valid_from").chars().filter_map(plain).collect();
    if text.is_empty() {
        return Some(time::start_of_day(time::day_of(now, clock), clock));
    }
    let day = time::date(&text).map(|day| time::start_of_day(day, clock));
    if day.is_none() {
        typed.wrong("valid_from", "orders-shipping-day-bad");
    }
    day
}
