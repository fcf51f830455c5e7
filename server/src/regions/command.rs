//! `homoru regions import FILE.csv`: the plan on the screen, and the writing of it with `--apply`.

use std::fs::File;
use std::path::Path;

use app::words::Words;

use super::import::{self, Imported};
use crate::house::House;
use crate::startup::StartError;

/// Reads, plans, and writes when `apply`. Prints to standard output; wrong rows are the error.
pub async fn import(house: &House, file: &Path, apply: bool, root: bool, w: &Words) -> Result<(), StartError> {
    let unreadable = |error: std::io::Error| StartError::Refused(format!("{} cannot be read: {error}", file.display()));
    let sheet = import::read(File::open(file).map_err(unreadable)?).map_err(unreadable)?;
    for line in import::warnings_in_words(&sheet.unknown, w) {
        eprintln!("{line}");
    }
    let mut errors = sheet.errors;
    match import::run(house, sheet.rows, apply && errors.is_empty(), root).await? {
        Imported::Wrong(wrong) => errors.extend(wrong),
        Imported::Plan(plan) if errors.is_empty() => {
            for line in import::plan_in_words(&plan, w) {
                println!("{line}");
            }
            println!("{}", w.t(if apply { "regions-import-done" } else { "regions-import-dry" }));
            return Ok(());
        }
        Imported::Plan(_) => {}
    }
    errors.sort_by_key(|error| error.line);
    let lines = import::errors_in_words(&errors, w).join("\n");
    Err(StartError::Refused(format!("{}\n{lines}", w.t("regions-import-nothing"))))
}
