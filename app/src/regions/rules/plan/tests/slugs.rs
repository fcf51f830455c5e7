//! Slugs through a whole plan.

use super::*;

#[test]
fn a_village_slug_wanted_twice_gets_its_districts() {
    let plan = plan(&rows(WAKATOBI), &[], true).unwrap();
    let slugs = added(&plan);
    assert!(slugs.contains(&("74.07.01.2006", "waha-wangi-wangi")));
    assert!(slugs.contains(&("74.07.03.1001", "waha-tomia")));
    assert!(slugs.contains(&("74.07.01.1003", "wanci")));
}

#[test]
fn a_slug_in_use_stays_where_it_is() {
    let existing =
        [there("74.07", "Kabupaten Wakatobi"), there("74.07.01", "Wangi-Wangi"), there("74.07.01.2006", "Waha")];
    let plan = plan(&rows("74.07.03,Tomia\n74.07.03.1001,Waha"), &existing, false).unwrap();
    assert_eq!(added(&plan)[1], ("74.07.03.1001", "waha-tomia"));
    assert!(plan.change.is_empty());
}

#[test]
fn one_slug_may_stand_in_two_regencies_and_on_two_levels() {
    let text = "74.07,Wakatobi\n74.07.01,Wangi-Wangi\n74.07.01.2001,Tomia\n74.07.03,Tomia\n74.04,Buton\n74.04.01,Pasar\n74.04.01.2001,Tomia";
    let plan = plan(&rows(text), &[], true).unwrap();
    assert_eq!(added(&plan).iter().filter(|(_, slug)| *slug == "tomia").count(), 3);
}

#[test]
fn two_villages_of_one_name_in_one_district_are_told_apart_by_their_codes() {
    let text = "74.07,Wakatobi\n74.07.01,Wangi-Wangi\n74.07.01.2001,Waha\n74.07.01.2002,Waha";
    let plan = plan(&rows(text), &[], true).unwrap();
    assert_eq!(added(&plan)[2..], [("74.07.01.2001", "waha-wangi-wangi"), ("74.07.01.2002", "waha-2002")]);
}

#[test]
fn two_regencies_of_one_name_get_their_provinces() {
    let plan = plan(&rows("11.01,Kabupaten Damai,Aceh\n12.01,Kabupaten Damai,Sumatera Utara"), &[], false).unwrap();
    assert!(added(&plan).contains(&("11.01", "damai-aceh")));
    assert!(added(&plan).contains(&("12.01", "damai-sumatera-utara")));
}

#[test]
fn a_new_name_keeps_the_old_slug_as_a_redirect() {
    let existing = [there("74.07", "Kabupaten Kepulauan Tukang Besi")];
    let plan = plan(&rows("74.07,Kabupaten Wakatobi"), &existing, true).unwrap();
    let change = &plan.change[0];
    assert_eq!((change.slug.as_str(), change.old_slug.as_deref()), ("wakatobi", Some("kepulauan-tukang-besi")));
    assert_eq!(change.old_name, "Kabupaten Kepulauan Tukang Besi");
}

#[test]
fn a_name_spelled_differently_keeps_its_slug() {
    let mut existing = [there("74.07.01.2006", "WAHA")];
    existing[0].slug = "waha-wangi-wangi".to_owned();
    let plan = plan(&rows("74.07.01.2006,Waha"), &existing, true).unwrap();
    assert_eq!((plan.change[0].slug.as_str(), plan.change[0].old_slug.as_deref()), ("waha-wangi-wangi", None));
}

#[test]
fn a_slug_that_redirects_is_given_to_nobody_else_but_can_be_taken_back() {
    let mut existing = [there("74", "Sulawesi Tenggara"), there("74.07", "Kabupaten Wakatobi")];
    existing[1].old_slugs = vec!["tukang-besi".to_owned()];
    let other = plan(&rows("74.20,Kabupaten Tukang Besi"), &existing, false).unwrap();
    assert_eq!(added(&other), [("74.20", "tukang-besi-sulawesi-tenggara")]);
    let back = plan(&rows("74.07,Kabupaten Tukang Besi"), &existing, false).unwrap();
    assert_eq!((back.change[0].slug.as_str(), back.change[0].old_slug.as_deref()), ("tukang-besi", Some("wakatobi")));
}

#[test]
fn villages_of_one_name_never_share_an_address_however_many_there_are() {
    let text = "74.07,Wakatobi\n74.07.01,Wangi-Wangi\n74.07.01.2001,Waha\n74.07.01.2002,Waha\n\
                74.07.03,Tomia\n74.07.03.2001,Waha\n74.07.03.2002,Waha";
    let plan = plan(&rows(text), &[], true).unwrap();
    let villages: Vec<_> = added(&plan).into_iter().filter(|(code, _)| code.len() > 8).map(|(_, slug)| slug).collect();
    assert_eq!(villages, ["waha-wangi-wangi", "waha-2002", "waha-tomia", "waha-74-07-03-2002"]);
}
