//! Words a tag must not spell, in Indonesian and English, also with digits for letters. Only words that
//! the alphabet can spell: it has no O, I and L.

const WORDS: [&str; 32] = [
    "ANUS", "ARSE", "ASU", "BANGKE", "BANGSAT", "BEGE", "BEJAT", "CRAP", "CUK", "CUM", "CUNT", "EDAN", "FAG", "FART",
    "FUCK", "FUK", "GEMBE", "JABUT", "JEMBUT", "MEMEK", "NAZ", "NENEN", "NGEHE", "NGENT", "PEPEK", "PEREK", "RAPE",
    "SETAN", "SEX", "TETEK", "TWAT", "WANK",
];

/// Whether a rude word stands anywhere in the upper-case `text`.
pub(super) fn sounds_rude(text: &str) -> bool {
    let letters: String = text.chars().map(as_letter).collect();
    WORDS.iter().any(|word| letters.contains(word))
}

/// What a reader sees in a digit, and V as U.
fn as_letter(symbol: char) -> char {
    match symbol {
        '2' => 'Z',
        '3' => 'E',
        '4' => 'A',
        '5' => 'S',
        '6' => 'G',
        '7' => 'T',
        '8' => 'B',
        'V' => 'U',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rude_words_are_seen_through_digits() {
        for text in ["FUCK234", "23FVCK4", "S3TAN22", "23RAP3X", "MEM3K22"] {
            assert!(sounds_rude(text), "{text}");
        }
    }

    #[test]
    fn ordinary_codes_and_words_pass() {
        for text in ["7K3Q9XH", "TENUN22", "H4M2R7", "MERAH22", "KAPAS22"] {
            assert!(!sounds_rude(text), "{text}");
        }
    }

    #[test]
    fn every_word_can_be_spelled_with_the_alphabet() {
        for word in WORDS {
            assert!(word.chars().all(|letter| super::super::value(letter).is_some()), "{word}");
            assert!(word.chars().all(|letter| as_letter(letter) == letter), "{word}");
        }
    }
}
