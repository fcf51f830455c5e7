//! What stands in the program's own words.

use std::collections::BTreeSet;
use std::path::Path;

/// Every quoted `prefix.some_words` in the server's source.
pub fn quoted(prefixes: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), prefixes, &mut found);
    found
}

fn read(folder: &Path, prefixes: &[&str], found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, prefixes, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for prefix in prefixes {
                let start = format!("\"{prefix}.");
                let words = text.split(&start).skip(1).filter_map(|rest| rest.split('"').next());
                let words =
                    words.filter(|word| !word.is_empty() && word.bytes().all(|b| b == b'_' || b.is_ascii_lowercase()));
                found.extend(words.map(|word| format!("{prefix}.{word}")));
            }
        }
    }
}
