//! What is read, and what is refused and why.

use super::vectors::*;
use super::*;

#[test]
fn every_vector_is_read_and_written_back_letter_for_letter() {
    for text in [S1, S2, S3, S4, S5, S6, S7, S8, S9] {
        assert_eq!(parsed(text).as_str(), text);
    }
}

#[test]
fn what_the_artisan_confirms_is_read() {
    let qris = parsed(S1);
    assert_eq!(qris.merchant_name(), "TENUN CONTOH");
    assert_eq!(qris.city(), "WAKATOBI");
    assert_eq!(qris.nmid(), Some("ID1026000000012"));
    assert_eq!(qris.amount(), None);
    assert!(!qris.is_one_time());
    assert!(qris.nmid_checks_out());
    assert_eq!(parsed(S9).merchant_name(), "TENUN ODÉ");
    assert_eq!(parsed(S5).amount(), Some("10000000"));
    assert!(parsed(S5).is_one_time());
}

#[test]
fn long_names_are_read_because_they_occur() {
    let name = "KELOMPOK TENUN IBU-IBU LIYA TOGO WAKATOBI 01";
    assert_eq!(parsed(&set(NAME, name)).merchant_name(), name);
}

#[test]
fn one_changed_character_is_always_noticed() {
    for text in [S1, S9] {
        let letters: Vec<char> = text.chars().collect();
        for place in 0..letters.len() {
            for other in (' '..='~').chain(['\n', 'É', '\u{200B}', '最']) {
                let same = letters[place] == other
                    || (place >= letters.len() - 4 && letters[place].eq_ignore_ascii_case(&other));
                if same {
                    continue;
                }
                let mut wrong = letters.clone();
                wrong[place] = other;
                let wrong: String = wrong.into_iter().collect();
                assert!(Qris::parse(&wrong).is_err(), "{wrong}");
            }
        }
    }
}

#[test]
fn one_character_lost_or_doubled_is_noticed() {
    for text in [S1, S9] {
        let letters: Vec<char> = text.chars().collect();
        for place in 0..letters.len() {
            let mut lost = letters.clone();
            lost.remove(place);
            assert!(Qris::parse(&lost.iter().collect::<String>()).is_err());
            let mut doubled = letters.clone();
            doubled.insert(place, letters[place]);
            assert!(Qris::parse(&doubled.iter().collect::<String>()).is_err());
        }
    }
}

#[test]
fn spaces_around_and_a_lower_case_checksum_are_accepted() {
    let (body, crc) = S1.split_at(S1.len() - 4);
    let pasted = format!("\u{FEFF} {body}{}\r\n", crc.to_lowercase());
    assert_eq!(parsed(&pasted).as_str(), S1);
}

#[test]
fn what_is_no_qris_is_told_apart_from_a_damaged_one() {
    for text in ["", " ", "https://example.id/q/7K3Q9XH", "TENUN CONTOH", "7K3Q9XH", "9360000000000000001"] {
        assert_eq!(Qris::parse(text), Err(QrisError::NotQris), "{text}");
    }
    assert_eq!(Qris::parse(&set(FORMAT, "02")), Err(QrisError::NotQris));
    assert_eq!(Qris::parse(&S1[..100]), Err(QrisError::Broken { tag: Some(MERCHANT_ACCOUNT) }));
    assert_eq!(Qris::parse(&S1[..S1.len() - 8]), Err(QrisError::Missing { tag: CRC }));
    for wrong in ["M2B3", "0000", "D9C2", "0E0A", "+BA8"] {
        let text = format!("{}{wrong}", &S1[..S1.len() - 4]);
        assert_eq!(Qris::parse(&text), Err(QrisError::WrongCrc), "{wrong}");
    }
}

#[test]
fn the_checksum_must_stand_last_and_the_format_first() {
    let early = format!("{S1}0403abc");
    assert_eq!(Qris::parse(&early), Err(QrisError::Missing { tag: CRC }));
    assert_eq!(
        Qris::parse(&format!("{S1}6304{:04X}", crc16(format!("{S1}6304").as_bytes()))),
        Err(QrisError::Field { tag: CRC })
    );
    let late = changed(|fields| fields.swap(0, 1));
    assert_eq!(Qris::parse(&late), Err(QrisError::NotQris));
}

#[test]
fn the_emvco_example_is_laid_out_right_but_is_no_qris() {
    let fields = checked_fields(EMVCO).unwrap();
    assert_eq!(sealed(&fields).unwrap(), EMVCO);
    let chinese = tlv::read(find(&fields, 64).unwrap()).unwrap();
    assert_eq!((find(&chinese, 1), find(&chinese, 2)), (Some("最佳运输"), Some("北京")));
    assert_eq!(Qris::parse(EMVCO), Err(QrisError::Currency));
}

