//! What a form means, field by field.

use super::*;

fn typed(pairs: &[(&str, &str)]) -> Typed {
    Typed::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn reads(pairs: &[(&str, &str)]) -> Read {
    read(&typed(pairs), Lang::Id, &[MakerId("ina".into())])
}

fn wrong(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let said = |wrong: FieldError| (wrong.field.into_owned(), wrong.message.key.into_owned());
    reads(pairs).wrong.into_iter().map(said).collect()
}

#[test]
fn the_short_form_is_enough_to_publish() {
    let read = reads(&[("name", "  Senja \n di karang "), ("price", "450rb"), ("kind", "unique")]);
    assert!(read.wrong.is_empty());
    assert_eq!(read.sheet.name, "Senja di karang");
    assert_eq!(read.sheet.price, Some(Money::rupiah(450_000)));
    assert!(missing(&read.sheet, 1, 1).is_empty());
}

#[test]
fn publishing_names_everything_that_is_missing_at_once() {
    fn fields(pairs: &[(&str, &str)], photos: usize) -> Vec<String> {
        missing(&reads(pairs).sheet, photos, 1).into_iter().map(|one| one.field.into_owned()).collect()
    }
    assert_eq!(fields(&[], 0), ["photo", "name", "price"]);
    let clear = [("name", "A"), ("price", "450.000")];
    assert_eq!(fields(&[clear[0], clear[1], ("kind", "stocked")], 1), ["stock"]);
    assert_eq!(fields(&[clear[0], clear[1], ("kind", "stocked"), ("stock", "0")], 1), ["stock"]);
    assert_eq!(fields(&[clear[0], clear[1], ("kind", "made_to_order")], 1), ["weeks"]);
    assert!(fields(&[clear[0], clear[1], ("kind", "made_to_order"), ("weeks", "6")], 1).is_empty());
}

#[test]
fn a_wrong_field_costs_nothing_of_the_others() {
    let read = reads(&[("name", "Laguna"), ("price", "banyak"), ("weight", "berat"), ("size", "200 × 105 cm")]);
    assert_eq!(read.sheet.name, "Laguna");
    assert_eq!(read.sheet.size_note, "200 × 105 cm");
    let fields: Vec<_> = read.wrong.iter().map(|one| one.field.as_ref()).collect();
    assert_eq!(fields, ["price", "weight"]);
}

#[test]
fn a_price_that_may_mean_two_things_is_asked_about_until_one_is_chosen() {
    assert_eq!(wrong(&[("price", "450")]), [("price".to_owned(), "catalogue-price-which".to_owned())]);
    assert_eq!(wrong(&[("price", "450,000")]), [("price".to_owned(), "catalogue-price-sure".to_owned())]);
    let chosen = reads(&[("price", "450"), ("price_is", "45000000")]);
    assert_eq!(chosen.sheet.price, Some(Money::rupiah(450_000)));
    // A choice made of another text is not believed.
    assert_eq!(wrong(&[("price", "75"), ("price_is", "45000000")]).len(), 1);
    // A cheap piece that is saved again without touching its price is not asked about.
    let again = [("price", "5.000"), ("price_had", "500000")];
    assert_eq!(reads(&again).sheet.price, Some(Money::rupiah(5_000)));
    assert_eq!(wrong(&[("price", "6.000"), ("price_had", "500000")]).len(), 1);
    assert_eq!(price_choices("450"), [Money::rupiah(450), Money::rupiah(450_000)]);
    assert!(price_choices("450rb").is_empty());
}

#[test]
fn numbers_are_whole_and_within_bounds() {
    let stocked = |stock| wrong(&[("kind", "stocked"), ("stock", stock)]);
    for good in ["0", "1", " 12 ", "9999", "１２"] {
        assert!(stocked(good).is_empty(), "{good}");
    }
    for bad in ["-1", "10000", "3,5", "dua", "99999999999999999999"] {
        assert_eq!(stocked(bad).len(), 1, "{bad}");
    }
    assert_eq!(wrong(&[("kind", "made_to_order"), ("weeks", "0")]).len(), 1);
    assert_eq!(wrong(&[("kind", "made_to_order"), ("weeks", "53")]).len(), 1);
    // A number the kind does not ask for is no reason to stop her.
    assert!(wrong(&[("kind", "unique"), ("weeks", "99"), ("stock", "x")]).is_empty());
}

#[test]
fn a_weight_is_read_in_grams_and_kilograms() {
    for (text, expected) in
        [("420", 420), ("420 g", 420), ("420gram", 420), ("0,5 kg", 500), ("1.25kg", 1_250), ("2 kg", 2_000)]
    {
        assert_eq!(grams(text), Ok(Some(expected)), "{text}");
    }
    assert_eq!(grams(""), Ok(None));
    for bad in ["0", "-5", "berat", "1,2345 kg", "101 kg", "kg", "g", "1,5"] {
        assert_eq!(grams(bad), Err(()), "{bad}");
    }
}

#[test]
fn facts_are_known_ones_and_one_loom_and_one_time() {
    let read = reads(&[("fact", "care.wipe"), ("fact", "fibre.pandan"), ("fact", "fibre.rattan")]);
    let codes: Vec<_> = read.sheet.facts.iter().map(|fact| fact.code).collect();
    assert_eq!(codes, ["fibre.pandan", "fibre.rattan", "care.wipe"]);
    assert_eq!(wrong(&[("fact", "fibre.gold")])[0].1, "catalogue-fact-unknown");
    assert_eq!(wrong(&[("fact", "loom.daro"), ("fact", "loom.none")])[0].1, "catalogue-fact-one-loom");
    assert_eq!(wrong(&[("fact", "time.one_day"), ("fact", "time.three_weeks")])[0].1, "catalogue-fact-one-time");
}

#[test]
fn makers_are_the_shops_own() {
    assert_eq!(reads(&[("maker", "ina")]).sheet.makers, [MakerId("ina".into())]);
    assert_eq!(wrong(&[("maker", "ina"), ("maker", "somebody else")])[0].0, "maker");
}

#[test]
fn long_words_are_refused_by_characters_not_bytes() {
    assert!(wrong(&[("name", &"é".repeat(80))]).is_empty());
    assert_eq!(wrong(&[("name", &"é".repeat(81))])[0].1, "catalogue-name-long");
    assert_eq!(wrong(&[("story", &"a".repeat(2_001))])[0].1, "catalogue-story-long");
    assert_eq!(wrong(&[("size", &"a".repeat(121))])[0].1, "catalogue-size-long");
}

#[test]
fn a_story_keeps_its_paragraphs_and_no_control_characters() {
    let story = reads(&[("story", "Satu\r\n\r\n\r\n\r\nDua\u{0007}  tiga\r\n")]).sheet.story;
    assert_eq!(story, "Satu\n\nDua tiga");
}

#[test]
fn the_words_are_in_the_shops_language_unless_she_says_otherwise() {
    assert_eq!(reads(&[]).sheet.language, Lang::Id);
    assert_eq!(reads(&[("language", "en")]).sheet.language, Lang::En);
    assert_eq!(reads(&[("language", "fr")]).sheet.language, Lang::Id);
}
