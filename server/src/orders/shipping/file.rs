//! The table as the text of a file, and back. One wrong line and nothing is taken.

use app::error::{AppError, Message};
use app::form::Typed;
use app::orders::shipping::Table;
use app::orders::shipping::tariff::{FIELDS, MOST_SERVICES, Tariff, rows};
use app::time::Zone;

/// What is wrong, and where: the line of the text from 1, the column, the words.
pub struct Wrong {
    pub line: u64,
    pub field: &'static str,
    pub message: Message,
}

/// The table with the names of its columns.
///
/// # Errors
/// `Internal` when memory cannot be written to.
pub fn text(table: &Table, clock: Zone) -> Result<String, AppError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(FIELDS).map_err(|_| AppError::Internal)?;
    for row in rows(table, clock) {
        writer.write_record(row).map_err(|_| AppError::Internal)?;
    }
    let bytes = writer.into_inner().map_err(|_| AppError::Internal)?;
    String::from_utf8(bytes).map_err(|_| AppError::Internal)
}

/// Reads the text; all that is wrong comes at once. Spreadsheets of this country write semicolons.
pub fn read(text: &str, now: i64, clock: Zone) -> Result<Vec<Tariff>, Vec<Wrong>> {
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let head = text.lines().next().unwrap_or_default();
    let mark = if head.contains(';') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(text.as_bytes());
    let (mut drafts, mut wrong) = (Vec::new(), Vec::new());
    for (at, record) in reader.records().enumerate() {
        let Ok(record) = record else {
            wrong.push(cells(u64::try_from(at).unwrap_or_default() + 1));
            continue;
        };
        let line = record.position().map_or(1, csv::Position::line);
        if at == 0 {
            if !record.iter().map(str::trim).eq(FIELDS) {
                return Err(vec![Wrong { line, field: "name", message: "orders-shipping-import-header".into() }]);
            }
        } else if record.len() != FIELDS.len() {
            wrong.push(cells(line));
        } else {
            match service(&record, now, clock) {
                Ok(tariff) => drafts.push(tariff),
                Err(errors) => wrong.extend(errors.into_iter().map(|(field, message)| Wrong { line, field, message })),
            }
        }
        if drafts.len() > MOST_SERVICES {
            wrong.push(Wrong { line, field: "name", message: "orders-shipping-many".into() });
            break;
        }
    }
    if head.is_empty() {
        wrong.push(Wrong { line: 1, field: "name", message: "orders-shipping-import-header".into() });
    }
    if wrong.is_empty() { Ok(drafts) } else { Err(wrong) }
}

fn cells(line: u64) -> Wrong {
    Wrong { line, field: "name", message: "orders-shipping-import-cells".into() }
}

fn service(record: &csv::StringRecord, now: i64, clock: Zone) -> Result<Tariff, Vec<(&'static str, Message)>> {
    let pairs = FIELDS.iter().zip(record).map(|(name, value)| ((*name).to_owned(), value.to_owned()));
    let mut typed = Typed::from_pairs(pairs);
    Tariff::read(&mut typed, now, clock)
        .ok_or_else(|| FIELDS.into_iter().filter_map(|field| Some((field, typed.error(field)?.clone()))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "name,zone,first_step_g,first_price,next_step_g,next_price,max_g,tolerance_g,minimum_g,divisor,days,tracked,valid_from,source";

    #[test]
    fn every_wrong_line_is_named_with_its_column() {
        let text = format!(
            "{HEAD}\nPos,java_bali,1000,38000,1000,35000,30000,0,0,,3-5,yes,2026-01-01,\nPos,jawa,1.5,38,1000,0,30000,1000,0,7,3-5,maybe,1 Jan,\nPos,asia\n"
        );
        let wrong = read(&text, 0, Zone::Wita).map(|_| ()).unwrap_err();
        let found: Vec<(u64, &str)> = wrong.iter().map(|one| (one.line, one.field)).collect();
        assert_eq!(
            found,
            [
                (3, "zone"),
                (3, "first_step_g"),
                (3, "first_price"),
                (3, "tolerance_g"),
                (3, "divisor"),
                (3, "tracked"),
                (3, "valid_from"),
                (4, "name")
            ]
        );
    }

    #[test]
    fn a_spreadsheet_may_write_semicolons_and_a_mark_of_its_own() {
        let row =
            "\"Pos, \"\"Reguler\"\"\",java_bali,1000,38000,1000,35000,30000,300,0,6000,3-5,ya,2026-01-01,kantor pos";
        let [commas, semicolons] =
            [format!("{HEAD}\n{row}"), format!("\u{FEFF}{HEAD}\n{row}").replace(',', ";").replace("Pos;", "Pos,")]
                .map(|text| read(&text, 0, Zone::Wita).map_err(|wrong| wrong.len()).unwrap());
        assert_eq!(commas, semicolons);
        assert_eq!(commas[0].name, "Pos, \"Reguler\"");
        assert!(read("", 0, Zone::Wita).is_err() && read("name", 0, Zone::Wita).is_err());
        assert_eq!(read(HEAD, 0, Zone::Wita).map_err(|wrong| wrong.len()), Ok(Vec::new()), "an empty table is a table");
    }
}
