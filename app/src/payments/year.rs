//! A shop's year: what was sold month by month, and the line of Rp500 million up to which a person pays no income
//! tax on it (PP 55/2022: final 0.5 % of the gross; the first Rp500 million of a year are free for a person, not
//! for a company or a cooperative). Figures for one's own papers, not advice.

pub mod pages;

use crate::accounts::shop::MakerKind;
use crate::money::Money;

/// The gross of a year up to which a person pays nothing (PP 55/2022, article 60(2)).
pub const FREE: Money = Money::rupiah(500_000_000);
/// The final tax on what lies above, in hundredths of a percent.
const TAX_BP: i128 = 50;

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// 1 to 12.
    pub number: i8,
    /// What buyers paid for goods and sending, less what went back to them: the gross, before any fee.
    pub gross: Money,
    /// Fees and the card's cost, below zero.
    pub costs: Money,
    /// Corrections. They are no part of the gross: no buyer paid them, so they are nobody's turnover (PP 55/2022 counts
    /// what is received for what was sold).
    pub mended: Money,
    /// Payments that arrived.
    pub count: i64,
}

impl Month {
    /// A month in which nothing moved yet.
    pub const fn empty(number: i8) -> Self {
        let none = Money::rupiah(0);
        Self { number, gross: none, costs: none, mended: none, count: 0 }
    }

    /// Hers altogether, as the money page says of the month.
    pub fn net(&self) -> Money {
        sum([self.gross, self.costs, self.mended].into_iter())
    }

    /// True when nothing of it is to be told.
    pub const fn is_empty(&self) -> bool {
        self.count == 0 && self.gross.minor == 0 && self.costs.minor == 0 && self.mended.minor == 0
    }
}

/// The keys of the words over the year's table, which she opens herself: amounts are whole rupiah, with a point where
/// there is a part of one.
pub const COLUMNS: [&str; 7] = [
    "payments-year-month",
    "payments-year-count",
    "payments-year-gross",
    "payments-year-costs",
    "payments-year-mended",
    "payments-year-net",
    "payments-year-currency",
];

/// Why there is no letter to whoever collects her card money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLetter {
    /// The gross is above the line: the letter would not be true.
    Over,
    /// The line is one person's, and what stands here was sold by a group.
    Group,
}

/// A shop's year, twelve months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turnover {
    pub year: i16,
    pub months: Vec<Month>,
}

impl Turnover {
    pub fn gross(&self) -> Money {
        sum(self.months.iter().map(|month| month.gross))
    }

    /// Hers altogether in the year: the sum of what the money page says of its months.
    pub fn net(&self) -> Money {
        sum(self.months.iter().map(Month::net))
    }

    /// The rows of the year's table.
    pub fn rows(&self) -> Vec<[String; 7]> {
        let row = |month: &Month| {
            let Month { gross, costs, mended, count, .. } = month;
            let [gross, costs, mended, net] = [*gross, *costs, *mended, month.net()].map(Money::plain);
            let month = format!("{:04}-{:02}", self.year, month.number);
            [month, count.to_string(), gross, costs, mended, net, "IDR".to_owned()]
        };
        self.months.iter().map(row).collect()
    }

    /// Why such a shop has no letter for this year; None where she may sign one.
    pub fn no_letter(&self, kind: MakerKind) -> Option<NoLetter> {
        match kind {
            MakerKind::Group => Some(NoLetter::Group),
            MakerKind::Person | MakerKind::Family if self.gross().minor > FREE.minor => Some(NoLetter::Over),
            MakerKind::Person | MakerKind::Family => None,
        }
    }

    /// What may still come free of tax; nothing once the line is passed.
    pub fn free_left(&self) -> Money {
        Money { minor: (FREE.minor - self.gross().minor).max(0), ..FREE }
    }

