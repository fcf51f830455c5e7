//! Giving money back for an order: what can be given, and reading what the artisan asks for. Amounts of pieces are
//! never read from the form; what she gives besides them is hers to say, up to what is left.

use super::Sheet;
use super::rules::State;
use crate::form::Typed;
use crate::ids::ProductId;
use crate::money::{Money, Parsed, parse_rupiah};
use crate::payments::refunds::PaidLeft;
use crate::payments::rules::refund::REASONS;

/// Most characters of her own words.
pub const LONGEST_WORDS: u16 = 200;

/// True when money of an order can be given back: some of it was paid and is still here, and it is not over without
/// money, and no bank asks for it.
pub fn may(sheet: &Sheet) -> bool {
    let over = matches!(sheet.state, State::Asked | State::Declined | State::Cancelled | State::Expired);
    !over && !sheet.standing().disputed && sheet.refundable().minor > 0
}

/// An order from which money is to be given back.
#[derive(Clone, Debug)]
pub struct Desk {
    pub sheet: Sheet,
    /// Of each line, whether it can stand on the shelf again: what is made to order never stood there.
    pub restock: Vec<bool>,
    /// What was paid, the deposit first.
    pub paid: Vec<PaidLeft>,
}

impl Desk {
    /// What can still be given back.
    pub fn left(&self) -> Money {
        Money { minor: self.paid.iter().map(|one| one.left.minor).sum(), ..Money::rupiah(0) }
    }

    /// True when an order whose pieces are still here would have nothing left of what was paid: that is a
    /// cancellation.
    pub fn would_end(&self, minor: i64) -> bool {
        self.is_in_hand() && minor >= self.paid.iter().map(|one| one.left.minor).sum::<i64>()
    }

    /// True while the pieces are in her hands.
    pub const fn is_in_hand(&self) -> bool {
        matches!(self.sheet.state, State::Accepted | State::Ready)
    }
}

/// Pieces of one line to be given back for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedLine {
    pub product: ProductId,
    pub quantity: i64,
    /// How many of them stand on the shelf again.
    pub restocked: i64,
    pub amount: Money,
}

/// What she asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub lines: Vec<AskedLine>,
    /// Besides the pieces: some of the sending, or for a flaw.
    pub more: Money,
    pub reason: String,
    pub text: String,
}

impl Asked {
    /// What the buyer gets back.
    pub fn amount(&self) -> Money {
        let minor = self.lines.iter().map(|line| line.amount.minor).fold(self.more.minor, i64::saturating_add);
        Money { minor, ..self.more }
    }

    /// Pieces alone go back for at most what is left: some of their price may have gone back before.
    fn at_most(&mut self, left: Money) {
        let mut over = if self.more.minor > 0 { 0 } else { self.amount().minor - left.minor };
        for line in self.lines.iter_mut().rev() {
            let cut = over.min(line.amount.minor - Money::rupiah(1).minor).max(0);
            line.amount.minor -= cut;
            over -= cut;
        }
    }
}

/// Reads the form; what is wrong is put at its field.
pub fn read(typed: &mut Typed, desk: &Desk) -> Option<Asked> {
    let lines = lines(typed, desk);
    let more = more(typed);
    let (reason, text) = (typed.get("reason").to_owned(), typed.get("text").to_owned());
    if !REASONS.contains(&reason.as_str()) {
        typed.wrong("reason", "orders-refund-why-choose");
    }
    if text.chars().count() > usize::from(LONGEST_WORDS) {
        typed.wrong("text", "orders-reason-long");
    } else if reason == "other" && text.is_empty() {
        typed.wrong("text", "orders-reason-empty");
    }
    let mut asked = Asked { lines, more, reason, text };
    asked.at_most(desk.left());
    let (amount, left) = (asked.amount().minor, desk.left().minor);
    if typed.has_errors() {
        return None;
    }
    match amount {
        ..=0 => typed.wrong("more", "orders-refund-nothing"),
        amount if amount > left => typed.wrong("more", "orders-refund-too-much"),
        amount if desk.would_end(amount) => typed.wrong("more", "orders-refund-cancel"),
        _ => return Some(asked),
    }
    None
}

fn lines(typed: &mut Typed, desk: &Desk) -> Vec<AskedLine> {
    let mut lines = Vec::new();
    for (line, can) in desk.sheet.lines.iter().zip(&desk.restock) {
        let (field, shelf) = (format!("q-{}", line.code), format!("shelf-{}", line.code));
        let most = line.quantity - line.refunded;
        let quantity = match typed.get(&field) {
            "" => 0,
            number => number.parse().unwrap_or(-1),
        };
        let amount = line.unit.checked_mul(quantity);
        match amount {
            Some(amount) if (1..=most).contains(&quantity) => {
                let restocked = if *can && typed.get(&shelf) == "1" { quantity } else { 0 };
                lines.push(AskedLine { product: line.product.clone(), quantity, restocked, amount });
            }
            _ if quantity == 0 => {}
            _ => typed.wrong(&field, crate::error::Message::new("orders-refund-how-many").with("most", most)),
        }
    }
    lines
}

/// What is given besides the pieces. The page that asks once more shows how it was read.
fn more(typed: &mut Typed) -> Money {
    let none = Money::rupiah(0);
    match typed.get("more") {
        "" | "0" => none,
        text => match parse_rupiah(text) {
            Parsed::Ok(amount) => amount,
            Parsed::Ambiguous { readings } => readings.first().copied().unwrap_or(none),
            Parsed::Bad => {
                typed.wrong("more", "orders-refund-more-bad");
                none
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(lines: &[i64], more: i64) -> Asked {
        let line = |rupiah: &i64| AskedLine {
            product: ProductId(rupiah.to_string()),
            quantity: 1,
            restocked: 0,
            amount: Money::rupiah(*rupiah),
        };
        Asked {
            lines: lines.iter().map(line).collect(),
            more: Money::rupiah(more),
            reason: String::new(),
            text: String::new(),
        }
    }

    #[test]
    fn pieces_of_which_some_went_back_before_go_back_for_what_is_left_the_last_ones_for_less() {
        let cut = |lines: &[i64], more, left| {
            let mut asked = asked(lines, more);
            asked.at_most(Money::rupiah(left));
            asked.lines.iter().map(|line| line.amount.minor / Money::rupiah(1).minor).collect::<Vec<_>>()
        };
        assert_eq!(cut(&[100, 200, 300], 0, 600), [100, 200, 300]);
        assert_eq!(cut(&[100, 200, 300], 0, 350), [100, 200, 50]);
        assert_eq!(cut(&[100, 200, 300], 0, 150), [100, 49, 1], "none is given back for nothing");
        assert_eq!(cut(&[100, 200], 0, 1), [1, 1], "which is too much, and said");
        assert_eq!(cut(&[100, 200], 10, 150), [100, 200], "an amount she typed herself is not changed");
    }
}
