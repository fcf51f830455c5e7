//! How she changes the number that is left for sale. The form carries the number she saw; what counts
//! is the difference, so pieces sold or ordered while the page was open are not sold twice.

use super::Kind;

/// Most pieces alike that a shop counts.
pub const MOST_STOCK: i64 = 9_999;

/// By how much the stock changes, from what she saw and what she typed.
pub const fn difference(saw: i64, typed: i64) -> i64 {
    typed - saw
}

/// What is left after the difference; None when it cannot be applied to what is there now: nothing goes
/// below zero, and a unique piece is one, in the shop or in an open order.
pub fn applied(kind: Kind, now: i64, held: i64, difference: i64) -> Option<i64> {
    let left = now.checked_add(difference)?;
    let most = match kind {
        Kind::Unique => 1 - held,
        Kind::Stocked => MOST_STOCK,
        Kind::MadeToOrder => 0,
    };
    (0..=most).contains(&left).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sold_while_she_typed_is_not_sold_again() {
        // She saw 5 and wove 3 more; one was sold meanwhile.
        assert_eq!(applied(Kind::Stocked, 4, 1, difference(5, 8)), Some(7));
    }

    #[test]
    fn the_number_never_goes_below_zero() {
        assert_eq!(applied(Kind::Stocked, 4, 1, difference(5, 0)), None);
        assert_eq!(applied(Kind::Stocked, 5, 0, difference(5, 0)), Some(0));
        assert_eq!(applied(Kind::Stocked, 9_999, 0, 1), None);
        assert_eq!(applied(Kind::Stocked, i64::MAX, 0, 1), None);
    }

    #[test]
    fn a_unique_piece_is_one_in_the_shop_or_in_an_order() {
        assert_eq!(applied(Kind::Unique, 1, 0, -1), Some(0));
        assert_eq!(applied(Kind::Unique, 0, 0, 1), Some(1));
        assert_eq!(applied(Kind::Unique, 0, 1, 1), None);
        assert_eq!(applied(Kind::Unique, 1, 0, 1), None);
    }
}
