//! What a plan is made from, and what it says.

use super::super::{Level, RegionCode};
use crate::time::Zone;

/// A row of the file as read; empty cells and missing columns are both `None` or blank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The line in the file, from 1.
    pub line: usize,
    pub code: String,
    pub name: String,
    /// The province's name, which makes the province if it is missing.
    pub province: Option<String>,
    pub island: Option<String>,
    pub zone: Option<String>,
}

/// A place the database has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    pub code: RegionCode,
    pub name: String,
    pub slug: String,
    /// Slugs it once had, which still lead to it.
    pub old_slugs: Vec<String>,
    /// `None` for provinces and for places imported without their parent.
    pub parent: Option<RegionCode>,
    pub island: Option<String>,
    pub zone: Zone,
}

/// What an import does. Parents stand before their children.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub add: Vec<Add>,
    pub change: Vec<Change>,
    pub adopt: Vec<Adopt>,
    /// Rows that say what the database already has.
    pub unchanged: usize,
}

/// A new place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Add {
    /// The row it comes from; for a province from the `province` column the first row that names it.
    pub line: usize,
    pub code: RegionCode,
    pub level: Level,
    pub name: String,
    pub slug: String,
    pub parent: Option<RegionCode>,
    pub island: Option<String>,
    pub zone: Zone,
}

/// A place with a new name, island or zone. All values are the ones afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub line: usize,
    pub code: RegionCode,
    pub name: String,
    pub old_name: String,
    pub slug: String,
    /// The slug to keep as a redirect, if the name changed it.
    pub old_slug: Option<String>,
    pub island: Option<String>,
    pub zone: Zone,
}

/// A place whose parent was missing and is there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopt {
    pub code: RegionCode,
    pub parent: RegionCode,
}

/// A row that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    pub line: usize,
    /// The message's key in the locale files.
    pub key: &'static str,
    /// The message's arguments.
    pub args: Vec<(&'static str, String)>,
}
