//! Texts in files of tables. A spreadsheet takes a cell that begins with one of a few signs for a formula and works it
//! out, also when a stranger wrote it (OWASP, "CSV Injection"). Numbers are ours and stay as they are.

/// What a formula begins with, as typed and as phones for East Asian scripts write it.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// True when a spreadsheet would take it for a formula.
pub fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(SIGNS)
}

/// A text without what would make it a formula: no name begins with it, and a mark before it would stand in the name.
pub fn plain(text: &str) -> String {
    text.trim_start_matches(|typed: char| typed.is_whitespace() || SIGNS.contains(&typed)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for formula in ["=HYPERLINK(\"https://x.example\")", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " ==1", "＝1"] {
            assert!(is_formula(formula) && !is_formula(&plain(formula)), "{formula:?}");
        }
        for name in ["Bank Contoh", "Liya Togo", "Wa Ode-Ina", "'t Hart", ""] {
            assert!(!is_formula(name));
            assert_eq!(plain(name), name);
        }
    }
}
