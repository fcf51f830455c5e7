//! `homoru regions import`: reads the file, plans with the pure rules, and writes the plan in one
//! transaction. With one wrong row nothing is written.

mod file;
mod report;

use std::collections::HashMap;

use app::error::AppError;
use app::regions::rules::{Level, Plan, Row, RowError, plan};
use serde_json::json;

use super::sql::import as sql;
use crate::audit::{self, By};
use crate::house::House;
use crate::store::Tx;

pub use file::{Sheet, read};
pub use report::{errors_in_words, plan_in_words, warnings_in_words};

/// What came of an import.
#[derive(Debug)]
pub enum Imported {
    /// What would be done, or was done when it was applied.
    Plan(Plan),
    /// Every wrong row; nothing was written.
    Wrong(Vec<RowError>),
}

/// Reads `input` and plans its import; with `apply` the plan is written. `root` lets the file's
/// topmost rows stand without parents.
///
/// # Errors
/// The database's; wrong rows are an answer, not an error.
pub async fn run(house: &House, rows: Vec<Row>, apply: bool, root: bool) -> Result<Imported, AppError> {
    house.store.write(move |tx| Box::pin(async move { import(tx, &By::System, &rows, apply, root).await })).await
}

/// The import inside a transaction: the plan is made from what the transaction itself sees.
pub async fn import(tx: &mut Tx, by: &By, rows: &[Row], apply: bool, root: bool) -> Result<Imported, AppError> {
    let (existing, mut ids) = sql::existing(tx).await?;
    let planned = match plan(rows, &existing, root) {
        Ok(planned) => planned,
        Err(errors) => return Ok(Imported::Wrong(errors)),
    };
    if apply {
        write(tx, by, &planned, &mut ids).await?;
    }
    Ok(Imported::Plan(planned))
}

async fn write(tx: &mut Tx, by: &By, plan: &Plan, ids: &mut HashMap<String, String>) -> Result<(), AppError> {
    for change in &plan.change {
        let Some(id) = ids.get(change.code.as_str()) else {
            continue;
        };
        sql::change(tx, id, change).await?;
        if let Some(old) = &change.old_slug {
            sql::drop_slug(tx, id, &change.code, &change.slug).await?;
            sql::keep_slug(tx, id, &change.code, old).await?;
        }
        let detail = json!({"name": [change.old_name, change.name], "slug": [change.old_slug, change.slug],
            "island": change.island, "zone": change.zone.label()});
        audit::note(tx, by, "region.changed", ("region", id), detail).await?;
    }
    let all = plan.add.len();
    for (n, place) in plan.add.iter().enumerate() {
        let id = tx.new_id();
        let parent = place.parent.as_ref().and_then(|code| ids.get(code.as_str()).cloned());
        let above = place.code.regency().filter(|_| place.level > Level::Regency);
        let regency = above.and_then(|code| ids.get(code.as_str()).cloned());
        sql::insert(tx, &id, place, parent, regency).await?;
        if place.level == Level::Regency {
            sql::take_in(tx, &id, &place.code).await?;
        }
        ids.insert(place.code.as_str().to_owned(), id);
        if (n + 1).is_multiple_of(5000) {
            tracing::info!(done = n + 1, all, "importing regions");
        }
    }
    for adopt in &plan.adopt {
        if let Some(parent) = ids.get(adopt.parent.as_str()) {
            sql::adopt(tx, &adopt.code, parent).await?;
        }
    }
    let detail = json!({"added": plan.add.len(), "changed": plan.change.len(), "adopted": plan.adopt.len()});
    audit::note(tx, by, "regions.imported", ("region", "tree"), detail).await
}
