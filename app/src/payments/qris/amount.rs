//! From a shop's code to one with the amount of an order. The amount is whole rupiah, without separators
//! or decimals: this is the edge where minor units end.

use super::tlv::{self, Field, find};
use super::{ADDITIONAL, AMOUNT, CURRENCY, FORMAT, INITIATION, PERCENT_FEE, POSTAL_CODE, Qris, QrisError, sealed};

/// The limit of one QRIS payment in whole rupiah (Bank Indonesia, since 1 March 2022).
pub const HIGHEST_AMOUNT: u64 = 10_000_000;

/// Characters that one additional datum may have.
const LONGEST_LABEL: usize = 25;

/// What is written beside the amount (tag 62), so that a payment can be told apart later. Payment services
/// may ignore it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Labels<'a> {
    /// 62.01
    pub bill: Option<&'a str>,
    /// 62.05
    pub reference: Option<&'a str>,
    /// 62.07
    pub terminal: Option<&'a str>,
}

impl Qris {
    /// The text of a code for one payment of whole `rupiah`. Everything else of the shop's code is kept
    /// letter for letter, except tips and fees (tags 55 to 57), which are always dropped.
    ///
    /// # Errors
    /// [`QrisError::Amount`] for zero and over [`HIGHEST_AMOUNT`]; [`QrisError::Label`] for a label that is
    /// empty, over 25 characters, not printable ASCII, or finds no room.
    pub fn with_amount(&self, rupiah: u64, labels: Labels<'_>) -> Result<String, QrisError> {
        if !(1..=HIGHEST_AMOUNT).contains(&rupiah) {
            return Err(QrisError::Amount);
        }
        let mut fields: Vec<Field> =
            self.fields.iter().filter(|field| !(AMOUNT..=PERCENT_FEE).contains(&field.tag)).cloned().collect();
        set_after(&mut fields, FORMAT, INITIATION, "12".to_owned());
        set_after(&mut fields, CURRENCY, AMOUNT, rupiah.to_string());
        if let Some(additional) = labelled(find(&fields, ADDITIONAL), labels)? {
            set_after(&mut fields, POSTAL_CODE, ADDITIONAL, additional);
        }
        sealed(&fields).ok_or(QrisError::Label)
    }
}

impl Qris {
    /// The text of the shop's code for an amount that the payer types: without an amount that is printed
    /// into it, without tips and fees (tags 54 to 57), else letter for letter.
    pub fn plain(&self) -> Option<String> {
        let fields: Vec<Field> =
            self.fields.iter().filter(|field| !(AMOUNT..=PERCENT_FEE).contains(&field.tag)).cloned().collect();
        sealed(&fields)
    }
}

/// Sets a tag where it stands, or puts it behind another one.
fn set_after(fields: &mut Vec<Field>, anchor: u8, tag: u8, value: String) {
    if let Some(field) = fields.iter_mut().find(|field| field.tag == tag) {
        field.value = value;
        return;
    }
    let place = fields.iter().position(|field| field.tag == anchor).map_or(fields.len(), |place| place + 1);
    fields.insert(place, Field { tag, value });
}

/// The additional data with the labels set; `None` if there is nothing to set.
fn labelled(present: Option<&str>, labels: Labels<'_>) -> Result<Option<String>, QrisError> {
    let wanted = [(1, labels.bill), (5, labels.reference), (7, labels.terminal)];
    if wanted.iter().all(|(_, label)| label.is_none()) {
        return Ok(None);
    }
    let mut data = tlv::read(present.unwrap_or_default()).map_err(|_| QrisError::Broken { tag: Some(ADDITIONAL) })?;
    for (tag, label) in wanted.into_iter().filter_map(|(tag, label)| Some((tag, label?))) {
        let printable = label.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if !printable || !(1..=LONGEST_LABEL).contains(&label.len()) {
            return Err(QrisError::Label);
        }
        match data.iter().find(|datum| datum.tag == tag) {
            // The shop's own label stays, like everything else of its code.
            Some(_) => {}
            None => {
                let place = data.iter().position(|datum| datum.tag > tag).unwrap_or(data.len());
                data.insert(place, Field { tag, value: label.to_owned() });
            }
        }
    }
    let text = tlv::write(&data).filter(|text| text.chars().count() <= 99);
    text.map(Some).ok_or(QrisError::Label)
}

/// Digits with an optional point and decimals, at most 13 characters (EMVCo 4.7.7.2).
pub(super) fn well_formed(amount: &str) -> bool {
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = amount.split_once('.').unwrap_or((amount, ""));
    !whole.is_empty() && amount.len() <= 13 && all_digits(whole) && all_digits(decimals)
}

#[cfg(test)]
mod tests {
    use super::super::{NAME, vectors::*};
    use super::*;

