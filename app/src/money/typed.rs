//! Text as phones deliver it: full-width letters and digits of Asian keyboards, odd spaces and
//! dashes, invisible marks that come along when text is copied. What it means is decided elsewhere.

/// The plain form of a typed character: full-width signs become ASCII, every space (also the
/// no-break and the ideographic one) becomes `' '`, every dash becomes `'-'`.
/// `None` for what cannot be seen: zero-width spaces, byte order and direction marks.
pub fn plain(typed: char) -> Option<char> {
    match typed {
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => Some('-'),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(typed) - 0xFEE0),
        space if space.is_whitespace() => Some(' '),
        other => Some(other),
    }
}

/// A whole number as people write one, with or without dots between thousands: `1300`, `1.300`. None for anything
/// else, such as `1.5`, and for more than twelve digits.
pub fn whole(text: &str) -> Option<i64> {
    let text: String = text.chars().filter_map(plain).filter(|c| *c != ' ').collect();
    let groups: Vec<&str> = text.split('.').collect();
    let grouped = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    let first = groups.first().is_some_and(|group| groups.len() == 1 || (1..=3).contains(&group.len()));
    let digits: String = groups.concat();
    let plain = (1..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if grouped && first && plain { digits.parse().ok() } else { None }
}

/// A weight in grams: `420`, `1.300`, `420 g`, `420 gram`, `0,5 kg`, `1.2 kg`. None for anything else, such as `1,5`.
pub fn grams(text: &str) -> Option<i64> {
    let text: String = text.chars().filter_map(plain).collect::<String>().to_lowercase();
    let text = text.trim();
    let Some(kilos) = text.strip_suffix("kg").or(text.strip_suffix("kilogram")) else {
        let unit = ["grams", "gram", "gr", "g"].into_iter().find_map(|unit| text.strip_suffix(unit));
        return whole(unit.unwrap_or(text));
    };
    let (kilos, part) = kilos.trim().split_once([',', '.']).unwrap_or((kilos.trim(), "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=3).contains(&part.len()) || !digits(part) || !digits(kilos) {
        return None;
    }
    whole(kilos)?.checked_mul(1_000)?.checked_add(format!("{part:0<3}").parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_spaces_dashes_and_invisible_marks_become_plain() {
        let text: String =
            "\u{202A}Ｒｐ\u{3000}４５０．０００，－\u{200B}\u{00A0}–\u{FEFF}".chars().filter_map(plain).collect();
        assert_eq!(text, "Rp 450.000,- -");
    }

    #[test]
    fn whole_numbers_are_read_as_people_write_them() {
        for (text, number) in [("1300", 1_300), ("1.300", 1_300), (" 1 300", 1_300), ("0", 0), ("１．３００", 1_300)]
        {
            assert_eq!(whole(text), Some(number), "{text}");
        }
        for text in ["", "1.5", "1,5", "-1", "+1", "1e3", "1300.00", ".300", "1234.567", "1234567890123", "x"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn a_weight_is_read_with_its_unit_and_never_without() {
        for (text, expected) in [
            ("420", 420),
            ("1.300", 1_300),
            ("420 g", 420),
            ("420gram", 420),
            ("5 GR", 5),
            ("0,5 kg", 500),
            ("1.25kg", 1_250),
            ("1 kg", 1_000),
            ("30 Kg", 30_000),
            ("2 kilogram", 2_000),
        ] {
            assert_eq!(grams(text), Some(expected), "{text}");
        }
        for bad in ["", "-5", "berat", "1,2345 kg", "1, kg", "kg", "g", "1,5", "1 ton", "2 ons", "1.234,5 kg", "-1 kg"]
        {
            assert_eq!(grams(bad), None, "{bad}");
        }
    }

    #[test]
    fn other_characters_stay_as_they_are() {
        let text: String = "Odé 7K3".chars().filter_map(plain).collect();
        assert_eq!(text, "Odé 7K3");
    }
}
