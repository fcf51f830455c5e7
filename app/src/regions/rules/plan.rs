//! The plan of a regions import: what would be added, changed and adopted, or every row that is wrong.
//! All or nothing: with one wrong row there is no plan.

mod types;

use super::{Level, RegionCode, slugs::Slugs};
use crate::time::Zone;
use std::collections::{BTreeMap, BTreeSet};

pub use types::{Add, Adopt, Change, Existing, Plan, Row, RowError};

/// The longest name of a place, in characters.
const LONGEST_NAME: usize = 120;

/// A row whose cells are right by themselves.
#[derive(Debug, Clone)]
struct Entry {
    line: usize,
    name: String,
    island: Option<String>,
    zone: Option<Zone>,
}

type Entries = BTreeMap<RegionCode, Entry>;
type Known<'a> = BTreeMap<&'a RegionCode, &'a Existing>;

/// Plans the import of `rows`. `root` lets the file's topmost level stand without parents.
///
/// # Errors
/// Every wrong row by line, with one of the keys `regions-import-` `code`, `name`, `zone`, `duplicate`,
/// `province` (two names for one), `parent` (in neither file nor database), `no-zone` (unknown province).
pub fn plan(rows: &[Row], existing: &[Existing], root: bool) -> Result<Plan, Vec<RowError>> {
    let known: Known = existing.iter().map(|region| (&region.code, region)).collect();
    let mut errors = Vec::new();
    let mut entries = read(rows, &mut errors);
    let top = entries.keys().map(RegionCode::level).min().filter(|_| root);
    add_provinces(rows, &known, &mut entries, &mut errors);
    check_parents(&entries, &known, top, &mut errors);
    let zones = zones(&entries, &known, &mut errors);
    if !errors.is_empty() {
        errors.sort_by_key(|error| error.line);
        errors.dedup_by_key(|error| (error.line, error.key));
        return Err(errors);
    }
    Ok(assemble(entries, &known, &zones))
}

fn read(rows: &[Row], errors: &mut Vec<RowError>) -> Entries {
    let mut entries = Entries::new();
    for row in rows {
        let Some(code) = RegionCode::parse(&row.code) else {
            errors.push(wrong(row.line, "regions-import-code", [("code", &row.code)]));
            continue;
        };
        if let Some(first) = entries.get(&code) {
            let first = first.line.to_string();
            errors.push(wrong(row.line, "regions-import-duplicate", [("code", code.as_str()), ("first", &first)]));
            continue;
        }
        let name = tidy(&row.name).unwrap_or_default();
        if super::slug(&name).is_empty() || name.chars().count() > LONGEST_NAME {
            errors.push(wrong(row.line, "regions-import-name", [("name", &name)]));
        }
        let zone = row.zone.as_deref().and_then(tidy);
        if let Some(zone) = zone.as_deref().filter(|zone| Zone::parse(zone).is_none()) {
            errors.push(wrong(row.line, "regions-import-zone", [("zone", zone)]));
        }
        let zone = zone.as_deref().and_then(Zone::parse);
        let island = row.island.as_deref().and_then(tidy);
        entries.insert(code, Entry { line: row.line, name, island, zone });
    }
    entries
}

/// Makes the provinces that only the `province` column names.
fn add_provinces(rows: &[Row], known: &Known, entries: &mut Entries, errors: &mut Vec<RowError>) {
    let mut made = Entries::new();
    for row in rows {
        let Some(name) = row.province.as_deref().and_then(tidy) else {
            continue;
        };
        let Some(code) = RegionCode::parse(&row.code).map(|code| code.province()) else {
            continue;
        };
        if entries.contains_key(&code) || known.contains_key(&code) {
            continue;
        }
        let line = row.line;
        let first = made.entry(code).or_insert_with(|| Entry { line, name: name.clone(), island: None, zone: None });
        if first.name != name {
            errors.push(wrong(line, "regions-import-province", [("name", &name), ("first", &first.name)]));
        } else if first.line == line && (super::slug(&name).is_empty() || name.chars().count() > LONGEST_NAME) {
            errors.push(wrong(line, "regions-import-name", [("name", &name)]));
        }
    }
    entries.extend(made);
}

