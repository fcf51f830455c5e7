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
    fn other_characters_stay_as_they_are() {
        let text: String = "Odé 7K3".chars().filter_map(plain).collect();
        assert_eq!(text, "Odé 7K3");
    }
}
