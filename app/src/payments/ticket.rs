//! The QRIS code of one order: the shop's static code with the amount in it and the order's code as reference.

use super::abroad;
use super::qris::{Labels, Qris, QrisError};
use crate::money::Money;
use crate::words::Words;

/// The text of the code for one payment. `order_code` may carry its hyphen; the reference does not.
///
/// # Errors
/// What is wrong with the shop's code, or [`QrisError::Amount`] for an amount QRIS cannot carry.
pub fn payload(shop_code: &str, amount: Money, order_code: &str) -> Result<String, QrisError> {
    let rupiah = amount.whole_rupiah().and_then(|whole| u64::try_from(whole).ok()).ok_or(QrisError::Amount)?;
    let reference = order_code.replace('-', "");
    let code = Qris::parse_shop_code(shop_code)?;
    match code.with_amount(rupiah, Labels { reference: Some(&reference), ..Labels::default() }) {
        // The reference is a help; a code without room for it, or whose additional data we cannot read, is paid
        // all the same.
        Err(QrisError::Label | QrisError::Broken { .. }) => code.with_amount(rupiah, Labels::default()),
        done => done,
    }
}

/// The shop's code for an amount that the payer types; None when it is no QRIS.
pub fn plain(shop: &str) -> Option<String> {
    Qris::parse(shop).ok()?.plain()
}

/// What a buyer types or copies: `450000`.
pub fn amount_to_copy(amount: Money) -> String {
    amount.whole_rupiah().unwrap_or_default().to_string()
}

/// Who can pay with a QRIS code, in the reader's words.
pub fn who_can_pay(w: &Words) -> String {
    let names: Vec<String> = abroad::COUNTRIES.iter().map(|country| w.t(abroad::key(country))).collect();
    let (month, year) = abroad::CHECKED;
    let checked = format!("{} {year}", w.month(month));
    w.with("payments-who-can-pay", &[("countries", names.join(", ").into()), ("checked", checked.into())])
}

#[cfg(test)]
mod tests {
    use super::super::qris::vectors::with_field;
    use super::*;

    /// A synthetic code of the unassigned issuer 0000.
    const SHOP: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI5204513753033605802ID5912TENUN CONTOH6008WAKATOBI61059379563047BA8";

    #[test]
    fn the_ticket_carries_amount_and_order_and_no_tip_nor_fee() {
        let text = payload(SHOP, Money::rupiah(450_000), "H4M2-R7").unwrap();
        let code = Qris::parse(&text).unwrap();
        assert_eq!((code.amount(), code.merchant_name()), (Some("450000"), "TENUN CONTOH"));
        assert!(text.contains("0506H4M2R7") && code.is_one_time());
    }

    #[test]
    fn a_code_without_room_for_the_reference_is_paid_without_it() {
        for additional in [format!("0891{}", "x".repeat(91)), "0799AB".to_owned()] {
            let text = payload(&with_field(62, &additional), Money::rupiah(450_000), "H4M2-R7").unwrap();
            assert_eq!(Qris::parse(&text).unwrap().amount(), Some("450000"), "{additional}");
            assert!(text.contains(&additional) && !text.contains("H4M2R7"));
        }
    }

    #[test]
    fn an_amount_over_the_limit_or_with_sen_has_no_ticket() {
        assert_eq!(payload(SHOP, Money::rupiah(10_000_001), "H4M2-R7"), Err(QrisError::Amount));
        let sen = Money { minor: 45_000_050, ..Money::rupiah(0) };
        assert_eq!(payload(SHOP, sen, "H4M2-R7"), Err(QrisError::Amount));
        assert_eq!(amount_to_copy(Money::rupiah(450_000)), "450000");
    }
}