    /// The tax of each month for a person, whole rupiah, cut off.
    pub fn taxes(&self) -> Vec<Money> {
        let (mut total, mut taxed) = (0, 0);
        let mut taxes = Vec::new();
        for month in &self.months {
            total += month.gross.minor;
            let base = (total - FREE.minor).max(0) - (taxed - FREE.minor).max(0);
            // What went back later lowers the months to come, not one that was paid: nothing is taxed twice.
            let tax = (i128::from(base.max(0)) * TAX_BP / 10_000 / 100) * 100;
            taxes.push(Money { minor: i64::try_from(tax).unwrap_or(i64::MAX), ..FREE });
            taxed = taxed.max(total);
        }
        taxes
    }
}

fn sum(amounts: impl Iterator<Item = Money>) -> Money {
    amounts.fold(Money::rupiah(0), |sum, one| sum.checked_add(one).unwrap_or(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(gross: &[i64]) -> Turnover {
        let month =
            |(number, whole): (i8, &i64)| Month { gross: Money::rupiah(*whole), count: 1, ..Month::empty(number) };
        Turnover { year: 2026, months: (1..).zip(gross).map(month).collect() }
    }

    #[test]
    fn twelve_months_of_a_hundred_million_cost_three_and_a_half() {
        let taxes = year(&[100_000_000; 12]).taxes();
        assert!(taxes[..5].iter().all(|tax| *tax == Money::rupiah(0)));
        assert!(taxes[5..].iter().all(|tax| *tax == Money::rupiah(500_000)));
        assert_eq!(sum(taxes.into_iter()), Money::rupiah(3_500_000));
    }

    #[test]
    fn what_was_taxed_and_went_back_is_not_taxed_again() {
        let taxes = year(&[600_000_000, -50_000_000, 50_000_000, 10_000_000]).taxes();
        assert_eq!(taxes, [500_000, 0, 0, 50_000].map(Money::rupiah));
    }

    #[test]
    fn only_what_lies_above_the_line_counts() {
        let passed = year(&[480_000_000, 40_000_000]);
        assert_eq!(passed.taxes(), [Money::rupiah(0), Money::rupiah(100_000)]);
        assert_eq!(passed.free_left(), Money::rupiah(0));
        let below = year(&[480_000_000, 20_000_000]);
        assert_eq!((below.taxes()[1], below.free_left()), (Money::rupiah(0), Money::rupiah(0)));
        assert_eq!(year(&[1_000_000]).free_left(), Money::rupiah(499_000_000));
    }

    #[test]
    fn a_correction_is_hers_and_no_turnover() {
        let rp = Money::rupiah;
        let mut mended = year(&[500_000_000]);
        mended.months[0].mended = rp(1_000_000);
        mended.months[0].costs = rp(-10_000);
        assert_eq!((mended.gross(), mended.net()), (rp(500_000_000), rp(500_990_000)));
        assert_eq!(mended.rows()[0][2..6], ["500000000", "-10000", "1000000", "500990000"].map(str::to_owned));
        assert_eq!((mended.free_left(), mended.taxes()[0]), (rp(0), rp(0)));
        let only = Month { mended: rp(-5), ..Month::empty(2) };
        assert!(!only.is_empty() && Month::empty(2).is_empty());
    }

    #[test]
    fn a_letter_is_one_persons_within_the_line() {
        let (within, over) = (year(&[500_000_000]), year(&[499_000_000, 1_000_001]));
        for kind in [MakerKind::Person, MakerKind::Family] {
            assert_eq!((within.no_letter(kind), over.no_letter(kind)), (None, Some(NoLetter::Over)));
        }
        assert_eq!(within.no_letter(MakerKind::Group), Some(NoLetter::Group));
    }

    #[test]
    fn a_month_in_which_more_went_back_than_came_owes_nothing() {
        let taxes = year(&[600_000_000, -50_000_000, 50_000_000]).taxes();
        assert_eq!(taxes[0], Money::rupiah(500_000));
        assert_eq!(taxes[1], Money::rupiah(0));
    }
}
