//! Reads the form of a regency's fees: percentages with a comma or a point, fixed amounts in whole rupiah, `1500` or `1.500`.

use super::ledger::fees::{CostBy, Rules};
use crate::error::Message;
use crate::form::Typed;
use crate::money::{Money, format_rupiah, whole_rupiah};

/// Most a fee may be, in hundredths of a percent, and what a card may cost.
const MOST_FEE: i64 = 3_000;
const MOST_CARD: i64 = 1_000;
/// Most of a fixed amount, in rupiah.
const MOST_FIXED: i64 = 100_000;

/// Reads the rules; what is wrong is put at its field.
pub fn read(typed: &mut Typed) -> Rules {
    let fee_bp = percent(typed, "fee", MOST_FEE);
    let fee_fixed = fixed(typed, "fee_fixed");
    let card_bp = percent(typed, "card", MOST_CARD);
    let card_fixed = fixed(typed, "card_fixed");
    let card_by = CostBy::parse(typed.get("card_by"));
    if card_by.is_none() {
        typed.wrong("card_by", "payments-fees-by-choose");
    }
    Rules { fee_bp, fee_fixed, card_bp, card_fixed, card_by: card_by.unwrap_or_default() }
}

fn percent(typed: &mut Typed, field: &'static str, most: i64) -> i64 {
    let read = basis_points(typed.get(field)).filter(|bp| *bp <= most);
    if read.is_none() {
        typed.wrong(field, Message::new("payments-fees-percent-bad").with("most", most / 100));
    }
    read.unwrap_or(0)
}

fn fixed(typed: &mut Typed, field: &'static str) -> i64 {
    let text = typed.get(field);
    let read = if text.is_empty() { Some(Money::rupiah(0)) } else { whole_rupiah(text) };
    let read = read.filter(|amount| amount.minor <= Money::rupiah(MOST_FIXED).minor);
    if read.is_none() {
        typed.wrong(
            field,
            Message::new("payments-fees-fixed-bad").with("most", format_rupiah(Money::rupiah(MOST_FIXED))),
        );
    }
    read.map_or(0, |amount| amount.minor)
}

/// `2,5` and `2.5` are 250; at most two decimals. Empty is nothing.
fn basis_points(text: &str) -> Option<i64> {
    let text = text.trim_end_matches('%').trim();
    if text.is_empty() {
        return Some(0);
    }
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |part: &str, most| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole, 3) || !digits(fraction, 2) {
        return None;
    }
    let hundredths = format!("{fraction:0<2}").parse::<i64>().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + hundredths)
}

/// Hundredths of a percent as a form shows them: `2,5`.
pub fn percent_text(bp: i64) -> String {
    let text = format!("{},{:02}", bp / 100, bp % 100);
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_and_spelled_back() {
        for (text, bp) in [("2,5", 250), ("2.5", 250), ("0,05", 5), ("30", 3_000), ("3 %", 300), ("", 0), ("0", 0)] {
            assert_eq!(basis_points(text), Some(bp), "{text}");
        }
        for text in ["-1", "1e3", "2,555", ",5", "1.000,5", "x", "١"] {
            assert_eq!(basis_points(text), None, "{text}");
        }
        for bp in [0, 5, 50, 250, 300, 3_000, 1_005] {
            assert_eq!(basis_points(&percent_text(bp)), Some(bp));
        }
    }

    #[test]
    fn fixed_amounts_are_read_as_people_write_them() {
        for (text, minor) in
            [("1500", 150_000), ("1.500", 150_000), ("Rp2.000", 200_000), ("100.000", 10_000_000), ("0", 0), ("", 0)]
        {
            let mut typed = Typed::from_pairs([("fee_fixed".to_owned(), text.to_owned())]);
            assert_eq!(fixed(&mut typed, "fee_fixed"), minor, "{text}");
            assert!(typed.error("fee_fixed").is_none(), "{text}");
        }
        for text in ["1.5", "1,500", "-1", "100.001", "1e3", "x"] {
            let mut typed = Typed::from_pairs([("fee_fixed".to_owned(), text.to_owned())]);
            assert_eq!(fixed(&mut typed, "fee_fixed"), 0, "{text}");
            assert!(typed.error("fee_fixed").is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_too_much_or_no_number_is_said_at_its_field() {
        let pairs = [("fee", "31"), ("fee_fixed", "-5"), ("card", "11"), ("card_fixed", "100001"), ("card_by", "me")];
        let mut typed = Typed::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        read(&mut typed);
        for (field, _) in pairs {
            assert!(typed.error(field).is_some(), "{field}");
        }
    }
}