    fn none() -> Labels<'static> {
        Labels::default()
    }

    #[test]
    fn an_amount_is_put_into_a_shops_code() {
        let shop = parsed(S1);
        assert_eq!(shop.with_amount(450_000, none()).unwrap(), S2);
        assert_eq!(shop.with_amount(1_250_000, Labels { terminal: Some("A01"), ..none() }).unwrap(), S4);
        let labels = Labels { bill: Some("INV-0001"), reference: Some("WKT7K3Q9X"), terminal: Some("A01") };
        assert_eq!(shop.with_amount(10_000_000, labels).unwrap(), S5);
    }

    #[test]
    fn tips_fees_and_an_old_amount_are_dropped() {
        for text in [S2, S3, S6, S7, S8] {
            assert_eq!(parsed(text).with_amount(450_000, none()).unwrap(), S2);
        }
    }

    #[test]
    fn the_plain_code_asks_for_no_amount_tip_or_fee() {
        assert_eq!(parsed(S1).plain().as_deref(), Some(S1));
        assert_eq!(parsed(S3).plain().as_deref(), Some(S1));
        assert_eq!(parsed(S6).plain().as_deref(), Some(S1));
        for text in [S7, S8] {
            let plain = Qris::parse(&parsed(text).plain().unwrap()).unwrap();
            assert!(plain.fields.iter().all(|field| !(AMOUNT..=PERCENT_FEE).contains(&field.tag)));
        }
    }

    #[test]
    fn labels_join_the_additional_data_that_is_there() {
        let labels = Labels { bill: Some("INV-0001"), reference: Some("WKT7K3Q9X"), terminal: None };
        assert_eq!(parsed(S4).with_amount(10_000_000, labels).unwrap(), S5);
        let kept = parsed(S5).with_amount(450_000, none()).unwrap();
        assert_eq!(find(&parsed(&kept).fields, ADDITIONAL), Some("0108INV-00010509WKT7K3Q9X0703A01"));
        let own = parsed(S4).with_amount(1, Labels { terminal: Some("B2"), ..none() }).unwrap();
        assert_eq!(find(&parsed(&own).fields, ADDITIONAL), Some("0703A01"), "the shop's own label stays");
    }

    #[test]
    fn labels_that_would_not_be_taken_are_refused() {
        let shop = parsed(S1);
        for label in ["", "Odé", "a\nb", "abcdefghijklmnopqrstuvwxyz"] {
            let labels = Labels { reference: Some(label), ..none() };
            assert_eq!(shop.with_amount(1, labels), Err(QrisError::Label), "{label:?}");
        }
        let full = changed(|fields| fields.push(Field { tag: ADDITIONAL, value: format!("0891{}", "x".repeat(91)) }));
        let labels = Labels { bill: Some("1"), ..none() };
        assert_eq!(parsed(&full).with_amount(1, labels), Err(QrisError::Label));
        assert!(parsed(&full).with_amount(1, none()).is_ok());
        let broken = changed(|fields| fields.push(Field { tag: ADDITIONAL, value: "0799A".to_owned() }));
        assert_eq!(parsed(&broken).with_amount(1, labels), Err(QrisError::Broken { tag: Some(ADDITIONAL) }));
    }

    #[test]
    fn the_amount_stays_within_the_limit() {
        let shop = parsed(S1);
        assert_eq!(HIGHEST_AMOUNT, 10_000_000);
        for rupiah in [0, 10_000_001, u64::MAX] {
            assert_eq!(shop.with_amount(rupiah, none()), Err(QrisError::Amount));
        }
        let one = shop.with_amount(1, none()).unwrap();
        assert_eq!(parsed(&one).amount(), Some("1"));
    }

    #[test]
    fn everything_else_is_kept_whatever_its_order() {
        let text = changed(|fields| {
            let (last, unknown) = (fields.len(), "é 6304 5405".to_owned());
            fields.swap(2, last - 1);
            fields.swap(4, 5);
            fields.push(Field { tag: 85, value: unknown });
            fields.push(Field { tag: 64, value: "0002ZH0104最佳运输".to_owned() });
            fields.retain(|field| field.tag != INITIATION);
        });
        let before = parsed(&text);
        let after = parsed(&before.with_amount(450_000, none()).unwrap());
        let mut expected = before.fields.clone();
        expected.insert(1, Field { tag: INITIATION, value: "12".to_owned() });
        let currency = expected.iter().position(|field| field.tag == CURRENCY).unwrap();
        expected.insert(currency + 1, Field { tag: AMOUNT, value: "450000".to_owned() });
        assert_eq!(after.fields, expected);
    }

    #[test]
    fn a_name_full_of_tags_confuses_nobody() {
        let shop = parsed(&set(NAME, "010211 6304 5303360 5802ID"));
        let paid = parsed(&shop.with_amount(450_000, none()).unwrap());
        assert_eq!(paid.merchant_name(), "010211 6304 5303360 5802ID");
        assert_eq!(paid.amount(), Some("450000"));
        assert!(paid.is_one_time());
    }
}
