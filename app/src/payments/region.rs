//! Which ways of paying a regency offers, and who takes the cards.

use crate::error::Message;
use crate::form::Typed;

/// The longest name and contact, in characters.
pub const NAME_LENGTH: u16 = 120;
pub const CONTACT_LENGTH: u16 = 200;

/// A regency's choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionMoney {
    pub cash: bool,
    pub qris: bool,
    pub transfer: bool,
    pub card: bool,
    /// Who the buyer's card statement names: a cooperative or a company.
    pub merchant: String,
    pub contact: String,
    /// 0 while nothing was chosen.
    pub version: i64,
}

impl Default for RegionMoney {
    /// What holds until somebody chooses.
    fn default() -> Self {
        Self {
            cash: true,
            qris: true,
            transfer: true,
            card: false,
            merchant: String::new(),
            contact: String::new(),
            version: 0,
        }
    }
}

/// The form's ticks, in order.
pub const TICKS: [&str; 4] = ["offers_cash", "offers_qris", "offers_transfer", "offers_card"];

/// Reads the form. A card can be switched on only where `cards` are taken at all, and with who takes them.
pub fn read(typed: &mut Typed, cards: bool, before: &RegionMoney) -> RegionMoney {
    let [cash, qris, transfer, card] = TICKS.map(|name| typed.chose(name, "yes"));
    // Without keys the tick is not shown: what was chosen stays.
    let card = if cards { card } else { before.card };
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (merchant, contact) = (squeezed(typed.get("merchant_name")), squeezed(typed.get("merchant_contact")));
    if !(cash || qris || transfer || card) {
        typed.wrong("offers_cash", "payments-region-none");
    }
    for (field, text, most) in
        [("merchant_name", &merchant, NAME_LENGTH), ("merchant_contact", &contact, CONTACT_LENGTH)]
    {
        if text.chars().count() > usize::from(most) {
            typed.wrong(field, Message::new("regions-too-long").with("most", usize::from(most)));
        } else if card && text.is_empty() {
            typed.wrong(field, "payments-region-merchant-missing");
        }
    }
    RegionMoney { cash, qris, transfer, card, merchant, contact, version: before.version }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn a_card_needs_a_merchant_and_keys() {
        let mut alone = typed(&[("offers_card", "yes")]);
        assert!(read(&mut alone, true, &RegionMoney::default()).card && alone.has_errors());
        let named = [("offers_card", "yes"), ("merchant_name", "Koperasi  Contoh"), ("merchant_contact", "0404")];
        let mut whole = typed(&named);
        let read_as = read(&mut whole, true, &RegionMoney::default());
        assert!(!whole.has_errors() && read_as.card && read_as.merchant == "Koperasi Contoh");
        let mut without = typed(&named);
        assert!(!read(&mut without, false, &RegionMoney::default()).card && without.has_errors());
    }

    #[test]
    fn one_way_must_be_left() {
        let mut nothing = typed(&[]);
        read(&mut nothing, true, &RegionMoney::default());
        assert!(nothing.error("offers_cash").is_some());
        let mut cash = typed(&[("offers_cash", "yes")]);
        read(&mut cash, true, &RegionMoney::default());
        assert!(!cash.has_errors());
    }
}
