//! How periods, amounts and kinds are written on the officer's pages.

use crate::money::Money;
use crate::monitoring::Month;
use crate::monitoring::rules::{CHANNELS, METHODS, Period};
use crate::words::Words;

/// `Oktober 2026`
pub fn month(month: Month, w: &Words) -> String {
    format!("{} {}", w.month(i64::from(month.month)), month.year)
}

/// `Oktober 2026`, `Agustus–September 2026`, `Desember 2026–Januari 2027`
pub fn period(period: &Period, w: &Words) -> String {
    let (first, last) = (period.first, period.last);
    if first == last {
        return month(last, w);
    }
    let start = if first.year == last.year { w.month(i64::from(first.month)) } else { month(first, w) };
    format!("{start}–{}", month(last, w))
}

/// The first letters of a month, for charts.
pub fn short_month(month: Month, w: &Words) -> String {
    w.month_short(i64::from(month.month))
}

/// An amount in rupiah; what was handed back may outweigh what arrived.
pub fn money(minor: i64, w: &Words) -> String {
    let sign = if minor < 0 { "−" } else { "" };
    format!("{sign}{}", w.money(Money { minor: minor.saturating_abs(), ..Money::rupiah(0) }))
}

/// A count of shops.
pub fn count(count: usize, w: &Words) -> String {
    w.number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The channels of a row.
pub fn channels(kinds: &[usize], w: &Words) -> String {
    joined(kinds, &CHANNELS, w, |channel| match channel {
        "scan" => "monitoring-channel-scan",
        "web" => "monitoring-channel-web",
        _ => "monitoring-channel-stall",
    })
}

/// The ways of paying of a row.
pub fn methods(kinds: &[usize], w: &Words) -> String {
    joined(kinds, &METHODS, w, |method| match method {
        "qris" => "monitoring-method-qris",
        "transfer" => "monitoring-method-transfer",
        "card" => "monitoring-method-card",
        _ => "monitoring-method-cash",
    })
}

fn joined(kinds: &[usize], names: &[&str], w: &Words, key: fn(&str) -> &'static str) -> String {
    let names: Vec<String> = kinds.iter().filter_map(|kind| names.get(*kind)).map(|name| w.t(key(name))).collect();
    names.join(" + ")
}
