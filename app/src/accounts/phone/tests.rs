//! Telephone numbers as people write them.

use super::*;

fn reads(typed: &str, e164: &str) {
    assert_eq!(Phone::parse(typed).as_ref().map(Phone::as_str), Ok(e164), "{typed}");
    assert_eq!(Phone::parse_any(typed).as_ref().map(Phone::as_str), Ok(e164), "{typed}");
}

#[test]
fn an_indonesian_mobile_number_is_read_as_people_write_it() {
    let spellings = "0812-3456-7890|+62 812 3456 7890|62 812 34567890|812 3456 7890|+62 0812 3456 7890|\
                     +62 (0)812 3456 7890|0062 812 3456 7890|0812.3456.7890|(0812) 3456/7890|６２８１２３４５６７８９０|\
                     \u{202A}+62 812\u{2011}3456\u{2011}7890\u{202C}|+6281234567890";
    for typed in spellings.split('|') {
        reads(typed, "+6281234567890");
    }
    reads("0821 9012 345", "+628219012345");
    reads("0811-404-040", "+62811404040");
    reads("0812 3456 78901", "+62812345678901");
}

#[test]
fn what_is_no_indonesian_mobile_number_is_refused_with_its_reason() {
    for (typed, key) in [
        ("", "accounts-phone-empty"),
        (" + ", "accounts-phone-empty"),
        ("08123456789012", "accounts-phone-long"),
        ("+6281234567", "accounts-phone-short"),
        ("08", "accounts-phone-short"),
        ("0", "accounts-phone-short"),
        ("0800 1234 5678", "accounts-phone-mobile"),
        ("0841 2345 678", "accounts-phone-mobile"),
        ("(0404) 21234", "accounts-phone-mobile"),
        ("021 5550 1234", "accounts-phone-mobile"),
        ("0812 ABC 7890", "accounts-phone-letters"),
        ("0812+3456", "accounts-phone-letters"),
        ("wati@example.id", "accounts-phone-letters"),
        ("+49 170 1234567", "accounts-phone-foreign"),
    ] {
        assert_eq!(Phone::parse(typed), Err(key), "{typed}");
    }
}

#[test]
fn guests_may_give_a_fixed_or_a_foreign_number() {
    for (typed, e164) in [
        ("(0404) 21234", "+6240421234"),
        ("+62 21 5550 1234", "+622155501234"),
        ("+49 170 1234567", "+491701234567"),
        ("+49 (0)170 1234567", "+491701234567"),
        ("+1 (202) 555-0123", "+12025550123"),
        ("+65 8123 4567", "+6581234567"),
        ("+８１ 90 1234 5678", "+819012345678"),
        ("+123456789012345", "+123456789012345"),
    ] {
        assert_eq!(Phone::parse_any(typed).as_ref().map(Phone::as_str), Ok(e164), "{typed}");
    }
}

#[test]
fn a_guests_number_must_still_be_one() {
    for (typed, key) in [
        ("+49 1234", "accounts-phone-short"),
        ("+1234567890123456", "accounts-phone-long"),
        ("+0123456789", "accounts-phone-country"),
        ("0800 1234 5678", "accounts-phone-mobile"),
        ("0404 12", "accounts-phone-short"),
        ("0404 123456789", "accounts-phone-long"),
        ("110", "accounts-phone-mobile"),
        ("a friend's", "accounts-phone-letters"),
    ] {
        assert_eq!(Phone::parse_any(typed), Err(key), "{typed}");
    }
}

#[test]
fn a_number_is_shown_in_groups_and_linked_without_plus() {
    for (typed, shown) in [
        ("081234567890", "+62 812-3456-7890"),
        ("08219012345", "+62 821-9012-345"),
        ("0811404040", "+62 811-404-040"),
        ("0812345678901", "+62 812-3456-78901"),
        ("0404 21234", "+62 40 421 234"),
        ("+49 170 1234567", "+49 1701 234 567"),
        ("+1 202 555 0123", "+1 2025 550 123"),
        ("+852 5123 4567", "+852 51 234 567"),
    ] {
        let phone = Phone::parse_any(typed).unwrap();
        assert_eq!(phone.display(), shown);
        assert_eq!(Phone::parse_any(shown), Ok(phone));
    }
    assert_eq!(Phone::parse("0812-3456-7890").unwrap().wa_me_digits(), "6281234567890");
}

#[test]
fn a_masked_number_is_recognised_but_not_given_away() {
    for (typed, masked) in [
        ("081234567890", "+62 812-****-890"),
        ("0811404040", "+62 811-****-040"),
        ("0404 21234", "+62 ****-234"),
        ("+49 170 1234567", "+49 ****-567"),
    ] {
        assert_eq!(Phone::parse_any(typed).unwrap().masked(), masked);
    }
}
