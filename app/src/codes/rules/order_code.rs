//! Order codes, such as `H4M2-R7`: for talking about an order. They open nothing by themselves and have
//! no check symbol: an order's people look at it, they do not type it from a tag.

use super::{CodeError, VALUES, rude::sounds_rude, text_of, values_of};
use std::fmt;

const LENGTH: usize = 6;
/// Symbols before the hyphen when it is shown.
const FIRST_PART: usize = 4;

/// Six random symbols of the codes' alphabet. Stored as `H4M2R7`, shown as `H4M2-R7`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrderCode(String);

impl OrderCode {
    /// Reads an order code in any letter case, with or without spaces and hyphens.
    ///
    /// # Errors
    /// [`CodeError::Length`] or [`CodeError::Symbol`].
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        Ok(Self(text_of(&values_of(typed, LENGTH)?)))
    }

    /// The order code of six random values 0..30. `None` for a value out of range or a code that spells a
    /// rude word: draw again.
    pub fn from_random(six: [u8; 6]) -> Option<Self> {
        let text = text_of(&six);
        (six.iter().all(|value| *value < VALUES) && !sounds_rude(&text)).then_some(Self(text))
    }

    /// The six symbols without the hyphen, as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrderCode {
    /// As people see it and as in addresses: `H4M2-R7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(FIRST_PART.min(self.0.len()));
        write!(f, "{first}-{second}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_code_is_shown_with_its_hyphen_and_read_without_it_too() {
        for typed in ["H4M2-R7", "h4m2r7", " H4M2 R7 ", "h4-m2-r7"] {
            let code = OrderCode::parse(typed).unwrap();
            assert_eq!(code.to_string(), "H4M2-R7");
            assert_eq!(code.as_str(), "H4M2R7");
        }
    }

    #[test]
    fn a_wrong_length_or_symbol_is_said() {
        assert_eq!(OrderCode::parse("H4M2-R"), Err(CodeError::Length { found: 5, wanted: 6 }));
        assert_eq!(OrderCode::parse("H4M2-R0"), Err(CodeError::Symbol { position: 6, symbol: '0' }));
    }

    #[test]
    fn random_values_make_a_polite_order_code() {
        let code = OrderCode::from_random([0, 1, 2, 28, 29, 30]).unwrap();
        assert_eq!(code.to_string(), "234X-YZ");
        assert_eq!(OrderCode::from_random([0, 0, 0, 0, 0, 31]), None);
        let rude = OrderCode::parse("FUCK23").unwrap();
        let values: [u8; 6] = values_of(rude.as_str(), 6).unwrap().try_into().unwrap();
        assert_eq!(OrderCode::from_random(values), None);
    }
}
