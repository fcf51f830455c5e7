//! Somebody's words inside ours: one line, of a length, turned around by nothing.

use super::letter::OWN_WORDS;

/// Somebody's words in one line of at most `most` characters, without what breaks lines or turns text around.
pub(super) fn clean(text: &str, most: usize) -> String {
    let seen = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let plain: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(seen).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}\u{2026}", kept.trim_end())
}

/// The same, ending as a sentence does.
pub(super) fn sentence(text: &str) -> String {
    let line = clean(text, OWN_WORDS);
    if line.is_empty() || line.ends_with(['.', '!', '?', '\u{2026}']) { line } else { format!("{line}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebodys_words_stay_in_their_line_and_never_turn_it_around() {
        assert_eq!(clean(" Mia\r\nBcc: all@evil.example\u{202e}\u{2028}", 60), "Mia Bcc: all@evil.example");
        assert_eq!(clean("abcdef", 4), "abc\u{2026}");
        assert_eq!(clean("\u{0}\u{7}", 4), "");
        assert_eq!(sentence("we are sorry"), "we are sorry.");
        assert_eq!(sentence("Really?"), "Really?");
    }
}
