//! Which ways of paying a regency offers, who takes the cards, and how long pieces and contacts are kept.

use crate::error::Message;
use crate::form::Typed;
use crate::payments::method::Method;

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
    /// In the order and the units of [`TIMES`].
    pub times: [i64; 4],
    /// 0 while nothing was chosen.
    pub version: i64,
}

impl RegionMoney {
    /// The ways of paying it offers, in the order shops do.
    pub fn ways(&self) -> Vec<Method> {
        let offered = |method: &Method| match method {
            Method::Qris => self.qris,
            Method::Cash => self.cash,
            Method::Transfer => self.transfer,
            Method::Card => self.card,
        };
        Method::ALL.into_iter().filter(offered).collect()
    }

    /// A shop's time to answer.
    pub const fn answer_hours(&self) -> i64 {
        let [_, hours, ..] = self.times;
        hours
    }

    /// How long it is known who bought.
    pub const fn remembered_days(&self) -> i64 {
        let [.., days] = self.times;
        days
    }
}

/// How long things are kept: the field, the key of its label, the least and the most, and what holds until
/// somebody chooses. Minutes, hours, hours, days.
pub const TIMES: [(&str, &str, i64, i64, i64); 4] = [
    ("stall_minutes", "payments-region-stall", 10, 240, 30),
    ("answer_hours", "payments-region-answer", 12, 336, 72),
    ("after_pickup_hours", "payments-region-after", 1, 168, 24),
    ("retention_days", "payments-region-retention", 7, 3_650, 30),
];

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
            times: TIMES.map(|(.., usual)| usual),
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
    let times = times(typed, before);
    RegionMoney { cash, qris, transfer, card, merchant, contact, times, version: before.version }
}

/// The typed times; a field that was not sent keeps what it was.
fn times(typed: &mut Typed, before: &RegionMoney) -> [i64; 4] {
    let mut times = before.times;
    for (at, (field, _, least, most, _)) in TIMES.into_iter().enumerate() {
        match typed.get(field).parse() {
            _ if !typed.has(field) => {}
            Ok(time) if (least..=most).contains(&time) => times[at] = time,
            _ => typed.wrong(field, Message::new("payments-region-between").with("least", least).with("most", most)),
        }
    }
    times
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
    fn times_lie_between_their_ends_and_stay_when_they_are_not_sent() {
        let mut sent = typed(&[("offers_cash", "yes"), ("stall_minutes", "45"), ("retention_days", "3")]);
        let read_as = read(&mut sent, true, &RegionMoney::default());
        assert_eq!(read_as.times, [45, 72, 24, 30]);
        assert!(sent.error("retention_days").is_some() && sent.error("stall_minutes").is_none());
        for wrong in ["", "-1", "1.5", "241", "x"] {
            let mut sent = typed(&[("offers_cash", "yes"), ("stall_minutes", wrong)]);
            read(&mut sent, true, &RegionMoney::default());
            assert!(sent.error("stall_minutes").is_some(), "{wrong}");
        }
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
