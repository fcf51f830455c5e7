//! Choosing slugs so that every place has an address of its own: provinces and regencies in the nation,
//! districts and villages in their regency. Addresses in use, or once in use, go to no other place.

use super::{Existing, Level, RegionCode, slug};
use std::collections::{BTreeMap, HashMap};

/// Where a slug must be unique, and the slug.
type Address = (Level, Option<RegionCode>, String);

/// The slugs of a file's rows.
pub(super) struct Slugs {
    chosen: BTreeMap<RegionCode, String>,
    /// Whose an address is.
    taken: HashMap<Address, RegionCode>,
}

impl Slugs {
    /// Chooses for `rows` (codes and names), given the places there are. A place keeps its slug while its
    /// name spells the same one. Rows that want one slug all get their parent's added.
    pub fn choose(existing: &BTreeMap<&RegionCode, &Existing>, rows: &BTreeMap<&RegionCode, &str>) -> Self {
        let mut slugs = Self { chosen: BTreeMap::new(), taken: in_use(existing) };
        let mut wishes: BTreeMap<Address, Vec<&RegionCode>> = BTreeMap::new();
        for (code, name) in rows {
            let wanted = slug(name);
            match existing.get(*code).filter(|region| slug(&region.name) == wanted) {
                Some(region) => slugs.give(code, region.slug.clone()),
                None => wishes.entry(address(code, &wanted)).or_default().push(*code),
            }
        }
        for ((_, _, wanted), codes) in wishes {
            for code in &codes {
                let parent = code.parent();
                let parent_name = parent.as_ref().and_then(|parent| {
                    rows.get(parent).copied().or_else(|| existing.get(parent).map(|region| region.name.as_str()))
                });
                let text = slugs.first_free(code, &wanted, parent_name, codes.len() > 1);
                slugs.give(code, text);
            }
        }
        slugs
    }

    /// The slug of a row.
    pub fn take(&mut self, code: &RegionCode) -> String {
        self.chosen.remove(code).unwrap_or_default()
    }

    /// The wanted slug, else with the parent's, else with the code's last part, else with the whole code.
    fn first_free(&self, code: &RegionCode, wanted: &str, parent: Option<&str>, shared: bool) -> String {
        let plain = (!shared).then(|| wanted.to_owned());
        let with_parent = parent.map(|name| format!("{wanted}-{}", slug(name)));
        let is_free = |text: &String| self.taken.get(&address(code, text)).is_none_or(|owner| owner == code);
        let numbered = format!("{wanted}-{}", code.last_part());
        let whole = || format!("{wanted}-{}", slug(code.as_str()));
        plain.into_iter().chain(with_parent).chain([numbered]).find(is_free).unwrap_or_else(whole)
    }

    fn give(&mut self, code: &RegionCode, text: String) {
        self.taken.insert(address(code, &text), code.clone());
        self.chosen.insert(code.clone(), text);
    }
}

fn in_use(existing: &BTreeMap<&RegionCode, &Existing>) -> HashMap<Address, RegionCode> {
    let mut taken = HashMap::new();
    for region in existing.values() {
        for text in region.old_slugs.iter().chain([&region.slug]) {
            taken.insert(address(&region.code, text), region.code.clone());
        }
    }
    taken
}

fn address(code: &RegionCode, text: &str) -> Address {
    let level = code.level();
    let within = code.regency().filter(|_| level > Level::Regency);
    (level, within, text.to_owned())
}
