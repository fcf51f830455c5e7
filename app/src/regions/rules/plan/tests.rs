//! What an import plans, and what it refuses.

mod slugs;

use super::*;

fn rows(text: &str) -> Vec<Row> {
    let cell = |cells: &[&str], place: usize| cells.get(place).map(|cell| (*cell).to_owned());
    text.lines()
        .enumerate()
        .map(|(place, line)| {
            let cells: Vec<&str> = line.split(',').map(str::trim).collect();
            Row {
                line: place + 2,
                code: cell(&cells, 0).unwrap_or_default(),
                name: cell(&cells, 1).unwrap_or_default(),
                province: cell(&cells, 2),
                island: cell(&cells, 3),
                zone: cell(&cells, 4),
            }
        })
        .collect()
}

fn there(code: &str, name: &str) -> Existing {
    let code = RegionCode::parse(code).unwrap();
    Existing {
        name: name.to_owned(),
        slug: super::super::slug(name),
        old_slugs: Vec::new(),
        parent: code.parent(),
        island: None,
        zone: Zone::Wita,
        code,
    }
}

/// A database that has what a plan adds.
fn after(plan: Plan) -> Vec<Existing> {
    let made = |add: Add| Existing {
        code: add.code,
        name: add.name,
        slug: add.slug,
        old_slugs: Vec::new(),
        parent: add.parent,
        island: add.island,
        zone: add.zone,
    };
    plan.add.into_iter().map(made).collect()
}

fn added(plan: &Plan) -> Vec<(&str, &str)> {
    plan.add.iter().map(|add| (add.code.as_str(), add.slug.as_str())).collect()
}

fn wrong_lines(text: &str, existing: &[Existing], root: bool) -> Vec<(usize, &'static str)> {
    plan(&rows(text), existing, root).unwrap_err().iter().map(|error| (error.line, error.key)).collect()
}

const WAKATOBI: &str = "\
74.07,Kabupaten Wakatobi
74.07.01,Wangi-Wangi
74.07.01.1003,Wanci
74.07.01.2006,Waha
74.07.03,Tomia
74.07.03.1001,Waha
74.07.03.2003,Lamanggau";

#[test]
fn the_province_column_makes_the_missing_province_once() {
    let plan =
        plan(&rows("74.07,Kabupaten Wakatobi,Sulawesi Tenggara\n74.72,Kota Baubau,Sulawesi Tenggara"), &[], false)
            .unwrap();
    assert_eq!(added(&plan), [("74", "sulawesi-tenggara"), ("74.07", "wakatobi"), ("74.72", "kota-baubau")]);
    let province = &plan.add[0];
    assert_eq!((province.line, province.level, province.parent.as_ref()), (2, Level::Province, None));
    assert_eq!(plan.add[1].parent, Some(province.code.clone()));
    assert!(plan.add.iter().all(|add| add.zone == Zone::Wita));
}

#[test]
fn a_province_that_is_there_or_has_its_own_row_keeps_its_name() {
    let existing = [there("74", "Sulawesi Tenggara")];
    let text = "74.07,Kabupaten Wakatobi,SULTRA";
    let with_database = plan(&rows(text), &existing, false).unwrap();
    assert_eq!((added(&with_database), with_database.change.len()), (vec![("74.07", "wakatobi")], 0));
    let with_row = plan(&rows(&format!("{text}\n74,Sulawesi Tenggara")), &[], false).unwrap();
    assert_eq!(added(&with_row), [("74", "sulawesi-tenggara"), ("74.07", "wakatobi")]);
}

#[test]
fn two_names_for_one_province_are_an_error() {
    let text = "74.07,Wakatobi,Sulawesi Tenggara\n74.72,Kota Baubau,Sultra";
    assert_eq!(wrong_lines(text, &[], false), [(3, "regions-import-province")]);
}

#[test]
fn rows_may_stand_in_any_order_and_parents_come_first() {
    let backwards: Vec<&str> = WAKATOBI.lines().rev().collect();
    let plan = plan(&rows(&backwards.join("\n")), &[], true).unwrap();
    let codes: Vec<&str> = added(&plan).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes[..3], ["74.07", "74.07.01", "74.07.01.1003"]);
    assert_eq!(plan.add[1].parent.as_ref().map(RegionCode::as_str), Some("74.07"));
}

#[test]
fn a_missing_parent_is_an_error_with_its_row() {
    assert_eq!(wrong_lines(WAKATOBI, &[], false), [(2, "regions-import-parent")]);
    let errors = plan(&rows("74.07.05.2022,Liya Togo"), &[there("74.07", "Wakatobi")], false).unwrap_err();
    let args = vec![("code", "74.07.05.2022".to_owned()), ("parent", "74.07.05".to_owned())];
    assert_eq!(errors, [RowError { line: 2, key: "regions-import-parent", args }]);
    assert!(plan(&rows(WAKATOBI), &[there("74", "Sulawesi Tenggara")], false).is_ok());
}