#[test]
fn other_currencies_countries_and_schemes_are_refused() {
    assert_eq!(Qris::parse(&set(CURRENCY, "156")), Err(QrisError::Currency));
    assert_eq!(Qris::parse(&set(COUNTRY, "MY")), Err(QrisError::Country));
    assert_eq!(Qris::parse(&set(COUNTRY, "id")), Err(QrisError::Country));
    assert_eq!(Qris::parse(&without(MERCHANT_ACCOUNT)), Err(QrisError::Scheme));
    assert_eq!(Qris::parse(&set(MERCHANT_ACCOUNT, "0015ID.CO.WALLET.WW")), Err(QrisError::Scheme));
    assert_eq!(Qris::parse(&set(MERCHANT_ACCOUNT, "0215ID1026000000012")), Err(QrisError::Scheme));
    let broken = Err(QrisError::Broken { tag: Some(MERCHANT_ACCOUNT) });
    assert_eq!(Qris::parse(&set(MERCHANT_ACCOUNT, "0099ID.CO.QRIS.WWW")), broken);
    assert!(Qris::parse(&without(26)).is_ok());
}

#[test]
fn missing_and_short_tags_are_named() {
    for tag in [CATEGORY, CURRENCY, COUNTRY, NAME, CITY, POSTAL_CODE] {
        assert_eq!(Qris::parse(&without(tag)), Err(QrisError::Missing { tag }));
    }
    for (tag, value) in [
        (CATEGORY, "513"),
        (CATEGORY, "51A7"),
        (NAME, ""),
        (NAME, " "),
        (CITY, ""),
        (POSTAL_CODE, ""),
        (INITIATION, "13"),
    ] {
        assert_eq!(Qris::parse(&set(tag, value)), Err(QrisError::Field { tag }), "{tag} {value:?}");
    }
    for amount in ["", "1.250.000", "1,5", "-5", ".5", "12345678901234"] {
        let text = changed(|fields| fields.push(Field { tag: AMOUNT, value: amount.to_owned() }));
        assert_eq!(Qris::parse(&text), Err(QrisError::Field { tag: AMOUNT }), "{amount:?}");
    }
    let decimals = changed(|fields| fields.push(Field { tag: AMOUNT, value: "100003.00".to_owned() }));
    assert_eq!(parsed(&decimals).amount(), Some("100003.00"));
}

#[test]
fn a_repeated_tag_is_refused() {
    let text = changed(|fields| fields.push(Field { tag: NAME, value: "ORANG LAIN".to_owned() }));
    assert_eq!(Qris::parse(&text), Err(QrisError::Field { tag: NAME }));
}

#[test]
fn a_code_for_one_payment_is_no_shops_code() {
    for text in [S2, S4, S5, S7, S8] {
        assert_eq!(Qris::parse_shop_code(text), Err(QrisError::OneTime));
    }
    for text in [S1, S3, S6, S9] {
        assert!(Qris::parse_shop_code(text).is_ok());
    }
    assert_eq!(Qris::parse_shop_code("TENUN"), Err(QrisError::NotQris));
}

#[test]
fn a_merchant_id_with_a_wrong_check_digit_only_warns() {
    let with_nmid = |nmid: &str| parsed(&set(MERCHANT_ACCOUNT, &format!("0014{NATIONAL}02{:02}{nmid}", nmid.len())));
    assert!(with_nmid("ID1026000000012").nmid_checks_out());
    for nmid in ["ID1026000000013", "ID1026000000021", "ID102600000001", "XX1026000000012", "ID10260000000A2", ""] {
        assert!(!with_nmid(nmid).nmid_checks_out(), "{nmid}");
    }
    let without_nmid = parsed(&set(MERCHANT_ACCOUNT, "0014ID.CO.QRIS.WWW"));
    assert_eq!(without_nmid.nmid(), None);
    assert!(!without_nmid.nmid_checks_out());
}

#[test]
fn every_error_has_a_message_and_those_about_a_tag_name_it() {
    assert_eq!(QrisError::WrongCrc.key(), "payments-qris-crc");
    assert_eq!(QrisError::Missing { tag: 59 }.tag(), Some(59));
    assert_eq!(QrisError::Field { tag: 1 }.to_string(), "payments-qris-field (tag 01)");
    assert_eq!(QrisError::OneTime.tag(), None);
}
