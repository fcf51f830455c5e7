//! Money: an amount in minor units with its currency, its one spelling, and reading what an artisan
//! types as a price. No fees, no totals of orders: those are rules of their rooms.

mod price;
pub mod typed;

pub use price::{HIGHEST_RUPIAH, LOWEST_RUPIAH, Parsed, parse_rupiah, whole_rupiah};

/// Sen to a rupiah: ISO 4217 gives IDR two decimals, although nobody pays in sen.
const MINOR_PER_RUPIAH: i64 = 100;

/// ISO 4217 currencies the house keeps books in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Currency {
    Idr,
}

impl Currency {
    /// The three letters of ISO 4217, as stored and sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Idr => "IDR",
        }
    }
}

/// An amount in minor units: Rp1.250.000 is 125000000 IDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    /// An amount of whole rupiah. Amounts beyond what minor units can hold (9.2e16 rupiah) stop at the end.
    pub const fn rupiah(whole: i64) -> Self {
        Self { minor: whole.saturating_mul(MINOR_PER_RUPIAH), currency: Currency::Idr }
    }

    /// As a number in a file that a person opens: whole rupiah, with a point and two digits where there is a part of one.
    pub fn plain(self) -> String {
        let (sign, minor) = (if self.minor < 0 { "-" } else { "" }, self.minor.unsigned_abs());
        match minor % 100 {
            0 => format!("{sign}{}", minor / 100),
            part => format!("{sign}{}.{part:02}", minor / 100),
        }
    }

    /// The amount in whole rupiah, as QRIS wants it; `None` if it has sen, which must not be dropped silently.
    pub const fn whole_rupiah(self) -> Option<i64> {
        match self.minor % MINOR_PER_RUPIAH {
            0 => Some(self.minor / MINOR_PER_RUPIAH),
            _ => None,
        }
    }

    /// The sum; `None` on overflow or when the currencies differ.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_add(other.minor).filter(|_| self.currency == other.currency)?;
        Some(Self { minor, ..self })
    }

    /// The difference, which may be negative; `None` on overflow or when the currencies differ.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_sub(other.minor).filter(|_| self.currency == other.currency)?;
        Some(Self { minor, ..self })
    }

    /// The price of `quantity` pieces; `None` on overflow.
    pub fn checked_mul(self, quantity: i64) -> Option<Self> {
        let minor = self.minor.checked_mul(quantity)?;
        Some(Self { minor, ..self })
    }
}

/// The one spelling of rupiah, in every language: `Rp1.250.000`, `-Rp450.000` (PUEBI II.H: no dot
/// after Rp, no space). Sen are shown only when there are any: `Rp0,50`.
pub fn format_rupiah(amount: Money) -> String {
    let minor = amount.minor.unsigned_abs();
    let per_rupiah = MINOR_PER_RUPIAH.unsigned_abs();
    let sign = if amount.minor < 0 { "-" } else { "" };
    let digits = grouped(minor / per_rupiah);
    match minor % per_rupiah {
        0 => format!("{sign}Rp{digits}"),
        sen => format!("{sign}Rp{digits},{sen:02}"),
    }
}

/// Digits with a dot between groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupiah_have_one_spelling() {
        for (whole, text) in [
            (0, "Rp0"),
            (500, "Rp500"),
            (1_000, "Rp1.000"),
            (450_000, "Rp450.000"),
            (1_250_000, "Rp1.250.000"),
            (10_000_000, "Rp10.000.000"),
            (9_999_999_999, "Rp9.999.999.999"),
            (-450_000, "-Rp450.000"),
            (-5, "-Rp5"),
        ] {
            assert_eq!(format_rupiah(Money::rupiah(whole)), text);
        }
    }

    #[test]
    fn sen_are_never_hidden() {
        assert_eq!(format_rupiah(Money { minor: 125_050, currency: Currency::Idr }), "Rp1.250,50");
        assert_eq!(format_rupiah(Money { minor: -5, currency: Currency::Idr }), "-Rp0,05");
        assert_eq!(format_rupiah(Money { minor: i64::MIN, currency: Currency::Idr }), "-Rp92.233.720.368.547.758,08");
        assert_eq!(Money { minor: 150, currency: Currency::Idr }.whole_rupiah(), None);
    }

    #[test]
    fn a_file_holds_whole_rupiah_and_no_less() {
        for (minor, text) in [(125_000_000, "1250000"), (-2_930_050, "-29300.50"), (-5, "-0.05"), (0, "0")] {
            assert_eq!(Money { minor, currency: Currency::Idr }.plain(), text);
        }
    }

    #[test]
    fn rupiah_become_minor_units_and_come_back() {
        assert_eq!(Money::rupiah(1_250_000).minor, 125_000_000);
        for whole in [0, 1, 450_000, 10_000_000, 9_999_999_999, -3] {
            assert_eq!(Money::rupiah(whole).whole_rupiah(), Some(whole));
        }
    }

    #[test]
    fn sums_and_products_notice_overflow() {
        let price = Money::rupiah(450_000);
        assert_eq!(price.checked_mul(3), Some(Money::rupiah(1_350_000)));
        assert_eq!(price.checked_mul(i64::MAX), None);
        assert_eq!(price.checked_add(Money::rupiah(50_000)), Some(Money::rupiah(500_000)));
        assert_eq!(price.checked_sub(Money::rupiah(500_000)), Some(Money::rupiah(-50_000)));
        let most = Money { minor: i64::MAX, currency: Currency::Idr };
        assert_eq!(most.checked_add(Money { minor: 1, currency: Currency::Idr }), None);
        assert_eq!(Money { minor: i64::MIN, currency: Currency::Idr }.checked_sub(most), None);
    }
}
