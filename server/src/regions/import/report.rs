//! An import in words, for the terminal and for the administrator's page.

use app::regions::rules::{Level, Plan, RowError};
use app::words::{Arg, Words};

/// How many places of a plan are named one by one.
const NAMED: usize = 20;

/// Every wrong row, one line each.
pub fn errors_in_words(errors: &[RowError], w: &Words) -> Vec<String> {
    errors
        .iter()
        .map(|error| {
            let args: Vec<(&str, Arg)> = error.args.iter().map(|(name, value)| (*name, value.into())).collect();
            let said = w.with(error.key, &args);
            w.with("regions-import-row", &[("line", error.line.to_string().into()), ("said", said.into())])
        })
        .collect()
}

/// Columns that are not read.
pub fn warnings_in_words(unknown: &[String], w: &Words) -> Vec<String> {
    unknown.iter().map(|column| w.with("regions-import-unknown", &[("column", column.into())])).collect()
}

/// What a plan does: counts by level, then names, then what changes.
pub fn plan_in_words(plan: &Plan, w: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    for (level, key) in [
        (Level::Province, "regions-import-add-province"),
        (Level::Regency, "regions-import-add-regency"),
        (Level::District, "regions-import-add-district"),
        (Level::Village, "regions-import-add-village"),
    ] {
        let count = plan.add.iter().filter(|place| place.level == level).count();
        if count > 0 {
            lines.push(w.with(key, &[("count", count_of(count))]));
        }
    }
    for place in plan.add.iter().take(NAMED) {
        lines.push(format!("  + {} {} ({}, {})", place.code, place.name, place.slug, place.zone.label()));
    }
    if plan.add.len() > NAMED {
        lines.push(w.with("regions-import-more", &[("count", count_of(plan.add.len() - NAMED))]));
    }
    for change in &plan.change {
        let island = change.island.as_deref().unwrap_or("-");
        let zone = change.zone.label();
        lines.push(format!(
            "  ~ {} {} -> {} ({}, {island}, {zone})",
            change.code, change.old_name, change.name, change.slug
        ));
        if let Some(old) = &change.old_slug {
            lines.push(w.with("regions-import-old-slug", &[("old", old.into()), ("new", (&change.slug).into())]));
        }
    }
    for adopt in &plan.adopt {
        lines.push(w.with(
            "regions-import-adopt",
            &[("code", adopt.code.as_str().into()), ("parent", adopt.parent.as_str().into())],
        ));
    }
    if plan.unchanged > 0 {
        lines.push(w.with("regions-import-same", &[("count", count_of(plan.unchanged))]));
    }
    lines
}

fn count_of(count: usize) -> Arg {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