#[test]
fn root_lets_only_the_topmost_level_stand_without_a_parent() {
    let plan = plan(&rows(WAKATOBI), &[], true).unwrap();
    assert_eq!(plan.add[0].parent, None);
    assert!(plan.add[1..].iter().all(|add| add.parent.is_some()));
    let gap = "74.07,Kabupaten Wakatobi\n74.08.01,Kolaka";
    assert_eq!(wrong_lines(gap, &[], true), [(3, "regions-import-parent")]);
}

#[test]
fn importing_the_parent_later_adopts_the_orphans() {
    let mut existing = after(plan(&rows(WAKATOBI), &[], true).unwrap());
    let later = plan(&rows("74,Sulawesi Tenggara"), &existing, false).unwrap();
    let adopted = Adopt { code: existing[0].code.clone(), parent: later.add[0].code.clone() };
    assert_eq!(later.adopt, std::slice::from_ref(&adopted));
    let by_column = plan(&rows("74.72,Kota Baubau,Sulawesi Tenggara"), &existing, false).unwrap();
    assert_eq!(by_column.adopt, [adopted]);
    existing[0].parent = existing[0].code.parent();
    existing.push(there("74", "Sulawesi Tenggara"));
    assert!(plan(&rows(WAKATOBI), &existing, false).unwrap().adopt.is_empty());
}

#[test]
fn a_second_import_of_the_same_file_changes_nothing() {
    let existing = after(plan(&rows(WAKATOBI), &[], true).unwrap());
    let again = plan(&rows(WAKATOBI), &existing, true).unwrap();
    assert_eq!(again, Plan { unchanged: 7, ..Plan::default() });
}

#[test]
fn islands_and_zones_are_taken_from_their_columns() {
    let text = "74.07,Kabupaten Wakatobi,Sulawesi Tenggara,,\n74.07.03,Tomia,,Tomia,wib\n74.07.03.2003,Lamanggau,,Tomia,\n74.07.01,Wangi-Wangi,,,";
    let plan = plan(&rows(text), &[], false).unwrap();
    let zones: Vec<_> = plan.add.iter().map(|add| (add.code.as_str(), add.zone, add.island.as_deref())).collect();
    assert_eq!(
        zones,
        [
            ("74", Zone::Wita, None),
            ("74.07", Zone::Wita, None),
            ("74.07.01", Zone::Wita, None),
            ("74.07.03", Zone::Wib, Some("Tomia")),
            ("74.07.03.2003", Zone::Wib, Some("Tomia")),
        ]
    );
}

#[test]
fn what_an_administrator_set_stays_unless_the_file_says_otherwise() {
    let mut existing = [there("74.07", "Kabupaten Wakatobi"), there("74.07.03", "Tomia")];
    existing[0].zone = Zone::Wit;
    existing[1].island = Some("Tomia".to_owned());
    let kept = plan(&rows("74.07,Kabupaten Wakatobi\n74.07.03,Tomia\n74.07.04,Binongko"), &existing, true).unwrap();
    assert_eq!((kept.unchanged, kept.change.len(), kept.add[0].zone), (2, 0, Zone::Wit));
    let set = plan(&rows("74.07,Kabupaten Wakatobi,,,WITA\n74.07.03,Tomia,,Pulau Tomia,"), &existing, true).unwrap();
    assert_eq!((set.change[0].zone, set.change[0].old_slug.as_deref()), (Zone::Wita, None));
    assert_eq!(set.change[1].island.as_deref(), Some("Pulau Tomia"));
}

#[test]
fn every_wrong_row_is_named_at_once_in_the_files_order() {
    let long = "x".repeat(121);
    let text = format!(
        "74.07,Kabupaten Wakatobi,Sulawesi Tenggara\n7407.1,Waha\n74.07,Wakatobi lagi\n74.07.02,\n74.07.03,--\n\
         74.07.04,Binongko,,,UTC\n99.01,Antah Berantah,Negeri\n74.08.01,Tanpa Induk\n74.07.06,{long}\n ,",
    );
    assert_eq!(
        wrong_lines(&text, &[], false),
        [
            (3, "regions-import-code"),
            (4, "regions-import-duplicate"),
            (5, "regions-import-name"),
            (6, "regions-import-name"),
            (7, "regions-import-zone"),
            (8, "regions-import-no-zone"),
            (9, "regions-import-parent"),
            (10, "regions-import-name"),
            (11, "regions-import-code"),
        ]
    );
}

#[test]
fn a_new_province_comes_in_with_its_zone() {
    let plan = plan(&rows("97,Papua Baru,,,WIT\n97.01,Kabupaten Baru"), &[], false).unwrap();
    assert!(plan.add.iter().all(|add| add.zone == Zone::Wit));
}

#[test]
fn an_empty_file_plans_nothing() {
    assert_eq!(plan(&[], &[there("74.07", "Wakatobi")], false).unwrap(), Plan::default());
}
