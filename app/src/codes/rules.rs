//! Printed codes and order codes: their alphabet, the check that notices a wrong symbol, reading what
//! people type. What a code points to, and whether it was ever issued, is not known here.

mod look_alikes;
mod order_code;
mod rude;

use crate::money::typed::plain;
use std::fmt;

pub use look_alikes::look_alikes;
pub use order_code::OrderCode;

/// The 31 symbols, in the order of their values 0..30. 0 O 1 I L never occur: they are mistaken for
/// each other.
pub const ALPHABET: &str = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// How many values a symbol has. A prime, which is why the check notices every wrong symbol.
pub const VALUES: u8 = 31;
/// Symbols of a printed code: six at random, one check.
pub const LENGTH: usize = 7;

/// The inverse of 7, the check symbol's weight, modulo 31.
const INVERSE_OF_SEVEN: u32 = 9;

/// Why a typed text is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// Too few or too many symbols, spaces and hyphens not counted.
    Length { found: usize, wanted: usize },
    /// A symbol that never occurs; `position` counts from 1, spaces and hyphens not counted.
    Symbol { position: usize, symbol: char },
    /// All symbols occur, but together they cannot be a code: at least one is wrong.
    Check,
}

impl CodeError {
    /// The message's key in the locale files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Length { .. } => "codes-length",
            Self::Symbol { .. } => "codes-symbol",
            Self::Check => "codes-check",
        }
    }
}

/// A code on a tag or a sign, such as `7K3Q9XH`. One that exists is well-formed, not necessarily issued.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(String);

impl Code {
    /// Reads a code in any letter case, with or without spaces and hyphens.
    ///
    /// # Errors
    /// [`CodeError`]: the length first, then the first symbol that never occurs, then the check.
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        let values = values_of(typed, LENGTH)?;
        if !weighted_sum(&values).is_multiple_of(u32::from(VALUES)) {
            return Err(CodeError::Check);
        }
        Ok(Self(text_of(&values)))
    }

    /// The code of six random values 0..30. `None` for a value out of range or a code that spells a rude
    /// word: draw again.
    pub fn from_random(six: [u8; 6]) -> Option<Self> {
        if six.iter().any(|value| *value >= VALUES) {
            return None;
        }
        let mut text = text_of(&six);
        text.push(check_symbol(&six));
        (!rude::sounds_rude(&text)).then_some(Self(text))
    }

    /// The seven symbols, upper case, as printed and as in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl std::error::Error for CodeError {}

/// The seventh symbol of six values 0..30: with weights 1 to 7 the sum of all becomes 0 modulo 31, so
/// that one wrong symbol or two swapped neighbours never pass.
pub fn check_symbol(six: &[u8; 6]) -> char {
    let short = u32::from(VALUES) - weighted_sum(six) % u32::from(VALUES);
    let value = short * INVERSE_OF_SEVEN % u32::from(VALUES);
    symbol(u8::try_from(value).unwrap_or_default())
}

fn weighted_sum(values: &[u8]) -> u32 {
    (1..).zip(values).map(|(weight, value)| weight * u32::from(*value)).sum()
}

/// The symbols people meant: upper case, spaces, hyphens and invisible marks left out.
fn symbols_of(typed: &str) -> Vec<char> {
    typed
        .chars()
        .filter_map(plain)
        .filter(|symbol| !matches!(symbol, ' ' | '-'))
        .map(|symbol| symbol.to_ascii_uppercase())
        .collect()
}

fn values_of(typed: &str, wanted: usize) -> Result<Vec<u8>, CodeError> {
    let symbols = symbols_of(typed);
    if symbols.len() != wanted {
        return Err(CodeError::Length { found: symbols.len(), wanted });
    }
    let value_at = |(place, symbol): (usize, &char)| {
        value(*symbol).ok_or(CodeError::Symbol { position: place + 1, symbol: *symbol })
    };
    symbols.iter().enumerate().map(value_at).collect()
}

fn text_of(values: &[u8]) -> String {
    values.iter().map(|value| symbol(*value)).collect()
}

fn value(symbol: char) -> Option<u8> {
    ALPHABET.find(symbol).and_then(|place| u8::try_from(place).ok())
}

/// Values beyond the alphabet start again from its beginning.
fn symbol(value: u8) -> char {
    char::from(ALPHABET.as_bytes()[usize::from(value % VALUES)])
}

#[cfg(test)]
mod tests;
