//! The file of an import: CSV with `code` and `name`, and `province`, `island`, `zone` if there are any.
//! Commas or semicolons, with or without a byte order mark, as spreadsheets write them.

use std::io::Read;

use app::regions::rules::{Row, RowError};

/// The columns an import knows.
const COLUMNS: [&str; 5] = ["code", "name", "province", "island", "zone"];

/// What a file says.
#[derive(Debug, Default)]
pub struct Sheet {
    pub rows: Vec<Row>,
    /// Rows that are no rows of this file, and missing columns (line 1).
    pub errors: Vec<RowError>,
    /// Columns that are not known and not read.
    pub unknown: Vec<String>,
}

/// Reads the whole file.
///
/// # Errors
/// When the file itself cannot be read.
pub fn read(mut input: impl Read) -> std::io::Result<Sheet> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let bytes = one_kind_of_line_end(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = if head.contains(&b';') && !head.contains(&b',') { b';' } else { b',' };
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(bytes.as_slice());
    let mut sheet = Sheet::default();
    let names: Vec<String> = match csv.headers() {
        Ok(names) => names.iter().map(str::to_lowercase).collect(),
        Err(_) => {
            sheet.errors.push(wrong(1, "regions-import-unreadable", Vec::new()));
            return Ok(sheet);
        }
    };
    sheet.unknown =
        names.iter().filter(|name| !name.is_empty() && !COLUMNS.contains(&name.as_str())).cloned().collect();
    for needed in ["code", "name"] {
        if !names.iter().any(|name| name == needed) {
            sheet.errors.push(wrong(1, "regions-import-column", vec![("column", needed.to_owned())]));
        }
    }
    if sheet.errors.is_empty() {
        read_rows(&mut csv, &bytes, &names, &mut sheet);
    }
    Ok(sheet)
}

/// `\n` for every line: with `\r\n` the reader counts a row's line from the end of the one before.
fn one_kind_of_line_end(bytes: &[u8]) -> Vec<u8> {
    let mut before = 0;
    let mut out = Vec::with_capacity(bytes.len());
    for byte in bytes {
        match (before, *byte) {
            (b'\r', b'\n') => {}
            (_, b'\r') => out.push(b'\n'),
            (_, other) => out.push(other),
        }
        before = *byte;
    }
    out
}

fn read_rows(csv: &mut csv::Reader<&[u8]>, bytes: &[u8], names: &[String], sheet: &mut Sheet) {
    let column = |wanted: &str| names.iter().position(|name| name == wanted);
    let [code, name, province, island, zone] = COLUMNS.map(column);
    for record in csv.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, |position| line_of(position, bytes));
                sheet.errors.push(wrong(line, "regions-import-unreadable", Vec::new()));
                continue;
            }
        };
        let line = record.position().map_or(0, |position| line_of(position, bytes));
        if record.len() > names.len() {
            let args = vec![("found", record.len().to_string()), ("wanted", names.len().to_string())];
            sheet.errors.push(wrong(line, "regions-import-cells", args));
            continue;
        }
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().to_owned();
        sheet.rows.push(Row {
            line,
            code: cell(code),
            name: cell(name),
            province: Some(cell(province)),
            island: Some(cell(island)),
            zone: Some(cell(zone)),
        });
    }
}

/// The line a row begins in. The reader's position is where the row before ended, above any empty lines.
fn line_of(position: &csv::Position, bytes: &[u8]) -> usize {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let empty = bytes.iter().skip(from).take_while(|byte| **byte == b'\n').count();
    usize::try_from(position.line()).unwrap_or(usize::MAX).saturating_add(empty)
}

fn wrong(line: usize, key: &'static str, args: Vec<(&'static str, String)>) -> RowError {
    RowError { line, key, args }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Sheet {
        read(text.as_bytes()).unwrap()
    }

    #[test]
    fn rows_carry_the_line_they_stand_in() {
        let sheet = of("code,name\n\n74.07,Kabupaten Wakatobi\n\"74.08\",\"Kabupaten\nKolaka\"\n74.09,Konawe\n");
        let lines: Vec<usize> = sheet.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 4, 6]);
        assert!(sheet.errors.is_empty() && sheet.unknown.is_empty());
    }

    #[test]
    fn lines_are_counted_alike_whatever_they_end_in() {
        for end in ["\n", "\r\n", "\r"] {
            let sheet = of(&["code,name", "74.07,Wakatobi", "", "74.08,Kolaka", ""].join(end));
            let lines: Vec<usize> = sheet.rows.iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 4], "{end:?}");
        }
    }

    #[test]
    fn a_spreadsheets_mark_and_semicolons_are_read() {
        let sheet = of("\u{feff}Code;Name;Island\n74.07.05;Wangi-Wangi Selatan;Wangi-Wangi\n");
        assert_eq!(sheet.rows[0].code, "74.07.05");
        assert_eq!(sheet.rows[0].island.as_deref(), Some("Wangi-Wangi"));
    }

    #[test]
    fn unknown_columns_are_named_and_missing_ones_are_an_error() {
        let sheet = of("code,name,population\n74,Sulawesi Tenggara,2700000\n");
        assert_eq!((sheet.unknown, sheet.rows.len()), (vec!["population".to_owned()], 1));
        assert_eq!(of("kode,nama\n74,x\n").errors.len(), 2);
    }

    #[test]
    fn rows_with_too_many_cells_or_no_text_are_named_by_line() {
        let sheet = of("code,name\n74,Sulawesi, Tenggara\n");
        assert_eq!((sheet.errors[0].line, sheet.errors[0].key), (2, "regions-import-cells"));
        let sheet = read(&b"code,name\n74,Sula\xffwesi\n75,Gorontalo\n"[..]).unwrap();
        assert_eq!((sheet.errors[0].line, sheet.errors[0].key, sheet.rows.len()), (2, "regions-import-unreadable", 1));
    }
}
