//! What holds for the house as a whole: the two floors stay apart, every sentence exists in every
//! language, statements stand where they belong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<PathBuf> {
    let root = root();
    let mut all = files(&root.join("app/src"), ".rs");
    all.extend(files(&root.join("server/src"), ".rs"));
    all
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

#[test]
fn the_app_has_no_database_no_server_and_no_runtime_in_its_tree() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "-p", "app", "--features", "hydrate", "--target", "wasm32-unknown-unknown", "--locked"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(crates.contains("leptos"), "the tree was not read");
    for forbidden in ["sqlx", "sqlx-core", "axum", "tokio", "hyper", "rand"] {
        assert!(!crates.contains(forbidden), "app depends on {forbidden}");
    }
}

/// Keys and sentences of one language.
fn sentences(lang: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for file in files(&root().join("server/locales").join(lang), ".ftl") {
        let room = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let mut key = None;
        for line in text.lines() {
            if line.starts_with([' ', '\t', '#']) || line.trim().is_empty() || line.starts_with(['}', '[', '*']) {
                if let (Some(key), true) = (&key, line.starts_with([' ', '\t'])) {
                    let sentence: &mut String = all.entry(String::clone(key)).or_default();
                    sentence.push_str(line);
                }
                continue;
            }
            let (found, sentence) = line.split_once('=').unwrap_or_else(|| panic!("{}: {line}", name(&file)));
            let found = found.trim().to_owned();
            assert!(found.starts_with(&format!("{room}-")), "{found} stands in {}", name(&file));
            assert!(all.insert(found.clone(), sentence.to_owned()).is_none(), "{found} twice in {lang}");
            key = Some(found);
        }
    }
    all
}

/// The gaps of a sentence, such as `name`.
fn gaps(sentence: &str) -> BTreeSet<String> {
    sentence
        .split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect())
        .collect()
}

#[test]
fn every_sentence_stands_in_every_language_with_the_same_gaps() {
    let english = sentences("en");
    for lang in app::words::Lang::ALL.iter().map(|lang| lang.code()).filter(|lang| *lang != "en") {
        let theirs = sentences(lang);
        let (own, other): (BTreeSet<_>, BTreeSet<_>) = (theirs.keys().collect(), english.keys().collect());
        let missing: Vec<_> = own.symmetric_difference(&other).collect();
        assert!(missing.is_empty(), "in {lang} or in English only: {missing:?}");
        for (key, sentence) in &theirs {
            assert_eq!(gaps(sentence), gaps(&english[key]), "the gaps of {key} in {lang}");
        }
    }
}

/// Text literals of the sources that look like message keys: `room-something`.
fn keys_in_use() -> BTreeMap<String, String> {
    let rooms = [
        "core",
        "regions",
        "accounts",
        "codes",
        "catalogue",
        "orders",
        "payments",
        "monitoring",
        "media",
        "facts",
        "seed",
        "notifications",
    ];
    let mut used = BTreeMap::new();
    for file in sources() {
        let text = std::fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for literal in text.split('"').skip(1).step_by(2) {
            let well_formed = literal.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            let room = literal.split('-').next().unwrap();
            if well_formed && literal.len() > room.len() + 1 && rooms.contains(&room) && !literal.ends_with('-') {
                used.insert(literal.to_owned(), name(&file));
            }
        }
    }
    used
}

/// Literals that look like a message key and are something else: CSS classes and form names.
const NOT_SENTENCES: [&str; 0] = [];

#[test]
fn every_key_in_the_sources_has_its_sentence() {
    let known = sentences("id");
    let missing: Vec<(String, String)> = keys_in_use()
        .into_iter()
        .filter(|(key, _)| !known.contains_key(key) && !NOT_SENTENCES.contains(&key.as_str()))
        .collect();
    assert!(missing.is_empty(), "no sentence for {missing:#?}");
}

#[test]
fn every_sentence_is_said_somewhere() {
    // Named by a number, by a fact's code, by a country's, or by what is told.
    const MADE_UP: [&str; 5] = ["core-month-", "core-weekday-", "facts-", "countries-", "notifications-tell-"];
    let text: String = sources().iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let idle: Vec<String> = sentences("en")
        .into_keys()
        .filter(|key| !text.contains(&format!("\"{key}\"")) && !MADE_UP.iter().any(|start| key.starts_with(start)))
        .collect();
    assert!(idle.is_empty(), "nobody says {idle:#?}");
}

#[test]
fn every_craft_fact_has_its_words() {
    let known = sentences("id");
    for fact in app::catalogue::facts::FACTS {
        assert!(known.contains_key(&fact.message_key()), "{}", fact.code);
    }
}

#[test]
fn every_country_has_its_name() {
    let known = sentences("id");
    for code in app::orders::shipping::countries::all() {
        assert!(known.contains_key(&format!("countries-{}", code.to_lowercase())), "{code}");
    }
}

#[test]
fn statements_stand_in_sql_files_and_in_the_store_only() {
    let outside: Vec<String> = sources()
        .iter()
        .filter(|file| {
            let path = name(file);
            let text = std::fs::read_to_string(file).unwrap();
            let home = path.contains("/store/")
                || path.contains("/sql/")
                || path.rsplit('/').next().is_some_and(|file| file == "sql.rs");
            text.contains("sqlx::query") && !home
        })
        .map(|file| name(file))
        .collect();
    assert!(outside.is_empty(), "statements in {outside:?}");
}

#[test]
fn every_module_says_what_lives_in_it() {
    let silent: Vec<String> = sources()
        .iter()
        .filter(|file| !name(file).ends_with("/tests.rs") && !name(file).contains("/tests/"))
        .filter(|file| !std::fs::read_to_string(file).unwrap().starts_with("//!"))
        .map(|file| name(file))
        .collect();
    assert!(silent.is_empty(), "no head in {silent:?}");
}

#[test]
fn only_the_crates_root_knows_that_app_is_compiled_twice() {
    let gates: Vec<String> = files(&root().join("app/src"), ".rs")
        .iter()
        .filter(|file| {
            let text = std::fs::read_to_string(file).unwrap();
            text.contains("feature = \"ssr\"") || text.contains("feature = \"hydrate\"")
        })
        .map(|file| name(file))
        .filter(|file| file != "app/src/lib.rs")
        .collect();
    assert!(gates.is_empty(), "gates in {gates:?}");
}
