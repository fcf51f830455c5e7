//! Where somebody of a shop wants its messages by e-mail: an address is used once the code that was sent there was
//! typed. It is for messages alone and opens nothing.

use super::Why;
use crate::error::{AppError, Message};
use crate::time::DAY_MS;

/// How long a code can be typed, in ms: mail may take its time where the net is weak.
pub const CODE_MS: i64 = DAY_MS;
/// Letters with a code in a day.
pub const MOST_CODES: i64 = 5;
/// Figures of a code.
pub const CODE_LENGTH: usize = 6;

/// Somebody's letter box as her own page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterBox {
    /// False when this house sends no letters.
    pub offered: bool,
    /// The address in use.
    pub address: Option<String>,
    /// An address whose code was not typed yet.
    pub waiting: Option<Waiting>,
    /// Why the last letter did not leave, if it did not.
    pub unsent: Option<Why>,
}

/// An address that waits for its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub address: String,
    /// UTC ms until which the code can be typed.
    pub until: i64,
}

/// A code as it was typed, without the gaps people leave.
///
/// # Errors
/// `Invalid` at `code` for anything but six figures.
pub fn code(typed: &str) -> Result<String, AppError> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let whole = code.len() == CODE_LENGTH && code.bytes().all(|byte| byte.is_ascii_digit());
    if whole { Ok(code) } else { Err(AppError::invalid("code", Message::from("notifications-box-code-six"))) }
}

/// A code as it is read out: in two halves.
pub fn spaced(code: &str) -> String {
    match code.split_at_checked(CODE_LENGTH / 2) {
        Some((first, second)) => format!("{first} {second}"),
        None => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_with_the_gaps_it_is_written_with() {
        for typed in ["048213", "048 213", " 048-213 "] {
            assert_eq!(code(typed), Ok("048213".to_owned()), "{typed}");
        }
        for wrong in ["", "48213", "0482133", "04821a", "\u{664}\u{664}\u{664}"] {
            assert!(code(wrong).is_err(), "{wrong}");
        }
        assert_eq!(code(&spaced("048213")), Ok("048213".to_owned()));
        assert_eq!(spaced("\u{664}"), "\u{664}");
    }
}