fn check_parents(entries: &Entries, known: &Known, top: Option<Level>, errors: &mut Vec<RowError>) {
    for (code, entry) in entries {
        let Some(parent) = code.parent() else { continue };
        let there = entries.contains_key(&parent) || known.contains_key(&parent);
        if !there && top != Some(code.level()) {
            let args = [("code", code.as_str()), ("parent", parent.as_str())];
            errors.push(wrong(entry.line, "regions-import-parent", args));
        }
    }
}

/// Each row's zone: as the row says, else as it was, else its parent's, else its province's.
fn zones(entries: &Entries, known: &Known, errors: &mut Vec<RowError>) -> BTreeMap<RegionCode, Zone> {
    let mut zones: BTreeMap<RegionCode, Zone> = BTreeMap::new();
    for (code, entry) in entries {
        let of_known = |code: &RegionCode| known.get(code).map(|region| region.zone);
        let of_parent = || code.parent().and_then(|parent| zones.get(&parent).copied().or_else(|| of_known(&parent)));
        match entry.zone.or_else(|| of_known(code)).or_else(of_parent).or_else(|| code.zone()) {
            Some(zone) => {
                zones.insert(code.clone(), zone);
            }
            None => errors.push(wrong(entry.line, "regions-import-no-zone", [("code", code.as_str())])),
        }
    }
    zones
}

fn assemble(entries: Entries, known: &Known, zones: &BTreeMap<RegionCode, Zone>) -> Plan {
    let mut plan = Plan::default();
    let names = entries.iter().map(|(code, entry)| (code, entry.name.as_str())).collect();
    let mut slugs = Slugs::choose(known, &names);
    let all: BTreeSet<RegionCode> = entries.keys().chain(known.keys().copied()).cloned().collect();
    for (code, entry) in entries {
        let Some(zone) = zones.get(&code).copied() else {
            continue;
        };
        match known.get(&code) {
            None => {
                let parent = code.parent().filter(|parent| all.contains(parent));
                let (level, slug) = (code.level(), slugs.take(&code));
                let Entry { line, name, island, .. } = entry;
                plan.add.push(Add { line, code, level, name, slug, parent, island, zone });
            }
            Some(before) => match change(before, entry, slugs.take(&code), zone) {
                Some(change) => plan.change.push(change),
                None => plan.unchanged += 1,
            },
        }
    }
    plan.adopt = adoptions(known, &all);
    plan
}

/// What a row changes of a place; empty cells change nothing.
fn change(before: &Existing, entry: Entry, slug: String, zone: Zone) -> Option<Change> {
    let island = entry.island.or_else(|| before.island.clone());
    if entry.name == before.name && island == before.island && zone == before.zone {
        return None;
    }
    let old_slug = (slug != before.slug).then(|| before.slug.clone());
    let (code, old_name) = (before.code.clone(), before.name.clone());
    Some(Change { line: entry.line, code, name: entry.name, old_name, slug, old_slug, island, zone })
}

fn adoptions(known: &Known, all: &BTreeSet<RegionCode>) -> Vec<Adopt> {
    known
        .values()
        .filter(|region| region.parent.is_none())
        .filter_map(|region| Some(Adopt { code: region.code.clone(), parent: region.code.parent()? }))
        .filter(|adopt| all.contains(&adopt.parent))
        .collect()
}

/// Without spaces around and double ones inside; `None` if nothing is left.
fn tidy(cell: &str) -> Option<String> {
    let text = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn wrong<const N: usize>(line: usize, key: &'static str, args: [(&'static str, &str); N]) -> RowError {
    RowError { line, key, args: args.map(|(name, value)| (name, value.to_owned())).into() }
}

#[cfg(test)]
mod tests;
