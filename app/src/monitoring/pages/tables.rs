//! Tables: by village for the period, by month, by channel and by way of paying for the regency. One way
//! each, never crossed.

use leptos::prelude::*;

use super::words;
use crate::monitoring::rules::{Figures, KindRow, Period, Scans, Sum, VillageRow};
use crate::ui::narrow::narrow;
use crate::words::{Arg, Words};

/// The villages of the period, by income.
pub fn villages(period: &Period, w: &Words) -> AnyView {
    let mut rows: Vec<&VillageRow> = period.villages.iter().collect();
    rows.sort_by_key(|row| (row.names.len() > 1, -row.sum.minor));
    let most = rows.iter().map(|row| row.sum.minor).max().unwrap_or(0);
    let with_scans = matches!(period.scans, Scans::Own(_));
    let shops: usize = rows.iter().map(|row| row.shops).sum();
    let rows = rows.into_iter().map(|row| village(row, with_scans, most, w)).collect_view();
    let scans = |scans: i64| with_scans.then(|| view! { <td class="r wide-only">{w.number(scans)}</td> });
    view! {
        <section class="part">
            <table class="table">
                <caption><h2>{w.t("monitoring-by-village")}</h2><p class="soft">{words::period(period, w)}</p></caption>
                <thead><tr>
                    <th scope="col">{w.t("monitoring-village")}</th>
                    <th scope="col" class="r">{w.t("monitoring-shops")}</th>
                    {with_scans.then(|| view! { <th scope="col" class="r wide-only">{w.t("monitoring-scans")}</th> })}
                    <th scope="col" class="r wide-only">{w.t("monitoring-orders")}</th>
                    <th scope="col" class="r">{w.t("monitoring-income")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr>
                    <th scope="row">{w.t("monitoring-whole-regency")}{visits(with_scans.then(|| period.scans.shown()), period.sum, w)}</th>
                    <td class="r">{words::count(shops, w)}</td>
                    {scans(period.scans.shown())}
                    <td class="r wide-only">{w.number(period.sum.orders)}</td>
                    <td class="r">{words::money(period.sum.minor, w)}</td>
                </tr></tfoot>
            </table>
            <p class="soft small after">{w.t("monitoring-why-joined")}</p>
        </section>
    }
    .into_any()
}

fn village(row: &VillageRow, with_scans: bool, most: i64, w: &Words) -> AnyView {
    let name = match row.names.as_slice() {
        [one] => view! { {one.clone()} }.into_any(),
        several => {
            let title = w.with("monitoring-others", &[("shops", Arg::Number(i64::try_from(row.shops).unwrap_or(0)))]);
            view! { {title}<span class="soft small">" "{several.join(", ")}</span> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{name}{visits(row.scans.filter(|_| with_scans), row.sum, w)}</th>
            <td class="r">{words::count(row.shops, w)}</td>
            {with_scans.then(|| view! { <td class="r wide-only">{w.number(row.scans.unwrap_or(0))}</td> })}
            <td class="r wide-only">{w.number(row.sum.orders)}</td>
            {amount(row.sum, most, w)}
        </tr>
    }
    .into_any()
}

/// Scans and orders of a village, for narrow screens.
fn visits(scans: Option<i64>, sum: Sum, w: &Words) -> impl IntoView + use<> {
    let scans = scans.map(|scans| scanned(w.number(scans), w));
    let orders = format!("{} {}", w.t("monitoring-orders"), w.number(sum.orders));
    narrow(&scans.into_iter().chain([orders]).collect::<Vec<_>>())
}

fn scanned(scans: String, w: &Words) -> String {
    format!("{} {scans}", w.t("monitoring-scans"))
}

/// An amount with a bar below it.
fn amount(sum: Sum, most: i64, w: &Words) -> AnyView {
    let part = if most > 0 { i128::from(sum.minor.max(0)) * 100 / i128::from(most) } else { 0 };
    view! {
        <td class="r">
            {words::money(sum.minor, w)}
            <svg class="meter" width="100%" height="6" aria-hidden="true"><rect width=format!("{part}%") height="6"></rect></svg>
        </td>
    }
    .into_any()
}

/// All months, the latest first.
pub fn months(figures: &Figures, w: &Words) -> AnyView {
    let most = figures.periods.iter().map(|period| period.sum.minor).max().unwrap_or(0);
    let rows = figures.periods.iter().rev().map(|period| month(figures, period, most, w)).collect_view();
    let total = figures.total();
    view! {
        <section class="part">
            <table class="table">
                <caption><h2>{w.t("monitoring-by-month")}</h2></caption>
                <thead><tr>
                    <th scope="col">{w.t("monitoring-month")}</th>
                    <th scope="col" class="r wide-only">{w.t("monitoring-sellers")}</th>
                    <th scope="col" class="r wide-only">{w.t("monitoring-scans")}</th>
                    <th scope="col" class="r">{w.t("monitoring-orders")}</th>
                    <th scope="col" class="r">{w.t("monitoring-income")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr>
                    <th scope="row">{w.t("monitoring-sum")}{narrow(&[scanned(w.number(figures.all_scans()), w)])}</th>
                    <td class="r wide-only"></td>
                    <td class="r wide-only">{w.number(figures.all_scans())}</td>
                    <td class="r">{w.number(total.orders)}</td>
                    <td class="r">{words::money(total.minor, w)}</td>
                </tr></tfoot>
            </table>
            <p class="soft small after">{w.t("monitoring-how-sellers")}</p>
        </section>
    }
    .into_any()
}

fn month(figures: &Figures, period: &Period, most: i64, w: &Words) -> AnyView {
    let scans = match period.scans {
        Scans::Own(visits) => w.number(visits),
        Scans::Since(from, visits) => {
            let since = words::month(figures.periods[from].first, w);
            w.with("monitoring-scans-since", &[("scans", w.number(visits).into()), ("month", since.into())])
        }
        Scans::Later => w.t("monitoring-joined"),
    };
    let running = period.running.then(|| view! { <span class="soft small">" "{w.t("monitoring-running")}</span> });
    let sellers = words::count(period.sellers, w);
    let more = narrow(&[format!("{} {sellers}", w.t("monitoring-sellers")), scanned(scans.clone(), w)]);
    view! {
        <tr>
            <th scope="row">{words::period(period, w)}{running}{more}</th>
            <td class="r wide-only">{sellers}</td>
            <td class="r wide-only">{scans}</td>
            <td class="r">{w.number(period.sum.orders)}</td>
            {amount(period.sum, most, w)}
        </tr>
    }
    .into_any()
}

/// How orders came, over all months that are shown.
pub fn channels(figures: &Figures, w: &Words) -> AnyView {
    let rows = figures.channels.iter().map(|row| (words::channels(&row.kinds, w), row)).collect();
    kinds("monitoring-by-channel", "monitoring-channel", rows, figures, w)
}

/// How orders were paid, over all months that are shown.
pub fn methods(figures: &Figures, w: &Words) -> AnyView {
    let rows = figures.methods.iter().map(|row| (words::methods(&row.kinds, w), row)).collect();
    kinds("monitoring-by-method", "monitoring-method", rows, figures, w)
}

fn kinds(title: &str, column: &str, rows: Vec<(String, &KindRow)>, figures: &Figures, w: &Words) -> AnyView {
    let most = rows.iter().map(|(_, row)| row.sum.minor).max().unwrap_or(0);
    let total = figures.total();
    let rows = rows
        .into_iter()
        .map(|(name, row)| {
            view! {
                <tr><th scope="row">{name}</th><td class="r">{w.number(row.sum.orders)}</td>{amount(row.sum, most, w)}</tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <table class="table">
                <caption><h2>{w.t(title)}</h2><p class="soft">{w.t("monitoring-all-months")}</p></caption>
                <thead><tr>
                    <th scope="col">{w.t(column)}</th>
                    <th scope="col" class="r">{w.t("monitoring-orders")}</th>
                    <th scope="col" class="r">{w.t("monitoring-income")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr>
                    <th scope="row">{w.t("monitoring-sum")}</th>
                    <td class="r">{w.number(total.orders)}</td>
                    <td class="r">{words::money(total.minor, w)}</td>
                </tr></tfoot>
            </table>
        </section>
    }
    .into_any()
}
