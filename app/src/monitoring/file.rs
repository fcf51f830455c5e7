//! The file of figures: one CSV with a column `tabel` that tells the tables apart, equal to the page to the
//! rupiah because both are drawn from the same [`Figures`]. Names of tables and columns are Indonesian and
//! do not follow the reader's language, so that a spreadsheet keeps working.

use super::rules::{CHANNELS, Figures, KindRow, METHODS, Period, Scans, Sum};
use super::{Month, People};
use crate::csv::plain;

/// The columns.
pub const COLUMNS: [&str; 9] =
    ["tabel", "dari_bulan", "sampai_bulan", "baris", "jumlah", "toko", "pindaian", "pesanan", "nilai_rupiah"];

/// One row, cell by cell.
pub type Row = [String; 9];

/// Every row: people, months, villages of the chosen period, channels, ways of paying; each table that can
/// be summed ends in its sum.
pub fn rows(people: &People, figures: Option<&Figures>, chosen: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = [
        ("diundang", people.invited),
        ("terdaftar", people.enrolled),
        ("punya karya terpasang", people.published),
        ("aktif 30 hari", people.active),
        ("karya terpasang", people.products),
    ]
    .into_iter()
    .map(|(name, count)| row("perajin", None, name, [Some(count), None, None], None))
    .collect();
    let Some(figures) = figures else { return rows };
    let all = figures.periods.first().zip(figures.periods.last()).map(|(first, last)| (first.first, last.last));
    for (at, period) in figures.periods.iter().enumerate() {
        rows.push(month(figures, at, period));
    }
    rows.push(row("bulan", all, "jumlah", [None, None, Some(figures.all_scans())], Some(figures.total())));
    if let Some(period) = figures.periods.get(chosen) {
        rows.extend(villages(period));
    }
    rows.extend(kinds("saluran", all, &figures.channels, &CHANNELS, figures.total()));
    rows.extend(kinds("cara_bayar", all, &figures.methods, &METHODS, figures.total()));
    rows
}

fn month(figures: &Figures, at: usize, period: &Period) -> Row {
    let name = match period.scans {
        Scans::Own(_) => "bulan".to_owned(),
        Scans::Since(from, _) => format!("pindaian sejak {}", figures.periods[from].first.key()),
        Scans::Later if at + 1 < figures.periods.len() => "pindaian bersama bulan berikut".to_owned(),
        Scans::Later => "pindaian belum ditampilkan".to_owned(),
    };
    let scans = Some(period.scans.shown()).filter(|_| period.scans != Scans::Later);
    let sellers = i64::try_from(period.sellers).ok();
    row("bulan", Some((period.first, period.last)), &name, [None, sellers, scans], Some(period.sum))
}

fn villages(period: &Period) -> Vec<Row> {
    let stretch = Some((period.first, period.last));
    let shops = period.villages.iter().map(|row| row.shops).sum::<usize>();
    let scans = if let Scans::Own(visits) = period.scans { Some(visits) } else { None };
    let mut rows: Vec<Row> = period
        .villages
        .iter()
        .map(|line| {
            let counts = [None, i64::try_from(line.shops).ok(), line.scans];
            row("desa", stretch, &line.names.join(" + "), counts, Some(line.sum))
        })
        .collect();
    rows.push(row("desa", stretch, "jumlah", [None, i64::try_from(shops).ok(), scans], Some(period.sum)));
    rows
}

fn kinds(table: &str, all: Option<(Month, Month)>, kinds: &[KindRow], names: &[&str], total: Sum) -> Vec<Row> {
    let name = |kind: &usize| match names.get(*kind).copied().unwrap_or_default() {
        "scan" => "pindaian",
        "stall" => "lapak",
        "cash" => "tunai",
        "card" => "kartu",
        other => other,
    };
    let line = |kind: &KindRow| {
        let names: Vec<&str> = kind.kinds.iter().map(name).collect();
        row(table, all, &names.join(" + "), [None; 3], Some(kind.sum))
    };
    let mut rows: Vec<Row> = kinds.iter().map(line).collect();
    rows.push(row(table, all, "jumlah", [None; 3], Some(total)));
    rows
}

/// `counts`: people, shops, scans.
fn row(table: &str, stretch: Option<(Month, Month)>, name: &str, counts: [Option<i64>; 3], sum: Option<Sum>) -> Row {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let [people, shops, scans] = counts.map(number);
    let month = |pick: fn((Month, Month)) -> Month| stretch.map(|both| pick(both).key()).unwrap_or_default();
    [
        table.to_owned(),
        month(|both| both.0),
        month(|both| both.1),
        plain(name),
        people,
        shops,
        scans,
        number(sum.map(|sum| sum.orders)),
        sum.map(|sum| rupiah(sum.minor)).unwrap_or_default(),
    ]
}

/// Whole rupiah; sen only where there are any.
fn rupiah(minor: i64) -> String {
    let (whole, sen) = (minor / 100, minor % 100);
    if sen == 0 {
        whole.to_string()
    } else {
        format!("{}{}.{:02}", if minor < 0 { "-" } else { "" }, whole.abs(), sen.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_whole_rupiah_and_names_no_formulas() {
        assert_eq!(rupiah(125_000_000), "1250000");
        assert_eq!(rupiah(-45_000_050), "-450000.50");
        assert_eq!(row("desa", None, "=1+1", [None; 3], None)[3], "1+1");
    }

    #[test]
    fn a_regency_without_figures_still_has_its_people() {
        let rows = rows(&People { enrolled: 4, ..People::default() }, None, 0);
        assert_eq!(rows.len(), 5);
        assert_eq!(rows[1], ["perajin", "", "", "terdaftar", "4", "", "", "", ""].map(str::to_owned));
    }
}
