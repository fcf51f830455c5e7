//! Charts: SVG in per cent across and pixels down, without a view box, so that their text keeps its size at
//! every width. Each says in words what it shows.

use leptos::prelude::*;

use super::words;
use crate::monitoring::rules::{Figures, Period, Scans};
use crate::words::Words;

/// Bars that fit side by side on a phone.
const MOST_BARS: usize = 12;
/// Pixels: the ground line, and the tallest bar.
const GROUND: i64 = 170;
const TALLEST: i64 = 150;

/// Income by period; the chosen one stands out.
pub fn income(figures: &Figures, chosen: usize, w: &Words) -> AnyView {
    let skip = figures.periods.len().saturating_sub(MOST_BARS).min(chosen);
    let shown: Vec<(usize, &Period)> = figures.periods.iter().enumerate().skip(skip).take(MOST_BARS).collect();
    let most = shown.iter().map(|(_, period)| period.sum.minor).max().unwrap_or(0).max(1);
    let said: Vec<String> = shown
        .iter()
        .map(|(_, period)| format!("{} {}", words::period(period, w), words::money(period.sum.minor, w)))
        .collect();
    let label = format!("{}: {}", w.t("monitoring-chart-income"), said.join("; "));
    // At least four places, so that two bars are no walls.
    let places = shown.len().max(4);
    let bars = shown
        .iter()
        .enumerate()
        .map(|(place, (at, period))| bar(place, places, period, most, *at == chosen, w))
        .collect_view();
    let line = |y: i64, opacity: &'static str| {
        view! { <line class="axis" x1="0" x2="100%" y1=y.to_string() y2=y.to_string() stroke-opacity=opacity/> }
    };
    view! {
        <section aria-labelledby="chart-income">
            <h2 id="chart-income">{w.t("monitoring-chart-income")}</h2>
            <p class="soft">{w.t("monitoring-chart-income-what")}</p>
            <svg class="chart" width="100%" height="200" role="img" aria-label=label>
                {line(GROUND, ".9")} {line(GROUND - TALLEST / 2, ".25")} {line(GROUND - TALLEST, ".25")}
                {bars}
                <text x="0" y="14">{words::money(most, w)}</text>
            </svg>
        </section>
    }
    .into_any()
}

fn bar(place: usize, places: usize, period: &Period, most: i64, chosen: bool, w: &Words) -> AnyView {
    let wide = 100.0 / places as f64;
    let height =
        i64::try_from(i128::from(period.sum.minor.max(0)) * i128::from(TALLEST) / i128::from(most)).unwrap_or(0);
    let (x, width, middle) = (place as f64 * wide + wide * 0.15, wide * 0.7, (place as f64 + 0.5) * wide);
    let class = if chosen { "bar-now" } else { "bar-old" };
    let text = if chosen { "strong" } else { "" };
    // On a phone twelve names do not fit beside each other.
    let named = chosen || places <= 6 || place.is_multiple_of(3);
    view! {
        <rect class=class x=format!("{x:.2}%") y=(GROUND - height).to_string() width=format!("{width:.2}%") height=height.to_string()/>
        {named.then(|| view! {
            <text class=text x=format!("{middle:.2}%") y="192" text-anchor="middle">{words::short_month(period.last, w)}</text>
        })}
    }
    .into_any()
}

/// Orders paid for every hundred scans, as a hundred threads.
pub fn per_hundred(period: &Period, w: &Words) -> AnyView {
    let orders = match period.scans {
        Scans::Own(visits) if visits > 0 => Some(((period.sum.orders * 100 + visits / 2) / visits).min(100)),
        _ => None,
    };
    orders
        .map(|orders| {
            let title = w.with("monitoring-chart-hundred", &[("orders", orders.into())]);
            let threads = (0..100).map(|at| thread(at, at < orders)).collect_view();
            let label = title.clone();
            view! {
                <section aria-labelledby="chart-hundred">
                    <h2 id="chart-hundred">{title}</h2>
                    <p class="soft">{w.t("monitoring-chart-hundred-what")}</p>
                    <svg class="chart" width="100%" height="72" role="img" aria-label=label>{threads}</svg>
                </section>
            }
        })
        .into_any()
}

fn thread(at: i64, paid: bool) -> impl IntoView {
    let (class, y, height) = if paid { ("leaf", "0", "64") } else { ("rest", "8", "56") };
    view! { <rect class=class x=format!("{at}%") y=y width=".62%" height=height/> }
}
