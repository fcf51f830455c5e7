//! Makes the demo shops' QRIS payloads: synthetic, of the unassigned issuer 0000, so no wallet can pay them.
//! Real shops bring their own code; reading and checking those is not here.

/// Longest merchant name and city a QRIS may carry (EMVCo MPM 1.1, tags 59 and 60).
const NAME_LONGEST: usize = 25;
const CITY_LONGEST: usize = 15;

/// A static QRIS without an amount for the `number`-th demo shop.
/// Name and city are written in capitals, as many words as the format allows.
#[must_use]
pub fn demo_payload(number: u32, name: &str, city: &str, postcode: &str) -> String {
    let serial = number % 10_000_000;
    let account = [
        field("00", "ID.CO.CONTOH.WWW"),
        field("01", &format!("93600000{serial:010}")),
        field("02", &format!("{serial:015}")),
        field("03", "UMI"),
    ]
    .concat();
    let national = [field("00", "ID.CO.QRIS.WWW"), field("02", &demo_nmid(number)), field("03", "UMI")].concat();
    let mut payload = [
        field("00", "01"),
        field("01", "11"),
        field("26", &account),
        field("51", &national),
        field("52", "5137"),
        field("53", "360"),
        field("58", "ID"),
        field("59", &cut(name, NAME_LONGEST)),
        field("60", &cut(city, CITY_LONGEST)),
        field("61", postcode),
        "6304".to_owned(),
    ]
    .concat();
    payload.push_str(&format!("{:04X}", crc(payload.as_bytes())));
    payload
}

/// `ID`, entity 1, century 0, year 26, eight digits and the Luhn digit of all twelve: 15 characters.
#[must_use]
pub fn demo_nmid(number: u32) -> String {
    let body = format!("1026{:08}", number % 10_000_000);
    format!("ID{body}{}", luhn(&body))
}

/// Tag, two-digit length in characters (not bytes), value.
fn field(tag: &str, value: &str) -> String {
    format!("{tag}{:02}{value}", value.chars().count())
}

/// In capitals and whole words, as many as fit; a first word that is too long is cut.
fn cut(text: &str, longest: usize) -> String {
    let mut kept = String::new();
    for word in text.to_uppercase().split_whitespace() {
        if kept.is_empty() {
            kept = word.chars().take(longest).collect();
        } else if kept.chars().count() + 1 + word.chars().count() <= longest {
            kept = format!("{kept} {word}");
        } else {
            break;
        }
    }
    kept
}

/// The digit that makes the whole divisible by ten, every second digit from the right doubled.
fn luhn(digits: &str) -> u32 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0');
            if place % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
        })
        .sum();
    (10 - sum % 10) % 10
}

/// CRC-16/IBM-3740 over the payload up to and including `6304` (EMVCo MPM 1.1).
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |crc, byte| {
        (0..8).fold(
            crc ^ (u16::from(*byte) << 8),
            |crc, _| {
                if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_published_one() {
        assert_eq!(crc(b"123456789"), 0x29b1);
    }

    #[test]
    fn the_nmid_has_fifteen_characters_and_a_luhn_digit() {
        assert_eq!(demo_nmid(1), "ID1026000000012");
        assert_eq!(demo_nmid(25).len(), 15);
    }

    #[test]
    fn the_first_shop_has_the_documented_example() {
        assert_eq!(
            demo_payload(1, "Tenun Contoh", "Wakatobi", "93795"),
            "00020101021126680016ID.CO.CONTOH.WWW0118936000000000000001021500000000000000\
             10303UMI51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI5204513753033605802ID\
             5912TENUN CONTOH6008WAKATOBI61059379563047BA8"
        );
    }

    #[test]
    fn a_long_name_keeps_the_whole_words_that_fit() {
        let payload = demo_payload(2, "Kelompok Tenun Jembatan Panjang", "Wangi-Wangi Selatan", "93795");
        assert!(payload.contains("5923KELOMPOK TENUN JEMBATAN6011WANGI-WANGI6105"), "{payload}");
    }

    #[test]
    fn no_two_shops_share_a_payload() {
        assert_ne!(demo_payload(3, "A", "B", "93795"), demo_payload(4, "A", "B", "93795"));
    }
}
